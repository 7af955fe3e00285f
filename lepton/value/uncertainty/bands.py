"""A band around the curve of profit."""

from dataclasses import dataclass

import numpy as np

from lepton.value.checks import Floats
from lepton.value.counts import ScoreCounts
from lepton.value.curve import sealed
from lepton.value.result import Result
from lepton.value.uncertainty.money import Money, Terms, level_of, squares_of, terms_for
from lepton.value.uncertainty.replicates import Replicates, estimated

__all__ = ["Bands", "bands"]

LEAST = 0.1  # a replicate without any hit up to a cut-off would know no error at all


@dataclass(frozen=True, eq=False)
class Bands(Result):
    """Profit at fixed cut-offs, and how far chance may have moved it; arrays of shape (m,).

    Parameters
    ----------
    share
        Share of all decisions above the cut-off; the first is nobody.
    profit
        Money in the rows as they are.
    low, high
        Range of the profit at one cut-off, each looked at alone.
    low_all, high_all
        Range that holds the whole curve at once.
    standard_error
        Standard deviation of the profit over the replicates.
    multiplier
        Standard errors from the curve to ``low_all`` and ``high_all``.
    level
        How sure the ranges are meant to be.
    method
        How they were found, in words.
    """

    share: Floats
    profit: Floats
    low: Floats
    high: Floats
    low_all: Floats
    high_all: Floats
    standard_error: Floats
    multiplier: float
    level: float
    method: str


def bands(
    source: Replicates | ScoreCounts, money: Money, *, level: float = 0.9, seed: int = 0
) -> Bands:
    """Tell between which profits the curve of all such decisions lies.

    The cut-offs are held fixed and the rows drawn anew. At each cut-off alone the range goes
    between two quantiles of the replicates. The range for all cut-offs at once goes as many
    standard errors up and down as the largest deviation along the curve, in standard errors,
    keeps to in that share of the replicates (sup-t; Montiel Olea & Plagborg-Møller 2019,
    "Simultaneous confidence bands"). Deviations are measured in each replicate's own standard
    errors: at the highest scores a few hits decide, and where few are drawn the range is too
    narrow as well.

    Parameters
    ----------
    source
        Replicates, which are priced in milliseconds; or counts, from which a thousand
        replicates are drawn first.
    money
        Assumptions, a payoff that is the same in every row, or prices.
    level
        How sure the ranges should be, 0.5 to 0.999.
    seed
        For the draws, where counts are given.

    Returns
    -------
    Money as in the curve of the counts: per month under assumptions.

    Raises
    ------
    InputError
        The level lies outside its range.
    NotApplicable
        The money differs from row to row and was not counted so.

    Examples
    --------
    >>> from lepton.value import Payoff
    >>> counts = ScoreCounts.from_scores([1, 0, 1, 0] * 250, np.arange(1000) % 9)
    >>> found = bands(counts, Payoff(tp=10, fp=-4), seed=1)
    >>> bool((found.low_all <= found.low).all())
    True
    """
    sure = level_of(level)
    drawn = source if isinstance(source, Replicates) else Replicates.of(source, seed=seed)
    terms = terms_for(drawn.counts, money)
    profit, estimate = drawn.profit(money), estimated(terms)
    low, high = tails(profit, sure)
    error = profit.std(axis=1)
    multiplier = sup_t(
        profit - estimate[:, np.newaxis], error[:, np.newaxis] * _wobble(drawn, terms), sure
    )
    reach = multiplier * error
    return Bands(
        share=sealed(terms.counts.n / terms.counts.total),
        profit=sealed(estimate),
        low=sealed(low),
        high=sealed(high),
        low_all=sealed(estimate - reach),
        high_all=sealed(estimate + reach),
        standard_error=sealed(error),
        multiplier=multiplier,
        level=sure,
        method=_told(drawn),
    )


def tails(draws: Floats, level: float) -> tuple[Floats, Floats]:
    """Quantiles along the last axis that leave the same share on both sides."""
    size = draws.shape[-1]
    below = int((1 - level) / 2 * (size - 1))
    ranked = np.partition(draws, [below, size - 1 - below], axis=-1)
    return ranked[..., below], ranked[..., size - 1 - below]


def sup_t(away: Floats, error: Floats, level: float) -> float:
    """Standard errors that hold a whole curve in this share of the draws.

    Parameters
    ----------
    away
        Distance of each draw from the curve, shape (m, draws).
    error
        Standard errors, of the same shape; where they are 0 nothing varies, as at nobody.
    """
    far = np.divide(np.abs(away), error, out=np.zeros_like(away), where=error > 0)
    return float(np.quantile(far.max(axis=0), level))


def _wobble(drawn: Replicates, terms: Terms) -> Floats:
    """Standard error in each replicate over that in the rows as they are, shape (m, draws)."""
    c = terms.counts
    found = _variance(terms, drawn.hits, drawn.misses, drawn.value)
    worth = None if c.value_tp is None else c.value_tp[:, np.newaxis]
    usual = _variance(terms, c.tp[:, np.newaxis], (c.n - c.tp)[:, np.newaxis], worth)
    ratio = np.divide(found, usual, out=np.ones_like(found), where=usual > 0)
    np.maximum(ratio, LEAST, out=ratio)
    return np.asarray(np.sqrt(ratio, out=ratio))


def _variance(terms: Terms, hits: Floats, misses: Floats, value: Floats | None) -> Floats:
    """``Σg² − (Σg)²/n`` per cut-off and draw, with the mean square of the gains as counted."""
    c, p = terms.counts, terms.prices
    on, off = terms.factors(hits[-1], misses[-1])
    gain: Floats = (p.right * on) * hits + (p.wrong * off) * misses
    if p.value and value is not None:
        gain += (p.value * on) * value
    np.square(gain, out=gain)
    gain /= -c.total
    if c.spend is not None:
        gain += _mean(p.value**2 * squares_of(c), c.n) * (hits + misses)
        return gain
    each = np.full(len(c), p.right**2)
    if p.value:
        worth = 2 * p.right * p.value * c.value_of_hits() + p.value**2 * squares_of(c)
        each += _mean(worth, c.tp)[:, 0]
    gain += (c.hit_weight * each)[:, np.newaxis] * on * hits
    gain += (c.other_weight * p.wrong**2 * off) * misses
    return gain


def _mean(sums: Floats, count: Floats) -> Floats:
    return np.divide(sums, count, out=np.zeros_like(sums), where=count > 0)[:, np.newaxis]


def _told(drawn: Replicates) -> str:
    return f"bootstrap: {drawn.hits.shape[1]:,} times {drawn.method}; cut-offs held fixed"
