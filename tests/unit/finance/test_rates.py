"""Interest arithmetic where it is hard, and where it must refuse."""

import math

import numpy as np
import pytest

from lepton.errors import InputError
from lepton.finance import fv, irr, irr_all, mirr, nper, npv, pmt, pv
from lepton.finance.rates import sign_changes


def test_no_rate_exists_where_money_moves_one_way():
    assert irr([-100, -20]) is None
    assert irr([100, 20]) is None
    assert irr([0, 0]) is None
    assert irr([-5]) is None


def test_no_rate_exists_where_the_value_never_reaches_nothing():
    assert irr_all([100, -150, 100]) == []
    assert irr([100, -150, 100]) is None


def test_a_rate_that_only_touches_nothing_is_found_once():
    assert irr_all([100, -220, 121]) == pytest.approx([0.1], abs=1e-6)


def test_three_rates_are_found():
    """(d - 1/1.1)(d - 1/1.2)(d - 1/1.3) has these three."""
    flows = np.poly([1 / 1.1, 1 / 1.2, 1 / 1.3])[::-1]
    assert irr_all(flows) == pytest.approx([0.1, 0.2, 0.3], abs=1e-8)


def test_zeros_before_and_after_do_not_matter():
    assert irr([0, -100, 0, 121, 0]) == pytest.approx(0.1)
    assert sign_changes([0, -1, 0, 0, 1, 0, -1]) == 2


@pytest.mark.parametrize("months", [36, 240])
def test_a_long_flow_has_its_rate(months):
    flows = np.full(months + 1, 1_000.0)
    flows[0] = -npv(0.017, [0.0, *flows[1:]])
    assert irr(flows) == pytest.approx(0.017, abs=1e-10)


def test_a_long_flow_that_turns_often_has_all_its_rates():
    rng = np.random.default_rng(2)
    flows = rng.normal(size=241)
    found = irr_all(flows)
    assert 0 < len(found) <= sign_changes(flows)
    for rate in found:
        assert abs(npv(rate, flows)) < 1e-7 * npv(rate, np.abs(flows))


@pytest.mark.parametrize("rate", [-0.999, -0.5, 1e-9, 3.0, 1e6])
def test_extreme_rates_are_found(rate):
    assert irr([-1.0, 0.0, (1 + rate) ** 2]) == pytest.approx(rate, rel=1e-6, abs=1e-10)


def test_amounts_of_very_different_size_do_no_harm():
    assert irr([-1e-9, 0, 0, 1e12]) == pytest.approx(1e7, rel=1e-6)
    assert irr([-1e12, 0, 0, 1e-9]) == pytest.approx(-1, abs=1e-6)


def test_amounts_may_come_at_any_time():
    assert irr_all([-100, 110], [0.0, 0.5]) == pytest.approx([0.21])
    assert mirr([-100, 110], 0.0, 0.0, times=[0.0, 0.5]) == pytest.approx(0.21)
    with pytest.raises(InputError, match="times must be 2 rising numbers"):
        irr_all([-100, 110], [0.0, 0.0])
    with pytest.raises(InputError, match="times must be 2 rising numbers"):
        irr_all([-100, 110], [0.0, 1.0, 2.0])


def test_no_modified_rate_exists_where_money_moves_one_way():
    assert mirr([-100, -20], 0.1, 0.1) is None
    assert mirr([100, 20], 0.1, 0.1) is None


def test_without_interest_payments_just_add_up():
    assert npv(0.0, [-3, 1, 1]) == -1
    assert pmt(0.0, 10, 100) == -10
    assert fv(0.0, 10, -10, 0) == 100
    assert pv(0.0, 10, -10) == 100
    assert nper(0.0, -10, 100) == 10


def test_payments_at_the_begin_earn_for_one_period_more():
    assert fv(0.1, 1, -100, 0, "begin") == pytest.approx(110)
    assert pmt(0.1, 1, 100, 0, "begin") == pytest.approx(-100)
    assert pv(0.1, 1, -100, 0, "begin") == pytest.approx(100)
    assert nper(0.1, -100, 100, 0, "begin") == pytest.approx(1)
    with pytest.raises(InputError, match="when must be end or begin; got 'middle'"):
        fv(0.1, 1, -100, 0, "middle")


def test_payments_that_never_settle_a_loan_have_no_number():
    assert nper(0.1, -10, 100) is None
    assert nper(0.0, 10, 100) is None
    assert nper(0.0, 0, 100) is None


@pytest.mark.parametrize("rate", [-1, -1.5, math.nan, "0.1"])
def test_a_rate_of_minus_everything_is_refused(rate):
    for asked in (
        lambda: npv(rate, [1, 2]),
        lambda: pmt(rate, 10, 100),
        lambda: mirr([-1, 2], rate, 0.1),
    ):
        with pytest.raises(InputError, match="rate must be"):
            asked()


def test_a_rate_just_above_minus_everything_will_do():
    assert npv(-0.5, [1, 1]) == 3
    assert npv(-0.999999, [1, 0]) == 1


@pytest.mark.parametrize("flows", [[], [[1, 2]], ["a"], [1, math.nan], None])
def test_what_is_no_row_of_amounts_is_refused(flows):
    with pytest.raises(InputError, match="cash_flows must be"):
        npv(0.1, flows)


def test_no_periods_are_refused():
    with pytest.raises(InputError, match="nper must be above 0; got 0"):
        pmt(0.1, 0, 100)


def test_what_is_too_large_for_a_number_is_said():
    assert npv(-0.9, [1.0] * 240) > 1e200
    with pytest.raises(InputError, match="rate must be farther above -1 over 400 periods"):
        npv(-0.99, [1.0] * 400)
    with pytest.raises(InputError, match="rate must be smaller over 400 periods; got 99"):
        fv(99, 400, -1, 0)
    assert fv(99, 100, -1, 0) > 1e190
    assert mirr([-1, 0, 0, 2], 99.0, 99.0) == pytest.approx(2 ** (1 / 3) - 1)


def test_a_tiny_rate_loses_no_digits():
    assert fv(1e-12, 12, -100, 0) == pytest.approx(1200, rel=1e-10)
    assert fv(0.01, 12, -100, 0) == pytest.approx(100 * (1.01**12 - 1) / 0.01)
