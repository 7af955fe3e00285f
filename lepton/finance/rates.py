"""Interest arithmetic: present values and rates of return.

Conventions are those of numpy-financial: ``cash_flows[0]`` is today and is not discounted, money
that comes in is positive and money that goes out negative, and every rate is per period.
"""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.value.checks import amount

__all__ = [
    "irr", "irr_all", "mirr", "monthly_rate", "npv", "rate_above", "sign_changes", "yearly_rate",
]  # fmt: skip

Floats = npt.NDArray[np.float64]

YEAR = 12
TOUCH = 1e-12  # of the sum of all terms: closer to 0 than that, a flow touches 0
SAME = 1e-9  # rates closer than that are one
LARGEST = 700.0  # e to this still is a number
RATE = "Write 10 % as 0.1; a rate of -100 % or less would leave nothing."


def monthly_rate(yearly: Any) -> Any:
    """The rate a month that grows to the yearly one: (1 + r)^(1/12) - 1.

    Examples
    --------
    >>> round(monthly_rate(0.10), 10)
    0.0079741404
    """
    return (1.0 + yearly) ** (1.0 / YEAR) - 1.0


def yearly_rate(monthly: float) -> float:
    """The rate a year that a monthly one grows to: (1 + i)^12 - 1.

    Examples
    --------
    >>> round(yearly_rate(0.01), 6)
    0.126825
    """
    return (1.0 + monthly) ** YEAR - 1.0


def npv(rate: float, cash_flows: npt.ArrayLike) -> float:
    """What a series of cash flows is worth today.

    Parameters
    ----------
    rate
        Per period, a fraction above -1.
    cash_flows
        One amount per period, shape (n,); the first is today's and is not discounted (the NPV of
        a spreadsheet discounts its first value: there it is ``C0 + NPV(rate, C1:Cn)``).

    Returns
    -------
    Money of today.

    Raises
    ------
    InputError
        The rate is -1 or less, or an amount is not a number.

    Notes
    -----
    Σ CF_t / (1 + r)^t, t = 0 … n - 1.

    Examples
    --------
    >>> round(npv(0.08, [-40_000, 5_000, 8_000, 12_000, 30_000]), 5)
    3065.22267
    """
    flows = _flows(cash_flows)
    with np.errstate(over="ignore", invalid="ignore"):
        value = float(flows @ np.exp(-np.arange(flows.size) * math.log1p(rate_above("rate", rate))))
    if not math.isfinite(value):
        rule = f"farther above -1 over {flows.size} periods"
        raise InputError(must("rate", rule, repr(rate), "The value is too large for a number."))
    return value


def sign_changes(cash_flows: npt.ArrayLike) -> int:
    """How often a series turns from paying to receiving or back; zeros do not count.

    More than one change means that several rates of return may exist, or none.

    Examples
    --------
    >>> sign_changes([-100, 0, 150, -20])
    2
    """
    return _turns(_flows(cash_flows)).size


def irr(cash_flows: npt.ArrayLike) -> float | None:
    """The rate at which a series of cash flows is worth nothing today.

    Returns
    -------
    Per period; the one nearest to 0 where there are several (see :func:`irr_all`), and None where
    there is none.

    Raises
    ------
    InputError
        An amount is not a number.

    Examples
    --------
    >>> round(irr([-100, 39, 59, 55, 20]), 5)
    0.28095
    >>> irr([100, 20]) is None
    True
    """
    found = irr_all(cash_flows)
    return min(found, key=abs) if found else None


def irr_all(cash_flows: npt.ArrayLike, times: npt.ArrayLike | None = None) -> list[float]:
    """Every rate above -1 at which a series of cash flows is worth nothing today.

    Parameters
    ----------
    cash_flows
        One amount per period, shape (n,).
    times
        When each of them comes, in periods from today, rising, shape (n,); None for 0, 1, 2, …

    Returns
    -------
    Rates per period, rising; never more than :func:`sign_changes`.

    Raises
    ------
    InputError
        An amount is not a number, or the times do not rise.

    Notes
    -----
    In u = -ln(1 + i) the value is f(u) = Σ CF_t e^{tu}. Between two turns of sign at time c the
    derivative of e^{-cu} f has the terms (t - c) CF_t e^{(t-c)u}, with one sign change fewer. By
    Rolle's theorem its roots part the roots of f, so that all are found, one bracket each, however
    many periods there are.

    Examples
    --------
    >>> [round(rate, 4) for rate in irr_all([-100, 230, -132])]
    [0.1, 0.2]
    """
    flows = _flows(cash_flows)
    when = np.arange(flows.size, dtype=np.float64) if times is None else _times(times, flows)
    some = flows != 0
    roots = _roots(flows[some], when[some])
    rates = sorted(math.expm1(-u) for u in roots if -u < LARGEST)
    return [rate for i, rate in enumerate(rates) if not i or rate - rates[i - 1] > SAME]


