"""Published and measured numbers on how far apparent profit may be trusted."""

import math

import numpy as np
import pytest
from scipy.stats import binom

from lepton.value import Payoff, ScoreCounts
from lepton.value.calibration import shift_base_rate, undo_weights
from lepton.value.uncertainty import noise_floor, optimism

OFFER = Payoff(tp=9, fp=-1)
GRID = np.linspace(-6, 6, 20001)
DENSITY = np.exp(-(GRID**2) / 2) / np.exp(-(GRID**2) / 2).sum()
# log-odds of a hit given a normal signal: 10 % hits, AUC 0.754, best profit 336 per 1,000
LEVEL, SLOPE = -2.579682670636206, 1.0227045631244955


def chance(signal):
    return 1 / (1 + np.exp(-(LEVEL + SLOPE * signal)))


def true_profit(threshold):
    """Profit per 1,000 decisions of acting above a signal, in the whole population."""
    above = np.cumsum((DENSITY * (10 * chance(GRID) - 1))[::-1])[::-1]
    return 1000 * float(np.interp(threshold, GRID, above, right=0.0))


def drawn(rng, n):
    signal = rng.standard_normal(n)
    return (rng.random(n) < chance(signal)).astype(int), signal


def test_the_population_has_the_properties_it_is_meant_to_have():
    p = chance(GRID)
    assert DENSITY @ p == pytest.approx(0.1)
    assert 1000 * DENSITY @ np.maximum(10 * p - 1, 0) == pytest.approx(336.0)
    hits, others = DENSITY * p / 0.1, DENSITY * (1 - p) / 0.9
    assert hits @ (np.cumsum(others) - others / 2) == pytest.approx(0.754, abs=0.001)


@pytest.mark.parametrize(
    ("n", "sets", "flattery", "slack"), [(500, 800, 0.202, 0.035), (2000, 300, 0.080, 0.03)]
)
def test_the_largest_profit_on_the_same_rows_flatters_by_a_fifth_at_500_rows(
    n, sets, flattery, slack
):
    """Simulated elsewhere with this population: +20.2 % at 500 rows, +8.0 % at 2,000."""
    rng = np.random.default_rng(0)
    best = [ScoreCounts.from_scores(*drawn(rng, n)).best(OFFER) for _ in range(sets)]
    apparent = np.mean([p.profit for p in best]) * 1000 / n
    achieved = np.mean([true_profit(p.threshold) for p in best])
    assert apparent / achieved - 1 == pytest.approx(flattery, abs=slack)


def test_rows_left_out_take_the_flattery_off():
    """At 500 rows 384 seem to be earned and 319 are: what is left should be near 319."""
    rng = np.random.default_rng(1)
    left, achieved = [], []
    for seed in range(150):
        counts = ScoreCounts.from_scores(*drawn(rng, 500))
        found = optimism(counts, OFFER, splits=100, seed=seed)
        left.append(2 * (found.corrected - found.apparent))
        best = counts.best(OFFER)
        achieved.append(true_profit(best.threshold) - 2 * best.profit)
    # both against the apparent profit of the same rows, so that their luck cancels
    assert np.mean(left) == pytest.approx(np.mean(achieved), abs=15)
    assert np.mean(achieved) < -45


def test_a_useless_model_seems_to_earn_75_per_1000_rows_and_up_to_187():
    """+9 / −1 at 10 % hits: theory 75.7, simulated 73.0, 95th percentile 187."""
    found = noise_floor(1000, 0.1, OFFER)
    assert found.theory == pytest.approx(75.694, abs=0.001)
    assert found.mean == pytest.approx(73.0, abs=3.0)  # standard error of 4,000 walks: 0.9
    assert found.high == pytest.approx(187, abs=5)


@pytest.mark.parametrize("rate", [0.1, 0.12, 0.06])
def test_simulated_luck_agrees_with_the_identity_of_spitzer(rate):
    """Spitzer 1956: the mean of the largest sum is Σ E[max(S_k, 0)]/k, exact for any walk."""
    k = np.arange(1, 1001)
    # E[max(10·X − k, 0)] for X binomial, by x·P(X = x) = k·p·P(X' = x − 1)
    least = k // 10
    ahead = 10 * k * rate * binom.sf(least - 1, k - 1, rate) - k * binom.sf(least, k, rate)
    exact = float((ahead / k).sum())
    assert noise_floor(1000, rate, OFFER).mean == pytest.approx(exact, rel=0.04)


def test_luck_along_many_rows_agrees_with_its_theory():
    found = noise_floor(1_000_000, 0.1, OFFER)
    assert found.theory == pytest.approx(3 * math.sqrt(2e6 / math.pi))
    assert found.mean == pytest.approx(found.theory, rel=0.04)
    drifting = noise_floor(1_000_000, 0.1002, OFFER)
    assert drifting.mean == pytest.approx(drifting.theory, rel=0.04)


def test_weighted_training_costs_most_of_the_profit_until_its_weight_is_undone():
    """Measured: 336 per 1,000 rows; odds × 9 leave 42, acting on 97 %; undone, 336 again."""
    right = chance(GRID)
    odds = 9 * right / (1 - right)
    weighted = odds / (1 + odds)

    def profit(p):
        acts = p >= 0.1
        return 1000 * DENSITY @ (acts * (10 * right - 1)), DENSITY @ acts

    assert profit(right)[0] == pytest.approx(336, abs=1)
    assert profit(right)[1] == pytest.approx(0.36, abs=0.01)
    assert profit(weighted)[0] == pytest.approx(42, abs=8)
    assert profit(weighted)[1] == pytest.approx(0.97, abs=0.01)
    assert profit(undo_weights(weighted, 9))[0] == pytest.approx(336, abs=1)


@pytest.mark.parametrize(
    ("p", "old", "new", "expected"),
    [
        (0.5, 0.5, 0.1, 0.1),
        (0.8, 0.5, 0.1, 0.3076923),
        (0.3, 0.3, 0.05, 0.05),
        (0.9, 0.2, 0.02, 0.4235294),
    ],
)
def test_the_base_rate_is_shifted_as_in_elkan_2001_theorem_2(p, old, new, expected):
    assert shift_base_rate([p], old, new)[0] == pytest.approx(expected, abs=1e-7)
    by_odds = p / (1 - p) * (new / (1 - new)) / (old / (1 - old))
    assert shift_base_rate([p], old, new)[0] == pytest.approx(by_odds / (1 + by_odds), abs=1e-12)
