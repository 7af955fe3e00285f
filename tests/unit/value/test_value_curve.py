import json
import math

import numpy as np
import pytest

from lepton.errors import InputError, NotApplicable
from lepton.value import Payoff, ScoreCounts, value_curve

Y = [1, 0, 1, 0]
S = [0.9, 0.8, 0.7, 0.2]


@pytest.fixture
def rows():
    rng = np.random.default_rng(7)
    score = rng.random(400).round(2)
    return (rng.random(400) < score).astype(int), score


def test_profit_is_zero_when_nobody_is_targeted():
    nobody = value_curve(Y, S, Payoff(10, -4), fixed_cost=50).nobody
    assert (nobody.n, nobody.fraction, nobody.profit, nobody.cost) == (0, 0, 0, 0)
    assert nobody.threshold == math.inf
    assert math.isnan(nobody.roi)


def test_nobody_bears_what_not_acting_costs():
    curve = value_curve(Y, S, Payoff(tp=0, fp=-1, fn=-5, tn=2))
    assert curve.nobody.profit == 2 * -5 + 2 * 2
    assert curve.everybody.profit == 2 * 0 + 2 * -1


def test_every_column_of_a_small_curve_is_what_pencil_and_paper_give():
    curve = value_curve(Y, S, Payoff(10, -4), fixed_cost=5)
    assert curve.threshold.tolist() == [math.inf, 0.9, 0.8, 0.7, 0.2]
    assert curve.fraction.tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert curve.n.tolist() == [0, 1, 2, 3, 4]
    assert curve.tp.tolist() == [0, 1, 1, 2, 2]
    assert curve.fp.tolist() == [0, 0, 1, 1, 2]
    assert curve.profit.tolist() == [0, 5, 1, 11, 7]
    assert curve.cost.tolist() == [0, 9, 13, 17, 21]
    assert curve.roi[1:].tolist() == pytest.approx([5 / 9, 1 / 13, 11 / 17, 7 / 21])
    assert math.isnan(curve.roi[0])


def test_the_best_and_everybody_are_points_of_the_curve():
    curve = value_curve(Y, S, Payoff(10, -4), fixed_cost=5)
    assert (curve.best.n, curve.best.profit, curve.best.threshold) == (3, 11, 0.7)
    assert curve.best_roi.n == 3
    assert (curve.everybody.fraction, curve.everybody.profit) == (1, 7)


def test_most_roi_comes_before_most_profit_without_a_fixed_cost():
    curve = value_curve(Y, S, Payoff(10, -4))
    assert curve.best_roi.n == 1
    assert curve.best_roi.roi == 2.5
    assert curve.best.n == 3


def test_equal_scores_are_never_parted():
    curve = value_curve([1, 0, 0, 1], [0.5, 0.5, 0.5, 0.1], Payoff(10, -4))
    assert curve.n.tolist() == [0, 3, 4]
    assert curve.at(fraction=0.5).n == 0
    assert curve.at(fraction=0.75).n == 3


def test_equal_profits_choose_the_fewest_contacts():
    curve = value_curve([1, 0, 1, 0], S, Payoff(4, -4))
    assert curve.profit.tolist() == [0, 4, 0, 4, 0]
    assert curve.best.n == 1


def test_a_tie_broken_only_by_rounding_still_chooses_the_fewest_contacts():
    # 0.1 + 0.1 + 0.1 − 0.3 is 5.6e-17 in floating point, and nothing on paper
    curve = value_curve([1, 1, 1, 0], [3, 3, 3, 3], Payoff(0.1, -0.3))
    assert curve.profit.max() > 0
    assert curve.best.n == 0


def test_nobody_is_best_when_no_cut_off_pays():
    curve = value_curve(Y, S, Payoff(1, -4), fixed_cost=5)
    assert curve.best.n == 0
    assert curve.best.profit == 0


def test_at_a_share_acts_on_at_most_that_share():
    curve = value_curve(Y, S, Payoff(10, -4))
    assert [curve.at(fraction=x).n for x in (0, 0.24, 0.25, 0.49, 0.5, 0.99, 1)] == [
        0, 0, 1, 1, 2, 3, 4,
    ]  # fmt: skip


