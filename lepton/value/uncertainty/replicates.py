"""The whole curve, drawn again and again from the same rows: once, for any money."""

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats
from lepton.value.counts import ScoreCounts
from lepton.value.curve import depth, sealed
from lepton.value.uncertainty.drawing import drawn_counts, drawn_sums, resampled
from lepton.value.uncertainty.money import Money, Terms, seed_of, squares_of, terms_for, whole

if TYPE_CHECKING:
    from lepton.value.assumptions import Assumptions
    from lepton.value.scored import ScoredRows

__all__ = ["Replicates", "estimated", "only"]

POINTS = 200
DRAWS = 1000
FEWEST_ROWS = 20


@dataclass(frozen=True, eq=False, repr=False)
class Replicates:
    """Hits and misses above fixed cut-offs in resampled tables of the same size.

    The rows come up a Poisson(1) number of times each; every replicate is then brought to the
    size of the table, which is the usual bootstrap with replacement but for terms of order
    1/n. It is drawn once, on (bin, class) counts, and priced for any money afterwards.

    Parameters
    ----------
    counts
        The cut-offs, from nobody (index 0) to everybody, with what was counted there.
    hits, misses
        Decisions above each cut-off where the outcome happens and where not, shape (m, draws).
    value
        Sum of the value column over the hits, shape (m, draws); None without one.
    method
        How it was drawn, in words.

    Examples
    --------
    >>> counts = ScoreCounts.from_scores([1, 0, 1, 0] * 50, np.arange(200) % 7)
    >>> drawn = Replicates.of(counts, replicates=500, seed=1)
    >>> drawn.hits.shape
    (8, 500)
    """

    counts: ScoreCounts
    hits: Floats
    misses: Floats
    value: Floats | None
    method: str

    @classmethod
    def of(
        cls,
        counts: ScoreCounts,
        *,
        replicates: int = DRAWS,
        points: int | None = POINTS,
        seed: int = 0,
    ) -> "Replicates":
        """Draw from counts; rows count as independent, and a weight as that many rows.

        With a value column, sums of the value are drawn from a Gamma with the right mean and
        variance in each bin (:func:`lepton.value.uncertainty.drawing.drawn_sums`);
        :meth:`of_rows` draws the rows themselves.

        Parameters
        ----------
        counts
            Scores of rows that the model was not fitted on.
        replicates
            How often to draw, 100 to 100,000.
        points
            Cut-offs kept at most, evenly by share; None for all of them.
        seed
            The same seed gives the same draws.

        Raises
        ------
        InputError
            Too few or too many replicates or points, or a value column without its squares.
        """
        draws, rng = whole("replicates", replicates), seed_of(seed)
        kept = counts if points is None else at_shares(counts, points)
        hits, misses, value = _drawn_bins(kept, draws, rng)
        return cls._of(kept, hits, misses, value, "rows drawn with replacement, in bins")

    @classmethod
    def of_rows(
        cls,
        rows: "ScoredRows",
        assumptions: "Assumptions",
        *,
        replicates: int = DRAWS,
        points: int = POINTS,
        seed: int = 0,
    ) -> "Replicates":
        """Draw the rows themselves; or, where the rows have groups, whole groups.

        Rows of one customer, machine or day tell less than as many strangers: drawing whole
        groups (the cluster bootstrap; Davison & Hinkley 1997, section 3.8) keeps them together.
        A weight says how much a drawn row counts.

        Parameters
        ----------
        rows
            Scored rows, with their groups.
        assumptions
            Settle in which order the rows are acted on, and whether a value is needed.

        Raises
        ------
        InputError
            Too few or too many replicates or points.
        """
        draws, rng = whole("replicates", replicates), seed_of(seed)
        kept = at_shares(rows.counts_for(assumptions), points)
        key = rows.y_score
        if kept.ranked_by == "gain":
            key = rows.expected(assumptions)
        table = _Table.of(rows, assumptions, kept, _bins(kept.threshold, key))
        drawn = table.drawn(draws, rng)
        how = "rows drawn with replacement" if rows.group is None else "whole groups drawn"
        return cls._of(kept, *drawn, how)

    @classmethod
    def _of(
        cls, counts: ScoreCounts, hits: Floats, misses: Floats, value: Floats | None, method: str
    ) -> "Replicates":
        drawn = hits.sum(axis=0) + misses.sum(axis=0)
        size = counts.total / np.where(drawn > 0, drawn, np.inf)
        worth = None if value is None else _summed_up(value, size)
        return cls(counts, _summed_up(hits, size), _summed_up(misses, size), worth, method)

    def __repr__(self) -> str:
        cuts, draws = self.hits.shape
        return f"Replicates({draws:,} draws at {cuts:,} cut-offs; {self.method})"

    def profit(self, money: Money) -> Floats:
        """Profit at every cut-off in every replicate, shape (m, draws).

        What nobody earns and the fixed cost are taken as certain, and so is a base rate.
        """
        return priced(terms_for(self.counts, money), self.hits, self.misses, self.value)

    def estimate(self, money: Money) -> Floats:
        """Profit at every cut-off in the rows as they are, shape (m,)."""
        return estimated(terms_for(self.counts, money))


