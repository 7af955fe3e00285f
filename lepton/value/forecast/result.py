"""What planning by a forecast is worth."""

from dataclasses import dataclass

import numpy as np

from lepton.value.checks import Floats
from lepton.value.result import Result

__all__ = ["ForecastPlan", "ForecastResult", "StockCurve"]


@dataclass(frozen=True, eq=False)
class ForecastPlan(Result):
    """One way to plan, and what being wrong costs; pieces and money per period unless said.

    Parameters
    ----------
    key
        "model", "as_is" (the forecast without a shift), "today", or the baseline's own name.
    shift
        Pieces planned above the forecast.
    cost
        Money lost to pieces too few and too many.
    cost_per_month
        The same a month, without any fixed cost.
    enough
        Share of periods in which the plan was enough.
    short, spare
        Mean pieces too few, and too many.
    plan
        Mean pieces planned.
    mae, rmse
        Mean and root mean squared error of the forecast before the shift.
    saved, low, high
        Money a month that the model saves against this plan, its fixed cost taken off, with the
        range; zero for the model itself.
    """

    key: str
    shift: float
    cost: float
    cost_per_month: float
    enough: float
    short: float
    spare: float
    plan: float
    mae: float
    rmse: float
    saved: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class StockCurve(Result):
    """Cost of the model's plan at every level of safety; arrays of equal length.

    Parameters
    ----------
    aim
        Share of periods in which the plan was meant to be enough, rising.
    shift
        Pieces planned above the forecast.
    cost
        Money a month lost to pieces too few and too many, without any fixed cost.
    low, high
        Range of it.
    enough
        Share of periods in which the plan really was enough.
    reference
        Cost a month of the simple rule the model is measured against, at the same aim; nan where
        there is none to shift.
    """

    aim: Floats
    shift: Floats
    cost: Floats
    low: Floats
    high: Floats
    enough: Floats
    reference: Floats

    def at(self, aim: float) -> int:
        """Position of the level nearest to this one."""
        return int(np.abs(self.aim - aim).argmin())


@dataclass(frozen=True, eq=False)
class ForecastResult(Result):
    """A month of planning by the model, judged on rows it has never seen.

    Parameters
    ----------
    saved, low, high
        Money a month against the reference, the forecast's fixed cost taken off, and its range.
    level
        Share of samples in which such a range holds the truth.
    chance_of_saving
        Chance that it is above zero, from the size of the sample alone.
    reference
        Key of what it is measured against: today's plan, else the cheapest simple rule. Empty
        where there is nothing to compare with.
    aim
        Share of periods in which the plan is meant to be enough.
    fractile
        The share that costs least by theory: ``under / (under + over)``.
    model, as_is
        Planning by the model with the shift, and by its forecast as it stands.
    others
        Today's plan and the simple rules, each with its own best shift; today's as it is.
    worth_of_mae, worth_of_rmse
        Money a month that one piece less error is worth, if all errors shrink in proportion: the
        cost per unit of error, exact where the cost is linear. None where there is no error.
    curve
        Cost at every level of safety.
    rows, chosen_on
        Rows that report the money, and rows on which the shift was chosen.
    chosen_from
        "unseen" (scores of training rows by models that had not seen them) or "half" (the other
        half of the rows held out).
    periods_per_month, currency
        As assumed.
    """

    saved: float
    low: float
    high: float
    level: float
    chance_of_saving: float
    reference: str
    aim: float
    fractile: float
    model: ForecastPlan
    as_is: ForecastPlan
    others: tuple[ForecastPlan, ...]
    worth_of_mae: float | None
    worth_of_rmse: float | None
    curve: StockCurve
    rows: int
    chosen_on: int
    chosen_from: str
    periods_per_month: float
    currency: str

    def other(self, key: str) -> ForecastPlan | None:
        """Another way to plan, by its key; None where there is none."""
        return next((plan for plan in self.others if plan.key == key), None)

    @property
    def compared(self) -> ForecastPlan | None:
        """The plan it is measured against."""
        return self.other(self.reference)
