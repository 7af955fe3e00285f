"""Small published cases: one decision table each, checked to the last digit."""

import numpy as np
import pytest

from lepton.value import Payoff, ScoreCounts, value_curve


def two_groups(tp, fp, fn, tn):
    """Rows of a confusion matrix: flagged ones score 1, the others 0."""
    y = np.repeat([1, 0, 1, 0], [tp, fp, fn, tn])
    return y, np.repeat([1.0, 1.0, 0.0, 0.0], [tp, fp, fn, tn])


# Provost & Fawcett (2013), Data Science for Business, chapter 7, table 7-4: targeted marketing.
# The book's 50.04 per consumer comes from rounded rates; counts give 5,537 / 110.


def test_provost_and_fawcett_expected_profit_per_consumer():
    y, score = two_groups(tp=56, fp=7, fn=5, tn=42)
    point = value_curve(y, score, Payoff(99, -1)).at(threshold=1)
    assert point.profit == 5537
    assert point.profit / 110 == pytest.approx(50.336364, abs=5e-7)
    per_consumer = value_curve(y, score, Payoff(99, -1), population=1).at(threshold=1)
    assert per_consumer.profit == pytest.approx(5537 / 110)


def test_provost_and_fawcett_target_above_one_in_a_hundred():
    assert Payoff(99, -1).threshold() == pytest.approx(0.01)


# Elkan (2001), The foundations of cost-sensitive learning, equation 2.


def test_elkan_threshold_of_the_german_credit_costs():
    assert Payoff(tp=0, fp=-1, fn=-5).threshold() == pytest.approx(1 / 6)


def test_elkan_threshold_with_four_cells():
    # the payoff matrix of DataRobot's API example
    assert Payoff(tp=100, fp=0, fn=-10, tn=10).threshold() == pytest.approx(1 / 12)


def test_elkan_credit_case_of_the_insead_note():
    assert Payoff(tp=0, fp=0, fn=-100_000, tn=20_000).threshold() == pytest.approx(1 / 6)


# Berry & Linoff (2004), Data Mining Techniques, chapter 4: one million prospects, 1 % respond,
# +44 for a response, −1 for a wasted letter. Written as 1,000 rows with weights.


def mailing(depth, gain):
    """Top ``depth`` of a million prospects holds the share ``gain`` of 10,000 responders."""
    contacted, found = depth * 1_000_000, gain * 10_000
    weight = [found, contacted - found, 10_000 - found, 990_000 - contacted + found]
    return [1, 0, 1, 0], [1, 1, 0, 0], weight


@pytest.mark.parametrize(
    ("depth", "gain", "profit"),
    [(0.1, 0.30, 35_000), (0.3, 0.60, -30_000), (0.3, 0.65, -7_500), (0.2, 0.50, 25_000)],
)
def test_berry_and_linoff_profit_of_a_mailing(depth, gain, profit):
    y, score, weight = mailing(depth, gain)
    curve = value_curve(y, score, Payoff(44, -1), sample_weight=weight)
    assert curve.at(fraction=depth).profit == pytest.approx(profit)


@pytest.mark.parametrize(
    ("depth", "gain", "profit"), [(0.1, 0.30, 15_000), (0.2, 0.50, 5_000), (0.3, 0.65, -27_500)]
)
def test_berry_and_linoff_profit_after_a_fixed_cost_of_20000(depth, gain, profit):
    y, score, weight = mailing(depth, gain)
    curve = value_curve(y, score, Payoff(44, -1), sample_weight=weight, fixed_cost=20_000)
    assert curve.at(fraction=depth).profit == pytest.approx(profit)


def test_berry_and_linoff_mailing_everybody_loses_550000():
    y, score, weight = mailing(0.1, 0.3)
    everybody = value_curve(y, score, Payoff(44, -1), sample_weight=weight).everybody
    assert everybody.profit == pytest.approx(-550_000)


# empulse 0.11.1, documentation of its metrics: the profit per customer at every cut-off.