def test_shares_that_floating_point_cannot_hold_reach_their_row():
    y, score = np.zeros(1000, int), -np.arange(1000)
    curve = value_curve(y, score, Payoff(1, -1))
    assert all(curve.at(fraction=i / 1000).n == i for i in range(1001))


def test_at_a_threshold_acts_on_every_score_at_or_above_it():
    curve = value_curve(Y, S, Payoff(10, -4))
    asked = (math.inf, 0.91, 0.9, 0.75, 0.7, 0.0, -math.inf)
    assert [curve.at(threshold=t).n for t in asked] == [0, 0, 1, 2, 3, 4, 4]


@pytest.mark.parametrize("bad", [-0.01, 1.01, math.nan, "half"])
def test_shares_outside_0_to_1_are_refused(bad):
    with pytest.raises(InputError, match="fraction must be between 0 and 1"):
        value_curve(Y, S, Payoff(1, -1)).at(fraction=bad)


@pytest.mark.parametrize("given", [{}, {"fraction": 0.5, "threshold": 0.5}])
def test_exactly_one_of_share_and_threshold_is_asked_for(given):
    with pytest.raises(InputError, match="either a fraction or a threshold"):
        value_curve(Y, S, Payoff(1, -1)).at(**given)


def test_a_threshold_that_is_no_number_is_refused():
    with pytest.raises(InputError, match="threshold must be"):
        value_curve(Y, S, Payoff(1, -1)).at(threshold=math.nan)


def test_population_scales_counts_and_money_but_not_the_fixed_cost():
    small = value_curve(Y, S, Payoff(10, -4))
    large = value_curve(Y, S, Payoff(10, -4), population=400, fixed_cost=7)
    assert large.n.tolist() == (100 * small.n).tolist()
    assert large.tp.tolist() == (100 * small.tp).tolist()
    assert large.profit[1:].tolist() == (100 * small.profit - 7)[1:].tolist()
    assert large.cost[1:].tolist() == (100 * small.cost + 7)[1:].tolist()
    assert large.fraction.tolist() == small.fraction.tolist()


@pytest.mark.parametrize("bad", [0, -1, math.nan, math.inf, "many"])
def test_a_population_not_above_zero_is_refused(bad):
    with pytest.raises(InputError, match="population must be"):
        value_curve(Y, S, Payoff(1, -1), population=bad)


@pytest.mark.parametrize("bad", [-0.01, math.nan, math.inf, None])
def test_a_fixed_cost_below_zero_is_refused(bad):
    with pytest.raises(InputError, match="fixed_cost must be a number from 0"):
        value_curve(Y, S, Payoff(1, -1), fixed_cost=bad)
    with pytest.raises(InputError, match="fixed_cost must be a number from 0"):
        value_curve(Y, S, Payoff([1] * 4, -1), fixed_cost=bad)


def test_roi_is_undefined_where_nothing_is_spent():
    curve = value_curve(Y, S, Payoff(10, 0))
    assert np.isnan(curve.roi).all()
    assert curve.best_roi.n == 0
    assert math.isnan(curve.best_roi.roi)


def test_roi_measures_the_gain_over_nobody():
    curve = value_curve(Y, S, Payoff(tp=0, fp=-1, fn=-5))
    assert curve.nobody.profit == -10
    assert curve.at(fraction=0.25).roi == pytest.approx((-5 + 10) / 1)


def test_random_is_a_straight_line_that_pays_the_fixed_cost_from_the_first_contact():
    line = value_curve(Y, S, Payoff(10, -4), fixed_cost=5).random
    assert line.profit.tolist() == [0, -2, 1, 4, 7]
    assert line.cost.tolist() == [0, 9, 13, 17, 21]
    assert line.tp.tolist() == [0, 0.5, 1, 1.5, 2]
    assert line.random.profit.tolist() == line.profit.tolist()


def test_perfect_finds_every_hit_first():
    line = value_curve([0, 1, 0, 1], S, Payoff(10, -4), fixed_cost=5).perfect
    assert line.tp.tolist() == [0, 1, 2, 2, 2]
    assert line.profit.tolist() == [0, 5, 15, 11, 7]
    assert line.best.n == 2


def test_perfect_has_its_peak_even_where_the_scores_are_all_equal():
    line = value_curve(Y, [0.5] * 4, Payoff(10, -4)).perfect
    assert line.n.tolist() == [0, 2, 4]
    assert line.best.profit == 20


