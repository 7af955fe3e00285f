"""What planning by a predicted number is worth: the sentence, the chart, the assumptions."""

import json
from typing import TYPE_CHECKING

import streamlit as st

from lepton.config import home
from lepton.errors import LeptonError
from lepton.plots.format import count, money, percent
from pages.ui.cached import model_of, table_of
from pages.ui.guard import guarded
from pages.ui.store import store
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark
from pages.ui.worth_act import act_on_it
from pages.ui.worth_evidence_forecast import evidence
from pages.ui.worth_fields import COLUMN, COUNT, CURRENCY, MONEY, NUMBER, SHARE, Field, show, warned
from pages.ui.worth_parts import beside, caveat, labels_of, tiles

if TYPE_CHECKING:
    from lepton.plots.forecasts import ForecastWords
    from lepton.store import Project
    from lepton.value.forecast import ForecastMoney, ForecastResult

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
    act_on_it(project, kept, words)
    evidence(project, found, used, words)


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
    against = "nothing" if other is None else words.rule(other.key)
    name = "today" if found.reference == "today" else "simple rule"
    tiles(
        [
            (
                "Saved a month",
                money(saved, currency, short=True),
                between(found.low, found.high, currency) if other is not None else "",
                f"Against planning by {against}; the range is what chance alone could do.",
            ),
            (
                "Wrong plans cost",
                money(model.cost_per_month, currency, short=True),
                ""
                if other is None
                else f"{name}: {money(other.cost_per_month, currency, short=True)}",
                f"Money lost a month to {words.short} and {words.spare}, planning by the model.",
            ),
            (
                f"{_capital(words.units)} covered",
                percent(model.enough, short=True),
                f"aim: {percent(found.aim, short=True)}",
                f"Share of {words.units} held out in which there were enough {words.pieces}.",
            ),
            (
                "On each forecast",
                signed(model.shift),
                words.pieces,
                f"So many {words.pieces} more than the forecast says are planned.",
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
                *_seasons(project, words),
                Field("tolerance", NUMBER, f"{_capital(words.pieces)} off that cost nothing"),
                Field("step", MONEY, f"Cost of each {words.unit} that is off by more"),
                Field("fixed_cost", MONEY, "Fixed cost of the forecast a month"),
                Field("currency", CURRENCY, "Currency"),
            ],
            columns,
        )


def _seasons(project: "Project", words: "ForecastWords") -> list[Field]:
    """What the simple rules look back at; so many rows back only where rows follow in time."""
    column = Field("season_column", COLUMN, "What comes round again: column", empty="none")
    back = f"What comes round again: after how many {words.units}"
    ordered = (project.task or {}).get("time") is not None
    return [column, Field("season", COUNT, back, empty="none")] if ordered else [column]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
