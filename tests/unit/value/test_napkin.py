import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lepton.errors import InputError, NotApplicable
from lepton.value import Assumptions, answer
from lepton.value.napkin import napkin, napkin_counts

every = settings(max_examples=60, derandomize=True, deadline=None, database=None)
PROSPECTS = {"form": "matrix", "right": 44.0, "wrong": 1.0, "decisions_per_month": 1_000_000.0}


def offer(**more):
    return Assumptions.from_dict(PROSPECTS | more)


@pytest.mark.parametrize(
    ("share", "lift", "fixed", "profit"),
    [
        (0.1, 3.0, 0.0, 35_000),
        (0.3, 2.0, 0.0, -30_000),
        (0.3, 0.65 / 0.3, 0.0, -7_500),
        (0.1, 3.0, 20_000.0, 15_000),
        (0.2, 2.5, 20_000.0, 5_000),
        (0.3, 0.65 / 0.3, 20_000.0, -27_500),
    ],
)
def test_the_figures_of_berry_and_linoff(share, lift, fixed, profit):
    """A million prospects, 1 % respond, +44 each and −1 for each who does not.

    Berry & Linoff, "Data Mining Techniques", the chapter on marketing: a table of gains of 30 %,
    50 % and 65 % at 10 %, 20 % and 30 % depth, with and without 20,000 of fixed cost.
    """
    found = napkin(offer(fixed_cost=fixed, fraction=share), base_rate=0.01, lift_at={share: lift})
    assert found.chosen.profit == pytest.approx(profit)
    assert found.chosen.n == share * 1e6
    assert found.lift == pytest.approx(lift)
    assert found.pays == (profit > 0)


def test_the_table_of_berry_and_linoff_is_best_at_a_tenth():
    table = {0.1: 3.0, 0.2: 2.5, 0.3: 0.65 / 0.3}
    found = napkin(offer(fixed_cost=20_000), base_rate=0.01, lift_at=table)
    assert found.chosen.fraction == 0.1
    assert found.chosen.profit == pytest.approx(15_000)
    assert found.everybody.profit == pytest.approx(-550_000 - 20_000)
    assert found.strength is None
    at = dict(zip(found.fraction.round(6), found.profit, strict=True))
    assert (at[0.2], at[0.3]) == pytest.approx((5_000, -27_500))


def test_the_rule_of_thumb_is_the_root_of_the_share():
    """lift(T) = √(1/T) for a good model (Piatetsky-Shapiro & Masand 1999).

    Worth 44 and −1 at 1 %: 450,000·√T − 1,000,000·T is largest at √T = 0.225, where it is 50,625.
    """
    found = napkin(offer(), base_rate=0.01)
    for share in (0.01, 0.04, 0.25, 1.0):
        at = found.fraction == share
        assert found.lifts[at] == pytest.approx(math.sqrt(1 / share))
    assert found.chosen.fraction == pytest.approx(0.225**2, abs=0.0005)
    assert found.chosen.profit == pytest.approx(50_625, abs=1)
    assert found.strength == 1


def test_no_more_hits_are_found_than_there_are():
    for rate in (0.001, 0.2, 0.6, 0.999):
        for strength in (0.0, 0.3, 1.0, 1.7, 2.0):
            counts = napkin_counts(1000, rate, strength)
            assert (counts.tp <= counts.n * (1 + 1e-12)).all()
            assert (counts.tp <= counts.positives * (1 + 1e-12)).all()
            assert (np.diff(counts.tp) >= -1e-9).all()
            assert (np.diff(counts.threshold) <= 1e-9).all()
            assert counts.threshold[1] <= 1 + 1e-9


def test_the_ends_of_the_scale_are_chance_and_hindsight():
    chance, hindsight = napkin_counts(1000, 0.25, 0.0), napkin_counts(1000, 0.25, 2.0)
    assert chance.tp == pytest.approx(0.25 * chance.n)
    assert hindsight.tp == pytest.approx(np.minimum(hindsight.n, 250))


def test_one_lift_sets_the_strength_of_the_rule():
    found = napkin(offer(), base_rate=0.01, lift_at={0.1: 3})
    assert found.strength == pytest.approx(2 * math.log10(3))
    assert found.lifts[found.fraction == 0.1] == pytest.approx(3)
    rule = napkin(offer(), base_rate=0.01, lift_at={0.04: 5})
    assert rule.strength == pytest.approx(1)
    assert rule.profit == pytest.approx(napkin(offer(), base_rate=0.01).profit)


