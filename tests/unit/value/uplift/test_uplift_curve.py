"""What acting changes, from an experiment small enough for pencil and paper.

Four groups of twenty people by score, ten treated and ten left alone:

=====  =======  ==========  ======
score  treated  left alone  uplift
=====  =======  ==========  ======
4      8        3           0.5     persuadable
3      5        3           0.2
2      3        3           0       sure things and lost causes
1      1        5           −0.4    better left alone
=====  =======  ==========  ======
"""

import json

import numpy as np
import pytest

from lepton.errors import InputError, NotApplicable
from lepton.value.uplift import Offer, balance, uplift_curve

TREATED = [8, 5, 3, 1]
ALONE = [3, 3, 3, 5]
OFFER = Offer(benefit=10, contact_cost=1)


@pytest.fixture
def rows():
    """Outcome, arm and score of eighty people."""
    score = np.repeat([4, 3, 2, 1], 20)
    arm = np.tile(np.repeat([1, 0], 10), 4)
    pairs = [k for pair in zip(TREATED, ALONE, strict=True) for k in pair]
    y = np.concatenate([[1] * k + [0] * (10 - k) for k in pairs])
    return y, arm, score


@pytest.fixture
def trial():
    """Two thousand people whose uplift rises with the score, from −0.1 to 0.3."""
    rng = np.random.default_rng(5)
    score, arm = rng.random(2000), rng.integers(0, 2, 2000)
    y = (rng.random(2000) < 0.3 + arm * (0.4 * score - 0.1)).astype(int)
    return y, arm, score


def test_uplift_and_qini_by_hand(rows):
    curve = uplift_curve(*rows)
    assert curve.threshold.tolist() == [np.inf, 4, 3, 2, 1]
    assert curve.fraction.tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert curve.uplift.tolist() == pytest.approx([0, 5 / 10, 7 / 20, 7 / 30, 3 / 40])
    # R_T − R_C · N_T / N_C = 5, 7, 7, 3, over the forty treated
    assert curve.qini.tolist() == pytest.approx([0, 5 / 40, 7 / 40, 7 / 40, 3 / 40])
    assert curve.incremental.tolist() == pytest.approx([0, 10, 14, 14, 6])


def test_qini_coefficient_is_the_area_against_random_by_hand(rows):
    # trapezoids of a quarter each: (5/2 + 6 + 7 + 5) · 1/4 / 40, less the triangle 3/40 / 2
    assert uplift_curve(*rows).qini_area == pytest.approx(20.5 / 160 - 3 / 80)


def test_net_and_gross_profit_by_hand(rows):
    curve = uplift_curve(*rows, offer=OFFER)
    assert curve.net.tolist() == pytest.approx([0, 80, 100, 80, -20])
    # the report counts 8, 13, 16 and 17 buyers of 10, 20, 30 and 40 treated
    assert curve.gross.tolist() == pytest.approx([0, 140, 220, 260, 260])
    assert curve.cost.tolist() == [0, 20, 40, 60, 80]
    assert (curve.best.n, curve.best.net) == (40, pytest.approx(100))
    assert curve.best.roi == pytest.approx(2.5)


def test_the_gross_figure_recommends_more_contacts_than_pay(rows):
    curve = uplift_curve(*rows, offer=OFFER)
    assert curve.best_gross.n > curve.best.n
    assert curve.best_gross.net < curve.best.net


def test_the_incentive_is_paid_to_sure_things_too(rows):
    with_gift = uplift_curve(*rows, offer=Offer(benefit=10, contact_cost=1, incentive_cost=2))
    # 20 · (10 · 0.5 − 1 − 2 · 0.8) = 48
    assert with_gift.at(fraction=0.25).net == pytest.approx(48)


def test_fixed_cost_and_population_scale_as_money_does(rows):
    offer = Offer(benefit=10, contact_cost=1, fixed_cost=500, population=800)
    curve = uplift_curve(*rows, offer=offer)
    assert curve.net.tolist() == pytest.approx([0, 300, 500, 300, -700])
    assert curve.best.n == 400
    assert curve.random_net[-1] == pytest.approx(curve.net[-1])
    assert curve.random_net[2] == pytest.approx(0.5 * (-700 + 500) - 500)


