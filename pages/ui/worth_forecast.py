"""What planning by a predicted number is worth: the sentence, the chart, the assumptions."""

import json
from typing import TYPE_CHECKING

import streamlit as st

from lepton.config import home
from lepton.errors import LeptonError
from lepton.plots.format import count, money, number, percent
from pages.ui.cached import model_of, table_of
from pages.ui.guard import guarded
from pages.ui.store import store
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark
from pages.ui.worth_fields import COLUMN, COUNT, CURRENCY, MONEY, NUMBER, SHARE, Field, show, warned
from pages.ui.worth_parts import beside, caveat, csv_button, labels_of, table, tiles

if TYPE_CHECKING:
    import pandas as pd

    from lepton.plots.forecasts import ForecastWords
    from lepton.store import Project
    from lepton.value.forecast import ForecastMoney, ForecastPlan, ForecastResult

__all__ = ["worth_forecast"]

LONGEST = 600
GUESSED = ("under", "over")


def worth_forecast(project: "Project") -> None:
    """Show what planning by a model's forecasts is worth, and let the money be set."""
    _live(project.id)


@st.fragment
@guarded
def _live(project_id: str) -> None:
    """Everything that follows the assumptions; only this part runs again when they change."""
    from lepton.plots.forecasts import verdict
    from lepton.workflows.forecast import first_forecast_guess, forecast_money_of

    project = store().project(project_id)
    labels = labels_of(project)
    guess = first_forecast_guess(project.use_case)
    kept = forecast_money_of(project) or guess
    words = _words(labels, kept, project.use_case)
    found, used = _found(project, kept)
    warned()
    st.subheader(plain(verdict(found, words), LONGEST), anchor=False)
    answer, assumptions = beside()
    with assumptions:
        _assumptions(project, kept, labels, words)
    with answer:
        _answer(found, words)
        said = f"Worked out on {count(found.rows)} {words.units} the model has never seen."
        caveat(project, said, [getattr(kept, n) == getattr(guess, n) for n in GUESSED])
    _evidence(project, found, used, words)


def _words(labels: dict[str, str], kept: "ForecastMoney", use_case: str | None) -> "ForecastWords":
    from lepton.plots.forecasts import ForecastWords
    from lepton.workflows.forecast import first_forecast_guess

    more = {}
    if kept.season is not None:
        more["season"] = f"{count(kept.season)} {labels.get('units', 'periods')}"
    usual = first_forecast_guess(use_case).season_column
    if kept.season_column is not None and kept.season_column != usual:
        more["column"] = f"the last one with the same {kept.season_column}"
    return ForecastWords.of(labels, **more)


def _found(project: "Project", kept: "ForecastMoney") -> "tuple[ForecastResult, ForecastMoney]":
    """Give the answer; without columns that cannot be used, which is said."""
    from lepton.value.forecast import ForecastMoney

    ids = str(home()), str(project.model_id), str(project.dataset_id)
    given = kept.to_dict()
    try:
        return _worked_out(*ids, json.dumps(given, sort_keys=True)), kept
    except LeptonError as problem:
        if kept.today is None and kept.season_column is None:
            raise
        st.warning(plain(problem, LONGEST))
    given |= {"today": None, "season_column": None}
    asked = json.dumps(given, sort_keys=True)
    return _worked_out(*ids, asked), ForecastMoney.from_dict(given)


@st.cache_resource(max_entries=64, show_spinner=False)
def _worked_out(
    folder: str,  # noqa: ARG001 - part of the key
    model_id: str,
    dataset_id: str,
    asked: str,
) -> "ForecastResult":
    from lepton.value.forecast import ForecastMoney
    from lepton.workflows.forecast import forecast_value_of

    kept = ForecastMoney.from_dict(json.loads(asked))
    return forecast_value_of(model_of(model_id), kept, table_of(dataset_id).frame)


def _answer(found: "ForecastResult", words: "ForecastWords") -> None:
    from lepton.plots.amounts import between
    from lepton.plots.forecasts import signed, stock_curve

    currency, model, other = found.currency, found.model, found.compared
    saved = found.saved if other is not None else None
    name = "today" if found.reference == "today" else "simple rule"
    tiles(
        [
            (
                "Saved a month",
                money(saved, currency, short=True),
                between(found.low, found.high, currency) if other is not None else "",
            ),
            (
                "Lost to wrong plans a month",
                money(model.cost_per_month, currency, short=True),
                ""
                if other is None
                else f"{name}: {money(other.cost_per_month, currency, short=True)}",
            ),
            (
                f"{words.units[:1].upper()}{words.units[1:]} with enough {words.pieces}",
                percent(model.enough, short=True),
                f"aim: {percent(found.aim, short=True)}",
            ),
            (
                "Plan on each forecast",
                signed(model.shift),
                words.pieces,
            ),
        ]
    )
    figure = stock_curve(found, words, dark=is_dark())
    alt = f"{figure.layout.title.text}: {money(model.cost_per_month, currency)} for the model"
    chart(figure, "stock_curve", alt)


def _assumptions(
    project: "Project", kept: "ForecastMoney", labels: dict[str, str], words: "ForecastWords"
) -> None:
    def named(name: str, usual: str) -> str:
        return labels.get(name, usual)

    columns = list(table_of(str(project.dataset_id)).frame.columns)
    columns = [c for c in columns if c != (project.task or {}).get("target")]
    per_month = f"{_capital(words.units)} planned, a month"
    st.markdown("**What being wrong costs**")
    show(
        project.id,
        kept,
        [
            Field("under", MONEY, named("under", f"Cost of one {words.piece} too few")),
            Field("over", MONEY, named("over", f"Cost of one {words.piece} too many")),
            Field("periods_per_month", COUNT, named("periods_per_month", per_month)),
            Field(
                "enough",
                SHARE,
                f"{_capital(words.units)} with enough {words.pieces}",
                follow="As safe as costs least",
                start=round(kept.fractile, 2),
            ),
            Field("today", COLUMN, "What is planned today: column", empty="not known"),
        ],
        columns,
    )
    with st.expander("More assumptions"):
        show(
            project.id,
            kept,
            [
                Field("season_column", COLUMN, "What comes round again: column", empty="none"),
                Field(
                    "season", NUMBER, "What comes round again: after how many rows", empty="none"
                ),
                Field("tolerance", NUMBER, f"{_capital(words.pieces)} off that cost nothing"),
                Field("step", MONEY, f"Cost of each {words.unit} that is off by more"),
                Field("fixed_cost", MONEY, "Fixed cost of the forecast a month"),
                Field("currency", CURRENCY, "Currency"),
            ],
            columns,
        )


def _evidence(
    project: "Project", found: "ForecastResult", used: "ForecastMoney", words: "ForecastWords"
) -> None:
    with st.expander("Compared with other ways to plan"):
        _compared(found, words)
    with st.expander("Plans over time, and how far off the forecast was"):
        _over_time(project, found, words)
    with st.expander("What a better forecast would be worth"):
        st.markdown(plain(_better(found, words), LONGEST))
    with st.expander("How this is worked out, and the figures as files"):
        st.markdown(plain(_how(found, used, words), 2000))
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
            f"{_capital(words.short)} per {words.unit}": [number(p.short) for p in every],
            f"{_capital(words.spare)} per {words.unit}": [number(p.spare) for p in every],
            "On each forecast": [signed(p.shift) for p in every],
            "Typical error": [number(p.mae) for p in every],
        },
        "compared",
        "Cost of planning by the model and by simpler rules",
    )
    st.caption(
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
