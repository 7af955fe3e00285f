"""The best cut-off after a change of money, in microseconds at any number of rows."""

import math
from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats
from lepton.value.curve import ROI_ROUNDING, first_best
from lepton.value.hull import upper_hull
from lepton.value.pricing import Prices

__all__ = ["Corners", "candidates"]


def candidates(n: Floats, tp: Floats) -> npt.NDArray[np.intp]:
    """Indices of the cut-offs that can be best in profit or ROI for a constant payoff.

    These are the corners of the hull, and the first point that lies on its first edge: without
    fixed cost the ROI is the same all along that edge, and the fewest contacts are preferred.
    """
    corners = upper_hull(n, tp)
    end = int(corners[1])
    edge = tp[1 : end + 1] * n[end] == tp[end] * n[1 : end + 1]
    return np.union1d(corners, 1 + int(np.argmax(edge)))


@dataclass(frozen=True, slots=True)
class Corners:
    """The candidates, ready to be searched.

    Parameters
    ----------
    index
        Where each candidate stands in the counts.
    n, tp
        Decisions acted on and hits at each.
    falls
        Minus the share of hits between each candidate and the one before; rising.
    """

    index: list[int]
    n: list[float]
    tp: list[float]
    falls: list[float]

    @classmethod
    def of(cls, n: Floats, tp: Floats, index: npt.NDArray[np.intp]) -> "Corners":
        """Prepare the candidates of these counts."""
        at_n, at_tp = n[index], tp[index]
        falls = -np.diff(at_tp) / np.diff(at_n)
        return cls(index.tolist(), at_n.tolist(), at_tp.tolist(), falls.tolist())

    def best(self, prices: Prices) -> int:
        """Index of the most profitable cut-off, for ``right`` above ``wrong``.

        A stretch between two corners pays while its share of hits is above the break-even
        share ``-wrong / (right - wrong)``, and that share only falls.
        """
        i = bisect_left(self.falls, prices.wrong / (prices.right - prices.wrong))
        while i > 0 and self._profit(prices, i) <= self._profit(prices, i - 1) + prices.rounding:
            i -= 1
        if self._profit(prices, i) <= prices.nothing + prices.rounding:
            return 0
        return self.index[i]

    def best_roi(self, prices: Prices) -> int | None:
        """Index of the cut-off with the highest ROI; None where the whole curve has to be asked.

        The highest ROI lies on a corner as long as it is not below −1, where more than all
        that is spent gets lost.
        """
        n, tp = np.array(self.n[1:]), np.array(self.tp[1:])
        gain = prices.scale * (prices.right * tp + prices.wrong * (n - tp)) - prices.fixed
        cost = prices.fixed + prices.scale * prices.spend * n
        if cost[0] <= 0:
            return 0
        roi = gain / cost
        highest = float(roi.max())
        if highest < -1:
            return None
        return self.index[1 + first_best(roi, ROI_ROUNDING * max(1.0, math.fabs(highest)))]

    def _profit(self, prices: Prices, i: int) -> float:
        return prices.profit(self.n[i], self.tp[i]) if i else prices.nothing
