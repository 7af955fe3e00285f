"""From any project to its business case: the money of its page of returns, month by month."""

from dataclasses import replace

import pytest

from lepton.errors import InputError
from lepton.finance import Case, FlatEarning
from lepton.value import Assumptions
from lepton.value.actions import ActionMoney
from lepton.value.forecast import ForecastMoney
from lepton.value.policy_money import PolicyEarning
from lepton.workflows import answer_for, evidence_of, open_scores
from lepton.workflows.actions import actions_of
from lepton.workflows.case import earning_of, first_plan, origin_of, study_of
from lepton.workflows.case_earnings import kind_of
from lepton.workflows.case_first import GUESSES, first_case, words_for
from lepton.workflows.case_store import keep_plan
from lepton.workflows.forecast import forecast_value_of
from lepton.workflows.napkins import open_napkin
from lepton.workflows.scores import ScoreColumns
from lepton.workflows.training import keep_model

OFFER = Assumptions(benefit=200, success_rate=0.3, contact_cost=2, fixed_cost=100,
                    decisions_per_month=2_000)  # fmt: skip


@pytest.fixture
def project(store, model):
    return _project(store, model, OFFER)


def _project(store, model, money, use_case=None):
    made = store.create_project("Shop", use_case=use_case, assumptions=money.to_dict())
    keep_model(store, made.id, model)
    return store.project(made.id)


def _month(earning):
    base = earning.base
    return base["decisions_per_month"] * earning.worth({}).profit - base["fixed_cost"]


def test_a_model_that_says_yes_or_no_earns_what_the_page_of_returns_says(store, project):
    earning = earning_of(store, project)
    told = answer_for(evidence_of(store, project), OFFER)
    assert kind_of(store, project) == "policy"
    assert isinstance(earning, PolicyEarning)
    assert _month(earning) == pytest.approx(told.chosen.profit, rel=1e-9)
    assert earning.draws == 2_000


def test_a_first_guess_stands_in_for_money_that_nobody_has_set(store, model):
    made = store.create_project("Shop")
    keep_model(store, made.id, model)
    assert earning_of(store, store.project(made.id)).base["benefit"] == 100


def test_a_forecast_earns_what_it_saves(store, number_model):
    money = ForecastMoney(under=4, over=1, fixed_cost=30, periods_per_month=700)
    project = _project(store, number_model, money)
    earning = earning_of(store, project)
    assert kind_of(store, project) == "forecast"
    assert _month(earning) == pytest.approx(forecast_value_of(number_model, money).saved, rel=1e-9)
    assert (earning.draws, earning.against) == (2_000, "planning the mean")


def test_several_classes_earn_what_sorting_brings_over_the_best_simple_way(store, classes_model):
    money = ActionMoney(wrong=6, human=2, fixed_cost=10, decisions_per_month=900)
    project = _project(store, classes_model, money)
    earning = earning_of(store, project)
    told = actions_of(classes_model, money)
    best = max((b for b in told.baselines if b.key in {"person", "constant"}),
               key=lambda b: b.profit)  # fmt: skip
    assert kind_of(store, project) == "classes"
    assert _month(earning) == pytest.approx(best.over, rel=1e-9, abs=1e-9)
    assert earning.against == "asking a person about every case"
    assert earning.rows == told.rows


def test_scores_brought_from_elsewhere_have_a_case(store, visits):
    table = visits.assign(score=-visits["visits"])
    project = open_scores(store, table, ScoreColumns(y="left", scores=("score",), positive="yes"))
    earning = earning_of(store, project)
    told = answer_for(evidence_of(store, project), Assumptions.from_dict(
        {"benefit": 100.0, "success_rate": 0.3, "contact_cost": 5.0}))  # fmt: skip
    assert kind_of(store, project) == "scores"
    assert _month(earning) == pytest.approx(told.chosen.profit, rel=1e-9)


def test_a_napkin_has_no_error_of_sampling_and_says_so(store):
    project = open_napkin(store, "churn")
    earning = earning_of(store, project)
    assert (earning.draws, earning.rows) == (0, 0)
    study = study_of(store, project, trials=200)
    assert study.origin.kind == "napkin"
    assert study.risk.share_of_model == 0
    assert "rule of thumb" in study.origin.notes[0]
    assert all(entry.guessed for entry in study.ledger.used)


def test_without_model_or_scores_it_is_told_what_to_do(store):
    with pytest.raises(InputError, match="Train a model on the model page"):
        earning_of(store, store.create_project("Empty"))


def test_the_first_plan_holds_what_was_measured_and_guesses_for_the_rest(store, project, model):
    plan = first_plan(store, project, at="2026-01-01T00:00:00+00:00")
    hours = plan.ledger["training_hours"]
    assert hours.value == plan.case.training_hours == model.info["seconds"] / 3_600
    assert (hours.source_type, hours.edited) == ("measured", "2026-01-01T00:00:00+00:00")
    assert "seconds on the processor" in hours.source
    assert plan.ledger["share"].source_type == "measured"
    assert plan.ledger["decisions_per_month"].value == 2_000
    assert {e.id for e in plan.ledger.used if not e.guessed} == {"training_hours"}
    assert plan.case.compute == "cpu"


def test_the_range_of_the_success_rate_is_the_one_of_the_page_of_returns(store, model):
    money = replace(OFFER, success_low=0.22, success_high=0.41)
    entry = first_plan(store, _project(store, model, money)).ledger["success_rate"]
    assert (entry.low, entry.high) == (0.22, 0.41)


@pytest.mark.parametrize("key", GUESSES)
def test_first_guesses_by_kind_of_decision_can_be_used(key):
    found = first_case(key)
    assert found != Case()
    assert first_case("nothing known") == Case()
    assert first_case(key, {"device": "cuda"}).compute == "rented"


def test_what_was_kept_is_what_is_told(store, project):
    plan = first_plan(store, project).with_values({"hosting": 999.0})
    keep_plan(store, project, plan, revision=0)
    assert study_of(store, project).case.hosting == 999
    assert study_of(store, project, plan=first_plan(store, project)).case.hosting == 150


def test_an_earning_that_is_known_is_not_drawn_again(store, project):
    plain = FlatEarning(profit=1.0, decisions_per_month=10)
    assert study_of(store, project, earning=plain).earning is plain


def test_where_the_numbers_come_from_is_told(store, project, model):
    earning = earning_of(store, project)
    origin = origin_of(store, project, earning)
    assert (origin.model, origin.model_id) == (model.info["title"], project.model_id)
    assert origin.rows == len(model.holdout)
    assert origin.against == "acting on nobody"
    facts = {fact.label: fact.value for fact in origin.facts}
    told = earning.answer
    assert facts["Hits among those acted on"] == pytest.approx(told.precision)
    assert facts["How often the outcome happens"] == pytest.approx(model.holdout["y_true"].mean())
    assert facts["Seconds of one training"] == model.info["seconds"]


def test_assumptions_are_called_as_the_sample_calls_them(store, model):
    made = _project(store, model, OFFER, use_case="preset:churn")
    assert words_for(store, made)["benefit"] == "Value of a kept customer"
    assert study_of(store, made).labels["benefit"] == "Value of a kept customer"
    assert words_for(store, _project(store, model, OFFER)) == {}
