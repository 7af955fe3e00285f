"""Build it, or buy what is on offer."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.finance.case import Case
from lepton.finance.earning import Earning
from lepton.finance.flows import CashFlow, cash_flow, one_off_later
from lepton.finance.measures import equivalent_annual
from lepton.finance.timeline import in_use, prices
from lepton.value.checks import amount
from lepton.value.entries import fields_in
from lepton.value.result import Result

__all__ = ["BuildOrBuy", "Offer", "build_or_buy"]

Floats = npt.NDArray[np.float64]
KEPT = ("review", "incentives", "campaign")
"""Running costs of acting: they stay whoever made the model."""
PER = 1_000
LONGEST_BUILD, LONGEST_LIFE = 120, 240  # as for a case
EVEN = 1e-9  # of the larger value: closer than that, both are worth the same


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a supplier offers instead.

    Parameters
    ----------
    name
        What a person calls it.
    upfront
        Paid before it is in use, positive: setting up, building it in, training of people.
    per_month
        Paid in each month of use, positive.
    per_thousand
        Paid for 1,000 decisions, positive.
    share_of_value
        Part of the benefit of the own model that it brings, 0 to 3: above 1 it is better.
    build_months
        Months until it is in use.
    life_months
        How long it is looked at; None for the horizon of the case.

    Raises
    ------
    InputError
        A value is outside its bounds.

    Examples
    --------
    >>> Offer.from_dict(Offer(per_month=900).to_dict()) == Offer(per_month=900)
    True
    """

    name: str = "Bought"
    upfront: float = 0.0
    per_month: float = 0.0
    per_thousand: float = 0.0
    share_of_value: float = 1.0
    build_months: int = 1
    life_months: int | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise InputError(must("name", "some text", repr(self.name), "Name the offer."))
        for name in ("upfront", "per_month", "per_thousand"):
            then = "Enter a cost as a positive amount."
            checked = amount(name, getattr(self, name), least=0.0, most=1e12, then=then)
            object.__setattr__(self, name, checked)
        then = "Write 90 % of the benefit of your own model as 0.9."
        part = amount("share_of_value", self.share_of_value, least=0.0, most=3.0, then=then)
        object.__setattr__(self, "share_of_value", part)
        _whole("build_months", self.build_months, 0, LONGEST_BUILD)
        if self.life_months is not None:
            _whole("life_months", self.life_months, 1, LONGEST_LIFE)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> "Offer":
        """Read what :meth:`to_dict` wrote; what is left out takes its default.

        Raises
        ------
        InputError
            A field does not exist, or a value cannot be used.
        """
        return cls(**fields_in("offer", given, cls, "made of what an offer has"))


@dataclass(frozen=True, eq=False)
class BuildOrBuy(Result):
    """Both ways beside each other; money in currency.

    Attributes
    ----------
    build_npv, buy_npv
        Net present values, each over its own life.
    build_annual, buy_annual
        The level amounts a year that are worth as much.
    same_life
        Whether both are looked at for the same time; if not, only the amounts a year compare.
    difference
        Building less buying: in net present value, or a year where the lives differ.
    better
        "build", "buy", "even", or "neither" where both lose money.
    tip_per_month
        The price a month of the offer at which both are worth the same; None where there is none
        from 0 up.
    tip_share_of_value
        The part of the benefit at which they are, 0 to 3; None where there is none.
    tip_overrun
        By what part all costs of building may grow until they are, negative where they would
        have to shrink; None where there are none.
    build_net, buy_net
        Net of each month; shape (months + 1,).
    """

    build_npv: float
    buy_npv: float
    build_annual: float
    buy_annual: float
    same_life: bool
    difference: float
    better: str
    tip_per_month: float | None
    tip_share_of_value: float | None
    tip_overrun: float | None
    build_net: Floats
    buy_net: Floats


