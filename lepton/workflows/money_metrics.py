"""Measures of a ranking in money, by what is assumed where a measure knows it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from lepton.errors import LeptonError
from lepton.value.result import Result
from lepton.workflows.basis import Scored

if TYPE_CHECKING:
    from lepton.value import Assumptions

__all__ = ["MoneyMetrics", "metrics_in_money"]

SPREAD = 20.0  # of the Beta about a success rate: that of the measure's authors, 6 + 14


@dataclass(frozen=True)
class MoneyMetrics(Result):
    """Measures in money, to compare models by; none of them forecasts a profit.

    They are told on the rows as they are: a base rate in use changes nothing here. None where a
    measure cannot be told.

    Parameters
    ----------
    mpc, empc
        Churn, money per customer: at the success rate, and over a range about it.
    empb
        The same where every customer has a worth of its own; needs a value in every row.
    mpcs, empcs
        Credit, per unit lent.
    empa
        Selling, money per prospect.
    h_measure
        From 0 (no better than the same for all) to 1 (perfect).
    savings
        Share of the cost of the better of everybody and nobody that is saved by deciding each
        row by its chance; a cost is what the other decision would have brought more.
    amounts
        "given" where the churn measures use the amounts of the campaign; "usual" where they use
        those of their authors, as credit and selling always do.
    missing
        Why a measure could not be told, by its name.
    """

    mpc: float | None
    empc: float | None
    empb: float | None
    mpcs: float | None
    empcs: float | None
    empa: float | None
    h_measure: float | None
    savings: float | None
    amounts: str
    missing: dict[str, str]


def metrics_in_money(scored: Scored, assumptions: "Assumptions") -> MoneyMetrics:
    """Measure a ranking in money.

    Parameters
    ----------
    scored
        What is measured, on the rows that report.
    assumptions
        The amounts of a campaign are those of the churn measures; any money gives the savings.
    """
    from lepton.value import metrics

    given = _campaign(assumptions)
    asked: dict[str, tuple[Any, dict[str, Any] | None]] = {
        "mpc": (metrics.mpc_score, given),
        "empc": (metrics.empc_score, _about(given)),
        "empb": (metrics.empb_score, _own_worth(scored, given)),
        "mpcs": (metrics.mpcs_score, {}),
        "empcs": (metrics.empcs_score, {}),
        "empa": (metrics.empa_score, {}),
        "h_measure": (metrics.h_measure_score, {}),
    }
    missing: dict[str, str] = {}
    told: dict[str, Any] = {}
    for name, (measure, money) in asked.items():
        told[name] = _told(scored, measure, money, name, missing)
    told["savings"] = _savings(scored, assumptions, missing)
    return MoneyMetrics(**told, amounts="given" if given else "usual", missing=missing)


def _told(
    scored: Scored, measure: Any, money: dict[str, Any] | None, name: str, missing: dict[str, str]
) -> float | None:
    """One measure; where it cannot be told, the reason is kept."""
    rows = scored.rows
    if money is None:
        missing[name] = "It needs what each customer is worth, in a value column."
        return None
    try:
        found = measure(rows.y_true, rows.y_score, sample_weight=rows.sample_weight, **money)
    except LeptonError as problem:
        missing[name] = str(problem)
        return None
    return float(found)


def _campaign(assumptions: "Assumptions") -> dict[str, float]:
    """The amounts of a campaign by the names that the churn measures give them; or nothing."""
    if assumptions.form != "campaign" or assumptions.from_column:
        return {}
    return {
        "clv": assumptions.benefit,
        "incentive_cost": assumptions.incentive_cost,
        "contact_cost": assumptions.contact_cost,
        "accept_rate": assumptions.success_rate,
    }


def _about(given: dict[str, float]) -> dict[str, float]:
    """The same with a range about the success rate, as wide as the usual one.

    At 0 and 1 there is no such range; the usual one is taken.
    """
    money = {name: amount for name, amount in given.items() if name != "accept_rate"}
    rate = given.get("accept_rate", 0.0)
    if 0 < rate < 1:
        money |= {"alpha": SPREAD * rate, "beta": SPREAD * (1 - rate)}
    return money


def _own_worth(scored: Scored, given: dict[str, float]) -> dict[str, Any] | None:
    if scored.rows.value is None:
        return None
    money = _about(given)
    kept: dict[str, Any] = {
        name: money[name] for name in ("contact_cost", "alpha", "beta") if name in money
    }
    return {"clv": scored.rows.value, **kept}


def _savings(scored: Scored, assumptions: "Assumptions", missing: dict[str, str]) -> float | None:
    from lepton.value.metrics import savings_score

    try:
        return _told(scored, savings_score, _regrets(scored, assumptions), "savings", missing)
    except LeptonError as problem:
        missing["savings"] = str(problem)
        return None


def _regrets(scored: Scored, assumptions: "Assumptions") -> dict[str, np.ndarray]:
    """What each decision costs in each row against the better one, if it happens and if not."""
    rows = scored.rows
    right, wrong = (
        replace(rows, y_true=np.full(len(rows), outcome)).gains(assumptions)[0]
        for outcome in (1, 0)
    )
    return {
        "tp_cost": np.maximum(-right, 0.0),
        "fn_cost": np.maximum(right, 0.0),
        "fp_cost": np.maximum(-wrong, 0.0),
        "tn_cost": np.maximum(wrong, 0.0),
    }
