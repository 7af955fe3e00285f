"""Measures of a cash flow: their denominators, and when they are not shown."""

from dataclasses import replace

import numpy as np
import pytest

from lepton.finance import Case, FlatEarning, cash_flow, equivalent_annual, measures, payback
from lepton.finance.flows import CashFlow
from lepton.finance.lines import ITEMS, LINES
from lepton.finance.measures import paybacks

EARNING = FlatEarning(profit=2.5, decisions_per_month=10_000)


def flow_of(*net, case):
    """A flow of plain numbers: what comes is benefit, what goes is hosting."""
    net = np.array(net, dtype=float)
    lines = {key: np.zeros(net.size) for key in LINES}
    lines |= {"benefit": np.maximum(net, 0), "hosting": -np.minimum(net, 0)}
    factor = (1 + case.discount_rate) ** (-np.arange(net.size) / 12)
    rest = dict.fromkeys(("spend", "volume", "acted_on"), np.ones(net.size))
    return CashFlow(
        month=np.arange(net.size), lines=lines, items=dict.fromkeys(ITEMS, net), net=net,
        cumulative=net.cumsum(), discounted=(net * factor).cumsum(), factor=factor, **rest,
    )  # fmt: skip


def found(*net):
    case = Case(horizon_months=max(len(net) - 1, 1), build_months=0)
    return measures(case, flow_of(*net, case=case))


def test_returns_are_on_all_costs():
    one = measures(Case(), cash_flow(Case(), EARNING))
    assert one.npv == pytest.approx(one.pv_benefits - one.pv_costs)
    assert one.roi == pytest.approx(one.npv / one.pv_costs)
    assert one.benefit_cost == pytest.approx(one.roi + 1)
    assert one.roi_undiscounted == pytest.approx(one.total_benefits / one.total_costs - 1)


def test_tax_lowers_the_return_and_not_the_costs():
    case = Case(tax_rate=0.3)
    before, after = (measures(c, cash_flow(c, EARNING)) for c in (Case(), case))
    assert after.pv_costs == pytest.approx(before.pv_costs)
    assert after.npv == pytest.approx(0.7 * before.npv)
    assert after.roi == pytest.approx(0.7 * before.roi)
    assert after.npv == pytest.approx(after.pv_benefits - after.pv_costs - after.pv_tax)


def test_rates_are_a_year():
    one = found(-100, *[0] * 11, 110)
    assert one.irr == pytest.approx(0.10)
    assert one.mirr == pytest.approx(0.10)
    assert (one.irr_note, one.sign_changes) == ("", 1)


def test_in_the_middle_of_months_the_rate_still_brings_the_value_to_nothing():
    case = Case(timing="mid")
    rate = measures(case, cash_flow(case, EARNING)).irr
    assert rate is not None
    again = Case(timing="mid", discount_rate=rate)
    assert cash_flow(again, EARNING).npv == pytest.approx(0, abs=1e-5)


def test_no_rate_is_shown_where_money_only_goes():
    one = found(-100, 0, -5)
    assert (one.irr, one.mirr) == (None, None)
    assert one.irr_note == "No rate of return exists: the case only pays money."
    assert found(0, 3).irr_note == "No rate of return exists: the case only receives money."


def test_no_rate_is_shown_where_several_fit():
    one = found(-1_600, 10_000, -10_000)
    assert one.irr is None
    assert one.irr_note == (
        "No rate of return is shown: the monthly net changes its sign 2 times, and 2 rates fit."
    )
    assert one.mirr is not None


def test_a_rate_is_shown_where_several_changes_leave_only_one():
    one = found(-100, 60, -1, 60)
    assert one.sign_changes == 3
    assert one.irr is not None
    assert one.irr_note == ""


def test_no_rate_is_shown_where_none_fits():
    one = found(100, -150, 100)
    assert one.irr_note == "No rate of return exists: at no rate is the case worth exactly 0."


