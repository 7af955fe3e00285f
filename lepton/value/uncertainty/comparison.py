"""Which of two models earns more on the same rows, and how sure that is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.value.answer import answer
from lepton.value.assumptions import Assumptions
from lepton.value.base_rate import at_base_rate
from lepton.value.checks import Floats
from lepton.value.counts import ScoreCounts
from lepton.value.curve import depth, sealed
from lepton.value.result import Result
from lepton.value.uncertainty.bands import tails
from lepton.value.uncertainty.drawing import resampled
from lepton.value.uncertainty.money import level_of, seed_of, whole

if TYPE_CHECKING:
    from lepton.value.scored import ScoredRows

__all__ = ["Comparison", "compare"]

DRAWS = 2000
BARS = 40


@dataclass(frozen=True, eq=False)
class Comparison(Result):
    """Profit of model A less profit of model B, each at its own cut-off.

    Parameters
    ----------
    profit_a, profit_b
        Money of each, in the rows as they are.
    fraction_a, fraction_b
        Share of all decisions each acts on.
    difference
        Profit of A less profit of B.
    low, high
        Range of the difference.
    standard_error
        Of the difference.
    chance_a_better
        Share of the replicates in which A earns more; ties count half.
    regret_a
        What choosing A loses on average in case B is better: profit given up, zero where A is.
    regret_b
        The same for choosing B.
    disagree
        Share of the decisions that only one of them acts on.
    level
        How sure the range is meant to be.
    at, chance
        Histogram of the difference over the replicates: middle of each bar, and its share.
    method
        How the replicates were drawn, in words.
    """

    profit_a: float
    profit_b: float
    fraction_a: float
    fraction_b: float
    difference: float
    low: float
    high: float
    standard_error: float
    chance_a_better: float
    regret_a: float
    regret_b: float
    disagree: float
    level: float
    at: Floats
    chance: Floats
    method: str


def compare(
    a: "ScoredRows",
    b: "ScoredRows",
    assumptions: Assumptions,
    *,
    choose_a: ScoreCounts | None = None,
    choose_b: ScoreCounts | None = None,
    level: float = 0.9,
    replicates: int = DRAWS,
    seed: int = 0,
) -> Comparison:
    """Tell whether model A earns more than model B, and what a wrong choice would lose.

    Both score the same rows. In every replicate the same rows are drawn for both (paired
    bootstrap), so that luck which both share cancels; only decisions on which they disagree
    count. Rows with groups are drawn in whole groups. The cut-offs are held fixed.

    Parameters
    ----------
    a, b
        The same rows in the same order, with the scores of each model.
    assumptions
        What a person assumes about the money; with a fraction, both act on that share.
    choose_a, choose_b
        Scores of other rows, on which each chooses its share; without them each chooses on the
        rows themselves, which flatters both.
    level
        How sure the range should be, 0.5 to 0.999.
    replicates
        How often to draw, 100 to 100,000.

    Returns
    -------
    Money per month.

    Raises
    ------
    InputError
        The rows are not the same.

    Examples
    --------
    >>> from lepton.value.scored import ScoredRows
    >>> rng = np.random.default_rng(0)
    >>> p = rng.beta(1, 4, 2000)
    >>> y = (rng.random(2000) < p).astype(int)
    >>> good, bad = ScoredRows.of(y, p), ScoredRows.of(y, rng.permutation(p))
    >>> found = compare(good, bad, Assumptions(benefit=10, contact_cost=3))
    >>> found.chance_a_better
    1.0
    """
    sure, draws, rng = level_of(level), whole("replicates", replicates), seed_of(seed)
    _require_same_rows(a, b)
    acts_a, acts_b = _acts(a, assumptions, choose_a), _acts(b, assumptions, choose_b)
    units = _Units.of(a, assumptions, acts_a, acts_b)
    fixed = assumptions.fixed_cost
    one, other = (fixed if acts.any() else 0.0 for acts in (acts_a, acts_b))
    drawn = units.drawn(draws, rng) - (one - other)
    profit_a, profit_b = units.money(acts_a) - one, units.money(acts_b) - other
    low, high = tails(drawn, sure)
    edges, chance = _histogram(drawn)
    return Comparison(
        profit_a=profit_a,
        profit_b=profit_b,
        fraction_a=units.share(acts_a),
        fraction_b=units.share(acts_b),
        difference=profit_a - profit_b,
        low=float(low),
        high=float(high),
        standard_error=float(drawn.std()),
        chance_a_better=float(np.mean(drawn > 0) + np.mean(drawn == 0) / 2),
        regret_a=float(np.maximum(-drawn, 0.0).mean()),
        regret_b=float(np.maximum(drawn, 0.0).mean()),
        disagree=units.share(acts_a != acts_b),
        level=sure,
        at=edges,
        chance=chance,
        method=f"paired bootstrap: {draws:,} times {units.what} drawn; cut-offs held fixed",
    )


@dataclass(frozen=True, slots=True)
class _Units:
    """What each row counts and gains, and the units the rows are drawn in.

    With a base rate taken for certain, positives and negatives are brought to their shares
    separately; otherwise all rows are of one class here.
    """

    weight: Floats
    gain: Floats
    apart: Floats  # of the gain: A acts (+1), B acts (-1), or both or none (0)
    second: npt.NDArray[np.bool_]
    group: npt.NDArray[Any] | None
    per_class: tuple[float, float]

    @classmethod
    def of(
        cls,
        rows: "ScoredRows",
        assumptions: Assumptions,
        acts_a: npt.NDArray[np.bool_],
        acts_b: npt.NDArray[np.bool_],
    ) -> "_Units":
        weight, gain = rows.weight, rows.gains(assumptions)[0]
        apart = acts_a.astype(np.float64) - acts_b
        month, rate = assumptions.decisions_per_month, assumptions.base_rate
        if rate is None:
            one = np.zeros(apart.size, dtype=np.bool_)
            return cls(weight, gain, apart, one, rows.group, (month, 0.0))
        classes = (month * (1 - rate), month * rate)
        return cls(weight, gain, apart, rows.y_true == 1, rows.group, classes)

    @property
    def what(self) -> str:
        return "rows" if self.group is None else "whole groups"

    def share(self, chosen: npt.NDArray[np.bool_]) -> float:
        """Share of the decisions in use that are among the chosen."""
        month = sum(self.per_class)
        return self._scaled(self.weight * chosen) / month

    def money(self, acts: npt.NDArray[np.bool_]) -> float:
        """What acting on these rows earns, fixed cost not taken off."""
        return self._scaled(self.weight * acts * self.gain)

    def drawn(self, draws: int, rng: np.random.Generator) -> Floats:
        """Difference of the two in each replicate."""
        table = self._table()
        money, size = table.sums(draws, rng)
        found = np.zeros(draws)
        for c, decisions in enumerate(self.per_class):
            held = np.where(size[c] > 0, size[c], np.inf)
            found += decisions * money[c] / held
        return found

    def _scaled(self, amounts: Floats) -> float:
        """Sums by class, brought to the decisions of a month."""
        found = 0.0
        for decisions, which in zip(self.per_class, (~self.second, self.second), strict=True):
            size = float(self.weight[which].sum())
            found += decisions * float(amounts[which].sum()) / size if size > 0 else 0.0
        return found

    def _table(self) -> "_Draw":
        money = self.weight * self.gain * self.apart
        if self.group is not None:
            unit = np.unique(self.group, return_inverse=True)[1]
            return _Draw.of_groups(unit, self.second, money, self.weight)
        return _Draw.of_rows(self.second, money, self.weight)


@dataclass(frozen=True, slots=True)
class _Draw:
    """Kinds of rows that are alike, with how many there are; or units drawn one by one."""

    cell: npt.NDArray[np.intp]
    unit: npt.NDArray[np.intp]
    amount: Floats
    times: Floats | None

    @classmethod
    def of_groups(
        cls,
        unit: npt.NDArray[np.intp],
        second: npt.NDArray[np.bool_],
        money: Floats,
        weight: Floats,
    ) -> "_Draw":
        """One unit per group: money in the first two cells, decisions in the others."""
        cell = np.concatenate((second.astype(np.intp), second + 2))
        amounts = np.concatenate((money, weight))
        return cls(cell, np.concatenate((unit, unit)), amounts, None)

    @classmethod
    def of_rows(cls, second: npt.NDArray[np.bool_], money: Floats, weight: Floats) -> "_Draw":
        """One unit per kind of row: with the same money for all there are only a few kinds."""
        order = np.lexsort((weight, money, second))
        second, money, weight = second[order], money[order], weight[order]
        new = np.ones(order.size, dtype=np.bool_)
        new[1:] = (np.diff(money) != 0) | (np.diff(weight) != 0) | (second[1:] != second[:-1])
        first = np.flatnonzero(new)
        times = np.diff(np.append(first, order.size)).astype(np.float64)
        rare = np.argsort(times, kind="stable")  # single rows are the quickest to draw, together
        first, times = first[rare], times[rare]
        kinds = np.arange(first.size)
        found = cls.of_groups(kinds, second[first], money[first], weight[first])
        return cls(found.cell, found.unit, found.amount, times)

    def sums(self, draws: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """Money and decisions of both classes in each replicate."""
        shape = (4, int(self.unit.max()) + 1)
        found = resampled(self.cell, self.unit, self.amount, shape, draws, rng, self.times)
        return found[:2], found[2:]


def _acts(
    rows: "ScoredRows", assumptions: Assumptions, choose: ScoreCounts | None
) -> npt.NDArray[np.bool_]:
    """Which rows the model acts on under the assumptions."""
    counts = rows.counts_for(assumptions)
    share = answer(counts, assumptions, choose=choose).chosen.fraction
    used = at_base_rate(counts, None if counts.spend is not None else assumptions.base_rate)
    threshold = counts.threshold[int(depth(used.n, share))]
    key = rows.expected(assumptions) if counts.ranked_by == "gain" else rows.y_score
    return np.asarray(key >= threshold)


def _require_same_rows(a: "ScoredRows", b: "ScoredRows") -> None:
    if a.y_true.size != b.y_true.size:
        got = f"{a.y_true.size:,} and {b.y_true.size:,} rows"
    elif not np.array_equal(a.y_true, b.y_true):
        got = "other outcomes"
    else:
        return
    then = "Score the same rows with both models, in the same order."
    raise InputError(must("b", "the same rows as a", got, then))


def _histogram(drawn: Floats) -> tuple[Floats, Floats]:
    """Bars over nearly all of the draws."""
    low, high = np.quantile(drawn, [0.001, 0.999])
    if low == high:
        low, high = low - 0.5, high + 0.5
    found, edges = np.histogram(np.clip(drawn, low, high), bins=BARS, range=(low, high))
    return sealed((edges[:-1] + edges[1:]) / 2), sealed(found / drawn.size)
