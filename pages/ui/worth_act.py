"""Acting on a forecast: where it is high enough to pay for it, and what that earns."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton.errors import LeptonError
from lepton.plots.format import symbol
from pages.ui.cached import model_of
from pages.ui.store import store
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark

if TYPE_CHECKING:
    from lepton.plots.forecasts import ForecastWords
    from lepton.store import Project
    from lepton.value.forecast import ActMoney, ForecastMoney

__all__ = ["act_on_it"]

LONGEST = 700
MOST = 1e9


def act_on_it(project: "Project", kept: "ForecastMoney", words: "ForecastWords") -> None:
    """Ask what a forecast is worth to act on, and show what acting by it earns."""
    with st.expander("Act only where the forecast is high enough"):
        st.caption(
            plain(
                f"For decisions such as whom to visit: act where the earnings of one "
                f"{words.piece}, times the forecast, exceed what acting costs.",
                LONGEST,
            )
        )
        money = _asked(project, kept, words)
        if money is not None:
            _show(project, money, words)


def _asked(project: "Project", kept: "ForecastMoney", words: "ForecastWords") -> "ActMoney | None":
    """Two amounts, kept with the project; the rest is that of the page."""
    from dataclasses import replace

    from lepton.workflows.acting import act_money_of, first_act_guess, keep_act_money

    known = act_money_of(store(), project)
    now = known or first_act_guess(model_of(str(project.model_id)))
    sign = symbol(kept.currency).strip()
    left, right = st.columns(2)
    margin = left.number_input(
        plain(f"Earned by one {words.piece} ({sign})"),
        -MOST,
        MOST,
        now.margin,
        key=f"act_margin_{project.id}",
    )
    cost = right.number_input(
        f"Cost of acting once ({sign})", 0.0, MOST, now.cost, key=f"act_cost_{project.id}"
    )
    try:
        wanted = replace(
            now,
            margin=margin,
            cost=cost,
            decisions_per_month=kept.periods_per_month,
            currency=kept.currency,
        )
    except LeptonError as problem:
        st.warning(plain(problem, LONGEST))
        return None
    if (wanted.margin, wanted.cost) != (now.margin, now.cost):
        keep_act_money(store(), project, wanted)
    elif known is None:
        st.caption("These two amounts are a first guess, not yours: put your own figures.")
    return wanted


def _show(project: "Project", money: "ActMoney", words: "ForecastWords") -> None:
    from lepton.plots.acting import acting_curve, acting_words
    from lepton.workflows.acting import acting_of

    found = acting_of(model_of(str(project.model_id)), money)
    st.markdown(plain(" ".join(filter(None, acting_words(found, money.currency))), LONGEST))
    called = {"units": words.units}
    figure = acting_curve(found, money.currency, called, dark=is_dark())
    chart(figure, "acting_curve", "Profit by share acted on, highest forecast first")
