"""What deciding by a predicted number is worth: act where it is expected to pay."""

from dataclasses import dataclass
from typing import Any

import numpy.typing as npt

from lepton.value.answer import Answer, answer, curve_for
from lepton.value.assumptions import Assumptions
from lepton.value.counts import ScoreCounts
from lepton.value.curve import ValueCurve
from lepton.value.entries import above_zero, cost, currency, money
from lepton.value.forecast.act import act_if
from lepton.value.result import Result

__all__ = ["ActMoney", "Acting", "acting"]


@dataclass(frozen=True, kw_only=True)
class ActMoney:
    """What a predicted number is worth, and what acting on it costs.

    Parameters
    ----------
    margin
        Money per unit of the predicted number, where one acts.
    cost
        Of acting once, as a positive amount.
    fixed_cost
        Of acting at all, a month.
    decisions_per_month
        How many such decisions come up in a month.
    currency
        Three-letter code.

    Raises
    ------
    InputError
        An amount is negative where it must not be, or not a number.
    """

    margin: float = 1.0
    cost: float = 0.0
    fixed_cost: float = 0.0
    decisions_per_month: float = 1000.0
    currency: str = "EUR"

    def __post_init__(self) -> None:
        money("margin", self.margin)
        cost("cost", self.cost)
        cost("fixed_cost", self.fixed_cost)
        then = "Enter how many decisions come up in a month."
        above_zero("decisions_per_month", self.decisions_per_month, then)
        currency(self.currency)

    def assumptions(self) -> Assumptions:
        """The same as the page of returns prices it: each row is worth what it brings."""
        return Assumptions(
            benefit=1.0,
            benefit_from="column",
            contact_cost=0.0,
            fixed_cost=self.fixed_cost,
            decisions_per_month=self.decisions_per_month,
            currency=self.currency,
        )


@dataclass(frozen=True, eq=False)
class Acting(Result):
    """What deciding by a predicted number is worth a month.

    Parameters
    ----------
    answer
        As of any other ranking; the share is chosen on rows that the model had not seen, where
        it keeps such.
    share, profit, low, high
        Acting wherever ``margin · forecast > cost``: share of decisions, money a month and its
        range in 90 of 100 samples; the fixed cost is taken off where anybody is acted on.
    right
        Share of those where acting did pay; None where nobody is acted on.
    everybody
        Money a month from acting on all.
    rows
        Rows that report.
    counts, curve
        The ranking, and its profit by share acted on.
    """

    answer: Answer
    share: float
    profit: float
    low: float
    high: float
    right: float | None
    everybody: float
    rows: int
    counts: ScoreCounts
    curve: ValueCurve

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON, without the curve."""
        names = ("share", "profit", "low", "high", "right", "everybody", "rows")
        return {name: getattr(self, name) for name in names} | {"answer": self.answer.to_dict()}


def acting(
    y_true: npt.ArrayLike,
    forecast: npt.ArrayLike,
    money: ActMoney,
    *,
    choose: tuple[npt.ArrayLike, npt.ArrayLike] | None = None,
) -> Acting:
    """Tell what acting where ``margin · forecast > cost`` is worth a month.

    Parameters
    ----------
    y_true, forecast
        What came true and what was predicted, shape (n,), of rows the model was not fitted on.
    money
        What a predicted number is worth, and what acting costs.
    choose
        The same two of other rows, to choose the share of the answer on.

    Raises
    ------
    InputError
        Arrays of different lengths, or with gaps.

    Examples
    --------
    >>> found = acting([10, 0, 6], [8, 3, 5], ActMoney(margin=2, cost=9, decisions_per_month=3))
    >>> found.profit, found.everybody, found.answer.best.profit
    (14.0, 5.0, 14.0)
    """
    found = act_if(y_true, forecast, margin=money.margin, cost=money.cost)
    counts, assumptions = found.counts(), money.assumptions()
    there = None
    if choose is not None:
        there = act_if(*choose, margin=money.margin, cost=money.cost).counts()
    month = money.decisions_per_month
    fixed = money.fixed_cost if found.share > 0 else 0.0
    return Acting(
        answer=answer(counts, assumptions, choose=there),
        share=found.share,
        profit=month * found.profit - fixed,
        low=month * found.low - fixed,
        high=month * found.high - fixed,
        right=found.right,
        everybody=month * found.everybody - money.fixed_cost,
        rows=found.expected.size,
        counts=counts,
        curve=curve_for(counts, assumptions),
    )
