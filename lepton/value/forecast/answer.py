"""What a forecast is worth: the cost of its errors beside that of simpler ways to plan.

The plan is the forecast plus a shift, the one that costs least on rows that choose; the money is
counted on other rows. Simple rules get the best shift of their own, so that a model is never
praised for what a little safety stock would do.
"""

import numpy as np

from lepton.errors import InputError, must
from lepton.value.checks import Floats, share
from lepton.value.forecast.money import ForecastMoney
from lepton.value.forecast.result import ForecastPlan, ForecastResult, StockCurve
from lepton.value.forecast.rows import ForecastRows
from lepton.value.forecast.shift import best_shift
from lepton.value.intervals import Spread, spread_of

__all__ = ["forecast_value", "savings_by_period"]

AIMS = np.arange(1, 100) / 100
MANY_ROWS = 100_000  # from here every second level is drawn


def forecast_value(
    rows: ForecastRows,
    money: ForecastMoney,
    *,
    choose: ForecastRows | None = None,
    seed: int = 0,
    level: float = 0.9,
) -> ForecastResult:
    """Tell what planning by a forecast saves, and how far above it to plan.

    Parameters
    ----------
    rows
        Rows that report the money, which the model has never seen.
    money
        What one piece too few and one too many cost.
    choose
        Rows that choose the shift, scored by models that had not seen them. Without them half of
        ``rows`` chooses, and the other half reports.
    seed
        Which half, where the rows are in no order.
    level
        Share of samples in which the ranges hold the truth, above 0 and below 1.

    Returns
    -------
    Money in the currency of ``money``, per month.

    Raises
    ------
    InputError
        There are too few rows, or the rows that choose lack a baseline.

    Examples
    --------
    >>> days = ForecastRows.of([8, 12, 10, 10], [8, 12, 10, 11], baselines={"mean": [10] * 4})
    >>> money = ForecastMoney(under=4, over=1, periods_per_month=4)
    >>> found = forecast_value(days, money, choose=days)
    >>> found.saved, found.model.cost, found.model.enough
    (7.0, 0.25, 1.0)
    """
    if share("level", level) in {0.0, 1.0}:
        raise InputError(must("level", "above 0 and below 1", level, "Write 90 % as 0.9."))
    chosen_from = "half" if choose is None else "unseen"
    if choose is None:
        choose, rows = rows.halves(seed)
    _same_baselines(rows, choose)
    planner = _Planner(rows, choose, money, level)
    return planner.result(chosen_from)


def savings_by_period(
    rows: ForecastRows,
    money: ForecastMoney,
    *,
    choose: ForecastRows | None = None,
    seed: int = 0,
) -> tuple[Floats, str]:
    """What the model saves in each period, its fixed cost not taken off.

    Parameters as for :func:`forecast_value`, whose ``saved`` is their mean times the periods of
    a month, less the fixed cost.

    Returns
    -------
    Money per period, shape (n,), and what it is measured against; zeros and "" without anything.
    """
    if choose is None:
        choose, rows = rows.halves(seed)
    _same_baselines(rows, choose)
    planner = _Planner(rows, choose, money, 0.9)
    reference = _reference(planner.others())
    return np.asarray(planner.others_cost(reference) - planner.cost), reference