def priced(terms: Terms, hits: Floats, misses: Floats, value: Floats | None) -> Floats:
    """Money at cut-offs (first axis) in replicates (second); index 0 is nobody."""
    p = terms.prices
    on, off = terms.factors(hits[-1], misses[-1])
    money: Floats = (p.scale * p.right * on) * hits
    money += (p.scale * p.wrong * off) * misses
    if p.value and value is not None:
        money += (p.scale * p.value * on) * value
    if p.nothing or p.fixed:
        money += p.nothing - p.fixed
    money[0] = p.nothing
    return money


def estimated(terms: Terms) -> Floats:
    """Money at the cut-offs in the rows as they are, shape (m,)."""
    counts = terms.counts
    tp, fp = counts.tp[:, np.newaxis], (counts.n - counts.tp)[:, np.newaxis]
    value = None if counts.value_tp is None else counts.value_tp[:, np.newaxis]
    money: Floats = priced(terms, tp, fp, value)[:, 0]
    return money


def at_shares(counts: ScoreCounts, points: int) -> ScoreCounts:
    """Keep the cut-offs nearest below evenly spread shares, nobody and everybody.

    Fewer are kept where there would be less than twenty rows between two: ranges for the whole
    curve hold less often than they say where so few rows decide.
    """
    most = max(1, int(counts.total) // FEWEST_ROWS)
    parts = min(whole("points", points, least=1, most=10_000), most)
    kept = depth(counts.n, np.arange(parts + 1) / parts)
    return only(counts, np.union1d(kept, [0, len(counts) - 1]))


def only(counts: ScoreCounts, kept: npt.NDArray[Any]) -> ScoreCounts:
    """The same counts at some of the cut-offs."""
    columns = {f.name: getattr(counts, f.name) for f in fields(counts)}
    size = len(counts)
    chosen: dict[str, Any] = {
        name: sealed(v[kept])
        for name, v in columns.items()
        if isinstance(v, np.ndarray) and v.size == size
    }
    return replace(counts, **chosen)


def _bins(threshold: Floats, key: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
    """The first bin below nobody whose cut-off each row reaches, from 0."""
    rising = threshold[:0:-1]
    reached = np.searchsorted(rising, key, side="right")
    return np.maximum(rising.size - reached, 0)


def _drawn_bins(
    kept: ScoreCounts, draws: int, rng: np.random.Generator
) -> tuple[Floats, Floats, Floats | None]:
    """Hits, misses and value of every bin; a changed base rate weighs rows, it adds none."""
    on, off = kept.hit_weight, kept.other_weight
    tp = np.diff(kept.tp) / on
    fp = np.maximum(np.diff(kept.n - kept.tp), 0.0) / off
    hits, misses = drawn_counts(tp, draws, rng), drawn_counts(fp, draws, rng)
    if kept.value_tp is None:
        return on * hits, off * misses, None
    sums, squares = np.diff(kept.value_tp), np.diff(squares_of(kept))
    if kept.spend is not None:  # gains of all rows, in place of the value of the hits
        value = drawn_sums(hits + misses, tp + fp, sums, squares, rng)
        return on * hits, off * misses, value
    value = on * drawn_sums(hits, tp, sums / on, squares / on, rng)
    return on * hits, off * misses, value


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows by bin, and by the units they are drawn in: groups, or the rows themselves."""

    bin: npt.NDArray[np.intp]
    unit: npt.NDArray[np.intp]
    hit: npt.NDArray[np.bool_]
    weight: Floats
    worth: Floats | None
    bins: int

    @classmethod
    def of(
        cls,
        rows: "ScoredRows",
        assumptions: "Assumptions",
        kept: ScoreCounts,
        where: npt.NDArray[np.intp],
    ) -> "_Table":
        hit = rows.y_true.astype(bool)
        weight = np.where(hit, kept.hit_weight, kept.other_weight)
        if rows.sample_weight is not None:
            weight = weight * rows.sample_weight
        unit = np.arange(where.size)
        if rows.group is not None:
            unit = np.unique(rows.group, return_inverse=True)[1]
        worth = None
        if kept.spend is not None:
            worth = weight * rows.gains(assumptions)[0]
        elif kept.value_tp is not None and rows.value is not None:
            worth = weight * hit * rows.value
        return cls(where, unit, hit, weight, worth, len(kept) - 1)

    def drawn(self, draws: int, rng: np.random.Generator) -> tuple[Floats, Floats, Floats | None]:
        """Hits, misses and value of every bin in each draw."""
        bins = self.bins
        cell, amount, unit = self.bin + np.where(self.hit, 0, bins), self.weight, self.unit
        cells = 2 * bins
        if self.worth is not None:
            cell = np.concatenate((cell, self.bin + cells))
            amount, unit = np.concatenate((amount, self.worth)), np.concatenate((unit, unit))
            cells += bins
        found = resampled(cell, unit, amount, (cells, int(unit.max()) + 1), draws, rng)
        return found[:bins], found[bins : 2 * bins], found[2 * bins :] if cells > 2 * bins else None


def _summed_up(drawn: Floats, size: Floats) -> Floats:
    whole_curve = np.zeros((drawn.shape[0] + 1, drawn.shape[1]))
    np.cumsum(drawn, axis=0, out=whole_curve[1:])
    whole_curve *= size
    return sealed(whole_curve)
