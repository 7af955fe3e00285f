"""Hits, misses and value above any share of the decisions, also in every bootstrap draw."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats
from lepton.value.counts import ScoreCounts
from lepton.value.curve import depth, sealed
from lepton.value.result import Result
from lepton.value.uncertainty.money import Terms
from lepton.value.uncertainty.replicates import Replicates, only

__all__ = ["Cells", "CurveBins", "Held", "curve_bins", "kept_at"]

STEPS = 100
Index = npt.NDArray[np.intp]


class Held(NamedTuple):
    """What is acted on, per decision: numbers, or arrays of shape (d,).

    Parameters
    ----------
    hits, misses
        Share of all decisions acted on rightly, and needlessly.
    value
        Value column of the hits, or the gain of each row under formulas, per decision.
    spend
        What acting costs per decision, where it differs from row to row; else 0.
    """

    hits: Any
    misses: Any
    value: Any
    spend: Any


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The curve, per decision, from nobody to everybody; arrays of shape (m,) or (m, draws).

    Parameters
    ----------
    share
        Share of all decisions above each cut-off, rising.
    estimate
        In the rows as they are, each of shape (m,).
    drawn
        In bootstrap draws, each of shape (m, draws); None where none are known. What acting
        costs is not drawn.
    at
        Index of the share that was chosen.
    """

    share: Floats
    estimate: Held
    drawn: Held | None
    at: int

    @classmethod
    def of(cls, terms: Terms, at: int, drawn: Replicates | None) -> "Cells":
        """Take counts in use, and draws at the same cut-offs."""
        c = terms.counts
        zeros = np.zeros(len(c))
        value = zeros if c.value_tp is None else c.value_tp / c.total
        spend = zeros if c.spend is None else c.spend / c.total
        estimate = Held(c.tp / c.total, (c.n - c.tp) / c.total, value, spend)
        return cls(sealed(c.n / c.total), estimate, _drawn(terms, drawn), at)

    @property
    def draws(self) -> int:
        """How many bootstrap draws there are."""
        return 0 if self.drawn is None else int(self.drawn.hits.shape[1])

    def held(self, share: Any = None, draw: Index | None = None) -> Held:
        """What lies above a share, on straight lines between cut-offs.

        Parameters
        ----------
        share
            A number or an array of shape (d,), 0 to 1; None for the one that was chosen.
        draw
            Which draw, shape (d,); None for the estimate.
        """
        if share is None or (np.ndim(share) == 0 and float(share) == self.share[self.at]):
            held = self._taken(self.at, draw)
            return Held(*map(float, held)) if draw is None else held
        low, part = self._place(np.clip(np.asarray(share, dtype=np.float64), 0.0, 1.0))
        below, above = self._taken(low, draw), self._taken(low + 1, draw)
        return Held(*((1 - part) * b + part * a for b, a in zip(below, above, strict=True)))

    def _place(self, share: Floats) -> tuple[Any, Any]:
        """Index of the cut-off below, and how far it is to the next, 0 to 1."""
        below: Any = np.searchsorted(self.share, share, side="right") - 1
        below = np.clip(below, 0, self.share.size - 2)
        width = self.share[below + 1] - self.share[below]
        part = np.where(width > 0, (share - self.share[below]) / np.where(width > 0, width, 1), 0)
        return below, part

    def _taken(self, index: Any, draw: Index | None) -> Held:
        if draw is None or self.drawn is None:
            return Held(*(v[index] for v in self.estimate))
        hits, misses, value, _ = (v if v is None else v[index, draw] for v in self.drawn)
        return Held(hits, misses, value, self.estimate.spend[index])


@dataclass(frozen=True, slots=True, eq=False)
class CurveBins(Result):
    """Cumulative counts at every hundredth of the decisions and at the chosen share.

    They are free of money, so that a sheet can price them anew. Arrays have shape (102,),
    or more where further shares are asked for.

    Parameters
    ----------
    fraction
        Share of decisions, rising; 0, 0.01, … 1 with the chosen share among them.
    n, tp
        Decisions acted on, and hits among them, on straight lines between cut-offs.
    value_tp
        Value column of those hits, or under formulas the gain of acting; None without either.
    spend
        What acting on them costs where that differs from row to row; else None.
    total, positives
        All decisions counted, and all hits.
    chosen
        Index of the chosen share.
    today_n, today_tp, today_value, today_spend
        The same for what is done today, at its one depth; zeros where nothing is known of it.
    """

    fraction: Floats
    n: Floats
    tp: Floats
    value_tp: Floats | None
    spend: Floats | None
    total: float
    positives: float
    chosen: int
    today_n: float
    today_tp: float
    today_value: float
    today_spend: float


def kept_at(counts: ScoreCounts, used: ScoreCounts, chosen: int) -> tuple[ScoreCounts, int]:
    """Keep the cut-offs at every hundredth and the chosen one.

    Parameters
    ----------
    counts
        As counted.
    used
        The same, at the base rate in use.
    chosen
        Index of the chosen cut-off.

    Returns
    -------
    Fewer counts, and where the chosen one is among them.
    """
    grid = depth(used.n, np.arange(STEPS + 1) / STEPS)
    kept = np.unique(np.concatenate((grid, [0, chosen, len(counts) - 1])))
    return only(counts, kept), int(np.searchsorted(kept, chosen))


def curve_bins(
    cells: Cells, used: ScoreCounts, today: Held | None, shares: Iterable[float] = ()
) -> CurveBins:
    """Tell the counts at every hundredth, at the chosen share and at further ones.

    Parameters
    ----------
    cells
        The curve per decision.
    used
        The counts it was made from, at the base rate in use.
    today
        Per decision; None where nothing is known of it.
    shares
        Further shares that are wanted, 0 to 1.
    """
    own = float(cells.share[cells.at])
    grid = np.sort(np.concatenate((np.arange(STEPS + 1) / STEPS, [own], _new(shares, own))))
    held, size = cells.held(grid), used.total
    now = today or Held(0.0, 0.0, 0.0, 0.0)
    return CurveBins(
        fraction=sealed(grid),
        n=sealed(size * (held.hits + held.misses)),
        tp=sealed(size * held.hits),
        value_tp=None if used.value_tp is None else sealed(size * held.value),
        spend=None if used.spend is None else sealed(size * held.spend),
        total=size,
        positives=used.positives,
        chosen=int(np.searchsorted(grid, own, side="right")) - 1,
        today_n=size * (now.hits + now.misses),
        today_tp=size * now.hits,
        today_value=size * now.value,
        today_spend=size * now.spend,
    )


def _new(shares: Iterable[float], own: float) -> list[float]:
    """Shares that are neither hundredths nor the chosen one."""
    wanted = {min(max(float(share), 0.0), 1.0) for share in shares} - {own}
    return sorted(wanted - set((np.arange(STEPS + 1) / STEPS).tolist()))


def _drawn(terms: Terms, drawn: Replicates | None) -> Held | None:
    """Draws per decision; where a base rate is assumed, each is brought to it."""
    if drawn is None:
        return None
    on, off = terms.factors(drawn.hits[-1], drawn.misses[-1])
    size = drawn.counts.total
    value = np.zeros_like(drawn.hits) if drawn.value is None else on * drawn.value / size
    return Held(on * drawn.hits / size, off * drawn.misses / size, value, None)
