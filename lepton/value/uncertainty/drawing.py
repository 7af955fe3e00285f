"""Random draws: how often each decision, bin or group comes up in a resampled table."""

from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats

__all__ = ["drawn_counts", "drawn_sums", "resampled", "thinned_counts"]

CHUNK = 2048  # units drawn at a time
FINE = 1 << 16
MOST_SKEWED = 5.0  # standard deviation over mean up to which a Gamma stands for single values


def drawn_counts(counts: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """How many rows each bin holds when every row comes up a Poisson(1) number of times.

    The sum of independent Poisson(1) numbers is a Poisson number, so that a bin is drawn at
    once however many rows it holds (Chamandy et al. 2012, "Estimating uncertainty for massive
    data streams").

    Parameters
    ----------
    counts
        Rows in each bin, shape (m,).
    draws
        How often to draw.

    Returns
    -------
    Shape (m, draws).
    """
    return rng.poisson(counts[:, np.newaxis], (counts.size, draws)).astype(np.float64)


def thinned_counts(counts: Floats, part: float, draws: int, rng: np.random.Generator) -> Floats:
    """How many rows of each bin fall into a random part of the table.

    Parameters
    ----------
    counts
        Rows in each bin, shape (m,); summed weights are split as the nearest number of rows.
    part
        Chance of every row to fall into the part.

    Returns
    -------
    Shape (m, draws).
    """
    rows = np.maximum(np.rint(counts), counts > 0)
    found = rng.binomial(rows.astype(np.int64)[:, np.newaxis], part, (counts.size, draws))
    each: Floats = np.divide(counts, rows, out=np.zeros_like(counts), where=rows > 0)
    return found * each[:, np.newaxis]


def drawn_sums(
    drawn: Floats, counts: Floats, sums: Floats, squares: Floats, rng: np.random.Generator
) -> Floats:
    """Sums of a value over rows that come up a Poisson(1) number of times each.

    The exact sum over a bin has mean Σv and variance Σv². Given how many rows were drawn, it
    is replaced by a Gamma number with the mean and variance of as many single values of the
    bin; that keeps both, and the link with the count. Where values scatter by more than five
    times their mean, or around zero, a normal number takes its place.

    Parameters
    ----------
    drawn
        Result of :func:`drawn_counts`, shape (m, draws).
    counts, sums, squares
        Rows, Σv and Σv² of each bin, shape (m,).
    """
    held = np.maximum(counts, np.finfo(np.float64).tiny)
    mean = np.where(counts > 0, sums / held, 0.0)[:, np.newaxis]
    variance = np.where(counts > 0, squares / held - (sums / held) ** 2, 0.0)[:, np.newaxis]
    spread = np.sqrt(np.maximum(variance, 0.0))
    found = drawn * mean
    skewed = ((spread > 0) & (np.abs(mean) * MOST_SKEWED >= spread))[:, 0]
    if skewed.any():
        each, size = (mean[skewed] / spread[skewed]) ** 2, np.abs(mean[skewed])
        gamma = rng.standard_gamma(drawn[skewed] * each)
        found[skewed] = np.sign(mean[skewed]) * gamma * (size / each)
    rest = (spread[:, 0] > 0) & ~skewed
    noise = rng.standard_normal((int(rest.sum()), drawn.shape[1]))
    found[rest] += spread[rest] * np.sqrt(drawn[rest]) * noise
    return found


def resampled(
    cell: npt.NDArray[Any],
    unit: npt.NDArray[Any],
    amount: Floats,
    shape: tuple[int, int],
    draws: int,
    rng: np.random.Generator,
    times: Floats | None = None,
) -> Floats:
    """Sums of each cell when whole units come up a Poisson(1) number of times.

    Parameters
    ----------
    cell, unit, amount
        What belongs to which cell and which unit, shape (n,): the same length for all.
    shape
        Number of cells, and of units.
    draws
        How often to draw.
    times
        How many units of this kind there are, shape (units,); one each when left out.

    Returns
    -------
    Shape (cells, draws).
    """
    from scipy.sparse import coo_array

    table = coo_array((amount, (cell, unit)), shape=shape).tocsc()  # adds up what falls together
    found = np.zeros((shape[0], draws))
    for start in range(0, shape[1], CHUNK):
        part = table[:, start : start + CHUNK]
        many = None if times is None else times[start : start + CHUNK]
        if many is None or (many == 1).all():
            found += part @ _times(rng, (part.shape[1], draws))
        else:
            found += part @ drawn_counts(many, draws, rng)
    return found


def _times(rng: np.random.Generator, shape: tuple[int, int]) -> Floats:
    """Poisson(1) numbers, looked up: about ten times as fast as drawing them."""
    fine = rng.integers(0, FINE, shape, dtype=np.uint16)
    return _TABLE[fine]


def _table() -> Floats:
    """Poisson(1) numbers for 65,536 equally likely cases; mean and variance to four digits."""
    likely = np.cumprod(np.concatenate(([np.exp(-1.0)], 1.0 / np.arange(1, 12))))
    ends = np.round(FINE * np.cumsum(likely)).astype(np.int64)
    ends[-1] = FINE
    table: Floats = np.repeat(np.arange(12.0), np.diff(ends, prepend=0))
    return table


_TABLE = _table()
