"""Whom to act on where only so many, or only so much money, can be used."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.value.checks import Floats, amount, column
from lepton.value.limits.exact import settle
from lepton.value.limits.relaxed import Problem, relax
from lepton.value.result import Result

__all__ = ["Allocation", "allocate", "costs_of"]

SECONDS = 10.0


@dataclass(frozen=True, eq=False)
class Allocation(Result):
    """Whom to act on within the limits, and what the limits cost.

    Parameters
    ----------
    chosen
        Whether to act on each row, shape (n,).
    n
        How many are chosen.
    gain
        What acting on them is expected to earn, in the money of the gains.
    spent
        What acting on them costs.
    shadow_price_capacity
        What one more contact would earn; 0 where the capacity is not what limits.
    shadow_price_budget
        What one more unit of budget would earn, its own cost taken off; 0 where the budget is
        not what limits.
    bound
        What no choice whatever can exceed.
    exact
        Whether no other choice earns more; otherwise at most ``bound − gain`` is lost.
    unlimited_gain
        What could be earned without limits.
    limited_by
        "capacity", "budget", "both", or None where nothing is lost to the limits.
    """

    chosen: npt.NDArray[np.bool_]
    n: int
    gain: float
    spent: float
    shadow_price_capacity: float
    shadow_price_budget: float
    bound: float
    exact: bool
    unlimited_gain: float
    limited_by: str | None

    @property
    def lost_at_most(self) -> float:
        """How much more another choice could earn at most, within the same limits."""
        return max(0.0, self.bound - self.gain)


def allocate(
    gain: npt.ArrayLike,
    cost: npt.ArrayLike,
    *,
    capacity: float | None = None,
    budget: float | None = None,
    exact: bool = False,
    seconds: float = SECONDS,
) -> Allocation:
    """Choose whom to act on, at most so many and for at most so much money.

    Without a budget the largest gains come first, and with one the largest gains per cost
    (Dantzig 1957): that is the best if the last row could be chosen in part. Nobody is chosen
    whose gain is not above zero.

    Parameters
    ----------
    gain
        Expected gain of acting over not acting in each row, its cost taken off, shape (n,).
    cost
        What acting costs, zero or more: one per row, shape (n,), or one for all.
    capacity
        Act on at most this many; None or infinity for no limit. Parts of one are cut off.
    budget
        Spend at most this much; None or infinity for no limit.
    exact
        Look for the best choice of whole rows, by integer programming, and prove it.
    seconds
        How long to look for the proof at most.

    Raises
    ------
    InputError
        Arrays that are empty, of different lengths or not finite; a negative cost or limit.

    Examples
    --------
    >>> found = allocate([60, 100, 120], [10, 20, 30], budget=50, exact=True)
    >>> found.chosen.tolist(), found.gain, found.exact
    ([False, True, True], 220.0, True)
    >>> allocate([60, 100, 120], [10, 20, 30], budget=50).bound
    240.0
    """
    gains = column("gain", gain, np.size(gain))
    costs = costs_of(cost, gains.size)
    pays = np.flatnonzero(gains > 0)
    limits = _limit("capacity", capacity), _limit("budget", budget)
    problem = Problem(gains[pays], costs[pays], *limits)
    found = relax(problem)
    proven = found.money == 0.0  # the largest gains first: nothing beats them
    if exact and not proven:
        then = "Give a few seconds."
        found, proven = settle(problem, found, amount("seconds", seconds, least=0.0, then=then))
    chosen = np.zeros(gains.size, dtype=np.bool_)
    chosen[pays[found.chosen]] = True
    earned = float(gains[chosen].sum())
    return Allocation(
        chosen=chosen,
        n=int(chosen.sum()),
        gain=earned,
        spent=float(costs[chosen].sum()),
        shadow_price_capacity=found.place,
        shadow_price_budget=found.money,
        bound=max(found.bound, earned),
        exact=proven,
        unlimited_gain=float(problem.gain.sum()),
        limited_by=_limited_by(found.place, found.money),
    )


def costs_of(cost: npt.ArrayLike, rows: int) -> Floats:
    """Costs as one number per row.

    Raises
    ------
    InputError
        Another length, or a cost that is negative or not a number.
    """
    if np.ndim(cost) == 0:
        then = "Enter costs as positive amounts."
        return np.full(rows, amount("cost", cost, least=0.0, then=then))
    costs = column("cost", cost, np.size(cost))
    if costs.size != rows:
        rule = f"one number, or one per gain ({rows:,} rows)"
        then = "Take both from the same rows."
        raise InputError(must("cost", rule, f"{costs.size:,} values", then))
    if costs.min() < 0:
        then = "Enter costs as positive amounts."
        raise InputError(must("cost", "zero or more in every row", f"{costs.min():g}", then))
    return costs


def _limit(name: str, limit: float | None) -> float:
    if limit is None:
        return math.inf
    then = "Enter zero or more, or leave it out for no limit."
    most = amount(name, limit, least=0.0, most=math.inf, then=then)
    return most if name == "budget" or most == math.inf else float(math.floor(most))


def _limited_by(place: float, money: float) -> str | None:
    if place > 0 and money > 0:
        return "both"
    if place > 0:
        return "capacity"
    return "budget" if money > 0 else None
