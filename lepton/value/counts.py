"""Scores counted once, priced as often as you like."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import NotApplicable, must
from lepton.value import checks
from lepton.value.checks import Floats
from lepton.value.curve import Line, Point, ValueCurve, depth, json_numbers, point, sealed
from lepton.value.hull import upper_hull
from lepton.value.optimum import Corners, candidates
from lepton.value.payoff import Payoff
from lepton.value.pricing import Prices, prices_of
from lepton.value.sorting import BLOCK, counted, weighed

__all__ = ["ScoreCounts"]


@dataclass(frozen=True, eq=False, repr=False)
class ScoreCounts:
    """Decisions and hits at or above every distinct score, free of any money.

    Index 0 is nobody, the last is everybody. Arrays are read-only, of shape (m,).

    Parameters
    ----------
    threshold
        Distinct scores, falling; infinity for nobody.
    n
        Decisions at or above the threshold; summed weights where weights were given.
    tp
        Those of them where the outcome happens.
    total, positives
        All decisions, and all of them where the outcome happens.
    value_tp
        Sum of the value column over the hits, where a value was given.
    value_perfect
        The same for a perfect ranking of as many decisions.

    Examples
    --------
    >>> counts = ScoreCounts.from_scores([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.2])
    >>> counts.tp.tolist()
    [0.0, 1.0, 1.0, 2.0, 2.0]
    >>> counts.best(Payoff(tp=10, fp=-4)).profit
    16.0
    """

    threshold: Floats
    n: Floats
    tp: Floats
    total: float
    positives: float
    value_tp: Floats | None = None
    value_perfect: Floats | None = None

    @classmethod
    def from_scores(
        cls,
        y_true: npt.ArrayLike,
        y_score: npt.ArrayLike,
        *,
        sample_weight: npt.ArrayLike | None = None,
        value: npt.ArrayLike | None = None,
    ) -> "ScoreCounts":
        """Sort the scores and count; everything else is arithmetic on the result.

        Parameters
        ----------
        y_true
            Outcomes, 0 or 1, shape (n,).
        y_score
            Any finite scores, higher meaning more likely, shape (n,).
        sample_weight
            How many decisions each row stands for, shape (n,).
        value
            What a success is worth in each row, shape (n,), in the unit of that column.

        Raises
        ------
        InputError
            The arrays are empty, of different lengths, not finite or not 0 and 1.
        """
        positive = checks.labels(y_true)
        score = checks.scores(y_score, positive.size)
        weight = checks.weights(sample_weight, positive.size)
        if weight is None and value is None:
            return cls._of(*counted(positive, score))
        given = None if value is None else checks.column("value", value, positive.size)
        weight = np.ones(positive.size) if weight is None else weight
        return cls._weighed(positive, score, weight, given)

    @classmethod
    def _weighed(
        cls,
        positive: npt.NDArray[Any],
        score: npt.NDArray[Any],
        weight: Floats,
        value: Floats | None,
    ) -> "ScoreCounts":
        hits = weight * positive
        sums = [weight, hits] if value is None else [weight, hits, hits * value]
        threshold, n, tp, *worth = weighed(score, weight, sums)
        if value is None:
            return cls._of(threshold, n, tp)
        return cls._of(threshold, n, tp, worth[0], _perfect_value(n, hits, value))

    @classmethod
    def _of(cls, threshold: Floats, n: Floats, tp: Floats, *value: Floats) -> "ScoreCounts":
        total, positives = float(n[-1]), float(tp[-1])
        values = (sealed(v) for v in value)
        return cls(sealed(threshold), sealed(n), sealed(tp), total, positives, *values)

    def __len__(self) -> int:
        return self.n.size

    def __repr__(self) -> str:
        return (
            f"ScoreCounts({len(self):,} cut-offs, {self.positives:,.10g} positives "
            f"of {self.total:,.10g} decisions)"
        )

    @cached_property
    def hull(self) -> npt.NDArray[np.intp]:
        """Indices of the cut-offs that can be best in profit or ROI for a constant payoff."""
        index = candidates(self.n, self.tp)
        index.flags.writeable = False
        return index

    @cached_property
    def _corners(self) -> Corners:
        return Corners.of(self.n, self.tp, self.hull)

    def thin(self, steps: int = 1000) -> "ScoreCounts":
        """Keep what drawing and exact optima need: a table of about ``steps`` cut-offs.

        Parameters
        ----------
        steps
            The deepest cut-off that acts on at most i / steps is kept for every whole i, and
            with it every cut-off that a constant payoff can make the best.

        Examples
        --------
        >>> y = [1, 0] * 5000
        >>> len(ScoreCounts.from_scores(y, range(10000)).thin(100))
        102
        """
        then = "1000 steps are fine enough for any screen."
        parts = int(checks.amount("steps", steps, least=1, then=then))
        kept = np.union1d(depth(self.n, np.arange(parts + 1) / parts), self.hull)
        if self.value_tp is not None:
            kept = np.union1d(kept, upper_hull(self.n, self.value_tp))
        if kept.size == len(self):
            return self
        value = (self.value_tp, self.value_perfect)
        columns = (v[kept] for v in (self.threshold, self.n, self.tp, *value) if v is not None)
        return self._of(*columns)

    def curve(
        self, payoff: Payoff, fixed_cost: float = 0.0, population: float | None = None
    ) -> ValueCurve:
        """Price every cut-off with a payoff that is the same in every row.

        Parameters
        ----------
        payoff
            Net value per decision.
        fixed_cost
            Cost of acting at all, per population.
        population
            Decisions to scale counts and money to; the counted ones when left out.

        Raises
        ------
        NotApplicable
            The payoff differs from row to row: use ``value_curve``.
        InputError
            A negative fixed cost, or a population not above zero.
        """
        return self.priced(self._prices(payoff, fixed_cost, population))

    def best(
        self, payoff: Payoff, fixed_cost: float = 0.0, population: float | None = None
    ) -> Point:
        """Find the most profitable cut-off without drawing the curve.

        Parameters and errors are those of :meth:`curve`, and so is the answer; it takes
        microseconds, because only the corners of the hull are searched.
        """
        return self.best_priced(self._prices(payoff, fixed_cost, population))

    def priced(self, prices: Prices) -> ValueCurve:
        """Price every cut-off; the formula stands in :mod:`lepton.value.pricing`."""
        n, tp = self._scaled(prices.scale)
        return ValueCurve(
            threshold=self.threshold,
            n=n,
            tp=tp,
            profit=self._profit(prices),
            spend=prices.spend,
            fixed_cost=prices.fixed,
            rounding=prices.rounding,
            ceiling=partial(_ceiling, self, prices),
        )

    def best_priced(self, prices: Prices) -> Point:
        """Find the most profitable cut-off at these prices."""
        if prices.value or prices.right <= prices.wrong:
            return self.priced(prices).best
        return self.point(self._corners.best(prices), prices)

    def best_roi_priced(self, prices: Prices) -> Point:
        """Find the cut-off with the highest ROI; nobody where nothing is ever spent."""
        if prices.value or prices.right <= prices.wrong:
            return self.priced(prices).best_roi
        index = self._corners.best_roi(prices)
        return self.priced(prices).best_roi if index is None else self.point(index, prices)

    def point(self, index: int, prices: Prices) -> Point:
        """Price one cut-off."""
        i = range(len(self))[index]
        n, tp = float(self.n[i]), float(self.tp[i])
        value = float(self.value_of_hits()[i]) if prices.value else 0.0
        return point(
            threshold=float(self.threshold[i]),
            n=prices.scale * n,
            tp=prices.scale * tp,
            total=prices.scale * self.total,
            profit=prices.profit(n, tp, value) if i else prices.nothing,
            nothing=prices.nothing,
            cost=prices.spend * (prices.scale * n) + prices.fixed if i else 0.0,
        )

    def ceiling(self, prices: Prices) -> float:
        """Highest profit of a ranking that knows every outcome."""
        ends = self.n if prices.value else self.n[[0, -1]]
        return float(_ceiling(self, prices, prices.scale * ends).profit.max())

    def value_of_hits(self) -> Floats:
        """Sum of the value column over the hits.

        Raises
        ------
        NotApplicable
            No value column was counted.
        """
        if self.value_tp is None:
            then = "Choose the value column on the data page, or enter one amount for all."
            said = must("value", "counted with the scores", "no value column", then)
            raise NotApplicable(said)
        return self.value_tp

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers and lists for JSON and the browser; infinity becomes None."""
        values = (self.value_tp, self.value_perfect)
        value_tp, value_perfect = (None if v is None else json_numbers(v) for v in values)
        return {
            "threshold": json_numbers(self.threshold),
            "n": json_numbers(self.n),
            "tp": json_numbers(self.tp),
            "total": self.total,
            "positives": self.positives,
            "value_tp": value_tp,
            "value_perfect": value_perfect,
        }

    def _prices(self, payoff: Payoff, fixed_cost: float, population: float | None) -> Prices:
        return prices_of(
            payoff,
            fixed_cost=fixed_cost,
            population=population,
            total=self.total,
            positives=self.positives,
        )

    def _profit(self, prices: Prices) -> Floats:
        profit = np.subtract(self.n, self.tp)
        for start in range(0, profit.size, BLOCK):  # a million rows wait for memory, not sums
            block = slice(start, start + BLOCK)
            part = profit[block]
            part *= prices.wrong
            part += prices.right * self.tp[block]
            if prices.value:
                part += prices.value * self.value_of_hits()[block]
            if prices.scale != 1:
                part *= prices.scale
            if prices.nothing or prices.fixed:
                part += prices.nothing - prices.fixed
        profit[0] = prices.nothing
        return sealed(profit)

    def _scaled(self, scale: float) -> tuple[Floats, Floats]:
        if scale == 1.0:
            return self.n, self.tp
        return sealed(scale * self.n), sealed(scale * self.tp)


def _perfect_value(n: Floats, hits: Floats, value: Floats) -> Floats:
    """Sum of value when the worthiest hits come first, at the counts of the cut-offs."""
    rows = np.flatnonzero(hits > 0)
    rows = rows[np.argsort(-value[rows], kind="stable")]
    reached = np.concatenate(([0.0], np.cumsum(hits[rows])))
    worth = np.concatenate(([0.0], np.cumsum(hits[rows] * value[rows])))
    return np.interp(n, reached, worth)


def _ceiling(counts: ScoreCounts, prices: Prices, n: Floats) -> Line:
    """Hits first, as many as there are; where acting pays on the others instead, they first."""
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
