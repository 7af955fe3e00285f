"""How deep capacity and budget let one go, and what one more unit of them would bring."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lepton.value.assumptions import Assumptions
from lepton.value.checks import Floats
from lepton.value.counts import ScoreCounts
from lepton.value.curve import SHARE_ROUNDING
from lepton.value.hull import upper_hull
from lepton.value.pricing import Prices

__all__ = ["Reach", "reach", "shadow_price"]


@dataclass(frozen=True, slots=True)
class Reach:
    """The deepest cut-off allowed.

    Parameters
    ----------
    index
        Where it stands in the counts; the last where nothing limits.
    by
        "capacity" or "budget", whichever is reached first; None without limits.
    """

    index: int
    by: str | None


def reach(counts: ScoreCounts, prices: Prices, assumptions: Assumptions) -> Reach:
    """Find the deepest cut-off that keeps to capacity and budget; equal scores are not parted."""
    found = Reach(len(counts) - 1, None)
    if assumptions.capacity is not None:
        most = assumptions.capacity / prices.scale
        found = Reach(_last_within(counts.n, most), "capacity")
    if assumptions.budget is not None:
        most = (assumptions.budget - prices.fixed) / prices.scale
        deepest = _affordable(counts, prices, most)
        if found.by is None or deepest < found.index:
            found = Reach(deepest, "budget")
    return found


def _affordable(counts: ScoreCounts, prices: Prices, money: float) -> int:
    if counts.spend is not None:
        return _last_within(counts.spend, money)
    return _last_within(counts.n, money / prices.spend if prices.spend > 0 else math.inf)


def _last_within(rising: Floats, most: float) -> int:
    index: Any = np.searchsorted(rising, most * (1 + SHARE_ROUNDING), side="right")
    return max(int(index) - 1, 0)


def shadow_price(counts: ScoreCounts, prices: Prices, limit: Reach) -> float | None:
    """More profit per one more unit of a limit that binds: per contact, or per unit of money.

    It is the slope of the concave envelope of profit just beyond the limit, so that the next
    row's luck does not decide.

    Returns
    -------
    Money per contact or per unit of money; None where nothing lies beyond the limit.
    """
    used = _used(counts, prices, limit)
    gross = counts.profit(prices) + prices.fixed
    gross[0] = prices.nothing
    straight = counts.spend is None and not prices.value and prices.right > prices.wrong
    corners = counts.hull if straight else upper_hull(used, gross)
    beyond = np.flatnonzero(used[corners] > used[limit.index])
    if not beyond.size:
        return None
    right = corners[beyond[0]]
    left = corners[beyond[0] - 1]
    return float((gross[right] - gross[left]) / (used[right] - used[left]))


def _used(counts: ScoreCounts, prices: Prices, limit: Reach) -> Floats:
    """How much of the limit every cut-off takes."""
    if limit.by == "capacity":
        return prices.scale * counts.n
    return prices.scale * (prices.spend * counts.n if counts.spend is None else counts.spend)
