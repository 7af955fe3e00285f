"""Scoring new rows."""

import csv
import io

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from lepton import Payoff
from lepton.errors import InputError, NotApplicable
from lepton.value import Assumptions
from lepton.workflows import answer_for, cut_offs, score_table, write_csv
from lepton.workflows.worth import priced_by

PAYOFF = Payoff(tp=10, fp=-3, fn=-2, tn=1)


def test_without_money_there_is_a_score_and_no_decision(model, visits):
    scored = score_table(model, visits)
    assert list(scored) == [*visits, "score"]
    assert np.array_equal(scored["score"], model.predict_proba(visits)[:, 1])


def test_the_decision_is_the_cut_off_that_the_answer_gives(model, visits):
    scored = score_table(model, visits, PAYOFF)
    cut = answer_for(model, priced_by(PAYOFF)).chosen.threshold
    assert scored["decision"].tolist() == (scored["score"] >= cut).astype(int).tolist()
    assert 0 < scored["decision"].sum() < len(scored)


def test_the_expected_value_is_what_acting_earns_over_not_acting(model, visits):
    scored = score_table(model, visits, PAYOFF)
    p = scored["score"]
    by_hand = (p * 10 + (1 - p) * -3) - (p * -2 + (1 - p) * 1)
    assert scored["expected_value"].tolist() == pytest.approx(by_hand.tolist())


def test_money_that_never_pays_acts_on_nobody(model, visits):
    scored = score_table(model, visits, Payoff(tp=-1, fp=-1))
    assert scored["decision"].sum() == 0


def test_a_fixed_cost_that_eats_every_profit_acts_on_nobody(model, visits):
    assert score_table(model, visits, PAYOFF, fixed_cost=1e9)["decision"].sum() == 0


def test_the_rows_are_not_changed(model, visits):
    before = visits.copy()
    score_table(model, visits, PAYOFF)
    assert_frame_equal(visits, before)


def test_a_column_of_theirs_is_never_replaced(model, visits):
    theirs = visits.assign(score=1.0, decision="keep")
    scored = score_table(model, theirs, PAYOFF)
    assert scored["decision"].eq("keep").all()
    assert {"lepton_score", "lepton_decision", "expected_value"} <= set(scored)


def test_several_classes_are_named_and_a_number_is_predicted(classes_model, number_model, visits):
    classes = score_table(classes_model, visits)
    assert set(classes["prediction"]) <= {"red", "green", "blue"}
    numbers = score_table(number_model, visits)
    assert np.corrcoef(numbers["score"], visits["size"])[0, 1] > 0.9
    with pytest.raises(NotApplicable, match="yes-or-no"):
        score_table(number_model, visits, PAYOFF)


def test_a_missing_column_is_named(model, visits):
    with pytest.raises(InputError, match="visits"):
        score_table(model, visits.drop(columns="visits"))


RUN_BY_SPREADSHEETS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\rx", "=", "-",
                       "\n=1+1", "＝1+1", "＋1", "－1", "＠SUM(A1)"]  # fmt: skip
HARMLESS = ["-5", "+3.5", "-1e-3", "plain", "a=b", "", "'=x", "€5"]


@pytest.mark.parametrize("kind", ["str", "object", "category"])
def test_text_that_a_spreadsheet_would_run_gets_a_quote(kind):
    frame = pd.DataFrame({"t": pd.Series(RUN_BY_SPREADSHEETS + HARMLESS, dtype=kind)})
    before = frame.copy()
    assert as_rows(frame)["t"] == [f"'{t}" for t in RUN_BY_SPREADSHEETS] + HARMLESS
    assert_frame_equal(frame, before)


def test_numbers_dates_and_gaps_are_written_as_they_are():
    frame = pd.DataFrame({
        "n": [-1.5, np.nan], "d": pd.to_datetime(["2020-01-02", None]), "t": ["-x", None],
        "=name": [1, 2],
    })  # fmt: skip
    assert as_rows(frame) == {
        "n": ["-1.5", ""], "d": ["2020-01-02", ""], "t": ["'-x", ""], "'=name": ["1", "2"],
    }  # fmt: skip


def as_rows(frame):
    """Write and read again, as any other program would."""
    target = io.StringIO(newline="")
    write_csv(frame, target)
    rows = list(csv.DictReader(io.StringIO(target.getvalue(), newline="")))
    return {name: [row[name] for row in rows] for name in rows[0]}


def test_the_fixed_cost_is_weighed_against_the_rows_that_are_scored(model, visits):
    profit = answer_for(model, priced_by(PAYOFF, decisions_per_month=80.0)).honest.profit
    held, per_row = len(model.holdout), profit / len(model.holdout)
    cost = (held + len(visits)) / 2 * per_row  # too much for the rows held out, not for these
    assert score_table(model, visits, PAYOFF, fixed_cost=cost)["decision"].sum() > 0
    assert score_table(model, visits.head(held), PAYOFF, fixed_cost=cost)["decision"].sum() == 0


def test_both_cut_offs_are_told_and_how_often_they_disagree(model, visits):
    scored = score_table(model, visits, PAYOFF)
    told = cut_offs(model, scored, PAYOFF)
    assert told["break_even"] == PAYOFF.threshold()
    assert told["cut_off"] == answer_for(model, priced_by(PAYOFF)).chosen.threshold
    assert not told["by_gain"]
    act, pays = scored["score"] >= told["cut_off"], scored["score"] > told["break_even"]
    assert told["disagree"] == (act != pays).sum()


def test_a_success_may_be_worth_its_own_value(model, visits):
    money = Assumptions(benefit=0.5, contact_cost=20, benefit_from="column")
    scored = score_table(model, visits, money)
    by_hand = scored["score"] * 0.5 * visits["worth"] - 20
    assert scored["expected_value"].tolist() == pytest.approx(by_hand.tolist())
    assert 0 < scored["decision"].sum() < len(scored)
    told = cut_offs(model, scored, money)
    assert (told["break_even"], told["by_gain"]) == (None, True)
    assert scored["decision"].tolist() == (by_hand >= told["cut_off"] - 1e-9).astype(int).tolist()
