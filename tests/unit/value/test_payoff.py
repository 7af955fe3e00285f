import math

import numpy as np
import pytest

from lepton.errors import InputError, NoSolution
from lepton.value import Payoff


def test_a_campaign_pays_contact_and_incentive_for_everybody_reached_needlessly():
    offer = Payoff.campaign(200, contact_cost=1, success_rate=0.3, incentive_cost=10)
    assert offer.tp == pytest.approx(0.3 * (200 - 10) - 1)
    assert (offer.fp, offer.fn, offer.tn) == (-11.0, 0.0, 0.0)


def test_a_campaign_without_incentive_that_always_works_is_benefit_less_contact():
    offer = Payoff.campaign(50, contact_cost=10)
    assert (offer.tp, offer.fp) == (40.0, -10.0)


def test_every_part_of_a_campaign_may_differ_from_row_to_row():
    offer = Payoff.campaign(
        np.array([100.0, 200.0]),
        contact_cost=[1, 2],
        success_rate=[0.5, 1.0],
        incentive_cost=[10, 0],
    )
    assert offer.tp.tolist() == [44.0, 198.0]
    assert offer.fp.tolist() == [-11.0, -2.0]
    assert offer.per_row


def test_spending_is_what_a_wasted_action_costs_unless_said_otherwise():
    assert Payoff(5, -2).spend == 2.0
    assert Payoff(5, -2, action_cost=3).spend == 3.0
    assert Payoff(5, np.array([-2.0, 1.0])).spend.tolist() == [2.0, 0.0]


def test_a_wasted_action_that_earns_something_spends_nothing():
    assert Payoff(5, 1).spend == 0.0


def test_amounts_are_kept_as_read_only_copies():
    mine = np.array([1.0, 2.0])
    payoff = Payoff(mine, -1)
    mine[0] = 99
    assert payoff.tp.tolist() == [1.0, 2.0]
    with pytest.raises(ValueError, match="read-only"):
        payoff.tp[0] = 5


def test_numbers_of_any_plain_kind_are_accepted():
    payoff = Payoff(np.float32(2), np.array(-1), fn=np.int64(0), tn=False)
    assert (payoff.tp, payoff.fp, payoff.fn, payoff.tn) == (2.0, -1.0, 0.0, 0.0)
    assert not payoff.per_row


def test_the_threshold_takes_all_four_cells():
    assert Payoff(tp=0, fp=-1, fn=-5, tn=0).threshold() == pytest.approx(1 / 6)
    assert Payoff(tp=2, fp=-4, fn=-1, tn=1).threshold() == pytest.approx(5 / 8)


@pytest.mark.parametrize(
    ("payoff", "words"),
    [
        (Payoff(5, 0), "act on everybody"),
        (Payoff(5, 1), "act on everybody"),
        (Payoff(0, -1), "act on nobody"),
        (Payoff(-2, -1), "act on nobody"),
        (Payoff(-1, 1), "signs are swapped"),
    ],
)
def test_no_threshold_exists_where_one_choice_is_always_best(payoff, words):
    with pytest.raises(NoSolution, match=words):
        payoff.threshold()


def test_a_threshold_exists_as_soon_as_both_signs_are_right():
    assert Payoff(1e-9, -1e-9).threshold() == pytest.approx(0.5)


def test_rows_have_thresholds_of_their_own_with_always_and_never_at_the_ends():
    payoff = Payoff(tp=np.array([9.0, -1.0, 9.0]), fp=np.array([-1.0, -1.0, 0.0]))
    assert payoff.threshold().tolist() == [0.1, math.inf, 0.0]


def test_expected_value_is_zero_at_the_threshold():
    payoff = Payoff(tp=30, fp=-2, fn=-5, tn=1)
    assert payoff.expected_value([payoff.threshold()])[0] == pytest.approx(0, abs=1e-12)


def test_expected_value_uses_the_amounts_of_each_row():
    payoff = Payoff(tp=np.array([10.0, 20.0]), fp=-1)
    assert payoff.expected_value([0.5, 0.5]).tolist() == [4.5, 9.5]


