"""What waiting costs."""

import pytest

from lepton.errors import InputError
from lepton.finance import Case, FlatEarning, cash_flow, cost_of_delay

EARNING = FlatEarning(profit=2.5, decisions_per_month=10_000)


def test_without_interest_a_month_of_waiting_costs_the_last_month():
    case = Case(discount_rate=0.0, audit_cost=0.0)
    last = cash_flow(case, EARNING).net[-1]
    assert cost_of_delay(case, EARNING) == pytest.approx(last)


def test_not_waiting_costs_nothing():
    assert cost_of_delay(Case(), EARNING, 0) == 0.0


def test_waiting_pays_where_the_case_loses_money():
    assert cost_of_delay(Case(), FlatEarning(profit=0.0, decisions_per_month=1)) < 0


def test_starting_later_is_the_same_flow_moved():
    """With growth, season and inflation: the later start is put together by hand."""
    season = (2.0, 1.0, 0.5) * 4
    case = Case(volume_growth=0.3, inflation=0.05, season=season, first_month=3)
    later = Case(volume_growth=0.3, inflation=0.05, season=season, first_month=8, horizon_months=31)
    grown = FlatEarning(profit=2.5, decisions_per_month=10_000 * 1.3 ** (5 / 12))
    flow = cash_flow(later, grown)
    moved = sum(
        money * 1.05 ** (5 / 12) / 1.1 ** ((t + 5) / 12) for t, money in enumerate(flow.net)
    )
    assert cost_of_delay(case, EARNING, 5) == pytest.approx(cash_flow(case, EARNING).npv - moved)


@pytest.mark.parametrize("months", [-1, 37, 1.5, True, "1"])
def test_waiting_beyond_the_horizon_is_refused(months):
    with pytest.raises(InputError, match="months must be a whole number from 0 to 36"):
        cost_of_delay(Case(), EARNING, months)


def test_waiting_until_the_last_month_leaves_only_costs():
    case = Case()
    lost = cash_flow(case, EARNING).npv - cost_of_delay(case, EARNING, 35)
    assert lost == pytest.approx(cash_flow(case, EARNING).net[0] / 1.1 ** (35 / 12))


@pytest.mark.parametrize("horizon", [1, 36])
def test_waiting_until_the_end_is_not_doing_it(horizon):
    case = Case(horizon_months=horizon)
    assert cost_of_delay(case, EARNING, horizon) == pytest.approx(cash_flow(case, EARNING).npv)


def test_growth_beyond_what_may_be_entered_is_cut_and_not_refused():
    case = Case(volume_growth=-0.99)
    few = FlatEarning(profit=2.5, decisions_per_month=1e-3)
    assert cost_of_delay(case, few, 12) < 0
