"""From the profit of a month on the page of returns to the benefit of a month in the case."""

from dataclasses import dataclass

import numpy as np

from lepton.finance import timeline
from lepton.finance.case import Case
from lepton.finance.earning import Earning
from lepton.finance.flows import assumed, cash_flow
from lepton.value.result import Result

__all__ = ["Part", "reconciled"]

LEAST = 1e-9  # of the first amount: a smaller change is none


@dataclass(frozen=True)
class Part(Result):
    """One step between the two pages.

    Attributes
    ----------
    key
        "decided" (extra profit of a month, every decision following the model), "volume" (growth
        and season), "uptake", "limits", "fading", "caution", "prices" and "benefit" (an average
        month of use in the case).
    amount
        What the step adds, in currency a month; of "decided" and "benefit" the amount itself.
    """

    key: str
    amount: float


def reconciled(case: Case, earning: Earning) -> list[Part]:
    """Say how the extra profit of a month becomes the benefit of an average month of use.

    Parameters
    ----------
    case, earning
        As for :func:`lepton.finance.cash_flow`.

    Returns
    -------
    The first amount, the steps that change something, and the last amount, which is their sum:
    the mean of the benefits over the months of use, 0 where it is never used.

    Examples
    --------
    >>> from lepton.finance import FlatEarning
    >>> parts = reconciled(Case(adoption="full", retrain_every=1), FlatEarning(2.0, 1_000))
    >>> [(part.key, round(part.amount)) for part in parts]
    [('decided', 2000), ('caution', -200), ('benefit', 1800)]
    """
    v = assumed(case, earning)
    used = timeline.in_use(case) > 0
    profit = float(np.asarray(earning.worth({}).profit))
    first = profit * float(v["decisions_per_month"])
    gains = profit > 0
    factors = {
        "volume": timeline.volume(case, 1.0, v["volume_growth"]),
        "uptake": timeline.adoption(case, v),
        "fading": timeline.decay(case, v) if gains else np.ones(used.size),
        "caution": np.full(used.size, 1.0 - v["benefit_haircut"] if gains else 1.0),
        "prices": timeline.prices(case, v["inflation"]),
    }
    last = float(cash_flow(case, earning).lines["benefit"][used].mean()) if used.any() else 0.0
    steps = _steps(first, factors, used)
    limits = last - first - sum(part.amount for part in steps)
    steps.insert(2, Part("limits", limits))
    told = [part for part in steps if abs(part.amount) > LEAST * abs(first)]
    return [Part("decided", first), *told, Part("benefit", last)]


def _steps(first: float, factors: dict[str, np.ndarray], used: np.ndarray) -> list[Part]:
    """What each factor changes in the mean of the months of use, one after the other."""
    month, before, found = np.full(used.size, first), first, []
    for key, factor in factors.items():
        month = month * factor
        after = float(month[used].mean()) if used.any() else 0.0
        found.append(Part(key, after - before))
        before = after
    return found
