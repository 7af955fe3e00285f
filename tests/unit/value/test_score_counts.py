import json
import math

import numpy as np
import pytest

from lepton.errors import InputError
from lepton.value import Payoff, ScoreCounts, hull


@pytest.fixture
def counts():
    rng = np.random.default_rng(11)
    score = rng.beta(1, 4, 5000)
    return ScoreCounts.from_scores(rng.random(5000) < score, score)


def test_totals_are_those_of_the_rows():
    counts = ScoreCounts.from_scores([1, 0, 1], [3, 2, 1])
    assert (counts.total, counts.positives, len(counts)) == (3, 2, 4)
    assert repr(counts) == "ScoreCounts(4 cut-offs, 2 positives of 3 decisions)"


def test_values_are_summed_over_hits_only():
    counts = ScoreCounts.from_scores([1, 0, 1], [3, 2, 1], value=[10, 99, 50])
    assert counts.value_tp.tolist() == [0, 10, 10, 60]


def test_a_perfect_ranking_meets_the_worthiest_hits_first():
    counts = ScoreCounts.from_scores([1, 0, 1], [3, 2, 1], value=[10, 99, 50])
    assert counts.value_perfect.tolist() == [0, 50, 60, 60]


def test_weights_multiply_values_too():
    counts = ScoreCounts.from_scores(
        [1, 0, 1], [3, 2, 1], value=[10, 99, 50], sample_weight=[2, 1, 3]
    )
    assert counts.n.tolist() == [0, 2, 3, 6]
    assert counts.value_tp.tolist() == [0, 20, 20, 170]
    assert counts.value_perfect.tolist() == [0, 100, 150, 170]


def test_the_hull_answers_as_the_whole_curve_does(counts):
    for payoff in (Payoff(9, -1), Payoff(4, -1), Payoff(1.3, -0.7, -0.1, 0.05), Payoff(1, -9)):
        for fixed in (0, 30, 1e6):
            curve = counts.curve(payoff, fixed, 12_000)
            assert counts.best(payoff, fixed, 12_000) == curve.best


@pytest.mark.parametrize("payoff", [Payoff(-1, 1), Payoff(1, 1), Payoff(-1, -1), Payoff(0, 0)])
def test_odd_payoffs_are_answered_too(counts, payoff):
    assert counts.best(payoff) == counts.curve(payoff).best


def test_the_hull_is_small(counts):
    assert len(counts.hull) < 60
    assert counts.hull[0] == 0
    assert counts.hull[-1] == len(counts) - 1


def test_corners_are_found_where_the_quick_rounds_do_not_finish():
    # one steep step at the end takes the corners of a long arc away one by one
    rise = np.arange(200, 0, -1.0)
    x = np.concatenate(([0.0], np.cumsum(np.full(200, 200.0)), [40_001.0]))
    y = np.concatenate(([0.0], np.cumsum(rise), [1e6]))
    assert hull.upper_hull(x, y).tolist() == [0, 201]
    y[-1] = np.cumsum(rise)[-1]
    assert hull.upper_hull(x, y).size == 202


def test_thinning_keeps_the_deepest_cut_off_of_every_step(counts):
    thin = counts.thin(200)
    for i in range(201):
        share = i / 200
        want = counts.curve(Payoff(1, -1)).at(fraction=share)
        assert thin.curve(Payoff(1, -1)).at(fraction=share) == want


def test_thinning_keeps_the_optima(counts):
    thin = counts.thin(10)
    assert len(thin) < 100
    for payoff in (Payoff(9, -1), Payoff(4, -1), Payoff(1.3, -0.7)):
        assert thin.best(payoff, 20) == counts.best(payoff, 20)
        assert thin.curve(payoff, 20).best_roi == counts.curve(payoff, 20).best_roi
        assert thin.curve(payoff).best_roi == counts.curve(payoff).best_roi


def test_thinning_keeps_enough_of_the_top_for_a_small_capacity():
    rng = np.random.default_rng(5)
    score = rng.beta(0.5, 8, 200_000)
    counts = ScoreCounts.from_scores(rng.random(score.size) < score, score)
    thin = counts.thin()
    assert len(thin) < 1500
    for share in np.geomspace(1e-5, 0.02, 50):
        reached = float(thin.n[np.searchsorted(thin.n, share * counts.total, side="right") - 1])
        allowed = np.floor(share * counts.total * (1 + 1e-12))
        assert 0.95 * allowed - 1 <= reached <= allowed


def test_thinning_keeps_totals_and_values():
    rng = np.random.default_rng(2)
    y, score, value = rng.random(3000) < 0.2, rng.random(3000), rng.random(3000)
    counts = ScoreCounts.from_scores(y, score, value=value)
    thin = counts.thin(50)
    assert (thin.total, thin.positives) == (counts.total, counts.positives)
    assert thin.value_tp[-1] == counts.value_tp[-1]
    assert len(thin.value_perfect) == len(thin.value_tp) == len(thin)


def test_short_counts_are_thin_already():
    counts = ScoreCounts.from_scores([1, 0, 1], [3, 2, 1])
    assert counts.thin() is counts


@pytest.mark.parametrize("bad", [0, -5, math.nan])
def test_thinning_to_no_steps_is_refused(bad):
    with pytest.raises(InputError, match="steps must be a number from 1"):
        ScoreCounts.from_scores([1, 0], [2, 1]).thin(bad)


def test_counts_are_read_only(counts):
    for name in ("threshold", "n", "tp", "hull"):
        assert not getattr(counts, name).flags.writeable


def test_dictionaries_are_plain_json_and_short(counts):
    found = json.loads(json.dumps(counts.thin().to_dict(), allow_nan=False))
    assert found["threshold"][0] is None
    assert all(isinstance(n, int) for n in found["n"])
    assert found["total"] == 5000
    assert found["value_tp"] is None
    assert len(json.dumps(found)) < 50_000


def test_dictionaries_hold_fractions_where_weights_do():
    counts = ScoreCounts.from_scores([1, 0], [2, 1], sample_weight=[0.5, 1])
    assert counts.to_dict()["n"] == [0.0, 0.5, 1.5]


def test_points_without_spending_are_equal_though_their_roi_is_undefined():
    counts = ScoreCounts.from_scores([1, 0], [0.9, 0.1])
    nobody = [counts.curve(Payoff(1, -1)).nobody for _ in range(2)]
    assert nobody[0] == nobody[1]
    assert len(set(nobody)) == 1
    assert nobody[0] != counts.curve(Payoff(1, -1)).everybody
