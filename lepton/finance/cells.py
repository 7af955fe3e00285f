"""Groups of trials in which one assumption is about the same: what knowing it would tell.

Within a group the mean net present value is all that a person who knows the assumption can act
on. Groups partition the trials, so that averages over them can never say more than the trials
themselves: the value of knowing one assumption never exceeds that of knowing everything.
"""

from dataclasses import dataclass

import numpy as np

from lepton.value.checks import Floats

__all__ = ["Cells", "cells"]

FINEST = 64
FULL = 20  # trials in a fine cell, at least
APART = 12.0


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Fine groups of trials in the order of one assumption; arrays of shape (cells,).

    Attributes
    ----------
    weight
        Share of the trials.
    value
        Mean of the assumption.
    mean
        Mean net present value, the same in neighbours that only chance tells apart.
    """

    weight: Floats
    value: Floats
    mean: Floats

    @property
    def worth(self) -> float:
        """What knowing the group is worth to someone who can still say no; 0 or more."""
        known = float(self.weight @ np.maximum(self.mean, 0.0))
        return max(known - max(float(self.weight @ self.mean), 0.0), 0.0)


def cells(values: Floats, npv: Floats) -> Cells:
    """Group trials by an assumption.

    Parameters
    ----------
    values
        The assumption in each trial, shape (d,); equal values stay in one group.
    npv
        Net present value of each trial, shape (d,).
    """
    order = np.argsort(values, kind="stable")
    ordered, money = values[order], npv[order]
    starts = _starts(ordered)
    size = np.diff(np.append(starts, ordered.size)).astype(np.float64)
    value = np.add.reduceat(ordered, starts) / size
    mean = np.add.reduceat(money, starts) / size
    within = float(npv.var() - (size / npv.size) @ (mean - npv.mean()) ** 2)
    return Cells(size / npv.size, value, _pooled(mean, size, max(within, 0.0)))


def _starts(ordered: Floats) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Where each fine cell begins: equally many trials, but never between equal values."""
    many = max(min(FINEST, ordered.size // FULL), 1)
    cuts = np.arange(many) * ordered.size // many
    # a cut moves back to the first of the values equal to the one it fell on
    return np.unique(np.searchsorted(ordered, ordered[cuts])).astype(np.intp)


def _pooled(mean: Floats, size: Floats, variance: float) -> Floats:
    """Means of neighbours joined, the most alike first, until all that are left differ."""
    means, sizes = mean.tolist(), size.tolist()
    length = [1] * len(means)
    while len(means) > 1:
        m, n = np.array(means), np.array(sizes)
        apart = np.diff(m) ** 2 / (1 / n[1:] + 1 / n[:-1])
        i = int(apart.argmin())
        if apart[i] > APART * variance:
            break
        total = sizes[i] + sizes[i + 1]
        means[i] = (means[i] * sizes[i] + means[i + 1] * sizes[i + 1]) / total
        sizes[i], length[i] = total, length[i] + length[i + 1]
        del means[i + 1], sizes[i + 1], length[i + 1]
    return np.repeat(means, length)
