"""On which computer the trainings cost least."""

import pytest

from lepton.errors import InputError
from lepton.finance import Case, FlatEarning, cash_flow, compute_options, own_after_hours
from lepton.finance.compute import trainings

EARNING = FlatEarning(profit=2.5, decisions_per_month=10_000)


def options(case, **given):
    return {option.key: option for option in compute_options(case, **given)}


def test_hours_on_a_gpu_nobody_measured_stay_unknown():
    found = options(Case())
    assert (found["rented"].hours, found["rented"].cost, found["owned"].cost_alone) == (None,) * 3
    assert found["cpu"].chosen
    assert found["rented"].even_speedup == pytest.approx(5.0 / 0.5)


def test_hours_on_a_gpu_follow_from_how_much_faster_it_is():
    found = options(Case(), gpu_speedup=10)
    assert found["rented"].hours == pytest.approx(found["cpu"].hours / 10)
    assert found["rented"].cost == pytest.approx(found["cpu"].cost)  # 10 is its even speed-up


def test_where_the_case_trains_on_a_gpu_the_ordinary_computer_is_unknown():
    case = Case(compute="rented", training_hours=2.0)
    assert options(case)["cpu"].hours is None
    assert options(case)["owned"].hours == 2.0 * trainings(case)
    assert options(case, gpu_speedup=4)["cpu"].hours == 8.0 * trainings(case)


def test_the_cost_is_that_of_the_cash_flow():
    case = Case(compute="owned", training_hours=30.0, retrain_days=0.0)
    flow = cash_flow(case, EARNING)
    spent = flow.lines["computing"].sum() + flow.lines["retraining"].sum()
    assert options(case)["owned"].cost == pytest.approx(spent)


def test_trainings_are_those_of_building_and_all_new_ones():
    assert trainings(Case()) == 50 + 5 * 10
    assert trainings(Case(retrain_every=0)) == 50


def test_a_gpu_bought_for_these_trainings_alone_costs_its_whole_price():
    owned = options(Case(compute="owned"))["owned"]
    assert owned.cost_alone == pytest.approx(25_000 + owned.hours * 0.245)
    worn = options(Case(compute="owned", training_hours=200.0))["owned"]
    assert worn.cost_alone == pytest.approx(2 * 25_000 + worn.hours * 0.245)


def test_owning_costs_as_much_as_renting_at_the_break_even():
    hours = own_after_hours(Case())
    case = Case(compute="owned", training_hours=hours / 50, retrain_every=0)
    found = options(case)
    assert found["owned"].cost_alone == pytest.approx(found["rented"].cost)


def test_owning_may_never_pay_or_pay_at_once():
    assert own_after_hours(Case(gpu_rate=0.1)) is None
    assert own_after_hours(Case(gpu_price=1_000_000)) is None
    assert own_after_hours(Case(gpu_price=5_000)) == 0.0


def test_a_free_ordinary_computer_cannot_be_matched():
    assert options(Case(cpu_rate=0))["rented"].even_speedup is None


@pytest.mark.parametrize("speedup", [0, -1, "fast"])
def test_a_speed_up_is_above_0(speedup):
    with pytest.raises(InputError, match="gpu_speedup must be a number from 1e-06"):
        compute_options(Case(), gpu_speedup=speedup)
    assert compute_options(Case(), gpu_speedup=1e-6)[1].cost > 0
