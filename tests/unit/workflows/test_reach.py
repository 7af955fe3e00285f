"""Offers in a list, acting on forecasts, and tables of actions, as pages and shell ask for them."""

import numpy as np
import pandas as pd
import pytest

import lepton
from lepton.errors import InputError, NotApplicable
from lepton.value.actions import ActionMoney
from lepton.value.calibration import undo_resampling, undo_weights
from lepton.value.forecast import ActMoney, act_if
from lepton.value.slots import slot_value
from lepton.workflows.acting import act_money_of, acting_of, first_act_guess, keep_act_money
from lepton.workflows.action_matrix import (
    matrix_table,
    with_actions,
    with_matrix,
    without_matrix,
)
from lepton.workflows.scores import ScoreColumns, evidence_in
from lepton.workflows.slots import SlotColumns, SlotMoney, slots_of


@pytest.fixture
def offers():
    rng = np.random.default_rng(2)
    visit = np.repeat([f"v{i}" for i in range(80)], 5)
    good = rng.normal(size=400)
    return pd.DataFrame({
        "visit": visit, "ours": good, "today": rng.normal(size=400),
        "clicked": np.where(rng.random(400) < 1 / (1 + np.exp(1 - good)), "yes", "no"),
        "chance": rng.uniform(0.2, 1, 400),
    })  # fmt: skip


NAMES = {"visit": "visit", "score": "ours", "clicked": "clicked"}


def test_offers_are_judged_as_the_package_judges_them(offers):
    columns = SlotColumns(**NAMES, current="today", propensity="chance")
    found = slots_of(offers, columns, SlotMoney(slots=3, margin=20, conversion=0.1))
    wanted = slot_value(
        offers["visit"], offers["ours"], (offers["clicked"] == "yes").astype(int), slots=3,
        margin=20, conversion=0.1, current_score=offers["today"], propensity=offers["chance"],
    )  # fmt: skip
    for name, value in wanted.to_dict().items():
        assert found.to_dict()[name] == pytest.approx(value)
    assert found.low > 0


@pytest.mark.parametrize(
    ("change", "names", "said"),
    [
        ({}, {"score": "mine"}, "score must be a column of the table"),
        ({}, {"score": "visit"}, "'visit' twice"),
        ({}, {"current": "clicked"}, "'clicked' twice"),
        ({"ours": "high"}, {}, "must be a number in every row"),
        ({"visit": None}, {}, "visit 'visit' must be filled in every row"),
        ({"clicked": None}, {}, "clicked 'clicked' must be filled in every row"),
        ({"clicked": "no"}, {}, "only 'no'"),
        ({"chance": 0.0}, {"propensity": "chance"}, "propensity must be above 0"),
    ],
)
def test_offers_that_cannot_be_judged_get_one_sentence(offers, change, names, said):
    with pytest.raises(InputError, match=said):
        slots_of(offers.assign(**change), SlotColumns(**(NAMES | names)), SlotMoney())


# --- acting on a forecast ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def number(visits):
    return lepton.train(visits, lepton.Task("size", drop=("left", "mood")), "linear")


def test_acting_on_a_forecast_is_the_rule_and_the_answer_of_the_package(number):
    money = ActMoney(margin=2, cost=90, fixed_cost=50, decisions_per_month=500)
    found = acting_of(number, money)
    held = number.holdout
    rule = act_if(held["y_true"], held["y_score"], margin=2, cost=90)
    assert found.profit == pytest.approx(500 * rule.profit - 50)
    assert (found.share, found.right, found.rows) == (rule.share, rule.right, len(held))
    assert found.low < found.profit < found.high
    assert found.answer.best.profit >= found.profit - 1e-9
    assert found.answer.everybody.profit == pytest.approx(found.everybody)
    assert found.answer.chosen_elsewhere


def test_where_no_forecast_is_high_enough_nobody_is_acted_on(number):
    found = acting_of(number, ActMoney(margin=1, cost=1e6, fixed_cost=50))
    assert (found.share, found.profit, found.right) == (0, 0, None)
    assert found.answer.chosen.n == 0


