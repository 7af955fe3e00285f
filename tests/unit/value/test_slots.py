"""Ranked offers: hand arithmetic, coverage, and bad input."""

import json

import numpy as np
import pytest

from lepton.errors import InputError
from lepton.value.slots import slot_value

VISIT = ["a", "a", "a", "b", "b", "b"]
CLICK = [1, 0, 0, 0, 0, 1]


def test_a_better_order_earns_the_clicks_it_adds():
    ours, now = [3, 2, 1, 1, 2, 3], [1, 2, 3, 1, 2, 3]
    found = slot_value(VISIT, ours, CLICK, slots=1, margin=10, conversion=0.5, current_score=now)
    assert (found.model.tolist(), found.current.tolist()) == ([1.0], [0.5])
    assert found.total == 2.5  # half a click more per visit, half of them buy, ten each
    assert found.same == 0.5


def test_every_slot_has_its_own_gain_and_they_add_up():
    found = slot_value(VISIT, [1, 2, 3, 3, 2, 1], CLICK, slots=3, margin=6)
    assert found.model.tolist() == [0.0, 0.0, 1.0]
    assert found.current.tolist() == pytest.approx([1 / 3] * 3)
    assert found.gain.sum() == pytest.approx(found.total)
    assert found.total == pytest.approx(0)


def test_the_same_order_is_worth_nothing():
    score = np.random.default_rng(1).random(6)
    found = slot_value(VISIT, score, CLICK, slots=2, margin=6, current_score=score)
    assert (found.total, found.low, found.high, found.same) == (0, 0, 0, 1)


def test_slots_without_an_offer_are_counted_as_empty():
    found = slot_value(["a", "b", "b"], [1, 2, 1], [0, 1, 0], slots=2, margin=1)
    assert found.coverage == 0.75


def test_rare_exposures_count_for_more():
    once = slot_value(VISIT, [3, 2, 1, 1, 2, 3], CLICK, slots=1, margin=1)
    seldom = slot_value(VISIT, [3, 2, 1, 1, 2, 3], CLICK, slots=1, margin=1, propensity=[0.5] * 6)
    assert seldom.total == pytest.approx(2 * once.total)


def test_the_order_of_the_rows_does_not_matter():
    rng = np.random.default_rng(3)
    who, score = rng.integers(0, 40, 400), rng.random(400)
    click = (rng.random(400) < score).astype(int)
    mixed = rng.permutation(400)
    one = slot_value(who, score, click, slots=3, margin=2)
    other = slot_value(who[mixed], score[mixed], click[mixed], slots=3, margin=2)
    assert one.total == pytest.approx(other.total)
    assert one.low > 0
    json.dumps(one.to_dict(), allow_nan=False)
    assert list(one.to_frame().columns) == ["slot", "model", "current", "gain"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"slots": 0}, "slots must be"),
        ({"margin": -1}, "margin must be"),
        ({"conversion": 1.2}, "conversion must be between 0 and 1"),
        ({"score": [1, 2]}, "y_score must be as long"),
        ({"clicked": [0, 1, 2, 0, 0, 0]}, "0 or 1 in every row"),
        ({"visit": ["a"]}, "visit must be of shape"),
        ({"propensity": [0.0] * 6}, "propensity must be above 0"),
        ({"propensity": [1.1] * 6}, "propensity must be above 0"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(change, said):
    given = {"visit": VISIT, "score": [1.0] * 6, "clicked": CLICK, "slots": 1, "margin": 1}
    with pytest.raises(InputError, match=said):
        slot_value(**(given | change))


def test_the_other_side_of_each_boundary_is_taken():
    slot_value(VISIT, [1.0] * 6, CLICK, slots=1, margin=0, conversion=1, propensity=[1.0] * 6)