def build_or_buy(case: Case, earning: Earning, offer: Offer) -> BuildOrBuy:
    """Compare building with what a supplier offers.

    Parameters
    ----------
    case, earning
        What building takes and brings, as for :func:`lepton.finance.cash_flow`.
    offer
        What is on offer. It brings its part of the same benefit, with the same uptake, fading
        and caution. People who look at decisions, incentives and the fixed cost of acting are
        paid either way, contingency included; the prices of the offer are taken as they stand.

    Examples
    --------
    >>> from lepton.finance import Case, FlatEarning
    >>> earning = FlatEarning(profit=2.5, decisions_per_month=10_000)
    >>> found = build_or_buy(Case(), earning, Offer(per_month=4_000, share_of_value=0.8))
    >>> found.better, round(found.difference), round(found.tip_per_month)
    ('build', 108813, 396)
    """
    build = cash_flow(case, earning)
    bought = _bought(case, offer)
    base = cash_flow(bought, earning)
    same = bought.horizon_months == case.horizon_months

    def worth(changed: Offer) -> float:
        found = float(_net(bought, base, changed) @ base.factor)
        return found if same else _annual(bought, found)

    def built(flow: CashFlow) -> float:
        return flow.npv if same else _annual(case, flow.npv)

    net = _net(bought, base, offer)
    npv = float(net @ base.factor)
    difference = built(build) - worth(offer)
    month = worth(replace(offer, per_month=offer.per_month + 1)) - worth(offer)
    whole = worth(replace(offer, share_of_value=1.0)) - worth(replace(offer, share_of_value=0.0))
    more = cash_flow(replace(case, contingency=_other(case.contingency)), earning)
    cost = (built(more) - built(build)) / (_other(case.contingency) - case.contingency)
    return BuildOrBuy(
        build_npv=build.npv,
        buy_npv=npv,
        build_annual=_annual(case, build.npv),
        buy_annual=_annual(bought, npv),
        same_life=same,
        difference=difference,
        better=_better(build.npv, npv, difference),
        tip_per_month=_tip(offer.per_month, difference, month, 0.0, 1e12),
        tip_share_of_value=_tip(offer.share_of_value, difference, whole, 0.0, 3.0),
        tip_overrun=-difference / (cost * (1.0 + case.contingency)) if cost < 0 else None,
        build_net=build.net,
        buy_net=net,
    )


def _whole(name: str, value: Any, least: int, most: int) -> None:
    known = isinstance(value, int) and not isinstance(value, bool)
    if not known or not least <= value <= most:
        rule = f"a whole number from {least} to {most}"
        raise InputError(must(name, rule, repr(value), "Enter months."))


def _bought(case: Case, offer: Offer) -> Case:
    """The case as it is for the offer: its time to use, its life."""
    life = case.horizon_months if offer.life_months is None else offer.life_months
    return replace(case, build_months=offer.build_months, horizon_months=life)


def _net(case: Case, base: CashFlow, offer: Offer) -> Floats:
    """Net of each month with the offer."""
    level = prices(case, case.inflation)
    used = np.where(in_use(case) > 0, 1.0, 0.0) * level
    benefit = base.lines["benefit"] * offer.share_of_value
    kept = sum(base.lines[key] for key in KEPT) * (1.0 + case.contingency)
    running = used * (offer.per_month + offer.per_thousand / PER * base.volume)
    costs = kept + running + np.where(base.month == 0, offer.upfront, 0.0)
    taxed = benefit - costs - one_off_later(case, offer.upfront)
    net: Floats = benefit - costs - case.tax_rate * taxed
    return net


def _annual(case: Case, npv: float) -> float:
    return equivalent_annual(npv, case.discount_rate, case.horizon_months)


def _other(contingency: float) -> float:
    """Another share added to the costs, to see what a unit of it does."""
    return contingency + 1.0 if contingency <= 1.0 else contingency - 1.0


def _tip(now: float, gap: float, slope: float, low: float, high: float) -> float | None:
    """Where a straight line closes the gap, if that is within the bounds."""
    if slope == 0:
        return None
    found = now + gap / slope
    return found if low <= found <= high else None


def _better(build: float, buy: float, difference: float) -> str:
    if build < 0 and buy < 0:
        return "neither"
    if abs(difference) <= EVEN * max(abs(build), abs(buy)):
        return "even"
    return "build" if difference > 0 else "buy"
