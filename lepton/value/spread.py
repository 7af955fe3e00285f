"""How far the profit of a cut-off may lie from the truth, because rows are a sample.

For a fixed cut-off the profit is a sum over rows, of the gain where a row is acted on and of
zero where it is not. With S1 the sum of these gains and S2 that of their squares::

    standard error = scale · sqrt(S2 − S1² / total)
    S2 = value² · value2 + 2 · value · right · V + right² · tp + wrong² · (n − tp)

Where rows were re-weighted to another base rate, squares carry the weight of their rows once
more.
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


def standard_errors(counts: ScoreCounts, prices: Prices) -> Floats:
    """Standard error of the profit at every cut-off, shape (m,), in money of the population.

    Raises
    ------
    NotApplicable
        The counts hold a value column without its squares.
    """
    value = (counts.value_tp, _squares(counts)) if prices.value else (0.0, 0.0)
    found: Floats = np.sqrt(_variance(counts, prices, counts.n, counts.tp, *value))
    return prices.scale * found


def standard_error_at(counts: ScoreCounts, prices: Prices, index: int) -> float:
    """The same at one cut-off."""
    n, tp = float(counts.n[index]), float(counts.tp[index])
    value = (0.0, 0.0)
    if prices.value:
        value = float(counts.value_of_hits()[index]), float(_squares(counts)[index])
    return prices.scale * math.sqrt(_variance(counts, prices, n, tp, *value))


def chance_above_zero(profit: float, standard_error: float) -> float:
    """Chance that the true profit is above zero, were errors normally distributed."""
    if standard_error == 0:
        return float(profit > 0)
    return 0.5 * math.erfc(-profit / standard_error / math.sqrt(2))


def _variance(counts: ScoreCounts, prices: Prices, n: Any, tp: Any, value: Any, value2: Any) -> Any:
    """Numbers in, a number out; arrays in, an array out."""
    v, right, wrong = prices.value, prices.right, prices.wrong
    gain = wrong * (n - tp) + right * tp + v * value
    hits = v * v * value2 + 2 * v * right * value + right * right * tp
    squares = counts.hit_weight * hits + counts.other_weight * (wrong * wrong * (n - tp))
    left = squares - gain * gain / counts.total
    return left * (left > ROUNDING * squares)


def _squares(counts: ScoreCounts) -> Floats:
    if counts.value2_tp is None:
        then = "Count them with ScoreCounts.from_scores(..., value=...)."
        raise NotApplicable(must("value2_tp", "counted with the value", "none", then))
    return counts.value2_tp
