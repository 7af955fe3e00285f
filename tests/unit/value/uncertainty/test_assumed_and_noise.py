from dataclasses import replace

import numpy as np
import pytest

from lepton.errors import InputError, NotApplicable
from lepton.value import Assumptions, Payoff, ScoreCounts, curve_for
from lepton.value.uncertainty import PriceDraws, assumption_band, noise_floor, optimism

OFFER = Payoff(tp=9, fp=-1)


@pytest.fixture(scope="module")
def counts():
    rng = np.random.default_rng(0)
    p = rng.beta(1, 6, 3000)
    y = (rng.random(3000) < p).astype(int)
    return ScoreCounts.from_scores(y, p, value=rng.gamma(2, 50, 3000))


def worlds(size=500):
    rng = np.random.default_rng(1)
    return {
        "success_rate": rng.beta(6, 14, size),
        "benefit": rng.normal(200, 20, size),
        "contact_cost": rng.uniform(1, 4, size),
        "takers": rng.uniform(0.5, 1, size),
        "decisions_per_month": rng.uniform(900, 1100, size),
    }


@pytest.mark.parametrize("source", ["amount", "column"])
def test_a_band_of_assumptions_is_what_pricing_every_world_by_itself_gives(counts, source):
    money = Assumptions(incentive_cost=10, fixed_cost=100, benefit_from=source)
    drawn = worlds()
    if source == "column":
        drawn["benefit"] = drawn["benefit"] / 100
    band = assumption_band(counts, PriceDraws.of(counts, money, drawn), points=50)
    every = []
    for i in range(500):
        one = {name: float(v[i]) for name, v in drawn.items()}
        curve = curve_for(
            counts, Assumptions(incentive_cost=10, fixed_cost=100, benefit_from=source, **one)
        )
        at = np.searchsorted(counts.n / counts.total, band.share)
        every.append(curve.profit[at])
    every = np.sort(np.array(every), axis=0)
    assert band.mean == pytest.approx(every.mean(axis=0))
    assert band.low == pytest.approx(every[24])
    assert band.high == pytest.approx(every[475])


def test_many_worlds_give_the_same_order_statistics_as_sorting_them_all(counts):
    rng = np.random.default_rng(0)
    drawn = {"success_rate": rng.beta(2, 3, 10_000), "contact_cost": rng.gamma(2, 10, 10_000)}
    prices = PriceDraws.of(counts, Assumptions(), drawn)
    band = assumption_band(counts, prices, points=30, level=0.8)
    at = np.searchsorted(counts.n / counts.total, band.share)
    tp, fp = counts.tp[at], (counts.n - counts.tp)[at]
    every = np.sort(np.outer(tp, prices.right) + np.outer(fp, prices.wrong), axis=1)
    assert band.low == pytest.approx(every[:, 999], abs=1e-9)
    assert band.high == pytest.approx(every[:, 9000], abs=1e-9)


def test_worlds_that_are_all_the_same_give_a_line(counts):
    band = assumption_band(counts, PriceDraws.of(counts, Assumptions(), {"benefit": [50.0] * 9}))
    assert band.low == pytest.approx(band.high)
    assert band.mean == pytest.approx(band.low)


@pytest.mark.parametrize(
    ("draws", "message"),
    [
        ({}, "draws must be one to 8 of"),
        ({"colour": [1.0]}, "got colour"),
        ({"benefit": [1.0, 2.0], "harm": [1.0]}, "draws must be of one length; got"),
        ({"success_rate": [0.2, 1.2]}, "success_rate must be between 0 and 1; got 1.2"),
        ({"contact_cost": [-1.0, 2.0]}, "contact_cost must be"),
        ({"benefit": [np.nan, 2.0]}, "benefit must be finite"),
    ],
)
def test_worlds_that_cannot_be_are_refused(counts, draws, message):
    with pytest.raises(InputError, match=message):
        PriceDraws.of(counts, Assumptions(), draws)


def test_worlds_at_the_bounds_are_taken(counts):
    found = PriceDraws.of(counts, Assumptions(), {"success_rate": [0.0, 1.0], "harm": [0.0, 1.0]})
    assert found.right.size == 2


@pytest.mark.parametrize(
    "money",
    [Assumptions(form="formula", tp_formula="1", fp_formula="0 - 1"), Assumptions(base_rate=0.1)],
)
def test_formulas_and_base_rates_are_priced_world_by_world(counts, money):
    with pytest.raises(NotApplicable, match="Price each world by itself"):
        PriceDraws.of(counts, money, {"benefit": [1.0]})


