"""The page of returns: offers in a list, acting on a forecast, tables of actions, own scores."""

import numpy as np
import pandas as pd
import pytest

from lepton.value.actions import ActionMoney
from lepton.value.forecast import ActMoney
from lepton.workflows import evidence_of, model_of
from lepton.workflows.acting import act_money_of, acting_of, first_act_guess
from lepton.workflows.action_matrix import matrix_table
from lepton.workflows.actions import action_money_of, first_action_guess
from lepton.workflows.slots import SlotColumns, SlotMoney, slots_of


def said(elements) -> str:
    return " ".join(e.value.replace("\\", "").replace("\u2060", "") for e in elements)


def by_label(nodes, label):
    return next(n for n in nodes if n.label.replace("\\", "").startswith(label))


@pytest.fixture
def offers(tmp_path):
    rng = np.random.default_rng(2)
    good = rng.normal(size=400)
    frame = pd.DataFrame({
        "visit": np.repeat(range(80), 5), "ours": good, "today": rng.normal(size=400),
        "clicked": (rng.random(400) < 1 / (1 + np.exp(1 - good))).astype(int),
    })  # fmt: skip
    frame.to_csv(tmp_path / "offers.csv", index=False)
    return tmp_path / "offers.csv"


def uploaded(app, key, file):
    node = next(n for n in app.file_uploader if n.key == key)
    return node.upload(file.name, file.read_bytes(), "text/csv").run()


def test_offers_in_a_list_are_judged_with_the_numbers_of_the_package(start, offers):
    from lepton.plots.slots import slots_words

    app = uploaded(start("roi"), "slots_file", offers)
    for key, name in (("visit", "visit"), ("score", "ours"), ("clicked", "clicked")):
        app = app.selectbox(key=f"slots_{key}").select(name).run()
    chance = slots_of(
        offers, SlotColumns(visit="visit", score="ours", clicked="clicked"), SlotMoney()
    )
    assert slots_words(chance, today=False)[0] in said(app.markdown)
    app = app.selectbox(key="slots_current").select("today").run()
    names = SlotColumns(visit="visit", score="ours", clicked="clicked", current="today")
    assert slots_words(slots_of(offers, names, SlotMoney()))[0] in said(app.markdown)
    assert len(app.get("plotly_chart")) == 1
    app = app.number_input(key="slots_margin").set_value(50.0).run()
    assert slots_words(slots_of(offers, names, SlotMoney(margin=50)))[0] in said(app.markdown)
    assert not app.exception


def test_offers_that_cannot_be_judged_get_one_sentence(start, offers):
    frame = pd.read_csv(offers)
    frame["clicked"] = 0
    frame.to_csv(offers, index=False)
    app = uploaded(start("roi"), "slots_file", offers)
    for key, name in (("visit", "visit"), ("score", "ours"), ("clicked", "clicked")):
        app = app.selectbox(key=f"slots_{key}").select(name).run()
    assert "got only" in said(app.warning)
    assert not app.get("plotly_chart")


def test_scores_of_weighted_rows_are_put_right_and_kept_so(start, store, tmp_path):
    rng = np.random.default_rng(4)
    score = rng.beta(2, 4, 500)
    frame = pd.DataFrame({"y": (rng.random(500) < score).astype(int), "s": score})
    frame.to_csv(tmp_path / "s.csv", index=False)
    app = uploaded(start("roi"), "scores_file", tmp_path / "s.csv")
    app = by_label(app.selectbox, "Column that says how").select("y").run()
    app = by_label(app.multiselect, "Columns of scores").select("s").run()
    app = app.number_input(key="scores_positive_weight").set_value(0.0).run()
    app = by_label(app.button, "Show what they are worth").click().run()
    assert "positive_weight must be above zero" in said(app.warning)
    app = app.number_input(key="scores_positive_weight").set_value(9.0).run()
    by_label(app.button, "Show what they are worth").click().run()
    (project,) = store.projects()
    rows = evidence_of(store, project).first.rows
    assert rows.y_score.mean() < score.mean() / 2
    assert any("put right" in note for note in evidence_of(store, project).notes)


def test_acting_on_a_forecast_is_told_and_its_amounts_are_kept(start, filled, store):
    from lepton.plots.acting import acting_words

    app = start("roi", filled.regression)
    project = store.project(filled.regression)
    model = model_of(store, project.model_id)
    guess = first_act_guess(model)
    assert acting_words(acting_of(model, guess))[0] in said(app.markdown)
    assert act_money_of(store, project) is None
    app = app.number_input(key=f"act_cost_{project.id}").set_value(guess.cost / 2).run()
    money = act_money_of(store, project)
    assert money == ActMoney(margin=1, cost=guess.cost / 2)
    assert acting_words(acting_of(model, money))[0] in said(app.markdown)
    assert not app.exception


def test_a_table_of_actions_takes_the_place_of_the_amounts_and_gives_it_back(start, filled, store):
    def kept() -> ActionMoney:
        return action_money_of(store.project(filled.multiclass))

    app = start("roi", filled.multiclass)
    before = next(m.value for m in app.metric)
    app = by_label(app.button, "Use this table").click().run()
    model = model_of(store, store.project(filled.multiclass).model_id)
    classes = list(model.problem.classes)
    pd.testing.assert_frame_equal(
        matrix_table(kept(), classes), matrix_table(first_action_guess(), classes)
    )
    assert next(m.value for m in app.metric) == before
    app = by_label(app.multiselect, "What can be done").set_value(classes).run()
    app = by_label(app.button, "Use this table").click().run()
    assert kept().matrix_for(classes).person is None
    app = by_label(app.button, "Back to the simple amounts").click().run()
    assert kept().matrix is None
    assert not app.exception