def test_perfect_acts_on_the_others_first_where_only_they_pay():
    line = value_curve(Y, S, Payoff(-10, 4)).perfect
    assert line.profit.tolist() == [0, 4, 8, -2, -12]


def test_lines_to_compare_with_have_no_thresholds():
    curve = value_curve(Y, S, Payoff(10, -4))
    assert curve.perfect.to_dict()["threshold"] == [None] * 5
    with pytest.raises(NotApplicable, match="model's curve"):
        curve.random.at(threshold=0.5)


def test_money_per_row_sums_each_row_in_order_of_score():
    payoff = Payoff(
        tp=np.array([10.0, 1, 30, 1]),
        fp=np.array([-1.0, -2, -3, -4]),
        fn=np.array([-5.0, 0, 0, 0]),
        tn=np.array([0.0, 0, 0, 3]),
        action_cost=np.array([1.0, 2, 3, 4]),
    )
    curve = value_curve(Y, S, payoff, fixed_cost=1)
    assert curve.profit.tolist() == [-2, 12, 10, 40, 33]
    assert curve.cost.tolist() == [0, 2, 4, 7, 11]
    assert curve.tp.tolist() == [0, 1, 1, 2, 2]


def test_money_per_row_that_is_the_same_in_every_row_gives_the_same_curve(rows):
    y, score = rows
    cells = (12.5, -3.25, -2.0, 0.5)
    same = value_curve(y, score, Payoff(*cells), fixed_cost=9, population=7000)
    each = value_curve(
        y, score, Payoff(*(np.full(400, v) for v in cells)), fixed_cost=9, population=7000
    )
    for line in ("random", "perfect"):
        for name in ("fraction", "n", "tp", "profit", "cost"):
            got, want = getattr(getattr(each, line), name), getattr(getattr(same, line), name)
            assert np.allclose(got, want, rtol=1e-12, atol=1e-9)
    for name in ("fraction", "threshold", "n", "tp", "fp", "profit", "cost", "roi"):
        assert np.allclose(getattr(each, name), getattr(same, name), equal_nan=True, atol=1e-9)
    assert each.best.n == same.best.n
    assert each.best_roi.n == same.best_roi.n


def test_perfect_ranks_rows_by_what_acting_really_gains():
    worth = np.array([1.0, 1, 50, 1])
    line = value_curve([1, 0, 1, 0], S, Payoff(worth, -4)).perfect
    assert line.profit.tolist() == [0, 50, 51, 47, 43]
    assert line.best.n == 2


def test_a_weight_of_two_counts_as_two_decisions():
    twice = value_curve(Y, S, Payoff(10, -4), sample_weight=[2, 1, 1, 1])
    rows = value_curve([1, *Y], [0.9, *S], Payoff(10, -4))
    assert twice.n.tolist() == rows.n.tolist()
    assert twice.profit.tolist() == rows.profit.tolist()


def test_a_weight_of_zero_leaves_the_row_out():
    some = value_curve(Y, S, Payoff(10, -4), sample_weight=[1, 0, 1, 1])
    rows = value_curve([1, 1, 0], [0.9, 0.7, 0.2], Payoff(10, -4))
    assert some.threshold.tolist() == rows.threshold.tolist()
    assert some.profit.tolist() == rows.profit.tolist()


def test_points_keep_both_ends_and_both_optima(rows):
    curve = value_curve(*rows, Payoff(5, -3), fixed_cost=20)
    for k in (4, 5, 10, 50):
        thin = curve.points(k)
        assert len(thin) <= k
        assert thin.best == curve.best
        assert thin.best_roi == curve.best_roi
        assert thin.everybody == curve.everybody
        assert thin.n[0] == 0


def test_points_are_spread_over_the_whole_share():
    y = np.tile([1, 0], 5000)
    thin = value_curve(y, np.linspace(1, 0, 10000), Payoff(5, -3)).points(101)
    assert len(thin) >= 95
    assert np.diff(thin.fraction).max() < 0.02


def test_all_points_are_kept_where_there_are_few(rows):
    curve = value_curve(*rows, Payoff(5, -3))
    assert curve.points(10_000) is curve


@pytest.mark.parametrize("bad", [3, 0, -1, math.nan])
def test_fewer_than_four_points_are_refused(bad):
    with pytest.raises(InputError, match=r"k must be a number from 4.*both optima"):
        value_curve(Y, S, Payoff(1, -1)).points(bad)


