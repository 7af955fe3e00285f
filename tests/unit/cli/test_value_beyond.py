"""Several classes and numbers, priced from a shell with the numbers of the package."""

import json

import numpy as np
import pandas as pd
import pytest

import lepton
from lepton.value.actions import ActionMoney
from lepton.value.forecast import ForecastMoney
from lepton.workflows.actions import actions_of
from lepton.workflows.forecast import forecast_value_of

DESK = ["--wrong", "6", "--human", "2", "--automatic", "0.2", "--population", "500"]
STOCK = ["--under", "4", "--over", "1", "--population", "500"]


@pytest.fixture(scope="session")
def sold(folder):
    """Days in order with what was sold and planned, and a mood to tell apart."""
    rng = np.random.default_rng(9)
    day = np.arange(240)
    warm = rng.normal(15, 6, 240)
    sold = (40 + 2 * warm + 9 * (day % 7 == 5) + rng.normal(0, 3, 240)).round()
    frame = pd.DataFrame({
        "day": day, "warm": warm.round(1), "weekday": day % 7, "plan": 75 + 5 * (day % 2),
        "sold": sold,
        "mood": np.where(warm + rng.normal(0, 4, 240) > 19, "hot",
                         np.where(warm + rng.normal(0, 4, 240) > 11, "mild", "cold")),
    })  # fmt: skip
    file = folder / "sold.csv"
    frame.assign(today=np.where(day % 3 == 0, "mild", "")).to_csv(file, index=False)
    return file


@pytest.fixture(scope="session")
def number(folder, sold):
    task = lepton.Task("sold", time="day", drop=("plan", "mood", "today"))
    lepton.train(lepton.load(sold), task, "linear").save(folder / "number")
    return folder / "number"


@pytest.fixture(scope="session")
def moods(folder, sold):
    task = lepton.Task("mood", drop=("plan", "sold", "today", "day"))
    lepton.train(lepton.load(sold), task, "linear").save(folder / "moods")
    return folder / "moods"


def test_classes_are_priced_as_the_package_prices_them(told, moods):
    money = ActionMoney(wrong=6, human=2, automatic=0.2, decisions_per_month=500)
    found = actions_of(lepton.Model.load(moods), money)
    assert told("value-classes", moods, *DESK) == json.loads(json.dumps(found.to_dict()))


def test_a_forecast_is_priced_as_the_package_prices_it(told, number, sold):
    money = ForecastMoney(
        under=4, over=1, periods_per_month=500, season=7, season_column="weekday", today="plan"
    )
    found = forecast_value_of(lepton.Model.load(number), money, lepton.load(sold).frame)
    given = ["--data", sold, "--season", "7", "--season-column", "weekday", "--today", "plan"]
    assert told("value-forecast", number, *STOCK, *given) == json.loads(json.dumps(found.to_dict()))
    assert found.reference == "today"
    assert {o.key for o in found.others} == {"today", "mean", "last", "season", "column"}


def test_people_read_a_sentence_and_a_table(run, number, moods, sold):
    code, out, _ = run("value-forecast", number, *STOCK, "--data", sold, "--today", "plan")
    assert code == 0
    assert "against today’s plan" in out
    code, out, _ = run("value-classes", moods, *DESK)
    assert code == 0
    assert "a person, all" in out
    assert "cold" in out


def test_without_a_table_a_forecast_is_measured_against_the_mean(told, number):
    found = told("value-forecast", number, *STOCK)
    assert [o["key"] for o in found["others"]] == ["mean"]


def test_todays_routing_leaves_empty_cells_to_a_person(told, moods, sold):
    found = told("value-classes", moods, *DESK, "--data", sold, "--today", "today")
    today = next(b for b in found["baselines"] if b["key"] == "today")
    assert today["automated"] == pytest.approx(1 / 3, abs=0.2)


def test_a_class_may_have_a_cost_of_its_own(told, moods):
    usual = told("value-classes", moods, *DESK)
    dear = told("value-classes", moods, *DESK, "--wrong-of", "hot=100")
    assert dear["profit"] < usual["profit"]


def test_a_matrix_says_what_else_can_be_done(told, moods, tmp_path):
    file = tmp_path / "matrix.csv"
    file.write_text("mood,fan,heater,ask\nhot,3,-9,-1\nmild,0,0,-1\ncold,-9,3,-1\n")
    found = told("value-classes", moods, "--matrix", file, "--person", "ask")
    assert found["actions"] == ["fan", "heater", "ask"]
    assert found["fallback"] == "ask"
    assert found["saved"] > 0


WRONG = {
    "no money for classes": (["value-classes", "{moods}"], "money must be given; got none"),
    "no money for a forecast": (["value-forecast", "{number}"], "got no --under, --over"),
    "half the money": (["value-forecast", "{number}", "--under", "4"], "got no --over"),
    "a negative cost": (["value-classes", "{moods}", "--wrong", "-6"], "wrong must be"),
    "a class that is not there": (
        ["value-classes", "{moods}", *DESK, "--wrong-of", "warm=1"], "wrong_of must be a class",
    ),
    "a cost that is no pair": (
        ["value-classes", "{moods}", *DESK, "--wrong-of", "hot"], "wrong_of must be CLASS=AMOUNT",
    ),
    "a season without a table": (
        ["value-forecast", "{number}", *STOCK, "--season", "7"], "season must be given with --data",
    ),
    "a column that is not there": (
        ["value-forecast", "{number}", *STOCK, "--data", "{sold}", "--today", "plann"],
        "today must be a column of the table",
    ),
    "another table": (
        ["value-forecast", "{number}", *STOCK, "--data", "sample:demand"],
        "frame must be the table the model learned from",
    ),
    "today in words for a number": (
        ["value-forecast", "{number}", *STOCK, "--data", "{sold}", "--today", "mood"],
        "today must be a column of numbers",
    ),
    "routing nobody knows": (
        ["value-classes", "{moods}", *DESK, "--data", "{sold}", "--today", "warm"],
        "column 'warm' must be one of",
    ),
    "routing without a table": (
        ["value-classes", "{moods}", *DESK, "--today", "today"], "today must be a column",
    ),
    "a number asked about classes": (
        ["value-classes", "{number}", *DESK], "model must be of several classes",
    ),
    "classes asked about a number": (
        ["value-forecast", "{moods}", *STOCK], "model must be one that predicts a number",
    ),
    "no model": (["value-forecast", "{moods}-gone", *STOCK], "folder must be a saved model"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_bad_input_gets_one_clear_line(run, number, moods, sold, words, said):
    places = {"number": number, "moods": moods, "sold": sold}
    code, out, err = run(*(str(word).format(**places) for word in words))
    assert (code, out) == (2, "")
    assert said in err.replace("--", "", 1) or said in err
    assert err.count("\n") == 1
