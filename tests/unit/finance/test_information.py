"""What it is worth to know more: everything, one assumption, a pilot of a given size."""

from dataclasses import replace

import numpy as np
import pytest

from lepton.errors import InputError
from lepton.finance import (
    Case,
    FlatEarning,
    PilotTerms,
    Range,
    information,
    pilot_terms,
    repriced,
    simulate,
)
from lepton.finance.cells import cells
from lepton.finance.information import evpi_normal
from lepton.finance.pilot import pilot_of
from lepton.value import Assumptions, ScoreCounts
from lepton.value.policy_money import PolicyEarning
from lepton.value.uplift import control_group_size

CASE = Case()
RANGES = {"success_rate": Range.pert(0, 0.05, 0.35), "hosting": Range.uniform(100, 200)}


@pytest.fixture(scope="module")
def earning():
    rng = np.random.default_rng(0)
    hit = rng.random(4000) < 0.2
    score = 1 / (1 + np.exp(-1.5 * hit - rng.normal(0, 1, 4000)))
    offer = Assumptions(
        benefit=80, success_rate=0.2, contact_cost=2, incentive_cost=5, decisions_per_month=20_000
    )
    return PolicyEarning.of_counts(ScoreCounts.from_scores(hit, score), offer, draws=200)


@pytest.fixture(scope="module")
def told(earning):
    return information(CASE, earning, simulate(CASE, earning, RANGES))


def test_knowing_less_is_never_worth_more(told):
    assert told.evpi >= max(told.evppi.values()) >= told.pilot.evsi >= 0
    assert told.evpi >= told.evppi_model >= 0
    assert list(told.evppi.values()) == sorted(told.evppi.values(), reverse=True)


def test_what_is_not_in_doubt_is_worth_nothing_to_know(told):
    assert told.evppi["hosting"] == 0
    assert told.evppi["success_rate"] > 0


def test_a_larger_pilot_tells_more_and_costs_more(told):
    pilot = told.pilot
    assert np.all(np.diff(pilot.evsi_by_size) > -1e-6 * pilot.evsi)
    assert np.all(np.diff(pilot.cost_by_size) > 0)
    assert pilot.net_gain == pytest.approx((pilot.evsi_by_size - pilot.cost_by_size).max())
    assert pilot.pays
    assert pilot.n_total == 2 * pilot.n_per_arm
    assert pilot.net_gain == pilot.evsi - pilot.cost


def test_the_stop_rule_is_near_the_break_even_of_the_success_rate(earning, told):
    from lepton.finance import break_evens

    even = break_evens(replace(CASE, delivery_chance=1.0), earning, ["success_rate"])
    assert told.pilot.go_above == pytest.approx(even["success_rate"], abs=0.08)


def test_the_terms_of_a_pilot_come_from_the_policy(earning):
    terms, counts = pilot_terms(CASE, earning), earning.to_dict()
    assert terms.base_rate == pytest.approx(counts["tp"] / counts["n"])
    assert terms.per_month == pytest.approx(20_000 * earning.base["share"])
    assert terms.cost_per_person == pytest.approx(7.0)
    assert terms.fixed_cost == 5 * CASE.day_rate
    other = pilot_terms(CASE, repriced(earning, {"contact_cost": 3.0}))
    assert other.cost_per_person == pytest.approx(8.0)
    everybody = pilot_terms(CASE, repriced(earning, {"share": 1.0}))
    assert everybody.base_rate == pytest.approx(earning.counts.positives / earning.counts.total)
    assert everybody.per_month == 20_000
    assert pilot_terms(CASE, FlatEarning(2.5, 1000)) is None


def test_the_control_group_is_that_of_the_usual_formula(earning, told):
    p, rate = pilot_terms(CASE, earning).base_rate, RANGES["success_rate"].mean
    usual = control_group_size(p, -p * rate).n_per_arm
    assert told.pilot.n_to_see == pytest.approx(usual, rel=0.03)


def test_without_a_success_rate_there_is_no_pilot():
    flat = FlatEarning(3.6, 1000)
    risk = simulate(CASE, flat, {"profit": Range.uniform(2, 5)})
    assert information(CASE, flat, risk).pilot is None
    terms = PilotTerms(base_rate=0.5, per_month=1000)
    with pytest.raises(InputError, match="pilot must be of an assumption that varies; got succ"):
        information(CASE, flat, risk, pilot=terms)


def test_a_pilot_of_endless_size_is_worth_knowing_the_rate_itself():
    rng = np.random.default_rng(0)
    rate = rng.beta(6, 14, 10_000)
    known = cells(rate, 1000 * (rate - 0.32) + rng.normal(0, 50, 10_000))
    terms = PilotTerms(base_rate=0.4, per_month=1e8)
    assert pilot_of(known, terms).evsi_by_size[-1] == pytest.approx(known.worth, rel=0.02)


def test_a_pilot_that_costs_too_much_does_not_pay_and_says_what_it_would_take():
    rng = np.random.default_rng(0)
    rate = rng.beta(6, 14, 10_000)
    known = cells(rate, 1000 * (rate - 0.32))
    found = pilot_of(known, PilotTerms(base_rate=0.4, per_month=2000, fixed_cost=1e6))
    assert not found.pays
    assert found.n_per_arm == found.n_to_see
    assert pilot_of(known, PilotTerms(base_rate=0.4, per_month=3)) is None
    assert pilot_of(known, PilotTerms(base_rate=0.4, per_month=4)) is not None


def test_where_no_result_changes_the_decision_there_is_no_stop_rule():
    rate = np.linspace(0.1, 0.3, 2000)
    found = pilot_of(cells(rate, 1000 * rate), PilotTerms(base_rate=0.4, per_month=2000))
    assert (found.go_above, found.evsi) == (None, 0.0)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"base_rate": 0.0}, "base_rate must be above 0; got 0"),
        ({"base_rate": 1.1}, "base_rate must be between 0 and 1; got 1.1"),
        ({"per_month": -1}, "per_month must be a number from 0"),
        ({"fixed_cost": -1}, "fixed_cost must be a number from 0 .*positive amounts"),
        ({"longest": 0}, "longest must be a number from 0.1"),
        ({"power": 1.0}, "power must be above 0 and below 1"),
    ],
)
def test_terms_that_cannot_be_used_are_refused(given, said):
    with pytest.raises(InputError, match=said):
        PilotTerms(**{"base_rate": 1.0, "per_month": 10.0, **given})


def test_equal_values_stay_in_one_group():
    found = cells(np.repeat([0.0, 1.0], [300, 700]), np.repeat([-10.0, 20.0], [300, 700]))
    assert found.weight == pytest.approx([0.3, 0.7])
    assert found.worth == pytest.approx(3.0)  # 0.7 · 20 instead of 11


def test_an_assumption_that_tells_nothing_is_one_group():
    rng = np.random.default_rng(1)
    found = cells(rng.random(10_000), rng.normal(0, 1, 10_000))
    assert np.unique(found.mean).size == 1
    assert found.worth == 0


def test_a_spread_below_zero_has_no_value_of_information():
    assert evpi_normal(100, 0) == 0
    with pytest.raises(InputError, match="sd must be a number from 0"):
        evpi_normal(100, -1)
