"""Trials of a case: two sources apart and together, and the sums that have to hold."""

import json
from dataclasses import replace

import numpy as np
import pytest

from lepton.errors import InputError
from lepton.finance import Case, FlatEarning, Range, cash_flow, payback, simulate
from lepton.finance.risk import said_share
from lepton.finance.shares import explained

SURE = Case(delivery_chance=1.0)
PLAIN = FlatEarning(profit=5.0, decisions_per_month=1000)
DRAWN = replace(PLAIN, sampled=5.0 + np.random.default_rng(0).normal(0, 0.8, 500))
RANGES = {
    "profit": Range.pert(2, 5, 8),
    "decisions_per_month": Range.lognormal(800, 1300),
    "data_days": Range.triangular(10, 20, 60),
}


@pytest.fixture(scope="module")
def risk():
    return simulate(Case(), DRAWN, RANGES)


def test_where_nothing_varies_every_trial_is_the_base():
    risk = simulate(SURE, PLAIN, {}, trials=100)
    flow = cash_flow(SURE, PLAIN)
    assert risk.npv == pytest.approx(np.full(100, flow.npv))
    assert risk.payback == pytest.approx(np.full(100, payback(flow.cumulative)))
    assert risk.cumulative_mid == pytest.approx(flow.cumulative)
    assert (risk.share_of_model, risk.share_of_assumptions) == (0.0, 0.0)
    assert risk.main_source is None


def test_every_trial_is_the_cash_flow_with_what_it_assumes(risk):
    drawn = risk.draws
    for i in np.flatnonzero(drawn.values["delivered"])[:3]:
        changes = {n: float(v[i]) for n, v in drawn.values.items() if n != "delivered"}
        alone = cash_flow(Case(), PLAIN, changes)
        assert risk.npv_assumptions[i] == pytest.approx(alone.npv)
        moved = float(DRAWN.sampled[drawn.model[i]]) - 5.0
        both = cash_flow(Case(), PLAIN, {**changes, "profit": changes["profit"] + moved})
        assert risk.npv[i] == pytest.approx(both.npv)
        assert risk.payback[i] == pytest.approx(payback(both.cumulative) or np.nan, nan_ok=True)


def test_the_error_of_the_model_alone_leaves_the_assumptions_as_they_are(risk):
    moved = DRAWN.sampled[risk.draws.model[:5]]
    alone = [cash_flow(Case(), PLAIN, {"profit": float(p)}).npv for p in moved]
    assert risk.npv_model[:5] == pytest.approx(alone)
    assert risk.model_shift == pytest.approx(risk.npv_model.mean() - risk.base)
    assert risk.base == cash_flow(Case(), DRAWN).npv


def test_the_shares_add_up_to_one(risk):
    assert sum(risk.sources.values()) == pytest.approx(1.0)
    assert sum(risk.shares_by_name.values()) == pytest.approx(risk.share_of_assumptions)
    assert list(risk.sources.values()) == sorted(risk.sources.values(), reverse=True)
    assert set(risk.sources) == {*RANGES, "delivered", "model"}


def test_the_share_of_a_factor_is_that_of_its_variance():
    days = Range.normal(15, 25)
    sources = {"data_days": days, "needs_days": Range.normal(8, 12)}
    found = simulate(SURE, PLAIN, sources).shares_by_name
    assert found["data_days"] == pytest.approx(100 / 116, abs=0.02)  # spreads of 10 and 4


def test_an_assumption_that_does_nothing_has_no_share():
    found = simulate(SURE, PLAIN, {**RANGES, "gpu_price": Range.uniform(1, 9)}).shares_by_name
    assert found["gpu_price"] < 0.002


def test_a_value_that_explains_nothing_explains_nothing():
    rng = np.random.default_rng(0)
    outcome, group = rng.normal(size=5000), rng.integers(0, 20, 5000).astype(float)
    assert explained(group, outcome) < 0.005
    assert explained(group, group) == pytest.approx(1.0)
    assert explained(group, np.ones(5000)) == 0.0


def test_the_figures_are_those_of_the_trials(risk):
    assert (risk.p10, risk.p90) == pytest.approx(tuple(np.quantile(risk.npv, [0.1, 0.9])))
    assert risk.chance_positive == np.mean(risk.npv > 0)
    assert risk.expected_shortfall == pytest.approx(np.sort(risk.npv)[:500].mean())
    assert risk.monte_carlo_error == pytest.approx(risk.npv.std() / 100)
    assert risk.chance_payback_within(36) == np.mean(~np.isnan(risk.payback))
    assert risk.chance_payback_within(0) == 0
    assert np.all(risk.cumulative_low <= risk.cumulative_mid)
    assert np.all(risk.cumulative_mid <= risk.cumulative_high)
    with pytest.raises(InputError, match="months must be a number from 0"):
        risk.chance_payback_within(-1)


def test_what_is_never_delivered_costs_what_is_spent_at_once():
    never = simulate(Case(delivery_chance=0.0), DRAWN, {}, trials=100)
    assert np.all(never.npv == never.npv[0])
    assert never.npv[0] == pytest.approx(cash_flow(Case(), PLAIN).net[0])
    assert never.chance_payback_within(240) == 0


def test_scenarios_see_the_same_draws():
    base = simulate(Case(), DRAWN, RANGES)
    dearer = simulate(Case(hosting=250), DRAWN, RANGES)
    came = base.draws.values["delivered"] > 0
    gap = cash_flow(Case(), PLAIN).npv - cash_flow(Case(hosting=250), PLAIN).npv
    assert (base.npv - dearer.npv)[came] == pytest.approx(np.full(came.sum(), gap))


def test_one_number_in_place_of_a_range_is_taken():
    found = simulate(SURE, PLAIN, {"hosting": Range.fixed(250)}, trials=100)
    assert found.p50 == pytest.approx(cash_flow(Case(hosting=250), PLAIN).npv)


def test_a_discount_rate_may_vary_by_itself():
    found = simulate(SURE, PLAIN, {"discount_rate": Range.uniform(0.05, 0.15)}, trials=200)
    rate = float(found.draws.values["discount_rate"][7])
    assert found.npv[7] == pytest.approx(cash_flow(Case(discount_rate=rate), PLAIN).npv)


def test_a_risk_goes_into_json_without_its_draws(risk):
    told = json.loads(json.dumps(simulate(Case(), PLAIN, {}, trials=100).to_dict()))
    assert "draws" not in told
    assert len(told["npv"]) == 100


def test_shares_are_said_in_words():
    assert [said_share(s) for s in (0.33, 0.25, 0.02)] == ["a third", "a quarter", "a small part"]
