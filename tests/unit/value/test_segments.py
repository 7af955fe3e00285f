"""Where the money comes from, part by part."""

import numpy as np
import pytest

from lepton.errors import InputError
from lepton.value.segments import Acted, segment_profits
from lepton.value.spread import Z90

GAIN = np.array([10.0, -4.0, 10.0, -4.0, 10.0])
HITS = np.array([1, 0, 1, 0, 1])
ACTED = np.array([True, True, False, True, True])


def test_each_segment_brings_what_its_rows_bring():
    found = segment_profits([0, 0, 0, 1, 1], ["old", "new"], Acted(ACTED, HITS, GAIN, scale=10))
    assert found.name.tolist() == ["old", "new"]
    assert found.n.tolist() == [30, 20]
    assert found.acted.tolist() == [20, 20]
    assert found.hits.tolist() == [10, 10]
    assert found.profit.tolist() == [60, 60]
    assert found.total == 120


def test_the_fixed_cost_belongs_to_no_segment_and_to_nobody_who_does_not_act():
    policy = Acted(ACTED, HITS, GAIN, fixed_cost=5)
    found = segment_profits([0, 0, 0, 1, 1], ["a", "b"], policy)
    assert found.profit.sum() - found.fixed_cost == found.total == 7
    idle = segment_profits([0] * 5, ["a"], Acted(ACTED & False, HITS, GAIN, fixed_cost=5))
    assert (idle.fixed_cost, idle.total) == (0.0, 0.0)


def test_the_range_is_that_of_a_sum_over_rows_by_hand():
    found = segment_profits([0, 0, 0, 1, 1], ["a", "b"], Acted(ACTED, HITS, GAIN, scale=2))
    error = 2 * np.sqrt(10**2 + 4**2 - 6**2 / 5)
    assert found.high[0] - found.profit[0] == pytest.approx(Z90 * error)
    assert found.profit[0] - found.low[0] == pytest.approx(Z90 * error)


def test_a_weight_of_two_counts_as_the_row_twice():
    weight = np.array([2.0, 1, 1, 2, 1])
    twice = np.repeat(np.arange(5), weight.astype(int))
    codes = np.array([0, 0, 1, 1, 0])
    one = segment_profits(codes, ["a", "b"], Acted(ACTED, HITS, GAIN, weight=weight))
    two = segment_profits(codes[twice], ["a", "b"], Acted(ACTED[twice], HITS[twice], GAIN[twice]))
    for name in ("n", "acted", "hits", "profit", "low", "high"):
        np.testing.assert_allclose(getattr(one, name), getattr(two, name))


def test_groups_of_one_row_change_nothing_and_groups_of_copies_widen_the_range():
    codes = [0, 0, 1, 1, 1]
    alone = segment_profits(codes, ["a", "b"], Acted(ACTED, HITS, GAIN))
    each = segment_profits(codes, ["a", "b"], Acted(ACTED, HITS, GAIN, group=np.arange(5)))
    np.testing.assert_allclose(each.low, alone.low)
    copies = np.repeat(np.arange(5), 4)
    policy = Acted(ACTED[copies], HITS[copies], GAIN[copies])
    apart = segment_profits(np.repeat(codes, 4), ["a", "b"], policy)
    whole = segment_profits(
        np.repeat(codes, 4), ["a", "b"], Acted(policy.acted, policy.hits, policy.gain, group=copies)
    )
    assert (whole.high - whole.low > 1.5 * (apart.high - apart.low)).all()
    np.testing.assert_allclose(whole.high - whole.profit, 4 * (alone.high - alone.profit))


def test_a_range_covers_as_often_as_it_says():
    rng = np.random.default_rng(0)
    codes, inside = np.zeros(300, dtype=int), 0
    for _ in range(800):
        hits = rng.random(300) < 0.3
        gain = np.where(hits, 9.0, -1.0)
        found = segment_profits(codes, ["a"], Acted(np.ones(300, dtype=bool), hits, gain))
        inside += found.low[0] <= 300 * (0.3 * 9 - 0.7) <= found.high[0]
    assert inside / 800 == pytest.approx(0.9, abs=0.03)


def test_an_empty_segment_is_all_zeros():
    found = segment_profits([0] * 5, ["a", "nobody"], Acted(ACTED, HITS, GAIN))
    assert (found.n[1], found.profit[1], found.low[1], found.high[1]) == (0, 0, 0, 0)


def test_it_can_be_sent_and_looked_at():
    found = segment_profits([0, 0, 1, 1, 1], ["a", "b"], Acted(ACTED, HITS, GAIN))
    assert found.to_dict()["name"] == ["a", "b"]
    assert list(found.to_frame().columns) == ["name", "n", "acted", "hits", "profit", "low", "high"]
    with pytest.raises(ValueError, match="read-only"):
        found.profit[0] = 1


@pytest.mark.parametrize(
    ("codes", "level", "said"),
    [
        ([0, 1, 2, 0, 0], 0.9, "codes must be"),
        ([0, -1, 1, 0, 0], 0.9, "codes must be"),
        ([0, 1], 0.9, r"codes must be whole numbers of shape \(5,\)"),
        ([0.0, 1, 1, 0, 0], 0.9, "codes must be whole numbers"),
        ([0, 1, 1, 0, 0], 0, "level must be above 0 and below 1"),
        ([0, 1, 1, 0, 0], 1, "level must be above 0 and below 1"),
        ([0, 1, 1, 0, 0], 90, "level must be between 0 and 1"),
    ],
)
def test_what_cannot_be_is_refused(codes, level, said):
    with pytest.raises(InputError, match=said):
        segment_profits(codes, ["a", "b"], Acted(ACTED, HITS, GAIN), level=level)


def test_a_level_just_inside_is_taken():
    for level in (0.001, 0.999):
        assert len(segment_profits([0] * 5, ["a"], Acted(ACTED, HITS, GAIN), level=level)) == 1
