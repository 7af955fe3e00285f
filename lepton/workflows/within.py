"""Which rows of a scored list to act on where not all that pay can be: the best that fit."""

from dataclasses import dataclass, replace

import numpy as np

from lepton.errors import InputError, must
from lepton.value.result import Result

__all__ = ["Listed", "RowLimits", "choose_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLimits:
    """What can be done with one list.

    Parameters
    ----------
    capacity
        Act on at most so many of its rows; None for no limit.
    budget
        Spend at most so much on them; None for no limit.
    exact
        Look for the choice of whole rows that is expected to earn most, and prove it; otherwise
        the list is cut off at the limits, the best rows first.

    Raises
    ------
    InputError
        A limit is negative, or the best choice is asked for without limits.
    """

    capacity: float | None = None
    budget: float | None = None
    exact: bool = False

    def __post_init__(self) -> None:
        from lepton.value.checks import amount

        for name in ("capacity", "budget"):
            value = getattr(self, name)
            if value is not None:
                amount(name, value, least=0.0, then="Enter zero or more, or leave it out.")
        if self.exact and not self:
            then = "Add --capacity or --budget: without limits all that pays is chosen."
            raise InputError(must("exact", "given with a capacity or a budget", "neither", then))

    def __bool__(self) -> bool:
        return self.capacity is not None or self.budget is not None


@dataclass(frozen=True)
class Listed(Result):
    """What acting on the chosen rows of a list comes to.

    Parameters
    ----------
    wanted
        Rows that would be acted on without limits.
    n
        Rows acted on.
    spent
        What that costs.
    gain
        What it is expected to earn over not acting, fixed costs left out.
    limited_by
        "capacity", "budget" or "both" where more would be acted on without limits; else None.
    exact
        Whether no other choice is expected to earn more.
    bound
        What no choice within the limits is expected to exceed; None where it was not looked for.
    """

    wanted: int
    n: int
    spent: float
    gain: float
    limited_by: str | None
    exact: bool
    bound: float | None


def choose_rows(
    wanted: np.ndarray, rank: np.ndarray, expected: np.ndarray, spend: np.ndarray, limits: RowLimits
) -> tuple[np.ndarray, Listed]:
    """Choose the rows to act on within the limits.

    Parameters
    ----------
    wanted
        Rows to act on without limits, shape (n,).
    rank
        What orders them, highest first; rows of equal rank are never parted, unless the best
        choice is looked for.
    expected, spend
        What acting on each is expected to earn over not acting, and what it costs.
    limits
        What can be done.

    Returns
    -------
    Whether to act on each row, and what that comes to.

    Examples
    --------
    >>> every = np.ones(3, dtype=bool)
    >>> gain, cost = np.array([60.0, 100, 120]), np.array([10.0, 20, 30])
    >>> choose_rows(every, gain / cost, gain, cost, RowLimits(budget=50))[0].tolist()
    [True, True, False]
    >>> choose_rows(every, gain / cost, gain, cost, RowLimits(budget=50, exact=True))[0].tolist()
    [False, True, True]
    """
    if limits.exact and len(wanted):
        return _best(wanted, expected, spend, limits)
    chosen, by = _cut(wanted, rank, spend, limits)
    return chosen, _listed(wanted, chosen, expected, spend, limited_by=by)


def _cut(
    wanted: np.ndarray, rank: np.ndarray, spend: np.ndarray, limits: RowLimits
) -> tuple[np.ndarray, str | None]:
    """The best rows down to the last whole group of equal rank that fits."""
    rows = np.flatnonzero(wanted)
    order = rows[np.argsort(-rank[rows], kind="stable")]
    last = np.append(np.flatnonzero(np.diff(rank[order])), order.size - 1)[: order.size]
    n, spent = last + 1.0, np.cumsum(spend[order])[last]
    tight = {
        name: found > limit * (1 + 1e-12)
        for name, found, limit in (
            ("capacity", n, limits.capacity),
            ("budget", spent, limits.budget),
        )
        if limit is not None
    }
    over = [name for name, beyond in tight.items() if beyond.any()]
    first = {name: int(np.argmax(tight[name])) for name in over}
    kept = min(first.values(), default=last.size)
    chosen = np.zeros(wanted.size, dtype=bool)
    chosen[order[: last[kept - 1] + 1 if kept else 0]] = True
    by = [name for name in over if first[name] == kept]
    return chosen, ("both" if len(by) > 1 else by[0]) if by else None


def _best(
    wanted: np.ndarray, expected: np.ndarray, spend: np.ndarray, limits: RowLimits
) -> tuple[np.ndarray, Listed]:
    """The choice of whole rows that is expected to earn most; none that is expected to lose."""
    from lepton.value.limits import allocate

    gain = np.where(wanted, expected, 0.0)
    found = allocate(gain, spend, capacity=limits.capacity, budget=limits.budget, exact=True)
    told = _listed(wanted, found.chosen, expected, spend, limited_by=found.limited_by)
    return found.chosen, replace(told, exact=found.exact, bound=found.bound)


def _listed(
    wanted: np.ndarray,
    chosen: np.ndarray,
    expected: np.ndarray,
    spend: np.ndarray,
    *,
    limited_by: str | None,
) -> Listed:
    return Listed(
        wanted=int(wanted.sum()),
        n=int(chosen.sum()),
        spent=float(spend[chosen].sum()),
        gain=float(expected[chosen].sum()),
        limited_by=limited_by,
        exact=limited_by is None,
        bound=None,
    )