def test_thinned_curves_keep_their_lines_to_compare_with(rows):
    curve = value_curve(*rows, Payoff(5, -3), fixed_cost=20)
    thin = curve.points(10)
    assert thin.perfect.best.profit == curve.perfect.best.profit
    assert thin.random.everybody.profit == curve.random.everybody.profit


def test_results_are_read_only(rows):
    curve = value_curve(*rows, Payoff(5, -3))
    for line in (curve, curve.random, curve.perfect, curve.points(5)):
        for name in ("fraction", "threshold", "n", "tp", "fp", "profit", "cost", "roi"):
            assert not getattr(line, name).flags.writeable


def test_inputs_are_left_as_they_were(rows):
    y, score = rows
    weight, worth = np.ones(400), np.full(400, 5.0)
    before = [v.copy() for v in (y, score, weight, worth)]
    value_curve(y, score, Payoff(worth, -3), sample_weight=weight)
    value_curve(y, score, Payoff(5, -3), sample_weight=weight)
    value_curve(y, score, Payoff(5, -3))
    for now, then in zip((y, score, weight, worth), before, strict=True):
        assert now.flags.writeable
        assert now.tolist() == then.tolist()


def test_dictionaries_are_plain_json_without_infinity():
    curve = value_curve(Y, S, Payoff(10, -4))
    found = json.loads(json.dumps(curve.to_dict(), allow_nan=False))
    assert list(found) == ["fraction", "threshold", "n", "tp", "fp", "profit", "cost", "roi"]
    assert found["threshold"][0] is None
    assert found["roi"][0] is None
    assert found["n"] == [0, 1, 2, 3, 4]
    point = json.loads(json.dumps(curve.nobody.to_dict(), allow_nan=False))
    assert point["threshold"] is None
    assert point["profit"] == 0


def test_a_curve_says_what_it_is():
    assert repr(value_curve(Y, S, Payoff(10, -4))) == (
        "ValueCurve(5 cut-offs, most profit 16 at 0.75 of 4 decisions)"
    )


@pytest.mark.parametrize("y", [[0, 0, 0], [1, 1, 1]])
def test_a_single_outcome_still_has_a_curve(y):
    curve = value_curve(y, [3, 2, 1], Payoff(10, -4))
    assert curve.best.n == (3 if y[0] else 0)
    assert curve.perfect.best.profit == curve.best.profit


def test_one_row_is_enough():
    assert value_curve([1], [0.3], Payoff(10, -4)).profit.tolist() == [0, 10]


def test_anything_but_a_payoff_is_refused():
    with pytest.raises(InputError, match="payoff must be a Payoff"):
        value_curve(Y, S, (10, -4))


def test_amounts_of_other_rows_are_refused():
    with pytest.raises(InputError, match=r"fp must be one number, or one per row \(4 rows\)"):
        value_curve(Y, S, Payoff(10, -np.ones(3)))


def test_counts_cannot_price_rows_apart():
    counts = ScoreCounts.from_scores(Y, S)
    with pytest.raises(NotApplicable, match="Use value_curve"):
        counts.curve(Payoff(np.ones(4), -1))


@pytest.mark.parametrize(
    "score",
    [
        np.random.default_rng(0).normal(size=5000).round(2),
        -np.random.default_rng(1).random(500),
        np.random.default_rng(2).normal(size=200_000).astype(np.float32),
        np.array([-0.0, 0.0, -1.0, 1.0]),
    ],
    ids=["ties of both signs", "all below zero", "many of both signs", "zeros of both signs"],
)
def test_scores_below_zero_are_counted_as_by_a_plain_sort(score):
    y = np.arange(score.size) % 3 == 0
    quick = value_curve(y, score, Payoff(10, -4))
    plain = value_curve(y, score, Payoff(10, -4), sample_weight=np.ones(score.size))
    for name in ("threshold", "n", "tp", "profit"):
        np.testing.assert_array_equal(getattr(quick, name), getattr(plain, name))


def test_the_cost_of_an_action_is_that_of_a_wasted_one_unless_said_otherwise():
    assert Payoff(10, -4).action_cost == 4.0
    assert Payoff(10, 4).action_cost == 0.0
    assert str(Payoff.campaign(5).fp) == "0.0"
