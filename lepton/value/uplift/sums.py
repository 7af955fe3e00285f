"""Sums of both arms down to each cut-off, of the rows as they are and of rows drawn again."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats
from lepton.value.uplift.experiment import FEWEST, Experiment
from lepton.value.uplift.offer import Offer

__all__ = ["Cuts", "Sums", "cuts_of", "redrawn"]

MOST_CUTS = 1000
MOST_DRAWS = 2e8  # numbers drawn at most, so that many rows take seconds and not minutes
FEWEST_REPLICATES = 100
CONTROL, TREATED = 0, 1


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """People, outcomes and worth of the arms down to each cut-off, nobody first.

    Parameters
    ----------
    n, hits, worth
        Shape (…, 2, m): the arms, control first, and the cut-offs; leading axes are replicates.
    """

    n: Floats
    hits: Floats
    worth: Floats

    def rate(self, arm: int, of: str = "worth") -> Floats:
        """Mean of an arm down to each cut-off; 0 where it has nobody."""
        n, total = self.n[..., arm, :], getattr(self, of)[..., arm, :]
        return np.asarray(np.divide(total, n, out=np.zeros_like(n), where=n > 0))

    def uplift(self, of: str = "worth") -> Floats:
        """Mean of the treated less that of the others."""
        return self.rate(TREATED, of) - self.rate(CONTROL, of)

    def money(self, people: Floats, offer: Offer) -> tuple[Floats, Floats, Floats]:
        """Net profit, gross profit and cost of treating so many people from the top."""
        each = offer.contact_cost + offer.incentive_cost * self.rate(TREATED, "hits")
        cost = people * each + np.where(people > 0, offer.fixed_cost, 0.0)
        net = people * offer.benefit * self.uplift() - cost
        gross = people * offer.benefit * self.rate(TREATED) - cost
        return net, gross, cost


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """The cut-offs of an experiment, nobody first; arrays of shape (m,) but for the last.

    Parameters
    ----------
    threshold
        Lowest score treated, falling; infinity for nobody.
    fraction
        Share of all people at or above it.
    sums
        Sums of the arms there.
    safe
        Whether a depth may be chosen there: enough rows of each arm above it.
    cell
        The stretch between two cut-offs that each row lies in, from 0, shape (n,).
    """

    threshold: Floats
    fraction: Floats
    sums: Sums
    safe: npt.NDArray[np.bool_]
    cell: npt.NDArray[np.intp]


def cuts_of(experiment: Experiment, most: int = MOST_CUTS) -> Cuts:
    """Count both arms down to every distinct score, or to a thousand of them.

    Cut-offs above which one arm has nobody are left out: nothing can be compared there.
    """
    distinct, place = np.unique(-experiment.y_score, return_inverse=True)
    people = np.cumsum(np.bincount(place, weights=experiment.sample_weight))
    rows = np.cumsum(_by_arm(place, experiment.treated, None, distinct.size), axis=1)
    usable = np.flatnonzero(rows.min(axis=0) > 0)
    if usable.size > most:
        wanted = np.linspace(people[usable[0]], people[-1], most)
        usable = usable[np.unique(np.searchsorted(people[usable], wanted))]
    cell = np.searchsorted(usable, place)
    enough = rows[:, usable].min(axis=0) >= FEWEST
    return Cuts(
        threshold=np.concatenate([[np.inf], -distinct[usable]]),
        fraction=np.concatenate([[0.0], people[usable] / people[-1]]),
        sums=_sums(experiment, cell, usable.size),
        safe=np.concatenate([[True], enough]),
        cell=cell,
    )


def redrawn(experiment: Experiment, cuts: Cuts, *, replicates: int, seed: int) -> Sums:
    """Sums of the arms when every row is drawn anew, as often as a Poisson number says.

    Rows of one kind, alike in cut-off, arm, outcome, worth and weight, are drawn together: the
    sum of Poisson numbers is one again. So it costs the kinds of rows and not the rows.

    Returns
    -------
    Sums of shape (replicates, 2, m).
    """
    size = cuts.threshold.size - 1
    column, values, many = _kinds(experiment, cuts.cell, size)
    times = max(FEWEST_REPLICATES, int(min(replicates, MOST_DRAWS / many.size)))
    starts = np.flatnonzero(np.concatenate([[True], column[1:] != column[:-1]]))
    rng = np.random.default_rng(seed)
    drawn = np.zeros((times, 3, 2 * size))
    for i in range(times):
        drawn[i][:, column[starts]] = np.add.reduceat(values * rng.poisson(many), starts, axis=1)
    whole = _after_nobody(np.cumsum(drawn.reshape(times, 3, 2, size), axis=3))
    return Sums(whole[:, 0], whole[:, 1], whole[:, 2])


def _kinds(
    experiment: Experiment, cell: npt.NDArray[np.intp], size: int
) -> tuple[npt.NDArray[np.intp], Floats, npt.NDArray[np.intp]]:
    """Kinds of rows in order of their column: arm and stretch, what they add, how many.

    What a row adds to the sums is its weight, its outcome and its worth, shape (3, kinds).
    """
    column = experiment.treated * size + cell
    weight, worth = experiment.arm_weight, experiment.worth
    order = np.lexsort((worth, weight, experiment.y_true, column))
    keys = (column, experiment.y_true, weight, worth)
    new = np.any([k[order][1:] != k[order][:-1] for k in keys], axis=0)
    first = np.concatenate([[0], 1 + np.flatnonzero(new)])
    many = np.diff(np.concatenate([first, [order.size]]))
    kept = order[first]
    w = weight[kept]
    values = np.stack([w, w * experiment.y_true[kept], w * worth[kept]])
    return column[kept], values, many


def _sums(experiment: Experiment, cell: npt.NDArray[np.intp], size: int) -> Sums:
    w = experiment.arm_weight
    columns = (w, w * experiment.y_true, w * experiment.worth)
    each = np.stack([_by_arm(cell, experiment.treated, c, size) for c in columns])
    return Sums(*_after_nobody(np.cumsum(each, axis=2)))


def _after_nobody(sums: Floats) -> Floats:
    """Put nobody first: the last axis grows by one."""
    return np.concatenate([np.zeros((*sums.shape[:-1], 1)), sums], axis=-1)


def _by_arm(
    place: npt.NDArray[np.intp],
    treated: npt.NDArray[np.bool_],
    values: Floats | None,
    size: int,
) -> Floats:
    """Sums by place, control first; shape (2, size)."""
    found = [
        np.bincount(place[arm], weights=None if values is None else values[arm], minlength=size)
        for arm in (~treated, treated)
    ]
    return np.array(found, dtype=np.float64)