def test_the_rate_of_a_tiny_outlay_is_not_shown():
    shown, hidden = found(-100, -900, 1_200), found(-99, -901, 1_200)
    assert shown.irr is not None
    assert hidden.irr is None
    assert hidden.irr_note.endswith("too little is paid at the start to relate it to.")


def test_a_rate_beyond_belief_is_not_shown():
    assert found(-100, 146).irr == pytest.approx(1.46**12 - 1)
    beyond = found(-100, 148)
    assert beyond.irr is None
    assert beyond.irr_note.endswith("above 10,000 % a year it says nothing.")
    assert (found(-1, 1e30).irr, found(-1, 1e30).mirr) == (None, None)


def test_a_rate_at_which_all_is_lost_is_not_shown():
    assert found(-100, 69).irr == pytest.approx(0.69**12 - 1)
    beyond = found(-100, 68)
    assert (beyond.irr, beyond.mirr) == (None, None)
    assert beyond.irr_note.endswith("below -99 % a year it says nothing.")


def test_payback_lies_on_the_straight_line_within_a_month():
    assert payback([-100, -50, 50]) == 1.5
    assert payback([-100, -50, 0]) == 2.0
    assert payback([-100, -50, -1]) is None
    assert payback([-100]) is None


def test_a_flow_that_starts_with_money_is_paid_back_at_once():
    assert payback([5, -10, 20]) == 0.0
    assert payback([0, 1]) == 0.0
    one = found(5, -10, 20)
    assert (one.payback_months, one.payback_holds) == (0.0, False)


def test_payback_tells_whether_it_holds():
    assert found(-10, 15, -20).payback_holds is False
    assert found(-10, 15, -5).payback_holds is True
    assert found(-10, 15).payback_holds is True
    assert found(-10, 5).payback_holds is False


def test_discounted_payback_comes_later():
    one = measures(Case(), cash_flow(Case(), EARNING))
    assert one.discounted_payback_months > one.payback_months


def test_paybacks_of_many_trials_are_as_each_alone():
    rows = np.array([[-4, -2, 2], [1, -5, -5], [-4, -3, -1], [-4, 0, 1.0]])
    each = [payback(row) for row in rows]
    assert each == [1.5, 0.0, None, 1.0]
    assert [None if np.isnan(x) else x for x in paybacks(rows)] == each


def test_the_most_money_that_is_out_is_told():
    assert found(-10, -5, 40).peak_need == 15
    assert found(10, 5).peak_need == 0


def test_a_level_amount_a_year_is_worth_as_much():
    for rate in (0.0, 0.07, -0.5):
        level = equivalent_annual(500.0, rate, 60)
        assert sum(level / (1 + rate) ** t for t in range(1, 6)) == pytest.approx(500)


def test_without_costs_there_is_no_return_on_them():
    one = found(5, 10)
    assert (one.roi, one.benefit_cost, one.roi_undiscounted) == (None, None, None)


def test_why_nothing_is_earned_is_said():
    case = Case()
    assert measures(case, cash_flow(case, EARNING)).nothing_earned == ""
    nobody = Case(adoption_ceiling=0)
    assert measures(nobody, cash_flow(nobody, EARNING)).nothing_earned == (
        "Nothing is earned: no decision is acted on."
    )
    no_better = cash_flow(case, replace(EARNING, profit=0.0))
    assert measures(case, no_better).nothing_earned == (
        "Nothing is earned: acting on it brings no more than today's practice."
    )
    never = cash_flow(case, EARNING)
    empty = replace(never, volume=np.zeros(37))
    assert measures(case, empty).nothing_earned == "Nothing is earned: there are no decisions."


def test_measures_are_plain_values_for_json():
    given = measures(Case(), cash_flow(Case(), EARNING)).to_dict()
    assert given["payback_holds"] is True
    assert isinstance(given["npv"], float)
