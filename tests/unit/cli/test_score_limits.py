"""lepton score keeps to a capacity and a budget, exactly where that is asked for."""

import pandas as pd
import pytest

import lepton
from lepton.value import Assumptions
from lepton.value.limits import allocate
from lepton.workflows import score_table

OFFER = ["--benefit", 125, "--contact-cost", 1, "--success-rate", 0.3, "--incentive-cost", 6]
COST = '3 + "Customer Value" * 0.05'
BY_ROW = ["--tp-formula", '"Customer Value" * 0.3', "--fp-formula", f"0 - ({COST})",
          "--cost-formula", COST]  # fmt: skip


@pytest.fixture
def new(tmp_path):
    file = tmp_path / "new.csv"
    lepton.load_sample("churn").frame.iloc[900:1300].to_csv(file, index=False)
    return file


@pytest.fixture
def listed(told, model_folder, new, tmp_path):
    """Score the new rows; gives what was told and the list itself."""

    def call(*words):
        out = tmp_path / "out.csv"
        return told("score", model_folder, new, "--out", out, *words), pd.read_csv(out)

    return call


def test_a_capacity_keeps_the_highest_scores_of_the_policy_of_the_page(listed):
    free, whole = listed(*OFFER)
    told, rows = listed(*OFFER, "--capacity", 10)
    assert free["act"] > 10
    assert told["act"] == rows["decision"].sum() == told["within"]["n"] <= 10
    assert told["within"]["wanted"] == free["act"]
    assert told["within"]["limited_by"] == "capacity"
    assert (
        rows.loc[rows["decision"] == 1, "score"].min()
        > rows.loc[(rows["decision"] == 0) & (whole["decision"] == 1), "score"].max()
    )
    pd.testing.assert_frame_equal(rows.drop(columns="decision"), whole.drop(columns="decision"))


def test_a_budget_is_never_exceeded(listed):
    told, rows = listed(*OFFER, "--budget", 48.9)
    assert rows["decision"].sum() == 6  # 7 each
    assert told["within"]["spent"] == 42
    assert told["within"]["limited_by"] == "budget"
    exact = listed(*OFFER, "--budget", 49)[0]
    assert exact["within"]["spent"] == 49


def test_limits_that_hold_nothing_back_change_nothing(listed):
    free, whole = listed(*OFFER)
    told, rows = listed(*OFFER, "--capacity", 400, "--budget", 1e6)
    assert told["within"]["limited_by"] is None
    assert told["act"] == free["act"]
    pd.testing.assert_frame_equal(rows, whole)


def test_nobody_is_acted_on_without_room(listed):
    assert listed(*OFFER, "--capacity", 0)[1]["decision"].sum() == 0
    assert listed(*OFFER, "--budget", 0, "--exact")[1]["decision"].sum() == 0


def test_costs_by_row_are_kept_to_exactly(listed, model_folder, churn, new):
    told, rows = listed(*BY_ROW, "--data", churn, "--budget", 200, "--exact")
    greedy, cut = listed(*BY_ROW, "--data", churn, "--budget", 200)
    money = Assumptions(form="formula", tp_formula='"Customer Value" * 0.3',
                        fp_formula=f"0 - ({COST})", cost_formula=COST)  # fmt: skip
    model, frame = lepton.Model.load(model_folder), lepton.load(new).frame
    free = score_table(model, frame, money, table=lepton.load(churn).frame)
    cost = 3 + frame["Customer Value"].to_numpy() * 0.05
    gain = free["expected_value"].where(free["decision"] == 1, 0.0).to_numpy()
    found = allocate(gain, cost, budget=200, exact=True)
    assert rows["decision"].to_numpy().astype(bool).tolist() == found.chosen.tolist()
    assert told["within"]["exact"]
    assert told["within"]["spent"] == pytest.approx(found.spent)
    assert found.spent <= 200
    assert told["within"]["gain"] > greedy["within"]["gain"]
    assert cost[cut["decision"] == 1].sum() <= 200


def test_people_read_what_the_limits_hold_back(run, model_folder, new, tmp_path):
    words = ["score", model_folder, new, "--out", tmp_path / "o.csv", *OFFER]
    out = run(*words, "--capacity", 10)[1]
    assert "10 of them are acted on for 70" in out
    assert "the capacity holds back the rest" in out
    assert "No other choice is expected to earn more." in run(
        *words, "--budget", 70, "--exact"
    )[1]  # fmt: skip


def test_a_preset_prices_a_list(listed):
    usual = ["--benefit", 200, "--contact-cost", 1, "--success-rate", 0.3, "--incentive-cost", 10]
    told, rows = listed("--preset", "churn")
    wanted, same = listed(*usual, "--population", 10000)
    assert told["break_even"] == wanted["break_even"]
    pd.testing.assert_frame_equal(rows, same)


WRONG = {
    "a capacity below none": ([*OFFER, "--capacity", -1], "capacity must be"),
    "a budget below nothing": ([*OFFER, "--budget", -0.01], "budget must be"),
    "exact without limits": ([*OFFER, "--exact"], "exact must be given with a capacity or a"),
    "limits without money": (["--capacity", 5], "--capacity must be given with money"),
    "columns without a table": ([*BY_ROW, "--budget", 10], "Customer Value"),
    "two forms": ([*BY_ROW, "--tp", 5, "--data", "x"], "money must be given in one form"),
}


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_bad_input_gets_one_clear_line_and_writes_nothing(
    run, model_folder, new, tmp_path, words, said
):
    code, out, err = run("score", model_folder, new, "--out", tmp_path / "o.csv", *words)
    assert (code, out) == (2, "")
    assert said in err
    assert not (tmp_path / "o.csv").exists()
