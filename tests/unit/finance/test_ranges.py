"""Ranges: what they refuse, what they keep, and how they stay inside the bounds of a field."""

import numpy as np
import pytest
from scipy import stats

from lepton.errors import InputError
from lepton.finance.ranges import KINDS, Range

EVERY = [
    Range.fixed(3),
    Range.triangular(10, 20, 60),
    Range.pert(10, 20, 60),
    Range.lognormal(50, 150),
    Range.beta(3, 10),
    Range.bernoulli(0.9),
    Range.uniform(-1, 2),
    Range.normal(-5, 10),
]


def test_every_kind_is_tried_here():
    assert {r.kind for r in EVERY} == set(KINDS)


@pytest.mark.parametrize("given", EVERY, ids=lambda r: r.kind)
def test_a_range_survives_json(given):
    assert Range.from_dict(given.to_dict()) == given


@pytest.mark.parametrize("given", EVERY, ids=lambda r: r.kind)
def test_mean_and_sd_are_those_of_the_quantiles(given):
    u = (np.arange(200_000) + 0.5) / 200_000
    values = given.ppf(u)
    assert values.mean() == pytest.approx(given.mean, rel=2e-4, abs=2e-4)
    assert values.std() == pytest.approx(given.sd, rel=2e-3, abs=1e-4)


@pytest.mark.parametrize("given", EVERY, ids=lambda r: r.kind)
def test_quick_values_are_the_exact_ones(given):
    z = np.random.default_rng(0).standard_normal(5_000)
    exact = given.ppf(stats.norm.cdf(z))
    assert np.abs(given.of_scores(z) - exact).max() <= 1e-4 * max(given.sd, 1e-12)


@pytest.mark.parametrize("given", EVERY, ids=lambda r: r.kind)
def test_values_keep_the_shape_of_the_shares(given):
    assert given.ppf([[0.2, 0.5], [0.7, 0.9]]).shape == (2, 2)


@pytest.mark.parametrize(
    ("given", "peer"),
    [
        (Range.triangular(10, 20, 60), stats.triang(0.2, loc=10, scale=50)),
        (Range.triangular(10, 10, 60), stats.triang(0.0, loc=10, scale=50)),
        (Range.triangular(10, 60, 60), stats.triang(1.0, loc=10, scale=50)),
        (Range.beta(3, 10), stats.beta(4, 8)),
        (Range.uniform(-1, 2), stats.uniform(-1, 3)),
    ],
)
def test_quantiles_are_those_of_scipy(given, peer):
    q = np.linspace(0, 1, 101)
    assert given.ppf(q) == pytest.approx(peer.ppf(q))


@pytest.mark.parametrize(
    ("given", "floor", "ceiling", "peer"),
    [
        (Range.normal(0.2, 0.9), 0, 1, stats.truncnorm),
        (Range.lognormal(0.2, 0.9), 0, 1, None),
        (Range.beta(1, 3), 0.1, 0.8, None),
    ],
)
def test_what_lies_outside_the_bounds_is_left_out_and_not_piled_up(given, floor, ceiling, peer):
    cut = given.within(floor, ceiling)
    values = cut.ppf((np.arange(20_000) + 0.5) / 20_000)
    assert floor <= values.min()
    assert values.max() <= ceiling
    assert np.unique(values).size == values.size
    assert values.mean() == pytest.approx(cut.mean, rel=1e-3)
    assert values.std() == pytest.approx(cut.sd, rel=1e-3)
    if peer is not None:
        s = (0.9 - 0.2) / (2 * stats.norm.ppf(0.9))
        same = peer((floor - 0.55) / s, (ceiling - 0.55) / s, loc=0.55, scale=s)
        assert (cut.mean, cut.sd) == pytest.approx((same.mean(), same.std()), rel=1e-6)
    assert Range.from_dict(cut.to_dict()) == cut