def test_people_better_left_alone_are_found_with_the_depth_where_they_start(rows):
    found = uplift_curve(*rows).sleeping
    assert found.from_fraction == 0.5  # the gain is the same at a half and at three quarters
    assert found.uplift == pytest.approx((4 - 8) / 20)
    assert found.low < found.uplift < found.high


def test_nobody_is_better_left_alone_where_every_group_gains(rows):
    _, arm, score = rows
    y = np.concatenate([[1] * k + [0] * (10 - k) for k in (8, 3, 7, 3, 6, 3, 5, 3)])
    assert uplift_curve(y, arm, score).sleeping is None


def test_the_overall_effect_by_hand(rows):
    effect = uplift_curve(*rows).effect
    assert (effect.treated_rate, effect.control_rate) == (17 / 40, 14 / 40)
    assert effect.uplift == pytest.approx(3 / 40)
    error = np.sqrt((0.425 * 0.575 + 0.35 * 0.65) / 39)
    assert effect.high - effect.uplift == pytest.approx(1.6448536 * error)
    assert (effect.n_treated, effect.n_control) == (40, 40)


def test_the_range_of_the_effect_covers_the_truth_nine_times_in_ten():
    rng = np.random.default_rng(11)
    inside = 0
    arm, score = np.tile([0, 1], 200), np.zeros(400)
    for _ in range(300):
        y = (rng.random(400) < np.where(arm == 1, 0.35, 0.25)).astype(int)
        from lepton.value.uplift.experiment import Experiment, effect_of

        effect = effect_of(Experiment.of(y, arm, score))
        inside += effect.low <= 0.1 <= effect.high
    assert inside / 300 == pytest.approx(0.9, abs=0.04)


def test_the_range_of_the_profit_widens_with_fewer_people(trial):
    few = uplift_curve(*(a[:500] for a in trial), offer=Offer(benefit=10, population=1000))
    many = uplift_curve(*trial, offer=Offer(benefit=10, population=1000))
    assert few.high - few.low > many.high - many.low
    assert many.low < many.best.net < many.high


def test_the_drawn_range_agrees_with_the_formula_at_everybody(trial):
    # a score that is the same for all leaves everybody as the only depth
    y, arm, _ = trial
    curve = uplift_curve(y, arm, np.zeros(2000), offer=Offer(benefit=1, population=1))
    assert curve.high - curve.low == pytest.approx(curve.effect.high - curve.effect.low, rel=0.15)


def test_choosing_the_depth_on_the_same_rows_shows_too_much():
    rng = np.random.default_rng(2)
    score, arm = rng.random(1000), rng.integers(0, 2, 1000)
    y = (rng.random(1000) < 0.3).astype(int)  # the treatment changes nothing
    curve = uplift_curve(y, arm, score, offer=Offer(benefit=100, contact_cost=1))
    assert curve.optimism > 0
    assert uplift_curve(y, arm, np.zeros(1000)).optimism < curve.optimism


def test_uplift_by_tenth_by_hand(rows):
    tenths = uplift_curve(*rows).tenths
    assert tenths.to_fraction.tolist() == [0.25, 0.5, 0.75, 1]
    assert tenths.uplift.tolist() == pytest.approx([0.5, 0.2, 0, -0.4])
    assert np.all(tenths.low < tenths.uplift)


def test_ten_tenths_span_everybody(trial):
    tenths = uplift_curve(*trial).tenths
    assert tenths.from_fraction.tolist() == pytest.approx(np.arange(0, 1, 0.1), abs=1e-3)
    assert tenths.uplift[0] > tenths.uplift[-1]


def test_values_price_each_outcome(rows):
    y, arm, score = rows
    value = np.where(arm == 1, 30.0, 20.0)
    curve = uplift_curve(y, arm, score, value=value, offer=Offer(benefit=0.5, contact_cost=1))
    # the best group: 0.5 · (8 · 30 − 3 · 20) / 10 − 1 each
    assert curve.at(fraction=0.25).net == pytest.approx(20 * (0.5 * 18 - 1))
    assert curve.effect.uplift == pytest.approx((17 * 30 - 14 * 20) / 40)


