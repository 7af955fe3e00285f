"""What an answer rests on: which rows, which models, which columns."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

import lepton
from lepton.errors import InputError, NotApplicable
from lepton.value import Assumptions
from lepton.workflows import (
    answer_for,
    assumptions_of,
    evidence_from,
    evidence_of,
    first_guess,
    model_values,
    needs_recheck,
    open_file,
)
from lepton.workflows.basis import Columns
from lepton.workflows.training import keep_model

TASK = lepton.Task("left", positive="yes", value="worth", drop=("size", "mood"))


@pytest.fixture
def project(store, visits):
    made = open_file(store, visits, "visits.csv")
    return store.update_project(made.id, task=TASK.to_dict())


@pytest.fixture
def keep(store, project, visits):
    """Train and keep a model; gives the project as it then is."""

    def call(family="linear", task=TASK, frame=visits, **how):
        keep_model(store, project.id, lepton.train(frame, task, family, **how))
        return store.project(project.id)

    return call


def test_the_rows_are_those_of_the_model_in_the_order_of_the_table(store, project, model, visits):
    keep_model(store, project.id, model)
    found = evidence_of(store, store.project(project.id))
    assert (found.origin, found.title, found.left_out) == ("model", "Linear", ())
    held = model.holdout.sort_values("row_id")
    rows = found.first.rows
    np.testing.assert_array_equal(rows.y_score, held["y_score"])
    np.testing.assert_array_equal(rows.value, held["value"])
    np.testing.assert_array_equal(found.reported, held["row_id"])
    pd.testing.assert_frame_equal(
        found.frame, visits.iloc[held["row_id"]], check_dtype=False, check_index_type=False
    )
    assert len(found.first.choose) == len(model.oof) == len(found.choose_frame)
    assert set(found.chosen).isdisjoint(found.reported)
    np.testing.assert_array_equal(found.choose_frame["worth"], found.first.choose.value)


def test_columns_are_made_when_they_are_asked_for_and_once(store, project, model, visits):
    keep_model(store, project.id, model)
    columns = evidence_of(store, store.project(project.id)).first.rows.columns
    assert isinstance(columns, Columns)
    assert not columns._made
    assert "visits" in columns
    assert "nothing" not in columns
    assert columns["visits"].dtype == float
    assert columns["visits"] is columns["visits"]
    assert set(columns) == set(visits)
    assert len(columns) == visits.shape[1]
    with pytest.raises(KeyError):
        columns["nothing"]


def test_every_kind_of_column_becomes_numbers_or_text():
    frame = pd.DataFrame({
        "n": pd.array([1, None, 3], dtype="Int64"), "flag": [True, False, True],
        "text": ["a", None, " b "], "day": pd.to_datetime(["2025-03-31", None, "2025-01-01"]),
        "time": pd.to_datetime(["2025-03-31 10:30", None, "2025-01-01 00:00"]),
        "kind": pd.Categorical(["x", "y", "x"]),
    })  # fmt: skip
    columns = Columns(frame, np.array([0, 1, 2]))
    np.testing.assert_array_equal(columns["n"], [1, np.nan, 3])
    assert columns["flag"].tolist() == [1.0, 0.0, 1.0]
    assert columns["text"].tolist() == ["a", None, "b"]
    assert columns["day"].tolist() == ["2025-03-31", None, "2025-01-01"]
    assert columns["time"].tolist() == ["2025-03-31 10:30:00", None, "2025-01-01 00:00:00"]
    assert columns["kind"].tolist() == ["x", "y", "x"]
    assert Columns(frame, np.array([2]))["n"].tolist() == [3.0]
    assert Columns(frame, None)["text"].tolist() == ["a", None, "b"]


def test_rules_and_formulas_find_their_columns(store, project, model, visits):
    keep_model(store, project.id, model)
    evidence = evidence_of(store, store.project(project.id))
    today = answer_for(evidence, Assumptions(today="visits < 10 and plan = 'gold'")).today
    rows = visits.iloc[evidence.reported]
    acts = (rows["visits"] < 10) & (rows["plan"] == "gold")
    assert today.fraction == pytest.approx(acts.mean())
    formula = Assumptions(form="formula", tp_formula="worth * 0.5", fp_formula="0 - 20",
                          decisions_per_month=len(rows))  # fmt: skip
    everybody = answer_for(evidence, formula).everybody.profit
    hit = (rows["left"] == "yes").to_numpy()
    assert everybody == pytest.approx(np.where(hit, rows["worth"] * 0.5, -20).sum())


def test_other_models_of_the_same_rows_stand_beside_it_the_newest_first(store, keep):
    keep("tree")
    keep("linear")
    project = keep("xgboost")
    found = evidence_of(store, project)
    assert [m.title for m in found.models] == ["XGBoost", "Linear", "Decision tree"]
    assert found.first.id == project.model_id
    for other in found.models[1:]:
        np.testing.assert_array_equal(other.rows.y_true, found.first.rows.y_true)
    assert found.only(found.models[1].id).first.title == "Linear"


def test_models_of_one_family_are_told_apart(store, keep):
    keep("linear")
    project = keep("linear", dataclasses.replace(TASK, drop=("size", "mood", "plan")))
    assert [m.title for m in evidence_of(store, project).models] == ["Linear", "Linear (2)"]


def test_models_that_cannot_be_compared_are_named_with_the_reason(store, keep, visits):
    keep("tree", lepton.Task("mood", drop=("left", "size")))
    keep("baseline", dataclasses.replace(TASK, positive="no"))
    keep("linear", seed=5)
    keep("forest", frame=visits.head(300))
    keep("neural", lepton.Task("plan", positive="gold"))
    project = keep("linear")
    found = evidence_of(store, project)
    assert len(found.models) == 1
    said = "\n".join(found.left_out)
    assert "Decision tree is left out: it does not answer a yes-or-no question." in said
    assert "Baseline is left out: it asks for another class." in said
    assert "Linear is left out: it was judged on other rows; train it again" in said
    assert "Random forest is left out: it was trained on another table." in said
    assert "is left out: it predicts 'plan', which is another question." in said


def test_at_most_eight_are_compared(store, keep):
    for _ in range(8):
        keep("baseline")
    assert len(evidence_of(store, keep("baseline")).models) == 8
    said = evidence_of(store, keep("linear")).left_out
    assert said == ("Baseline is left out: at most 8 models are compared.",) * 2


def test_a_damaged_model_does_not_stop_the_others(store, keep):
    (store.model(keep("tree").model_id).folder / "oof.parquet").write_bytes(b"x")
    found = evidence_of(store, keep("linear"))
    assert found.left_out == (
        "Decision tree is left out: it cannot be read any more; train it again.",
    )


def test_a_model_from_before_there_were_rows_to_choose_on_still_answers(store, project, model):
    keep_model(store, project.id, dataclasses.replace(model, oof=pd.DataFrame()))
    found = evidence_of(store, store.project(project.id))
    assert found.first.choose is None
    assert found.chosen is None
    assert not answer_for(found, Assumptions()).chosen_elsewhere


def test_groups_go_along(visits):
    frame = visits.assign(who=np.arange(len(visits)) // 4)
    model = lepton.train(frame, dataclasses.replace(TASK, group="who"), "linear")
    for evidence in (evidence_from(model), evidence_from(model, frame)):
        group = evidence.first.rows.group
        assert len(np.unique(group)) == len(group) / 4
        assert set(group).isdisjoint(evidence.first.choose.group)


def test_the_model_alone_gives_the_same_answer_as_the_project(store, project, model, visits):
    keep_model(store, project.id, model)
    assumptions = Assumptions(benefit=50, contact_cost=5)
    stored = answer_for(evidence_of(store, store.project(project.id)), assumptions)
    assert stored == answer_for(model, assumptions)
    assert stored == answer_for(evidence_from(model, visits), assumptions)


def test_without_a_table_there_are_no_columns(model):
    found = evidence_from(model)
    assert found.column_names == ()
    assert found.frame.shape == (len(model.holdout), 0)
    with pytest.raises(InputError, match="'visits'"):
        answer_for(found, Assumptions(today="visits < 3"))


def test_another_table_is_refused(model, visits):
    for other in (visits.head(50), visits.drop(columns="left"), visits.iloc[::-1],
                  visits.assign(left=None)):  # fmt: skip
        with pytest.raises(InputError, match="data must be the table the model was trained on"):
            evidence_from(model, other)
    more = pd.concat([visits, visits.head(3)], ignore_index=True)
    assert evidence_from(model, more).frame.shape == (len(model.holdout), visits.shape[1])


def test_models_of_other_rows_are_refused_for_a_comparison(model, visits):
    beside = lepton.train(visits, TASK, "tree")
    found = evidence_from(model, None, [beside, model])
    assert [m.title for m in found.models] == ["Linear", "Decision tree", "Linear (2)"]
    assert len({m.id for m in found.models}) == 3
    with pytest.raises(InputError, match="models to compare must be judged on the same rows"):
        evidence_from(model, None, [lepton.train(visits, TASK, "tree", seed=3)])


def test_a_project_without_anything_says_what_to_do(store, project):
    with pytest.raises(InputError, match="Train a model on the model page, or open a file with"):
        evidence_of(store, project)


def test_several_classes_and_numbers_are_sent_elsewhere(store, project, classes_model,
                                                         number_model):  # fmt: skip
    for each in (classes_model, number_model):
        with pytest.raises(NotApplicable, match="yes-or-no"):
            evidence_from(each)
        keep_model(store, project.id, each)
        with pytest.raises(NotApplicable, match="yes-or-no"):
            evidence_of(store, store.project(project.id))


def test_few_rows_or_few_positives_need_many_trainings(model):
    def with_rows(n, positives):
        y = np.zeros(n, dtype=int)
        y[:positives] = 1
        held = pd.DataFrame({"row_id": np.arange(n), "y_true": y, "y_score": y * 0.5})
        return evidence_from(dataclasses.replace(model, holdout=held, oof=pd.DataFrame()))

    assert not needs_recheck(with_rows(1_500, 100))
    assert needs_recheck(with_rows(1_499, 100))
    assert needs_recheck(with_rows(1_500, 99))
    brought = dataclasses.replace(with_rows(500, 50), origin="scores")
    assert not needs_recheck(brought)


def test_each_model_is_worth_what_it_earns_at_its_own_share(store, keep):
    keep("baseline")
    keep("tree")
    project = keep("linear")
    evidence = evidence_of(store, project)
    found = model_values(store, project)
    assert [v.profit for v in found] == sorted((v.profit for v in found), reverse=True)
    assert [v.best for v in found] == [True, False, False]
    for value in found:
        alone = answer_for(evidence.only(value.id), first_guess())
        assert (value.profit, value.low, value.high) == (alone.honest.profit, alone.low, alone.high)
        assert value.chosen_elsewhere
    assert [v.title for v in found if v.title == "Baseline"] == ["Baseline"]


def test_the_leaderboard_follows_the_assumptions_of_the_project_but_no_fixed_share(store, keep):
    keep("tree")
    project = keep("linear")
    money = Assumptions(benefit=500, contact_cost=2, fraction=0.01, capacity=400.0)
    project = store.update_project(project.id, assumptions=money.to_dict())
    assert assumptions_of(project) == money
    for value in model_values(store, project):
        assert 0.05 < value.fraction <= 0.4
    free = model_values(store, project, evidence_of(store, project))
    assert [v.to_dict() for v in free] == [v.to_dict() for v in model_values(store, project)]