class _Planner:
    """Everything that is asked of the same two sets of rows."""

    def __init__(
        self, rows: ForecastRows, choose: ForecastRows, money: ForecastMoney, level: float
    ) -> None:
        self.rows, self.choose, self.money, self.level = rows, choose, money, level
        whole = min(float(rows.y_true.min()), float(choose.y_true.min()))
        self.least = 0.0 if whole >= 0 else -np.inf  # nothing below zero can be kept ready
        self.shift = best_shift(choose.residual, money)
        self.aims = AIMS if rows.y_true.size < MANY_ROWS else AIMS[1::2]
        self.cost = self.costs(rows.forecast, self.shift)

    def costs(self, forecast: Floats, shift: float) -> Floats:
        """Cost of each reporting row."""
        return self.money.cost_of(self.rows.y_true - self.planned(forecast, shift))

    def planned(self, forecast: Floats, shift: float) -> Floats:
        return np.asarray(np.maximum(forecast + shift, self.least))

    def result(self, chosen_from: str) -> ForecastResult:
        money, month = self.money, self.money.periods_per_month
        others = self.others()
        reference = _reference(others)
        spread = self.saving(self.others_cost(reference))
        low, high = spread.at(self.level)
        model = self.plan("model", self.rows.forecast, self.shift)
        return ForecastResult(
            saved=month * spread.mean if reference else 0.0,
            low=month * low if reference else 0.0,
            high=month * high if reference else 0.0,
            level=self.level,
            chance_of_saving=spread.chance_above_zero if reference else 0.0,
            reference=reference,
            aim=float(np.mean(self.choose.residual <= self.shift)),
            fractile=money.fractile,
            model=model,
            as_is=self.plan("as_is", self.rows.forecast, 0.0),
            others=others,
            worth_of_mae=_worth(model.cost_per_month, model.mae),
            worth_of_rmse=_worth(model.cost_per_month, model.rmse),
            curve=self.curve(reference),
            rows=self.rows.y_true.size,
            chosen_on=self.choose.y_true.size,
            chosen_from=chosen_from,
            periods_per_month=month,
            currency=money.currency,
        )

    def others(self) -> tuple[ForecastPlan, ...]:
        """Today's plan as it is, then the simple rules, the cheapest where one chooses first."""
        rows, choose = self.rows, self.choose
        plans = []
        if rows.today is not None:
            plans.append(self.plan("today", rows.today, 0.0))
        told = []
        for name, values in rows.baselines.items():
            residual = choose.y_true - choose.baselines[name]
            shift = best_shift(residual, self.money)
            cost = float(self.money.cost_of(residual - shift).mean())
            told.append((cost, self.plan(name, values, shift)))
        told.sort(key=lambda pair: pair[0])
        return (*plans, *(plan for _, plan in told))

    def others_cost(self, key: str) -> Floats:
        if key == "today" and self.rows.today is not None:
            return self.costs(self.rows.today, 0.0)
        if key not in self.rows.baselines:
            return self.cost
        residual = self.choose.y_true - self.choose.baselines[key]
        return self.costs(self.rows.baselines[key], best_shift(residual, self.money))

    def saving(self, other: Floats) -> Spread:
        """What the model saves in each period against these costs."""
        fixed = self.money.fixed_cost / self.money.periods_per_month
        return spread_of(other - self.cost - fixed, in_order=self.rows.in_order)

    def plan(self, key: str, forecast: Floats, shift: float) -> ForecastPlan:
        y, plan = self.rows.y_true, self.planned(forecast, shift)
        cost = self.money.cost_of(y - plan)
        spread = self.saving(cost)
        low, high = spread.at(self.level)
        own = key == "model"
        month = self.money.periods_per_month
        error = y - forecast
        return ForecastPlan(
            key=key,
            shift=shift,
            cost=float(cost.mean()),
            cost_per_month=month * float(cost.mean()),
            enough=float(np.mean(y <= plan)),
            short=float(np.maximum(y - plan, 0).mean()),
            spare=float(np.maximum(plan - y, 0).mean()),
            plan=float(plan.mean()),
            mae=float(np.abs(error).mean()),
            rmse=float(np.sqrt(np.square(error).mean())),
            saved=0.0 if own else month * spread.mean,
            low=0.0 if own else month * low,
            high=0.0 if own else month * high,
        )

    def curve(self, reference: str) -> StockCurve:
        rows, month = self.rows, self.money.periods_per_month
        shifts = _quantiles(self.choose.residual, self.aims)
        each = [self.costs(rows.forecast, shift) for shift in shifts]
        spreads = [spread_of(cost, in_order=rows.in_order) for cost in each]
        ranges = np.array([spread.at(self.level) for spread in spreads])
        enough = [float(np.mean(rows.y_true <= self.planned(rows.forecast, s))) for s in shifts]
        return StockCurve(
            aim=self.aims.copy(),
            shift=shifts,
            cost=month * np.array([spread.mean for spread in spreads]),
            low=month * ranges[:, 0],
            high=month * ranges[:, 1],
            enough=np.array(enough),
            reference=self.reference_curve(reference),
        )

    def reference_curve(self, key: str) -> Floats:
        if key not in self.rows.baselines:
            return np.full(self.aims.size, np.nan)
        shifts = _quantiles(self.choose.y_true - self.choose.baselines[key], self.aims)
        values, month = self.rows.baselines[key], self.money.periods_per_month
        return month * np.array([self.costs(values, shift).mean() for shift in shifts])


def _quantiles(residual: Floats, aims: Floats) -> Floats:
    """The shifts of :func:`shift_for`, for many levels at once."""
    return np.asarray(np.quantile(residual, aims, method="inverted_cdf"))


def _reference(others: tuple[ForecastPlan, ...]) -> str:
    """Today's plan comes first, then the simple rule that cost least where the choice was made."""
    return others[0].key if others else ""


def _worth(cost: float, error: float) -> float | None:
    return cost / error if error > 0 else None


def _same_baselines(rows: ForecastRows, choose: ForecastRows) -> None:
    missing = [name for name in rows.baselines if name not in choose.baselines]
    if missing:
        then = "Give both sets of rows the same simple rules."
        raise InputError(must("choose", "with every baseline of rows", f"no {missing[0]}", then))