def test_one_value_for_all_is_that_benefit(rows):
    y, arm, score = rows
    same = uplift_curve(y, arm, score, value=np.full(80, 10.0), offer=Offer(contact_cost=1))
    assert same.net.tolist() == pytest.approx(uplift_curve(*rows, offer=OFFER).net.tolist())
    assert same.low == pytest.approx(uplift_curve(*rows, offer=OFFER).low)


def test_a_weight_of_two_is_the_row_twice(rows):
    y, arm, score = rows
    weight = np.where(np.arange(80) % 3 == 0, 2.0, 1.0)
    twice = np.repeat(np.arange(80), weight.astype(int))
    one = uplift_curve(y, arm, score, sample_weight=weight, offer=OFFER)
    other = uplift_curve(y[twice], arm[twice], score[twice], offer=OFFER)
    assert one.net.tolist() == pytest.approx(other.net.tolist())
    assert one.qini.tolist() == pytest.approx(other.qini.tolist())


def test_a_propensity_that_is_the_same_for_all_changes_nothing(rows):
    plain = uplift_curve(*rows, offer=OFFER)
    for same in (0.3, np.full(80, 0.3)):
        found = uplift_curve(*rows, offer=OFFER, propensity=same)
        assert found.net.tolist() == pytest.approx(plain.net.tolist())


def test_a_propensity_undoes_who_was_treated_more_often():
    # women are treated nine times in ten and buy more anyway; the treatment changes nothing
    rng = np.random.default_rng(8)
    woman = rng.integers(0, 2, 40_000)
    chance = np.where(woman == 1, 0.9, 0.1)
    arm = (rng.random(40_000) < chance).astype(int)
    y = (rng.random(40_000) < 0.1 + 0.4 * woman).astype(int)
    score = np.zeros(40_000)
    assert uplift_curve(y, arm, score).effect.uplift > 0.25
    assert abs(uplift_curve(y, arm, score, propensity=chance).effect.uplift) < 0.02


def test_only_the_order_of_the_scores_counts(trial):
    y, arm, score = trial
    plain, moved = uplift_curve(y, arm, score), uplift_curve(y, arm, np.exp(3 * score))
    assert plain.net.tolist() == moved.net.tolist()
    assert plain.qini_low == moved.qini_low


def test_profit_is_linear_in_money(trial):
    one = uplift_curve(*trial, offer=Offer(benefit=10, contact_cost=1, fixed_cost=5))
    ten = uplift_curve(*trial, offer=Offer(benefit=100, contact_cost=10, fixed_cost=50))
    assert (10 * one.net).tolist() == pytest.approx(ten.net.tolist())
    assert ten.best.roi == pytest.approx(one.best.roi)


def test_the_same_seed_gives_the_same_ranges(trial):
    assert uplift_curve(*trial, seed=1).low == uplift_curve(*trial, seed=1).low
    assert uplift_curve(*trial, seed=1).qini_low != uplift_curve(*trial, seed=2).qini_low


def test_the_best_depth_is_the_highest_point_of_the_curve_where_both_arms_are_large(trial):
    curve = uplift_curve(*trial, offer=Offer(benefit=10, contact_cost=1))
    enough = (curve.n_treated >= 10) & (curve.n_control >= 10)
    assert curve.best.net == curve.net[enough].max()


def test_a_thousand_cut_offs_are_kept_at_most():
    rng = np.random.default_rng(0)
    curve = uplift_curve(rng.integers(0, 2, 9000), rng.integers(0, 2, 9000), rng.random(9000))
    assert curve.n.size <= 1001
    assert curve.fraction[-1] == 1


def test_a_treatment_that_only_costs_is_given_to_nobody(rows):
    curve = uplift_curve(*rows, offer=Offer(benefit=1, contact_cost=5))
    assert (curve.best.n, curve.best.net) == (0, 0)
    assert np.isnan(curve.best.roi)


