"""Level payments: loans and savings.

Conventions are those of numpy-financial: money that comes in is positive and money that goes out
negative, and every rate is per period.
"""

import math
from typing import Literal

from lepton.errors import InputError, must
from lepton.finance.rates import rate_above
from lepton.value.checks import amount

__all__ = ["fv", "nper", "pmt", "pv"]

When = Literal["end", "begin"]
SMALL = 1e-3  # growth below this is worked out without losing digits


def pmt(rate: float, nper: float, pv: float, fv: float = 0.0, when: When = "end") -> float:
    """The level payment that settles a loan.

    Parameters
    ----------
    rate
        Per period.
    nper
        How many payments.
    pv
        What is received today.
    fv
        What is left to receive after the last payment.
    when
        Whether payments fall at the "end" or the "begin" of a period.

    Returns
    -------
    Payment per period; negative where money goes out.

    Examples
    --------
    >>> round(pmt(0.075 / 12, 180, 200_000), 4)
    -1854.0247
    """
    rate, nper = rate_above("rate", rate), _periods(nper)
    return -(fv + pv * _grown(rate, nper)) / _annuity(rate, nper, when)


def fv(rate: float, nper: float, pmt: float, pv: float, when: When = "end") -> float:
    """What a start and level payments grow to.

    Parameters
    ----------
    rate, nper, pmt, pv, when
        As for :func:`pmt`.

    Returns
    -------
    Money after the last period; positive where money was paid in.

    Examples
    --------
    >>> round(fv(0.05 / 12, 120, -100, -100), 4)
    15692.9289
    """
    rate, nper = rate_above("rate", rate), _periods(nper)
    return -(pv * _grown(rate, nper) + pmt * _annuity(rate, nper, when))


def pv(rate: float, nper: float, pmt: float, fv: float = 0.0, when: When = "end") -> float:
    """What level payments and an end are worth today.

    Parameters
    ----------
    rate, nper, pmt, fv, when
        As for :func:`pmt`.

    Returns
    -------
    Money of today; negative where it has to be paid to receive the rest.

    Examples
    --------
    >>> round(pv(0.05 / 12, 120, -100, 15692.93), 2)
    -100.0
    """
    rate, nper = rate_above("rate", rate), _periods(nper)
    return -(fv + pmt * _annuity(rate, nper, when)) / _grown(rate, nper)


def nper(rate: float, pmt: float, pv: float, fv: float = 0.0, when: When = "end") -> float | None:
    """How many level payments settle a loan.

    Parameters
    ----------
    rate, pmt, pv, fv, when
        As for :func:`pmt`.

    Returns
    -------
    Number of periods, not rounded; None where these payments never settle it.

    Examples
    --------
    >>> round(nper(0.07 / 12, -150, 8_000), 5)
    64.07335
    >>> nper(0.07 / 12, -20, 8_000) is None
    True
    """
    rate = rate_above("rate", rate)
    if rate == 0:
        return -(fv + pv) / pmt if pmt and -(fv + pv) / pmt >= 0 else None
    level = pmt * (1 + rate * _early(when)) / rate
    ratio = (level - fv) / (level + pv) if level + pv else 0.0
    return math.log(ratio) / math.log1p(rate) if ratio > 0 else None


def _grown(rate: float, periods: float) -> float:
    try:
        return math.exp(periods * math.log1p(rate))
    except OverflowError:
        rule = f"smaller over {periods:,.10g} periods"
        then = "The amount is too large for a number."
        raise InputError(must("rate", rule, repr(rate), then)) from None


def _annuity(rate: float, periods: float, when: When) -> float:
    """What payments of 1 grow to."""
    if rate == 0:
        return periods
    if abs(periods * rate) < SMALL:
        return (1 + rate * _early(when)) * math.expm1(periods * math.log1p(rate)) / rate
    return (1 + rate * _early(when)) * (_grown(rate, periods) - 1) / rate


def _early(when: When) -> float:
    if when not in {"end", "begin"}:
        raise InputError(must("when", "end or begin", repr(when), "Choose one of them."))
    return 1.0 if when == "begin" else 0.0


def _periods(periods: float) -> float:
    known = amount("nper", periods, then="Enter how many payments there are.")
    if known <= 0:
        raise InputError(must("nper", "above 0", repr(periods), "Enter how many there are."))
    return known
