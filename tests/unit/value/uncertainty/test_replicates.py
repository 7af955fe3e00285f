import numpy as np
import pytest

from lepton.errors import InputError, NotApplicable
from lepton.value import Assumptions, Payoff, ScoreCounts, answer
from lepton.value.scored import ScoredRows
from lepton.value.uncertainty import Replicates, bands, profit_interval
from lepton.value.uncertainty.drawing import drawn_sums, resampled

OFFER = Payoff(tp=9, fp=-1)


def table(rows=4000, seed=0):
    rng = np.random.default_rng(seed)
    p = rng.beta(1, 6, rows)
    return (rng.random(rows) < p).astype(int), p, rng.gamma(2, 50, rows)


@pytest.fixture(scope="module")
def counts():
    y, p, value = table()
    return ScoreCounts.from_scores(y, p, value=value)


@pytest.fixture(scope="module")
def drawn(counts):
    return Replicates.of(counts, replicates=2000, points=40, seed=3)


def test_the_same_seed_draws_the_same_and_another_one_does_not(counts):
    one, same, other = (Replicates.of(counts, replicates=100, seed=s) for s in (1, 1, 2))
    assert np.array_equal(one.hits, same.hits)
    assert not np.array_equal(one.hits, other.hits)


def test_every_replicate_has_the_size_of_the_table(drawn, counts):
    assert drawn.hits[-1] + drawn.misses[-1] == pytest.approx(counts.total)
    assert (drawn.hits[0] == 0).all()


def test_replicates_scatter_around_the_rows_as_they_are_by_their_standard_error(drawn):
    band = bands(drawn, OFFER)
    profit = drawn.profit(OFFER)
    assert profit.mean(axis=1)[1:] == pytest.approx(band.profit[1:], abs=15)
    # textbook error of a sum of independent gains, rows below the cut-off gaining nothing
    c = drawn.counts
    gain = 9 * c.tp - (c.n - c.tp)
    exact = np.sqrt(81 * c.tp + (c.n - c.tp) - gain**2 / c.total)
    assert band.standard_error == pytest.approx(exact, rel=0.07)


def test_values_keep_their_mean_their_variance_and_their_link_with_the_hits():
    rng = np.random.default_rng(0)
    value = rng.gamma(1.5, 80, 30)
    n = np.array([30.0])
    hits = rng.poisson(n[:, np.newaxis], (1, 200_000)).astype(float)
    sums = drawn_sums(hits, n, np.array([value.sum()]), np.array([(value**2).sum()]), rng)
    assert sums.mean() == pytest.approx(value.sum(), rel=0.005)
    assert sums.var() == pytest.approx((value**2).sum(), rel=0.02)
    assert np.cov(sums[0], hits[0])[0, 1] == pytest.approx(value.sum(), rel=0.03)
    assert sums.min() >= 0


@pytest.mark.parametrize("value", [[-100.0, 90.0, 5.0], [-3.0, -4.0, -9.0], [7.0, 7.0, 7.0]])
def test_values_of_any_sign_keep_their_mean_and_variance(value):
    rng = np.random.default_rng(1)
    v = np.array(value * 10)
    n = np.array([float(v.size)])
    hits = rng.poisson(n[:, np.newaxis], (1, 200_000)).astype(float)
    sums = drawn_sums(hits, n, np.array([v.sum()]), np.array([(v**2).sum()]), rng)
    assert sums.mean() == pytest.approx(v.sum(), abs=0.01 * np.sqrt((v**2).sum()))
    assert sums.var() == pytest.approx((v**2).sum(), rel=0.02)


def test_an_empty_bin_draws_nothing():
    rng = np.random.default_rng(0)
    none = np.zeros(1)
    assert drawn_sums(np.zeros((1, 5)), none, none, none, rng).tolist() == [[0.0] * 5]


