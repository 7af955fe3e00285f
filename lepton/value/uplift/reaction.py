"""How groups of people react: tenths by score, and those better left alone."""

from dataclasses import dataclass

import numpy as np

from lepton.value.checks import Floats
from lepton.value.result import Result
from lepton.value.uplift.experiment import FEWEST, LEVEL, Experiment, effect_of
from lepton.value.uplift.sums import CONTROL, TREATED, Cuts

__all__ = ["Sleeping", "Tenths", "sleeping_of", "tenths_of"]

TENTHS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Tenths(Result):
    """Uplift in each tenth of people by score, best first; fewer groups where scores are tied.

    Parameters
    ----------
    from_fraction, to_fraction
        Which share of all people the group spans, shape (m,) as all arrays here.
    treated_rate, control_rate
        Mean outcome of each arm in the group.
    uplift, low, high
        Their difference, and its range at 90 %; nan where an arm has fewer than ten rows.
    """

    from_fraction: Floats
    to_fraction: Floats
    treated_rate: Floats
    control_rate: Floats
    uplift: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Sleeping(Result):
    """People who are better left alone: below this depth the treatment takes outcomes away.

    Parameters
    ----------
    from_fraction
        Share of people after which the outcomes gained fall.
    uplift
        What the treatment changes per person below that depth; negative.
    low, high
        Its range at 90 %. The depth was chosen as the worst, so the truth is likely milder.
    sure
        Whether the whole range lies below zero.
    """

    from_fraction: float
    uplift: float
    low: float
    high: float
    sure: bool


def tenths_of(experiment: Experiment) -> Tenths:
    """Compare the arms within each tenth of people by score; equal scores stay together."""
    _, place = np.unique(-experiment.y_score, return_inverse=True)
    people = np.cumsum(np.bincount(place, weights=experiment.sample_weight))
    share = people / people[-1]
    before = np.concatenate([[0.0], share[:-1]])
    group = np.minimum((before + share) / 2 * TENTHS, TENTHS - 1).astype(np.intp)
    rows = group[place]
    found = [_group(experiment, rows == g) for g in np.unique(group)]
    first = np.unique(group, return_index=True)[1]
    last = np.concatenate([first[1:] - 1, [group.size - 1]])
    columns = np.array(found, dtype=np.float64).T
    return Tenths(before[first], share[last], *columns)


def sleeping_of(experiment: Experiment, cuts: Cuts) -> Sleeping | None:
    """Find the depth where the outcomes gained are highest, and who lies below it."""
    gained = cuts.fraction * cuts.sums.uplift()
    below = cuts.sums.n[:, -1:] - cuts.sums.n
    room = cuts.safe & (below[[CONTROL, TREATED]].min(axis=0) > 0)
    room[-1] = True
    top = int(np.argmax(np.where(room, gained, -np.inf)))
    rows = experiment.y_score < cuts.threshold[top]
    counts = [int(np.count_nonzero(rows & (experiment.treated == arm))) for arm in (False, True)]
    if top == gained.size - 1 or min(counts) < FEWEST:
        return None
    effect = effect_of(experiment.only(rows), level=LEVEL)
    if effect.uplift >= 0:
        return None
    depth = float(cuts.fraction[top])
    return Sleeping(depth, effect.uplift, effect.low, effect.high, effect.high < 0)


def _group(experiment: Experiment, rows: np.ndarray) -> tuple[float, ...]:
    counts = [int(np.count_nonzero(rows & (experiment.treated == arm))) for arm in (False, True)]
    if min(counts) < FEWEST:
        return (np.nan,) * 5
    effect = effect_of(experiment.only(rows), level=LEVEL)
    return effect.treated_rate, effect.control_rate, effect.uplift, effect.low, effect.high
