"""Ranges hold the truth as often as they say: simulated data sets whose truth is known."""

import numpy as np
import pytest

from lepton.value import Assumptions, Payoff, ScoreCounts
from lepton.value.scored import ScoredRows
from lepton.value.uncertainty import Replicates, bands, compare, profit_interval

SETS, BINS, ROWS = 2000, 20, 1000
OFFER = Payoff(tp=9, fp=-1)


@pytest.fixture(scope="module")
def world():
    """Chance of a hit in each of twenty equal bins, ten per cent overall."""
    chance = np.linspace(0.36, 0.004, BINS) ** 1.35
    return chance * 0.1 / chance.mean()


def counted(hits, rows):
    """Counts at the edges of the bins."""
    n = np.concatenate(([0.0], np.cumsum(rows)))
    tp = np.concatenate(([0.0], np.cumsum(hits)))
    edges = np.concatenate(([np.inf], np.linspace(1, 0, BINS)))
    return ScoreCounts(edges, n, tp, float(n[-1]), float(tp[-1]))


@pytest.fixture(scope="module")
def held(world):
    """In which data sets each kind of range held the truth."""
    rng = np.random.default_rng(7)
    cells = np.concatenate((world, 1 - world)) / BINS
    truth = ROWS * np.concatenate(([0.0], np.cumsum(9 * world - (1 - world)) / BINS))
    found = {"alone": [], "all": [], "bootstrap": [], "normal": []}
    for seed in range(SETS):
        drawn = rng.multinomial(ROWS, cells).astype(float)
        counts = counted(drawn[:BINS], drawn[:BINS] + drawn[BINS:])
        drawn = Replicates.of(counts, replicates=200, points=None, seed=seed)
        band = bands(drawn, OFFER)
        one = profit_interval(drawn, OFFER, fraction=band.share[8])
        found["alone"].append((band.low <= truth) & (truth <= band.high))
        found["all"].append(np.all((band.low_all <= truth) & (truth <= band.high_all)))
        found["bootstrap"].append(one.low <= truth[8] <= one.high)
        found["normal"].append(one.normal_low <= truth[8] <= one.normal_high)
    return {name: np.array(v) for name, v in found.items()}


def test_a_band_holds_the_truth_at_every_cut_off_alone_in_90_of_100_data_sets(held):
    each = held["alone"].mean(axis=0)[1:]
    assert each.mean() == pytest.approx(0.9, abs=0.02)
    assert each.min() > 0.87  # Monte-Carlo error of one cut-off: 0.7 points
    assert each.max() < 0.93


def test_a_band_holds_the_whole_curve_at_once_in_90_of_100_data_sets(held):
    assert held["all"].mean() == pytest.approx(0.9, abs=0.02)


@pytest.mark.parametrize("kind", ["bootstrap", "normal"])
def test_the_range_at_one_share_holds_the_truth_in_90_of_100_data_sets(held, kind):
    assert held[kind].mean() == pytest.approx(0.9, abs=0.02)


def test_the_chosen_share_has_a_range_from_counts_that_holds_the_truth(world):
    rng = np.random.default_rng(11)
    cells = np.concatenate((world, 1 - world)) / BINS
    truth = ROWS * np.cumsum(9 * world - (1 - world))[7] / BINS
    inside = 0
    for seed in range(400):
        drawn = rng.multinomial(ROWS, cells).astype(float)
        counts = counted(drawn[:BINS], drawn[:BINS] + drawn[BINS:])
        one = profit_interval(counts, OFFER, fraction=counts.n[8] / ROWS, seed=seed)
        inside += one.low <= truth <= one.high
    assert inside / 400 == pytest.approx(0.9, abs=0.045)  # three standard errors of a count of 400


def clustered(rng, groups=120, size=5):
    """Customers whose rows are alike: the same score, and mostly the same outcome."""
    score = np.repeat(rng.choice([0.9, 0.6, 0.3, 0.1], groups), size)
    leaning = rng.random(groups)
    chance = np.clip(np.repeat(leaning, size) + (score - 0.475) * 0.6, 0, 1)
    y = (np.repeat(rng.random(groups), size) < chance).astype(int)
    return ScoredRows.of(y, score, group=np.repeat(np.arange(groups), size))


def test_drawing_whole_groups_holds_the_truth_where_single_rows_are_too_sure():
    rng = np.random.default_rng(5)
    money = Assumptions(form="matrix", right=1, wrong=1, decisions_per_month=600)
    # chance of a hit at 0.9 and 0.6: mean of clip(u + shift) for even u
    shifts = (np.array([0.9, 0.6]) - 0.475) * 0.6
    hit = 0.5 + shifts - shifts**2 / 2
    truth = 600 * np.mean(2 * hit - 1) / 2
    groups = rows = 0
    sets = 500
    for seed in range(sets):
        table = clustered(rng)
        alone = ScoredRows.of(table.y_true, table.y_score)
        for source, drawn in ((table, "groups"), (alone, "rows")):
            counts = source.counts_for(money)
            share = counts.n[2] / counts.total
            kept = Replicates.of_rows(source, money, replicates=200, seed=seed)
            one = profit_interval(kept, money, fraction=share)
            inside = one.low <= truth <= one.high
            groups += inside and drawn == "groups"
            rows += inside and drawn == "rows"
    assert groups / sets == pytest.approx(0.9, abs=0.04)
    assert rows / sets < 0.65


def test_the_difference_of_two_models_holds_the_truth_in_90_of_100_data_sets():
    rng = np.random.default_rng(3)
    money = Assumptions(form="matrix", right=9, wrong=1, decisions_per_month=1000, fraction=0.3)
    inside, sets, size = 0, 400, 1000

    # act on the top 30 % by each signal: truth from one large table
    def table(n):
        a, b = rng.standard_normal(n), rng.standard_normal(n)
        p = 1 / (1 + np.exp(2.6 - 1.0 * a - 0.6 * b))
        return (rng.random(n) < p).astype(int), a, b

    y, a, b = table(1_000_000)
    cut = np.quantile(a, 0.7)
    gain = np.where(y, 9.0, -1.0)
    truth = 1000 * float(np.mean(gain * ((a >= cut).astype(float) - (b >= cut))))
    for seed in range(sets):
        y, a, b = table(size)
        one, other = ScoredRows.of(y, a), ScoredRows.of(y, b)
        found = compare(one, other, money, replicates=200, seed=seed)
        inside += found.low <= truth <= found.high
    assert inside / sets == pytest.approx(0.9, abs=0.045)
