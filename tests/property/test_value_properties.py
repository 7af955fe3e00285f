"""What holds for every table, every payoff and every price list."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lepton.value import Payoff, ScoreCounts, value_curve

pytestmark = pytest.mark.filterwarnings("error")
every = settings(max_examples=50, derandomize=True, deadline=None, database=None)

grid = st.sampled_from([i / 8 for i in range(9)])  # few different scores: ties are common
cents = st.integers(-5000, 5000).map(lambda c: c / 100)
costs = st.integers(0, 5000).map(lambda c: c / 100)
payoffs = st.builds(Payoff, cents, cents, cents, cents)
COLUMNS = ("fraction", "threshold", "n", "tp", "fp", "profit", "cost", "roi")


@st.composite
def tables(draw, scores=grid):
    rows = draw(st.integers(1, 40))
    y = draw(st.lists(st.booleans(), min_size=rows, max_size=rows))
    score = draw(st.lists(scores, min_size=rows, max_size=rows))
    return np.array(y, dtype=int), np.array(score, dtype=float)


def same(one, other, *, tolerance=1e-9):
    for name in COLUMNS:
        a, b = getattr(one, name), getattr(other, name)
        assert np.allclose(a, b, rtol=1e-12, atol=tolerance, equal_nan=True), name


@every
@given(tables(), payoffs, costs)
def test_the_curve_is_what_counting_row_by_row_gives(table, payoff, fixed):
    y, score = table
    curve = value_curve(y, score, payoff, fixed_cost=fixed)
    for i, t in enumerate(curve.threshold):
        act = score >= t
        money = np.where(act, np.where(y, payoff.tp, payoff.fp), np.where(y, payoff.fn, payoff.tn))
        assert curve.profit[i] == pytest.approx(money.sum() - fixed * (i > 0), abs=1e-9)
        assert curve.n[i] == act.sum()
        assert curve.tp[i] == y[act].sum()
    assert curve.threshold[1:].tolist() == sorted(set(score), reverse=True)


@every
@given(tables(), payoffs, costs)
def test_the_curve_starts_at_nobody_and_ends_at_everybody(table, payoff, fixed):
    y, score = table
    curve = value_curve(y, score, payoff, fixed_cost=fixed)
    p, n = y.sum(), (1 - y).sum()
    assert curve.nobody.profit == pytest.approx(p * payoff.fn + n * payoff.tn, abs=1e-9)
    assert curve.nobody.cost == 0
    assert curve.everybody.profit == pytest.approx(p * payoff.tp + n * payoff.fp - fixed, abs=1e-9)
    assert curve.everybody.fraction == 1


@every
@given(tables(), payoffs, costs)
def test_random_is_linear_and_meets_the_curve_at_everybody(table, payoff, fixed):
    line = value_curve(*table, payoff, fixed_cost=fixed).random
    gross = line.profit + fixed * (line.n > 0)
    slope = gross[-1] - gross[0]
    assert np.allclose(gross, gross[0] + slope * line.fraction, atol=1e-9)
    assert line.everybody.profit == value_curve(*table, payoff, fixed_cost=fixed).everybody.profit


@every
@given(tables(), payoffs, costs)
def test_nothing_beats_the_perfect_ranking(table, payoff, fixed):
    curve = value_curve(*table, payoff, fixed_cost=fixed)
    assert (curve.perfect.profit[np.isin(curve.perfect.n, curve.n)] >= curve.profit - 1e-9).all()
    assert curve.perfect.best.profit >= curve.best.profit - 1e-9


@every
@given(tables(), payoffs)
def test_a_rising_change_of_scores_changes_nothing_but_thresholds(table, payoff):
    y, score = table
    curve = value_curve(y, score, payoff)
    for change in (lambda s: 5 * s - 3, np.exp, lambda s: np.log(s + 0.1), lambda s: s**3):
        other = value_curve(y, change(score), payoff)
        assert other.profit.tolist() == curve.profit.tolist()
        assert other.n.tolist() == curve.n.tolist()


@every
@given(tables(), payoffs, costs, st.sampled_from([0.01, 7.8, 1000.0]))
def test_another_currency_scales_money_and_leaves_roi_and_cut_offs(table, payoff, fixed, rate):
    y, score = table
    curve = value_curve(y, score, payoff, fixed_cost=fixed)
    cells = (rate * v for v in (payoff.tp, payoff.fp, payoff.fn, payoff.tn))
    other = value_curve(y, score, Payoff(*cells), fixed_cost=rate * fixed)
    assert np.allclose(other.profit, rate * curve.profit, rtol=1e-9, atol=1e-9 * rate)
    assert np.allclose(other.roi, curve.roi, equal_nan=True, atol=1e-9)
    assert other.best.threshold == curve.best.threshold


@every
@given(tables(), payoffs, cents)
def test_a_constant_for_every_hit_shifts_all_policies_alike(table, payoff, more):
    y, score = table
    curve = value_curve(y, score, payoff)
    shifted = Payoff(payoff.tp + more, payoff.fp, payoff.fn + more, payoff.tn)
    other = value_curve(y, score, shifted)
    assert np.allclose(other.profit - curve.profit, more * y.sum(), atol=1e-9)
    assert np.allclose(other.roi, curve.roi, equal_nan=True, atol=1e-9)


@every
@given(tables(), payoffs, costs)
def test_best_is_the_top_of_the_arrays(table, payoff, fixed):
    curve = value_curve(*table, payoff, fixed_cost=fixed)
    assert curve.best.profit == pytest.approx(curve.profit.max(), abs=1e-9)
    first = np.flatnonzero(curve.profit >= curve.profit.max() - 1e-9)[0]
    assert curve.best.n == curve.n[first]
    if not np.isnan(curve.roi).all():
        assert curve.best_roi.roi == pytest.approx(np.nanmax(curve.roi), abs=1e-9)


@every
@given(tables(), payoffs, costs, st.sampled_from([None, 123.0, 1e6]))
def test_the_hull_gives_the_answer_of_the_whole_curve(table, payoff, fixed, population):
    counts = ScoreCounts.from_scores(*table)
    curve = counts.curve(payoff, fixed, population)
    assert counts.best(payoff, fixed, population) == curve.best
    if payoff.right > payoff.wrong and not np.isnan(curve.best_roi.roi):
        hull = np.nan_to_num(curve.roi[counts.hull], nan=-np.inf)
        best = max(float(hull.max()), -np.inf)
        assert best < -1 or best == pytest.approx(curve.best_roi.roi, abs=1e-9)


@every
@given(tables(), payoffs, costs, st.integers(4, 12))
def test_points_hold_the_optima_and_the_ends(table, payoff, fixed, k):
    curve = value_curve(*table, payoff, fixed_cost=fixed)
    thin = curve.points(k)
    assert len(thin) <= max(k, 4)
    kept = thin.n.tolist()
    wanted = (curve.best, curve.best_roi, curve.nobody, curve.everybody)
    assert all(point.n in kept for point in wanted)
    assert set(kept) <= set(curve.n.tolist())


@every
@given(tables(), payoffs, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(table, payoff, random):
    y, score = table
    order = list(range(len(y)))
    random.shuffle(order)
    same(value_curve(y, score, payoff), value_curve(y[order], score[order], payoff))
    worth = np.where(score > 0.5, 3.0, 1.0) * payoff.tp
    one = value_curve(y, score, Payoff(worth, payoff.fp))
    other = value_curve(y[order], score[order], Payoff(worth[order], payoff.fp))
    same(one, other)
    assert np.allclose(one.perfect.profit, other.perfect.profit, atol=1e-9)
    assert np.allclose(one.perfect.cost, other.perfect.cost, atol=1e-9)


@every
@given(tables(), payoffs, costs, st.data())
def test_a_weight_of_two_is_the_row_twice(table, payoff, fixed, data):
    y, score = table
    times = np.array(data.draw(st.lists(st.integers(1, 3), min_size=len(y), max_size=len(y))))
    again = np.repeat(np.arange(len(y)), times)
    weighted = value_curve(y, score, payoff, fixed_cost=fixed, sample_weight=times)
    same(weighted, value_curve(y[again], score[again], payoff, fixed_cost=fixed))
    each = payoff.tp + np.arange(len(y))
    one = value_curve(y, score, Payoff(each, payoff.fp), sample_weight=times)
    other = value_curve(y[again], score[again], Payoff(each[again], payoff.fp))
    same(one, other)
    assert np.allclose(one.perfect.profit, other.perfect.profit, atol=1e-9)


@every
@given(tables(), payoffs, costs, st.sampled_from([1.0, 250.0, 1e6]))
def test_constant_money_per_row_is_constant_money(table, payoff, fixed, population):
    y, score = table
    cells = (np.full(len(y), v) for v in (payoff.tp, payoff.fp, payoff.fn, payoff.tn))
    one = value_curve(y, score, payoff, fixed_cost=fixed, population=population)
    other = value_curve(y, score, Payoff(*cells), fixed_cost=fixed, population=population)
    same(one, other, tolerance=1e-9 * max(1.0, population))


@every
@given(tables(st.floats(allow_nan=False, allow_infinity=False)), payoffs)
def test_any_finite_scores_are_ranked_exactly(table, payoff):
    y, score = table
    curve = value_curve(y, score, payoff)
    assert curve.threshold[1:].tolist() == sorted(set(score.tolist()), reverse=True)
    assert curve.tp.tolist() == [y[score >= t].sum() for t in curve.threshold]


@every
@given(tables(st.floats(0, 1, width=32)), payoffs)
def test_both_ways_of_sorting_give_identical_curves(table, payoff):
    y, score = table
    one = value_curve(y, score, payoff)
    for other in (
        value_curve(y, score.astype(np.float32), payoff),
        value_curve(y, score, payoff, sample_weight=np.ones(len(y))),
    ):
        for name in COLUMNS:
            a, b = getattr(one, name), getattr(other, name)
            assert np.array_equal(a, b, equal_nan=True), name
    below = value_curve(y, score - 2.0**20, payoff)  # negative scores take the other way
    assume(len(below) == len(one))  # unless moving them down made some of them equal
    assert below.profit.tolist() == one.profit.tolist()


@every
@given(tables(), costs, st.integers(1, 5000).map(lambda c: c / 100), costs)
def test_thinned_counts_hold_every_optimum(table, right, wrong, fixed):
    counts = ScoreCounts.from_scores(*table)
    thin = counts.thin(3)
    payoff = Payoff(right, -wrong)
    assert thin.best(payoff, fixed) == counts.best(payoff, fixed)
    one, other = thin.curve(payoff, fixed).best_roi, counts.curve(payoff, fixed).best_roi
    assert one.n == other.n
    assert one.roi == pytest.approx(other.roi)


@every
@given(tables(), st.floats(0, 1))
def test_a_share_is_never_exceeded(table, share):
    y, score = table
    point = value_curve(y, score, Payoff(1, -1)).at(fraction=share)
    assert point.fraction <= share + 1e-9
    deeper = [f for f in value_curve(y, score, Payoff(1, -1)).fraction if f <= share]
    assert point.fraction >= max(deeper)


def test_the_best_cut_off_of_a_large_calibrated_sample_is_near_the_break_even_share():
    rng = np.random.default_rng(0)
    score = rng.beta(1, 4, 400_000)
    y = rng.random(400_000) < score
    payoff = Payoff(9, -1)
    assert value_curve(y, score, payoff).best.threshold == pytest.approx(0.1, abs=0.01)
    assert payoff.threshold() == pytest.approx(0.1)
