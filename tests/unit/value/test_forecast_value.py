"""What a forecast is worth: hand arithmetic, fairness to simple rules, and bad input."""

import json

import numpy as np
import pytest

from lepton.errors import InputError, NoSolution
from lepton.value import Assumptions, answer
from lepton.value.forecast import (
    ForecastMoney,
    ForecastRows,
    act_if,
    best_shift,
    critical_fractile,
    forecast_value,
    newsvendor_normal,
    newsvendor_poisson,
    shift_for,
)
from lepton.value.forecast.shift import _costs

MONEY = ForecastMoney(under=4, over=1, periods_per_month=100)


@pytest.fixture
def rows():
    """Demand that a forecast knows well, beside a flat plan."""
    rng = np.random.default_rng(5)
    signal = 50 + 20 * np.sin(np.arange(600) / 7)
    y = signal + rng.normal(0, 5, 600)
    return ForecastRows.of(y, signal, baselines={"mean": np.full(600, 50.0)}, in_order=True)


def test_cost_is_counted_by_the_piece():
    assert MONEY.cost_of([3, -2, 0]).tolist() == [12, 2, 0]


def test_a_band_and_a_step_change_the_cost_as_written():
    money = ForecastMoney(under=4, over=1, tolerance=2, step=10)
    # 3 too few: one beyond the band at 4, and the step; 2 too many lie within the band
    assert money.cost_of([3, -2, -5, 2]).tolist() == [14, 0, 13, 0]


def test_the_shift_is_the_smallest_residual_that_is_enough_often_enough():
    assert shift_for([5, 1, 2, 3, 4], 0.8) == 4
    assert shift_for([5, 1, 2, 3, 4], 0.81) == 5


@pytest.mark.parametrize("extra", [{}, {"tolerance": 1.5}, {"tolerance": 2.0, "step": 6.0}])
def test_no_other_shift_costs_less(extra):
    residual = np.random.default_rng(2).gamma(2, 3, 300) - 5
    money = ForecastMoney(under=3, over=1, **extra)
    best = money.cost_of(residual - best_shift(residual, money)).mean()
    others = [money.cost_of(residual - s).mean() for s in np.linspace(-15, 25, 4001)]
    assert best <= min(others) + 1e-9


def test_a_plan_at_the_edge_of_the_band_is_inside_it():
    # 4.1 − 6.1 is a hair below −2 on a computer
    money = ForecastMoney(under=1, over=2, tolerance=2, step=3)
    assert money.cost_of(np.array([4.1]) - 6.1) == pytest.approx([0])
    assert money.cost_of([-2.001]) == pytest.approx([3.002])


def test_the_cost_of_a_shift_is_the_mean_cost_of_the_rows():
    rng = np.random.default_rng(11)
    for _ in range(20):
        residual = np.sort(rng.normal(1e5, 7, 40).round(1))
        money = ForecastMoney(under=rng.uniform(0.1, 5), over=rng.uniform(0.1, 5),
                              tolerance=rng.choice([0, 1.5, 2]), step=3)  # fmt: skip
        tried = np.concatenate([residual, residual + money.tolerance, residual - 60, residual + 60])
        by_row = [money.cost_of(residual - shift).mean() for shift in tried]
        assert _costs(residual, tried, money) == pytest.approx(by_row)


def test_a_wish_for_safety_is_followed_instead_of_the_cost():
    residual = np.arange(1, 101)
    assert best_shift(residual, ForecastMoney(under=4, over=1, enough=0.5)) == 50
    assert best_shift(residual, ForecastMoney(under=4, over=1)) == 80


def test_a_perfect_forecast_costs_nothing_and_no_plan_costs_less(rows):
    perfect = ForecastRows.of(rows.y_true, rows.y_true, baselines=rows.baselines)
    found = forecast_value(perfect, MONEY, choose=perfect)
    assert found.model.cost == 0
    assert found.model.shift == 0
    assert all(other.cost >= 0 for other in found.others)
    assert found.worth_of_mae is None


def test_the_saving_is_the_difference_of_the_costs(rows):
    found = forecast_value(rows, MONEY, choose=rows)
    flat = found.compared
    assert found.reference == "mean"
    assert found.saved == pytest.approx(flat.cost_per_month - found.model.cost_per_month)
    assert found.low < found.saved < found.high


def test_a_fixed_cost_comes_off_the_saving_once(rows):
    free = forecast_value(rows, MONEY, choose=rows)
    paid = ForecastMoney(under=4, over=1, periods_per_month=100, fixed_cost=30)
    assert free.saved - forecast_value(rows, paid, choose=rows).saved == pytest.approx(30)


def test_simple_rules_get_the_best_safety_of_their_own(rows):
    found = forecast_value(rows, MONEY, choose=rows)
    residual = rows.y_true - 50
    assert found.other("mean").shift == shift_for(residual, 0.8)


