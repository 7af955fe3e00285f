"""Decision curves: what a model is worth in hits, at every price of a needless action."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, NotApplicable, must
from lepton.value.checks import Floats, column
from lepton.value.counts import ScoreCounts
from lepton.value.result import Result

__all__ = ["NetBenefit", "net_benefit"]

USUAL = np.arange(1, 100) / 100


@dataclass(frozen=True, eq=False)
class NetBenefit(Result):
    """Net benefit in hits per decision, each a curve of shape (k,).

    Parameters
    ----------
    probability
        From which probability on one acts: it says how many needless actions one hit is worth.
    model
        Acting where the model's probability is at least that.
    everybody, nobody
        Acting on all, and on none, which is always 0.
    random
        Acting on as many as the model does, at random.
    perfect
        Acting on the hits alone: the share of hits.
    best
        "model", "everybody" or "nobody", whichever is highest at each probability.
    """

    probability: Floats
    model: Floats
    everybody: Floats
    nobody: Floats
    random: Floats
    perfect: Floats
    best: npt.NDArray[np.object_]


def net_benefit(counts: ScoreCounts, probability: npt.ArrayLike | None = None) -> NetBenefit:
    """Tell what acting on a model's probabilities is worth in hits, without any money.

    ``TP/n − FP/n · p/(1 − p)``: whoever acts from a probability of p on finds one hit worth
    (1 − p)/p needless actions (Vickers & Elkin 2006).

    Parameters
    ----------
    counts
        Counts of calibrated probabilities.
    probability
        Where to tell it, from 0 up to but without 1; every per cent by default.

    Raises
    ------
    NotApplicable
        The scores counted are no probabilities.
    InputError
        A probability lies outside 0 to 1, or is 1.

    Examples
    --------
    >>> counts = ScoreCounts.from_scores([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.2])
    >>> net_benefit(counts, [0.5, 0.75]).model.tolist()
    [0.25, -0.5]
    """
    scores = counts.threshold[1:]
    if counts.ranked_by != "score" or scores[-1] < 0 or scores[0] > 1:
        got = f"scores from {scores[-1]:g} to {scores[0]:g}"
        then = "Count calibrated probabilities for it."
        raise NotApplicable(must("y_score", "probabilities between 0 and 1", got, then))
    p = _asked(probability)
    odds, share = p / (1 - p), counts.positives / counts.total
    index = np.searchsorted(-counts.threshold, -p, side="right") - 1
    n, tp = counts.n[index] / counts.total, counts.tp[index] / counts.total
    model, everybody = tp - (n - tp) * odds, share - (1 - share) * odds
    nobody = np.zeros(p.size)
    names = np.array(["nobody", "model", "everybody"], dtype=object)
    return NetBenefit(
        probability=p,
        model=model,
        everybody=everybody,
        nobody=nobody,
        random=n * everybody,
        perfect=np.full(p.size, share),
        best=names[np.argmax([nobody, model, everybody], axis=0)],
    )


def _asked(probability: npt.ArrayLike | None) -> Floats:
    if probability is None:
        return USUAL.copy()
    p = column("probability", probability, np.size(probability))
    if p.min() < 0 or p.max() >= 1:
        got = f"{p.min():g} to {p.max():g}"
        raise InputError(must("probability", "from 0 up to below 1", got, "Leave 1 out."))
    return p
