"""The model's policy and today's rule, drawn together from the same rows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats
from lepton.value.counts import ScoreCounts
from lepton.value.uncertainty.drawing import drawn_counts, drawn_sums, resampled
from lepton.value.uncertainty.replicates import Replicates
from lepton.value.uncertainty.tables import Units

if TYPE_CHECKING:
    from lepton.value.assumptions import Assumptions
    from lepton.value.scored import ScoredRows

__all__ = ["Joint", "Pair"]

LAYERS = 2  # today's rule acts on the row, or not


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Draws of the curve, and of today's rule in the same rows.

    Parameters
    ----------
    model
        Replicates of the curve.
    hits, misses, value
        Sums over the rows that today's rule acts on, shape (draws,), brought to the same size.
    """

    model: Replicates
    hits: Floats
    misses: Floats
    value: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Joint:
    """Rows by bin of the curve, outcome and today's rule, ready to be drawn.

    A row that both policies act on moves both, so luck that they share cancels (paired
    bootstrap). Without groups whole cells are drawn at once; with groups, groups are.
    """

    units: Units
    acts: npt.NDArray[np.bool_]
    square: Floats | None
    grouped: bool
    by_row: bool

    @classmethod
    def of(
        cls,
        rows: "ScoredRows",
        assumptions: "Assumptions",
        kept: ScoreCounts,
        acts: npt.NDArray[np.bool_],
    ) -> "Joint":
        """Find the cell of every row.

        Parameters
        ----------
        kept
            Counts of these rows at the cut-offs that are wanted.
        acts
            Whether today's rule acts on each row.
        """
        units = Units.of(rows, assumptions, kept)
        square = None
        if units.worth is not None:
            each = np.divide(
                units.worth, rows.weight, out=np.zeros(len(rows)), where=rows.weight > 0
            )
            square = units.worth * each
        return cls(units, acts, square, rows.group is not None, kept.spend is not None)

    def drawn(self, kept: ScoreCounts, draws: int, rng: np.random.Generator) -> Pair:
        """Draw every row, or every group, a Poisson(1) number of times."""
        hits, misses, value = self._groups(draws, rng) if self.grouped else self._cells(draws, rng)
        both = (hits.sum(axis=1), misses.sum(axis=1), None if value is None else value.sum(axis=1))
        how = "whole groups drawn" if self.grouped else "rows drawn, in bins"
        model = Replicates.from_bins(kept, both, how)
        rows = both[0].sum(axis=0) + both[1].sum(axis=0)
        size = kept.total / np.where(rows > 0, rows, np.inf)
        now = [size * part[:, 1].sum(axis=0) for part in (hits, misses)]
        worth = np.zeros(draws) if value is None else size * value[:, 1].sum(axis=0)
        return Pair(model, now[0], now[1], worth)

    def _place(self) -> npt.NDArray[np.intp]:
        """Cell of each row: bin by bin, today's rule in the last place."""
        return np.asarray(LAYERS * self.units.bin + self.acts, dtype=np.intp)

    def _cells(self, draws: int, rng: np.random.Generator) -> tuple[Floats, Floats, Floats | None]:
        place, hit, weight = self._place(), self.units.hit, self.units.weight
        on, off = self._sums(place[hit], weight[hit]), self._sums(place[~hit], weight[~hit])
        hits, misses = drawn_counts(on, draws, rng), drawn_counts(off, draws, rng)
        value = None
        if self.units.worth is not None and self.square is not None:
            base, drawn = (on + off, hits + misses) if self.by_row else (on, hits)
            sums, squares = self._sums(place, self.units.worth), self._sums(place, self.square)
            value = self._layered(drawn_sums(drawn, base, sums, squares, rng))
        return self._layered(hits), self._layered(misses), value

    def _groups(self, draws: int, rng: np.random.Generator) -> tuple[Floats, Floats, Floats | None]:
        units, many = self.units, LAYERS * self.units.bins
        place = self._place()
        cell, amount, unit = place + np.where(units.hit, 0, many), units.weight, units.unit
        if units.worth is not None:
            cell = np.concatenate((cell, place + 2 * many))
            amount = np.concatenate((amount, units.worth))
            unit = np.concatenate((unit, unit))
        found = resampled(cell, unit, amount, (3 * many, int(unit.max()) + 1), draws, rng)
        hits, misses, value = (self._layered(part) for part in np.split(found, 3))
        return hits, misses, None if units.worth is None else value

    def _sums(self, place: npt.NDArray[np.intp], amount: Floats) -> Floats:
        sums = np.bincount(place, weights=amount, minlength=LAYERS * self.units.bins)
        return np.asarray(sums, dtype=np.float64)

    def _layered(self, flat: Floats) -> Floats:
        """Shape (bins, 2, draws)."""
        return flat.reshape(self.units.bins, LAYERS, -1)
