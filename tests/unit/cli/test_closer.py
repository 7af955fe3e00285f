"""lepton value looks as close as the page: the same functions, the same numbers."""

import json

import numpy as np
import pytest

import lepton
from lepton.value import Assumptions
from lepton.value.presets import preset
from lepton.workflows import answer_for, evidence_from
from lepton.workflows.certainty import flattery, luck, range_of, trust
from lepton.workflows.measuring import measured_at
from lepton.workflows.money_metrics import metrics_in_money
from lepton.workflows.second_look import daily_alerts, second_look

OFFER = ["--benefit", 125, "--contact-cost", 1, "--success-rate", 0.3, "--incentive-cost", 6]
MATRIX = ["--tp", 10, "--fp", -4]


@pytest.fixture
def evidence(model_folder):
    return evidence_from(lepton.Model.load(model_folder))


@pytest.fixture
def money(evidence):
    return Assumptions(
        benefit=125, contact_cost=1, success_rate=0.3, incentive_cost=6,
        decisions_per_month=len(evidence.first.rows),
    )  # fmt: skip


def same(found):
    return json.loads(json.dumps(found.to_dict()))


def test_certainty_and_trust_are_those_of_the_page(told, model_folder, evidence, money):
    shell = told("value", model_folder, *OFFER, "--certainty", "--trust")
    found = answer_for(evidence, money)
    assert shell["interval"] == same(range_of(evidence.first, money, found))
    assert shell["noise"] == same(luck(evidence.first, money))
    assert shell["flattery"] == same(flattery(evidence.first, money, found))
    parts = trust(evidence.first, money)
    names = ("reliability", "money_calibration", "threshold_gap")
    assert [shell[n] for n in names] == [same(part) for part in parts]


def test_measures_looks_and_alerts_are_those_of_the_page(told, model_folder, evidence, money):
    shell = told(
        "value", model_folder, *OFFER, "--measures", "--metrics", "--review-cost", 2,
        "--review-errors", 0.1, "--alerts-per-day", 3, "--minutes", 10, "--hours", 0.2,
    )  # fmt: skip
    assert shell["measures"] == same(measured_at(evidence.first, money))
    assert shell["metrics"] == same(metrics_in_money(evidence.first, money))
    look = second_look(evidence.first, money, review_cost=2, review_errors=0.1)
    assert shell["review"] == same(look)
    day = daily_alerts(
        evidence.first, money, alerts_per_day=3, minutes_per_alert=10, analysts_hours=0.2
    )
    assert shell["alerts"] == same(day)


def test_nothing_more_is_told_than_was_asked_for(told, model_folder):
    keys = {"interval", "reliability", "measures", "metrics", "review", "alerts"}
    assert not keys & set(told("value", model_folder, *OFFER))


def test_people_read_what_was_looked_at_in_words(run, model_folder):
    code, out, err = run(
        "value", model_folder, *OFFER, "--trust", "--certainty", "--measures", "--metrics",
        "--review-cost", 2, "--alerts-per-day", 3,
    )  # fmt: skip
    assert (code, err) == (0, "")
    for said in (
        "if the amounts hold", "seems to earn up to", "hits found", "Area under the ROC curve",
        "Net benefit from a chance of", "H-measure", "a look", "alerts a day",
    ):  # fmt: skip
        assert said.lower() in out.lower()
    assert "predicted on average" in out or "at their word" in out


def test_money_by_row_tells_what_it_can(told, run, model_folder):
    flags = ["--benefit-from-value", "--contact-cost", 20, "--success-rate", 0.3]
    shell = told("value", model_folder, *flags, "--certainty", "--trust", "--measures", "--metrics")
    assert shell["noise"] is None
    assert shell["threshold_gap"] is None
    assert shell["measures"]["break_even"] is None
    assert shell["metrics"]["amounts"] == "usual"
    assert shell["metrics"]["empb"] is not None
    assert run("value", model_folder, *flags, "--certainty", "--trust", "--measures")[0] == 0
    code, _, err = run("value", model_folder, *flags, "--review-cost", 2)
    assert code == 2
    assert "money must be the same in every row" in err


