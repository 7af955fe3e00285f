"""Counted rows under one set of assumptions: re-weighted, priced, and limited."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from lepton.value.answering.limits import Reach, reach
from lepton.value.assumptions import Assumptions
from lepton.value.base_rate import at_base_rate
from lepton.value.checks import Floats
from lepton.value.counts import ScoreCounts
from lepton.value.curve import ROI_ROUNDING, Point, depth, first_best
from lepton.value.pricing import Prices, prices_for
from lepton.value.spread import standard_error_at

__all__ = ["Case"]


@dataclass(frozen=True, eq=False)
class Case:
    """Everything that is asked of one set of rows.

    Parameters
    ----------
    counts
        At the base rate in use.
    prices
        Constants of the formula.
    reach
        The deepest cut-off that the limits allow.
    by_class
        Whether the base rate is assumed, so that how many of the rows are hits is no luck.
    """

    counts: ScoreCounts
    prices: Prices
    reach: Reach
    by_class: bool

    @classmethod
    def of(cls, counts: ScoreCounts, assumptions: Assumptions) -> "Case":
        """Re-weight and price rows, and see how deep the limits let one go."""
        shifted = at_base_rate(counts, assumptions.base_rate)
        prices = prices_for(shifted, assumptions)
        limit = reach(shifted, prices, assumptions)
        return cls(shifted, prices, limit, assumptions.base_rate is not None)

    @cached_property
    def profit(self) -> Floats:
        """Money earned at every cut-off."""
        return self.counts.profit(self.prices)

    @cached_property
    def wanted(self) -> int:
        """Index of the most profitable cut-off, were there no limits."""
        return self.counts.best_index(self.prices)

    @cached_property
    def best(self) -> int:
        """Index of the most profitable cut-off within the limits."""
        if self.wanted <= self.reach.index:
            return self.wanted
        return first_best(self.profit[: self.reach.index + 1], self.prices.rounding)

    @cached_property
    def best_roi(self) -> int | None:
        """Index of the cut-off within the limits that earns most per unit spent."""
        cost = self.counts.cost(self.prices)[: self.reach.index + 1]
        undefined = np.full(cost.size, -np.inf)
        gain = self.profit[: cost.size] - self.prices.nothing
        roi = np.divide(gain, cost, out=undefined, where=cost > 0)
        highest = float(roi.max())
        if not np.isfinite(highest):
            return None
        return first_best(roi, ROI_ROUNDING * max(1.0, abs(highest)))

    @cached_property
    def best_f1(self) -> int:
        """Index of the cut-off with the highest F1 score, which knows nothing of money."""
        either = self.counts.n + self.counts.positives  # zero for nobody where nothing is a hit
        f1 = np.divide(2 * self.counts.tp, either, out=np.zeros(either.size), where=either > 0)
        return first_best(f1, ROI_ROUNDING)

    def plateau(self, best: int, last: int) -> tuple[int, int]:
        """First and last cut-off around the best that earn as much but for one standard error.

        They are looked for at tenths of a per cent, and at the best itself. Acting on nobody is
        no part of it, unless that is best.
        """
        if best == 0:
            return 0, 0
        slack = self.standard_error(best) + self.prices.rounding
        grid, enough = self.counts.grid, self.profit[best] - slack
        first, place, end = np.searchsorted(grid, (1, best, last + 1))
        before, after = grid[first:place], grid[place:end]
        low = before[_run(self.profit[before] < enough, backwards=True) :]
        high = after[: _run(self.profit[after] < enough)]
        return int(low[0]) if low.size else best, int(high[-1]) if high.size else best

    def standard_error(self, index: int) -> float:
        """Standard error of the profit at a cut-off."""
        return standard_error_at(self.counts, self.prices, index, by_class=self.by_class)

    def at_share(self, share: float) -> int:
        """Index of the deepest cut-off that acts on at most this share, limits apart."""
        return int(depth(self.counts.n, share))

    def share(self, index: int) -> float:
        """Share of decisions acted on at a cut-off."""
        return float(self.counts.n[index]) / self.counts.total

    def point(self, index: int) -> Point:
        """Price one cut-off."""
        return self.counts.point(index, self.prices)


def _run(below: npt.NDArray[np.bool_], backwards: bool = False) -> int:
    """Where the values that are not below begin, or end, next to the best."""
    found = np.flatnonzero(below)
    if not found.size:
        return 0 if backwards else below.size
    return int(found[-1]) + 1 if backwards else int(found[0])
