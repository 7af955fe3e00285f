"""How many people to leave alone."""

import json

import numpy as np
import pytest

from lepton.errors import InputError, NoSolution, NotApplicable
from lepton.value import Assumptions, ScoreCounts, answer
from lepton.value.uplift import (
    assumed_range,
    control_group_size,
    detectable_effect,
    proof_of_value,
)

Z = 1.959963985 + 0.841621234


def test_size_of_each_arm_by_hand():
    found = control_group_size(0.10, 0.02)
    assert found.n_per_arm == np.ceil(2 * Z**2 * 0.11 * 0.89 / 0.02**2)
    assert found.n_total == 2 * found.n_per_arm
    assert found.weeks is None


def test_a_small_control_group_takes_more_people_in_all_and_fewer_left_alone():
    half, tenth = control_group_size(0.1, 0.02), control_group_size(0.1, 0.02, control_share=0.1)
    assert tenth.n_total > half.n_total
    assert tenth.n_control < half.n_control
    assert tenth.n_treated == pytest.approx(9 * tenth.n_control, abs=9)


def test_half_the_effect_takes_four_times_the_people():
    one, two = control_group_size(0.3, 0.02), control_group_size(0.3, 0.01)
    assert two.n_per_arm / one.n_per_arm == pytest.approx(4, rel=0.02)


def test_weeks_are_people_over_people_a_week():
    found = control_group_size(0.1, 0.02, per_week=1000)
    assert found.weeks == pytest.approx(found.n_total / 1000)


def test_a_fall_is_seen_as_well_as_a_rise():
    assert control_group_size(0.5, -0.05).n_per_arm == control_group_size(0.5, 0.05).n_per_arm


def test_the_experiment_sees_the_effect_as_often_as_it_promises():
    rng = np.random.default_rng(4)
    n = control_group_size(0.2, 0.05).n_per_arm
    control, treated = rng.binomial(n, 0.2, 2000) / n, rng.binomial(n, 0.25, 2000) / n
    error = np.sqrt((control * (1 - control) + treated * (1 - treated)) / n)
    assert np.mean((treated - control) / error > 1.96) == pytest.approx(0.8, abs=0.03)


@pytest.mark.parametrize("share", [0.5, 0.1, 0.8])
@pytest.mark.parametrize("rate", [0.02, 0.3, 0.9])
def test_the_detectable_effect_is_the_inverse_of_the_size(rate, share):
    size = control_group_size(rate, 0.03, control_share=share)
    found = detectable_effect(rate, size.n_control, control_share=share)
    assert found.effect == pytest.approx(0.03, rel=2e-3)
    assert found.relative == pytest.approx(0.03 / rate, rel=2e-3)


def test_too_few_people_see_nothing():
    with pytest.raises(NoSolution, match="n must be large enough to see any effect; got 3 people"):
        detectable_effect(0.5, 3)
    assert detectable_effect(0.5, 40).effect < 0.5


def test_proof_by_hand():
    found = proof_of_value(0.10, 0.02, benefit=200, contact_cost=1, control_share=0.1)
    assert found.break_even == pytest.approx(0.005)
    assert found.profit_per_contact == pytest.approx(200 * 0.02 - 1)
    total = Z**2 * 0.11 * 0.89 / 0.015**2 * (1 / 0.1 + 1 / 0.9)
    assert found.group.n_control == np.ceil(0.1 * total)
    assert found.forgone == pytest.approx(3 * found.group.n_control)


def test_proving_a_profit_takes_more_people_than_seeing_an_effect():
    seen = control_group_size(0.10, 0.02, control_share=0.1)
    proven = proof_of_value(0.10, 0.02, benefit=200, contact_cost=1, control_share=0.1)
    assert proven.group.n_control > seen.n_control


