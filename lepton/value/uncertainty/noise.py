"""What a useless model would seem to earn."""

import math
from dataclasses import dataclass

import numpy as np

from lepton.errors import NotApplicable, must
from lepton.value.assumptions import Assumptions
from lepton.value.checks import Floats, share
from lepton.value.payoff import Payoff
from lepton.value.pricing import scale_of
from lepton.value.result import Result
from lepton.value.uncertainty.money import level_of, seed_of, whole

__all__ = ["NoiseFloor", "noise_floor"]

WALKS = 4000
STEPS = 1000
MOST_ROWS = 10**12


@dataclass(frozen=True, slots=True)
class NoiseFloor(Result):
    """Largest profit along the curve of a model that knows nothing, by luck alone.

    Parameters
    ----------
    theory
        Its mean in the limit of many rows, before the fixed cost.
    mean
        Its mean over simulated models; nobody is acted on where that costs less.
    high
        What it stays below in the share ``level`` of them.
    level
        How sure ``high`` is.
    rows
        Rows that were looked at.
    """

    theory: float
    mean: float
    high: float
    level: float
    rows: int


def noise_floor(
    n: int,
    prevalence: float,
    payoff: Payoff | Assumptions,
    *,
    level: float = 0.95,
    population: float | None = None,
    seed: int = 0,
) -> NoiseFloor:
    """Tell which profit is no sign of a model: rows in random order reach it as well.

    Where acting on everybody just breaks even, the largest profit along n rows in random order
    is σ·sqrt(2n/π) on average, with σ the standard deviation of the gain per row (the mean of
    the largest value of a random walk). Elsewhere σ is joined by the mean gain μ, and the mean
    is ``Σ_k E[S_k⁺]/k`` with S_k the sum of k gains (Spitzer 1956), each taken as normal.

    Parameters
    ----------
    n
        Rows the model is judged on.
    prevalence
        Share of rows where the outcome happens.
    payoff
        Money per decision, the same in every row; nobody counts as 0. The fixed cost of
        assumptions is taken off wherever anybody is acted on.
    level
        How sure ``high`` should be, 0.5 to 0.999.
    population
        Decisions to scale the money to; those per month under assumptions, else ``n``.

    Returns
    -------
    Money per population.

    Raises
    ------
    InputError
        A share outside 0 to 1, or not a whole number of rows.
    NotApplicable
        The money differs from row to row.

    Examples
    --------
    >>> round(noise_floor(1000, 0.1, Payoff(tp=9, fp=-1)).theory, 1)
    75.7
    """
    rows = whole("n", n, least=1, most=MOST_ROWS)
    rate, sure = share("prevalence", prevalence), level_of(level)
    fixed = 0.0
    if isinstance(payoff, Assumptions):
        fixed = payoff.fixed_cost
        population = payoff.decisions_per_month if population is None else population
    right, wrong = _constants(payoff.payoff() if isinstance(payoff, Assumptions) else payoff)
    scale = scale_of(population, float(rows))
    drift = rate * right + (1 - rate) * wrong
    spread = math.sqrt(rate * (1 - rate)) * abs(right - wrong)
    tops = np.maximum(scale * _tops(rows, rate, (right, wrong), seed) - fixed, 0.0)
    return NoiseFloor(
        theory=scale * _expected_top(rows, drift, spread),
        mean=float(tops.mean()),
        high=float(np.quantile(tops, sure)),
        level=sure,
        rows=rows,
    )


def _constants(payoff: Payoff) -> tuple[float, float]:
    right, wrong = payoff.right, payoff.wrong
    if isinstance(right, float) and isinstance(wrong, float):
        return right, wrong
    then = "Use the average amounts."
    raise NotApplicable(must("payoff", "the same in every row", "amounts per row", then))


def _expected_top(rows: int, drift: float, spread: float) -> float:
    """Mean of the largest value of a Brownian motion with drift, from 0 to the end.

    ``∫₀ⁿ E[S_t⁺]/t dt``, with ``t = u²`` so that nothing is infinite at its start.
    """
    if drift == 0 or spread == 0:
        return spread * math.sqrt(2 * rows / math.pi) + max(0.0, drift) * rows
    from scipy.special import ndtr

    knots, weights = np.polynomial.legendre.leggauss(STEPS)
    root = (knots + 1) / 2 * math.sqrt(rows)
    ahead = drift * root / spread
    density = np.exp(-(ahead**2) / 2) / math.sqrt(2 * math.pi)
    inside = 2 * (drift * root * ndtr(ahead) + spread * density)
    return float(weights @ inside) * math.sqrt(rows) / 2


def _tops(rows: int, rate: float, gains: tuple[float, float], seed: int) -> Floats:
    """Largest sums of gains along simulated random orders.

    Up to a thousand rows are walked one by one. Of more, a thousand stretches are drawn, and
    how high the walk goes inside each: as a Brownian bridge between its ends.
    """
    rng = seed_of(seed)
    right, wrong = gains
    ends = np.round(np.linspace(0, rows, min(rows, STEPS) + 1))
    step = np.diff(ends).astype(np.int64)
    single = step.max() == 1
    tops = np.empty(WALKS)
    for start in range(0, WALKS, STEPS):
        hits = rng.binomial(step, rate, (STEPS, step.size))
        walk = np.cumsum(right * hits + wrong * (step - hits), axis=1)
        high = walk
        if not single:
            before = np.concatenate((np.zeros((STEPS, 1)), walk[:, :-1]), axis=1)
            chance = -2 * np.log(rng.random(walk.shape)) * rate * (1 - rate) * (right - wrong) ** 2
            high = (before + walk + np.sqrt((walk - before) ** 2 + chance * step)) / 2
        tops[start : start + STEPS] = np.maximum(high.max(axis=1), 0.0)
    return tops
