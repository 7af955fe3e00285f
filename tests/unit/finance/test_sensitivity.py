"""What moves a case: one assumption, two at once, and each through the others."""

import numpy as np
import pytest

from lepton.errors import InputError
from lepton.finance import Case, FlatEarning, Range, cash_flow, heat_map, simulate, sobol, tornado

CASE = Case()
EARNING = FlatEarning(profit=3.6, decisions_per_month=1000)
RANGES = {
    "profit": Range.pert(2, 3.6, 6),
    "hosting": Range.uniform(100, 200),
    "data_days": Range.triangular(10, 20, 60),
    "delivery_chance": Range.beta(8, 10),
}


def npv(**changes):
    return cash_flow(CASE, EARNING, changes).npv


def test_a_bar_goes_from_one_tenth_to_nine_tenths_with_the_rest_as_it_is():
    bars = {bar.name: bar for bar in tornado(CASE, EARNING, RANGES)}
    assert set(bars) == {"profit", "hosting", "data_days"}
    for name, bar in bars.items():
        assert (bar.low, bar.high) == pytest.approx(tuple(RANGES[name].ppf([0.1, 0.9])))
        assert bar.npv_low == pytest.approx(npv(**{name: bar.low}))
        assert bar.npv_high == pytest.approx(npv(**{name: bar.high}))
        assert bar.swing == abs(bar.npv_high - bar.npv_low)


def test_the_largest_swing_comes_first_and_crossings_are_zero():
    bars = tornado(CASE, EARNING, RANGES)
    assert [bar.swing for bar in bars] == sorted((bar.swing for bar in bars), reverse=True)
    assert bars[0].name == "profit"
    assert bars[0].low < bars[0].crosses_zero_at < bars[0].high
    assert npv(profit=bars[0].crosses_zero_at) == pytest.approx(0, abs=1e-3)
    hosting = next(bar for bar in bars if bar.name == "hosting")
    assert hosting.crosses_zero_at is None


def test_one_number_has_no_bar():
    assert tornado(CASE, EARNING, {"hosting": Range.fixed(100)}) == []


def test_a_heat_map_holds_the_value_of_each_pair():
    found = heat_map(CASE, EARNING, RANGES, "profit", "fixed_cost", steps=5)
    assert found.npv.shape == (5, 5)
    assert (found.x[0], found.x[-1]) == pytest.approx(tuple(RANGES["profit"].ppf([0.1, 0.9])))
    assert (found.y[0], found.y[-1]) == (0.0, 1.0)  # nothing is known around 0
    for i, j in [(0, 0), (4, 1), (2, 3)]:
        worth = npv(profit=float(found.x[j]), fixed_cost=float(found.y[i]))
        assert found.npv[i, j] == pytest.approx(worth)


def test_a_heat_map_holds_the_case_itself():
    wide = {"profit": Range.uniform(5, 6)}
    assert heat_map(CASE, EARNING, wide, "profit", "hosting").x[0] == 3.6


@pytest.mark.parametrize(
    ("x", "y", "steps", "said"),
    [
        ("profit", "profit", 5, "y must be another assumption than x"),
        ("profit", "build_months", 5, "x and y must be assumptions that may vary; got 'build_"),
        ("gain", "profit", 5, "x and y must be assumptions that may vary; got 'gain'"),
        ("profit", "hosting", 1, "steps must be a whole number from 2 to 101; got 1"),
        ("profit", "hosting", 102, "steps must be a whole number from 2 to 101; got 102"),
    ],
)
def test_a_heat_map_needs_two_assumptions_and_some_steps(x, y, steps, said):
    with pytest.raises(InputError, match=said):
        heat_map(CASE, EARNING, RANGES, x, y, steps=steps)


def test_indices_of_a_sum_are_the_shares_of_its_variances():
    ranges = {"data_days": Range.normal(15, 25), "needs_days": Range.normal(8, 12)}
    found = {each.name: each for each in sobol(Case(delivery_chance=1.0), EARNING, ranges)}
    for name, share in (("data_days", 100 / 116), ("needs_days", 16 / 116)):
        assert found[name].first == pytest.approx(share, abs=0.01)
        assert found[name].total == pytest.approx(share, abs=0.01)


def test_what_works_through_others_has_a_larger_total():
    rng = np.random.default_rng(0)
    drawn = FlatEarning(3.6, 1000, sampled=3.6 + rng.normal(0, 1, 200))
    found = {each.name: each for each in sobol(CASE, drawn, RANGES, size=512)}
    assert set(found) == {"profit", "hosting", "data_days", "delivered", "model"}
    assert found["delivered"].total > found["delivered"].first + 0.02
    assert found["data_days"].total == pytest.approx(found["data_days"].first, abs=0.03)
    risk = simulate(CASE, drawn, RANGES)
    assert max(found.values(), key=lambda each: each.first).name == risk.main_source[0]


def test_where_nothing_varies_there_are_no_indices():
    assert sobol(Case(delivery_chance=1.0), EARNING, {}) == []


@pytest.mark.parametrize(("size", "good"), [(32, 0), (64, 1), (100, 0), (131_072, 0), (64.0, 0)])
def test_the_size_of_the_samples_is_a_power_of_two(size, good):
    if good:
        assert sobol(CASE, EARNING, {}, size=size)
        return
    with pytest.raises(InputError, match="size must be a power of 2 from 64 to 65,536; got"):
        sobol(CASE, EARNING, {}, size=size)
