"""How many people must be left alone to see what acting changes, and what that costs.

Two shares near p are told apart when their difference δ is large against chance::

    people per arm  n = 2 · (z_{α/2} + z_β)² · p̄(1 − p̄) / δ²,   p̄ = p + δ/2

(Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, chapter 4, without the
correction for continuity). With the share s of people left alone instead of one half, both arms
together take ``(z_{α/2} + z_β)² · p̄(1 − p̄) / δ² · (1/s + 1/(1 − s))``.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

from lepton.errors import InputError, NoSolution, must
from lepton.value.checks import LARGEST, amount
from lepton.value.result import Result

__all__ = [
    "ControlGroup",
    "DetectableEffect",
    "Proof",
    "control_group_size",
    "detectable_effect",
    "proof_of_value",
]

SMALLEST = 1e-9
MOST_PEOPLE = 1e12
HALF = 0.5


@dataclass(frozen=True, slots=True)
class ControlGroup(Result):
    """How many people an experiment takes.

    Parameters
    ----------
    n_per_arm
        People in the smaller arm; in each where the two are equal.
    n_control, n_treated, n_total
        People left alone, treated, and together.
    effect
        Difference in the share with the outcome that is seen.
    base_rate
        Share with the outcome among people left alone.
    alpha, power
        How often chance is taken for an effect, and how often an effect is seen.
    control_share
        Share of people left alone.
    weeks
        How long it takes at the volume given; None where none was given.
    """

    n_per_arm: int
    n_control: int
    n_treated: int
    n_total: int
    effect: float
    base_rate: float
    alpha: float
    power: float
    control_share: float
    weeks: float | None


@dataclass(frozen=True, slots=True)
class DetectableEffect(Result):
    """The smallest effect an experiment of a given size is likely to see.

    Parameters
    ----------
    effect
        Difference in the share with the outcome.
    relative
        The same as a share of the base rate.
    base_rate
        Share with the outcome among people left alone.
    n_control, n_treated
        People left alone and treated.
    alpha, power
        How often chance is taken for an effect, and how often an effect is seen.
    """

    effect: float
    relative: float
    base_rate: float
    n_control: int
    n_treated: int
    alpha: float
    power: float


@dataclass(frozen=True, slots=True)
class Proof(Result):
    """What it takes to prove that a campaign pays for itself.

    Parameters
    ----------
    group
        How many people to leave alone, and to treat.
    break_even
        Effect at which the campaign just pays.
    profit_per_contact
        Expected profit of one contact, at the expected effect; currency.
    forgone
        Expected profit given up on the people left alone: the price of knowing; currency.
    """

    group: ControlGroup
    break_even: float
    profit_per_contact: float
    forgone: float


def control_group_size(
    base_rate: float,
    effect: float,
    *,
    alpha: float = 0.05,
    power: float = 0.8,
    control_share: float = HALF,
    per_week: float | None = None,
) -> ControlGroup:
    """Tell how many people must be left alone so that an effect of this size is seen.

    The formula stands at the top of :mod:`lepton.value.uplift.sizing`; it is two-sided.

    Parameters
    ----------
    base_rate
        Share with the outcome when left alone, above 0 and below 1.
    effect
        Smallest difference worth seeing, in shares: 0.01 is one more in a hundred. Not zero.
    alpha
        How often chance may be taken for an effect, above 0 and below 1.
    power
        How often such an effect is to be seen, above 0 and below 1.
    control_share
        Share of people left alone, above 0 and below 1; a half takes the fewest in all.
    per_week
        People who come up in a week, both arms together.

    Raises
    ------
    InputError
        A share or the effect cannot be used, or the rate plus the effect is not a share.

    Examples
    --------
    >>> found = control_group_size(0.10, 0.02)
    >>> found.n_per_arm, found.n_total
    (3843, 7686)
    >>> control_group_size(0.10, 0.02, control_share=0.1, per_week=2000).weeks
    10.672
    """
    p, delta = _rates(base_rate, effect)
    s = _open_share("control_share", control_share)
    total = _both_arms(p + delta / 2, delta, _z(alpha, power), s)
    return _group(total, p, delta, alpha, power, s, per_week)


def detectable_effect(
    base_rate: float,
    n: float,
    *,
    alpha: float = 0.05,
    power: float = 0.8,
    control_share: float = HALF,
) -> DetectableEffect:
    """Tell the smallest rise that an experiment with so many people left alone is likely to see.

    Parameters
    ----------
    base_rate
        Share with the outcome when left alone, above 0 and below 1.
    n
        People left alone, two or more.
    alpha, power, control_share
        As for :func:`control_group_size`.

    Raises
    ------
    InputError
        A share or the number of people cannot be used.
    NoSolution
        Even a rise to everybody would not be seen with so few people.

    Examples
    --------
    >>> detectable_effect(0.10, 3843).effect
    0.0199974
    """
    p, s = _open_share("base_rate", base_rate), _open_share("control_share", control_share)
    then = "Enter how many people are left alone."
    control = amount("n", n, least=2, most=MOST_PEOPLE, then=then)
    z = _z(alpha, power)
    # the formula solved for the effect: δ² = k · (p + δ/2)(1 − p − δ/2)
    k = z * z / control * (1 + s / (1 - s))
    half, rest = k * (1 - 2 * p) / 4, k * p * (1 - p)
    lead = 1 + k / 4
    effect = (half + math.sqrt(half * half + lead * rest)) / lead
    if p + effect > 1:
        then = "Leave more people alone, or ask for less power."
        got = f"{control:,.10g} people at a base rate of {p:g}"
        raise NoSolution(must("n", "large enough to see any effect", got, then))
    treated = round(control * (1 - s) / s)
    return DetectableEffect(effect, effect / p, p, round(control), treated, alpha, power)


def proof_of_value(
    base_rate: float,
    effect: float,
    *,
    benefit: float,
    contact_cost: float,
    incentive_cost: float = 0.0,
    control_share: float = 0.1,
    alpha: float = 0.05,
    power: float = 0.8,
) -> Proof:
    """Tell how many people to leave alone to prove that a campaign pays, and what that costs.

    An effect that is there is not yet a profit: it has to be above the effect at which a contact
    just pays. ``profit per contact = benefit · δ − contact_cost − incentive_cost · (p + δ)``, zero
    at ``δ₀ = (contact_cost + incentive_cost · p) / (benefit − incentive_cost)``; the groups are
    as large as it takes to tell δ from δ₀.

    Parameters
    ----------
    base_rate
        Share with the outcome when left alone, above 0 and below 1.
    effect
        Expected rise by the treatment, in shares.
    benefit
        What one outcome more is worth, above the cost of the incentive.
    contact_cost, incentive_cost
        Cost of one contact, and of the gift to everybody treated who shows the outcome.
    control_share
        Share of people left alone, above 0 and below 1.
    alpha, power
        As for :func:`control_group_size`.

    Returns
    -------
    Sizes, and money in the currency of the costs.

    Raises
    ------
    InputError
        A share or an amount cannot be used.
    NoSolution
        The expected effect does not pay, so there is no profit to prove.

    Examples
    --------
    >>> found = proof_of_value(0.10, 0.02, benefit=200, contact_cost=1)
    >>> found.break_even, found.profit_per_contact, found.group.n_control
    (0.005, 3.0, 3795)
    >>> found.forgone
    11385.0
    """
    p, delta = _rates(base_rate, effect)
    s, gain = _open_share("control_share", control_share), amount("benefit", benefit)
    contact, gift = _cost("contact_cost", contact_cost), _cost("incentive_cost", incentive_cost)
    each = gain * delta - contact - gift * (p + delta)
    if each <= 0 or gain <= gift:
        then = "Lower the costs, or expect more of the treatment."
        got = f"{each:,.4g} for each contact"
        raise NoSolution(must("profit per contact", "above zero to be proven", got, then))
    even = (contact + gift * p) / (gain - gift)
    total = _both_arms(p + delta / 2, delta - even, _z(alpha, power), s)
    group = _group(total, p, delta, alpha, power, s, None)
    return Proof(group, even, each, each * group.n_control)


def _both_arms(mean: float, distance: float, z: float, s: float) -> float:
    return z * z * mean * (1 - mean) / distance**2 * (1 / s + 1 / (1 - s))


def _group(
    total: float, p: float, delta: float, alpha: float, power: float, s: float, week: float | None
) -> ControlGroup:
    control, treated = math.ceil(total * s), math.ceil(total * (1 - s))
    weeks = None
    if week is not None:
        then = "Enter how many people come up in a week."
        weeks = (control + treated) / amount("per_week", week, least=SMALLEST, then=then)
    n = control, treated, control + treated
    return ControlGroup(min(n[:2]), *n, delta, p, alpha, power, s, weeks)


def _z(alpha: float, power: float) -> float:
    """Distance in standard errors that an effect has to have."""
    normal = NormalDist()
    chance, seen = _open_share("alpha", alpha), _open_share("power", power)
    return max(0.0, normal.inv_cdf(1 - chance / 2) + normal.inv_cdf(seen))


def _rates(base_rate: float, effect: float) -> tuple[float, float]:
    p = _open_share("base_rate", base_rate)
    delta = amount("effect", effect, least=-1.0, most=1.0, then="Write one more in 100 as 0.01.")
    if delta == 0:
        then = "Enter the smallest difference that is worth seeing."
        raise InputError(must("effect", "other than zero", "0", then))
    if not 0 < p + delta < 1:
        then = "The share of people with the outcome cannot leave 0 to 1."
        rule = f"such that base_rate + effect lies between 0 and 1 (base_rate is {p:g})"
        raise InputError(must("effect", rule, f"{delta:g}", then))
    return p, delta


def _open_share(name: str, value: float) -> float:
    number = amount(name, value, least=0.0, most=1.0, then="Write 30 % as 0.3.")
    if number in {0.0, 1.0}:
        raise InputError(must(name, "above 0 and below 1", f"{number:g}", "Write 30 % as 0.3."))
    return number


def _cost(name: str, value: float) -> float:
    return amount(name, value, least=0.0, most=LARGEST, then="Enter costs as positive amounts.")
