import json

import numpy as np
import pytest

from lepton.errors import InputError
from lepton.value import (
    Assumptions,
    ScoreCounts,
    answer,
    apply_policy,
    choose_policy,
    curve_for,
)

OFFER = Assumptions(benefit=60, success_rate=0.4, contact_cost=4, decisions_per_month=8000)


def changed(assumptions=OFFER, **fields):
    return Assumptions.from_dict(assumptions.to_dict() | fields)


def sample(seed, rows=1000):
    rng = np.random.default_rng(seed)
    score = rng.beta(1, 5, rows)
    return ScoreCounts.from_scores(rng.random(rows) < score, score, value=rng.gamma(2, 50, rows))


@pytest.fixture
def counts():
    return sample(1)


@pytest.fixture
def others():
    return sample(2)


def test_the_share_is_chosen_on_one_set_of_rows_and_priced_on_another(counts, others):
    policy = choose_policy(others, OFFER)
    assert policy.fraction == answer(others, OFFER).best.fraction
    assert policy.apparent == answer(others, OFFER).best.profit
    found = answer(counts, OFFER, choose=others)
    assert found.chosen == found.honest == apply_policy(policy, counts, OFFER)
    assert found.chosen_elsewhere
    assert found.chosen.fraction <= policy.fraction


def test_the_best_of_the_reporting_rows_is_better_only_in_appearance(counts, others):
    found = answer(counts, OFFER, choose=others)
    assert found.optimism == found.best.profit - found.honest.profit
    assert found.optimism > 0
    alone = answer(counts, OFFER)
    assert (alone.optimism, alone.chosen_elsewhere, alone.honest) == (0, False, alone.best)


def test_choosing_and_reporting_on_the_same_rows_flatters():
    # the bias that the honest choice avoids: measured over many small samples
    mine = Assumptions(form="matrix", right=9, wrong=1, decisions_per_month=300)
    gaps = [answer(sample(i, 300), mine, choose=sample(i + 1000, 300)).optimism for i in range(60)]
    assert min(gaps) >= 0
    assert np.mean(gaps) > 10


def test_the_plateau_holds_what_earns_as_much_but_for_one_error(counts):
    found = answer(counts, OFFER)
    low, high = found.plateau
    curve = curve_for(counts, OFFER)
    assert low < found.best.fraction < high
    error = found.standard_error
    inside = curve.at(fraction=low), curve.at(fraction=high)
    assert all(point.profit >= found.best.profit - error for point in inside)
    assert curve.at(fraction=high + 0.001).profit < found.best.profit - error
    assert found.fewest == curve.at(fraction=low)


def test_the_fewest_contacts_of_the_plateau_can_be_followed(counts, others):
    mine = changed(follow="fewest")
    found = answer(counts, mine, choose=others)
    assert found.chosen == found.fewest
    assert found.chosen.n < found.honest.n
    assert apply_policy(choose_policy(others, mine), counts, mine) == found.chosen
    assert choose_policy(others, OFFER, prefer="fewest") == choose_policy(others, mine)
    assert found.profit_per_year == 12 * found.chosen.profit


def test_nobody_is_no_part_of_a_plateau_unless_nobody_is_best(counts):
    unsure = changed(benefit=11, follow="fewest")
    found = answer(counts, unsure)
    assert found.best.profit < found.standard_error * 3
    assert found.chosen.n > 0
    hopeless = answer(counts, changed(benefit=1, follow="fewest"))
    assert hopeless.plateau == [0, 0]
    assert hopeless.chosen.n == 0


def test_capacity_cuts_the_chosen_share(counts):
    found = answer(counts, changed(capacity=400))
    curve = curve_for(counts, OFFER)
    assert found.limit.n == 400
    assert found.chosen.profit == curve.profit[curve.n <= 400].max()
    assert found.chosen.profit < answer(counts, OFFER).chosen.profit
    assert found.limited_by == "capacity"
    asked = answer(counts, changed(capacity=400, fraction=0.5))
    assert asked.chosen == asked.limit
    assert answer(counts, changed(capacity=400, fraction=0.01)).chosen.n == 80
    assert answer(counts, changed(capacity=400, fraction=0.01)).limited_by is None


def test_a_budget_cuts_the_chosen_share(counts):
    found = answer(counts, changed(budget=1700, fixed_cost=100))
    assert (found.limit.n, found.limit.cost) == (400, 1700)
    assert 0 < found.chosen.cost <= 1700
    assert found.limited_by == "budget"
    assert answer(counts, changed(budget=1700, contact_cost=0)).limited_by is None


@pytest.mark.parametrize(
    ("limits", "by"),
    [
        ({"capacity": 400, "budget": 1599}, "budget"),
        ({"capacity": 400, "budget": 1600}, "capacity"),
        ({"capacity": 400, "budget": 1608}, "capacity"),
        ({"capacity": 8000, "budget": 1e6}, None),
    ],
)
def test_the_tighter_limit_is_named(counts, limits, by):
    assert answer(counts, changed(**limits)).limited_by == by


def test_a_limit_below_one_row_leaves_nobody(counts):
    found = answer(counts, changed(capacity=7.9))  # a row stands for eight decisions
    assert (found.chosen.n, found.limited_by) == (0, "capacity")
    assert answer(counts, changed(capacity=8)).chosen.n == 8


def test_one_more_contact_brings_the_slope_of_the_curve(counts):
    mine = changed(capacity=400)
    found = answer(counts, mine)
    hull = counts.hull
    after = hull[np.flatnonzero(8 * counts.n[hull] > 400)[0]]
    before = hull[np.flatnonzero(8 * counts.n[hull] > 400)[0] - 1]
    rate = (counts.tp[after] - counts.tp[before]) / (counts.n[after] - counts.n[before])
    assert found.shadow_price == pytest.approx(0.4 * 60 * rate - 4)


