"""The page of returns where the question is not yes or no: sorting, and planning by a number."""

import json

import numpy as np
import pytest

from lepton.value.actions import ActionMoney
from lepton.value.forecast import ForecastMoney
from lepton.workflows import model_of
from lepton.workflows.actions import action_money_of, actions_of, first_action_guess
from lepton.workflows.forecast import (
    first_forecast_guess,
    forecast_money_of,
    forecast_value_of,
)


def plain_words(elements) -> str:
    return said(" ".join(e.value for e in elements))


def field(app, kind: str, label: str):
    return next(node for node in getattr(app, kind) if said(node.label).startswith(label))


def said(text: str) -> str:
    return text.replace("\\", "").replace("\u2060", "")


def tile(app, start: str) -> str:
    return next(m.value for m in app.metric if m.label.startswith(start))


def charts(app) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@pytest.fixture
def model(filled, store):
    def of(kind: str):
        return model_of(store, store.project(getattr(filled, kind)).model_id)

    return of


@pytest.fixture
def sorting(store, filled):
    """What is kept for the project of several classes."""
    return lambda: action_money_of(store.project(filled.multiclass))


@pytest.fixture
def planning(store, filled):
    """What is kept for the project of a number."""
    return lambda: forecast_money_of(store.project(filled.regression))


@pytest.mark.parametrize("kind", ["multiclass", "regression"])
def test_it_opens_with_a_sentence_four_figures_and_one_chart(start, filled, kind):
    app = start("roi", getattr(filled, kind))
    assert len(app.subheader) == 1
    assert len(app.metric) == 4
    assert charts(app)[0]["data"]
    assert "first guess, not yours" in plain_words(app.caption)
    assert "has never seen" in plain_words(app.caption)
    assert not app.warning


def test_sorting_shows_the_numbers_of_the_package(start, filled, model):
    app = start("roi", filled.multiclass)
    found = actions_of(model("multiclass"), first_action_guess())
    from lepton.plots.actions import verdict
    from lepton.plots.format import money

    assert plain_words(app.subheader) == verdict(found)
    assert tile(app, "Saved") == money(found.saved, short=True)


def test_planning_shows_the_numbers_of_the_package(start, filled, model, store):
    app = start("roi", filled.regression)
    frame = store.table(store.project(filled.regression).dataset_id).frame
    found = forecast_value_of(model("regression"), first_forecast_guess(), frame)
    from lepton.plots.forecasts import verdict
    from lepton.plots.format import money

    assert plain_words(app.subheader) == verdict(found)
    assert tile(app, "Wrong plans cost") == money(found.model.cost_per_month, short=True)


@pytest.mark.parametrize(
    ("kind", "label", "value", "name"),
    [
        ("number_input", "Cost of a case decided wrongly", 0.5, "wrong"),
        ("number_input", "Cost of a person", 7.0, "human"),
        ("slider", "Share that a person gets right", 0.5, "human_right"),
        ("number_input", "Cost of one automatic", 0.9, "automatic"),
        ("number_input", "Cases a month", 77.0, "decisions_per_month"),
        ("number_input", "Fixed cost", 55.0, "fixed_cost"),
        ("slider", "Most that people can take", 0.1, "max_human_share"),
        ("selectbox", "Currency", "JPY", "currency"),
    ],
)
def test_each_assumption_of_sorting_is_kept_and_changes_the_figures(
    start, filled, sorting, kind, label, value, name
):
    store_free(start, filled)
    app = start("roi", filled.multiclass)
    before = [m.value for m in app.metric], plain_words(app.subheader), charts(app)[0]
    node = field(app, kind, label)
    (node.select if kind == "selectbox" else node.set_value)(value).run()
    assert getattr(sorting(), name) == value
    assert ([m.value for m in app.metric], plain_words(app.subheader), charts(app)[0]) != before


@pytest.mark.parametrize(
    ("kind", "label", "value", "name"),
    [
        ("number_input", "Cost of one unit too few", 9.0, "under"),
        ("number_input", "Cost of one unit too many", 5.0, "over"),
        ("number_input", "Periods planned", 44.0, "periods_per_month"),
        ("number_input", "Units off that cost nothing", 40.0, "tolerance"),
        ("number_input", "Cost of each period", 12.0, "step"),
        ("number_input", "Fixed cost", 900.0, "fixed_cost"),
        ("selectbox", "What is planned today", "visits", "today"),
        ("selectbox", "What comes round again: column", "plan", "season_column"),
        ("selectbox", "Currency", "JPY", "currency"),
    ],
)
def test_each_assumption_of_planning_is_kept_and_changes_the_figures(
    start, filled, planning, kind, label, value, name
):
    app = start("roi", filled.regression)
    before = [m.value for m in app.metric], tables(app)
    node = field(app, kind, label)
    (node.select if kind == "selectbox" else node.set_value)(value).run()
    assert getattr(planning(), name) == value
    assert ([m.value for m in app.metric], tables(app)) != before