def test_drawing_units_keeps_mean_and_variance_of_sums_over_whole_units():
    rng = np.random.default_rng(0)
    cell, unit = np.array([0, 0, 0, 1]), np.array([0, 0, 1, 1])
    found = resampled(cell, unit, np.array([1.0, 2.0, 5.0, 7.0]), (2, 2), 200_000, rng)
    # unit 0 adds 3 to cell 0; unit 1 adds 5 to cell 0 and 7 to cell 1; each Poisson(1) times
    assert found.mean(axis=1) == pytest.approx([8, 7], rel=0.01)
    assert found.var(axis=1) == pytest.approx([34, 49], rel=0.02)
    assert np.cov(found)[0, 1] == pytest.approx(35, rel=0.03)


def test_bins_and_rows_give_the_same_band_where_rows_are_independent():
    y, p, value = table(2000)
    money = Assumptions(benefit=0.5, contact_cost=5, incentive_cost=3, benefit_from="column")
    rows = ScoredRows.of(y, p, value=value)
    by_row = bands(Replicates.of_rows(rows, money, replicates=2000, seed=1), money)
    by_bin = bands(Replicates.of(rows.counts_for(money), replicates=2000, seed=2), money)
    assert by_row.profit == pytest.approx(by_bin.profit)
    error = by_bin.standard_error
    assert by_row.standard_error[1:] == pytest.approx(error[1:], rel=0.1)
    assert by_row.multiplier == pytest.approx(by_bin.multiplier, rel=0.06)
    assert np.abs(by_row.low - by_bin.low).max() < 0.25 * error.max()


def test_rows_that_come_five_times_each_are_known_less_well_than_they_look():
    y, p, _ = table(600)
    y, p, group = (np.repeat(v, 5) for v in (y, p, np.arange(600)))
    money = Assumptions(form="matrix", right=9, wrong=1)
    alone, grouped = ScoredRows.of(y, p), ScoredRows.of(y, p, group=group)
    one = profit_interval(Replicates.of_rows(alone, money), money, fraction=0.3)
    other = profit_interval(Replicates.of_rows(grouped, money), money, fraction=0.3)
    assert other.standard_error == pytest.approx(np.sqrt(5) * one.standard_error, rel=0.1)


