"""A second look by a person, and daily alerts, for the scores of a project, told for a month."""

from dataclasses import replace
from typing import TYPE_CHECKING

from lepton.errors import NotApplicable, must
from lepton.workflows.basis import Scored

if TYPE_CHECKING:
    from lepton.value import Assumptions
    from lepton.value.limits import Alerts, Returns, ThreeWay

__all__ = ["amounts_of", "budget_returns", "daily_alerts", "second_look"]

DAYS_A_MONTH = 365.25 / 12


def amounts_of(assumptions: "Assumptions") -> tuple[float, float]:
    """What acting rightly brings and what acting wrongly costs, both against leaving it.

    Raises
    ------
    NotApplicable
        The money differs from row to row.
    """
    if assumptions.per_row:
        then = "Enter one amount for all to look at this."
        raise NotApplicable(must("money", "the same in every row", "amounts per row", then))
    payoff = assumptions.payoff()
    return float(payoff.right), -float(payoff.wrong)


def second_look(
    scored: Scored,
    assumptions: "Assumptions",
    *,
    review_cost: float,
    review_errors: float = 0.0,
) -> "ThreeWay":
    """Tell where a person should look before anybody acts, and what that is worth a month.

    Raises
    ------
    NotApplicable
        The money differs from row to row.
    InputError
        The scores are no chances, or an amount cannot be used.
    NoSolution
        Acting always pays, or never does.
    """
    from lepton.value.limits import three_way

    right, wrong = amounts_of(assumptions)
    rows = scored.rows
    found = three_way(
        rows.probabilities(assumptions),
        right=right,
        wrong=wrong,
        review_cost=review_cost,
        review_errors=review_errors,
        y_true=rows.y_true,
        sample_weight=rows.weight_in_use(assumptions),
    )
    scale = assumptions.decisions_per_month / float(rows.weight.sum())
    told = {
        name: scale * value
        for name in ("expected", "expected_without", "realised", "realised_without")
        if (value := getattr(found, name)) is not None
    }
    return replace(found, **told)


def budget_returns(scored: Scored, assumptions: "Assumptions") -> "Returns":
    """What every monthly budget is expected to earn, the largest gains per cost first.

    Raises
    ------
    InputError
        The scores are no chances, or a formula cannot be worked out.
    """
    from lepton.value.limits import returns

    rows = scored.rows
    _, spend = rows.gains(assumptions)
    weight = rows.weight_in_use(assumptions)
    found = returns(rows.expected(assumptions), spend, sample_weight=weight)
    scale = assumptions.decisions_per_month / float(rows.weight.sum())
    return replace(found, budget=scale * found.budget, gain=scale * found.gain, n=scale * found.n)


def daily_alerts(
    scored: Scored,
    assumptions: "Assumptions",
    *,
    alerts_per_day: float,
    minutes_per_alert: float | None = None,
    analysts_hours: float | None = None,
) -> "Alerts":
    """Tell what raising the highest scores as alerts is worth on an average day.

    Raises
    ------
    NotApplicable
        The money differs from row to row.
    InputError
        A number is negative or missing.
    """
    from lepton.value import ScoreCounts
    from lepton.value.base_rate import at_base_rate
    from lepton.value.limits import alerts_from

    right, wrong = amounts_of(assumptions)
    rows = scored.rows
    per_day = assumptions.decisions_per_month / DAYS_A_MONTH
    counts = ScoreCounts.from_scores(rows.y_true, rows.y_score, sample_weight=rows.sample_weight)
    return alerts_from(
        at_base_rate(counts, assumptions.base_rate),
        alerts_per_day=alerts_per_day,
        days=float(rows.weight.sum()) / per_day,
        value_per_hit=max(0.0, right + wrong),
        cost_per_alert=max(0.0, wrong),
        minutes_per_alert=minutes_per_alert,
        analysts_hours=analysts_hours,
    )
