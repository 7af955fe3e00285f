"""What stands under the worth of a forecast: other ways to plan, plans over time, the method."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton.plots.format import count, money, number, percent
from pages.ui.cached import model_of, table_of
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark
from pages.ui.worth_parts import csv_button, table

if TYPE_CHECKING:
    import pandas as pd

    from lepton.plots.forecasts import ForecastWords
    from lepton.store import Project
    from lepton.value.forecast import ForecastMoney, ForecastPlan, ForecastResult

__all__ = ["evidence"]

LONGEST = 600


def evidence(
    project: "Project", found: "ForecastResult", used: "ForecastMoney", words: "ForecastWords"
) -> None:
    """Show the other ways to plan, the plans over time, and how it was worked out."""
    with st.expander("Compared with other ways to plan"):
        _compared(found, words)
    with st.expander("Plans over time, and how far off the forecast was"):
        _over_time(project, found, words)
    with st.expander("What a better forecast would be worth"):
        st.markdown(plain(_better(found, words), LONGEST))
    with st.expander("How this is worked out, and the figures as files"):
        st.markdown(plain(_how(found, used, words), 2000))
        with st.container(horizontal=True):
            csv_button(found.curve.to_frame(), "safety.csv", "The curve (CSV)", "csv_curve")
            csv_button(_plans(project, found), "plans.csv", "The plans (CSV)", "csv_plans")


def _compared(found: "ForecastResult", words: "ForecastWords") -> None:
    from lepton.plots.amounts import between
    from lepton.plots.forecasts import signed

    currency = found.currency
    every = [found.model, found.as_is, *found.others]
    table(
        {
            "Planning by": [_capital(words.rule(p.key)) for p in every],
            "Cost a month": [money(p.cost_per_month, currency) for p in every],
            "The model saves": [_saved(p, currency) for p in every],
            "Range": [between(p.low, p.high, currency) if p.key != "model" else "" for p in every],
            f"Enough {words.pieces}": [percent(p.enough, 0) for p in every],
            _capital(words.short): [number(p.short) for p in every],
            _capital(words.spare): [number(p.spare) for p in every],
            "On each forecast": [signed(p.shift) for p in every],
        },
        "compared",
        "Cost of planning by the model and by simpler rules",
    )
    each = f"{_capital(words.short)} and {words.spare} are those of one {words.unit}, on average. "
    st.caption(
        f"{plain(each)} "
        "Each simple rule gets the safety that costs least for it, as the model does; today’s "
        "plan is taken as it is. A rule that needs the value just before is of use only where "
        "there is time to act on it."
    )


def _saved(plan: "ForecastPlan", currency: str) -> str:
    return "" if plan.key == "model" else money(plan.saved, currency)


def _over_time(project: "Project", found: "ForecastResult", words: "ForecastWords") -> None:
    from lepton.plots.plans import errors_chart, plan_chart

    made = _plans(project, found)
    figure = plan_chart(made, words, dark=is_dark())
    chart(figure, "plan_chart", str(figure.layout.title.text))
    figure = errors_chart(made, found, words, dark=is_dark())
    chart(figure, "errors_chart", str(figure.layout.title.text))
    off = (made["needed"] - made["forecast"]).quantile([0.05, 0.5, 0.95])
    st.caption(
        plain(
            f"In nine of ten {words.units} between {number(off[0.05])} and {number(off[0.95])} "
            f"{words.pieces} more were needed than forecast; in half of them more than "
            f"{number(off[0.5])}.",
            LONGEST,
        )
    )


def _plans(project: "Project", found: "ForecastResult") -> "pd.DataFrame":
    from lepton.workflows.forecast import plan_table

    frame = table_of(str(project.dataset_id)).frame
    return plan_table(model_of(str(project.model_id)), found, frame)


def _better(found: "ForecastResult", words: "ForecastWords") -> str:
    if found.worth_of_mae is None:
        return "There is no error left to make smaller."
    one = money(found.worth_of_mae, found.currency, short=True)
    return (
        f"The forecast is off by {number(found.model.mae)} {words.pieces} on average. Each "
        f"{words.piece} less is worth about {one} a month, as long as small and large errors "
        f"shrink alike. A forecast that is never wrong would save the whole "
        f"{money(found.model.cost_per_month, found.currency, short=True)}: no effort to make it "
        "better can be worth more than that."
    )


def _how(found: "ForecastResult", used: "ForecastMoney", words: "ForecastWords") -> str:
    chosen = (
        f"{count(found.chosen_on)} rows that the model learned from, each scored by a model that "
        "had not seen it"
        if found.chosen_from == "unseen"
        else f"one half of the rows held out ({count(found.chosen_on)}); the other half reports"
    )
    aim = percent(found.fractile, short=True)
    return (
        f"One {words.piece} too few costs {money(used.under, used.currency)}, one too many "
        f"{money(used.over, used.currency)}: having enough in {aim} of the {words.units} then "
        "costs least (the newsvendor rule). How much to add to each "
        f"forecast for that was chosen on {chosen}. The money is counted on {count(found.rows)} "
        "other rows, by what really was needed. The range is what chance alone could do, in nine "
        "of ten samples; neighbours in time are taken to be alike."
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
