"""What waiting costs."""

import math

import numpy as np

from lepton.errors import InputError, must
from lepton.finance.case import Case
from lepton.finance.earning import Earning
from lepton.finance.flows import trial_npvs

__all__ = ["cost_of_delay", "started_later"]

YEAR = 12


def cost_of_delay(case: Case, earning: Earning, months: int = 1) -> float:
    """What it costs to start later, if the last day looked at stays the same.

    Parameters
    ----------
    case, earning
        As for :func:`lepton.finance.cash_flow`.
    months
        How much later, from 0 to the horizon; then nothing is begun at all.

    Returns
    -------
    Money of today: the net present value of starting now less that of starting later. Negative
    where waiting is better, as for a case that loses money.

    Raises
    ------
    InputError
        The months are not whole, or not within the horizon.

    Notes
    -----
    Everything moves: one-off costs, uptake and fading start later. Growth, season and prices go
    on meanwhile.

    Examples
    --------
    >>> from lepton.finance import Case, FlatEarning
    >>> round(cost_of_delay(Case(), FlatEarning(profit=2.5, decisions_per_month=10_000)))
    19735
    """
    return float(trial_npvs(case, earning, {})) - started_later(case, earning, months)


def started_later(case: Case, earning: Earning, months: int) -> float:
    """The net present value, today, of starting later; see :func:`cost_of_delay`."""
    last = case.horizon_months
    if isinstance(months, bool) or not isinstance(months, int) or not 0 <= months <= last:
        then = "It has to start within the months looked at."
        raise InputError(must("months", f"a whole number from 0 to {last}", repr(months), then))
    if months == last:
        return 0.0
    later = Case.from_dict({
        **case.to_dict(),
        "horizon_months": case.horizon_months - months,
        "first_month": (case.first_month - 1 + months) % YEAR + 1,
    })  # fmt: skip
    years = months / YEAR
    grown = earning.base["decisions_per_month"] * (1.0 + case.volume_growth) ** years
    moved = math.exp(years * (math.log1p(case.inflation) - math.log1p(case.discount_rate)))
    # as an array: growth may lead beyond the bounds of what a person may enter
    found = trial_npvs(later, earning, {"decisions_per_month": np.array([grown])})
    return float(found[0]) * moved
