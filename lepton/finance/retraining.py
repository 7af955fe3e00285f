"""How often a model should be trained again."""

import math
from dataclasses import dataclass

import numpy as np

from lepton.finance.case import Case
from lepton.finance.earning import Earning
from lepton.finance.flows import trial_npvs
from lepton.finance.terms import allowed, assumed, terms_of
from lepton.value.checks import amount, share
from lepton.value.result import Result

__all__ = ["Interval", "Retraining", "best_retraining", "interval_cost", "retraining_interval"]


@dataclass(frozen=True)
class Interval(Result):
    """The time between two trainings that costs least.

    Attributes
    ----------
    approx_months
        By the square-root formula, right for short times; None where none is needed.
    exact_months
        The time that costs least; None where training again never pays.
    cost_per_month
        Trainings and lost benefit together, in currency a month, at the exact time; where it
        never pays, what is lost in the long run without.
    """

    approx_months: float | None
    exact_months: float | None
    cost_per_month: float


@dataclass(frozen=True)
class Retraining(Interval):
    """The same for a case, and the whole months that serve its cash flow best.

    Attributes
    ----------
    cost
        Of one new training, contingency included, in currency.
    value
        Benefit of a fresh model a month, once all use it, in currency.
    now_months
        As the case has it; 0 means never.
    now_cost_per_month
        What that costs a month, in currency.
    best_months
        Whole months with the highest net present value within the horizon; 0 means never.
    gain
        Net present value gained by them over ``now_months``, in currency.
    """

    cost: float
    value: float
    now_months: int
    now_cost_per_month: float
    best_months: int
    gain: float


def retraining_interval(
    cost: float, value: float, half_life_months: float, *, lasting_share: float = 0.0
) -> Interval:
    """The time between trainings at which trainings and lost benefit together cost least.

    Parameters
    ----------
    cost
        Of one training, positive, in currency.
    value
        Benefit of a fresh model a month, in currency.
    half_life_months
        After which half of what can fade is gone; 0 if nothing fades.
    lasting_share
        Part of the benefit that never fades, 0 to 1.

    Raises
    ------
    InputError
        An amount is negative or no number.

    Notes
    -----
    Minimises [C + v (1 - φ) ∫₀ᵀ (1 - e^{-λs}) ds] / T with λ = ln 2 / half-life. With x = λT the
    least is where 1 - (1 + x) e^{-x} = C λ / (v (1 - φ)); from 1 on there is none. For short
    times T ≈ √(2C / (λ (1 - φ) v)).

    Examples
    --------
    >>> found = retraining_interval(10_000, 5_000, 12)
    >>> round(found.approx_months, 2), round(found.exact_months, 2), round(found.cost_per_month, 2)
    (8.32, 10.05, 2201.92)
    """
    cost = amount("cost", cost, least=0.0)
    value = max(amount("value", value), 0.0)
    half = amount("half_life_months", half_life_months, least=0.0)
    at_stake = value * (1.0 - share("lasting_share", lasting_share))
    if at_stake == 0 or half == 0:
        return Interval(None, None, 0.0)
    fading = math.log(2) / half
    approx, ratio = math.sqrt(2 * cost / (fading * at_stake)), cost * fading / at_stake
    if ratio >= 1:
        return Interval(approx, None, at_stake)
    exact = _least(ratio) / fading
    each = interval_cost(exact, cost, value, half, lasting_share=lasting_share)
    return Interval(approx, exact, each)


def interval_cost(
    months: float,
    cost: float,
    value: float,
    half_life_months: float,
    *,
    lasting_share: float = 0.0,
) -> float:
    """What trainings every so many months and the benefit lost between them cost a month.

    Parameters
    ----------
    months
        Between two trainings; 0 means that there are none, and the cost is that of the long run.
    cost, value, half_life_months, lasting_share
        As for :func:`retraining_interval`.

    Returns
    -------
    Currency a month.

    Examples
    --------
    >>> round(interval_cost(6, 10_000, 5_000, 12), 2)
    2441.11
    """
    at_stake = max(value, 0.0) * (1.0 - lasting_share) if half_life_months > 0 else 0.0
    if months <= 0:
        return at_stake
    fading = math.log(2) / half_life_months if half_life_months > 0 else 1.0
    kept = -math.expm1(-fading * months) / fading
    return (cost + at_stake * (months - kept)) / months


def best_retraining(case: Case, earning: Earning) -> Retraining:
    """How often the model of a case should be trained again.

    Parameters
    ----------
    case, earning
        As for :func:`lepton.finance.cash_flow`.

    Returns
    -------
    The time that costs least in the long run, and the whole months that are best for this case
    and its horizon; the two differ where the horizon ends soon or few use it yet.

    Examples
    --------
    >>> from lepton.finance import Case, FlatEarning
    >>> found = best_retraining(Case(), FlatEarning(profit=2.5, decisions_per_month=10_000))
    >>> round(found.exact_months, 1), found.best_months
    (3.4, 3)
    """
    cost, value = _at_stake(case, earning)
    fade = {"lasting_share": case.lasting_share}
    long_run = retraining_interval(cost, value, case.half_life_months, **fade)
    now = interval_cost(case.retrain_every, cost, value, case.half_life_months, **fade)
    worth = _by_months(case, earning)
    best = max(worth, key=lambda months: (worth[months], -months))
    return Retraining(
        long_run.approx_months, long_run.exact_months, long_run.cost_per_month,
        cost=cost, value=value, now_months=case.retrain_every, now_cost_per_month=now,
        best_months=best, gain=worth[best] - float(trial_npvs(case, earning, {})),
    )  # fmt: skip


def _least(ratio: float) -> float:
    """The x at which 1 - (1 + x) e^{-x} is the ratio."""
    from scipy.optimize import brentq

    if ratio == 0:
        return 0.0
    return float(brentq(lambda x: -math.expm1(-x) - x * math.exp(-x) - ratio, 0.0, 700.0))


def _at_stake(case: Case, earning: Earning) -> tuple[float, float]:
    """Cost of one new training, and benefit of a fresh model in a usual month of full use."""
    v = assumed(case, earning)
    terms = terms_of(case, earning, v, None)
    again = next(term.amount for term in terms.costs if term.key == "retraining")
    worth = earning.worth({})
    followed = v["decisions_per_month"] * v["adoption_ceiling"]
    followed = followed * float(np.max(allowed(earning, v, worth.spend, np.ones(1))))
    fresh = worth.profit * followed * (1.0 - v["benefit_haircut"])
    return float(again * (1.0 + v["contingency"])), max(float(fresh), 0.0)


def _by_months(case: Case, earning: Earning) -> dict[int, float]:
    """Net present value for each time between trainings that makes a difference."""
    given = case.to_dict()
    most = max(case.horizon_months - case.build_months, 1)
    every = {n: Case.from_dict({**given, "retrain_every": n}) for n in range(most)}
    return {n: float(trial_npvs(each, earning, {})) for n, each in every.items()}