def test_scores_that_are_no_chances_are_refused_only_where_chances_are_needed(told, run, tmp_path):
    rng = np.random.default_rng(1)
    y = rng.integers(0, 2, 500)
    file = tmp_path / "ranks.csv"
    lines = [
        "y,s",
        *(f"{a},{b:.4f}" for a, b in zip(y, 3 * y + rng.normal(0, 2, 500), strict=True)),
    ]
    file.write_text("\n".join(lines))
    words = ["value", "--scores", file, "--y", "y", "--score", "s", *MATRIX, "--measures"]
    shell = told_of(run, words)
    assert shell["measures"]["auc"] > 0.7
    assert shell["measures"]["net_benefit"] is None
    code, _, err = run(*words, "--trust")
    assert code == 2
    assert "between 0 and 1" in err


def told_of(run, words):
    code, out, _ = run(*words, "--json")
    assert code == 0
    return json.loads(out)


# --- presets --------------------------------------------------------------------------------------


def test_a_preset_gives_the_money_and_options_override_it(told, model_folder, evidence):
    usual = preset("churn").assumptions()
    shell = told("value", model_folder, "--preset", "churn")
    assert shell["assumptions"] == usual.to_dict()
    wanted = answer_for(evidence, usual).to_dict()
    assert {name: shell[name] for name in wanted} == wanted
    mine = told("value", model_folder, "--preset", "churn", "--benefit", 50, "--population", 99)
    assert mine["assumptions"]["benefit"] == 50
    assert mine["assumptions"]["contact_cost"] == usual.contact_cost
    assert mine["assumptions"]["decisions_per_month"] == 99


def test_a_preset_of_any_decision_is_priced_as_the_page_does(told, model_folder):
    usual = preset("credit").assumptions()
    assert told("value", model_folder, "--preset", "credit")["assumptions"] == usual.to_dict()
    own = told("value", model_folder, "--preset", "credit", "--fp", -50, "--missed", 7)
    assert (own["assumptions"]["wrong"], own["assumptions"]["missed"]) == (50, 7)


def test_the_value_of_each_row_takes_the_place_of_the_usual_benefit(told, model_folder):
    shell = told("value", model_folder, "--preset", "churn", "--benefit-from-value")
    assert shell["assumptions"]["benefit"] == 1
    assert shell["assumptions"]["benefit_from"] == "column"


def test_presets_are_listed(told, run):
    keys = [each["key"] for each in told("presets")["presets"]]
    assert len(keys) == 10
    out = run("presets")[1]
    assert all(key in out for key in keys)
    assert "illustrative" in out


WRONG = {
    "no such preset": (["--preset", "chrun"], "preset must be one of churn,"),
    "a preset of a number": (["--preset", "demand"], "must be about a yes-or-no question"),
    "another form": (["--preset", "churn", "--tp", 5], "money must be of the form of the preset"),
    "formulas beside": (
        ["--preset", "credit", "--tp-formula", "1"], "money must be given in one form",
    ),
    "errors without a look": ([*OFFER, "--review-errors", 0.1], "given with --review-cost"),
    "minutes without alerts": ([*OFFER, "--minutes", 5], "given with --alerts-per-day"),
    "hours without alerts": ([*OFFER, "--hours", 5], "given with --alerts-per-day"),
    "hours without minutes": (
        [*OFFER, "--alerts-per-day", 5, "--hours", 5], "minutes_per_alert must be given",
    ),
    "a look below nothing": ([*OFFER, "--review-cost", -1], "review_cost must be"),
    "more errors than looks": (
        [*OFFER, "--review-cost", 1, "--review-errors", 1.1], "review_errors must be",
    ),
    "alerts below none": ([*OFFER, "--alerts-per-day", -1], "alerts_per_day must be"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_bad_input_gets_one_clear_line(run, model_folder, words, said):
    code, out, err = run("value", model_folder, *words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


RIGHT = {
    "a look for nothing": ["--review-cost", 0],
    "every look wrong": ["--review-cost", 1, "--review-errors", 1],
    "no alerts": ["--alerts-per-day", 0],
}


@pytest.mark.parametrize("words", RIGHT.values(), ids=RIGHT)
def test_the_other_side_of_each_boundary_is_told(told, model_folder, words):
    told("value", model_folder, *OFFER, *words)
