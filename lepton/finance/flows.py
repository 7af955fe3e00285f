"""The cash flow of a case, line by line and month by month; also for many trials at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.finance import timeline
from lepton.finance.case import Case
from lepton.finance.earning import Earning, Values
from lepton.finance.lines import ITEMS, LINES, lines_of
from lepton.finance.terms import Term, as_column, assumed, terms_of, training_hour
from lepton.value.result import Result, frame_of

__all__ = [
    "CashFlow",
    "assumed",
    "cash_flow",
    "net_flows",
    "one_off_later",
    "training_hour",
    "trial_npvs",
]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Part = tuple[Any, Any]
"""An amount, signed, and its profile over the months."""


@dataclass(frozen=True, eq=False)
class CashFlow(Result):
    """Money month by month; arrays of shape (months + 1,), month 0 is today.

    Attributes
    ----------
    month
        0, 1, … up to the horizon.
    lines
        By key of :data:`lepton.finance.lines.LINES`: benefits, and costs as positive amounts.
    items
        The same by item: benefit, needs, data, model, deployment, operations, contingency, tax.
    net
        Benefit less all costs and tax, in currency of each month.
    cumulative
        Running sum of the net.
    discounted
        Running sum of the net brought to today; its last value is the net present value.
    factor
        What a unit of money of each month is worth today.
    spend
        Memo: what contacts and offers cost; already taken off the benefit.
    volume, acted_on
        Memo: decisions of each month, and how many of them are acted on because of the model.
    """

    month: Floats
    lines: Mapping[str, Floats]
    items: Mapping[str, Floats]
    net: Floats
    cumulative: Floats
    discounted: Floats
    factor: Floats
    spend: Floats
    volume: Floats
    acted_on: Floats

    @property
    def npv(self) -> float:
        """Net present value."""
        return float(self.discounted[-1])

    def to_frame(self) -> Any:
        """A row for each month: every line, then what they add up to, then the memo lines."""
        return frame_of({
            "month": self.month.astype(int), **self.lines, "net": self.net,
            "cumulative": self.cumulative, "discounted": self.discounted, "factor": self.factor,
            "spend": self.spend, "volume": self.volume, "acted_on": self.acted_on,
        })  # fmt: skip


def cash_flow(case: Case, earning: Earning, changes: Values | None = None) -> CashFlow:
    """Work out the cash flow of a case.

    Parameters
    ----------
    case
        The assumptions of the investment.
    earning
        What one decision earns.
    changes
        Other values for some assumptions, by name: fields of the case, or names of
        ``earning.base``.

    Returns
    -------
    Money in currency a month; benefits and costs both positive, the net signed.

    Raises
    ------
    InputError
        A change names an assumption that there is not, or is outside its bounds.

    Notes
    -----
    Benefit of month t = profit per decision × decisions × uptake × what is left of the advantage
    × price level × (1 - what is taken off). A loss per decision is neither faded nor cut: that
    would make it look smaller. Costs of the first four items are spent in month 0, operations in
    the months of use; contingency is a share of all of them. Where it comes into use only after
    the horizon, nothing but the one-off costs is left. A limit on people or spending a month
    does not grow with the decisions. Tax is paid on benefit less costs in the same month, and a
    loss saves tax on other profit; of one-off costs that are written off longer than the horizon
    only the part within it is deducted.

    Examples
    --------
    >>> from lepton.finance import FlatEarning
    >>> flow = cash_flow(Case(), FlatEarning(profit=2.5, decisions_per_month=10_000))
    >>> round(flow.net[0]), round(flow.npv)
    (-70183, 470509)
    """
    v = assumed(case, earning, changes)
    terms = terms_of(case, earning, v, None)
    lines = dict.fromkeys(LINES, np.zeros(case.horizon_months + 1))
    for term in (*terms.benefit, *terms.costs):
        lines[term.key] = lines[term.key] + term.line
    lines["contingency"] = v["contingency"] * sum(lines[term.key] for term in terms.costs)
    lines["tax"] = _tax(case, v, lines)
    items = {item: np.sum([lines[key] for key in lines_of(item)], axis=0) for item in ITEMS}
    net = items["benefit"] - sum(items[item] for item in ITEMS if item != "benefit")
    factor = timeline.discounting(case, v["discount_rate"])
    return CashFlow(
        month=timeline.months(case), lines=lines, items=items, net=net,
        cumulative=np.cumsum(net), discounted=np.cumsum(net * factor), factor=factor,
        spend=terms.spend.line, volume=terms.volume.line, acted_on=terms.acted_on.line,
    )  # fmt: skip


def net_flows(
    case: Case, earning: Earning, changes: Values, draw: Ints | None = None
) -> tuple[Any, Any]:
    """The net of every month in many trials, and the factors that discount it.

    Parameters
    ----------
    case, earning
        As for :func:`cash_flow`.
    changes
        Arrays of shape (d,), or numbers. ``delivered`` may be among them, 1 or 0: where it is 0
        the one-off costs are lost and nothing else happens.
    draw
        Bootstrap draw of the model in each trial, shape (d,).

    Returns
    -------
    Arrays that broadcast to (d, months + 1).
    """
    v, parts = _parts(case, earning, changes, draw)
    return _summed(parts), timeline.discounting(case, v["discount_rate"])


def trial_npvs(case: Case, earning: Earning, changes: Values, draw: Ints | None = None) -> Any:
    """The net present value of many trials, without the months between.

    Parameters
    ----------
    case, earning, changes, draw
        As for :func:`net_flows`; several times as fast, for where only the value is asked.

    Returns
    -------
    Money of today, shape (d,); a number if nothing varies.
    """
    v, parts = _parts(case, earning, changes, draw)
    factor = timeline.discounting(case, v["discount_rate"])
    total: Any = 0.0
    for amount, profile in parts:
        if np.ndim(profile) > 1 and np.ndim(factor) > 1:
            today = np.einsum("dm,dm->d", *np.broadcast_arrays(profile, factor))
        else:
            today = profile @ factor if np.ndim(factor) == 1 else factor @ profile
        total = total + (amount[:, 0] if np.ndim(amount) else amount) * today
    return total


def _parts(
    case: Case, earning: Earning, changes: Values, draw: Ints | None
) -> tuple[dict[str, Any], list[Part]]:
    """Every part of the net, signed, contingency and tax taken into its amount."""
    delivered = changes.get("delivered")
    v = assumed(case, earning, {k: x for k, x in changes.items() if k != "delivered"})
    came: Any = 1.0 if delivered is None else as_column(delivered)
    terms = terms_of(case, earning, v, draw)
    after_tax = 1.0 - v["tax_rate"]
    cost = -after_tax * (1.0 + v["contingency"])
    once = [term for term in terms.costs if LINES[term.key].once]
    running = [term for term in terms.costs if not LINES[term.key].once]
    parts = [*_merged(terms.benefit, after_tax * came), *_merged(running, cost * came)]
    parts += _merged(once, cost)
    if case.depreciation_months > 0 and np.any(v["tax_rate"]):
        spent = sum(term.amount for term in once) * (1.0 + v["contingency"])
        parts.append((v["tax_rate"] * came * spent, one_off_later(case, 1.0)))
    return v, parts


def _merged(terms: Iterable[Term], times: Any) -> list[Part]:
    """One part for all terms of the same profile."""
    amounts: dict[int, Any] = {}
    profiles: dict[int, Any] = {}
    for term in terms:
        which = id(term.profile)
        profiles[which] = term.profile
        amounts[which] = amounts.get(which, 0.0) + term.amount
    return [(times * amount, profiles[which]) for which, amount in amounts.items()]


def _summed(parts: list[Part]) -> Any:
    """Sum of amount × profile; those whose profile is the same in all trials in one product."""
    plain = [(amount, profile) for amount, profile in parts if np.ndim(profile) == 1]
    size = max(np.size(amount) for amount, _ in plain)
    amounts = np.empty((size, len(plain)))
    for i, (amount, _) in enumerate(plain):
        amounts[:, i : i + 1] = amount
    total: Any = amounts @ np.array([profile for _, profile in plain])
    if not any(np.ndim(amount) for amount, _ in plain):
        total = total[0]
    for amount, profile in parts:
        if np.ndim(profile) > 1:
            total = total + amount * profile
    return total


def _tax(case: Case, v: Mapping[str, Any], lines: Mapping[str, Any]) -> Any:
    """Tax of each month; a loss saves tax on other profit, so it is negative then."""
    costs = sum(line for key, line in lines.items() if key not in {"benefit", "tax"})
    spent = sum(line[0] for key, line in lines.items() if LINES[key].once)
    later = one_off_later(case, spent * (1.0 + v["contingency"]))
    return v["tax_rate"] * (lines["benefit"] - costs - later)


def one_off_later(case: Case, spent: float) -> Floats:
    """What of one-off costs is deducted later than it is spent: more in a month, or less.

    Parameters
    ----------
    case
        Says over how many months they are written off.
    spent
        In month 0, contingency included.

    Returns
    -------
    Money by which the deduction of each month differs, shape (months + 1,).
    """
    when = timeline.months(case)
    if case.depreciation_months == 0:
        return np.zeros_like(when)
    written = np.where((when > 0) & (when <= case.depreciation_months), 1.0, 0.0)
    return spent * (written / case.depreciation_months - np.where(when == 0, 1.0, 0.0))
