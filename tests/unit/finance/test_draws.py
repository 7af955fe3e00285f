"""Draws: the same for the same seed, each assumption by itself, and together where asked."""

import numpy as np
import pytest
from scipy.stats import spearmanr

from lepton.errors import InputError
from lepton.finance import Case, FlatEarning, Range
from lepton.finance.copula import joined, strengths
from lepton.finance.drawing import draw

EARNING = FlatEarning(profit=2.5, decisions_per_month=1000)
SOME = {"profit": Range.pert(1, 2, 4), "hosting": Range.uniform(100, 200)}
MORE = {**SOME, "data_days": Range.lognormal(10, 40), "day_rate": Range.normal(700, 900)}


def test_the_same_seed_gives_the_same_draws_and_another_seed_others():
    one, same = (draw(Case(), EARNING, SOME, trials=200) for _ in range(2))
    other = draw(Case(), EARNING, SOME, trials=200, seed=1)
    assert np.array_equal(one.values["profit"], same.values["profit"])
    assert not np.any(one.values["profit"] == other.values["profit"])


def test_adding_or_changing_one_range_leaves_the_others_as_they_are():
    before = draw(Case(), EARNING, SOME)
    after = draw(Case(), EARNING, {**MORE, "hosting": Range.uniform(50, 500)})
    assert np.array_equal(before.values["profit"], after.values["profit"])
    assert np.array_equal(before.values["delivered"], after.values["delivered"])
    assert np.array_equal(before.scores["hosting"], after.scores["hosting"])


def test_a_correlation_leaves_the_assumptions_outside_it_as_they_are():
    before = draw(Case(), EARNING, MORE)
    after = draw(Case(), EARNING, MORE, correlations={("day_rate", "data_days"): 0.7})
    for name in ("profit", "hosting", "delivered", "data_days"):
        assert np.array_equal(before.values[name], after.values[name])
    # a strength r of normal scores is a rank correlation of 6/π · asin(r/2)
    found = spearmanr(after.values["day_rate"], after.values["data_days"]).statistic
    assert found == pytest.approx(6 / np.pi * np.arcsin(0.35), abs=0.02)


def test_more_trials_begin_with_the_same_ones():
    few, many = (draw(Case(), EARNING, SOME, trials=n) for n in (100, 1000))
    assert np.array_equal(few.values["profit"], many.values["profit"][:100])


@pytest.mark.parametrize(("trials", "good"), [(99, False), (100, True), (100_001, False)])
def test_the_number_of_trials_has_bounds(trials, good):
    if good:
        assert draw(Case(), EARNING, {}, trials=trials).values["delivered"].size == trials
        return
    said = "trials must be a whole number from 100 to 100,000; got .*10,000 trials are usual"
    with pytest.raises(InputError, match=said):
        draw(Case(), EARNING, {}, trials=trials)


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5, True])
def test_a_seed_is_a_whole_number(seed):
    with pytest.raises(InputError, match="seed must be a whole number from 0"):
        draw(Case(), EARNING, {}, seed=seed)


def test_delivery_is_drawn_with_its_chance_or_with_the_range_given_for_it():
    usual = draw(Case(delivery_chance=0.8), EARNING, {}).values["delivered"]
    assert usual.mean() == pytest.approx(0.8, abs=0.02)
    own = draw(Case(), EARNING, {"delivered": Range.bernoulli(0.5)}).values["delivered"]
    assert own.mean() == pytest.approx(0.5, abs=0.02)
    seen = draw(Case(), EARNING, {"delivery_chance": Range.beta(2, 8)}).values["delivered"]
    assert seen.mean() == pytest.approx(0.3, abs=0.02)
    assert "delivered" not in draw(Case(delivery_chance=1.0), EARNING, {}).values
    assert draw(Case(delivery_chance=0.0), EARNING, {}).fixed == {"delivered": 0.0}


@pytest.mark.parametrize(
    ("ranges", "said"),
    [
        ({"profits": Range.uniform(1, 2)}, "ranges must be for assumptions of the case; got prof"),
        ({"build_months": Range.uniform(1, 2)}, "Whole months and choices are changed in a scen"),
        ({"adoption": Range.uniform(1, 2)}, "Whole months and choices are changed in a scenario"),
        ({"hosting": Range.uniform(-1, 2)}, "the range of hosting must be from 0 to 1e.12; got -1"),
        ({"hosting": 3}, "hosting must be a Range; got 3"),
        ({"delivered": Range.uniform(0, 1)}, "delivered must be a bernoulli range"),
    ],
)
def test_ranges_that_fit_no_assumption_are_refused(ranges, said):
    with pytest.raises(InputError, match=said):
        draw(Case(), EARNING, ranges)


def test_strengths_outside_minus_one_to_one_are_refused():
    assert strengths({("b", "a"): -1.0}, {"a", "b"}) == {("a", "b"): -1.0}
    with pytest.raises(InputError, match="the correlation of a and b must be a number"):
        strengths({("b", "a"): -1.01}, {"a", "b"})


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ({("a", "c"): 0.5}, "correlations must be between assumptions that vary; got c. Give"),
        ({("a", "a"): 0.5}, r"correlations must be between two assumptions; got \('a', 'a'\)"),
        ({"ab": 0.5}, "correlations must be between two assumptions; got 'ab'"),
        ({("a", "b"): 0.5, ("b", "a"): 0.4}, "and b must be one number; got 0.5 and 0.4"),
    ],
)
def test_pairs_that_cannot_be_used_are_refused(pairs, said):
    with pytest.raises(InputError, match=said):
        strengths(pairs, {"a", "b"})


def test_strengths_that_contradict_each_other_are_named_with_a_way_out():
    def triangle(times):
        pairs = {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): -0.9, ("d", "e"): 0.5}
        return {pair: times * r for pair, r in pairs.items()}

    said = "possible together; got a with b 0.9, b with c 0.9, a with c -0.9. Weaken them: at 55 %"
    with pytest.raises(InputError, match=said):
        strengths(triangle(1.0), set("abcde"))
    assert len(strengths(triangle(0.55), set("abcde"))) == 4
    with pytest.raises(InputError, match="possible together"):
        strengths(triangle(0.56), set("abcde"))


def test_strengths_of_exactly_one_are_possible():
    z = np.random.default_rng(0).standard_normal((3, 100))
    pairs = strengths({("a", "b"): 1.0, ("b", "c"): -1.0, ("a", "c"): -1.0}, set("abc"))
    both = joined(dict(zip("abc", z, strict=True)), pairs)
    assert both["b"] == pytest.approx(z[0])
    assert both["c"] == pytest.approx(-z[0])
