"""Profit and ROI of acting on everybody above a cut-off."""

import math
from collections.abc import Callable
from dataclasses import astuple, dataclass, fields
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, NotApplicable, must
from lepton.value.checks import Floats, amount, share
from lepton.value.result import Result, frame_of

__all__ = ["Line", "Point", "ValueCurve"]

FEWEST_POINTS = 4
# A share such as 0.3 times a number of rows misses a whole number by a rounding at most.
SHARE_ROUNDING = 1e-12
ROI_ROUNDING = 1e-12
COLUMNS = ("fraction", "threshold", "n", "tp", "fp", "profit", "cost", "roi")


@dataclass(frozen=True, slots=True, eq=False)
class Point(Result):
    """One cut-off and what it is worth; money and counts per population.

    Parameters
    ----------
    fraction
        Share of all decisions that are acted on.
    threshold
        Act on scores at or above this one; infinity for nobody.
    n, tp, fp
        Decisions acted on, rightly, and needlessly.
    profit
        Money earned, fixed cost taken off.
    cost
        Money spent, fixed cost included.
    roi
        Profit over that of acting on nobody, per unit of money spent; nan where nothing is spent.
    """

    fraction: float
    threshold: float
    n: float
    tp: float
    fp: float
    profit: float
    cost: float
    roi: float

    def to_dict(self) -> dict[str, float | None]:
        """Plain numbers for JSON; what is infinite or undefined becomes None.

        Examples
        --------
        >>> Point(0.0, float("inf"), 0.0, 0.0, 0.0, 0.0, 0.0, float("nan")).to_dict()["threshold"]
        """
        return {f.name: _or_none(getattr(self, f.name)) for f in fields(self)}

    def __eq__(self, other: object) -> bool:
        """Equal in every figure; an undefined ROI equals an undefined ROI."""
        if not isinstance(other, Point):
            return NotImplemented
        return self._figures() == other._figures()

    def __hash__(self) -> int:
        return hash(self._figures())

    def _figures(self) -> tuple[float | None, ...]:
        figures = astuple(self)
        return tuple(None if math.isnan(figure) else figure for figure in figures)


def point(
    *,
    threshold: float,
    n: float,
    tp: float,
    total: float,
    profit: float,
    nothing: float,
    cost: float,
) -> Point:
    """Complete a point from its counts and money."""
    roi = (profit - nothing) / cost if cost > 0 else math.nan
    return Point(n / total, threshold, n, tp, n - tp, profit, cost, roi)


class Line(NamedTuple):
    """Counts and money at some cut-offs: arrays of equal length."""

    n: Floats
    tp: Floats
    profit: Floats
    cost: Floats


