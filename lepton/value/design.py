"""How much more sums of rows vary that come in groups, such as the visits of one customer.

With G the sum of a quantity over one group, W its weight and m the mean per unit of weight, a
sum over groups drawn anew has the variance ``Σ (G − m·W)²``; unrelated rows have the same with
each row as its own group. The design effect is their ratio (Kish 1965, "Survey Sampling").
"""

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats

__all__ = ["design_effect"]


def design_effect(
    group: npt.ArrayLike,
    rank: npt.ArrayLike,
    positive: npt.ArrayLike,
    weight: Floats,
    gain: Floats | None = None,
) -> float:
    """Tell how many times larger the variance is than that of as many unrelated rows.

    It is told for one depth and used for all: where as many are acted on as there are positives;
    with a gain for each row, where acting is expected to gain anything. With one amount for all
    it is the larger of that of hits and that of misses, so that it holds for any money.

    Parameters
    ----------
    group
        Which group each row belongs to, shape (n,).
    rank
        Who is acted on first, the highest first, shape (n,).
    positive
        Whether the outcome happens, shape (n,).
    weight
        How many decisions each row stands for, shape (n,).
    gain
        What acting brings in each row, where that differs, shape (n,); ``rank`` is then expected
        gain.

    Returns
    -------
    A factor: 1 where every row is its own group, or where nothing varies.

    Examples
    --------
    >>> hits, one = np.array([True, True, False, False]), np.ones(4)
    >>> design_effect([1, 1, 2, 2], [4, 3, 2, 1], hits, one)
    2.0
    >>> design_effect([1, 2, 3, 4], [4, 3, 2, 1], hits, one)
    1.0
    """
    score, hit = np.asarray(rank, dtype=np.float64), np.asarray(positive, dtype=np.bool_)
    _, member = np.unique(np.asarray(group), return_inverse=True)
    if gain is not None:
        return _ratio(member, weight, np.where(score > 0, gain, 0.0))
    acted = _as_many_as(score, weight, float(weight[hit].sum()))
    return max(_ratio(member, weight, (acted & part).astype(float)) for part in (hit, ~hit))


def _as_many_as(score: Floats, weight: Floats, wanted: float) -> npt.NDArray[np.bool_]:
    order = np.argsort(-score, kind="stable")
    reached = np.searchsorted(np.cumsum(weight[order]), wanted)
    return np.asarray(score >= score[order[min(int(reached), score.size - 1)]])


def _ratio(member: npt.NDArray[np.intp], weight: Floats, each: Floats) -> float:
    """Variance of the sum with whole groups drawn, over that with rows drawn."""
    away = weight * (each - np.dot(weight, each) / weight.sum())
    alone = float(np.dot(away, away))
    together = np.bincount(member, weights=away)
    return float(np.dot(together, together)) / alone if alone > 0 else 1.0
