"""The whole curve, drawn again and again from the same rows: once, for any money."""

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats, share
from lepton.value.counts import ScoreCounts
from lepton.value.curve import depth, sealed
from lepton.value.uncertainty.money import Money, Terms, seed_of, terms_for, whole
from lepton.value.uncertainty.tables import Bins, Drawn, Units

if TYPE_CHECKING:
    from lepton.value.assumptions import Assumptions
    from lepton.value.scored import ScoredRows

__all__ = ["Replicates", "estimated", "evenly", "only"]

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
        return cls.from_bins(kept, Bins.of(kept).drawn(draws, rng), "rows drawn, in bins")

    @classmethod
    def of_rows(
        cls,
        rows: "ScoredRows",
        assumptions: "Assumptions",
        *,
        replicates: int = DRAWS,
        points: int = POINTS,
        fraction: float | None = None,
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
        replicates, points, seed
            As for :meth:`of`.
        fraction
            Keep the cut-off of this share too, so that its range can be told exactly.

        Raises
        ------
        InputError
            Too few or too many replicates or points.
        """
        draws, rng = whole("replicates", replicates), seed_of(seed)
        counts = rows.counts_for(assumptions)
        kept = at_shares(counts, points, _places(counts, assumptions, fraction))
        drawn = Units.of(rows, assumptions, kept).drawn(draws, rng)
        how = "rows drawn" if rows.group is None else "whole groups drawn"
        return cls.from_bins(kept, drawn, how)

    @classmethod
    def from_bins(cls, counts: ScoreCounts, drawn: Drawn, method: str) -> "Replicates":
        """Add up bins from the highest scores down, and bring every draw to the same size."""
        hits, misses, value = drawn
        rows = hits.sum(axis=0) + misses.sum(axis=0)
        size = counts.total / np.where(rows > 0, rows, np.inf)
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


def _places(
    counts: ScoreCounts, assumptions: "Assumptions", fraction: float | None
) -> npt.NDArray[np.intp]:
    """Where the cut-off of a share in use stands; empty without one."""
    if fraction is None:
        return np.empty(0, dtype=np.intp)
    used = terms_for(counts, assumptions).counts
    return np.atleast_1d(depth(used.n, share("fraction", fraction)))


def at_shares(
    counts: ScoreCounts, points: int, also: npt.NDArray[np.intp] | None = None
) -> ScoreCounts:
    """Keep the cut-offs nearest below evenly spread shares, nobody and everybody.

    Fewer are kept where there would be less than twenty rows between two: ranges for the whole
    curve hold less often than they say where so few rows decide. Further cut-offs are kept by
    their index.
    """
    most = max(1, int(counts.total) // FEWEST_ROWS)
    parts = min(whole("points", points, least=1, most=10_000), most)
    kept = np.unique(depth(counts.n, np.arange(parts + 1) / parts))
    return only(counts, kept if also is None else np.union1d(kept, also))


def evenly(counts: ScoreCounts, parts: int) -> ScoreCounts:
    """Keep the cut-offs nearest below so many equal steps in share."""
    return only(counts, np.unique(depth(counts.n, np.arange(parts + 1) / parts)))


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


def _summed_up(drawn: Floats, size: Floats) -> Floats:
    whole_curve = np.zeros((drawn.shape[0] + 1, drawn.shape[1]))
    np.cumsum(drawn, axis=0, out=whole_curve[1:])
    whole_curve *= size
    return sealed(whole_curve)