@pytest.mark.parametrize("bad", [[-0.01], [1.01], [math.nan]])
def test_expected_value_refuses_what_is_no_probability(bad):
    with pytest.raises(InputError, match="probability must be"):
        Payoff(1, -1).expected_value(bad)


def test_expected_value_refuses_amounts_of_other_rows():
    with pytest.raises(InputError, match=r"tp must be one number, or one per row \(3 rows\)"):
        Payoff(np.ones(2), -1).expected_value([0.1, 0.2, 0.3])


@pytest.mark.parametrize(
    "bad", [math.nan, math.inf, -math.inf, 2e15, 10**400, "12", None, object()]
)
def test_amounts_that_are_no_finite_numbers_are_refused(bad):
    with pytest.raises(InputError, match="tp must be a finite number"):
        Payoff(tp=bad, fp=-1)


def test_the_largest_amount_is_accepted():
    assert Payoff(tp=1e15, fp=-1e15).tp == 1e15


@pytest.mark.parametrize("bad", [[1.0, math.nan], [[1.0], [2.0]], [], ["a", "b"], [1, 2e15]])
def test_columns_that_are_no_finite_numbers_are_refused(bad):
    with pytest.raises(InputError, match="fp must be"):
        Payoff(tp=1, fp=bad)


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(InputError, match="one length throughout; got rows: tp 2, fp 3"):
        Payoff(tp=np.ones(2), fp=-np.ones(3))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"contact_cost": -0.01}, "contact_cost must be zero or more"),
        ({"incentive_cost": [-1.0, 1.0]}, "incentive_cost must be zero or more"),
        ({"success_rate": 1.01}, r"success_rate must be between 0 and 1; got 1.01. Write 30 %"),
        ({"success_rate": -0.01}, "success_rate must be between 0 and 1; got -0.01"),
        ({"success_rate": [0.5, 1.5]}, "success_rate must be between 0 and 1; got 1.5"),
    ],
)
def test_costs_and_rates_outside_their_range_are_refused(wrong, words):
    with pytest.raises(InputError, match=words):
        Payoff.campaign(10, **wrong)


@pytest.mark.parametrize("rate", [0, 1])
def test_the_ends_of_the_success_rate_are_accepted(rate):
    assert Payoff.campaign(10, success_rate=rate, contact_cost=0).tp == 10 * rate


def test_an_action_cost_below_zero_is_refused_and_zero_is_not():
    assert Payoff(1, -1, action_cost=0).spend == 0
    with pytest.raises(InputError, match="action_cost must be zero or more; got -1"):
        Payoff(1, -1, action_cost=-1)


def test_an_unknown_amount_is_refused():
    with pytest.raises(TypeError, match="tp_benefit"):
        Payoff(tp_benefit=1, fp=-1)


def test_dominated_actions_are_said_in_words():
    assert Payoff(tp=5, fp=-1).check() == []
    assert "act on everybody" in Payoff(tp=5, fp=1).check()[0]
    assert "act on nobody" in Payoff(tp=-5, fp=-1).check()[0]
    assert "signs are swapped" in Payoff(tp=-5, fp=1).check()[0]


def test_amounts_per_row_are_dominated_only_where_every_row_is():
    assert Payoff(tp=[5, -5], fp=-1).check() == []
    assert "act on nobody" in Payoff(tp=[-1, -5], fp=-1).check()[0]


def test_a_gain_and_a_loss_of_the_same_outcome_are_pointed_out():
    # Elkan 2001, section 1.2: an opportunity cost must not be counted beside the gain
    (said,) = Payoff(tp=100, fp=-1, fn=-80).check()
    assert "counted twice" in said
    assert Payoff(tp=100, fp=-1, fn=0).check() == []
    assert Payoff(tp=-1, fp=-1, fn=-80).check() == []


def test_harm_and_takers_may_differ_from_row_to_row():
    offer = Payoff.campaign(100, contact_cost=1, incentive_cost=10, harm=[0, 5], takers=[1, 0.5])
    assert offer.fp.tolist() == [-11, -11]
    assert offer.spend == 11
