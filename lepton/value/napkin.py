"""What a model could be worth before there is any data: arithmetic on the back of a napkin.

The rule of thumb for a good model is that acting on the top share T finds hits at
``lift(T) = √(1/T)`` times their usual rate (Piatetsky-Shapiro & Masand 1999, "Estimating
campaign benefits and modeling lift"). It is one of a family: with a strength s,

    lift(T) = (1/T)^(s/2),   gains(T) = T^(1 − s/2)

where 0 is chance, 1 is the rule of thumb and 2 finds every hit first. No more hits are counted
than there are decisions acted on.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lepton.errors import NotApplicable, must
from lepton.value.answering.case import Case
from lepton.value.assumptions import Assumptions
from lepton.value.checks import Floats
from lepton.value.counts import ScoreCounts
from lepton.value.curve import Point
from lepton.value.napkin_shape import STRONGEST, counts_of, lifts_in_words, strength_of
from lepton.value.result import Result

__all__ = ["RULE_OF_THUMB", "Napkin", "napkin", "napkin_counts"]

RULE_OF_THUMB = 1.0
HALVINGS = 40
USUAL_DEPTH = 0.1


@dataclass(frozen=True, eq=False)
class Napkin(Result):
    """What acting on a model that nobody has built yet could be worth a month.

    Parameters
    ----------
    chosen
        The share asked for, or the one that earns most within the limits.
    everybody, random
        Acting on all, and on as many as chosen at random.
    lift
        Hits among the chosen over their usual rate; None where nobody is chosen.
    precision, break_even
        Share of hits among the chosen, and the share at which one more contact pays for itself.
    pays
        Whether the chosen share earns anything.
    strength
        On the scale from 0, chance, over 1, the rule of thumb, to 2, hindsight; None where
        lifts were given for several shares.
    depth
        The share that ``smallest_lift`` is told for: the chosen one, or a tenth.
    smallest_lift
        Lift at that share from which on acting there earns anything; None where no model does.
    smallest_strength
        Strength from which on some share earns anything; None where no model does.
    fraction, gains, lifts, profit
        The curve: share acted on, share of hits found, lift and profit, shape (m,).
    fixed_cost
        Part of the cost that does not depend on the share.
    rule
        What the curve rests on, in one sentence.
    """

    chosen: Point
    everybody: Point
    random: float
    lift: float | None
    precision: float | None
    break_even: float | None
    pays: bool
    strength: float | None
    depth: float
    smallest_lift: float | None
    smallest_strength: float | None
    fraction: Floats
    gains: Floats
    lifts: Floats
    profit: Floats
    fixed_cost: float
    rule: str


def napkin(
    assumptions: Assumptions,
    *,
    base_rate: float,
    strength: float = RULE_OF_THUMB,
    lift_at: Mapping[float, float] | None = None,
) -> Napkin:
    """Tell what a model could be worth, and how good it has to be, before there is any data.

    Parameters
    ----------
    assumptions
        What a person assumes about the money; the population is ``decisions_per_month``.
    base_rate
        Share of decisions where the outcome happens, above 0 and below 1.
    strength
        How good the model is, from 0, chance, over 1, the rule of thumb, to 2, hindsight.
    lift_at
        Lift that is expected at a share, such as ``{0.1: 3}``, in place of a strength: one sets
        the strength, several are joined by straight lines.

    Returns
    -------
    Money a month in the currency of the assumptions.

    Raises
    ------
    InputError
        A share, rate or lift is out of range, or finds more hits than there are.
    NotApplicable
        The money differs from row to row: there are no rows yet.

    Examples
    --------
    >>> offer = Assumptions(form="matrix", right=44, wrong=1, decisions_per_month=1e6)
    >>> found = napkin(offer, base_rate=0.01)
    >>> found.chosen.fraction, found.chosen.profit, found.lift
    (0.051, 50624.308, 4.428)
    """
    if assumptions.per_row:
        then = "Enter one amount for all."
        got = "amounts per row"
        raise NotApplicable(must("assumptions", "the same in every row", got, then))
    counts = counts_of(assumptions.decisions_per_month, base_rate, strength, lift_at)
    money = Assumptions.from_dict(assumptions.to_dict() | {"base_rate": None})
    case = Case.of(counts, money)
    wanted = case.best if money.fraction is None else case.at_share(money.fraction)
    chosen = case.point(min(wanted, case.reach.index))
    everybody = case.point(-1)
    depth = chosen.fraction or money.fraction or USUAL_DEPTH
    fixed = case.prices.fixed if chosen.n else 0.0
    gains = counts.tp / counts.positives
    payoff = money.payoff()
    return Napkin(
        chosen=chosen,
        everybody=everybody,
        random=chosen.fraction * (everybody.profit + fixed) - fixed,
        lift=chosen.tp / (base_rate * chosen.n) if chosen.n else None,
        precision=chosen.tp / chosen.n if chosen.n else None,
        break_even=_even(float(payoff.right), float(payoff.wrong)),
        pays=chosen.profit > 0,
        strength=strength_of(strength, lift_at),
        depth=depth,
        smallest_lift=_smallest_lift(case, depth, base_rate),
        smallest_strength=_smallest_strength(money, base_rate),
        fraction=counts.n / counts.total,
        gains=gains,
        lifts=_lift(counts),
        profit=case.profit,
        fixed_cost=money.fixed_cost,
        rule=_rule(strength, lift_at),
    )


def napkin_counts(
    population: float, base_rate: float, strength: float = RULE_OF_THUMB
) -> ScoreCounts:
    """Counts as a model of this strength would give them, to draw the same curves from.

    The threshold is the share of hits at the margin, as of calibrated probabilities.

    Parameters
    ----------
    population
        How many decisions there are, above zero.
    base_rate
        Share of them where the outcome happens, above 0 and below 1.
    strength
        From 0, chance, over 1, the rule of thumb, to 2, hindsight.

    Raises
    ------
    InputError
        A number is out of range.

    Examples
    --------
    >>> counts = napkin_counts(1000, 0.05)
    >>> counts.tp[counts.n == 250].tolist(), counts.positives
    ([25.0], 50.0)
    """
    return counts_of(population, base_rate, strength, None)


def _lift(counts: ScoreCounts) -> Floats:
    lift = np.full(len(counts), np.nan)
    usual = counts.n * (counts.positives / counts.total)
    np.divide(counts.tp, usual, out=lift, where=usual > 0)
    return lift


def _rule(strength: float, lift_at: Mapping[float, float] | None) -> str:
    if lift_at is not None:
        return f"A guess at the lift, {lifts_in_words(lift_at)}: nothing was measured."
    if strength == RULE_OF_THUMB:
        return "A rule of thumb for a good model, lift = √(1 / share): nothing was measured."
    return f"A rule of thumb at {strength:g} times its usual strength: nothing was measured."


def _even(right: float, wrong: float) -> float | None:
    return -wrong / (right - wrong) if right > 0 > wrong else None


def _smallest_lift(case: Case, depth: float, rate: float) -> float | None:
    """Lift at which acting on this share earns nothing and loses nothing."""
    prices, n = case.prices, depth * case.counts.total
    if prices.right <= prices.wrong:
        return None
    hits = (prices.fixed / prices.scale - prices.wrong * n) / (prices.right - prices.wrong)
    lift = max(0.0, hits / (rate * n))
    return lift if lift <= min(1 / rate, 1 / depth) else None


def _smallest_strength(money: Assumptions, rate: float) -> float | None:
    """Halve the range until some share just earns something; more strength never earns less."""
    if _most(money, rate, 0.0) > 0:
        return 0.0
    if _most(money, rate, STRONGEST) <= 0:
        return None
    low, high = 0.0, STRONGEST
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if _most(money, rate, middle) > 0 else (middle, high)
    return high


def _most(money: Assumptions, rate: float, strength: float) -> float:
    """Most profit of acting on anybody within the limits; zero if that never earns anything."""
    case = Case.of(counts_of(money.decisions_per_month, rate, strength, None), money)
    profit = float(case.profit[: case.reach.index + 1].max())
    return profit if profit > case.prices.rounding else 0.0
