"""Published costs, savings and base rates, checked to the last digit.

Bahnsen, Aouada & Ottersten (2014) on eight and four rows from the documentation of empulse
0.11.1; Elkan (2001), The foundations of cost-sensitive learning, theorem 2.
"""

import numpy as np
import pytest

from lepton.errors import NoSolution
from lepton.value import Payoff, value_curve
from lepton.value.base_rate import shifted_probability
from lepton.value.metrics import expected_cost_score, expected_savings_score, savings_score

MISTAKES = {"fp_cost": [4, 1, 2, 2], "fn_cost": [1, 3, 3, 1]}
Y4, P4 = [0, 1, 1, 0], [0.4, 0.8, 0.75, 0.1]
Y8 = [0, 1, 0, 1, 0, 1, 0, 1]
S8 = [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9]


def test_empulse_expected_cost_and_savings():
    assert expected_cost_score(Y4, P4, **MISTAKES) == pytest.approx(0.7875)
    assert expected_savings_score(Y4, P4, **MISTAKES) == pytest.approx(0.475)
    assert savings_score(Y4, [0, 1, 1, 0], **MISTAKES) == 1.0


def test_empulse_cost_loss_is_a_sum_and_ours_a_mean():
    # its documentation prints 4.2, a sum over four rows; its version 0.13.1 gives the mean, 1.05.
    # 0.2 · 4 + 0.1 · 3 + 0.9 · 3 + 0.2 · 2 = 4.2
    mean = expected_cost_score(Y4, [0.2, 0.9, 0.1, 0.2], **MISTAKES)
    assert mean == pytest.approx(1.05)
    assert 4 * mean == pytest.approx(4.2)
    assert 4 * expected_cost_score(Y4, [0, 1, 0, 0], **MISTAKES) == pytest.approx(3.0)


def test_empulse_savings_of_decisions():
    # one positive of cost 3 is missed, where nobody acted on costs 6 and everybody 6
    assert savings_score(Y4, [0, 1, 0, 0], **MISTAKES) == 0.5


def test_empulse_cost_of_the_guide():
    # a hit brings 26 and a miss costs 11: (−26 · 2.2 + 11 · 1.7) / 8
    cost = expected_cost_score(Y8, S8, tp_cost=-26, fp_cost=11, fn_cost=0)
    assert cost == pytest.approx(-4.8125)


def test_empulse_calls_it_a_saving_of_36_percent_where_a_third_of_the_profit_is_lost():
    # everybody acted on costs (−26 · 4 + 11 · 4) / 8 = −7.5: a gain of 7.5. Acting by these
    # probabilities gains 4.8125, which is less; 1 − (−4.8125 / −7.5) = 0.358 has the wrong sign,
    # because the ratio of two gains is no ratio of costs.
    everybody = expected_cost_score(Y8, [1] * 8, tp_cost=-26, fp_cost=11, fn_cost=0)
    by_score = expected_cost_score(Y8, S8, tp_cost=-26, fp_cost=11, fn_cost=0)
    assert everybody == pytest.approx(-7.5)
    assert by_score > everybody
    assert 1 - by_score / everybody == pytest.approx(0.3583333, abs=5e-8)
    with pytest.raises(NoSolution, match=r"cost without a model must be above zero; got -7\.5"):
        expected_savings_score(Y8, S8, tp_cost=-26, fp_cost=11, fn_cost=0)


@pytest.mark.parametrize(
    ("p", "trained", "used", "corrected"),
    [
        (0.5, 0.5, 0.1, 0.1),
        (0.8, 0.5, 0.1, 0.3076923),
        (0.3, 0.3, 0.05, 0.05),
        (0.9, 0.2, 0.02, 0.4235294),
    ],
)
def test_elkan_base_rates(p, trained, used, corrected):
    found = shifted_probability(p, trained=trained, used=used)
    assert found == pytest.approx(corrected, abs=5e-8)
    odds = p / (1 - p) * (used / (1 - used)) / (trained / (1 - trained))
    assert found == pytest.approx(odds / (1 + odds))


# NannyML 0.13.1, metric business_value with normalize_business_value="per_prediction"


def confusion(tp, fp, fn, tn):
    y = np.repeat([1, 0, 1, 0], [tp, fp, fn, tn])
    return y, np.repeat([1.0, 1.0, 0.0, 0.0], [tp, fp, fn, tn])


def test_nannyml_adds_two_averages_where_it_promises_value_per_prediction():
    # 5,000 predictions worth 121,735 in all are worth 24.347 each. Its code divides each column
    # of the confusion matrix by that column's own sum and adds up: the average value of the
    # predicted positives plus that of the predicted negatives, here 58.46 − 10.04 = 48.42, twice
    # the truth. A table with these two figures, made by hand:
    money = Payoff(tp=100, fp=-5, fn=-50, tn=0)
    y, score = confusion(tp=1517, fp=993, fn=500, tn=1990)
    total = value_curve(y, score, money).at(threshold=1).profit
    each = value_curve(y, score, money, population=1).at(threshold=1).profit
    assert (y.size, total) == (5000, 121_735)
    assert each == pytest.approx(24.347)
    positives = (100 * 1517 - 5 * 993) / (1517 + 993)
    negatives = -50 * 500 / (500 + 1990)
    assert positives + negatives == pytest.approx(48.42, abs=5e-5)
