"""A business case is put together once, under the scenario that is shown."""

import json
from dataclasses import replace

import numpy as np
import pytest

from lepton.finance import Book, Case, FlatEarning, Scenario, first_plan
from lepton.finance.measures import measures
from lepton.finance.study import Fact, Origin, labels_of, study
from lepton.value import Assumptions, ScoreCounts
from lepton.value.policy_money import PolicyEarning


@pytest.fixture(scope="module")
def policy():
    rng = np.random.default_rng(2)
    p = rng.beta(1.2, 4.0, 1_500)
    y = (rng.random(1_500) < p).astype(int)
    offer = Assumptions(benefit=150, success_rate=0.3, contact_cost=2, decisions_per_month=4_000)
    return PolicyEarning.of_counts(ScoreCounts.from_scores(y, p), offer, draws=300)


@pytest.fixture
def flat():
    return FlatEarning(profit=2.5, decisions_per_month=10_000)


def test_nothing_is_worked_out_before_it_is_asked_for(flat):
    found = study(first_plan(Case(), flat), flat, title="Churn")
    assert not {"flow", "measures", "risk", "tornado"} & set(vars(found))
    assert found.measures is found.measures
    assert "flow" in vars(found)
    assert "risk" not in vars(found)


def test_the_shown_scenario_is_what_is_told(flat):
    rosy = Scenario("Rosy", {"profit": 4.0, "hosting": 50})
    plan = first_plan(Case(), flat)
    plan = replace(plan, book=Book((rosy,)), shown="Rosy")
    found = study(plan, flat, title="Churn")
    assert (found.scenario, found.case.hosting) == ("Rosy", 50)
    assert found.priced.base["profit"] == 4.0
    assert found.earning.base["profit"] == 2.5
    base, other = found.outcomes
    assert other.measures.npv == found.measures.npv
    assert other.difference == pytest.approx(found.measures.npv - base.measures.npv)
    steps = found.bridge_to("Rosy")
    assert sum(step.npv_change for step in steps) == pytest.approx(other.difference, rel=1e-12)
    assert {step.name for step in steps} == {"profit", "hosting"}


def test_everything_is_of_the_same_numbers(policy):
    found = study(first_plan(Case(), policy), policy, title="Churn", trials=400, seed=3)
    assert found.measures == measures(found.case, found.flow)
    assert found.risk.base == pytest.approx(found.measures.npv, rel=1e-12)
    assert (found.risk.trials, found.risk.seed) == (400, 3)
    assert {bar.name for bar in found.tornado} <= set(found.break_evens)
    assert found.information.evpi >= 0
    assert found.delay_cost > 0
    assert found.build_or_buy is None
    assert len(found.compute) == 3


def test_every_name_that_appears_has_plain_words(policy):
    found = study(first_plan(Case(), policy), policy, title="Churn", trials=200)
    names = {*found.risk.sources, *found.break_evens, *found.ranges, *found.case.to_dict()}
    assert names <= set(found.labels)
    assert all(label and "_" not in label for label in found.labels.values())
    labels = found.labels
    repeated = {v for v in labels.values() if list(labels.values()).count(v) > 1}
    assert not repeated


def test_the_words_of_the_use_case_go_before_the_usual_ones(flat):
    words = {"profit": "Saving per parcel", "unit": "parcel"}
    found = labels_of(Case(), flat, words)
    assert found["profit"] == "Saving per parcel"
    assert "unit" not in found


def test_the_curve_holds_every_share_that_a_scenario_uses(policy, flat):
    plan = first_plan(Case(), policy)
    plan = replace(plan, book=Book((Scenario("Deep", {"share": 0.345}),)))
    found = study(plan, policy, title="Churn")
    assert found.curve.fraction.size == 103
    assert 0.345 in found.curve.fraction
    assert study(first_plan(Case(), flat), flat, title="Churn").curve is None


def test_it_is_plain_json(policy):
    origin = Origin(model="XGBoost", rows=10, facts=(Fact("Rows", 10.0, "count"),))
    found = study(first_plan(Case(), policy), policy, title="Churn", origin=origin)
    told = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert told["measures"]["npv"] == found.measures.npv
    assert told["origin"]["facts"] == [{"label": "Rows", "value": 10.0, "unit": "count"}]


def test_values_of_the_page_of_returns_are_followed(policy):
    plan = first_plan(Case(), FlatEarning(profit=2.5, decisions_per_month=10_000))
    found = study(plan, policy, title="Churn")
    assert "profit" not in found.ledger
    assert found.ledger["benefit"].value == 150
