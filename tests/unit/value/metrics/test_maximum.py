"""The most a ranking can earn."""

import inspect
import json

import numpy as np
import pytest

from lepton.errors import InputError, NotApplicable
from lepton.value import Payoff
from lepton.value.metrics import (
    Beta,
    Fixed,
    Gamma,
    Mixture,
    empa_score,
    empb_score,
    empc,
    empc_score,
    empcs_score,
    expected_max_profit,
    h_measure_score,
    max_profit,
    max_profit_score,
    mpa_score,
    mpc,
    mpc_score,
    mpcs_score,
)

Y = [0, 1, 0, 1, 0, 1, 0, 1]
S = [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9]


def test_a_result_is_json_and_a_table():
    found = empc(Y, S)
    assert json.loads(json.dumps(found.to_dict()))["threshold"] == 0.2
    assert list(found.to_frame().columns) == ["profit", "fraction", "threshold"]


def test_a_score_is_the_profit_of_the_result():
    assert empc_score(Y, S, clv=300) == empc(Y, S, clv=300).profit
    assert mpc_score(Y, S) == mpc(Y, S).profit
    assert max_profit_score(Y, S, Payoff(56, -11)) == 23.875


@pytest.mark.parametrize(
    "score",
    [empc_score, mpc_score, empb_score, empa_score, mpa_score, mpcs_score, empcs_score],
)
def test_a_score_has_its_own_name_and_gives_a_number(score):
    assert score.__name__.endswith("_score")
    assert inspect.signature(score).return_annotation is float
    assert list(inspect.signature(score).parameters)[:2] == ["y_true", "y_score"]
    assert score.__doc__


def test_a_known_amount_is_a_distribution_with_one_value():
    found = expected_max_profit(Y, S, Fixed(0.3), gain=190, cost=1, loss=11)
    assert found.profit == pytest.approx(mpc(Y, S).profit)
    assert found.fraction == mpc(Y, S).fraction


def test_a_narrow_distribution_approaches_its_mean():
    sharp = empc(Y, S, alpha=0.3 * 1e7, beta=0.7 * 1e7)
    assert sharp.profit == pytest.approx(mpc(Y, S).profit, rel=1e-6)


def test_the_expected_maximum_is_never_below_the_maximum_of_the_expected():
    rng = np.random.default_rng(0)
    for _ in range(20):
        y = rng.integers(0, 2, 60)
        s = rng.normal(y, 2.0)
        assert empc(y, s).profit >= mpc(y, s, accept_rate=0.3).profit - 1e-12


@pytest.mark.parametrize("score", [empc_score, mpc_score, empa_score, empcs_score, mpcs_score])
def test_a_weight_of_two_is_the_row_twice(score):
    y, s = [1, 0, 1, 0, 0], [0.9, 0.8, 0.6, 0.4, 0.3]
    twice = score([1, 1, 0, 1, 0, 0, 0], [0.9, 0.9, 0.8, 0.6, 0.4, 0.3, 0.3])
    assert score(y, s, sample_weight=[2, 1, 1, 1, 2]) == pytest.approx(twice)


def test_weights_count_where_each_customer_has_its_own_worth():
    y, s, clv = [1, 0, 1], [0.9, 0.8, 0.6], [300, 100, 50]
    twice = empb_score([1, 1, 0, 1], [0.9, 0.9, 0.8, 0.6], clv=[300, 300, 100, 50])
    assert empb_score(y, s, clv=clv, sample_weight=[2, 1, 1]) == pytest.approx(twice)


def test_weights_count_in_the_h_measure():
    y, s = [1, 0, 1, 0], [0.9, 0.8, 0.6, 0.4]
    twice = h_measure_score([1, 1, 0, 1, 0], [0.9, 0.9, 0.8, 0.6, 0.4])
    assert h_measure_score(y, s, sample_weight=[2, 1, 1, 1]) == pytest.approx(twice)


def test_only_the_order_of_the_scores_counts():
    assert empc(Y, np.exp(S)).profit == empc(Y, S).profit
    assert h_measure_score(Y, np.log(S)) == h_measure_score(Y, S)


def test_an_offer_that_costs_more_than_a_customer_is_worth_reaches_nobody():
    found = empc(Y, S, clv=5, incentive_cost=10)
    assert (found.profit, found.fraction, found.threshold) == (0.0, 0.0, np.inf)
    assert mpc(Y, S, clv=5, incentive_cost=10).profit == 0


def test_without_positives_there_is_nothing_to_earn():
    found = empc([0, 0, 0], [0.1, 0.2, 0.3])
    assert (found.profit, found.fraction) == (0.0, 0.0)


def test_without_negatives_everybody_is_worth_it():
    found = empc([1, 1], [0.1, 0.2])
    assert found.profit == pytest.approx(56.0)
    assert found.threshold == 0.1


