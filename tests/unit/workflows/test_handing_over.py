"""The list for those who act."""

import io
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from lepton.errors import InputError, NotApplicable
from lepton.value import Assumptions
from lepton.workflows import answer_for, open_file, score_table
from lepton.workflows.evidence import evidence_from
from lepton.workflows.handing_over import HandingOver, hand_over, listed_rows, write_list
from lepton.workflows.training import keep_model

MONEY = Assumptions(benefit=100, success_rate=0.5, contact_cost=5, decisions_per_month=400)


@pytest.fixture(scope="module")
def made(visits, model):
    return listed_rows(model, visits, MONEY, HandingOver(leave_alone=0.2), table=visits)


def test_the_decisions_are_those_of_the_scored_table_but_for_rows_left_alone(made, visits, model):
    scored = score_table(model, visits, MONEY)
    assert made.act + made.left_alone == scored["decision"].sum()
    assert made.left_alone == round(0.2 * scored["decision"].sum())
    alone = made.frame["hold_out"] == 1
    assert (made.frame.loc[alone, "decision"] == 0).all()
    assert made.frame["decision"].sum() == made.act


def test_the_best_rows_come_first_with_their_reasons(made):
    assert made.frame["expected_value"].is_monotonic_decreasing
    acted = made.frame[made.frame["decision"] == 1]
    assert acted["reason_1"].str.contains("the prediction").all()
    assert (made.frame.loc[made.frame["decision"] == 0, "reason_1"] == "").all()


def test_the_same_seed_leaves_the_same_rows_alone_and_another_others(visits, model):
    found = [
        listed_rows(model, visits, MONEY, HandingOver(reasons=0, seed=seed)).frame["hold_out"]
        for seed in (1, 1, 2)
    ]
    assert found[0].equals(found[1])
    assert not found[0].equals(found[2])


def test_a_share_and_limits_are_kept(visits, model):
    none = HandingOver(reasons=0, leave_alone=0)
    assert listed_rows(model, visits, replace(MONEY, fraction=0.1), none).act <= 40
    few = listed_rows(model, visits, replace(MONEY, capacity=20), none)
    assert few.act == 20
    assert "fit the limits of a month" in few.notes[0]
    assert "cannot show what acting brings" in few.notes[1]


@pytest.mark.parametrize(
    "money",
    [MONEY, replace(MONEY, benefit=0.5, benefit_from="column")],
    ids=["one amount", "a value column"],
)
def test_at_another_base_rate_the_list_is_that_of_the_case(visits, model, money):
    rarer = replace(money, base_rate=0.1)
    unseen = visits.iloc[model.holdout["row_id"]].reset_index(drop=True)
    made = listed_rows(model, unseen, rarer, HandingOver(reasons=0, leave_alone=0), table=visits)
    evidence = evidence_from(model, visits)
    share = answer_for(evidence, rarer).chosen.fraction
    weight = evidence.first.rows.weight_in_use(rarer)
    hit = (made.frame["left"] == "yes").to_numpy()
    known = hit.mean()
    counts = np.where(hit, 0.1 / known, 0.9 / (1 - known))
    assert (counts * made.frame["decision"]).sum() / weight.sum() == pytest.approx(share)
    assert made.act < listed_rows(model, unseen, money, HandingOver(reasons=0, leave_alone=0)).act
    p = made.frame["score"]
    odds = p / (1 - p) * (0.1 / 0.9) / (known / (1 - known))
    if not money.per_row:
        gain = odds / (1 + odds) * 0.5 * 100 - 5
        assert made.frame["expected_value"].to_numpy() == pytest.approx(gain.to_numpy())
    assert "10 % of decisions, as set" in made.notes[0]


def test_a_project_gives_the_rows_its_model_has_not_seen(store, visits, model, classes_model):
    project = open_file(store, visits, "visits.csv")
    store.update_project(project.id, task=model.problem.task.to_dict(), assumptions=MONEY.to_dict())
    keep_model(store, project.id, model)
    found = hand_over(store, store.project(project.id), how=HandingOver(reasons=0, leave_alone=0))
    share = answer_for(model, MONEY).chosen.fraction
    assert len(found.frame) == len(model.holdout)
    assert found.act == round(share * len(model.holdout))
    keep_model(store, project.id, classes_model)
    with pytest.raises(NotApplicable):
        hand_over(store, store.project(project.id))
    with pytest.raises(NotApplicable, match="must be with a model of its own"):
        hand_over(store, store.create_project("empty"))


def test_nothing_in_the_file_is_run_by_a_spreadsheet(made):
    text = io.StringIO()
    write_list(made.frame, text)
    assert ",=basic," not in text.getvalue()
    assert ",'=basic," in text.getvalue()


def test_a_list_of_bytes_is_the_list_of_text(made):
    text, file = io.StringIO(), io.BytesIO()
    write_list(made.frame, text)
    write_list(made.frame, file)
    assert file.getvalue().decode("utf-8") == text.getvalue()


def test_parquet_comes_back_as_the_table_was(made):
    file = io.BytesIO()
    write_list(made.frame, file, kind=".parquet")
    found = pd.read_parquet(file)
    assert list(found.columns) == list(made.frame.columns)
    assert np.allclose(found["expected_value"], made.frame["expected_value"])
    with pytest.raises(InputError, match=r"one of \.csv, \.parquet"):
        write_list(made.frame, file, kind=".xlsx")


@pytest.mark.parametrize("how", [{"reasons": -1}, {"reasons": 11}, {"leave_alone": 0.51}])
def test_numbers_out_of_range_are_refused(how):
    with pytest.raises(InputError, match="must be"):
        HandingOver(**how)


def test_numbers_at_the_bounds_are_taken():
    assert HandingOver(reasons=10, leave_alone=0.5).reasons == 10


def test_a_list_without_rows_is_refused(visits, model):
    with pytest.raises(InputError, match="rows must be at least one"):
        listed_rows(model, visits.head(0), MONEY, HandingOver())