Y = [0, 1, 0, 1, 0, 1, 0, 1]
S = [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9]


@pytest.mark.parametrize(
    ("clv", "per_customer"),
    [
        (200, [0, 7, 5.625, 12.625, 11.25, 18.25, 16.875, 23.875, 22.5]),
        (100, [0, 3.25, 1.875, 5.125, 3.75, 7, 5.625, 8.875, 7.5]),
    ],
)
def test_empulse_churn_profit_per_customer(clv, per_customer):
    offer = Payoff.campaign(clv, success_rate=0.3, incentive_cost=10, contact_cost=1)
    curve = value_curve(Y, S, offer, population=1)
    assert curve.profit.tolist() == pytest.approx(per_customer)
    assert curve.best.profit == pytest.approx(max(per_customer))
    assert curve.best.fraction == 0.875
    assert curve.best.threshold == 0.2


@pytest.mark.parametrize(("selling", "per_prospect"), [(500, 3706.25), (0.1 * 8000, 3556.25)])
def test_empulse_acquisition_profit_per_prospect(selling, per_prospect):
    # contribution 8,000, contact 50; sold directly for 500, or for a tenth of the contribution
    sale = Payoff(tp=8000 - 50 - selling, fp=-50)
    best = value_curve(Y, S, sale, population=1).best
    assert best.profit == pytest.approx(per_prospect)
    assert best.fraction == 0.875


# binclass-tools, issue 3: seven rows, a missed positive costs 20 and a false alarm 10.
# Scores at or above the threshold count as positive.


def test_binclass_tools_cost_at_three_thresholds():
    y, p = [0, 1, 1, 1, 0, 0, 0], [0.6, 0.7, 0.4, 0.3, 0.2, 0.15, 0.1]
    curve = value_curve(y, p, Payoff(tp=0, fp=-10, fn=-20, tn=0))
    assert curve.at(threshold=0.25).profit == -10
    assert curve.at(threshold=0.05).profit == -40
    assert curve.at(threshold=0.50).profit == -50
    assert curve.best == curve.at(threshold=0.25)
    assert (curve.best.fp, curve.best.tp) == (1, 3)


# modelimpact, README: fixed cost 1,000, 100 per contact, 2,000 per churner kept.


def test_modelimpact_cost_and_revenue_of_the_first_contacts():
    counts = ScoreCounts.from_scores([1, 1, 0, 0], [0.9, 0.8, 0.3, 0.1])
    curve = counts.curve(Payoff.campaign(2000, contact_cost=100), fixed_cost=1000)
    assert curve.cost[1:3].tolist() == [1100, 1200]
    assert (curve.profit + curve.cost)[1:3].tolist() == [2000, 4000]


def test_a_letter_earns_a_hundred_times_the_precision_less_its_cost():
    y, score = two_groups(tp=7, fp=13, fn=20, tn=160)
    curve = value_curve(y, score, Payoff.campaign(100, contact_cost=1))
    top = curve.at(fraction=0.1)
    assert top.n == 20
    assert top.profit / top.n == pytest.approx(100 * 7 / 20 - 1)


def test_binclass_tools_recommends_a_cut_off_that_costs_four_times_the_least():
    # the issue: "optimal" 0.05 at a cost of 40, where 0.25 costs 10. At 0.05 all seven rows are
    # positive: four false alarms of 10. At 0.25 one false alarm is left, and nothing is missed.
    y, p = [0, 1, 1, 1, 0, 0, 0], [0.6, 0.7, 0.4, 0.3, 0.2, 0.15, 0.1]
    curve = value_curve(y, p, Payoff(tp=0, fp=-10, fn=-20, tn=0))
    by_hand = [-60, -40, -50, -30, -10, -20, -30, -40]
    assert curve.profit.tolist() == by_hand
    assert curve.best.profit == max(by_hand)
    assert curve.best.threshold == 0.3  # the lowest score that is acted on; 0.25 lies below it