def test_equal_scores_are_taken_together_or_not_at_all():
    found = mpc([1, 0, 0, 0], [0.5] * 4)
    assert found.fraction in {0.0, 1.0}


def test_free_contacts_reach_every_hit_and_no_group_without_one():
    found = expected_max_profit([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.1], Beta(1, 1), loss=0)
    assert found.fraction == 0.75


def test_profit_is_measured_against_acting_on_nobody():
    payoff = Payoff(tp=10, fp=-1, fn=-5, tn=2)
    moved = Payoff(tp=15, fp=-3)
    assert max_profit(Y, S, payoff).profit == pytest.approx(max_profit(Y, S, moved).profit)


def test_h_measure_is_zero_for_equal_scores_and_one_for_a_perfect_ranking():
    assert h_measure_score([0, 1, 0], [0.5] * 3) == pytest.approx(0)
    assert h_measure_score([0, 1, 0], [0.1, 0.9, 0.2]) == pytest.approx(1)


@pytest.mark.parametrize(("y", "got"), [([1, 1], "all 1"), ([0, 0], "all 0")])
def test_h_measure_needs_both_outcomes(y, got):
    with pytest.raises(NotApplicable, match=f"y_true must be of both kinds; got {got}"):
        h_measure_score(y, [0.1, 0.2])
    h_measure_score([0, 1], [0.1, 0.2])


@pytest.mark.parametrize(
    ("score", "good", "bad", "words"),
    [
        (empc_score, {"contact_cost": 0}, {"contact_cost": -0.01}, "contact_cost must be"),
        (empc_score, {"incentive_cost": 0}, {"incentive_cost": -1}, "incentive_cost must be"),
        (empc_score, {"clv": 0}, {"clv": -1}, "clv must be"),
        (empc_score, {"alpha": 1e-9}, {"alpha": 0}, "alpha must be"),
        (empc_score, {"beta": 1e-9}, {"beta": -1}, "beta must be"),
        (mpc_score, {"accept_rate": 1}, {"accept_rate": 1.01}, "success_rate must be"),
        (empa_score, {"direct_selling": 1}, {"direct_selling": 1.1}, "direct_selling must be"),
        (empa_score, {"commission": 0}, {"commission": -0.1}, "commission must be"),
        (mpa_score, {"sales_cost": 0}, {"sales_cost": -1}, "sales_cost must be"),
        (mpcs_score, {"loan_lost_rate": 1}, {"loan_lost_rate": 1.1}, "loan_lost_rate must be"),
        (mpcs_score, {"roi": 0}, {"roi": -0.1}, "roi must be"),
        (
            empcs_score,
            {"success_rate": 0.9, "default_rate": 0.1},
            {"success_rate": 0.9, "default_rate": 0.2},
            r"success_rate \+ default_rate must be at most 1; got 1.1",
        ),
        (empb_score, {"clv": [1] * 8}, {"clv": [1] * 7}, "clv must be as long as y_true"),
        (
            empb_score,
            {"clv": [1] * 8, "incentive_fraction": 1},
            {"clv": [1] * 8, "incentive_fraction": 2},
            "incentive_fraction must be between 0 and 1",
        ),
    ],
)
def test_money_at_the_edge_is_taken_and_beyond_it_refused(score, good, bad, words):
    assert np.isfinite(score(Y, S, **good))
    with pytest.raises(InputError, match=words):
        score(Y, S, **bad)


@pytest.mark.parametrize("score", [empc_score, mpc_score, h_measure_score])
@pytest.mark.parametrize(
    ("y", "s", "words"),
    [
        ([0, 2], [0.1, 0.2], "y_true must be 0 or 1"),
        ([0, 1], [0.1, np.nan], "y_score must be finite"),
        ([0, 1], [0.1], "y_score must be as long as y_true"),
        ([], [], "y_true must be at least one row long"),
    ],
)
def test_rows_that_cannot_be_used_are_refused(score, y, s, words):
    with pytest.raises(InputError, match=words):
        score(y, s)


def test_chances_of_a_mixture_add_up_to_one():
    with pytest.raises(InputError, match="chances must be 1 in total"):
        Mixture(((0.5, Fixed(0.0)), (0.4, Fixed(1.0))))
    assert Mixture(((0.5, Fixed(0.0)), (0.5, Fixed(1.0)))).mean == 0.5


@pytest.mark.parametrize("uncertain", [Beta(2, 5), Gamma(3, 0.5), Fixed(0.4)])
def test_all_of_the_mean_lies_above_minus_infinity_and_none_above_infinity(uncertain):
    chance, mean = uncertain.above(np.array([-np.inf, np.inf]))
    assert chance.tolist() == [1.0, 0.0]
    assert mean.tolist() == pytest.approx([uncertain.mean, 0.0])
