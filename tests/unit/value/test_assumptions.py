import json
import math
import re

import pytest

from lepton.errors import InputError, NotApplicable
from lepton.value import Assumptions


def test_the_campaign_form_prices_an_offer():
    offer = Assumptions(benefit=200, success_rate=0.3, contact_cost=1, incentive_cost=10)
    assert (offer.payoff().tp, offer.payoff().fp) == (56.0, -11.0)


def test_the_matrix_form_takes_what_right_brings_and_wrong_costs():
    payoff = Assumptions(form="matrix", right=100_000, wrong=20_000).payoff()
    assert (payoff.tp, payoff.fp, payoff.fn, payoff.tn) == (100_000, -20_000, 0, 0)
    assert payoff.spend == 20_000


def test_a_value_column_makes_every_success_worth_its_own():
    offer = Assumptions(benefit=0.5, success_rate=0.5, contact_cost=1, benefit_from="column")
    assert offer.payoff([100, 200]).tp.tolist() == [24, 49]
    with pytest.raises(NotApplicable, match="value must be given for every row"):
        offer.payoff()


def test_a_value_column_does_not_matter_where_one_amount_is_used():
    assert Assumptions(benefit=50).payoff([1, 2]).tp == 49


def test_assumptions_survive_json():
    mine = Assumptions(benefit=12.5, fraction=0.2, currency="CNY", decisions_per_month=4000)
    again = Assumptions.from_dict(json.loads(json.dumps(mine.to_dict(), allow_nan=False)))
    assert again == mine


def test_fields_left_out_take_their_defaults():
    assert Assumptions.from_dict({"benefit": 5}) == Assumptions(benefit=5)


def test_unknown_fields_are_refused_by_name():
    with pytest.raises(InputError, match=r"assumptions must be among form, .*; got benefits, x"):
        Assumptions.from_dict({"benefits": 5, "x": 1})


def test_whole_numbers_become_plain_floats():
    assert isinstance(Assumptions(benefit=5).benefit, float)


MONEY = ["benefit", "contact_cost", "incentive_cost", "right", "wrong", "fixed_cost"]


@pytest.mark.parametrize("name", MONEY)
@pytest.mark.parametrize("bad", [-0.01, 1.01e12, math.nan, math.inf, "12", None])
def test_negative_or_absurd_money_is_refused(name, bad):
    with pytest.raises(InputError, match=f"{name} must be a number from 0 to 1,000,000,000,000"):
        Assumptions(**{name: bad})


@pytest.mark.parametrize("name", MONEY)
@pytest.mark.parametrize("good", [0, 1e12])
def test_money_up_to_the_limits_is_accepted(name, good):
    assert getattr(Assumptions(**{name: good}), name) == good


@pytest.mark.parametrize("bad", [0, -1, math.nan, 1.01e12])
def test_decisions_a_month_are_above_zero(bad):
    with pytest.raises(InputError, match="decisions_per_month must be"):
        Assumptions(decisions_per_month=bad)


@pytest.mark.parametrize("name", ["success_rate", "fraction"])
@pytest.mark.parametrize("bad", [-0.01, 1.01, math.nan])
def test_shares_lie_between_0_and_1(name, bad):
    with pytest.raises(InputError, match=f"{name} must be between 0 and 1; got .*0.3"):
        Assumptions(**{name: bad})


@pytest.mark.parametrize("name", ["success_rate", "fraction"])
@pytest.mark.parametrize("good", [0, 1])
def test_the_ends_of_shares_are_accepted(name, good):
    assert getattr(Assumptions(**{name: good}), name) == good


@pytest.mark.parametrize("bad", ["eur", "EU", "EURO", "E1R", "€", "ÄÖÜ", None, 5])
def test_currencies_are_three_letter_codes(bad):
    with pytest.raises(InputError, match="currency must be a three-letter code"):
        Assumptions(currency=bad)


@pytest.mark.parametrize(
    ("name", "bad"), [("form", "offer"), ("benefit_from", "row"), ("form", None)]
)
def test_choices_that_do_not_exist_are_refused(name, bad):
    with pytest.raises(InputError, match=f"{name} must be '.*' or '.*'; got"):
        Assumptions(**{name: bad})


def test_the_matrix_form_takes_no_value_column():
    with pytest.raises(InputError, match="form must be 'campaign' where a column"):
        Assumptions(form="matrix", benefit_from="column")


def test_harm_and_takers_are_charged_to_the_wrongly_chosen_alone():
    offer = Assumptions(
        benefit=200, success_rate=0.3, contact_cost=1, incentive_cost=10, harm=2, takers=0.25
    )
    assert (offer.payoff().tp, offer.payoff().fp) == (56.0, -5.5)
    assert offer.payoff().spend == 11


def test_all_four_outcomes_of_the_matrix_are_measured_against_not_acting():
    payoff = Assumptions(form="matrix", right=10, wrong=4, missed=30, spared=1).payoff()
    assert (payoff.tp, payoff.fp, payoff.fn, payoff.tn) == (10, -4, -30, 1)
    assert (payoff.right, payoff.wrong, payoff.spend) == (40, -5, 4)