def test_a_safety_of_ones_own_replaces_the_cheapest(start, filled, planning):
    app = start("roi", filled.regression)
    assert planning() is None
    field(app, "checkbox", "As safe as costs least").uncheck().run()
    assert planning().enough == 0.75
    before = tile(app, "On each forecast")
    field(app, "slider", "Periods with enough").set_value(0.95).run()
    assert planning().enough == 0.95
    assert tile(app, "On each forecast") != before
    field(app, "checkbox", "As safe as costs least").check().run()
    assert planning().enough is None


def test_a_share_of_ones_own_replaces_what_pays(start, filled, sorting):
    app = start("roi", filled.multiclass)
    field(app, "checkbox", "As many automatically as pays").uncheck().run()
    field(app, "slider", "Share decided automatically").set_value(0.25).run()
    assert sorting().automated_share == 0.25
    assert tile(app, "Automatic").startswith("25")


def test_one_class_can_have_a_cost_of_its_own(start, filled, sorting):
    app = start("roi", filled.multiclass)
    field(app, "selectbox", "A class of its own cost").select("family").run()
    field(app, "number_input", "Cost of a case of that class").set_value(80.0).run()
    assert sorting().wrong_of == {"family": 80}
    field(app, "number_input", "Cost of a case of that class").set_value(sorting().wrong).run()
    assert sorting().wrong_of == {}


def test_amounts_survive_a_new_visit_and_are_no_longer_a_guess(start, filled):
    app = start("roi", filled.multiclass)
    field(app, "number_input", "Cost of a case decided wrongly").set_value(3.0).run()
    field(app, "number_input", "Cost of a person").set_value(1.0).run()
    again = start("roi", filled.multiclass)
    assert field(again, "number_input", "Cost of a case decided wrongly").value == 3
    assert "first guess" not in plain_words(again.caption)


def test_money_of_another_question_starts_again_from_the_guess(start, filled, store):
    for kind, other in (("multiclass", ForecastMoney()), ("regression", ActionMoney())):
        store.update_project(getattr(filled, kind), assumptions=other.to_dict())
        app = start("roi", getattr(filled, kind))
        assert len(app.metric) == 4
        assert "first guess" in plain_words(app.caption)


def test_todays_column_that_cannot_be_used_is_said_and_the_rest_goes_on(start, filled):
    for kind, label in (("multiclass", "What is done today"), ("regression", "What is planned")):
        app = start("roi", getattr(filled, kind))
        field(app, "selectbox", label).select("left").run()
        assert len(app.warning) == 1
        assert len(app.metric) == 4


def test_where_nothing_pays_the_sentence_says_so(start, filled):
    app = start("roi", filled.multiclass)
    field(app, "number_input", "Cost of a person").set_value(0.0).run()
    assert "does not pay" in plain_words(app.subheader)
    assert tile(app, "Automatic") == "0\u00a0%"


def test_other_ways_are_compared_and_files_are_offered(start, filled):
    for kind in ("multiclass", "regression"):
        app = start("roi", getattr(filled, kind))
        assert len(tables(app)) >= 1
        assert len(app.get("download_button")) == 2


@pytest.mark.parametrize("key", ["intents", "demand"])
def test_the_samples_start_from_their_own_money(key):
    guess = {"intents": first_action_guess, "demand": first_forecast_guess}[key](key)
    amounts = {"intents": ("wrong", 6.5), "demand": ("under", 4.0)}[key]
    assert getattr(guess, amounts[0]) == amounts[1]
    assert np.isfinite(amounts[1])


def tables(app) -> list[str]:
    return [frame.value.to_csv() for frame in app.dataframe]


def store_free(start, filled) -> None:
    """Make asking a person dear enough that every assumption matters."""
    from lepton.store import Store

    money = ActionMoney(wrong=10, human=4)
    Store.open(filled.home).update_project(filled.multiclass, assumptions=money.to_dict())
