"""What numbers and classes earn case by case is what their own answers say of a month."""

import numpy as np
import pytest

from lepton.errors import InputError
from lepton.value.actions import ActionMoney, action_value, gains_by_case
from lepton.value.forecast import ForecastMoney, ForecastRows, forecast_value, savings_by_period
from lepton.value.intervals import spread_of
from lepton.value.uncertainty.means import drawn_means

RNG = np.random.default_rng(11)
CLASSES = ["card", "cash", "loan"]
DESK = ActionMoney(wrong=6, automatic=0.2, human=2, decisions_per_month=5_000, fixed_cost=400)


@pytest.fixture(scope="module")
def cases():
    truth = RNG.integers(0, 3, 2_000)
    raw = RNG.gamma(0.5, 1.0, (2_000, 3)) + 2.0 * np.eye(3)[truth] * RNG.random((2_000, 1))
    return truth, raw / raw.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("today", [False, True])
def test_cases_add_up_to_what_the_answer_says_over_its_reference(cases, today):
    truth, p = cases
    now = RNG.choice(CLASSES, truth.size) if today else None
    found = gains_by_case(truth, p, DESK, classes=CLASSES, today=now)
    told = action_value(truth, p, DESK, classes=CLASSES, today=now)
    month = DESK.decisions_per_month * found.each.mean() - found.fixed_cost
    assert month == pytest.approx(told.baseline(found.reference).over, rel=1e-9)
    assert (found.reference == "today") == today


def test_without_today_the_best_simple_way_is_the_reference(cases):
    truth, p = cases
    simple = [b for b in action_value(truth, p, DESK, classes=CLASSES).baselines
              if b.key in {"person", "constant"}]  # fmt: skip
    best = max(simple, key=lambda b: b.profit)
    found = gains_by_case(truth, p, DESK, classes=CLASSES)
    assert (found.reference, found.action) == (best.key, best.action)
    alone = ActionMoney(wrong=6, human=None)
    assert gains_by_case(truth, p, alone, classes=CLASSES).reference == "constant"


@pytest.mark.parametrize("choose", [False, True])
def test_periods_add_up_to_what_the_forecast_saves(choose):
    need = RNG.gamma(9.0, 10.0, 900)
    rows = ForecastRows.of(need, need + RNG.normal(0, 8, 900), baselines={"mean": [90.0] * 900},
                           in_order=True)  # fmt: skip
    money = ForecastMoney(under=4, over=1, fixed_cost=50, periods_per_month=300)
    there = rows if choose else None
    saved, reference = savings_by_period(rows, money, choose=there)
    told = forecast_value(rows, money, choose=there)
    assert reference == told.reference == "mean"
    assert 300 * saved.mean() - 50 == pytest.approx(told.saved, rel=1e-9)


def test_without_anything_to_compare_nothing_is_saved():
    rows = ForecastRows.of([1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 3.0, 5.0])
    saved, reference = savings_by_period(rows, ForecastMoney(under=1, over=1), choose=rows)
    assert (saved.tolist(), reference) == ([0.0] * 4, "")


@pytest.mark.parametrize(("rows", "in_order"), [(400, False), (400, True), (20_000, False)])
def test_drawn_means_spread_as_the_standard_error_says(rows, in_order):
    values = RNG.gamma(2.0, 3.0, rows)
    found = drawn_means(values, draws=4_000, in_order=in_order)
    spread = spread_of(values, in_order=in_order)
    assert found.std() == pytest.approx(spread.error, rel=0.08)
    assert found.mean() == pytest.approx(spread.mean, abs=5 * spread.error / 60)


def test_the_same_seed_draws_the_same_means():
    values = RNG.random(50)
    assert np.array_equal(drawn_means(values, seed=4), drawn_means(values, seed=4))
    assert not np.array_equal(drawn_means(values, seed=4), drawn_means(values, seed=5))


@pytest.mark.parametrize("draws", [99, 100_001])
def test_too_few_or_too_many_draws_are_refused(draws):
    with pytest.raises(InputError, match="replicates must be"):
        drawn_means([1.0, 2.0], draws=draws)
