import numpy as np
import pytest

from lepton.errors import InputError, NoSolution
from lepton.value import Payoff
from lepton.value.savings import (
    bayes_decision,
    expected_cost_score,
    expected_savings_score,
    savings_score,
)

# the inputs of the documentation of empulse 0.10 (savings_score, expected_savings_score)
Y = [0, 1, 1, 0]
P = [0.4, 0.8, 0.75, 0.1]
COSTS = {"fp_cost": [4, 1, 2, 2], "fn_cost": [1, 3, 3, 1]}


def test_published_savings():
    assert expected_cost_score(Y, P, **COSTS) == pytest.approx(0.7875)
    assert expected_savings_score(Y, P, **COSTS) == pytest.approx(0.475)
    assert savings_score(Y, P, **COSTS) == 1


def test_expected_cost_by_hand():
    # 0.4·4 + 0.2·3 + 0.25·3 + 0.1·2 = 3.15 over four rows; nobody costs 6/4, everybody 6/4
    assert expected_cost_score(Y, P, **COSTS) == pytest.approx(3.15 / 4)
    assert expected_savings_score(Y, P, **COSTS) == pytest.approx(1 - 3.15 / 6)


def test_decisions_are_taken_as_they_are():
    assert savings_score(Y, [0, 1, 0, 0], **COSTS) == pytest.approx(1 - 3 / 6)
    assert savings_score(Y, [0, 0, 0, 0], **COSTS) == 0
    assert savings_score(Y, [1, 0, 0, 1], **COSTS) == pytest.approx(-1)


def test_a_weight_of_two_is_the_row_twice():
    rng = np.random.default_rng(0)
    y, p, fn = rng.random(30) < 0.4, rng.random(30), rng.gamma(2, 5, 30)
    times = rng.integers(1, 4, 30)
    again = np.repeat(np.arange(30), times)
    for score in (expected_cost_score, expected_savings_score, savings_score):
        one = score(y, p, fp_cost=2, fn_cost=fn, sample_weight=times)
        assert one == pytest.approx(score(y[again], p[again], fp_cost=2, fn_cost=fn[again]))


def test_the_decision_of_least_risk_has_a_threshold_in_every_row():
    payoff = Payoff(tp=0, fp=[-1, -1, -9], fn=[-9, -1, -1])
    assert payoff.threshold().tolist() == pytest.approx([0.1, 0.5, 0.9])
    assert bayes_decision([0.2, 0.4, 0.8], payoff).tolist() == [True, False, False]
    assert bayes_decision([0.09, 0.6, 0.95], payoff).tolist() == [False, True, True]


@pytest.mark.parametrize("score", [expected_cost_score, expected_savings_score, savings_score])
@pytest.mark.parametrize("bad", [[-0.01, 0, 1, 1], [0, 0, 1, 1.01]])
def test_scores_must_be_probabilities(score, bad):
    with pytest.raises(InputError, match=r"y_score must be between 0 and 1; got .* predict_proba"):
        score(Y, bad, **COSTS)
    assert np.isfinite(score(Y, [0, 0, 1, 1], **COSTS))


def test_costs_come_from_the_same_rows():
    with pytest.raises(InputError, match="fn_cost must be one number, or one per row"):
        savings_score(Y, P, fn_cost=[1, 2])


def test_where_nothing_is_lost_nothing_can_be_saved():
    with pytest.raises(NoSolution, match="cost without a model must be above zero; got 0"):
        savings_score([0, 0], [0.1, 0.2])
    assert savings_score([0, 1], [0.1, 0.9]) == 1
