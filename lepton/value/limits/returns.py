"""What each amount of budget returns, from nothing to all that pays."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats, amount, column, weights
from lepton.value.limits.allocation import costs_of
from lepton.value.result import Result

__all__ = ["Returns", "returns"]

STEPS = 200


@dataclass(frozen=True, eq=False)
class Returns(Result):
    """Budgets in rising order and what they earn; arrays of shape (m,).

    Parameters
    ----------
    budget
        Money spent.
    gain
        What it is expected to earn at best, the last row chosen in part.
    n
        How many decisions that reaches.
    price
        What one more unit of money would earn there, its own cost taken off.
    """

    budget: Floats
    gain: Floats
    n: Floats
    price: Floats


def returns(
    gain: npt.ArrayLike,
    cost: npt.ArrayLike,
    *,
    sample_weight: npt.ArrayLike | None = None,
    steps: int = STEPS,
) -> Returns:
    """Tell what every budget could earn, the largest gains per cost first.

    Parameters
    ----------
    gain
        Expected gain of acting over not acting in each row, its cost taken off, shape (n,).
    cost
        What acting costs, zero or more: one per row, shape (n,), or one for all.
    sample_weight
        How many decisions each row stands for, shape (n,).
    steps
        How many budgets of equal distance to tell, 1 or more.

    Raises
    ------
    InputError
        As for :func:`~lepton.value.limits.allocate`.

    Examples
    --------
    >>> found = returns([60, 100, 120, -5], [10, 20, 30, 1], steps=3)
    >>> found.budget.tolist(), found.gain.tolist(), found.price.tolist()
    ([0.0, 20.0, 40.0, 60.0], [0.0, 110.0, 200.0, 280.0], [6.0, 5.0, 4.0, 0.0])
    """
    gains = column("gain", gain, np.size(gain))
    costs = costs_of(cost, gains.size)
    then = "200 steps show the shape."
    parts = int(amount("steps", steps, least=1, then=then))
    given = weights(sample_weight, gains.size)
    weight = np.ones(gains.size) if given is None else given
    pays = (gains > 0) & (weight > 0)
    worth, spent, many = gains[pays], costs[pays], weight[pays]
    rate = np.divide(worth, spent, out=np.full(worth.size, np.inf), where=spent > 0)
    order = np.lexsort((spent, -rate))
    reached, earned, people = (
        np.concatenate(([0.0], np.cumsum(v[order]))) for v in (many * spent, many * worth, many)
    )
    free = int(np.count_nonzero(spent == 0))
    budget = reached[-1] * np.arange(parts + 1) / parts
    budget[-1] = reached[-1]
    row = np.searchsorted(reached[free:], budget, side="right") - 1 + free
    price = np.append(rate[order], 0.0)[np.minimum(row, worth.size)]
    gain_there = np.interp(budget, reached[free:], earned[free:])
    n = np.interp(budget, reached[free:], people[free:])
    return Returns(budget, gain_there, n, price)