def test_luck_is_scaled_to_the_population():
    here, month = noise_floor(1000, 0.1, OFFER), noise_floor(1000, 0.1, OFFER, population=5000)
    assert month.high == pytest.approx(5 * here.high)
    money = Assumptions(form="matrix", right=9, wrong=1, decisions_per_month=5000)
    assert noise_floor(1000, 0.1, money).high == pytest.approx(month.high)


def test_more_rows_leave_less_luck_per_decision():
    few, many = (noise_floor(n, 0.1, OFFER, population=1000).mean for n in (500, 50_000))
    assert many == pytest.approx(few / 10, rel=0.1)


def test_where_acting_loses_on_everybody_luck_earns_little_and_where_it_pays_it_earns_all():
    rare, common = noise_floor(2000, 0.02, OFFER), noise_floor(2000, 0.3, OFFER)
    assert rare.mean < 20
    assert common.mean == pytest.approx(2000 * (0.3 * 9 - 0.7), rel=0.01)
    assert rare.theory == pytest.approx(rare.mean, abs=2)


@pytest.mark.parametrize("prevalence", [0.0, 1.0])
def test_outcomes_that_are_certain_leave_no_luck(prevalence):
    found = noise_floor(100, prevalence, OFFER)
    assert found.mean == found.high == pytest.approx(900 * prevalence)
    assert found.theory == pytest.approx(900 * prevalence)


@pytest.mark.parametrize("n", [0, 1.5, "10"])
def test_no_rows_or_half_a_row_are_refused(n):
    with pytest.raises(InputError, match="n must be"):
        noise_floor(n, 0.1, OFFER)
    assert noise_floor(1, 0.1, OFFER).rows == 1


def test_a_prevalence_beyond_one_is_refused():
    with pytest.raises(InputError, match=r"prevalence must be between 0 and 1; got 1\.1"):
        noise_floor(10, 1.1, OFFER)


def test_luck_needs_one_payoff_for_all():
    with pytest.raises(NotApplicable, match="payoff must be the same in every row"):
        noise_floor(10, 0.1, Payoff(tp=np.ones(10), fp=-1))


def test_optimism_shrinks_with_rows_and_adds_up(counts):
    few = ScoreCounts.from_scores([1, 0, 0, 0, 0, 0, 0, 0, 0, 0] * 30, np.arange(300) * 7 % 300)
    small, large = optimism(few, OFFER), optimism(counts, OFFER)
    for found in (small, large):
        assert found.apparent == pytest.approx(found.optimism + found.corrected)
    assert small.optimism / 300 > 5 * large.optimism / 3000
    assert large.apparent == pytest.approx(counts.best(OFFER).profit)
    assert large.relative == pytest.approx(large.optimism / large.corrected)


def test_optimism_knows_values_base_rates_and_weights(counts):
    by_value = Assumptions(benefit=0.5, contact_cost=5, benefit_from="column")
    rare = Assumptions(form="matrix", right=9, wrong=1, base_rate=0.08)
    for money in (by_value, rare):
        found = optimism(counts, money)
        assert 0 <= found.optimism < found.apparent
    halves = ScoreCounts.from_scores(
        [1, 0, 0] * 200, np.arange(600) % 50, sample_weight=[0.5] * 600
    )
    assert np.isfinite(optimism(halves, OFFER).corrected)


def test_too_few_splits_are_refused(counts):
    with pytest.raises(InputError, match="splits must be"):
        optimism(counts, OFFER, splits=99)
    assert optimism(counts, OFFER, splits=100).apparent > 0


def test_a_fixed_cost_is_only_paid_where_luck_earns_more():
    # the mean of what is left is more than what is left of the mean
    money = Assumptions(form="matrix", right=9, wrong=1, decisions_per_month=1000)
    free, dear = (noise_floor(1000, 0.1, replace(money, fixed_cost=cost)) for cost in (0, 80))
    assert dear.high == pytest.approx(free.high - 80)
    assert dear.mean > max(0.0, free.mean - 80) + 5
    rng = np.random.default_rng(3)
    walks = np.cumsum(np.where(rng.random((4000, 1000)) < 0.1, 9, -1), axis=1).max(axis=1)
    assert dear.mean == pytest.approx(np.maximum(walks - 80, 0).mean(), rel=0.1)
