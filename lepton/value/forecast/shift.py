"""How far to plan above or below a forecast."""

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats, share
from lepton.value.forecast.money import ForecastMoney

__all__ = ["best_shift", "shift_for"]

MOST_TRIED = 2000


def shift_for(residual: npt.ArrayLike, enough: float) -> float:
    """Pieces to plan on top of a forecast, so that it is enough in this share of periods.

    The smallest residual with at least that share at or below it: the sample quantile that
    minimises the pinball loss (Koenker & Bassett 1978).

    Parameters
    ----------
    residual
        What was needed less what was forecast, of rows that the model was not fitted on.
    enough
        Share of periods, 0 to 1.

    Examples
    --------
    >>> shift_for([-2, -1, 0, 1, 7], 0.8)
    1.0
    """
    r: Floats = np.asarray(residual, dtype=np.float64)
    return float(np.quantile(r, share("enough", enough), method="inverted_cdf"))


def best_shift(residual: npt.ArrayLike, money: ForecastMoney) -> float:
    """Pieces to plan on top of a forecast, so that its errors cost least.

    Without tolerance and step cost this is :func:`shift_for` the critical fractile. With them the
    cost can only change its slope or jump where a residual lies exactly on an edge of the band, so
    these places are tried.

    Parameters
    ----------
    residual
        What was needed less what was forecast, of rows that the model was not fitted on.
    money
        What too few and too many cost.

    Examples
    --------
    >>> best_shift([-2, -1, 0, 1, 7], ForecastMoney(under=4, over=1))
    1.0
    """
    if money.enough is not None:
        return shift_for(residual, money.enough)
    if money.linear:
        return shift_for(residual, money.fractile)
    r = np.sort(np.asarray(residual, dtype=np.float64))
    tried = r if r.size <= MOST_TRIED else np.quantile(r, np.linspace(0, 1, MOST_TRIED))
    tried = np.unique(np.concatenate([tried - money.tolerance, tried, tried + money.tolerance]))
    costs = _costs(r, tried, money)
    near = np.flatnonzero(costs <= costs.min() * (1 + 1e-12))
    return float(tried[near[np.argmin(np.abs(tried[near]))]])


def _costs(r: Floats, shifts: Floats, money: ForecastMoney) -> Floats:
    """Mean cost at each shift, of rising residuals: by their sums, so that many rows are quick."""
    n, middle = r.size, float(r.mean())
    sums = np.concatenate(([0.0], np.cumsum(r - middle)))  # about the mean: no digits are lost
    edge, s = money.edge, shifts - middle
    below = np.searchsorted(r, shifts - edge, side="left")
    within = np.searchsorted(r, shifts + edge, side="right")
    short = sums[n] - sums[within] - (n - within) * (s + money.tolerance)
    spare = below * (s - money.tolerance) - sums[below]
    missed = n - within + below
    return np.asarray((money.under * short + money.over * spare + money.step * missed) / n)
