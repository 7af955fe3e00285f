"""Build it, or buy what is on offer."""

from dataclasses import replace

import pytest

from lepton.errors import InputError
from lepton.finance import Case, FlatEarning, Offer, build_or_buy, cash_flow, equivalent_annual

EARNING = FlatEarning(profit=2.5, decisions_per_month=10_000, fixed_cost=90)
OFFER = Offer(upfront=5_000, per_month=4_000, per_thousand=20, share_of_value=0.8)
FREE = dict.fromkeys(
    (
        "contingency", "day_rate", "privacy_review", "security_review", "change_management",
        "trained_users", "training_runs", "hosting", "prediction_cost", "monitoring",
        "retrain_runs", "audit_cost",
    ),
    0.0,
)  # fmt: skip


def test_an_offer_that_costs_nothing_and_brings_the_same_is_a_free_own_model():
    case = Case(**FREE, review_share=0.1)
    found = build_or_buy(case, EARNING, Offer(build_months=case.build_months))
    assert found.buy_net == pytest.approx(found.build_net)
    assert found.better == "even"
    assert found.difference == pytest.approx(0, abs=1e-6)


def test_the_prices_of_the_offer_are_paid_in_the_months_of_use():
    case = Case(build_months=3)
    offer = replace(OFFER, build_months=2)
    dear = build_or_buy(case, EARNING, offer)
    free = build_or_buy(case, EARNING, Offer(build_months=2, share_of_value=0.8))
    paid = free.buy_net - dear.buy_net
    assert paid[:3].tolist() == pytest.approx([5_000, 0, 0])
    assert paid[3:].tolist() == pytest.approx([4_000 + 200] * 34)


def test_the_benefit_comes_when_the_offer_is_in_use():
    early, late = (
        build_or_buy(Case(), EARNING, replace(OFFER, build_months=m)).buy_npv for m in (0, 9)
    )
    assert early > late


def test_the_fixed_cost_of_acting_is_paid_either_way():
    cheap = build_or_buy(Case(), replace(EARNING, fixed_cost=0.0), OFFER)
    dear = build_or_buy(Case(), EARNING, OFFER)
    assert (cheap.buy_net - dear.buy_net)[-1] == pytest.approx(90 * 1.1)


@pytest.mark.parametrize("life", [None, 60])
def test_at_what_tips_it_both_are_worth_the_same(life):
    case = Case(tax_rate=0.2, depreciation_months=12, inflation=0.02)
    offer = replace(OFFER, life_months=life, share_of_value=0.95, per_month=500)
    found = build_or_buy(case, EARNING, offer)
    assert found.same_life is (life is None)
    for change in (
        {"per_month": found.tip_per_month},
        {"share_of_value": found.tip_share_of_value},
    ):
        even = build_or_buy(case, EARNING, replace(offer, **change))
        assert even.difference == pytest.approx(0, abs=1e-5)
        assert even.better == "even"


def test_at_the_overrun_that_tips_it_both_are_worth_the_same():
    case = Case(tax_rate=0.2, depreciation_months=12)
    offer = Offer(upfront=5_000, per_month=3_000, share_of_value=0.8)
    found = build_or_buy(case, EARNING, offer)
    dearer = cash_flow(replace(case, contingency=1.1 * (1 + found.tip_overrun) - 1), EARNING)
    assert dearer.npv == pytest.approx(found.buy_npv)


def test_of_two_lives_the_amounts_a_year_are_compared():
    found = build_or_buy(Case(), EARNING, replace(OFFER, life_months=24))
    assert found.buy_net.size == 25
    assert found.buy_annual == pytest.approx(equivalent_annual(found.buy_npv, 0.10, 24))
    assert found.difference == pytest.approx(found.build_annual - found.buy_annual)


def test_neither_is_better_where_both_lose_money():
    poor = FlatEarning(profit=0.01, decisions_per_month=100)
    assert build_or_buy(Case(), poor, OFFER).better == "neither"
    assert build_or_buy(Case(), EARNING, OFFER).better == "build"
    assert build_or_buy(Case(), EARNING, Offer(per_month=10)).better == "buy"


def test_a_price_below_nothing_cannot_tip_it():
    hopeless = Offer(per_month=1_000, share_of_value=0.1)
    found = build_or_buy(Case(), EARNING, hopeless)
    assert found.tip_per_month is None
    assert 0.1 < found.tip_share_of_value < 3


def test_an_offer_that_is_never_in_use_cannot_be_tipped():
    found = build_or_buy(Case(), EARNING, replace(OFFER, build_months=36))
    assert (found.tip_per_month, found.tip_share_of_value) == (None, None)
    assert found.buy_npv == -5_000


def test_building_that_costs_nothing_cannot_overrun():
    case = Case(**FREE, retrain_days=0)
    found = build_or_buy(case, replace(EARNING, fixed_cost=0.0), OFFER)
    assert found.tip_overrun is None


@pytest.mark.parametrize(
    ("name", "inside", "outside", "said"),
    [
        ("upfront", 0, -1, "upfront must be a number from 0"),
        ("per_month", 1e12, 2e12, "per_month must be a number from 0"),
        ("per_thousand", 0, "1", "per_thousand must be a number from 0"),
        ("share_of_value", 3, 3.1, "share_of_value must be a number from 0 to 3"),
        ("build_months", 120, 121, "build_months must be a whole number from 0 to 120"),
        ("build_months", 0, 1.5, "build_months must be a whole number from 0 to 120"),
        ("life_months", 1, 0, "life_months must be a whole number from 1 to 240"),
        ("life_months", 240, 241, "life_months must be a whole number from 1 to 240"),
        ("name", "X", " ", "name must be some text"),
    ],
)
def test_an_offer_is_within_its_bounds(name, inside, outside, said):
    assert getattr(Offer(**{name: inside}), name) == inside
    with pytest.raises(InputError, match=said):
        Offer(**{name: outside})


def test_an_offer_that_was_kept_is_read_again():
    assert Offer.from_dict(OFFER.to_dict()) == OFFER
    with pytest.raises(InputError, match="made of what an offer has; got price"):
        Offer.from_dict({"price": 3})
    with pytest.raises(InputError, match="offer must be values by name"):
        Offer.from_dict("dear")
