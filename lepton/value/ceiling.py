"""What a ranking would earn that knows every outcome: the ceiling of any model."""

from typing import TYPE_CHECKING

import numpy as np

from lepton.value.checks import Floats
from lepton.value.curve import Line
from lepton.value.pricing import Prices

if TYPE_CHECKING:
    from lepton.value.counts import ScoreCounts

__all__ = ["best_first", "ceiling"]


def best_first(n: Floats, weight: Floats, worth: Floats) -> Floats:
    """Sum of what rows are worth when the worthiest come first, at the counts of the cut-offs.

    Parameters
    ----------
    n
        Decisions at each cut-off, shape (m,).
    weight, worth
        Decisions each row stands for and what they are worth together, shape (n,); rows of
        weight zero are left out.
    """
    rows = np.flatnonzero(weight > 0)
    rows = rows[np.argsort(-worth[rows] / weight[rows], kind="stable")]
    reached = np.concatenate(([0.0], np.cumsum(weight[rows])))
    sums = np.concatenate(([0.0], np.cumsum(worth[rows])))
    return np.interp(n, reached, sums)


def ceiling(counts: "ScoreCounts", prices: Prices, n: Floats) -> Line:
    """Hits first, as many as there are; where acting pays on the others instead, they first.

    Parameters
    ----------
    n
        Decisions of the population to ask about, rising from zero. One more is added where the
        ceiling has its corner.
    """
    if counts.spend is not None:
        return _by_row(counts, prices, n)
    positives, total = prices.scale * counts.positives, prices.scale * counts.total
    hits_first = prices.right >= prices.wrong or prices.value > 0
    n = np.union1d(n, positives if hits_first else total - positives)
    tp = np.minimum(n, positives) if hits_first else np.maximum(n - (total - positives), 0.0)
    change = prices.right * tp + prices.wrong * (n - tp)
    if prices.value and counts.value_perfect is not None:
        best = np.interp(n / prices.scale, counts.n, counts.value_perfect)
        best[n >= positives] = counts.value_perfect[-1]  # thinned counts may lack this corner
        change = change + prices.scale * prices.value * best
    profit = prices.nothing + change - prices.fixed
    cost = prices.fixed + prices.spend * n
    profit[0], cost[0] = prices.nothing, 0.0
    return Line(n, tp, profit, cost)


def _by_row(counts: "ScoreCounts", prices: Prices, n: Floats) -> Line:
    """Where each row has its own money its gain is known, but not its outcome nor its cost."""
    best = counts.value_of_hits() if counts.value_perfect is None else counts.value_perfect
    gain = prices.value * np.interp(n / prices.scale, counts.n, best)
    profit = prices.nothing + prices.scale * gain - prices.fixed
    profit[0] = prices.nothing
    unknown = np.full(n.size, np.nan)
    return Line(n, unknown, profit, unknown.copy())
