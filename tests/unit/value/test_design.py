"""Ranges count whole groups where rows come in groups."""

import numpy as np
import pytest

from lepton.value import Assumptions, answer
from lepton.value.design import design_effect
from lepton.value.scored import ScoredRows
from lepton.value.uncertainty import Replicates, profit_interval

OFFER = Assumptions(benefit=100, success_rate=0.3, contact_cost=5, decisions_per_month=1000)


def visits(people: int, each: int, seed: int = 0, *, grouped: bool = True) -> ScoredRows:
    """People who come several times, alike every time."""
    rng = np.random.default_rng(seed)
    chance = rng.beta(1, 4, people)
    happens = rng.random(people) < chance
    group = np.repeat(np.arange(people), each)
    score = np.repeat(chance, each)
    return ScoredRows.of(
        np.repeat(happens, each), score, value=score * 100, group=group if grouped else None
    )


@pytest.mark.parametrize(
    "money", [OFFER, Assumptions(**{**OFFER.to_dict(), "benefit": 1.0, "benefit_from": "column"})]
)
def test_rows_that_are_copies_say_no_more_than_one_of_them(money):
    once, often = visits(300, 1), visits(300, 10)
    one = answer(once.counts_for(money), money)
    ten = answer(often.counts_for(money), money)
    assert ten.chosen.profit == pytest.approx(one.chosen.profit)
    assert ten.standard_error == pytest.approx(one.standard_error, rel=1e-6)
    naive = answer(visits(300, 10, grouped=False).counts_for(money), money)
    assert naive.standard_error == pytest.approx(one.standard_error / np.sqrt(10), rel=1e-6)


def test_the_range_is_near_that_of_groups_drawn_anew():
    rows = visits(400, 8, seed=3)
    found = answer(rows.counts_for(OFFER), OFFER)
    drawn = Replicates.of_rows(rows, OFFER, fraction=found.chosen.fraction, seed=1)
    told = profit_interval(drawn, OFFER, fraction=found.chosen.fraction)
    assert found.high - found.low == pytest.approx(told.high - told.low, rel=0.15)


def test_thinning_and_json_keep_how_much_groups_matter():
    counts = visits(300, 10).counts_for(OFFER)
    assert counts.design == pytest.approx(10)
    assert counts.thin(100).design == counts.design
    assert counts.to_dict()["design"] == counts.design


def test_unrelated_rows_have_no_design_effect():
    rows = visits(300, 1)
    assert rows.counts_for(OFFER).design == pytest.approx(1)
    nothing = np.zeros(4, dtype=bool)
    assert design_effect([1, 1, 2, 2], [4, 3, 2, 1], nothing, np.ones(4)) == 1
