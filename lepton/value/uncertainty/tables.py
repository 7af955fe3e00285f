"""What is drawn from: counts by bin, or rows by bin and unit."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats
from lepton.value.counts import ScoreCounts
from lepton.value.uncertainty.drawing import drawn_counts, drawn_sums, resampled, thinned_counts
from lepton.value.uncertainty.money import label_shift, squares_of

if TYPE_CHECKING:
    from lepton.value.assumptions import Assumptions
    from lepton.value.scored import ScoredRows

__all__ = ["Bins", "Drawn", "Units"]

# hits, misses and, with a value column, the sum of it; each of shape (bins, draws)
Drawn: TypeAlias = tuple[Floats, Floats, Floats | None]


@dataclass(frozen=True, slots=True, eq=False)
class Bins:
    """Rows between two neighbouring cut-offs, by class; arrays of shape (bins,).

    Parameters
    ----------
    hits, misses
        Rows as they were counted, before any change of the base rate.
    sums, squares
        Sum of the value and of its square; None without a value column.
    on, off
        What a change of the base rate multiplied each hit and each miss with.
    all_rows
        Whether the value is summed over all rows, and not over the hits.
    """

    hits: Floats
    misses: Floats
    sums: Floats | None
    squares: Floats | None
    on: float
    off: float
    all_rows: bool

    @classmethod
    def of(cls, counts: ScoreCounts) -> "Bins":
        """Take the difference of neighbouring cut-offs."""
        on, off = counts.hit_weight, counts.other_weight
        hits = np.diff(counts.tp) / on
        misses = np.maximum(np.diff(counts.n - counts.tp), 0.0) / off
        by_row = counts.spend is not None
        if counts.value_tp is None:
            return cls(hits, misses, None, None, on, off, by_row)
        sums, squares = np.diff(counts.value_tp) / on, np.diff(squares_of(counts)) / on
        return cls(hits, misses, sums, squares, on, off, by_row)

    def drawn(self, draws: int, rng: np.random.Generator) -> Drawn:
        """Every row comes up a Poisson(1) number of times."""
        hits, misses = (drawn_counts(v, draws, rng) for v in (self.hits, self.misses))
        value = None
        if self.sums is not None and self.squares is not None:
            base, drawn = self._valued(hits, misses)
            value = self.on * drawn_sums(drawn, base, self.sums, self.squares, rng)
        return self.on * hits, self.off * misses, value

    def left_out(self, part: float, draws: int, rng: np.random.Generator) -> tuple[Drawn, Drawn]:
        """Every row falls into the part left out by chance; that part, and the rest."""
        hits, misses = (thinned_counts(v, part, draws, rng) for v in (self.hits, self.misses))
        value = rest = None
        if self.sums is not None and self.squares is not None:
            base, drawn = self._valued(hits, misses)
            kept = base[:, np.newaxis] - drawn
            held = np.where(base > 0, base, 1.0)
            spread = np.maximum(self.squares / held - (self.sums / held) ** 2, 0.0)
            noise = np.sqrt(spread[:, np.newaxis] * drawn * kept / held[:, np.newaxis])
            mean = (self.sums / held)[:, np.newaxis]
            found = drawn * mean + noise * rng.standard_normal(drawn.shape)
            value, rest = self.on * found, self.on * (self.sums[:, np.newaxis] - found)
        others = self.hits[:, np.newaxis] - hits, self.misses[:, np.newaxis] - misses
        out = (self.on * hits, self.off * misses, value)
        return out, (self.on * others[0], self.off * others[1], rest)

    def _valued(self, hits: Floats, misses: Floats) -> tuple[Floats, Floats]:
        """Rows that have a value, and how many of them were drawn."""
        if self.all_rows:
            return self.hits + self.misses, hits + misses
        return self.hits, hits


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Rows by bin, and by the units they are drawn in: groups, or the rows themselves."""

    bin: npt.NDArray[np.intp]
    unit: npt.NDArray[np.intp]
    hit: npt.NDArray[np.bool_]
    weight: Floats
    worth: Floats | None
    bins: int

    @classmethod
    def of(cls, rows: "ScoredRows", assumptions: "Assumptions", kept: ScoreCounts) -> "Units":
        """Find the bin of every row, by score or by expected gain, as the counts are ranked."""
        key = rows.expected(assumptions) if kept.ranked_by == "gain" else rows.y_score
        hit, weight = rows.y_true == 1, rows.weight
        if kept.spend is not None:  # elsewhere a base rate is set when the counts are priced
            weight = label_shift(hit, weight, assumptions.base_rate)
        unit = np.arange(len(rows))
        if rows.group is not None:
            unit = np.unique(rows.group, return_inverse=True)[1]
        worth = None
        if kept.spend is not None:
            worth = weight * rows.gains(assumptions)[0]
        elif kept.value_tp is not None and rows.value is not None:
            worth = weight * hit * rows.value
        return cls(_bin_of(kept.threshold, key), unit, hit, weight, worth, len(kept) - 1)

    def drawn(self, draws: int, rng: np.random.Generator) -> Drawn:
        """Every unit comes up a Poisson(1) number of times."""
        bins = self.bins
        cell, amount, unit = self.bin + np.where(self.hit, 0, bins), self.weight, self.unit
        cells = 2 * bins
        if self.worth is not None:
            cell = np.concatenate((cell, self.bin + cells))
            amount, unit = np.concatenate((amount, self.worth)), np.concatenate((unit, unit))
            cells += bins
        found = resampled(cell, unit, amount, (cells, int(unit.max()) + 1), draws, rng)
        value = found[2 * bins :] if self.worth is not None else None
        return found[:bins], found[bins : 2 * bins], value


def _bin_of(threshold: Floats, key: npt.NDArray[np.floating]) -> npt.NDArray[np.intp]:
    """The first bin below nobody whose cut-off each row reaches, from 0."""
    rising = threshold[:0:-1]
    reached = np.searchsorted(rising, key, side="right")
    # rows that count nothing may lie below the last cut-off
    return np.minimum(rising.size - reached, rising.size - 1)
