"""lepton value and lepton recheck give the numbers of the page, for models and for scores."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

import lepton
from lepton.value import Assumptions, Payoff
from lepton.value.nested import nested_answer
from lepton.value.uncertainty import Replicates, bands, compare
from lepton.workflows import answer_for, evidence_from, evidence_of, read_scores, segments
from lepton.workflows.rechecking import nested_folds
from lepton.workflows.training import keep_model
from lepton.workflows.worth import priced_by, values_of

OFFER = {"benefit": 125.0, "contact_cost": 1.0, "success_rate": 0.3, "incentive_cost": 6.0}
FLAGS = [word for name, amount in OFFER.items()
         for word in (f"--{name.replace('_', '-')}", amount)]  # fmt: skip


@pytest.fixture
def model(model_folder):
    return lepton.Model.load(model_folder)


@pytest.fixture
def evidence(model, churn):
    return evidence_from(model, lepton.load(churn).frame)


def plain(found):
    """A dictionary of an answer without what belongs to the shell alone."""
    return {k: found[k] for k in (f.name for f in dataclasses.fields(lepton.value.Answer))}


def test_the_page_the_shell_and_the_package_give_the_same_numbers(
    told, model, model_folder, churn, home
):
    from lepton.store import Store
    from lepton.workflows import open_file

    store = Store.open()
    project = open_file(store, churn)
    keep_model(store, project.id, model)
    page = evidence_of(store, store.project(project.id))
    package = evidence_from(model, lepton.load(churn).frame)
    for more, flags in (
        ({}, []),
        ({"fixed_cost": 50.0, "capacity": 300.0, "budget": 1000.0},
         ["--fixed-cost", 50, "--capacity", 300, "--budget", 1000]),
        ({"base_rate": 0.05, "harm": 3.0, "takers": 0.5, "follow": "fewest"},
         ["--base-rate", 0.05, "--harm", 3, "--takers", 0.5, "--follow", "fewest"]),
        ({"today": "Complains = 1", "success_low": 0.1, "success_high": 0.5},
         ["--today", "Complains = 1", "--success-low", 0.1, "--success-high", 0.5]),
        ({"fraction": 0.1, "currency": "USD"}, ["--fraction", 0.1, "--currency", "USD"]),
    ):  # fmt: skip
        assumptions = Assumptions(**OFFER, **more, decisions_per_month=3000)
        shell = told("value", model_folder, *FLAGS, *flags, "--population", 3000, "--data", churn)
        assert plain(shell) == answer_for(package, assumptions).to_dict()
        assert plain(shell) == answer_for(page, assumptions).to_dict()
        assert shell["assumptions"] == assumptions.to_dict()
    store.close()


def test_without_a_table_the_numbers_are_the_same(told, model, model_folder):
    shell = told("value", model_folder, *FLAGS)
    rows = len(model.holdout)
    assert (
        plain(shell) == answer_for(model, Assumptions(**OFFER, decisions_per_month=rows)).to_dict()
    )
    assert shell["evidence"]["rows"] == rows
    assert shell["evidence"]["choose_rows"] == len(model.oof) > 0
    assert (shell["at"], shell["warnings"]) == ([], [])


def test_any_decision_can_be_priced_with_losses_as_negative_numbers(told, model, model_folder):
    rows = len(model.holdout)
    for flags, payoff in (
        (["--tp", 10, "--fp", -4, "--fn", "-2", "--tn=1"], Payoff(tp=10, fp=-4, fn=-2, tn=1)),
        (["--tp", 10, "--fp", -4, "--missed", 2, "--spared", 1], Payoff(10, -4, fn=-2, tn=1)),
        (["--tp", 10, "--fp", -4, "--action-cost", 3], Payoff(tp=10, fp=-4, action_cost=3)),
        (["--tp", -1, "--fp", -4], Payoff(tp=-1, fp=-4)),
    ):
        shell = told("value", model_folder, *flags)
        wanted = answer_for(model, priced_by(payoff, decisions_per_month=float(rows)))
        assert plain(shell) == wanted.to_dict()


def test_the_value_column_gives_the_numbers_of_the_page(told, model, model_folder):
    flags = ["--benefit-from-value", "--contact-cost", 20, "--success-rate", 0.3]
    shell = told("value", model_folder, *flags, "--population", 3000, "--fixed-cost", 50)
    money = Assumptions(
        benefit=1, benefit_from="column", contact_cost=20, success_rate=0.3,
        decisions_per_month=3000, fixed_cost=50,
    )  # fmt: skip
    assert plain(shell) == answer_for(model, money).to_dict()
    half = told("value", model_folder, *flags, "--benefit", 0.5)
    assert half["best"]["profit"] < told("value", model_folder, *flags)["best"]["profit"]


def test_formulas_name_columns_and_amounts(told, evidence, model_folder, churn):
    shell = told(
        "value", model_folder, "--data", churn, "--tp-formula", '"Customer Value" * 0.1 - benefit',
        "--fp-formula", "0 - benefit", "--cost-formula", "benefit", "--benefit", 2,
    )  # fmt: skip
    money = Assumptions(
        form="formula", tp_formula='"Customer Value" * 0.1 - benefit', fp_formula="0 - benefit",
        cost_formula="benefit", benefit=2, decisions_per_month=len(evidence.first.rows),
    )  # fmt: skip
    assert plain(shell) == answer_for(evidence, money).to_dict()


def test_several_shares_are_told_and_the_first_is_acted_on(told, model_folder):
    shell = told("value", model_folder, *FLAGS, "--fraction", 0.1, "--fraction", 0.25)
    assert [round(point["fraction"], 2) for point in shell["at"]] == [0.1, 0.25]
    assert shell["chosen"] == shell["at"][0]


def test_segments_bands_and_comparisons_are_those_of_the_package(
    told, evidence, model_folder, churn, tmp_path
):
    task = lepton.Task("Churn", value="Customer Value")
    other = lepton.train(lepton.load(churn), task, "tree")
    other.save(tmp_path / "tree")
    shell = told(
        "value", model_folder, *FLAGS, "--data", churn, "--by", "Age Group",
        "--by", "Customer Value", "--band", "--compare", "--beside", tmp_path / "tree",
    )  # fmt: skip
    rows = evidence.first.rows
    money = Assumptions(**OFFER, decisions_per_month=len(rows))
    assert shell["segments"] == [
        segments(evidence, money, name).to_dict() for name in ("Age Group", "Customer Value")
    ]
    band = bands(Replicates.of(rows.counts_for(money)), money)
    assert shell["band"] == band.to_dict()
    both = evidence_from(lepton.Model.load(model_folder), None, [other])
    assert shell["models"] == [each.to_dict() for each in values_of(both, money)]
    first, second = both.models
    wanted = compare(first.rows, second.rows, money, choose_a=first.choose.counts_for(money),
                     choose_b=second.choose.counts_for(money))  # fmt: skip
    assert shell["compare"] == [{"a": first.title, "b": second.title, **wanted.to_dict()}]


@pytest.fixture
def scored(tmp_path):
    """Scores that a person brings, with everything that may stand beside them."""
    rng = np.random.default_rng(0)
    n = 900
    chance = rng.beta(1, 5, n)
    frame = pd.DataFrame({
        "bought": np.where(rng.random(n) < chance, "yes", "no"), "ours": chance.round(6),
        "theirs": np.clip(chance + rng.normal(0, 0.2, n), 0, 1).round(6),
        "amount": rng.uniform(5, 50, n).round(2), "times": rng.integers(1, 4, n),
        "who": np.arange(n) // 2, "plan": rng.choice(["a", "b"], n),
    })  # fmt: skip
    frame.to_csv(tmp_path / "scores.csv", index=False)
    return tmp_path / "scores.csv"


def test_scores_of_ones_own_give_the_numbers_of_the_package(told, scored):
    shell = told(
        "value", "--scores", scored, "--y", "bought", "--score", "ours", "--score", "theirs",
        "--value", "amount", "--weight", "times", "--group", "who", "--positive", "yes",
        *FLAGS, "--population", 5000, "--by", "plan", "--compare", "--today", "plan = 'a'",
    )  # fmt: skip
    evidence = read_scores(scored, y="bought", scores=["ours", "theirs"], value="amount",
                           weight="times", group="who", positive="yes")  # fmt: skip
    money = Assumptions(**OFFER, decisions_per_month=5000, today="plan = 'a'")
    assert plain(shell) == answer_for(evidence, money).to_dict()
    assert shell["segments"] == [segments(evidence, money, "plan").to_dict()]
    assert {each["title"] for each in shell["models"]} == {"ours", "theirs"}
    assert shell["evidence"]["notes"] == list(evidence.notes)
    assert shell["evidence"]["rows"] + shell["evidence"]["choose_rows"] == 900


def test_all_rows_are_used_where_that_is_wished(told, scored):
    shell = told("value", "--scores", scored, "--y", "bought", "--score", "ours", *FLAGS,
                 "--all-rows")  # fmt: skip
    assert (shell["evidence"]["rows"], shell["chosen_elsewhere"]) == (900, False)
    assert any("which flatters" in note for note in shell["evidence"]["notes"])


def test_people_are_told_what_the_numbers_mean(run, model_folder, churn, scored):
    code, out, err = run("value", model_folder, *FLAGS, "--data", churn, "--by", "Age Group",
                         "--capacity", 10, "--today", "Complains = 1", "--band",
                         "--success-low", 0.1, "--fixed-cost", 5)  # fmt: skip
    assert (code, err) == (0, "")
    assert "Acting on the top" in out
    assert "The capacity holds it back: one more contact would bring €" in out
    assert "What is done today earns" in out
    assert "assumed range of the success rate" in out
    assert "It would earn nothing at: benefit €" in out
    assert "fixed cost" in out
    assert "low, all" in out
    _, out, err = run("value", "--scores", scored, "--y", "bought", "--score", "ours", "--score",
                      "theirs", *FLAGS, "--compare", "--currency", "GBP")  # fmt: skip
    assert "rows choose the share, and the other" in err
    assert "ours against theirs: " in out
    assert "£" in out
    _, out, _ = run("value", model_folder, "--benefit", 1, "--contact-cost", 5)
    assert "Act on nobody: no share pays under these assumptions." in out


def test_a_recheck_gives_the_numbers_of_the_package(told, run, model, model_folder, churn):
    from lepton.training.nested import nested_scores

    words = ("recheck", model_folder, "--data", churn, *FLAGS, "--repeats", 2, "--folds", 3,
             "--population", 3000)  # fmt: skip
    shell = told(*words)
    table = lepton.load(churn)
    scores = nested_scores(table, model.problem.task, "linear", repeats=2, folds=3)
    money = Assumptions(**OFFER, decisions_per_month=3000)
    wanted = nested_answer(nested_folds(scores, table.frame), money).to_dict()
    assert {name: shell[name] for name in wanted} == wanted
    assert shell["assumptions"] == money.to_dict()
    out = run(*words)[1]
    assert "6 trainings, each judged on rows it had not seen" in out
    assert "do not quote it" in out
