"""Alternatives: build or buy, on which computer, how often to train again, and waiting."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.plots.format import NOTHING, duration, money, number, percent, symbol
from pages.ui.case_keep import edit, set_values
from pages.ui.text import plain
from pages.ui.worth_parts import table

if TYPE_CHECKING:
    from lepton.finance.buying import BuildOrBuy, Offer
    from pages.ui.case_shown import Shown

__all__ = ["options_view"]

LONGEST = 600
PERCENT = 100
HOUR, FEW = 3600, 10  # seconds of an hour; hours below which minutes matter
BETTER = {
    "build": "Building it is worth {more} more than buying.",
    "buy": "Buying it is worth {more} more than building.",
    "even": "Both are worth the same.",
    "neither": "Neither pays as assumed.",
}


def options_view(shown: "Shown") -> None:
    """Set what could be done instead beside the case."""
    st.markdown("**Build or buy**")
    _buying(shown)
    st.markdown("**On which computer**")
    _computers(shown)
    st.markdown("**How often to train again**")
    _retraining(shown)
    st.markdown("**Waiting**")
    _waiting(shown)


def _buying(shown: "Shown") -> None:
    from lepton.finance.buying import Offer

    found = shown.study.build_or_buy
    if found is None:
        st.caption("Does somebody offer the same? Enter the offer to set it beside building.")
        st.button("Enter an offer", key=shown.key("offer"), on_click=_offer, args=(shown, Offer()))
        return
    offer = shown.plan.offer or Offer()
    _offer_fields(shown, offer)
    st.button("Take the offer away", key=shown.key("no_offer"), on_click=_offer, args=(shown, None))
    _beside(shown, found, offer)


def _offer_fields(shown: "Shown", offer: "Offer") -> None:
    sign = symbol(shown.currency).strip()
    fields = (
        ("upfront", f"Paid once ({sign})", 1.0, 1e12),
        ("per_month", f"Paid each month ({sign})", 1.0, 1e12),
        ("per_thousand", f"For 1,000 decisions ({sign})", 1.0, 1e12),
        ("share_of_value", "Benefit, compared with your own model (%)", PERCENT, 300.0),
        ("build_months", "Months until it is in use", 1.0, 120.0),
    )
    grid = st.grid(len(fields), min_column_width=190)
    for name, label, factor, most in fields:
        key, value = shown.key(f"offer_{name}"), getattr(offer, name)
        whole = isinstance(value, int)
        value = value if whole else round(value * factor, 9)
        if st.session_state.get(key) != value:
            st.session_state[key] = value
        low, high = (0, int(most)) if whole else (0.0, most)
        grid.number_input(
            plain(label), low, high, key=key, format="%d" if whole else "%g",
            on_change=_changed, args=(shown, name, key, factor),
        )  # fmt: skip


def _beside(shown: "Shown", found: "BuildOrBuy", offer: "Offer") -> None:
    if not (offer.upfront or offer.per_month or offer.per_thousand):
        st.caption("Enter what the offer costs to see which is worth more.")
        return
    currency = shown.currency
    more = money(abs(found.difference), currency, short=True)
    more += "" if found.same_life else " a year"
    said = [BETTER[found.better].format(more=more)]
    if found.tip_per_month is not None:
        said.append(f"Both are the same at {money(found.tip_per_month, currency)} a month.")
    if found.tip_share_of_value is not None:
        tip = percent(found.tip_share_of_value, 0)
        said.append(f"Or if what is bought brings {tip} of the benefit.")
    st.markdown(plain(" ".join(said), LONGEST))
    table(
        {
            "": ["Build it", offer.name],
            "Net present value": [money(v, currency) for v in (found.build_npv, found.buy_npv)],
            "Worth a year": [money(v, currency) for v in (found.build_annual, found.buy_annual)],
        },
        "case_buying",
        "Building beside buying",
    )


def _computers(shown: "Shown") -> None:
    from lepton.finance.compute import own_after_hours

    options, currency = shown.study.compute, shown.currency
    table(
        {
            "": [o.label + (" (as assumed)" if o.chosen else "") for o in options],
            "An hour": [money(o.hour_cost, currency) for o in options],
            "Time in all": [_time(o.hours) for o in options],
            "Cost in all": [
                NOTHING if o.cost is None else money(o.cost, currency) for o in options
            ],
            "Pays if it is faster than an ordinary computer by": [
                NOTHING if o.even_speedup is None else f"{number(o.even_speedup)} times"
                for o in options
            ],
        },
        "case_computers",
        "An ordinary computer, a rented GPU and one of your own",
    )
    hours = own_after_hours(shown.case)
    said = "A GPU of your own never costs less than a rented one, within the hours that it lasts."
    if hours is not None:
        said = f"A GPU of your own costs less than a rented one from {number(hours)} hours on."
    st.caption(plain(said, LONGEST))


def _time(hours: float | None) -> str:
    """Hours, or minutes and seconds where they are few."""
    if hours is None:
        return NOTHING
    return f"{number(hours)} hours" if hours >= FEW else duration(hours * HOUR)


def _retraining(shown: "Shown") -> None:
    found = shown.study.retraining
    if shown.study.measures.nothing_earned:
        st.caption("Nothing is earned as assumed, so there is nothing to win by training again.")
        return
    if found is None:
        st.caption("The advantage never fades, so there is nothing to win by training again.")
        return
    now, best = _trained(found.now_months), _trained(found.best_months)
    if found.best_months == found.now_months:
        st.markdown(plain(f"{now}, as assumed, is best.", LONGEST))
        return
    gain = money(found.gain, shown.currency, short=True)
    now = f"{now[0].lower()}{now[1:]}"
    st.markdown(plain(f"{best} would be worth {gain} more than {now}.", LONGEST))
    st.button(
        "Take that", key=shown.key("retrain"), disabled=shown.locked,
        on_click=set_values, args=(shown, {"retrain_every": found.best_months}),
    )  # fmt: skip


def _trained(months: int) -> str:
    if months == 0:
        return "Never training again"
    return "Training again " + ("every month" if months == 1 else f"every {months} months")


def _waiting(shown: "Shown") -> None:
    cost = shown.study.delay_cost
    amount = money(abs(cost), shown.currency, short=True)
    if cost > 0:
        said = f"Starting a month later costs about {amount}, if it ends on the same day."
    else:
        said = f"Waiting costs nothing: starting a month later saves {amount}."
    st.markdown(plain(said, LONGEST))


def _offer(shown: "Shown", offer: "Offer | None") -> None:
    edit(shown, lambda plan: replace(plan, offer=offer))


def _changed(shown: "Shown", name: str, key: str, factor: float) -> None:
    value: Any = st.session_state[key]
    if value is None or shown.plan.offer is None:
        return
    value = value if isinstance(value, int) else round(value / factor, 12)
    offer = shown.plan.offer

    edit(shown, lambda plan: replace(plan, offer=replace(offer, **{name: value})))
