"""The best choice of whole rows, proven: few of them are ever in doubt.

With the prices of the relaxed problem, leaving out a row that earns ``r`` beyond them lowers
what can be earned at all by ``r``, and adding one that earns ``r`` less does so too. Rows for
which that falls below a choice already known are settled (reduced-cost fixing; Dembo & Hammer
1980), and only the others go to the solver.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats
from lepton.value.limits.relaxed import Problem, Relaxed

__all__ = ["MOST_IN_DOUBT", "settle"]

MOST_IN_DOUBT = 20_000
GAP = 1e-9
LARGE = 1e4  # gains are scaled up to this: the solver stops at differences of a millionth
OPTIMAL = 0
HALF = 0.5  # shares come out whole but for rounding


def settle(problem: Problem, known: Relaxed, seconds: float) -> tuple[Relaxed, bool]:
    """Find the best choice of whole rows, starting from a good one.

    Returns
    -------
    The choice with what nothing can exceed, and whether it is proven to be the best.
    """
    reached = known.gain_of(problem)
    left = problem.gain - known.money * problem.cost - known.place
    bound = problem.bound(known.money, known.place)
    open_rows = np.flatnonzero(bound - np.abs(left) > reached)
    settled = left > 0
    settled[open_rows] = False
    rest = _Rest.of(problem, settled, open_rows)
    if not open_rows.size or not rest.possible:
        return _as(known, known.chosen, reached), True
    if open_rows.size > MOST_IN_DOUBT:
        return known, False
    return _solved(problem, known, settled, rest, seconds)


@dataclass(frozen=True, slots=True)
class _Rest:
    """The rows in doubt, and what the settled ones leave of the limits."""

    rows: npt.NDArray[np.intp]
    gain: Floats
    cost: Floats
    places: float
    money: float

    @classmethod
    def of(
        cls, problem: Problem, settled: npt.NDArray[np.bool_], rows: npt.NDArray[np.intp]
    ) -> "_Rest":
        money = problem.most - float(problem.cost[settled].sum())
        places = problem.capacity - int(settled.sum())
        return cls(rows, problem.gain[rows], problem.cost[rows], places, money)

    @property
    def possible(self) -> bool:
        return self.places >= 0 and self.money >= 0


def _solved(
    problem: Problem,
    known: Relaxed,
    settled: npt.NDArray[np.bool_],
    rest: _Rest,
    seconds: float,
) -> tuple[Relaxed, bool]:
    from scipy.optimize import Bounds, LinearConstraint, milp

    scale = LARGE / float(rest.gain.max())
    found = milp(
        -rest.gain * scale,
        integrality=np.ones(rest.rows.size),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(
            np.vstack([np.ones(rest.rows.size), rest.cost]), ub=[rest.places, rest.money]
        ),
        options={"time_limit": seconds, "mip_rel_gap": GAP},
    )
    chosen = _better(problem, known.chosen, settled, rest.rows, found.x)
    reached = float(problem.gain[chosen].sum())
    if found.status == OPTIMAL:
        return _as(known, chosen, reached), True
    base, limit = float(problem.gain[settled].sum()), getattr(found, "mip_dual_bound", None)
    bound = known.bound if limit is None else min(known.bound, base - limit / scale)
    return _as(known, chosen, max(bound, reached)), False


def _better(
    problem: Problem,
    known: npt.NDArray[np.bool_],
    settled: npt.NDArray[np.bool_],
    rows: npt.NDArray[np.intp],
    shares: Floats | None,
) -> npt.NDArray[np.bool_]:
    """The solver's choice where it has one that fits and earns more, else the known one."""
    if shares is None:
        return known
    chosen = settled.copy()
    chosen[rows] = shares > HALF
    earns = problem.gain[chosen].sum() > problem.gain[known].sum()
    return chosen if earns and problem.fits(chosen) else known


def _as(known: Relaxed, chosen: npt.NDArray[np.bool_], bound: float) -> Relaxed:
    return Relaxed(chosen, known.money, known.place, bound)
