"""What holds for every case, every earning and every cash flow."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lepton.finance import (
    Case,
    FlatEarning,
    Offer,
    best_retraining,
    break_even,
    build_or_buy,
    cash_flow,
    cost_of_delay,
    irr_all,
    measures,
    mirr,
    net_flows,
    npv,
    trial_npvs,
)
from lepton.finance.fields import FIELDS
from lepton.finance.lines import ITEMS, LINES
from lepton.finance.rates import sign_changes

every = settings(max_examples=40, derandomize=True, deadline=None, database=None)
few = settings(every, max_examples=15)

MONEY = [
    name
    for name, field in FIELDS.items()
    if field.unit.startswith("money") or field.unit == "money"
]
flows = st.lists(st.integers(-1_000, 1_000).map(float), min_size=2, max_size=40)
rates = st.sampled_from([-0.3, 0.0, 0.01, 0.1, 0.7])


@st.composite
def cases(draw):
    part = st.sampled_from([0.0, 0.1, 0.5, 1.0])
    return Case(
        horizon_months=draw(st.integers(1, 48)),
        build_months=draw(st.integers(0, 14)),
        discount_rate=draw(rates),
        timing=draw(st.sampled_from(["end", "mid"])),
        inflation=draw(st.sampled_from([0.0, 0.03])),
        tax_rate=draw(st.sampled_from([0.0, 0.3])),
        depreciation_months=draw(st.sampled_from([0, 6, 60])),
        volume_growth=draw(st.sampled_from([-0.2, 0.0, 0.4])),
        adoption=draw(st.sampled_from(["full", "linear", "logistic", "bass"])),
        adoption_ceiling=draw(part),
        half_life_months=draw(st.sampled_from([0.0, 3.0, 24.0])),
        lasting_share=draw(part),
        retrain_every=draw(st.integers(0, 8)),
        benefit_haircut=draw(part),
        contingency=draw(part),
        compute=draw(st.sampled_from(["cpu", "rented", "owned"])),
        review_share=draw(part),
        tools=draw(st.sampled_from([0.0, 20_000.0])),
    )


@st.composite
def earnings(draw):
    return FlatEarning(
        profit=draw(st.sampled_from([-1.0, 0.0, 0.5, 4.0])),
        decisions_per_month=draw(st.sampled_from([10.0, 2_000.0, 50_000.0])),
        fixed_cost=draw(st.sampled_from([0.0, 70.0])),
        capacity=draw(st.none() | st.sampled_from([100.0, 3_000.0])),
    )


@st.composite
def sound_cases(draw):
    """Cases that pay, with an outlay that counts."""
    certain = {"horizon_months": 30, "adoption_ceiling": 1.0, "benefit_haircut": 0.1}
    return replace(draw(cases()), **certain, tools=60_000.0, review_share=0.0, contingency=0.1)


SOUND = FlatEarning(profit=1.5, decisions_per_month=20_000)


@every
@given(cases(), earnings())
def test_lines_add_up_to_items_and_items_to_the_net(case, earning):
    flow = cash_flow(case, earning)
    for item in ITEMS:
        parts = [flow.lines[key] for key, line in LINES.items() if line.item == item]
        assert np.allclose(flow.items[item], sum(parts))
    costs = sum(flow.items[item] for item in ITEMS if item != "benefit")
    assert np.allclose(flow.net, flow.items["benefit"] - costs)
    assert np.allclose(flow.net.cumsum(), flow.cumulative)
    assert flow.npv == pytest.approx(flow.net @ flow.factor)


@every
@given(cases(), earnings())
def test_without_interest_the_value_is_the_sum(case, earning):
    flow = cash_flow(replace(case, discount_rate=0.0), earning)
    assert flow.npv == pytest.approx(flow.net.sum())


@every
@given(cases(), earnings())
def test_the_value_is_benefits_less_costs_less_tax(case, earning):
    found = measures(case, cash_flow(case, earning))
    scale = 1e-9 * (1 + abs(found.pv_benefits) + found.pv_costs)
    assert found.npv == pytest.approx(found.pv_benefits - found.pv_costs - found.pv_tax, abs=scale)
    if found.roi is not None:
        assert found.roi == pytest.approx(found.benefit_cost - 1)
        assert (found.roi > 0) == (found.npv > 0)


@every
@given(sound_cases())
def test_at_its_rate_of_return_a_case_is_worth_nothing(case):
    rate = measures(case, cash_flow(case, SOUND)).irr
    assert rate is not None
    flow = cash_flow(case, SOUND, {"discount_rate": rate})
    assert abs(flow.npv) <= 1e-7 * np.abs(flow.net).sum()


@every
@given(flows)
def test_every_rate_that_is_found_brings_the_value_to_nothing(amounts):
    found = irr_all(amounts)
    assert len(found) <= sign_changes(amounts)
    assert found == sorted(found)
    for rate in found:
        assert abs(npv(rate, amounts)) <= 1e-6 * npv(rate, np.abs(amounts))


@every
@given(flows, rates, st.sampled_from([0.01, 7.0, 1e6]))
def test_rates_do_not_depend_on_the_currency(amounts, rate, factor):
    scaled = np.array(amounts) * factor
    assert npv(rate, scaled) == pytest.approx(factor * npv(rate, amounts), abs=1e-6 * factor)
    assert irr_all(scaled) == pytest.approx(irr_all(amounts), rel=1e-5, abs=1e-6)
    one, other = mirr(amounts, rate, rate), mirr(scaled, rate, rate)
    assert one == (None if other is None else pytest.approx(other))


@every
@given(cases(), earnings(), st.sampled_from([0.01, 130.0]))
def test_another_currency_scales_the_value_and_leaves_the_returns(case, earning, factor):
    abroad = replace(case, **{name: getattr(case, name) * factor for name in MONEY})
    earned = replace(
        earning, profit=earning.profit * factor, fixed_cost=earning.fixed_cost * factor
    )
    here, there = (measures(c, cash_flow(c, e)) for c, e in ((case, earning), (abroad, earned)))
    for name in ("npv", "pv_costs", "peak_need", "equivalent_annual"):
        amount = getattr(here, name)
        assert getattr(there, name) == pytest.approx(amount * factor, abs=1e-6 * factor)
    for name in ("irr", "mirr", "roi", "payback_months", "discounted_payback_months"):
        assert getattr(there, name) == _near(getattr(here, name))


@every
@given(cases(), earnings())
def test_trials_are_as_each_alone(case, earning):
    drawn = {
        "profit": np.array([-2.0, 3.0]), "contingency": np.array([0.0, 0.7]),
        "half_life_months": np.array([0.0, 5.0]), "discount_rate": np.array([0.0, 0.4]),
        "tax_rate": np.array([0.1, 0.0]), "volume_growth": np.array([0.3, 0.0]),
    }  # fmt: skip
    net, factor = net_flows(case, earning, drawn)
    for i in range(2):
        alone = cash_flow(case, earning, {name: values[i] for name, values in drawn.items()})
        assert np.allclose(net[i], alone.net)
        assert np.isclose((net[i] * factor[i]).sum(), alone.npv)
    assert np.allclose(trial_npvs(case, earning, drawn), (net * factor).sum(axis=1))


@every
@given(sound_cases(), st.sampled_from(["profit", "tools", "day_rate", "contingency", "hosting"]))
def test_at_a_break_even_the_case_is_worth_nothing(case, name):
    found = break_even(case, SOUND, name)
    assert found is not None or name == "contingency"
    if found is not None:
        flow = cash_flow(case, SOUND, {name: found})
        assert abs(flow.npv) <= 1e-8 * np.abs(flow.net).sum()


@every
@given(cases(), earnings(), st.integers(1, 4))
def test_without_interest_waiting_costs_what_is_left_out_at_the_end(case, earning, months):
    assume(case.horizon_months > months)
    plain = replace(
        case, discount_rate=0.0, inflation=0.0, volume_growth=0.0, depreciation_months=0
    )
    last = cash_flow(plain, earning).net[-months:].sum()
    assert cost_of_delay(plain, earning, months) == pytest.approx(last, abs=1e-5)


@few
@given(cases(), earnings())
def test_no_other_time_between_trainings_is_worth_more(case, earning):
    found = best_retraining(case, earning)
    best = cash_flow(replace(case, retrain_every=found.best_months), earning).npv
    for months in (0, 1, 2, 5, 11):
        other = cash_flow(replace(case, retrain_every=months), earning).npv
        assert other <= best + 1e-6 * (1 + abs(best))


@few
@given(cases(), earnings(), st.sampled_from([0.0, 300.0]), st.sampled_from([0.4, 1.2]))
def test_what_tips_an_offer_makes_both_worth_the_same(case, earning, price, part):
    offer = Offer(upfront=900, per_month=price, share_of_value=part)
    found = build_or_buy(case, earning, offer)
    assume(found.tip_per_month is not None)
    even = build_or_buy(case, earning, replace(offer, per_month=found.tip_per_month))
    assert abs(even.difference) <= 1e-6 * (1 + abs(even.build_npv) + abs(even.buy_npv))


@every
@given(cases(), earnings())
def test_more_costs_and_more_caution_never_add_value(case, earning):
    value = cash_flow(case, earning).npv
    slack = 1e-9 * (1 + abs(value))
    assert cash_flow(replace(case, tools=case.tools + 500), earning).npv <= value + slack
    if case.benefit_haircut < 1:
        careful = replace(case, benefit_haircut=1.0)
        assert cash_flow(careful, earning).npv <= value + slack


def _near(value):
    return None if value is None else pytest.approx(value, rel=1e-5, abs=1e-6)