def test_a_loss_avoided_and_the_same_loss_suffered_are_one_loss():
    # Elkan 2001, section 1.2: every cell is measured from one baseline
    with pytest.raises(
        InputError, match=r"missed must be another amount than right; got 500\..*once"
    ):
        Assumptions(form="matrix", right=500, missed=500)
    assert Assumptions(form="matrix", right=500, missed=0).warnings() == []
    assert Assumptions(form="matrix", right=0, missed=500).warnings() == []
    assert Assumptions(right=500, missed=500).warnings() == []  # an offer does not use them


def test_two_different_losses_are_pointed_out():
    said = Assumptions(form="matrix", right=500, missed=499).warnings()
    assert len(said) == 1
    assert "counted twice" in said[0]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"benefit": 2, "contact_cost": 5}, "Acting never pays .* act on nobody"),
        ({"contact_cost": 0}, "Acting never costs anything .* act on everybody"),
        ({"form": "matrix", "right": 0, "wrong": 5}, "Acting never pays"),
        ({"capacity": 1001}, "capacity of 1,001 a month is more than the 1,000 decisions"),
    ],
)
def test_what_is_odd_is_said_in_words(fields, said):
    (sentence,) = Assumptions(**fields).warnings()
    assert re.search(said, sentence)


@pytest.mark.parametrize("fields", [{}, {"capacity": 1000}, {"benefit_from": "column"}])
def test_what_is_usual_needs_no_words(fields):
    assert Assumptions(**fields).warnings() == []


@pytest.mark.parametrize("name", ["capacity", "budget"])
@pytest.mark.parametrize("bad", [0, -1, math.nan, 1.01e12, "5"])
def test_limits_are_above_zero(name, bad):
    with pytest.raises(InputError, match=f"{name} must be .*leave it empty"):
        Assumptions(**{name: bad})
    assert getattr(Assumptions(**{name: 0.5}), name) == 0.5


def test_a_budget_covers_the_fixed_cost_at_least():
    with pytest.raises(InputError, match="budget must be at least the fixed cost of 500; got 499"):
        Assumptions(fixed_cost=500, budget=499)
    assert Assumptions(fixed_cost=500, budget=500).budget == 500


@pytest.mark.parametrize("bad", [0, 1, -0.1, 1.1, math.nan])
def test_a_base_rate_leaves_room_on_both_sides(bad):
    with pytest.raises(InputError, match="base_rate must be"):
        Assumptions(base_rate=bad)
    assert Assumptions(base_rate=1e-6).base_rate == 1e-6


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"success_low": 0.4, "success_high": 0.3}, r"success_low must be at most success_high"),
        ({"success_low": 0.51}, r"success_low must be at most success_rate \(0.5\); got 0.51"),
        ({"success_high": 0.49}, r"success_high must be at least success_rate \(0.5\); got 0.49"),
        ({"success_low": -0.1}, "success_low must be between 0 and 1"),
    ],
)
def test_the_range_of_the_success_rate_holds_the_rate(fields, said):
    with pytest.raises(InputError, match=said):
        Assumptions(success_rate=0.5, **fields)
    assert Assumptions(success_rate=0.5, success_low=0.5, success_high=0.5).success_low == 0.5


@pytest.mark.parametrize("name", ["harm", "missed", "spared"])
def test_further_costs_are_positive_amounts(name):
    with pytest.raises(InputError, match=f"{name} must be a number from 0"):
        Assumptions(**{name: -0.01})
    assert getattr(Assumptions(**{name: 0}), name) == 0


def test_the_share_of_takers_lies_between_0_and_1():
    with pytest.raises(InputError, match="takers must be between 0 and 1"):
        Assumptions(takers=1.01)


def test_formulas_are_read_before_they_are_kept():
    with pytest.raises(InputError, match="tp_formula must be given where formulas give the money"):
        Assumptions(form="formula")
    with pytest.raises(InputError, match="formula"):
        Assumptions(form="formula", tp_formula="amount *")
    kept = Assumptions(form="formula", tp_formula="amount * 0.2", cost_formula="5")
    assert Assumptions.from_dict(kept.to_dict()) == kept
    with pytest.raises(NotApplicable, match="Use ScoredRows"):
        kept.payoff()


@pytest.mark.parametrize("bad", [None, 5, "x" * 501])
def test_rules_are_short_texts(bad):
    with pytest.raises(InputError, match="today must be"):
        Assumptions(today=bad)
    assert Assumptions(today="x" * 500).today == "x" * 500


def test_every_assumption_survives_json():
    mine = Assumptions(
        harm=1, takers=0.5, capacity=100, budget=900, base_rate=0.03, success_low=0.9,
        success_high=1, follow="fewest", today="tenure > 24",
    )  # fmt: skip
    assert Assumptions.from_dict(json.loads(json.dumps(mine.to_dict(), allow_nan=False))) == mine
