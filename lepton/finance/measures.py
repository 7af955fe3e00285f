"""What a finance director asks of a cash flow: its value today, its return, when it pays back."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lepton.finance.case import Case
from lepton.finance.flows import CashFlow
from lepton.finance.lines import LINES
from lepton.finance.rates import irr_all, mirr, monthly_rate, sign_changes, yearly_rate
from lepton.finance.timeline import moments
from lepton.value.result import Result

__all__ = ["Measures", "equivalent_annual", "measures", "payback", "paybacks"]

Floats = npt.NDArray[np.float64]
YEAR = 12
LEAST_OUTLAY = 0.1  # of all costs: a rate of return on less than that says nothing
HIGHEST = 100.0  # a year: a rate beyond 10,000 % says nothing either
LOWEST = -0.99  # a year: nor does one below, where all but a trace of the money is lost


@dataclass(frozen=True)
class Measures(Result):
    """The measures of one cash flow.

    Attributes
    ----------
    npv
        Net present value: benefits less costs less tax, each month brought to today.
    irr
        Internal rate of return a year; None where it would mislead, see ``irr_note``.
    irr_note
        Why no internal rate of return is shown; empty where one is.
    sign_changes
        How often the monthly net turns its sign; with more than 1, several rates may exist.
    mirr
        Modified rate of return a year: money is borrowed and put aside at the discount rate. None
        where nothing goes out, nothing comes back, or it is above 10,000 % or below -99 %.
    roi
        (PV of benefits - PV of tax - PV of costs) / PV of costs: the net present value for each
        unit of money spent, over the whole horizon. Contacts and offers are taken off the
        benefits and are not in the denominator. None without costs.
    roi_undiscounted
        The same from plain sums.
    benefit_cost
        (PV of benefits - PV of tax) / PV of costs: the return plus 1. None without costs.
    pv_benefits, pv_costs, pv_tax
        Present values; costs positive, contingency in them, tax not.
    payback_months
        Months until the running sum first reaches 0, straight within the month; None where it does
        not within the horizon.
    discounted_payback_months
        The same on money of today.
    payback_holds
        Whether the running sum stays at 0 or above from there to the end.
    equivalent_annual
        The level amount a year, over the horizon, that is worth as much as the net present value.
    total_benefits, total_costs, total_tax
        Plain sums over the horizon.
    peak_need
        The most money that is out at any time, positive.
    nothing_earned
        Why the case cannot earn anything, in a sentence; empty where it can.
    """

    npv: float
    irr: float | None
    irr_note: str
    sign_changes: int
    mirr: float | None
    roi: float | None
    roi_undiscounted: float | None
    benefit_cost: float | None
    pv_benefits: float
    pv_costs: float
    pv_tax: float
    payback_months: float | None
    discounted_payback_months: float | None
    payback_holds: bool
    equivalent_annual: float
    total_benefits: float
    total_costs: float
    total_tax: float
    peak_need: float
    nothing_earned: str


def measures(case: Case, flow: CashFlow) -> Measures:
    """What a cash flow amounts to.

    Parameters
    ----------
    case
        The case that the flow comes from; its discount rate and timing are used.
    flow
        As :func:`lepton.finance.cash_flow` gives it. Where it was made with changes to the
        discount rate, pass the case with that rate.

    Returns
    -------
    The measures; money in currency, rates a year, times in months.

    Examples
    --------
    >>> from lepton.finance import Case, FlatEarning, cash_flow
    >>> case, earning = Case(), FlatEarning(profit=2.5, decisions_per_month=10_000)
    >>> found = measures(case, cash_flow(case, earning))
    >>> round(found.npv), round(found.roi, 3), round(found.payback_months, 1)
    (470509, 5.155, 8.9)
    """
    costs = _costs(flow)
    benefits, tax = flow.lines["benefit"], flow.lines["tax"]
    pv_benefits, pv_costs, pv_tax = (float(x @ flow.factor) for x in (benefits, costs, tax))
    irr, note = _irr(case, flow, costs)
    rate = monthly_rate(case.discount_rate)
    modified = mirr(flow.net, rate, rate, times=moments(case))
    first = payback(flow.cumulative)
    return Measures(
        npv=flow.npv,
        irr=irr,
        irr_note=note,
        sign_changes=sign_changes(flow.net),
        mirr=_a_year(modified),
        roi=_per(flow.npv, pv_costs),
        roi_undiscounted=_per(float(flow.cumulative[-1]), float(costs.sum())),
        benefit_cost=_per(pv_benefits - pv_tax, pv_costs),
        pv_benefits=pv_benefits,
        pv_costs=pv_costs,
        pv_tax=pv_tax,
        payback_months=first,
        discounted_payback_months=payback(flow.discounted),
        payback_holds=first is not None and bool((flow.cumulative[math.ceil(first) :] >= 0).all()),
        equivalent_annual=equivalent_annual(flow.npv, case.discount_rate, case.horizon_months),
        total_benefits=float(benefits.sum()),
        total_costs=float(costs.sum()),
        total_tax=float(np.sum(tax)),
        peak_need=max(-float(flow.cumulative.min()), 0.0),
        nothing_earned=_nothing(case, flow),
    )


def payback(cumulative: npt.ArrayLike) -> float | None:
    """Periods until a running sum first reaches 0, straight within the period.

    Parameters
    ----------
    cumulative
        Running sum of a cash flow, shape (n,); the first is today's.

    Returns
    -------
    Periods from today: 0 where nothing had to be paid first; None where it never gets there.

    Examples
    --------
    >>> payback([-100, -60, -20, 20])
    2.5
    """
    found = float(paybacks(np.asarray(cumulative, dtype=np.float64)[None])[0])
    return None if math.isnan(found) else found


def paybacks(cumulative: Floats) -> Floats:
    """As :func:`payback`, for many trials at once.

    Parameters
    ----------
    cumulative
        Shape (d, n).

    Returns
    -------
    Periods, shape (d,); NaN where the sum does not reach 0.
    """
    back = cumulative >= 0
    at = np.argmax(back, axis=1)
    row = np.arange(len(at))
    here, before = cumulative[row, at], cumulative[row, np.maximum(at - 1, 0)]
    rise = np.where(at > 0, here - before, 1.0)
    within = np.where(at > 0, at - 1 - before / np.where(rise > 0, rise, 1.0), 0.0)
    return np.where(back[row, at], within, np.nan)


def equivalent_annual(npv: float, discount_rate: float, months: float) -> float:
    """The level amount at the end of each year that is worth a net present value.

    Parameters
    ----------
    npv
        Money of today.
    discount_rate
        A year.
    months
        How long it lasts; parts of a year count as such.

    Returns
    -------
    Money a year: NPV × r / (1 - (1 + r)^-years), or NPV / years where r is 0.

    Examples
    --------
    >>> round(equivalent_annual(1000.0, 0.10, 36), 2)
    402.11
    """
    years = months / YEAR
    if abs(discount_rate) < 1e-12:
        return npv / years
    return npv * discount_rate / -math.expm1(-years * math.log1p(discount_rate))


def _costs(flow: CashFlow) -> Floats:
    keys = [key for key, line in LINES.items() if line.item not in {"benefit", "tax"}]
    return np.asarray(np.sum([flow.lines[key] for key in keys], axis=0), dtype=np.float64)


def _per(money: float, costs: float) -> float | None:
    return money / costs if costs > 0 else None


def _nothing(case: Case, flow: CashFlow) -> str:
    if case.build_months >= case.horizon_months:
        return (
            f"Nothing is earned: it comes into use after {case.build_months} months, and"
            f" {case.horizon_months} are looked at."
        )
    if not flow.volume.any():
        return "Nothing is earned: there are no decisions."
    if not flow.acted_on.any():
        return "Nothing is earned: no decision is acted on."
    if flow.lines["benefit"].sum() <= 0:
        return "Nothing is earned: acting on it brings no more than today's practice."
    return ""


def _irr(case: Case, flow: CashFlow, costs: Floats) -> tuple[float | None, str]:
    changes = sign_changes(flow.net)
    if changes == 0:
        gets = "pays" if flow.net.sum() <= 0 else "receives"
        return None, f"No rate of return exists: the case only {gets} money."
    found = irr_all(flow.net, moments(case))
    if not found:
        return None, "No rate of return exists: at no rate is the case worth exactly 0."
    if costs[0] < LEAST_OUTLAY * costs.sum():
        return None, "No rate of return is shown: too little is paid at the start to relate it to."
    if len(found) > 1:
        return None, (
            f"No rate of return is shown: the monthly net changes its sign {changes} times, and"
            f" {len(found)} rates fit."
        )
    yearly = _a_year(found[0])
    if yearly is None:
        beyond = "above 10,000 %" if found[0] > 0 else "below -99 %"
        return None, f"No rate of return is shown: {beyond} a year it says nothing."
    return yearly, ""


def _a_year(monthly: float | None) -> float | None:
    """The rate a year; None where it is beyond belief."""
    if monthly is None or monthly > HIGHEST:
        return None
    yearly = yearly_rate(monthly)
    return yearly if LOWEST <= yearly <= HIGHEST else None
