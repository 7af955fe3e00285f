"""How many hits a model is taken to find, from its strength or from expected lifts."""

import math
from collections.abc import Mapping

import numpy as np

from lepton.errors import InputError, must
from lepton.value.checks import Floats, amount, share
from lepton.value.counts import ScoreCounts
from lepton.value.curve import sealed

__all__ = ["STRONGEST", "counts_of", "lifts_in_words", "strength_of"]

STRONGEST = 2.0
STEPS = 1000
ROUNDING = 1e-9


def counts_of(
    population: float, base_rate: float, strength: float, lift_at: Mapping[float, float] | None
) -> ScoreCounts:
    """Counts of a model of this strength, or of the lifts that are expected.

    Raises
    ------
    InputError
        A number is out of range, or the lifts find more hits than there are.
    """
    then = "Enter how many decisions there are."
    total = amount("population", population, least=ROUNDING, then=then)
    rate = _rate(base_rate)
    points = None if lift_at is None else _points(lift_at, rate)
    part = np.arange(STEPS + 1) / STEPS
    if points is None or points.size == 2:  # one share and its lift
        power = strength_of(strength, lift_at) or 0.0
        corner = rate ** (2 / power) if power > 0 else 0.0  # up to here all are hits
        beside = np.abs(part - corner).min() > ROUNDING
        part = np.union1d(part, [corner]) if beside else part
        gains = np.minimum(part ** (1 - power / 2), part / rate)
    else:
        part = np.union1d(part.round(9), points[0].round(9))
        gains = np.interp(part, *np.column_stack([[0, 0], points, [1, 1]]))
    gains[-1] = 1.0
    n, tp = total * part, total * rate * gains
    slope = np.concatenate(([np.inf], np.diff(tp) / np.diff(n)))
    return ScoreCounts(sealed(slope), sealed(n), sealed(tp), total, total * rate)


def _rate(base_rate: float) -> float:
    rate = share("base_rate", base_rate)
    if rate in {0.0, 1.0}:
        then = "Enter the share of cases where it happens, such as 0.05."
        raise InputError(must("base_rate", "above 0 and below 1", f"{rate:g}", then))
    return rate


def _points(lift_at: Mapping[float, float], rate: float) -> Floats:
    """Shares and the gains there, shape (2, k), rising; nothing that cannot be."""
    if not lift_at:
        then = "Write lift_at={0.1: 3}, or leave it out for the rule of thumb."
        raise InputError(must("lift_at", "given for at least one share", "none", then))
    shares = [share("share of lift_at", part) for part in lift_at]
    order = np.argsort(shares)
    then = "Enter how many times as many hits as usual are found there."
    lifts = np.array([amount("lift", lift, least=1.0, then=then) for lift in lift_at.values()])
    part = np.array(shares)[order]
    if part[0] <= 0 or part[-1] >= 1:
        then = "Everybody and nobody have no lift."
        raise InputError(must("share of lift_at", "above 0 and below 1", part.tolist(), then))
    gains = part * lifts[order]
    steps, found = np.diff(part, prepend=0, append=1), np.diff(gains, prepend=0, append=1)
    if (found < -ROUNDING).any():
        then = "A lift of at most 1 / share finds every hit, and more are never lost again."
        said = lifts_in_words(lift_at)
        raise InputError(must("lift_at", "of hits that there are", said, then))
    if (found * rate > steps * (1 + ROUNDING)).any():
        then = f"At a base rate of {rate:g} no lift is above {1 / rate:.4g}."
        raise InputError(must("lift_at", "of hits that there are", lifts_in_words(lift_at), then))
    return np.array([part, gains])


def lifts_in_words(lift_at: Mapping[float, float]) -> str:
    """Lifts as a person would say them."""
    return ", ".join(f"{lift:g} at {part:g}" for part, lift in lift_at.items())


def strength_of(strength: float, lift_at: Mapping[float, float] | None) -> float | None:
    """Strength as given, or that of one expected lift; None where there are several."""
    if lift_at is None:
        then = "1 is the rule of thumb for a good model."
        return amount("strength", strength, least=0.0, most=STRONGEST, then=then)
    if len(lift_at) > 1:
        return None
    ((part, lift),) = lift_at.items()
    return min(STRONGEST, 2 * math.log(lift) / -math.log(part))
