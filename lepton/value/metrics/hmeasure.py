"""The H-measure: how well a ranking separates, over all prices of the two mistakes."""

import numpy as np
import numpy.typing as npt

from lepton.errors import NotApplicable, must
from lepton.value.counts import ScoreCounts
from lepton.value.metrics.maximum import exercised, groups
from lepton.value.metrics.uncertain import Beta, Uncertain

__all__ = ["h_measure_score"]


def h_measure_score(
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    *,
    alpha: float = 2.0,
    beta: float = 2.0,
    sample_weight: npt.ArrayLike | None = None,
) -> float:
    """Tell how much of the avoidable loss a ranking avoids, whatever the prices (H-measure).

    A missed positive costs c and a false alarm 1 − c, where c is Beta distributed.
    ``H = 1 − L / L_max``, where L is the expected smallest loss of the ranking and L_max that of
    the better of everybody and nobody (Hand 2009, Machine Learning 77; Beta(2, 2) is his
    choice). Unlike the area under the ROC curve it weighs the mistakes of every model alike.
    The integral is exact, along the ROC convex hull; as the best cut-off is taken for every c
    apart, it compares models and forecasts nothing.

    Parameters
    ----------
    y_true
        Outcomes, 0 or 1, of both kinds, shape (n,).
    y_score
        Any finite scores, higher meaning more likely, shape (n,).
    alpha, beta
        Shape of the distribution of c, each above zero; 2 and 2 favour c near one half.
    sample_weight
        How many decisions each row stands for, shape (n,).

    Returns
    -------
    A number without unit: 0 for a ranking that tells nothing, 1 for a perfect one.

    Raises
    ------
    InputError
        The arrays cannot be used, or alpha or beta is not above zero.
    NotApplicable
        All outcomes are the same.

    Examples
    --------
    >>> h_measure_score([0, 1, 0, 1], [0.1, 0.4, 0.35, 0.8])
    1.0
    >>> h_measure_score([0, 1, 0, 1], [0.1, 0.4, 0.5, 0.8])
    0.5000000
    """
    severity = Beta(alpha, beta)
    counts = ScoreCounts.from_scores(y_true, y_score, sample_weight=sample_weight)
    if counts.positives in {0.0, counts.total}:
        then = "Take rows in which the outcome happens and rows in which it does not."
        got = "all 1" if counts.positives else "all 0"
        raise NotApplicable(must("y_true", "of both kinds", got, then))
    hits, misses = groups(counts)
    ends = np.array([counts.positives]), np.array([counts.total - counts.positives])
    trivial = _avoided(*ends, severity)
    missed = severity.mean * counts.positives
    return (_avoided(hits, misses, severity) - trivial) / (missed - trivial)


def _avoided(
    hits: npt.NDArray[np.float64], misses: npt.NDArray[np.float64], severity: Uncertain
) -> float:
    """Loss avoided against missing every positive: ``c · hits − (1 − c) · misses`` a group."""
    size = hits + misses
    return exercised(size, misses, size, severity)[0]