def test_a_free_campaign_pays_with_any_effect():
    free = proof_of_value(0.10, 0.02, benefit=200, contact_cost=0, control_share=0.5)
    assert free.break_even == 0
    assert free.group.n_per_arm == control_group_size(0.10, 0.02).n_per_arm


def test_the_gift_to_sure_things_raises_the_break_even():
    found = proof_of_value(0.10, 0.02, benefit=200, contact_cost=1, incentive_cost=10)
    # 200 δ − 1 − 10 (0.1 + δ) = 0 at δ = 2 / 190
    assert found.break_even == pytest.approx(2 / 190)
    assert found.profit_per_contact == pytest.approx(200 * 0.02 - 1 - 10 * 0.12)


def test_a_campaign_that_does_not_pay_cannot_be_proven():
    with pytest.raises(NoSolution, match="profit per contact must be above zero to be proven"):
        proof_of_value(0.10, 0.02, benefit=200, contact_cost=4)
    assert proof_of_value(0.10, 0.02, benefit=200, contact_cost=3.9).profit_per_contact > 0


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        ({"base_rate": 0.001}, {"base_rate": 0}, "base_rate must be above 0 and below 1"),
        ({"base_rate": 0.9}, {"base_rate": 1}, "base_rate must be above 0 and below 1"),
        ({"effect": 0.001}, {"effect": 0}, "effect must be other than zero"),
        ({"effect": 0.89}, {"effect": 0.9}, r"effect must be such that base_rate \+ effect"),
        ({"alpha": 0.5}, {"alpha": 0}, "alpha must be above 0"),
        ({"power": 0.99}, {"power": 1}, "power must be above 0"),
        ({"control_share": 0.5}, {"control_share": 1}, "control_share must be above 0"),
        ({"per_week": 1}, {"per_week": 0}, "per_week must be"),
        ({"effect": 0.2}, {"effect": "0.2"}, "effect must be"),
    ],
)
def test_sizes_at_the_edge_are_told_and_beyond_it_refused(good, bad, words):
    usual = {"base_rate": 0.1, "effect": 0.02}
    assert control_group_size(**{**usual, **good}).n_per_arm > 0
    with pytest.raises(InputError, match=words):
        control_group_size(**{**usual, **bad})


def test_two_people_are_the_fewest():
    with pytest.raises(InputError, match="n must be a number from 2"):
        detectable_effect(0.1, 1)


def test_sizes_are_json_and_tables():
    found = proof_of_value(0.10, 0.02, benefit=200, contact_cost=1)
    assert json.loads(json.dumps(found.to_dict()))["group"]["n_control"] == found.group.n_control
    assert len(control_group_size(0.1, 0.02).to_frame()) == 1


@pytest.fixture
def counts():
    return ScoreCounts.from_scores([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.2])


def offer(**more):
    money = {"benefit": 200, "success_rate": 0.3, "contact_cost": 5, "decisions_per_month": 400}
    return Assumptions(**(money | more))


def test_profit_at_both_ends_of_an_assumed_rate_is_a_straight_line(counts):
    given = offer(success_low=0.1, success_high=0.4)
    found = assumed_range(answer(counts, given), given)
    assert found.assumed is True
    # 200 hits of 300 contacts: 200 · 200 · rate − 5 · 300
    assert [found.low, found.base, found.high] == pytest.approx([2500, 10500, 14500])
    assert found.pays_from == pytest.approx(1500 / 40000)
    assert found.safe


def test_a_range_that_reaches_below_break_even_is_not_safe(counts):
    given = offer(success_low=0.01, success_high=0.4)
    assert not assumed_range(answer(counts, given), given).safe


def test_without_a_range_nothing_is_told(counts):
    with pytest.raises(NotApplicable, match="success rate must be assumed with a range; got no"):
        assumed_range(answer(counts, offer()), offer())
    matrix = Assumptions(form="matrix", success_low=0.5)
    with pytest.raises(NotApplicable, match="got form 'matrix'"):
        assumed_range(answer(counts, matrix), matrix)
