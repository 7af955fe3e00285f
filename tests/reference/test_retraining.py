"""The best time between trainings: figures worked out independently of the package.

Cost of a training 10,000, benefit 5,000 a month, half-life 12 months, nothing lasts: the square-
root formula gives 8.32 months, the exact minimum lies at 10.05 and costs 2,201.92 a month. The
formula is that of the renewal-reward theorem (Ross, Introduction to Probability Models).
"""

import math

import numpy as np
import pytest

from lepton.errors import InputError
from lepton.finance import Case, FlatEarning, best_retraining, cash_flow, retraining_interval
from lepton.finance.retraining import interval_cost

GIVEN = (10_000, 5_000, 12)


def test_the_worked_example():
    found = retraining_interval(*GIVEN)
    assert found.approx_months == pytest.approx(8.32, abs=5e-3)
    assert found.exact_months == pytest.approx(10.05, abs=5e-3)
    assert found.cost_per_month == pytest.approx(2201.92, abs=5e-3)


def test_no_other_time_costs_less():
    found = retraining_interval(*GIVEN)
    others = [interval_cost(t, *GIVEN) for t in np.arange(0.25, 100, 0.25)]
    assert found.cost_per_month <= min(others)


def test_the_cost_of_an_interval_is_its_integral():
    """∫ of what is lost, added up in a million steps."""
    days = (np.arange(1_000_000) + 0.5) * 7 / 1_000_000
    lost = 5_000 * (1 - 0.3) * (1 - 0.5 ** (days / 12)).mean() * 7
    found = interval_cost(7, *GIVEN, lasting_share=0.3)
    assert found == pytest.approx((10_000 + lost) / 7, rel=1e-9)


def test_the_formula_is_right_where_times_are_short():
    found = retraining_interval(1, 5_000, 12)
    assert found.approx_months == pytest.approx(found.exact_months, rel=0.01)
    assert found.approx_months == pytest.approx(math.sqrt(2 * 12 / (math.log(2) * 5_000)))


def test_training_again_stops_paying_where_it_costs_as_much_as_can_fade():
    """From cost = value (1 - φ) / λ on, there is no minimum."""
    edge = 5_000 / (math.log(2) / 12)
    assert retraining_interval(edge * 0.99, 5_000, 12).exact_months > 50
    never = retraining_interval(edge, 5_000, 12)
    assert never.exact_months is None
    assert never.cost_per_month == 5_000


@pytest.mark.parametrize("given", [(10_000, 5_000, 0), (10_000, 0, 12), (10_000, -5, 12)])
def test_nothing_is_to_be_done_where_nothing_fades(given):
    found = retraining_interval(*given)
    assert (found.approx_months, found.exact_months, found.cost_per_month) == (None, None, 0.0)


def test_a_training_for_nothing_is_done_all_the_time():
    assert retraining_interval(0, 5_000, 12).exact_months == 0.0


def test_the_best_whole_months_of_a_case_have_its_highest_value():
    case, earning = Case(retrain_every=12), FlatEarning(profit=2.5, decisions_per_month=10_000)
    found = best_retraining(case, earning)
    given = case.to_dict()
    worth = {n: cash_flow(Case(**{**given, "retrain_every": n}), earning).npv for n in range(34)}
    assert worth[found.best_months] == pytest.approx(max(worth.values()))
    assert found.gain == pytest.approx(max(worth.values()) - worth[12])
    assert found.now_months == 12
    assert found.now_cost_per_month > found.cost_per_month


def test_a_case_that_loses_money_is_not_trained_again():
    found = best_retraining(Case(), FlatEarning(profit=-1.0, decisions_per_month=10_000))
    assert (found.exact_months, found.best_months, found.value) == (None, 0, 0.0)
    assert found.gain > 0


def test_a_negative_cost_is_refused_and_none_is_not():
    with pytest.raises(InputError, match="cost must be a number from 0"):
        retraining_interval(-1, 5_000, 12)
    with pytest.raises(InputError, match="lasting_share must be between 0 and 1"):
        retraining_interval(1, 5_000, 12, lasting_share=1.01)
    assert retraining_interval(1, 5_000, 12, lasting_share=1).exact_months is None


def test_a_limit_of_a_month_lowers_what_is_at_stake():
    free = FlatEarning(profit=2.5, decisions_per_month=10_000)
    half = FlatEarning(profit=2.5, decisions_per_month=10_000, capacity=5_000)
    whole, part = (best_retraining(Case(), earning).value for earning in (free, half))
    assert whole == pytest.approx(2.5 * 10_000 * 0.9)
    assert part == pytest.approx(whole / 2)