@every
@given(
    st.floats(0.001, 0.5),
    st.floats(0, 2),
    st.integers(1, 500),
    st.integers(1, 100),
    st.integers(0, 20_000),
)
def test_the_smallest_strength_and_lift_are_where_it_just_pays(rate, strength, right, wrong, fixed):
    money = offer(right=right, wrong=wrong, fixed_cost=fixed, decisions_per_month=10_000)
    found = napkin(money, base_rate=rate, strength=strength)
    if found.smallest_strength is not None:
        if strength > found.smallest_strength + 1e-6:
            assert found.pays
        if strength < found.smallest_strength - 1e-6:
            assert not found.pays
    else:
        assert not found.pays
    if found.smallest_lift is not None and found.lift is not None:
        assert found.pays == (found.lift > found.smallest_lift)


def test_the_smallest_lift_at_a_share_by_pencil():
    """At a tenth of a million: 1 % · lift · 100,000 · 45 = 100,000 + 20,000, so lift = 2.667."""
    found = napkin(offer(fixed_cost=20_000, fraction=0.1), base_rate=0.01)
    assert found.smallest_lift == pytest.approx(120_000 / 45_000)
    assert found.depth == 0.1


def test_what_no_model_can_save_is_told():
    found = napkin(offer(fixed_cost=440_001), base_rate=0.01)
    assert found.smallest_strength is None
    assert found.chosen.n == 0
    assert found.lift is found.precision is None
    assert not found.pays
    just = napkin(offer(fixed_cost=439_999), base_rate=0.01)
    assert just.smallest_strength == pytest.approx(2, abs=1e-3)


def test_what_pays_for_everybody_needs_no_model():
    found = napkin(offer(right=110.0), base_rate=0.01)
    assert found.smallest_strength == 0
    assert found.chosen.profit > found.everybody.profit > 0
    assert found.random == pytest.approx(found.everybody.profit * found.chosen.fraction)


def test_a_capacity_cuts_the_share_and_raises_the_strength_that_is_needed():
    free = napkin(offer(fixed_cost=20_000), base_rate=0.01)
    few = napkin(offer(fixed_cost=20_000, capacity=5000), base_rate=0.01)
    assert few.chosen.n == 5000
    assert few.chosen.profit < free.chosen.profit
    assert few.smallest_strength > free.smallest_strength


def test_the_counts_price_like_any_others():
    counts = napkin_counts(1e6, 0.01)
    assert answer(counts, offer()).best.profit == napkin(offer(), base_rate=0.01).chosen.profit
    rate = Assumptions(benefit=100, success_rate=0.5, contact_cost=1, decisions_per_month=2000)
    assert answer(counts.thin(100), rate).best.n > 0


def test_the_rule_is_called_what_it_is():
    assert "rule of thumb" in napkin(offer(), base_rate=0.01).rule
    assert "nothing was measured" in napkin(offer(), base_rate=0.01, strength=0.5).rule
    assert "3 at 0.1" in napkin(offer(), base_rate=0.01, lift_at={0.1: 3}).rule


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"base_rate": 0.0}, InputError, "base_rate must be above 0 and below 1; got 0."),
        ({"base_rate": 1.0}, InputError, "base_rate must be above 0 and below 1; got 1."),
        ({"base_rate": 1.2}, InputError, "base_rate must be between 0 and 1; got 1.2."),
        ({"strength": 2.01}, InputError, "strength must be a number from 0 to 2; got 2.01."),
        ({"strength": -0.1}, InputError, "strength must be a number from 0 to 2; got -0.1."),
        ({"lift_at": {}}, InputError, "lift_at must be given for at least one share; got none."),
        ({"lift_at": {0.1: 0.9}}, InputError, "lift must be a number from 1"),
        ({"lift_at": {0.0: 2}}, InputError, "share of lift_at must be above 0 and below 1"),
        ({"lift_at": {0.5: 2.01}}, InputError, "of hits that there are; got 2.01 at 0.5."),
        ({"lift_at": {0.001: 101}}, InputError, "At a base rate of 0.01 no lift is above 100."),
        ({"lift_at": {0.2: 4, 0.4: 1.5}}, InputError, "got 4 at 0.2, 1.5 at 0.4."),
    ],
)
def test_what_cannot_be_is_refused(given, error, said):
    with pytest.raises(error) as refused:
        napkin(offer(), **({"base_rate": 0.01} | given))
    assert said in str(refused.value)


def test_lifts_at_the_edge_of_what_can_be_are_taken():
    assert napkin(offer(), base_rate=0.01, lift_at={0.5: 2.0}).strength == 2
    assert napkin(offer(), base_rate=0.01, lift_at={0.001: 100}).pays


def test_money_of_single_rows_needs_rows():
    by_row = Assumptions(benefit=1, benefit_from="column")
    with pytest.raises(NotApplicable, match="the same in every row; got amounts per row"):
        napkin(by_row, base_rate=0.1)


def test_a_napkin_can_be_sent_as_json_and_seen_as_a_table():
    found = napkin(offer(), base_rate=0.01)
    told = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert told["chosen"]["profit"] == found.chosen.profit
    assert found.to_frame()["profit"].tolist() == found.profit.tolist()
