"""Two policies on the same rows: what sets them apart, ready to be drawn."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lepton.value.assumptions import Assumptions
from lepton.value.checks import Floats
from lepton.value.uncertainty.drawing import resampled

if TYPE_CHECKING:
    from lepton.value.scored import ScoredRows

__all__ = ["Kinds", "Pairs"]


@dataclass(frozen=True, slots=True)
class Pairs:
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
    ) -> "Pairs":
        """Take the weight and the gain of every row, and who acts on it."""
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
        """What is drawn, in words."""
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

    def _table(self) -> "Kinds":
        money = self.weight * self.gain * self.apart
        if self.group is not None:
            unit = np.unique(self.group, return_inverse=True)[1]
            return Kinds.of_groups(unit, self.second, money, self.weight)
        return Kinds.of_rows(self.second, money, self.weight)


@dataclass(frozen=True, slots=True)
class Kinds:
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
    ) -> "Kinds":
        """One unit per group: money in the first two cells, decisions in the others."""
        cell = np.concatenate((second.astype(np.intp), second + 2))
        amounts = np.concatenate((money, weight))
        return cls(cell, np.concatenate((unit, unit)), amounts, None)

    @classmethod
    def of_rows(cls, second: npt.NDArray[np.bool_], money: Floats, weight: Floats) -> "Kinds":
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
