"""Offers in ranked slots: what a better order of them is worth."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.value import checks
from lepton.value.checks import Floats, amount, share
from lepton.value.entries import cost
from lepton.value.intervals import Spread, spread_of
from lepton.value.result import Result

__all__ = ["SlotResult", "slot_value"]

SMALLEST = 1e-6
LEVEL = 0.9


@dataclass(frozen=True, eq=False)
class SlotResult(Result):
    """Money per visit, where a visit is one page with its slots.

    Parameters
    ----------
    slot
        Number of the slot, from 1.
    model, current
        Share of visits with a click in that slot, by the model's order and by today's.
    gain
        Extra money of that slot per visit: ``(model − current) · conversion · margin``.
    total, low, high
        Extra money of all slots per visit, and its range over visits.
    coverage
        Share of slots that there was an offer for.
    same
        Share of filled slots whose offer today's order would have shown somewhere too.
    visits
        Visits judged on.
    level
        Share of samples in which the range holds the truth.
    """

    slot: npt.NDArray[np.intp]
    model: Floats
    current: Floats
    gain: Floats
    total: float
    low: float
    high: float
    coverage: float
    same: float
    visits: int
    level: float


def slot_value(
    visit: npt.ArrayLike,
    score: npt.ArrayLike,
    clicked: npt.ArrayLike,
    *,
    slots: int,
    margin: float,
    conversion: float = 1.0,
    current_score: npt.ArrayLike | None = None,
    propensity: npt.ArrayLike | None = None,
) -> SlotResult:
    """Tell what showing the highest scores first is worth over today's order.

    ``sum over slots of (P(click | model) − P(click | today)) · conversion · margin``, per visit.
    Only offers whose outcome was logged can be judged, and a click depends on where an offer was
    shown: without ``propensity`` the result is right only if that place did not matter.

    Parameters
    ----------
    visit
        Which rows compete for the same slots, shape (n,): any labels.
    score
        Of the model, higher meaning shown first, shape (n,).
    clicked
        Whether the offer was clicked, 0 or 1, shape (n,).
    slots
        Offers shown per visit.
    margin
        Money per sale, zero or more.
    conversion
        Sales per click, 0 to 1.
    current_score
        What orders the offers today, higher meaning first, shape (n,); use minus the rank where
        ranks are known. Without it the model is compared with an order drawn at random.
    propensity
        Chance that the logged system showed the offer, above 0 and up to 1: clicks are then
        weighted by its inverse (Horvitz & Thompson 1952).

    Raises
    ------
    InputError
        Arrays that do not fit each other, or a number that cannot be used.

    Examples
    --------
    >>> found = slot_value([1, 1, 2, 2], [.9, .1, .2, .8], [1, 0, 0, 1], slots=1, margin=10)
    >>> found.model.tolist(), found.current.tolist(), found.total
    ([1.0], [0.5], 5.0)
    """
    hits = checks.labels(clicked).astype(np.float64)
    ours = checks.scores(score, hits.size)
    _, who = np.unique(_visits(visit, hits.size), return_inverse=True)
    most = int(amount("slots", slots, least=1, then="Enter how many offers are shown."))
    worth = share("conversion", conversion) * cost("margin", margin)
    weighted = hits if propensity is None else hits / _chance(propensity, hits.size)
    mine = _place(who, ours)
    if current_score is None:
        theirs, now = None, _at_random(who, weighted, most)
    else:
        theirs = _place(who, checks.scores(current_score, hits.size))
        now = _by_slot(who, theirs, weighted, most)
    return _result(who, mine, theirs, (_by_slot(who, mine, weighted, most), now), worth)


def _result(
    who: npt.NDArray[np.intp],
    mine: npt.NDArray[np.intp],
    theirs: npt.NDArray[np.intp] | None,
    clicks: tuple[Floats, Floats],
    worth: float,
) -> SlotResult:
    model, current = clicks
    visits, most = model.shape
    spread: Spread = spread_of(worth * (model - current).sum(axis=1))
    low, high = spread.at(LEVEL)
    shown = mine < most
    same = np.minimum(most / np.bincount(who), 1.0)[who] if theirs is None else theirs < most
    return SlotResult(
        slot=np.arange(1, most + 1),
        model=model.mean(axis=0),
        current=current.mean(axis=0),
        gain=worth * (model - current).mean(axis=0),
        total=spread.mean,
        low=low,
        high=high,
        coverage=float(shown.sum()) / (visits * most),
        same=float(same[shown].mean()),
        visits=visits,
        level=LEVEL,
    )


def _place(who: npt.NDArray[np.intp], score: npt.NDArray[np.floating]) -> npt.NDArray[np.intp]:
    """Place of each row within its visit, from 0; equal scores in the order of the rows."""
    order = np.lexsort((-score, who))
    starts = np.concatenate(([0], np.cumsum(np.bincount(who))[:-1]))
    place = np.empty(who.size, dtype=np.intp)
    place[order] = np.arange(who.size) - starts[who[order]]
    return place


def _by_slot(
    who: npt.NDArray[np.intp], place: npt.NDArray[np.intp], clicks: Floats, most: int
) -> Floats:
    table = np.zeros((int(who.max()) + 1, most))
    shown = place < most
    table[who[shown], place[shown]] = clicks[shown]
    return table


def _at_random(who: npt.NDArray[np.intp], clicks: Floats, most: int) -> Floats:
    """Each slot gets any offer of the visit with the same chance."""
    offers = np.bincount(who)
    mean = np.bincount(who, weights=clicks) / offers
    return np.asarray(np.where(np.arange(most)[None, :] < offers[:, None], mean[:, None], 0.0))


def _visits(visit: npt.ArrayLike, rows: int) -> npt.NDArray[np.generic]:
    given: npt.NDArray[np.generic] = np.asarray(visit)
    if given.shape != (rows,):
        then = "Pass one label per row."
        raise InputError(must("visit", f"of shape ({rows},)", f"shape {given.shape}", then))
    return given.astype(str) if given.dtype == object else given


def _chance(propensity: npt.ArrayLike, rows: int) -> Floats:
    given = checks.column("propensity", propensity, rows)
    if given.min() < SMALLEST or given.max() > 1:
        got = f"{given.min():g} to {given.max():g}"
        then = "Pass the logged chance of being shown, or leave it out."
        raise InputError(must("propensity", "above 0 and at most 1", got, then))
    return given
