"""How far a mean may be off by chance."""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats

__all__ = ["Spread", "spread_of"]

FEW_BLOCKS = 2


@dataclass(frozen=True, slots=True)
class Spread:
    """A mean with its standard error.

    Parameters
    ----------
    mean
        Of the values.
    error
        Standard error of the mean; nan where there are too few values to tell.
    """

    mean: float
    error: float

    def at(self, level: float) -> tuple[float, float]:
        """Range that covers the true mean in this share of cases."""
        reach = NormalDist().inv_cdf((1 + level) / 2) * self.error
        return self.mean - reach, self.mean + reach

    @property
    def chance_above_zero(self) -> float:
        """Chance that the true mean lies above zero, as the sample tells it."""
        if self.error > 0:
            return NormalDist().cdf(self.mean / self.error)
        return float(self.mean > 0)


def spread_of(
    values: npt.ArrayLike, *, in_order: bool = False, group: npt.ArrayLike | None = None
) -> Spread:
    """Mean of some values and how far chance may have moved it.

    Parameters
    ----------
    values
        One per row, shape (n,).
    in_order
        Rows of a series in the order of time, where neighbours are alike: the error is then
        that of the means of √n blocks of neighbours (method of batch means).
    group
        Rows that belong together, shape (n,): the error is then that of whole groups.

    Examples
    --------
    >>> found = spread_of([1.0, 2.0, 3.0, 4.0])
    >>> found.mean, found.error
    (2.5, 0.6454972)
    """
    v: Floats = np.asarray(values, dtype=np.float64)
    mean = float(v.mean())
    if group is not None:
        return Spread(mean, _error_of_groups(v, mean, np.asarray(group)))
    if in_order:
        return Spread(mean, _error_of_blocks(v))
    return Spread(mean, _error(v))


def _error(v: Floats) -> float:
    return float(v.std(ddof=1)) / math.sqrt(v.size) if v.size > 1 else math.nan


def _error_of_blocks(v: Floats) -> float:
    blocks = math.isqrt(v.size)
    if blocks < FEW_BLOCKS:
        return math.nan
    return _error(np.array([part.mean() for part in np.array_split(v, blocks)]))


def _error_of_groups(v: Floats, mean: float, group: npt.NDArray[np.generic]) -> float:
    """Sandwich of the group totals: rows of one group may move together."""
    _, index = np.unique(group, return_inverse=True)
    totals = np.bincount(index, weights=v - mean)
    if totals.size < FEW_BLOCKS:
        return math.nan
    spread = float(np.square(totals).sum()) * totals.size / (totals.size - 1)
    return math.sqrt(spread) / v.size
