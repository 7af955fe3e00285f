import json
import math

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