def test_one_more_euro_brings_what_its_contacts_bring(counts):
    by_contact = answer(counts, changed(capacity=400)).shadow_price
    by_money = answer(counts, changed(budget=1600)).shadow_price
    assert by_money == pytest.approx(by_contact / 4)


def test_the_shadow_price_predicts_what_a_little_more_brings(counts):
    large = sample(5, 200_000)
    one, other = (answer(large, changed(capacity=c)) for c in (400, 440))
    gained = (other.limit.profit - one.limit.profit) / 40
    assert gained == pytest.approx(one.shadow_price, rel=0.15)


def test_limits_on_value_by_row_use_the_same_envelope(counts):
    mine = changed(benefit=0.4, benefit_from="column", capacity=400)
    found = answer(counts, mine)
    assert found.limited_by == "capacity"
    assert found.shadow_price > 0


def test_what_is_kept_of_the_ceiling_is_measured_within_the_limits(counts):
    tight = answer(counts, changed(capacity=400))
    assert 0 < tight.captured < 1
    perfect = ScoreCounts.from_scores(np.arange(100) < 30, -np.arange(100.0))
    assert answer(perfect, changed(capacity=800)).captured == pytest.approx(1)


def test_the_f1_cut_off_knows_nothing_of_money(counts):
    found = answer(counts, OFFER)
    scores = 2 * counts.tp / (counts.n + counts.positives)
    assert found.f1.n == 8 * counts.n[np.argmax(scores)]
    assert answer(counts, changed(contact_cost=9)).f1.n == found.f1.n
    assert found.f1.profit < found.best.profit


def test_the_assumed_range_prices_the_same_people(counts):
    found = answer(counts, changed(success_low=0.2, success_high=0.5, fraction=0.2))
    for rate, told in ((0.2, found.assumed_low), (0.5, found.assumed_high)):
        again = answer(counts, changed(success_rate=rate, fraction=0.2))
        assert told == pytest.approx(again.chosen.profit)
    assert answer(counts, OFFER).assumed_low is None
    matrix = changed(form="matrix", success_low=0.2)
    assert answer(counts, matrix).assumed_low is None


FORMS = {
    "campaign": {"incentive_cost": 2, "harm": 1, "fixed_cost": 50},
    "column": {"benefit": 0.4, "benefit_from": "column", "incentive_cost": 2, "fixed_cost": 50},
    "matrix": {"form": "matrix", "right": 20, "wrong": 3, "fixed_cost": 50},
}


@pytest.mark.parametrize("form", FORMS)
def test_at_its_break_even_each_assumption_leaves_nothing(counts, form):
    mine = changed(fraction=0.2, **FORMS[form])
    found = answer(counts, mine).break_evens
    crossed = {name: value for name, value in found.items() if value is not None}
    assert len(crossed) >= 5
    for name, value in crossed.items():
        if name == "base_rate":
            continue
        moved = changed(mine, **{name: value})
        assert answer(counts, moved).chosen.profit == pytest.approx(0, abs=1e-6), name


def test_at_the_break_even_base_rate_the_same_scores_earn_nothing(counts):
    mine = changed(fraction=0.2)
    found = answer(counts, mine)
    index = int(np.searchsorted(-counts.threshold, -found.chosen.threshold))
    moved = changed(base_rate=found.break_evens["base_rate"], fraction=None)
    assert curve_for(counts, moved).profit[index] == pytest.approx(0, abs=1e-6)


def test_impossible_break_evens_are_not_named(counts):
    found = answer(counts, changed(fraction=0.2)).break_evens
    assert found["takers"] is None  # without an incentive nobody can take it
    assert found["decisions_per_month"] is None  # without a fixed cost any number pays
    nobody = answer(counts, changed(fraction=0)).break_evens
    assert set(nobody.values()) == {None}


def test_a_preference_that_does_not_exist_is_refused(counts):
    with pytest.raises(InputError, match="prefer must be 'profit' or 'fewest'; got 'roi'"):
        choose_policy(counts, OFFER, prefer="roi")


def test_policies_and_answers_are_plain_json(counts, others):
    policy = choose_policy(others, changed(benefit=1))
    assert json.loads(json.dumps(policy.to_dict(), allow_nan=False))["threshold"] is None
    found = answer(counts, changed(capacity=300, success_low=0.1), choose=others).to_dict()
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert answer(counts, OFFER).to_frame().shape[0] == 1


def test_every_new_assumption_moves_what_it_should(counts, others):
    start = changed(incentive_cost=5, takers=0.5)
    before = answer(counts, start, choose=others).to_dict()
    moves = {
        "harm": (1, "chosen"), "takers": (0.9, "chosen"), "capacity": (200, "chosen"),
        "budget": (900, "chosen"), "base_rate": (0.05, "chosen"), "follow": ("fewest", "chosen"),
        "success_low": (0.3, "assumed_low"), "success_high": (0.5, "assumed_high"),
    }  # fmt: skip
    for name, (value, moved) in moves.items():
        after = answer(counts, changed(start, **{name: value}), choose=others).to_dict()
        assert after[moved] != before[moved], name
    matrix = changed(form="matrix")
    before = answer(counts, matrix).chosen.profit
    assert answer(counts, changed(matrix, missed=5)).chosen.profit > before
    assert answer(counts, changed(matrix, spared=5)).chosen.profit < before