def test_bounds_that_cut_nothing_leave_no_trace():
    assert Range.pert(1, 2, 3).within(0, 10) == Range.pert(1, 2, 3)
    assert Range.lognormal(50, 150).within(0, 1e12) == Range.lognormal(50, 150)


def test_a_range_entered_beyond_the_bounds_is_refused():
    assert Range.uniform(0, 1).within(0, 1).high == 1
    with pytest.raises(InputError, match=r"range must be from 0 to 1; got 0.0, 1.1. Keep all"):
        Range.uniform(0, 1.1).within(0, 1)


@pytest.mark.parametrize(
    ("kind", "numbers", "said"),
    [
        ("triangular", {"low": 2, "mode": 1, "high": 3}, "mode must be from 2 to 3; got 1"),
        ("pert", {"low": 2, "mode": 4, "high": 3}, "mode must be from 2 to 3; got 4"),
        ("uniform", {"low": 3, "high": 2}, r"low must be below high \(2\); got 3"),
        ("uniform", {"low": 2, "high": 2}, r"low must be below high \(2\); got 2"),
        ("normal", {"low": 5, "high": 5}, r"low must be below high \(5\)"),
        ("lognormal", {"low": 0, "high": 5}, "low must be above 0; got 0"),
        ("beta", {"k": 11, "n": 10}, "k must be a number from 0 to 10; got 11.0"),
        ("beta", {"k": -1, "n": 10}, "k must be a number from 0 to 10"),
        ("bernoulli", {"p": 1.2}, "p must be between 0 and 1; got 1.2"),
        ("uniform", {"low": 1}, "a uniform range must be given by low and high; got no high"),
        ("uniform", {"low": 1, "mode": 2, "high": 3}, "got mode as well"),
        ("uniform", {"low": float("nan"), "high": 3}, "low must be a finite number|low must be"),
        ("uniform", {"low": "1", "high": 3}, "low must be"),
        ("gauss", {"low": 1, "high": 3}, "kind must be one of fixed, triangular"),
    ],
)
def test_numbers_out_of_order_are_refused_in_one_sentence(kind, numbers, said):
    with pytest.raises(InputError, match=said):
        Range(kind, **numbers)


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "triangular", "low": 2, "mode": 2, "high": 3},
        {"kind": "pert", "low": 2, "mode": 3, "high": 3},
        {"kind": "uniform", "low": 2, "high": 2.001},
        {"kind": "lognormal", "low": 0.001, "high": 5},
        {"kind": "beta", "k": 0, "n": 0},
        {"kind": "beta", "k": 10, "n": 10},
        {"kind": "bernoulli", "p": 0},
        {"kind": "bernoulli", "p": 1},
    ],
)
def test_numbers_at_the_edge_are_taken(given):
    assert np.isfinite(Range.from_dict(given).ppf([0.0, 0.5, 1.0])[1])


@pytest.mark.parametrize("given", [{"low": 1, "high": 2}, {"kind": "uniform", "least": 1}])
def test_an_unknown_field_is_refused(given):
    with pytest.raises(InputError, match="range must be made of kind and low, mode"):
        Range.from_dict(given)


def test_a_share_outside_zero_and_one_has_no_quantile():
    assert Range.uniform(0, 2).quantile(1) == 2
    with pytest.raises(InputError, match=r"q must be between 0 and 1; got 1\.1"):
        Range.uniform(0, 2).quantile(1.1)


@pytest.mark.parametrize(("mean", "cv"), [(0, 0.5), (-1, 0.5), (100, 0), (100, 101)])
def test_a_lognormal_needs_a_mean_and_a_spread_above_zero(mean, cv):
    with pytest.raises(InputError, match="have to be above zero"):
        Range.lognormal_mean(mean, cv)


def test_only_what_can_differ_varies():
    assert not Range.fixed(3).varies
    assert not Range.bernoulli(1).varies
    assert Range.bernoulli(0.99).varies