def test_amounts_of_acting_are_kept_and_checked(number, model, store):
    project = store.create_project("x")
    assert act_money_of(store, project) is None
    money = ActMoney(margin=-3, cost=0)
    keep_act_money(store, project, money)
    assert act_money_of(store, project) == money
    store.put_json(f"{project.id}/acting", {"margin": 1, "other": 2})
    assert act_money_of(store, project) is None
    assert 0.2 < acting_of(number, first_act_guess(number)).share < 0.8
    with pytest.raises(InputError, match="cost must be"):
        ActMoney(cost=-0.01)
    with pytest.raises(InputError, match="margin must be"):
        ActMoney(margin=float("nan"))
    with pytest.raises(NotApplicable, match="one that predicts a number"):
        acting_of(model, money)


# --- a table of actions --------------------------------------------------------------------------


def test_a_table_used_as_it_stands_changes_no_money():
    money = ActionMoney(wrong=6, human=2, wrong_of={"b": 9})
    table = matrix_table(money, ["a", "b"])
    kept = with_matrix(money, table)
    pd.testing.assert_frame_equal(matrix_table(kept, ["a", "b"]), table)
    assert kept.matrix_for(["a", "b"]).person == money.matrix_for(["a", "b"]).person
    assert without_matrix(kept) == money
    assert ActionMoney.from_dict(kept.to_dict()) == kept


def test_actions_are_added_and_left_out():
    table = matrix_table(ActionMoney(), ["a", "b"])
    more = with_actions(table, ["a", "send back"])
    assert list(more.columns) == ["a", "send back"]
    assert more["send back"].tolist() == [0, 0]
    kept = with_matrix(ActionMoney(), more)
    assert kept.matrix_for(["a", "b"]).person is None
    for names in ([], ["a", " "]):
        with pytest.raises(InputError, match="actions must be"):
            with_actions(table, names)
    with pytest.raises(InputError, match="more than asking a person"):
        with_matrix(ActionMoney(), with_actions(table, ["ask a person"]))


@pytest.mark.parametrize("bad", [None, float("nan"), "ten", True])
def test_a_bad_cell_is_named_in_one_sentence(bad):
    table = matrix_table(ActionMoney(), ["a", "b"]).astype(object)
    table.loc["b", "a"] = bad
    with pytest.raises(InputError, match=r"the cell of 'a' where 'b' is true must be a number"):
        with_matrix(ActionMoney(), table)
    table.loc["b", "a"] = -1e12
    with_matrix(ActionMoney(), table)
    table.loc["b", "a"] = float("inf")
    with pytest.raises(InputError, match="matrix"):
        with_matrix(ActionMoney(), table)


# --- scores of a model that was trained on weighted rows -----------------------------------------


@pytest.fixture
def brought():
    rng = np.random.default_rng(5)
    score = rng.beta(2, 4, 300)
    return {"y": (rng.random(300) < score).astype(int), "s": score}


def test_scores_are_put_right_before_everything(brought):
    weighted = evidence_in(brought, ScoreColumns(y="y", scores=("s",), positive_weight=9))
    np.testing.assert_allclose(weighted.first.rows.y_score, undo_weights(brought["s"], 9))
    thinned = evidence_in(brought, ScoreColumns(y="y", scores=("s",), kept_negatives=0.1))
    np.testing.assert_allclose(
        thinned.first.rows.y_score, undo_resampling(brought["s"], kept_negatives=0.1)
    )
    assert any("put right for how their model was trained" in note for note in thinned.notes)
    same = evidence_in(brought, ScoreColumns(y="y", scores=("s",)))
    assert not any("put right" in note for note in same.notes)


def test_how_scores_were_trained_is_kept_with_the_columns():
    columns = ScoreColumns(y="y", scores=("s",), positive_weight=3, kept_negatives=0.5)
    assert ScoreColumns.from_dict(columns.to_dict()) == columns
    old = {
        k: v for k, v in columns.to_dict().items() if k not in {"positive_weight", "kept_negatives"}
    }
    assert ScoreColumns.from_dict(old).positive_weight is None


@pytest.mark.parametrize("name", ["positive_weight", "kept_negatives"])
def test_only_chances_and_amounts_above_zero_are_put_right(brought, name):
    ScoreColumns(y="y", scores=("s",), **{name: 1e-6})
    for bad in (0.0, -1.0, float("nan")):
        with pytest.raises(InputError, match=f"{name} must be"):
            ScoreColumns(y="y", scores=("s",), **{name: bad})
    ranks = brought | {"s": brought["s"] * 3}
    with pytest.raises(InputError, match="score 's' must be between 0 and 1"):
        evidence_in(ranks, ScoreColumns(y="y", scores=("s",), **{name: 2.0}))