def test_a_result_is_json_and_a_table(rows):
    curve = uplift_curve(*rows, offer=OFFER)
    told = json.loads(json.dumps(curve.to_dict()))
    assert told["best"]["net"] == pytest.approx(100)
    assert told["threshold"][0] is None
    assert len(curve.to_frame()) == 5


def test_arms_by_chance_are_balanced_and_arms_by_score_are_not(trial):
    y, arm, score = trial
    assert uplift_curve(y, arm, score).balance.balanced
    picked = (np.random.default_rng(1).random(2000) < 0.3 + 0.4 * score).astype(int)
    found = uplift_curve(y, picked, score).balance
    assert not found.balanced
    assert found.worst == "score"
    assert found.gap[0] > 0.25


def test_balance_names_the_worst_of_several_columns(trial):
    _, arm, score = trial
    rng = np.random.default_rng(3)
    found = balance(arm, {"age": rng.normal(size=2000), "past": score + 0.3 * arm})
    assert (found.balanced, found.worst) == (False, "past")
    assert found.treated_share == pytest.approx(arm.mean())


def test_balance_needs_a_column():
    with pytest.raises(InputError, match="columns must be given; got none"):
        balance([0, 1] * 10, {})


@pytest.mark.parametrize(("arm", "word"), [(0, "treated"), (1, "left alone")])
def test_one_arm_alone_tells_nothing(rows, arm, word):
    y, _, score = rows
    words = f"treated must be both 0 and 1; got no row that was {word}.*assume a success rate"
    with pytest.raises(NotApplicable, match=words):
        uplift_curve(y, np.full(80, arm), score)


def test_ten_rows_of_each_arm_are_enough_and_nine_too_few():
    y, score = [0, 1] * 10, range(20)
    assert uplift_curve(y, [0] * 10 + [1] * 10, score).effect.n_treated == 10
    with pytest.raises(InputError, match="at least 10 rows that were treated; got 9"):
        uplift_curve(y, [0] * 11 + [1] * 9, score)


@pytest.mark.parametrize("strange", [2, -1, 0.5, np.nan, "yes"])
def test_a_treatment_that_is_not_0_or_1_is_refused(rows, strange):
    y, arm, score = rows
    column = [strange, *arm[1:].tolist()]
    with pytest.raises(InputError, match="treated must be 0 or 1 in every row; got"):
        uplift_curve(y, column, score)


def test_a_treatment_may_be_true_and_false_or_floats(rows):
    y, arm, score = rows
    plain = uplift_curve(y, arm, score)
    for same in (arm.astype(bool), arm.astype(float), arm.tolist()):
        assert uplift_curve(y, same, score).net.tolist() == plain.net.tolist()


def test_a_treatment_of_another_length_is_refused(rows):
    y, arm, score = rows
    with pytest.raises(InputError, match=r"treated must be as long as y_true \(80 rows\)"):
        uplift_curve(y, arm[1:], score)


@pytest.mark.parametrize(("propensity", "fine"), [(0.01, True), (0, False), (1, False)])
def test_everybody_needs_some_chance_of_both(rows, propensity, fine):
    if fine:
        assert uplift_curve(*rows, propensity=propensity).best.n >= 0
        return
    with pytest.raises(InputError, match="propensity must be above 0 and below 1 in every row"):
        uplift_curve(*rows, propensity=propensity)


@pytest.mark.parametrize("name", ["contact_cost", "incentive_cost", "fixed_cost"])
def test_a_cost_of_an_offer_is_zero_or_more(name):
    assert getattr(Offer(**{name: 0}), name) == 0
    with pytest.raises(InputError, match=f"{name} must be"):
        Offer(**{name: -0.01})


def test_an_offer_is_for_somebody():
    with pytest.raises(InputError, match="population must be"):
        Offer(population=0)
    with pytest.raises(InputError, match="offer must be an Offer; got 3"):
        uplift_curve([0, 1] * 10, [0] * 10 + [1] * 10, range(20), offer=3)
