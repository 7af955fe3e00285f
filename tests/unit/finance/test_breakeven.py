"""How far each assumption may be off."""

import time
from dataclasses import replace

import pytest

from lepton.errors import InputError
from lepton.finance import Case, FlatEarning, break_even, break_evens, cash_flow, trial_npvs
from lepton.finance.fields import FIELDS

EARNING = FlatEarning(profit=2.5, decisions_per_month=10_000, fixed_cost=100)
VARYING = [name for name, field in FIELDS.items() if field.numeric and not field.whole]


@pytest.mark.parametrize("name", [n for n in VARYING if n != "delivery_chance"])
def test_at_its_break_even_the_case_is_worth_nothing(name):
    found = break_even(Case(), EARNING, name)
    if found is not None:
        scale = cash_flow(Case(), EARNING).npv
        assert cash_flow(Case(), EARNING, {name: found}).npv == pytest.approx(0, abs=1e-9 * scale)


def test_every_cost_and_every_share_that_matters_has_one():
    found = break_evens(Case(), EARNING, ["profit", "decisions_per_month", "fixed_cost", *VARYING])
    missing = {name for name, value in found.items() if value is None}
    assert missing.isdisjoint({
        "profit", "decisions_per_month", "fixed_cost", "adoption_ceiling", "benefit_haircut",
        "contingency", "discount_rate", "hosting", "integration_days", "label_count",
    })  # fmt: skip
    assert {"gpu_price", "bass_imitation", "label_cost"} <= missing


def test_an_assumption_that_cannot_tip_it_has_none():
    assert break_even(Case(), EARNING, "tools") is not None
    hopeless = replace(EARNING, profit=-1.0)
    assert break_even(Case(), hopeless, "hosting") is None
    assert break_even(Case(), hopeless, "delivery_chance") is None


def test_of_several_the_one_nearest_to_the_present_value_is_given():
    """Much at first, little later, costs throughout: too low and too high a rate both lose."""
    free = dict.fromkeys(
        (
            "lasting_share", "retrain_every", "day_rate", "privacy_review", "security_review",
            "change_management", "trained_users", "training_runs", "hosting", "audit_cost",
        ),
        0,
    )  # fmt: skip
    case = Case(
        **free, build_months=0, adoption="full", half_life_months=1, tools=24_900, monitoring=810
    )
    near_low = break_even(replace(case, discount_rate=1.0), EARNING, "discount_rate")
    near_high = break_even(replace(case, discount_rate=9.0), EARNING, "discount_rate")
    assert near_low < 2 < 4 < near_high
    for rate in (near_low, near_high):
        assert cash_flow(case, EARNING, {"discount_rate": rate}).npv == pytest.approx(0, abs=1e-6)
    assert cash_flow(case, EARNING, {"discount_rate": 3.0}).npv > 0


def test_months_are_found_between_two_whole_ones():
    found = break_evens(Case(), EARNING, ["build_months", "horizon_months"])
    early, late = (
        cash_flow(Case(build_months=int(found["build_months"]) + i), EARNING).npv for i in (0, 1)
    )
    assert early > 0 > late
    short, long = (
        cash_flow(Case(horizon_months=int(found["horizon_months"]) + i), EARNING).npv
        for i in (0, 1)
    )
    assert short < 0 < long


def test_the_chance_of_delivery_breaks_even_where_the_expected_value_is_nothing():
    chance = break_even(Case(), EARNING, "delivery_chance")
    came, lost = (float(trial_npvs(Case(), EARNING, {"delivered": d})) for d in (1.0, 0.0))
    assert chance * came + (1 - chance) * lost == pytest.approx(0, abs=1e-6)


def test_choices_and_unknown_names_are_refused():
    with pytest.raises(InputError, match="numbers that are assumed; got adoption, speed"):
        break_evens(Case(), EARNING, ["adoption", "hosting", "speed"])


def test_all_of_them_are_found_at_once():
    begin = time.perf_counter()
    break_evens(Case(), EARNING, VARYING)
    assert time.perf_counter() - begin < 2.0  # 0.06 s on an idle machine
