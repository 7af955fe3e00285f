"""What a case takes and what it refuses."""

import math

import numpy as np
import pytest

from lepton.errors import InputError
from lepton.finance import Case, FlatEarning
from lepton.finance.fields import FIELDS, GROUPS

NUMBERS = [field for field in FIELDS.values() if field.numeric]


def test_every_field_of_the_case_is_described_and_no_other():
    assert list(FIELDS) == list(Case().to_dict())
    assert {field.group for field in FIELDS.values()} == set(GROUPS)


@pytest.mark.parametrize("field", NUMBERS, ids=lambda field: field.name)
def test_both_bounds_of_a_number_are_allowed_and_nothing_beyond(field):
    step = 1 if field.whole else 1e-6 * max(abs(field.high), 1)
    for inside in (field.low, field.high):
        assert getattr(Case(**{field.name: inside}), field.name) == inside
    for outside in (field.low - step, field.high + step, math.nan, math.inf, "1", None, True):
        with pytest.raises(InputError, match=f"{field.name} must be a (whole )?number"):
            Case(**{field.name: outside})


@pytest.mark.parametrize("months", [0, 1_000])
def test_a_horizon_of_no_or_a_thousand_months_is_refused_in_one_sentence(months):
    said = (
        f"horizon_months must be a number from 1 to 240; got {months}. Months looked at: Three"
        " years are usual; month 0 is today."
    )
    with pytest.raises(InputError) as refused:
        Case(horizon_months=months)
    assert str(refused.value) == said


def test_a_discount_rate_of_minus_everything_is_refused():
    with pytest.raises(InputError, match=r"discount_rate must be a number from -0\.99 to 10"):
        Case(discount_rate=-1)
    assert Case(discount_rate=-0.99).discount_rate == -0.99


def test_half_months_are_refused_where_months_are_whole():
    with pytest.raises(InputError, match=r"build_months must be a whole number; got 2\.5"):
        Case(build_months=2.5)
    assert Case(build_months=2.0).build_months == 2


def test_a_choice_that_does_not_exist_is_refused_with_those_there_are():
    with pytest.raises(InputError, match="compute must be one of cpu, rented, owned; got 'tpu'"):
        Case(compute="tpu")


def test_numbers_of_numpy_are_numbers():
    case = Case(horizon_months=np.int64(24), discount_rate=np.float32(0.5))
    assert (case.horizon_months, case.discount_rate) == (24, 0.5)
    assert type(case.horizon_months) is int


@pytest.mark.parametrize("season", [(1.0,) * 11, "winter", 1.0, (1.0,) * 13])
def test_a_season_has_twelve_factors(season):
    with pytest.raises(InputError, match="season must be twelve numbers"):
        Case(season=season)


def test_a_season_has_some_month_and_no_negative_one():
    with pytest.raises(InputError, match="season must be above 0 somewhere"):
        Case(season=[0.0] * 12)
    with pytest.raises(InputError, match=r"season\[3\] must be a number from 0 to 100"):
        Case(season=[1, 1, 1, -1, 1, 1, 1, 1, 1, 1, 1, 1])
    assert Case(season=[0] * 11 + [12]).season[11] == 12.0


def test_a_case_that_was_kept_is_read_again():
    case = Case(horizon_months=60, adoption="bass", season=[2.0] + [1.0] * 11)
    assert Case.from_dict(case.to_dict()) == case
    assert Case.from_dict({}) == Case()


def test_a_kept_case_with_an_unknown_field_is_refused():
    with pytest.raises(InputError, match="made of fields that a business case has; got horizon"):
        Case.from_dict({"horizon": 3})
    with pytest.raises(InputError, match="case must be fields with their values"):
        Case.from_dict([1, 2])


def test_no_decisions_are_refused_because_nothing_can_be_earned():
    with pytest.raises(InputError, match="Without any decision there is nothing to earn"):
        FlatEarning(profit=1.0, decisions_per_month=0)
    assert FlatEarning(profit=1.0, decisions_per_month=1).worth({}).profit == 1.0


def test_a_profit_that_is_no_number_is_refused():
    with pytest.raises(InputError, match="profit must be a number"):
        FlatEarning(profit=math.nan, decisions_per_month=1)
    with pytest.raises(InputError, match="sampled must be finite in every draw"):
        FlatEarning(profit=1.0, decisions_per_month=1, sampled=np.array([1.0, math.nan]))


def test_draws_are_given_only_where_they_are_known():
    with pytest.raises(InputError, match="No draws are known"):
        FlatEarning(profit=1.0, decisions_per_month=1).worth({}, np.array([0]))
    known = FlatEarning(profit=1.0, decisions_per_month=1, sampled=np.array([0.5, 2.0]))
    assert known.worth({"profit": 3.0}, np.array([1, 0])).profit.tolist() == [4.0, 2.5]