def test_a_group_of_text_works_as_well_as_a_number():
    y, p, _ = table(300)
    money = Assumptions(form="matrix", right=9, wrong=1)
    names = np.array([f"customer {i // 3}" for i in range(300)], dtype=object)
    one = Replicates.of_rows(ScoredRows.of(y, p, group=names), money, replicates=100)
    other = Replicates.of_rows(
        ScoredRows.of(y, p, group=np.arange(300) // 3), money, replicates=100
    )
    assert one.method == "whole groups drawn"
    assert one.hits.std() == pytest.approx(other.hits.std(), rel=0.1)


def test_formulas_are_drawn_by_the_gain_of_each_row():
    y, p, value = table(2000)
    money = Assumptions(form="formula", tp_formula="0.5 * value - 8", fp_formula="0 - 8")
    rows = ScoredRows.of(y, p, value=value)
    by_row = bands(Replicates.of_rows(rows, money, replicates=1000, seed=1), money)
    by_bin = bands(Replicates.of(rows.counts_for(money), replicates=1000, seed=2), money)
    assert by_row.profit == pytest.approx(by_bin.profit)
    assert by_row.standard_error[1:] == pytest.approx(by_bin.standard_error[1:], rel=0.15)


def test_a_base_rate_taken_for_certain_is_no_source_of_luck(counts):
    money = Assumptions(form="matrix", right=9, wrong=1)
    rare = Assumptions(form="matrix", right=9, wrong=1, base_rate=0.05)
    known = counts.positives / counts.total
    same = Assumptions(form="matrix", right=9, wrong=1, base_rate=known)
    drawn = Replicates.of(counts, replicates=2000, points=20)
    free, fixed = bands(drawn, money), bands(drawn, same)
    assert fixed.profit == pytest.approx(free.profit)
    # everybody: with the share of positives certain, nothing is left to chance
    assert fixed.standard_error[-1] == pytest.approx(0, abs=1e-9)
    assert free.standard_error[-1] > 1
    everybody = bands(drawn, rare)
    assert everybody.profit[-1] == pytest.approx(1000 * (0.05 * 9 - 0.95))
    one = profit_interval(counts, rare, fraction=0.2)
    assert one.normal_high - one.normal_low == pytest.approx(one.high - one.low, rel=0.06)


def test_counts_that_were_re_weighted_before_are_drawn_as_the_rows_they_came_from(counts):
    from lepton.value.base_rate import at_base_rate

    rare = Assumptions(form="matrix", right=9, wrong=1, base_rate=0.03)
    before = Replicates.of(at_base_rate(counts, 0.03), replicates=1000, points=20)
    after = Replicates.of(counts, replicates=1000, points=20)
    one, other = bands(before, rare), bands(after, rare)
    half = len(one.share) // 2
    assert one.standard_error[half] == pytest.approx(other.standard_error[half], rel=0.15)


def test_no_band_has_more_cut_offs_than_its_rows_can_bear():
    y, p, _ = table(400)
    drawn = Replicates.of(ScoreCounts.from_scores(y, p), replicates=100, points=200)
    assert len(drawn.counts) == 21
    assert Replicates.of(drawn.counts, replicates=100, points=None).hits.shape == (21, 100)


def test_the_band_starts_at_nobody_with_nothing_to_chance(drawn):
    band = bands(drawn, OFFER)
    first = (band.share[0], band.profit[0], band.low[0], band.high[0], band.low_all[0])
    assert first == (0, 0, 0, 0, 0)


def test_the_band_for_all_cut_offs_is_wider_than_that_for_one(drawn):
    band = bands(drawn, OFFER)
    assert 2.3 < band.multiplier < 3.1
    assert (band.high_all - band.low_all >= 0.9 * (band.high - band.low)).all()
    surer = bands(drawn, OFFER, level=0.99)
    assert surer.multiplier > band.multiplier
    assert (surer.high - surer.low)[1:].min() > 0


def test_a_band_can_be_sent_and_looked_at(drawn):
    band = bands(drawn, OFFER)
    assert set(band.to_dict()) >= {"share", "low_all", "multiplier", "method"}
    assert len(band.to_frame()) == band.share.size


def test_money_moves_the_band_in_proportion(drawn):
    one, ten = bands(drawn, OFFER), bands(drawn, Payoff(tp=90, fp=-10))
    assert ten.low == pytest.approx(10 * one.low)
    assert ten.multiplier == pytest.approx(one.multiplier)


def test_the_fixed_cost_moves_every_cut_off_but_nobody(counts):
    drawn = Replicates.of(counts, replicates=100, points=10)
    free = Assumptions(form="matrix", right=9, wrong=1)
    dear = Assumptions(form="matrix", right=9, wrong=1, fixed_cost=100)
    one, other = bands(drawn, free), bands(drawn, dear)
    assert other.low[1:] == pytest.approx(one.low[1:] - 100)
    assert other.low[0] == 0


def test_the_range_of_one_share_agrees_with_its_textbook_formula(counts):
    found = profit_interval(counts, OFFER, fraction=0.25)
    assert found.low == pytest.approx(found.normal_low, abs=0.1 * found.standard_error)
    assert found.high == pytest.approx(found.normal_high, abs=0.1 * found.standard_error)
    assert found.chance_of_profit == pytest.approx(found.normal_chance, abs=0.01)


def test_the_chance_of_profit_is_one_half_where_nothing_is_earned():
    y = np.tile([1, 0, 0, 0, 0, 0, 0, 0, 0, 0], 500)
    counts = ScoreCounts.from_scores(y, np.arange(5000) // 10)  # a useless score
    found = profit_interval(counts, OFFER, fraction=0.5)
    assert found.profit == 0
    assert found.chance_of_profit == pytest.approx(0.5, abs=0.02)
    assert found.normal_chance == 0.5


def test_nobody_has_no_range_and_no_profit(counts):
    found = profit_interval(counts, OFFER, fraction=0)
    assert (found.low, found.profit, found.high, found.chance_of_profit) == (0, 0, 0, 0)
    assert found.normal_chance == 0


def test_without_a_share_the_one_to_choose_is_taken(counts):
    asked = Assumptions(form="matrix", right=9, wrong=1, fraction=0.1)
    assert profit_interval(counts, asked).fraction == pytest.approx(0.1, abs=0.001)
    best = counts.best(OFFER)
    assert profit_interval(counts, OFFER).profit == pytest.approx(best.profit)
    limited = Assumptions(form="matrix", right=9, wrong=1, capacity=50)
    assert profit_interval(counts, limited).fraction == pytest.approx(0.05, abs=0.001)


@pytest.mark.parametrize("level", [0.5, 0.999])
def test_levels_at_their_bounds_are_taken(counts, level):
    assert profit_interval(counts, OFFER, level=level).level == level


@pytest.mark.parametrize("level", [0.49, 1.0])
def test_a_level_beyond_its_bounds_is_refused(counts, level):
    with pytest.raises(InputError, match=r"level must be between 0\.5 and 0\.999; got"):
        profit_interval(counts, OFFER, level=level)


@pytest.mark.parametrize("level", ["0.9", None])
def test_a_level_that_is_no_number_is_refused(counts, level):
    with pytest.raises(InputError, match="level must be a finite number; got"):
        profit_interval(counts, OFFER, level=level)


@pytest.mark.parametrize("replicates", [99, 100_001, 150.5, "200"])
def test_too_few_too_many_or_half_replicates_are_refused(counts, replicates):
    with pytest.raises(InputError, match="replicates must be"):
        Replicates.of(counts, replicates=replicates)


def test_a_hundred_replicates_are_enough_to_be_taken(counts):
    assert Replicates.of(counts, replicates=100).hits.shape[1] == 100


@pytest.mark.parametrize("seed", [-1, 0.5, "one"])
def test_a_seed_that_is_no_whole_number_is_refused(counts, seed):
    with pytest.raises(InputError, match="seed must be"):
        Replicates.of(counts, seed=seed)


@pytest.mark.parametrize("fraction", [-0.01, 1.01])
def test_a_share_beyond_everybody_or_below_nobody_is_refused(counts, fraction):
    with pytest.raises(InputError, match="fraction must be between 0 and 1"):
        profit_interval(counts, OFFER, fraction=fraction)
    assert profit_interval(counts, OFFER, fraction=1).fraction == 1


def test_anything_else_than_money_is_refused(counts):
    with pytest.raises(InputError, match="money must be Assumptions, a Payoff or Prices; got 5"):
        bands(counts, 5)


def test_amounts_by_row_need_rows(counts):
    with pytest.raises(NotApplicable, match="payoff must be the same in every row"):
        bands(counts, Payoff(tp=np.ones(4000), fp=-1))


def test_a_value_column_without_its_squares_is_refused(counts):
    from dataclasses import replace

    old = replace(counts, value2_tp=None)
    with pytest.raises(NotApplicable, match="counts must be counted with the squares"):
        Replicates.of(old)


@pytest.mark.parametrize(
    ("y", "score"),
    [([0] * 50, np.arange(50)), ([1] * 50, np.arange(50)), ([0, 1] * 25, [0.5] * 50), ([1], [0.3])],
)
def test_tables_with_one_class_one_score_or_one_row_have_a_band(y, score):
    band = bands(ScoreCounts.from_scores(y, score), OFFER)
    assert np.isfinite(band.low_all).all()
    assert band.share[-1] == 1
    found = profit_interval(ScoreCounts.from_scores(y, score), OFFER, fraction=1)
    assert found.low <= found.profit <= found.high


@pytest.mark.parametrize("fields", [{}, {"base_rate": 0.05}, {"benefit_from": "column"}])
@pytest.mark.parametrize("share", [0.003, 0.1037])
def test_a_share_between_the_points_is_told_exactly_where_it_is_asked_for(fields, share):
    y, p, value = table()
    rows = ScoredRows.of(y, p, value=value, group=np.arange(4000) // 4)
    mine = Assumptions(benefit=20, contact_cost=2, fraction=share, **fields)
    chosen = answer(rows.counts_for(mine), mine).chosen
    drawn = Replicates.of_rows(rows, mine, replicates=200, fraction=chosen.fraction)
    found = profit_interval(drawn, mine, fraction=chosen.fraction)
    assert found.fraction == pytest.approx(chosen.fraction)
    assert found.profit == pytest.approx(chosen.profit)
    near = profit_interval(Replicates.of_rows(rows, mine, replicates=200), mine, fraction=share)
    assert near.fraction < found.fraction
