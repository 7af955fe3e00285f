"""The curve of scored rows, whether their money is the same or differs from row to row."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.value import checks
from lepton.value.checks import Floats
from lepton.value.counts import ScoreCounts
from lepton.value.curve import Line, ValueCurve, sealed
from lepton.value.payoff import Payoff
from lepton.value.pricing import ROUNDING, fixed_of, scale_of
from lepton.value.sorting import weighed

__all__ = ["value_curve"]


def value_curve(
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    payoff: Payoff,
    *,
    fixed_cost: float = 0.0,
    sample_weight: npt.ArrayLike | None = None,
    population: float | None = None,
) -> ValueCurve:
    """Tell what acting on the highest scores is worth, at every possible cut-off.

    The curve is exact at every distinct score; equal scores are never parted.
    ``profit = scale · (tp·TP + fp·FP + fn·(P − TP) + tn·(N − FP)) − fixed_cost`` (Provost &
    Fawcett 2013, chapter 7, on counts), where acting on nobody has no fixed cost.

    Parameters
    ----------
    y_true
        Outcomes, 0 or 1, shape (n,), of rows that the model was not fitted on.
    y_score
        Any finite scores, higher meaning more likely, shape (n,).
    payoff
        Net value per decision; numbers, or arrays of shape (n,).
    fixed_cost
        Cost of acting at all, zero or more; per population where one is given.
    sample_weight
        How many decisions each row stands for, shape (n,).
    population
        Decisions to scale counts and money to; the given rows when left out.

    Returns
    -------
    Profit in currency per population, not per row; ROI as a fraction of the money spent.

    Raises
    ------
    InputError
        Arrays that are empty, of different lengths, not finite or not 0 and 1; weights that
        are negative or all zero; a negative fixed cost; a population not above zero.

    Examples
    --------
    >>> curve = value_curve([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.2], Payoff(tp=10, fp=-4), fixed_cost=5)
    >>> curve.best.n, curve.best.profit
    (3.0, 11.0)
    >>> curve.at(fraction=0.5).roi
    0.0769231
    """
    if not isinstance(payoff, Payoff):
        then = "Write Payoff(tp=…, fp=…) or Payoff.campaign(…)."
        raise InputError(must("payoff", "a Payoff", repr(payoff), then))
    if not payoff.per_row:
        counts = ScoreCounts.from_scores(y_true, y_score, sample_weight=sample_weight)
        return counts.curve(payoff, fixed_cost, population)
    positive = checks.labels(y_true)
    score = checks.scores(y_score, positive.size)
    weight = checks.weights(sample_weight, positive.size)
    payoff.require_rows(positive.size)
    rows = _Rows.of(positive, payoff, np.ones(positive.size) if weight is None else weight)
    return _priced(rows, score, fixed_of(fixed_cost), population)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Weighted decisions, hits, gain of acting, and spending; all of shape (n,)."""

    weight: Floats
    hits: Floats
    gain: Floats
    spend: Floats
    nothing: float

    @classmethod
    def of(cls, positive: npt.NDArray[Any], payoff: Payoff, weight: Floats) -> "_Rows":
        gain = weight * np.where(positive, payoff.right, payoff.wrong)
        nothing = np.dot(weight, np.where(positive, payoff.fn, payoff.tn))
        return cls(weight, weight * positive, gain, weight * payoff.spend, float(nothing))


def _priced(
    rows: _Rows, score: npt.NDArray[np.floating], fixed: float, population: float | None
) -> ValueCurve:
    columns = [rows.weight, rows.hits, rows.gain, rows.spend]
    threshold, n, tp, gain, spend = weighed(score, rows.weight, columns)
    scale = scale_of(population, float(n[-1]))
    nothing = scale * rows.nothing
    profit = nothing + scale * gain - fixed
    cost = fixed + scale * spend
    profit[0], cost[0] = nothing, 0.0
    moved = scale * (float(np.abs(rows.gain).sum()) + abs(rows.nothing)) + fixed
    n, tp = sealed(scale * n), sealed(scale * tp)
    money = sealed(profit), sealed(cost)
    ceiling = partial(_ceiling, rows, fixed, scale)
    return ValueCurve(sealed(threshold), n, tp, *money, fixed, ROUNDING * moved, ceiling)


def _ceiling(rows: _Rows, fixed: float, scale: float, n: Floats) -> Line:
    """Rank by what acting really gains in each row."""
    counted = rows.weight > 0
    weight, hits, spend = rows.weight[counted], rows.hits[counted], rows.spend[counted]
    each = rows.gain[counted] / weight
    # among equal gains hits come first and then the cheap ones, whatever the order of the rows
    order = np.lexsort((spend / weight, hits == 0, -each))
    n = np.union1d(n, scale * weight[each > 0].sum())
    reached = _sums(weight[order])
    columns = (hits, rows.gain[counted], spend)
    tp, gain, spent = (
        scale * np.interp(n / scale, reached, _sums(values[order])) for values in columns
    )
    profit, cost = scale * rows.nothing + gain - fixed, fixed + spent
    profit[0], cost[0] = scale * rows.nothing, 0.0
    return Line(n, tp, profit, cost)


def _sums(values: Floats) -> Floats:
    return np.concatenate(([0.0], np.cumsum(values)))
