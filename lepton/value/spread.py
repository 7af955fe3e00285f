"""How far the profit of a cut-off may lie from the truth, because rows are a sample.

For a fixed cut-off the profit is a sum over rows, of the gain where a row is acted on and of
zero where it is not. With S1 the sum of these gains and S2 that of their squares::

    standard error = scale · sqrt(S2 − S1² / total)
    S2 = value² · value2 + 2 · value · right · V + right² · tp + wrong² · (n − tp)

Where a base rate is assumed, how many of the rows are hits is no luck, and a row of either class
counts h times, or o times. Then the two classes vary apart, each around its own mean (a stratified
sample; Cochran 1977, Sampling Techniques, section 5.3). With the sums as re-weighted::

    standard error = scale · sqrt(h · (S2 − S1² / total) of hits + o · (S2 − S1² / total) of others)

Gains by row hold hits and others together: there the first formula stands, with the weight of each
row once more in its square, which is a little too wide.

Where rows come in groups, the variance is multiplied by their design effect (Kish 1965;
:mod:`lepton.value.design`).
"""

import math
from typing import Any

import numpy as np

from lepton.errors import NotApplicable, must
from lepton.value.checks import Floats
from lepton.value.counts import ScoreCounts
from lepton.value.pricing import Prices

__all__ = ["Z90", "chance_above_zero", "standard_error_at", "standard_errors"]

Z90 = 1.6448536269514722  # 90 % of a normal distribution lies within so many standard errors
# A variance below this share of the sum of squares is rounding.
ROUNDING = 1e-12


def standard_errors(counts: ScoreCounts, prices: Prices, *, by_class: bool = False) -> Floats:
    """Standard error of the profit at every cut-off, shape (m,), in money of the population.

    Parameters
    ----------
    by_class
        Whether the base rate is assumed, so that how many of the rows are hits is no luck.

    Raises
    ------
    NotApplicable
        The counts hold a value column without its squares.
    """
    value = (counts.value_tp, _squares(counts)) if prices.value else (0.0, 0.0)
    found: Floats = np.sqrt(
        _variance(counts, prices, counts.n, counts.tp, *value, by_class=by_class)
    )
    return prices.scale * found


def standard_error_at(
    counts: ScoreCounts, prices: Prices, index: int, *, by_class: bool = False
) -> float:
    """The same at one cut-off."""
    n, tp = float(counts.n[index]), float(counts.tp[index])
    value = (0.0, 0.0)
    if prices.value:
        value = float(counts.value_of_hits()[index]), float(_squares(counts)[index])
    return prices.scale * math.sqrt(_variance(counts, prices, n, tp, *value, by_class=by_class))


def chance_above_zero(profit: float, standard_error: float) -> float:
    """Chance that the true profit is above zero, were errors normally distributed."""
    if standard_error == 0:
        return float(profit > 0)
    return 0.5 * math.erfc(-profit / standard_error / math.sqrt(2))


def _variance(
    counts: ScoreCounts, prices: Prices, n: Any, tp: Any, value: Any, value2: Any, *, by_class: bool
) -> Any:
    """Numbers in, a number out; arrays in, an array out."""
    v, right, wrong = prices.value, prices.right, prices.wrong
    right_gain, wrong_gain = right * tp + v * value, wrong * (n - tp)
    hits = v * v * value2 + 2 * v * right * value + right * right * tp
    others = wrong * wrong * (n - tp)
    if not by_class or counts.spend is not None:
        squares = counts.hit_weight * hits + counts.other_weight * others
        return counts.design * _left(squares, right_gain + wrong_gain, counts.total)
    positives, negatives = counts.positives, counts.total - counts.positives
    return counts.design * (
        counts.hit_weight * _left(hits, right_gain, positives)
        + counts.other_weight * _left(others, wrong_gain, negatives)
    )


def _left(squares: Any, gain: Any, total: float) -> Any:
    """Squares about the mean; what is rounding only is nothing."""
    left = squares - (gain * gain / total if total > 0 else 0.0)
    return left * (left > ROUNDING * squares)


def _squares(counts: ScoreCounts) -> Floats:
    if counts.value2_tp is None:
        then = "Count them with ScoreCounts.from_scores(..., value=...)."
        raise NotApplicable(must("value2_tp", "counted with the value", "none", then))
    return counts.value2_tp
