"""The first business case of a project: what was measured is filled in, the rest is a guess."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from lepton.store import Project, Store
from lepton.workflows.case_earnings import earning_of, kind_of
from lepton.workflows.napkins import PRESET
from lepton.workflows.presets import words_of
from lepton.workflows.worth import assumptions_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lepton.finance import Case, Earning, Plan
    from lepton.value import Assumptions

__all__ = ["GUESSES", "first_case", "first_plan", "measured_of", "plan_for", "words_for"]

HOUR = 3_600
GUESSES: "dict[str, dict[str, Any]]" = {
    "churn": {"half_life_months": 18.0, "change_management": 3_000.0},
    "credit": {
        "build_months": 6, "half_life_months": 36.0, "lasting_share": 0.6, "audit_cost": 5_000.0,
        "privacy_review": 5_000.0, "testing_days": 15.0,
    },
    "marketing": {"half_life_months": 18.0, "build_months": 2},
    "demand": {"half_life_months": 12.0, "retrain_every": 3, "privacy_review": 0.0},
    "inventory": {"half_life_months": 12.0, "retrain_every": 3, "privacy_review": 0.0},
    "maintenance": {"integration_days": 35.0, "privacy_review": 0.0, "build_months": 6},
    "inspection": {"integration_days": 35.0, "privacy_review": 0.0, "label_count": 5_000.0},
    "intents": {"label_count": 3_000.0, "half_life_months": 18.0, "trained_users": 20.0},
    "recommendation": {"half_life_months": 6.0, "retrain_every": 1, "integration_days": 30.0},
    "monitoring": {"half_life_months": 9.0, "retrain_every": 3},
}  # fmt: skip
"""By kind of decision, what differs from the usual first guess; all of it is a guess."""


def first_plan(
    store: Store, project: Project, earning: "Earning | None" = None, *, at: str | None = None
) -> "Plan":
    """Give the plan before anybody has touched it.

    The hours of a training and the share to act on are measured here and marked so; the range
    of the success rate is the one on the page of returns; everything else is a guess that says
    so. A pessimistic and an optimistic scenario follow from the ranges.

    Parameters
    ----------
    store, project
        Which project.
    earning
        What it earns, where it is known already.
    at
        When, ISO 8601; now if left out.
    """
    found = earning_of(store, project) if earning is None else earning
    info = {} if project.model_id is None else store.model(project.model_id).info
    key = (project.use_case or "").removeprefix(PRESET)
    return plan_for(found, key=key, info=info, money=assumptions_of(project), at=at)


def plan_for(
    earning: "Earning",
    *,
    key: str = "",
    info: "Mapping[str, Any] | None" = None,
    money: "Assumptions | None" = None,
    case: "Case | None" = None,
    at: str | None = None,
) -> "Plan":
    """The same without a project.

    Parameters
    ----------
    earning
        What a decision earns.
    key
        Kind of decision, a key of :data:`GUESSES`; usual guesses for any other.
    info
        What the model knows of its training.
    money
        What the money of a decision rests on: for the range of the success rate.
    case
        To start from instead of the usual guesses; what it sets otherwise is not measured anew.
    at
        When, ISO 8601; now if left out.
    """
    from lepton.finance import first_plan as untouched

    now = datetime.now(UTC).isoformat(timespec="seconds") if at is None else at
    known: dict[str, Any] = {}
    if money is not None and "success_rate" in earning.base:
        known = {"success_low": money.success_low, "success_high": money.success_high}
    usual = first_case(key, info)
    plan = untouched(case or usual, earning, at=now, **known)
    for values, source in measured_of(earning, info):
        if case is None or all(getattr(case, n, None) == getattr(usual, n, None) for n in values):
            plan = plan.measured(values, source, at=now)
    return plan.with_ends(earning)


def first_case(key: str = "", info: "Mapping[str, Any] | None" = None) -> "Case":
    """The usual guesses for a kind of decision, with the computer the model was trained on."""
    from lepton.finance import Case

    trained_on = "rented" if (info or {}).get("device") == "cuda" else "cpu"
    return Case(**{"compute": trained_on, **GUESSES.get(key, {})})


def measured_of(
    earning: "Earning", info: "Mapping[str, Any] | None"
) -> "list[tuple[dict[str, Any], str]]":
    """What was measured here, and how: values by assumption with their source."""
    found: list[tuple[dict[str, Any], str]] = []
    seconds = (info or {}).get("seconds")
    if seconds is not None:
        where = "a GPU" if (info or {}).get("device") == "cuda" else "the processor"
        source = f"{seconds:,.3g} seconds on {where} when the model was trained here"
        found.append(({"training_hours": float(seconds) / HOUR}, source))
    if earning.draws and 0 < earning.base["share"] < 1:
        source = "chosen on the page of returns"
        found.append(({"share": float(earning.base["share"])}, source))
    return found


def words_for(store: Store, project: Project) -> dict[str, str]:
    """What assumptions and decisions are called: of the sample, or of the kind of decision."""
    from lepton.data.catalog import CATALOG

    entry = CATALOG.get(project.use_case or "")
    target = (project.task or {}).get("target")
    same = entry is not None and entry.task.target == target
    words = dict(entry.labels) if entry is not None and same else words_of(project)
    if kind_of(store, project) == "forecast" and "periods_per_month" in words:
        words["decisions_per_month"] = words["periods_per_month"]
    return words