@dataclass(frozen=True, eq=False, repr=False)
class ValueCurve:
    """Profit at every cut-off, from nobody (index 0) to everybody (the last).

    Counts and money are for the whole population. Arrays are read-only, of shape (m,).

    Parameters
    ----------
    threshold
        Lowest score acted on, falling; infinity for nobody. nan on the curves to compare with.
    n, tp
        Decisions acted on, and those of them where the outcome happens.
    profit
        Money earned.
    spend
        What each decision costs; or an array, the cost at every cut-off, fixed cost included.
    fixed_cost
        The part of the cost that does not depend on n; nobody has none.
    rounding
        Profits no further apart than this count as equal.
    ceiling
        Gives the perfect ranking at given counts.

    Examples
    --------
    >>> from lepton.value import Payoff, value_curve
    >>> curve = value_curve([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.2], Payoff(tp=10, fp=-4))
    >>> curve.profit.tolist()
    [0.0, 10.0, 6.0, 16.0, 12.0]
    >>> curve.best.fraction, curve.best.profit
    (0.75, 16.0)
    """

    threshold: Floats
    n: Floats
    tp: Floats
    profit: Floats
    spend: float | Floats
    fixed_cost: float
    rounding: float
    ceiling: Callable[[Floats], Line]

    def __len__(self) -> int:
        return self.n.size

    def __repr__(self) -> str:
        best = self.best
        return (
            f"ValueCurve({len(self):,} cut-offs, most profit {best.profit:,.10g} "
            f"at {best.fraction:.4g} of {self.n[-1]:,.10g} decisions)"
        )

    @cached_property
    def fraction(self) -> Floats:
        """Share of all decisions acted on, 0 to 1."""
        return sealed(self.n / self.n[-1])

    @cached_property
    def cost(self) -> Floats:
        """Money spent, fixed cost included; nobody spends nothing."""
        if not isinstance(self.spend, float):
            return self.spend
        cost = self.spend * self.n
        cost += self.fixed_cost
        cost[0] = 0.0
        return sealed(cost)

    @cached_property
    def fp(self) -> Floats:
        """Decisions acted on where the outcome does not happen."""
        return sealed(self.n - self.tp)

    @cached_property
    def roi(self) -> Floats:
        """Profit over that of nobody per unit of money spent: 0.38 is 38 %."""
        gain = self.profit - self.profit[0]
        undefined = np.full(gain.size, np.nan)
        return sealed(np.divide(gain, self.cost, out=undefined, where=self.cost > 0))

    @cached_property
    def best(self) -> Point:
        """The most profitable cut-off; the fewest contacts where several are equal."""
        return self._point(first_best(self.profit, self.rounding))

    @cached_property
    def best_roi(self) -> Point:
        """The cut-off that earns most per unit spent; nobody where nothing is ever spent."""
        return self._point(self._best_roi_index())

    @cached_property
    def nobody(self) -> Point:
        """Act on nobody: no cost, no fixed cost either."""
        return self._point(0)

    @cached_property
    def everybody(self) -> Point:
        """Act on everybody."""
        return self._point(-1)

    @cached_property
    def random(self) -> "ValueCurve":
        """Expected result of acting on the same shares at random."""
        expected = self.fraction * self.tp[-1]
        spent = self.fraction * (self.cost[-1] - self.fixed_cost)
        change = self.profit[-1] + self.fixed_cost - self.profit[0]
        profit = self.profit[0] + self.fraction * change
        profit[1:] -= self.fixed_cost
        spent[1:] += self.fixed_cost
        # the end is everybody, to the last digit
        profit[-1], spent[-1], expected[-1] = self.profit[-1], self.cost[-1], self.tp[-1]
        return self._beside(Line(self.n, expected, profit, spent))

    @cached_property
    def perfect(self) -> "ValueCurve":
        """Result of a ranking that knows every outcome: the ceiling.

        It has a cut-off at each count of this curve, and one more where it is highest.
        """
        return self._beside(self.ceiling(self.n))

    def at(self, *, fraction: float | None = None, threshold: float | None = None) -> Point:
        """Tell what one cut-off is worth.

        Parameters
        ----------
        fraction
            Act on at most this share, 0 to 1: the deepest cut-off that keeps to it. Equal
            scores are never parted, so it can be fewer.
        threshold
            Act on every score at or above this one.

        Raises
        ------
        InputError
            Neither or both are given, or the share lies outside 0 to 1.
        NotApplicable
            A threshold on the random or perfect curve, which have no scores.
        """
        if (fraction is None) == (threshold is None):
            got = "neither" if fraction is None else "both"
            then = "Write curve.at(fraction=0.2) or curve.at(threshold=0.5)."
            raise InputError(must("at", "given either a fraction or a threshold", got, then))
        if fraction is not None:
            return self._point(depth(self.n, share("fraction", fraction)))
        return self._point(self._index_of_threshold(threshold))

    def points(self, k: int) -> "ValueCurve":
        """Thin the curve out for drawing, optima and both ends always kept.

        Parameters
        ----------
        k
            Most points to keep, 4 or more; spread evenly by share.

        Raises
        ------
        InputError
            ``k`` is below 4.
        """
        then = "Four hold nobody, everybody and both optima."
        most = int(amount("k", k, least=FEWEST_POINTS, then=then))
        if most >= len(self):
            return self
        marks = (0, first_best(self.profit, self.rounding), self._best_roi_index(), len(self) - 1)
        spread = np.linspace(0, 1, most - len(set(marks)) + 2)[1:-1]
        between = depth(self.n, spread)
        return self._only(np.union1d(between, marks))

    def to_dict(self) -> dict[str, list[float | None]]:
        """Columns of plain numbers for JSON; what is infinite or undefined becomes None."""
        return {name: json_numbers(getattr(self, name)) for name in COLUMNS}

    def to_frame(self) -> Any:
        """The same columns as a pandas table, one row for each cut-off."""
        return frame_of({name: getattr(self, name) for name in COLUMNS})

    def _point(self, i: int) -> Point:
        return point(
            threshold=float(self.threshold[i]),
            n=float(self.n[i]),
            tp=float(self.tp[i]),
            total=float(self.n[-1]),
            profit=float(self.profit[i]),
            nothing=float(self.profit[0]),
            cost=self._cost_at(i),
        )

    def _cost_at(self, i: int) -> float:
        if not isinstance(self.spend, float):
            return float(self.spend[i])
        return self.spend * float(self.n[i]) + self.fixed_cost if i else 0.0

    def _best_roi_index(self) -> int:
        defined = np.where(np.isnan(self.roi), -np.inf, self.roi)
        highest = float(defined.max())
        if not math.isfinite(highest):
            return 0
        return first_best(defined, ROI_ROUNDING * max(1.0, abs(highest)))

    def _index_of_threshold(self, threshold: Any) -> int:
        if math.isnan(self.threshold[-1]):
            then = "Ask for a share: at(fraction=0.2)."
            raise NotApplicable(must("threshold", "asked of the model's curve", threshold, then))
        lowest = amount("threshold", threshold, least=-math.inf, most=math.inf)
        return int(np.count_nonzero(self.threshold >= lowest)) - 1

    def _only(self, kept: npt.NDArray[np.intp]) -> "ValueCurve":
        line = Line(*(values[kept] for values in (self.n, self.tp, self.profit, self.cost)))
        return self._with(self.threshold[kept], line)

    def _beside(self, line: Line) -> "ValueCurve":
        threshold = np.full(line.n.size, np.nan)
        threshold[0] = np.inf
        return self._with(threshold, line)

    def _with(self, threshold: Floats, line: Line) -> "ValueCurve":
        n, tp, profit, cost = (sealed(values) for values in line)
        return ValueCurve(
            sealed(threshold), n, tp, profit, cost, self.fixed_cost, self.rounding, self.ceiling
        )


def first_best(values: Floats, rounding: float) -> int:
    """Find the first value that is the largest but for rounding."""
    return int(np.argmax(values >= values.max() - rounding))


def depth(n: Floats, fraction: Any) -> Any:
    """Index of the deepest cut-off that acts on at most a share of all; arrays too."""
    return np.searchsorted(n, fraction * n[-1] * (1 + SHARE_ROUNDING), side="right") - 1


def sealed(values: Floats) -> Floats:
    """Make a result read-only."""
    values.flags.writeable = False
    return values


def json_numbers(values: Floats) -> list[float | None]:
    """Plain numbers for JSON: whole numbers without a point, None where not finite."""
    plain: list[float | None] = values.tolist()
    if np.isfinite(values).all():
        return values.astype(np.int64).tolist() if _whole(values) else plain
    return [_or_none(v) for v in plain]


def _whole(values: Floats) -> bool:
    return bool((np.abs(values) < 2**53).all() and (values == np.round(values)).all())


def _or_none(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
