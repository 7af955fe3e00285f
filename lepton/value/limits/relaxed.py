"""The best choice if a row could be chosen in part, the price of each limit, and a whole choice.

The relaxed problem is linear: choose shares x of the rows so that ``Σ gain·x`` is largest with
``Σ x ≤ capacity`` and ``Σ cost·x ≤ budget``. For any prices λ of money and μ of places, both
zero or more, nothing can earn more than::

    λ·budget + μ·capacity + Σ max(0, gain − λ·cost − μ)

and at the right prices that is exactly what the relaxed problem earns (linear programming
duality; with the budget alone it is the ranking by gain per cost of Dantzig 1957).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats

__all__ = ["Problem", "Relaxed", "relax"]

ROUNDING = 1e-12
HALVINGS = 100
CLOSE = 1e-15
FILLING_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """Rows worth acting on, and the limits; infinity where there is none."""

    gain: Floats
    cost: Floats
    capacity: float
    budget: float

    @property
    def most(self) -> float:
        """The budget, with room for the rounding of sums."""
        return self.budget * (1 + ROUNDING)

    def fits(self, chosen: npt.NDArray[np.bool_]) -> bool:
        """Whether a choice keeps to both limits."""
        spent = float(self.cost[chosen].sum())
        return int(chosen.sum()) <= self.capacity and spent <= self.most

    def bound(self, money: float, place: float) -> float:
        """What nothing can exceed, by the prices of the two limits."""
        kept = np.maximum(self.gain - money * self.cost - place, 0.0).sum()
        return float(kept) + _paid(money, self.budget) + _paid(place, self.capacity)


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A choice of whole rows, with the prices that show how good it is."""

    chosen: npt.NDArray[np.bool_]
    money: float
    place: float
    bound: float

    def gain_of(self, problem: Problem) -> float:
        """What the choice earns."""
        return float(problem.gain[self.chosen].sum())


def relax(problem: Problem) -> Relaxed:
    """Solve the relaxed problem, and round it to whole rows."""
    for solve in (_unlimited, _by_place):
        found = solve(problem)
        if problem.fits(found.chosen):
            return found
    found = _by_money(problem)
    if int(found.chosen.sum()) >= problem.capacity:  # no place for the row that fits in part
        found = _by_both(problem)
    return _filled(problem, found)


def _unlimited(problem: Problem) -> Relaxed:
    return Relaxed(np.ones(problem.gain.size, np.bool_), 0.0, 0.0, float(problem.gain.sum()))


def _by_place(problem: Problem) -> Relaxed:
    """As many as there is room for, the largest gains first; among equals the cheap ones."""
    places = min(problem.capacity, problem.gain.size)
    order = np.lexsort((problem.cost, -problem.gain))
    first = order[: int(places)]
    place = float(problem.gain[order[first.size]]) if first.size < order.size else 0.0
    return Relaxed(_mask(problem, first), 0.0, place, float(problem.gain[first].sum()))


def _by_money(problem: Problem) -> Relaxed:
    """The largest gain per cost first, until the budget is spent."""
    rate = _rate(problem)
    order = np.lexsort((problem.cost, -rate))
    spent = np.cumsum(problem.cost[order])
    whole = int(np.searchsorted(spent, problem.most, side="right"))
    bound = float(problem.gain[order[:whole]].sum())
    money = 0.0
    if whole < order.size:
        money = float(rate[order[whole]])
        left = problem.budget - (float(spent[whole - 1]) if whole else 0.0)
        bound += max(0.0, left) * money
    return Relaxed(_mask(problem, order[:whole]), money, 0.0, bound)


def _by_both(problem: Problem) -> Relaxed:
    """Halve the range of the price of money until the choice at that price just fits."""
    rate = _rate(problem)
    low, high = 0.0, float(rate[np.isfinite(rate)].max())
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if problem.cost[_largest(problem, middle)].sum() <= problem.most:
            high = middle
        else:
            low = middle
        if high - low <= CLOSE * high:
            break
    place = _next_place(problem, high)
    bound = min(problem.bound(price, _next_place(problem, price)) for price in (low, high))
    return Relaxed(_mask(problem, _largest(problem, high)), high, place, bound)


def _largest(problem: Problem, money: float) -> npt.NDArray[np.intp]:
    """As many rows as there is room for, by what they earn beyond the price of their cost."""
    left = problem.gain - money * problem.cost
    places = int(problem.capacity)
    if places < left.size:
        first = np.argpartition(-left, places)[:places]
        return first[left[first] > 0]
    return np.flatnonzero(left > 0)


def _next_place(problem: Problem, money: float) -> float:
    """What one more place would earn at this price of money."""
    left = problem.gain - money * problem.cost
    places = int(problem.capacity)
    return max(0.0, -float(np.partition(-left, places)[places])) if places < left.size else 0.0


def _filled(problem: Problem, found: Relaxed) -> Relaxed:
    """Use what is left of the limits for rows that still fit."""
    chosen = found.chosen.copy()
    worth = _rate(problem) if not found.place else problem.gain - found.money * problem.cost
    rest = np.flatnonzero(~chosen)
    rest = rest[np.argsort(-worth[rest], kind="stable")]
    for _ in range(FILLING_ROUNDS):
        places = problem.capacity - int(chosen.sum())
        money = problem.most - float(problem.cost[chosen].sum())
        rest = rest[(problem.cost[rest] <= money) & ~chosen[rest]]
        if not rest.size or places < 1:
            break
        first = rest[: int(min(places, rest.size))]
        fitting = int(np.searchsorted(np.cumsum(problem.cost[first]), money, side="right"))
        chosen[first[: max(1, fitting)]] = True
    return Relaxed(chosen, found.money, found.place, found.bound)


def _rate(problem: Problem) -> Floats:
    free = np.full(problem.gain.size, np.inf)
    np.divide(problem.gain, problem.cost, out=free, where=problem.cost > 0)
    return free


def _mask(problem: Problem, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    chosen = np.zeros(problem.gain.size, np.bool_)
    chosen[rows] = True
    return chosen


def _paid(price: float, limit: float) -> float:
    return price * limit if price > 0 else 0.0
