"""Should we invest, from a shell: the numbers of the page, and bad input in words."""

import json

import pytest

import lepton
from lepton.data import Task
from lepton.models import Model
from lepton.store import Store
from lepton.training import train
from lepton.workflows.case import study_of
from lepton.workflows.training import keep_model

MONEY = ("--benefit", 125, "--success-rate", 0.3, "--contact-cost", 1, "--population", 3000)
FAST = ("--trials", 500)


@pytest.fixture
def told(run, model_folder):
    """Run the command on the model and read its JSON."""

    def call(*words):
        code, out, err = run("case", model_folder, *MONEY, *FAST, "--json", *words)
        assert code == 0, err
        return json.loads(out)

    return call


def test_it_tells_headline_measures_costs_risk_and_next_step(run, model_folder):
    code, out, err = run("case", model_folder, *MONEY, *FAST)
    assert code == 0, err
    for heading in (
        "An estimated", "Every measure", "What it costs", "Scenarios", "Risk", "Where it stops",
        "Next step", "What it rests on", "inputs are guesses", "Estimated, not measured",
    ):  # fmt: skip
        assert heading in out
    assert "nan" not in out.lower()


def test_json_holds_everything_and_agrees_with_the_text(told, run, model_folder):
    found = told()
    for name in (
        "measures", "flow", "ledger", "risk", "tornado", "break_evens", "scenarios",
        "information", "retraining", "delay_cost", "compute", "build_or_buy", "words", "plan",
    ):  # fmt: skip
        assert name in found
    assert found["measures"]["npv"] == pytest.approx(found["flow"]["discounted"][-1])
    _, out, _ = run("case", model_folder, *MONEY, *FAST)
    assert " ".join(found["words"]["next_step"].split()) in " ".join(out.split())


def test_its_benefit_is_the_money_of_lepton_value(told, run, model_folder):
    _, out, _ = run("value", model_folder, *MONEY, "--json")
    month = json.loads(out)["chosen"]["profit"]
    plain = ("adoption=full", "benefit_haircut=0", "half_life_months=0", "build_months=0")
    found = told(*(word for each in plain for word in ("--set", each)))
    assert found["flow"]["lines"]["benefit"][1] == pytest.approx(month, rel=1e-9)


def test_assumptions_ranges_horizon_and_rate_are_taken(told):
    base = told()
    found = told("--set", "day_rate=900", "--range", "success_rate=0.2:0.3:0.4",
                 "--horizon", 24, "--rate", 0.08, "--seed", 5)  # fmt: skip
    assert found["case"]["day_rate"] == 900
    assert (found["case"]["horizon_months"], found["case"]["discount_rate"]) == (24, 0.08)
    entry = next(e for e in found["ledger"] if e["id"] == "success_rate")
    assert (entry["low"], entry["high"], entry["distribution"]) == (0.2, 0.4, "pert")
    assert found["risk"]["seed"] == 5
    assert found["measures"]["npv"] < base["measures"]["npv"]


def test_what_was_counted_becomes_a_range(told):
    entry = next(
        e for e in told("--range", "success_rate=30/100")["ledger"] if e["id"] == "success_rate"
    )
    assert (entry["distribution"], entry["k"], entry["n"]) == ("beta", 30, 100)


def test_a_plan_is_written_and_read_back(told, tmp_path):
    file = tmp_path / "plan.json"
    first = told("--set", "hosting=300", "--save", file)
    again = told("--plan", file)
    assert again["measures"] == first["measures"]
    assert again["plan"] == first["plan"]


def test_a_project_gives_the_numbers_of_its_page(run, home, model_folder):
    store = Store.open(home)
    money = lepton.load_sample("churn").money.to_dict()
    project = store.create_project("Churn", use_case="churn", assumptions=money)
    keep_model(store, project.id, Model.load(model_folder))
    code, out, err = run("case", project.id, *FAST, "--json")
    assert code == 0, err
    study = study_of(store, store.project(project.id), trials=500)
    found = json.loads(out)
    assert found["measures"]["npv"] == study.measures.npv
    assert found["risk"]["p10"] == study.risk.p10
    assert found["title"] == "Churn"
    code, _, err = run("case", project.id, "--benefit", 3)
    assert code == 2
    assert "--benefit must be left out for a project" in err


def test_scores_of_ones_own_have_a_case_too(run, tmp_path):
    rows = lepton.load_sample("churn").frame.head(600)
    file = tmp_path / "scores.csv"
    rows.assign(score=rows["Complains"] + rows["Status"] / 10)[["Churn", "score"]].to_csv(
        file, index=False
    )
    code, out, err = run("case", "--scores", file, "--y", "Churn", "--score", "score", *MONEY,
                         *FAST, "--json")  # fmt: skip
    assert code == 0, err
    assert json.loads(out)["origin"]["kind"] == "scores"


@pytest.mark.parametrize(("target", "kind", "words"), [
    ("Age", "forecast", ("--under", 3, "--over", 1)),
    ("Age Group", "classes", ("--wrong", 6, "--human", 2)),
])  # fmt: skip
def test_numbers_and_classes_have_a_case_too(run, tmp_path, target, kind, words):
    data = lepton.load(lepton.load_sample("churn").frame.head(500))
    task = Task(target, kind="multiclass" if kind == "classes" else "regression")
    train(data, task, "linear").save(tmp_path / "model")
    code, out, err = run("case", tmp_path / "model", *words, *FAST, "--json")
    assert code == 0, err
    found = json.loads(out)
    assert found["origin"]["kind"] == kind
    assert found["origin"]["against"] != "acting on nobody"
    code, _, err = run("case", tmp_path / "model")
    assert code == 2
    assert f"no {words[0]}" in err


@pytest.mark.parametrize(("words", "said"), [
    (("--set", "day_rate"), "--set must be NAME=VALUE; got 'day_rate'"),
    (("--set", "dayrate=9"), "--set must be the name of an assumption of this case; got 'dayrate'"),
    (("--set", "day_rate=much"), "day_rate must be a number"),
    (("--set", "timing=soon"), "timing must be one of end, mid; got 'soon'"),
    (("--range", "success_rate=0.4"), "--range must be NAME=LOW:HIGH"),
    (("--range", "success_rate=0.4:0.2"), "must be from low to high; got 0.4 to 0.2"),
    (("--range", "success_rate=a:b"), "--range must be NAME=LOW:HIGH"),
    (("--range", "nothing=1:2"), "--range must be for an assumption of this case"),
    (("--horizon", 0), "horizon_months must be a number from 1 to 240; got 0"),
    (("--horizon", 241), "horizon_months must be a number from 1 to 240; got 241"),
    (("--rate", -1), "discount_rate must be a number from -0.99 to 10; got -1"),
    (("--scenario", "Rosy"), "no scenario called Rosy"),
    (("--trials", 99), "trials"),
    (("--plan", "nowhere.json"), "--plan must be a text file that can be read"),
])  # fmt: skip
def test_bad_input_is_one_clear_sentence(run, model_folder, words, said):
    code, _, err = run("case", model_folder, *MONEY, *words)
    assert code == 2
    assert said in err
    assert err.count("\n") == 1


def test_a_source_that_is_nothing_is_told(run, tmp_path):
    code, _, err = run("case", tmp_path / "nowhere", *FAST)
    assert code == 2
    assert "source must be a model folder, or a project of the store" in err
    code, _, err = run("case", *FAST)
    assert code == 2
    assert "a model folder or a file with scores" in err