def test_todays_plan_is_taken_as_it_is_and_comes_first(rows):
    now = ForecastRows.of(rows.y_true, rows.forecast, baselines=rows.baselines,
                          today=np.full(600, 60.0), in_order=True)  # fmt: skip
    found = forecast_value(now, MONEY, choose=now)
    assert found.reference == "today"
    assert found.other("today").shift == 0
    assert found.other("today").plan == 60


def test_a_forecast_that_is_its_own_baseline_saves_nothing(rows):
    same = ForecastRows.of(rows.y_true, rows.forecast, baselines={"same": rows.forecast})
    found = forecast_value(same, MONEY, choose=same)
    assert (found.saved, found.low, found.high) == (0, 0, 0)


def test_without_rows_to_choose_one_half_chooses_and_the_other_reports(rows):
    found = forecast_value(rows, MONEY)
    assert (found.chosen_on, found.rows, found.chosen_from) == (300, 300, "half")
    assert forecast_value(rows, MONEY).to_dict() == found.to_dict()


def test_rows_in_order_are_halved_by_time_and_others_by_chance(rows):
    first, second = rows.halves(0)
    assert first.y_true.tolist() == rows.y_true[:300].tolist()
    mixed = ForecastRows.of(rows.y_true, rows.forecast)
    assert mixed.halves(0)[0].y_true.tolist() != rows.y_true[:300].tolist()
    assert sorted(np.concatenate([h.y_true for h in mixed.halves(1)])) == sorted(rows.y_true)
    assert second.in_order


def test_neighbours_that_are_alike_widen_the_range(rows):
    slow = np.repeat(np.random.default_rng(1).normal(0, 9, 60), 10)
    y = rows.forecast + slow
    ranges = []
    for in_order in (False, True):
        these = ForecastRows.of(y, rows.forecast, baselines=rows.baselines, in_order=in_order)
        found = forecast_value(these, MONEY, choose=these)
        ranges.append(found.high - found.low)
    assert ranges[1] > 1.2 * ranges[0]


def test_a_piece_less_error_is_worth_the_cost_per_piece_of_error(rows):
    """Errors that shrink by a tenth cost a tenth less, exactly, where the cost is linear."""
    found = forecast_value(rows, MONEY, choose=rows)
    y = rows.forecast + 0.9 * rows.residual
    closer = ForecastRows.of(y, rows.forecast, in_order=True)
    better = forecast_value(closer, MONEY, choose=closer)
    less = found.model.mae - better.model.mae
    saved = found.model.cost_per_month - better.model.cost_per_month
    assert saved / less == pytest.approx(found.worth_of_mae)


def test_nothing_below_zero_is_ever_planned_where_nothing_below_zero_is_needed():
    y, guess = np.array([0.0, 1, 9, 10]), np.array([0.0, 0, 10, 10])
    these = ForecastRows.of(y, guess)
    found = forecast_value(these, ForecastMoney(under=1, over=4), choose=these)
    assert found.model.shift == -1
    # planned 0, 0, 9, 9: one too few twice, at 1 each
    assert found.model.cost == 0.5


def test_the_curve_passes_through_the_chosen_plan(rows):
    found = forecast_value(rows, MONEY, choose=rows)
    at = found.curve.at(0.8)
    assert found.curve.cost[at] == pytest.approx(found.model.cost_per_month)
    assert (found.curve.low <= found.curve.cost).all()
    assert (np.diff(found.curve.enough) >= 0).all()


def test_twice_the_money_is_twice_the_saving(rows):
    double = ForecastMoney(under=8, over=2, periods_per_month=100)
    once, twice = (forecast_value(rows, m, choose=rows) for m in (MONEY, double))
    assert twice.saved == pytest.approx(2 * once.saved)
    assert twice.model.shift == once.model.shift


def test_the_answer_is_plain_json_and_a_table(rows):
    found = forecast_value(rows, MONEY)
    json.dumps(found.to_dict(), allow_nan=False)
    assert list(found.curve.to_frame().columns[:3]) == ["aim", "shift", "cost"]


def test_money_survives_its_own_writing():
    money = ForecastMoney(under=2, season=24, season_column="hour", today="plan")
    assert ForecastMoney.from_dict(json.loads(json.dumps(money.to_dict()))) == money


def test_acting_where_it_is_expected_to_pay_earns_what_it_earned():
    found = act_if([10, 0, 6, 1], [8, 6, 1, 2], margin=2, cost=9)
    assert found.share == 0.5
    assert found.profit == (11 - 9) / 4
    assert found.right == 0.5


