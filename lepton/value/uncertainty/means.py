"""A mean over rows, drawn again and again."""

import math

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats, column
from lepton.value.intervals import spread_of
from lepton.value.uncertainty.money import seed_of, whole

__all__ = ["drawn_means"]

MOST_UNITS = 5_000  # of more the mean is normal for every purpose


def drawn_means(
    values: npt.ArrayLike, *, draws: int = 2_000, in_order: bool = False, seed: int = 0
) -> Floats:
    """Bootstrap the mean of some rows.

    Rows that follow each other in time are drawn in blocks of √n neighbours, because neighbours
    are alike. Of more than 5,000 rows or blocks the mean is drawn from the normal distribution.

    Parameters
    ----------
    values
        One per row, shape (n,).
    draws
        100 to 100,000.
    in_order
        Whether the rows follow each other in time.
    seed
        The same seed gives the same draws.

    Returns
    -------
    Means, shape (draws,).

    Examples
    --------
    >>> found = drawn_means([1.0, 2.0, 3.0, 4.0] * 50, draws=1000)
    >>> round(float(found.std()), 2), round(float(found.mean()), 1)
    (0.08, 2.5)
    """
    v = column("values", values, np.size(values))
    many, rng = whole("replicates", draws), seed_of(seed)
    if in_order and math.isqrt(v.size) > 1:
        v = np.array([part.mean() for part in np.array_split(v, math.isqrt(v.size))])
    if v.size > MOST_UNITS:
        spread = spread_of(v)
        return np.asarray(spread.mean + spread.error * rng.standard_normal(many))
    times = rng.multinomial(v.size, np.full(v.size, 1.0 / v.size), size=many)
    return np.asarray(times @ v / v.size)
