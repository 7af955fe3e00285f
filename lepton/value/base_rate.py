"""The same scores where the outcome is more or less common than in the data.

Assumed is label shift: among hits, and among the others, scores are spread as before, and only
the mix of the two changes (Elkan 2001, theorem 2).
"""

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import NotApplicable, must
from lepton.value.checks import Floats
from lepton.value.counts import ScoreCounts
from lepton.value.curve import sealed

__all__ = ["at_base_rate", "label_weights", "shifted_probability"]

SAME_RATE = 1e-9
LAST = "_at_base_rate"


def shifted_probability(probability: npt.ArrayLike, *, trained: float, used: float) -> Any:
    """Correct calibrated probabilities for another base rate.

    ``p' = b'·(p − p·b) / (b − p·b + b'·p − b·b')`` (Elkan 2001, theorem 2), in a form that keeps
    0 and 1 to the last digit.

    Parameters
    ----------
    probability
        Between 0 and 1: a number or an array.
    trained, used
        Share of positives behind the probabilities (b) and where they are used (b').

    Examples
    --------
    >>> shifted_probability(0.8, trained=0.5, used=0.1)
    0.3076923
    """
    p = np.asarray(probability, dtype=np.float64)
    hits, others = used * (1 - trained) * p, trained * (1 - used) * (1 - p)
    found = hits / (hits + others)
    return float(found) if found.ndim == 0 else found


def label_weights(counts: ScoreCounts, base_rate: float | None) -> tuple[float, float]:
    """What each hit and each other decision counts once the base rate is another.

    Raises
    ------
    NotApplicable
        The counts hold only hits or none, or money that differs from row to row.
    """
    known = counts.positives / counts.total
    if base_rate is None or abs(base_rate - known) <= SAME_RATE:
        return 1.0, 1.0
    if not 0 < known < 1:
        then = "Leave the base rate empty, or bring rows of both kinds."
        got = f"{counts.positives:,.10g} of {counts.total:,.10g}"
        raise NotApplicable(must("positives", "some and not all where it shifts", got, then))
    if counts.spend is not None:
        then = "Count the rows again with ScoredRows.counts_for(assumptions)."
        raise NotApplicable(must("base_rate", f"{known:g}, as counted", base_rate, then))
    return base_rate / known, (1 - base_rate) / (1 - known)


def at_base_rate(counts: ScoreCounts, base_rate: float | None) -> ScoreCounts:
    """Re-weight counts as if the share of positives were another.

    Positives count b'/b times and the others (1 − b')/(1 − b) times; thresholds that are
    probabilities are corrected in the same way. Counts of that share already stay as they are.

    Parameters
    ----------
    counts
        Counts of rows that were not re-weighted.
    base_rate
        Share of positives in use, above 0 and below 1; None for that of the data.

    Raises
    ------
    NotApplicable
        As for :func:`label_weights`.

    Examples
    --------
    >>> counts = ScoreCounts.from_scores([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.2])
    >>> rarer = at_base_rate(counts, 0.1)
    >>> rarer.tp.tolist(), rarer.total
    ([0.0, 0.2, 0.2, 0.4, 0.4], 4.0)
    """
    hit, other = label_weights(counts, base_rate)
    if base_rate is None or (hit, other) == (1.0, 1.0):
        return counts
    kept = vars(counts).get(LAST)  # while another slider moves, the base rate stays
    if kept is None or kept[0] != base_rate:
        kept = vars(counts)[LAST] = base_rate, _reweighted(counts, base_rate, hit, other)
    found: ScoreCounts = kept[1]
    return found


def _reweighted(counts: ScoreCounts, base_rate: float, hit: float, other: float) -> ScoreCounts:
    n = hit * counts.tp + other * (counts.n - counts.tp)
    tp = hit * counts.tp
    found = replace(
        counts,
        threshold=_thresholds(counts, base_rate),
        n=sealed(n),
        tp=sealed(tp),
        total=float(n[-1]),
        positives=float(tp[-1]),
        hit_weight=hit * counts.hit_weight,
        other_weight=other * counts.other_weight,
        **_values(counts, hit, n),
    )
    # both axes are stretched and sheared, never turned over: the hull keeps its corners
    vars(found)["hull"] = counts.hull
    return found


def _thresholds(counts: ScoreCounts, base_rate: float) -> Floats:
    """Correct scores that are probabilities; other scores and expected gains stay."""
    known, scores = counts.positives / counts.total, counts.threshold[1:]
    if counts.ranked_by != "score" or scores[-1] < 0 or scores[0] > 1:
        return counts.threshold
    corrected = shifted_probability(scores, trained=known, used=base_rate)
    return sealed(np.concatenate((counts.threshold[:1], corrected)))


def _values(counts: ScoreCounts, hit: float, n: Floats) -> dict[str, Any]:
    found = {}
    for name in ("value_tp", "value2_tp"):
        values = getattr(counts, name)
        found[name] = None if values is None else sealed(hit * values)
    if counts.value_perfect is not None:
        best = np.interp(n / hit, counts.n, counts.value_perfect)
        found["value_perfect"] = sealed(hit * best)
    return found
