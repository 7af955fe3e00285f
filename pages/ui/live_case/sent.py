"""What the browser needs to work out a case by itself."""

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lepton.value.policy_money import PolicyEarning

if TYPE_CHECKING:
    from lepton.finance import Case, Earning, Plan
    from lepton.finance.risk import Risk
    from lepton.value.checks import Floats
    from lepton.value.policy_cells import Held

__all__ = ["answered", "base_of", "earned", "scenarios_of", "stamped"]

DIGITS = 7  # of the numbers of a band: more cannot be seen


def base_of(case: "Case", earning: "Earning", changes: Mapping[str, float]) -> dict[str, Any]:
    """Every assumption by name, of the investment and of a decision."""
    return {**case.to_dict(), **{k: float(x) for k, x in earning.base.items()}, **changes}


def scenarios_of(plan: "Plan", earning: "Earning", only: str | None = None) -> list[dict[str, Any]]:
    """Every scenario: what it changes, what a decision earns in it, and whether it is locked.

    Parameters
    ----------
    plan, earning
        Where they come from.
    only
        The one that may be changed; None for all that are not locked.
    """
    usual = plan.changes.get("share", earning.base.get("share", 1.0))
    found = []
    for name in plan.book.names:
        scenario = plan.scenario(name)
        found.append({
            "name": scenario.name,
            "locked": scenario.locked or only not in {None, scenario.name},
            "changes": {n: list(v) if isinstance(v, tuple) else v
                        for n, v in scenario.changes.items()},
            "earning": earned(earning, scenario.changes.get("share", usual)),
        })  # fmt: skip
    return found


def earned(earning: "Earning", share: float) -> dict[str, Any]:
    """What a decision earns at a share, so that prices may still change.

    Parameters
    ----------
    earning
        Where the money comes from. One that is neither a policy nor a plain figure stays as it is.
    share
        Of the decisions acted on.
    """
    limits = {"capacity": earning.capacity, "budget": earning.budget}
    if isinstance(earning, PolicyEarning):
        return {**limits, **_policy(earning, share)}
    if "profit" in earning.base:
        return {**limits, "kind": "flat"}
    found = earning.worth({"share": share})
    return {**limits, "kind": "frozen", "profit": float(found.profit), "spend": float(found.spend)}


def stamped(data: Mapping[str, Any]) -> str:
    """Name what was sent, so that an answer can say what it belongs to."""
    text = json.dumps(data, sort_keys=True, default=str)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def answered(risk: "Risk") -> dict[str, Any]:
    """What takes many trials, as the browser shows it."""
    last = risk.cumulative_low.size - 1
    return {
        "npv": {
            "low": risk.p10, "high": risk.p90, "chance": risk.chance_positive,
            "within": risk.chance_payback_within(last),
        },
        "band": {"low": _short(risk.cumulative_low), "high": _short(risk.cumulative_high)},
    }  # fmt: skip


def _policy(earning: PolicyEarning, share: float) -> dict[str, Any]:
    return {
        "kind": earning.form,
        **_plain(earning.cells.held(share)),
        "today": None if earning.today is None else _plain(earning.today),
        "estimate": earning.base.get("profit", 0.0),
    }


def _plain(held: "Held") -> dict[str, float]:
    return {name: float(value) for name, value in held._asdict().items()}


def _short(values: "Floats") -> list[float]:
    return [float(f"{value:.{DIGITS}g}") for value in values.tolist()]
