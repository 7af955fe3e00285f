"""Scores counted once, priced as often as you like."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import NotApplicable, must
from lepton.value import checks
from lepton.value.ceiling import best_first, ceiling
from lepton.value.checks import Floats
from lepton.value.curve import (
    Point,
    ValueCurve,
    depth,
    first_best,
    json_numbers,
    point,
    sealed,
)
from lepton.value.hull import upper_hull
from lepton.value.optimum import Corners, candidates
from lepton.value.payoff import Payoff
from lepton.value.pricing import Prices, prices_of
from lepton.value.sorting import BLOCK, counted, weighed

__all__ = ["ScoreCounts"]

STEPS = 1000
FINER_BELOW = 0.02  # a limit of a few in a thousand has to find its place too
ARRAYS = ("threshold", "n", "tp", "value_tp", "value_perfect", "value2_tp", "spend")


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
    value2_tp
        Sum of the squares of the value over the hits.
    spend
        What acting on those decisions costs, where it differs from row to row. Then
        ``value_tp`` is the gain of acting over not acting, summed over all decisions.
    ranked_by
        "score"; or "gain", where the threshold is an expected gain in money.
    hit_weight, other_weight
        What a change of the base rate multiplied each hit, and each other decision, with.
    design
        How many times larger the variance is than that of as many unrelated rows: above 1 where
        rows come in groups that are alike.

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
    value2_tp: Floats | None = None
    spend: Floats | None = None
    ranked_by: str = "score"
    hit_weight: float = 1.0
    other_weight: float = 1.0
    design: float = 1.0

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
        hits = weight * positive
        if given is None:
            return cls.summed(score, weight, hits, {})
        worth = hits * given
        return cls.summed(score, weight, hits, {"value_tp": worth, "value2_tp": worth * given})

    @classmethod
    def summed(
        cls,
        rank: npt.NDArray[Any],
        weight: Floats,
        hits: Floats,
        columns: Mapping[str, Floats],
        ranked_by: str = "score",
    ) -> "ScoreCounts":
        """Sum further columns along any ranking of rows; nothing is checked.

        Parameters
        ----------
        rank
            Highest first, shape (n,); equal ones are never parted.
        weight, hits
            Decisions each row stands for, and those of them where the outcome happens.
        columns
            ``value_tp``, ``value2_tp`` or ``spend`` of each row, weight included.
        ranked_by
            "score" or "gain".
        """
        threshold, n, tp, *sums = weighed(rank, weight, [weight, hits, *columns.values()])
        named = {name: sealed(total) for name, total in zip(columns, sums, strict=True)}
        if "value_tp" in columns:
            share = weight if "spend" in columns else hits
            named["value_perfect"] = sealed(best_first(n, share, columns["value_tp"]))
        return cls._of(threshold, n, tp, named, ranked_by)

    @classmethod
    def _of(
        cls,
        threshold: Floats,
        n: Floats,
        tp: Floats,
        columns: Mapping[str, Any] = MappingProxyType({}),
        ranked_by: str = "score",
    ) -> "ScoreCounts":
        total, positives = float(n[-1]), float(tp[-1])
        arrays = sealed(threshold), sealed(n), sealed(tp)
        return cls(*arrays, total, positives, **columns, ranked_by=ranked_by)

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
    def grid(self) -> npt.NDArray[np.intp]:
        """Cut-offs at tenths of a per cent: the same ones, however fine the counts are."""
        return np.unique(depth(self.n, np.arange(STEPS + 1) / STEPS))

    @cached_property
    def _corners(self) -> Corners:
        return Corners.of(self.n, self.tp, self.hull)

    def thin(self, steps: int = STEPS) -> "ScoreCounts":
        """Keep what drawing and exact optima need: a table of about ``steps`` cut-offs.

        Parameters
        ----------
        steps
            The deepest cut-off that acts on at most i / steps is kept for every whole i, and
            with it every cut-off that a constant payoff can make the best. Of the first 2 %
            more are kept, up to the first row: for capacities of a few in a thousand.

        Examples
        --------
        >>> y = [1, 0] * 5000
        >>> len(ScoreCounts.from_scores(y, range(10000)).thin(100))
        114
        """
        then = "1000 steps are fine enough for any screen."
        parts = int(checks.amount("steps", steps, least=1, then=then))
        shares = np.concatenate((np.arange(parts + 1) / parts, self._small_shares(parts)))
        kept = np.union1d(depth(self.n, shares), self.hull)
        if self.value_tp is not None:
            kept = np.union1d(kept, upper_hull(self.n, self.value_tp))
        if kept.size == len(self):
            return self
        arrays = {name: getattr(self, name) for name in ARRAYS}
        fewer: dict[str, Any] = {k: sealed(v[kept]) for k, v in arrays.items() if v is not None}
        return replace(self, **fewer)

    def _small_shares(self, parts: int) -> Floats:
        """Shares below 2 %, growing by the ratio that one step has there."""
        first = float(self.n[1]) / self.total
        if not 0 < first < FINER_BELOW:
            return np.empty(0)
        many = math.ceil(math.log(FINER_BELOW / first) / math.log1p(1 / (FINER_BELOW * parts)))
        return np.geomspace(first, FINER_BELOW, many + 1)

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
            profit=self.profit(prices),
            spend=prices.spend if self.spend is None else self.cost(prices),
            fixed_cost=prices.fixed,
            rounding=prices.rounding,
            ceiling=partial(ceiling, self, prices),
        )

    def profit(self, prices: Prices) -> Floats:
        """Money earned at every cut-off, fixed cost taken off."""
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

    def cost(self, prices: Prices) -> Floats:
        """Money spent at every cut-off, fixed cost included; nobody spends nothing."""
        spend = prices.spend * self.n if self.spend is None else self.spend
        cost = prices.scale * spend + prices.fixed
        cost[0] = 0.0
        return sealed(cost)

    def best_index(self, prices: Prices) -> int:
        """Index of the most profitable cut-off at these prices."""
        if prices.value or prices.right <= prices.wrong:
            return first_best(self.profit(prices), prices.rounding)
        return self._corners.best(prices)

    def best_priced(self, prices: Prices) -> Point:
        """Find the most profitable cut-off at these prices."""
        return self.point(self.best_index(prices), prices)

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
            cost=self._cost_at(i, prices),
        )

    def ceiling(self, prices: Prices, last: int = -1) -> float:
        """Highest profit of a ranking that knows every outcome, down to a cut-off."""
        deepest = self.n[last]
        ends = self.n[self.n <= deepest] if prices.value else np.array([0.0, deepest])
        line = ceiling(self, prices, prices.scale * ends)
        return float(line.profit[line.n <= prices.scale * deepest].max())

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
        arrays = {name: getattr(self, name) for name in ARRAYS}
        plain = {name: None if v is None else json_numbers(v) for name, v in arrays.items()}
        others = ("total", "positives", "ranked_by", "hit_weight", "other_weight", "design")
        return plain | {name: getattr(self, name) for name in others}

    def _prices(self, payoff: Payoff, fixed_cost: float, population: float | None) -> Prices:
        return prices_of(
            payoff,
            fixed_cost=fixed_cost,
            population=population,
            total=self.total,
            positives=self.positives,
        )

    def _scaled(self, scale: float) -> tuple[Floats, Floats]:
        if scale == 1.0:
            return self.n, self.tp
        return sealed(scale * self.n), sealed(scale * self.tp)

    def _cost_at(self, i: int, prices: Prices) -> float:
        if not i:
            return 0.0
        if self.spend is not None:
            return prices.scale * float(self.spend[i]) + prices.fixed
        return prices.spend * (prices.scale * float(self.n[i])) + prices.fixed