def mirr(
    cash_flows: npt.ArrayLike,
    finance_rate: float,
    reinvest_rate: float,
    *,
    times: npt.ArrayLike | None = None,
) -> float | None:
    """The rate of return if money is borrowed and put aside at given rates.

    Parameters
    ----------
    cash_flows
        One amount per period, shape (n,).
    finance_rate
        Per period, what money that goes out costs.
    reinvest_rate
        Per period, what money that comes in earns until the end.
    times
        As for :func:`irr_all`.

    Returns
    -------
    Per period; None where nothing goes out or nothing comes in.

    Raises
    ------
    InputError
        A rate is -1 or less, or an amount is not a number.

    Notes
    -----
    (FV(positive, reinvest) / -PV(negative, finance))^(1/n) - 1, n the time of the last amount.

    Examples
    --------
    >>> round(mirr([-100, 39, 59, 55, 20], 0.10, 0.12), 6)
    0.204377
    """
    flows = _flows(cash_flows)
    when = np.arange(flows.size, dtype=np.float64) if times is None else _times(times, flows)
    cost, gain = (
        rate_above("finance_rate", finance_rate),
        rate_above("reinvest_rate", reinvest_rate),
    )
    paid = -float(np.minimum(flows, 0) @ np.exp(-when * math.log1p(cost)))
    back = float(np.maximum(flows, 0) @ np.exp(-when * math.log1p(gain)))
    if paid <= 0 or back <= 0:
        return None
    return math.expm1(math.log(back / paid) / when[-1] + math.log1p(gain))


def rate_above(name: str, rate: float) -> float:
    """A rate above -1.

    Raises
    ------
    InputError
        It is -1 or less, or no number.
    """
    known = amount(name, rate, then=RATE)
    if known <= -1:
        raise InputError(must(name, "above -1", repr(rate), RATE))
    return known


def _flows(cash_flows: npt.ArrayLike) -> Floats:
    then = "Give one amount per period; the first is today's."
    try:
        given = np.asarray(cash_flows, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(must("cash_flows", "numbers", repr(cash_flows), then)) from None
    if given.ndim != 1 or given.size == 0:
        rule = "one amount or more, in one row"
        raise InputError(must("cash_flows", rule, f"shape {given.shape}", then))
    if not np.isfinite(given).all():
        raise InputError(must("cash_flows", "finite in every period", "a gap", then))
    return given


def _times(times: npt.ArrayLike, flows: Floats) -> Floats:
    given = np.asarray(times, dtype=np.float64)
    if given.shape != flows.shape or (np.diff(given) <= 0).any():
        rule = f"{flows.size} rising numbers"
        raise InputError(must("times", rule, "others", "Give one time for each amount."))
    return given


def _turns(flows: Floats) -> npt.NDArray[np.intp]:
    """Positions, among the amounts that are not 0, after which the sign turns."""
    sign = np.sign(flows[flows != 0])
    return np.flatnonzero(sign[1:] != sign[:-1])


def _roots(flows: Floats, when: Floats) -> list[float]:
    """Every u at which Σ flows e^{when u} is 0, rising; no amount is 0."""
    from scipy.optimize import brentq

    turns = _turns(flows)
    if turns.size == 0:
        return []
    at = turns[turns.size // 2]
    between = (when - (when[at] + when[at + 1]) / 2) * flows
    edges = [*_reach(flows, when), *_roots(between / np.abs(between).max(), when)]
    edges.sort()
    found = []
    values = [_value(u, flows, when) for u in edges]
    for left, right, here, there in zip(edges, edges[1:], values, values[1:], strict=False):
        if abs(there) <= TOUCH:
            found.append(right)
        elif here * there < 0 and abs(here) > TOUCH:
            found.append(brentq(_value, left, right, args=(flows, when), xtol=1e-15, rtol=1e-14))
    return found


def _value(u: float, flows: Floats, when: Floats) -> float:
    """Σ flows e^{when u}, as a part of the sum of the sizes of its terms: from -1 to 1."""
    power = when * u
    terms = flows * np.exp(power - power.max())
    return float(terms.sum() / np.abs(terms).sum())


def _reach(flows: Floats, when: Floats) -> tuple[float, float]:
    """Between these u lie all roots: beyond, the last or the first term outweighs all others."""
    size = np.abs(flows)
    late = math.log(size[:-1].sum() / size[-1]) / (when[-1] - when[-2])
    soon = math.log(size[1:].sum() / size[0]) / (when[1] - when[0])
    return -max(soon, 0.0) - 1.0, max(late, 0.0) + 1.0