def test_acting_by_a_number_is_priced_and_drawn_like_any_other_decision():
    rng = np.random.default_rng(4)
    guess = rng.normal(5, 3, 500)
    y = guess + rng.normal(0, 1, 500)
    found = act_if(y, guess, margin=2, cost=9)
    counts = found.counts()
    money = Assumptions(
        benefit=1, benefit_from="column", contact_cost=0, decisions_per_month=500,
        fraction=found.share,
    )  # fmt: skip
    assert answer(counts, money).chosen.profit == pytest.approx(500 * found.profit)
    assert counts.n[-1] == 500


def test_each_row_may_have_its_own_margin_and_cost():
    found = act_if([1, 1], [1, 1], margin=[5, 1], cost=[1, 3])
    assert found.realised.tolist() == [4, -2]
    assert found.share == 0.5


def test_nobody_is_acted_on_where_nothing_pays():
    found = act_if([1, 2], [1, 2], margin=1, cost=5)
    assert (found.share, found.profit, found.right) == (0, 0, None)


BAD = {
    "a negative cost": ({"under": -1}, "under must be"),
    "no cost at all": ({"under": 0, "over": 0}, "above zero where over is zero"),
    "money that is text": ({"over": "2"}, "over must be"),
    "endless money": ({"under": float("inf")}, "under must be"),
    "more than always": ({"enough": 1.01}, "enough must be between 0 and 1"),
    "no period": ({"periods_per_month": 0}, "periods_per_month must be above zero"),
    "a season of nothing": ({"season": 0}, "season must be"),
    "a column of no name": ({"today": ""}, "today must be the name of a column"),
    "a currency with no code": ({"currency": "euro"}, "currency must be a three-letter code"),
}


@pytest.mark.parametrize(("given", "said"), BAD.values(), ids=BAD)
def test_money_that_cannot_be_used_is_refused_in_one_sentence(given, said):
    with pytest.raises(InputError, match=said):
        ForecastMoney(**given)


@pytest.mark.parametrize(
    "given",
    [{"under": 0, "over": 1}, {"under": 0, "over": 0, "step": 1}, {"enough": 1.0}, {"season": 1},
     {"periods_per_month": 0.5}, {"under": 1e12}, {"today": "p"}],
)  # fmt: skip
def test_money_on_the_other_side_of_each_boundary_is_taken(given):
    ForecastMoney(**given)


def test_other_forms_and_unknown_fields_are_refused():
    with pytest.raises(InputError, match="form must be 'forecast'"):
        ForecastMoney.from_dict({"form": "actions"})
    with pytest.raises(InputError, match="assumptions must be among"):
        ForecastMoney.from_dict({"form": "forecast", "undr": 2})


@pytest.mark.parametrize(
    ("y", "guess", "said"),
    [([1.0], [1.0], "at least 2 rows"), ([1, 2], [1, 2, 3], "as long as y_true"),
     ([1, np.nan], [1, 2], "finite in every row"), (["a", "b"], [1, 2], "must be numbers")],
)  # fmt: skip
def test_rows_that_cannot_be_used_are_refused(y, guess, said):
    with pytest.raises(InputError, match=said):
        ForecastRows.of(y, guess)


def test_rows_that_choose_need_the_same_simple_rules(rows):
    bare = ForecastRows.of(rows.y_true, rows.forecast)
    with pytest.raises(InputError, match="no mean"):
        forecast_value(rows, MONEY, choose=bare)


@pytest.mark.parametrize("level", [0.0, 1.0])
def test_a_range_that_is_never_or_always_right_is_refused(rows, level):
    with pytest.raises(InputError, match="level must be"):
        forecast_value(rows, MONEY, level=level)


def test_a_best_stock_needs_two_costs_and_a_spread():
    with pytest.raises(NoSolution, match="above zero where over is zero"):
        critical_fractile(0, 0)
    with pytest.raises(NoSolution, match="got over 0"):
        newsvendor_normal(50, 8, under=1, over=0)
    with pytest.raises(NoSolution, match="got under 0"):
        newsvendor_poisson(5, under=0, over=1)
    with pytest.raises(InputError, match="sd must be above zero"):
        newsvendor_normal(50, 0, under=1, over=1)
    assert newsvendor_normal(50, 8, under=1, over=0, stock=50).cost > 0


def test_a_sale_has_to_bring_its_price_and_leftovers_must_not():
    with pytest.raises(InputError, match="revenue must be"):
        ForecastMoney.of_sales(revenue=1, purchase=2)
    with pytest.raises(InputError, match="salvage must be"):
        ForecastMoney.of_sales(revenue=3, purchase=2, salvage=2.5)
    assert ForecastMoney.of_sales(revenue=3, purchase=2, salvage=2).over == 0


def test_acting_costs_nothing_or_something_but_never_less():
    with pytest.raises(InputError, match="cost must be zero or more"):
        act_if([1], [1], cost=-1)
    assert act_if([1], [1], cost=0).share == 1
