import itertools
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lepton.errors import InputError, NoSolution
from lepton.value import Payoff
from lepton.value.limits import alerts, allocate, three_way
from lepton.value.limits.exact import settle
from lepton.value.limits.relaxed import Problem, relax

every = settings(max_examples=150, derandomize=True, deadline=None, database=None)
cents = st.integers(-2000, 5000).map(lambda c: c / 100)
costs = st.integers(0, 3000).map(lambda c: c / 100)
limits = st.one_of(st.none(), st.integers(0, 12))
budgets = st.one_of(st.none(), st.integers(0, 15_000).map(lambda c: c / 100))


@st.composite
def choices(draw, most=10):
    rows = draw(st.integers(1, most))
    gain = draw(st.lists(cents, min_size=rows, max_size=rows))
    cost = draw(st.lists(costs, min_size=rows, max_size=rows))
    return np.array(gain), np.array(cost)


def by_hand(gain, cost, capacity, budget):
    """The best of all subsets."""
    best = 0.0
    for picked in itertools.product([False, True], repeat=gain.size):
        chosen = np.array(picked)
        if capacity is not None and chosen.sum() > capacity:
            continue
        if budget is not None and cost[chosen].sum() > budget + 1e-9:
            continue
        best = max(best, gain[chosen].sum())
    return best


def by_linear_programming(gain, cost, capacity, budget):
    from scipy.optimize import linprog

    rows = [(np.ones(gain.size), capacity), (cost, budget)]
    kept = [(row, limit) for row, limit in rows if limit is not None]
    if not kept:
        return gain[gain > 0].sum()
    a, b = zip(*kept, strict=True)
    return -linprog(-gain, A_ub=np.array(a), b_ub=np.array(b, float), bounds=(0, 1)).fun


@every
@given(choices(), limits, budgets)
def test_the_exact_choice_is_the_best_of_all_subsets(rows, capacity, budget):
    found = allocate(*rows, capacity=capacity, budget=budget, exact=True)
    assert found.exact
    assert found.gain == pytest.approx(by_hand(*rows, capacity, budget), abs=1e-6)
    assert found.bound == pytest.approx(found.gain, abs=1e-6)


@every
@given(choices(), limits, budgets)
def test_in_parts_is_at_least_exact_is_at_least_quick(rows, capacity, budget):
    quick = allocate(*rows, capacity=capacity, budget=budget)
    best = allocate(*rows, capacity=capacity, budget=budget, exact=True)
    in_parts = by_linear_programming(*rows, capacity, budget)
    assert quick.bound == pytest.approx(in_parts, rel=1e-7, abs=1e-6)
    assert in_parts >= best.gain - 1e-6
    assert best.gain >= quick.gain - 1e-9


@every
@given(choices(), limits, budgets, st.booleans())
def test_the_limits_are_kept_and_nobody_is_chosen_at_a_loss(rows, capacity, budget, exact):
    gain, cost = rows
    found = allocate(gain, cost, capacity=capacity, budget=budget, exact=exact)
    assert found.n == found.chosen.sum() <= (gain.size if capacity is None else capacity)
    assert found.spent == pytest.approx(cost[found.chosen].sum())
    assert budget is None or found.spent <= budget + 1e-9
    assert (gain[found.chosen] > 0).all()
    assert found.gain == pytest.approx(gain[found.chosen].sum())
    assert found.bound >= found.gain


@every
@given(choices(), st.booleans())
def test_limits_relaxed_to_infinity_give_the_choice_without_limits(rows, exact):
    gain, cost = rows
    free = allocate(gain, cost, exact=exact)
    for wide in ({"capacity": np.inf, "budget": np.inf}, {"capacity": 99, "budget": 1e9}):
        found = allocate(gain, cost, **wide, exact=exact)
        assert found.chosen.tolist() == free.chosen.tolist() == (gain > 0).tolist()
        assert (found.shadow_price_capacity, found.shadow_price_budget) == (0, 0)
        assert found.limited_by is None
        assert found.exact


@every
@given(choices(most=14), st.integers(0, 12), st.integers(0, 15_000).map(lambda c: c / 100))
def test_the_shadow_prices_are_what_a_little_more_of_a_limit_earns_in_parts(rows, places, money):
    found = allocate(*rows, capacity=places, budget=money)
    earned = by_linear_programming(*rows, places, money)
    for more, price in (
        ((places + 1, money), found.shadow_price_capacity),
        ((places, money + 1e-3), found.shadow_price_budget * 1e-3),
    ):
        # prices are tangents: no more than they say is ever earned by more
        assert by_linear_programming(*rows, *more) - earned <= price + 1e-6


def test_one_more_unit_of_a_budget_earns_what_the_first_row_left_out_earns_per_unit():
    found = allocate([60, 100, 120], [10, 20, 30], budget=40)
    assert found.chosen.tolist() == [True, True, False]
    assert found.shadow_price_budget == 4
    assert found.shadow_price_capacity == 0
    assert found.limited_by == "budget"
    assert found.bound == 160 + 10 * 4
    assert found.lost_at_most == 40


def test_one_more_contact_earns_what_the_next_one_earns():
    found = allocate([5, 9, 7, -1], 1.0, capacity=2)
    assert found.chosen.tolist() == [False, True, True, False]
    assert found.shadow_price_capacity == 5
    assert found.exact
    assert found.limited_by == "capacity"
    assert allocate([5, 9, 7, -1], 1.0, capacity=3).shadow_price_capacity == 0


def test_what_costs_nothing_is_chosen_before_the_budget_is_touched():
    found = allocate([1, 50], [0, 10], budget=0)
    assert found.chosen.tolist() == [True, False]
    assert found.shadow_price_budget == 5


def test_both_limits_can_bind_and_each_has_its_price():
    rng = np.random.default_rng(5)
    gain, cost = rng.gamma(2, 30, 400), rng.gamma(2, 10, 400)
    found = allocate(gain, cost, capacity=100, budget=1200, exact=True)
    assert found.limited_by == "both"
    assert found.exact
    assert found.n <= 100
    assert found.spent <= 1200
    # the prices of HiGHS for the same linear problem
    from scipy.optimize import linprog

    a = np.array([np.ones(400), cost])
    told = linprog(-gain, A_ub=a, b_ub=[100, 1200], bounds=(0, 1))
    assert found.bound <= -told.fun + 1e-6
    prices = (found.shadow_price_capacity, found.shadow_price_budget)
    assert prices == pytest.approx(tuple(-told.ineqlin.marginals), rel=1e-6)


def test_what_is_lost_by_whole_rows_is_small_and_told_where_there_are_many():
    rng = np.random.default_rng(6)
    gain, cost = rng.gamma(2, 30, 10_000), rng.gamma(2, 10, 10_000)
    found = allocate(gain, cost, budget=20_000)
    assert found.lost_at_most <= 1e-4 * found.gain
    proven = allocate(gain, cost, budget=20_000, exact=True)
    assert proven.exact
    assert found.gain <= proven.gain <= found.bound


def test_a_proof_that_takes_too_long_is_not_claimed():
    # costs and gains that all but agree: the hardest kind there is
    rng = np.random.default_rng(7)
    cost = rng.integers(1000, 2000, 400).astype(float)
    problem = Problem(cost + 100, cost, np.inf, 0.5 * cost.sum() + 0.5)
    start = relax(problem)
    found, proven = settle(problem, start, seconds=0.0)
    assert not proven
    assert problem.fits(found.chosen)
    assert start.gain_of(problem) <= found.gain_of(problem) <= found.bound + 1e-6


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"capacity": -1}, "capacity must be a number from 0 to inf; got -1."),
        ({"budget": -0.01}, "budget must be a number from 0 to inf; got -0.01."),
        ({"budget": float("nan")}, "budget must be a number from 0 to inf; got nan."),
        ({"cost": [1.0, -2.0]}, "cost must be zero or more in every row; got -2."),
        ({"cost": [1.0]}, "cost must be one number, or one per gain (2 rows); got 1 values."),
        ({"gain": [1.0, np.nan]}, "gain must be finite in every row; got 1 gaps (rows 1)."),
        ({"seconds": -1, "budget": 1, "exact": True}, "seconds must be a number from 0"),
    ],
)
def test_limits_that_make_no_sense_are_refused(given, said):
    words = {"gain": [4.0, 3.0], "cost": [1.0, 2.0]} | given
    gain, cost = words.pop("gain"), words.pop("cost")
    with pytest.raises(InputError) as refused:
        allocate(gain, cost, **words)
    assert said in str(refused.value)


def test_limits_of_zero_are_a_choice_of_nobody():
    assert allocate([4.0, 3.0], [1.0, 2.0], capacity=0).n == 0
    assert allocate([4.0, 3.0], [1.0, 2.0], budget=0).n == 0
    assert allocate([4.0, 3.0], [1.0, 2.0], capacity=0.9).n == 0


def test_a_choice_can_be_sent_as_json_and_seen_as_a_table():
    found = allocate([4.0, 3.0], [1.0, 2.0], budget=1)
    assert json.loads(json.dumps(found.to_dict()))["chosen"] == [True, False]
    assert found.to_frame()["chosen"].tolist() == [True, False]


# alerts


@pytest.fixture
def watched():
    rng = np.random.default_rng(8)
    score = rng.beta(1, 8, 3000)
    return rng.random(3000) < score, score


COSTS = {"value_per_hit": 200.0, "cost_per_alert": 30.0}


def test_alerts_are_counted_by_hand(watched):
    y, score = watched
    found = alerts(y, score, alerts_per_day=20, days=10, **COSTS)
    first = np.argsort(-score)[:200]
    assert found.alerts_per_day == 20
    assert found.precision == pytest.approx(y[first].mean())
    assert found.net_per_day == pytest.approx((200 * y[first].sum() - 30 * 200) / 10)
    assert found.found == pytest.approx(y[first].sum() / y.sum())
    assert found.break_even == pytest.approx(0.15)
    assert found.hours_per_day is found.value_per_hour is found.backlog_per_day is None


def test_the_best_number_of_alerts_is_the_best_of_all_numbers(watched):
    y, score = watched
    found = alerts(y, score, alerts_per_day=20, days=10, **COSTS)
    each = [alerts(y, score, alerts_per_day=n / 10, days=10, **COSTS) for n in range(0, 3001, 5)]
    assert found.best_net_per_day >= max(a.net_per_day for a in each) - 1e-9
    again = alerts(y, score, alerts_per_day=found.best_alerts_per_day, days=10, **COSTS)
    assert again.net_per_day == pytest.approx(found.best_net_per_day)


def test_more_alerts_than_hours_leave_a_backlog(watched):
    hours = {"minutes_per_alert": 15, "analysts_hours": 4}
    found = alerts(*watched, alerts_per_day=20, days=10, **COSTS, **hours)
    assert found.hours_per_day == 5
    assert found.backlog_per_day == 4
    assert found.hours_missing == 1
    assert found.value_per_hour == pytest.approx(found.net_per_day / 5)
    enough = alerts(*watched, alerts_per_day=16, days=10, **COSTS, **hours)
    assert enough.backlog_per_day == enough.hours_missing == 0


def test_more_alerts_than_rows_are_all_the_rows(watched):
    assert alerts(*watched, alerts_per_day=1e6, days=10, **COSTS).alerts_per_day == 300


def test_no_alerts_have_no_precision(watched):
    found = alerts(*watched, alerts_per_day=0, days=1, **COSTS)
    assert found.precision is None
    assert found.net_per_day == 0
    assert not found.pays


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"days": 0}, "days must be above zero; got 0."),
        ({"alerts_per_day": -1}, "alerts_per_day must be a number from 0"),
        ({"cost_per_alert": -1}, "cost_per_alert must be a number from 0"),
        ({"value_per_hit": float("inf")}, "value_per_hit must be a number from 0"),
        ({"minutes_per_alert": 0}, "minutes_per_alert must be above zero; got 0."),
        ({"analysts_hours": 4}, "minutes_per_alert must be given with analysts_hours; got none."),
    ],
)
def test_alerts_that_make_no_sense_are_refused(watched, given, said):
    with pytest.raises(InputError) as refused:
        alerts(*watched, **({"alerts_per_day": 5, "days": 10} | COSTS | given))
    assert said in str(refused.value)


# a second look


def test_a_look_pays_between_the_two_thresholds_of_chow():
    """Review where r < min(p·C_FN, (1 − p)·C_FP), so from r/C_FN to 1 − r/C_FP (Chow 1970)."""
    p = np.linspace(0, 1, 1001)
    found = three_way(p, right=500, wrong=80, review_cost=20)
    assert found.leave_below == pytest.approx(20 / 500)
    assert found.act_from == pytest.approx(1 - 20 / 80)
    pays = np.minimum(p * 500, (1 - p) * 80) > 20 + 1e-9
    assert ((found.decision == 1) == pays).all()
    assert found.break_even == pytest.approx(Payoff(500, -80).threshold())


@every
@given(
    st.floats(0, 1),
    st.integers(1, 500),
    st.integers(1, 500),
    st.integers(0, 300),
    st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.8]),
)
def test_every_decision_is_the_one_worth_most(p, right, wrong, review, errors):
    found = three_way([p], right=right, wrong=wrong, review_cost=review, review_errors=errors)
    worth = [
        0.0,
        (1 - errors) * p * right - errors * (1 - p) * wrong - review,
        p * right - (1 - p) * wrong,
    ]
    assert worth[int(found.decision[0])] == pytest.approx(max(worth), abs=1e-9)
    assert found.expected == pytest.approx(max(worth), abs=1e-9)
    assert found.expected >= found.expected_without - 1e-9


def test_a_look_that_costs_too_much_never_pays():
    dear = three_way([0.1, 0.5, 0.9], right=100, wrong=100, review_cost=50)
    assert not dear.review_pays
    assert dear.leave_below == dear.act_from == dear.break_even == 0.5
    assert dear.review == 0
    cheap = three_way([0.1, 0.5, 0.9], right=100, wrong=100, review_cost=49.9)
    assert cheap.review_pays
    assert cheap.most_review_cost == 50
    assert cheap.review == pytest.approx(1 / 3)
    blind = three_way([0.5], right=100, wrong=100, review_cost=0, review_errors=0.5)
    assert not blind.review_pays


def test_the_shares_add_up_and_the_outcomes_are_paid():
    rng = np.random.default_rng(9)
    p = rng.beta(1, 2, 200_000)
    y = rng.random(200_000) < p
    found = three_way(p, right=100, wrong=100, review_cost=20, review_errors=0.05, y_true=y)
    assert found.leave + found.review + found.act == pytest.approx(1)
    assert found.realised == pytest.approx(found.expected, rel=0.02)
    assert found.realised > found.realised_without
    act, look = found.decision == 2, found.decision == 1
    money = 100 * (y & act).sum() - 100 * (~y & act).sum() - 20 * look.sum()
    money += 95 * (y & look).sum() - 5 * (~y & look).sum()
    assert found.realised == pytest.approx(money)


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"p": [1.01]}, InputError, "p must be between 0 and 1; got 1.01 to 1.01."),
        ({"right": 0}, NoSolution, "right must be above zero; got 0. Acting never pays"),
        ({"wrong": 0}, NoSolution, "wrong must be above zero; got 0. Acting never costs"),
        ({"right": -1}, InputError, "right must be a number from 0"),
        ({"review_cost": -1}, InputError, "review_cost must be a number from 0"),
        ({"review_errors": 1.1}, InputError, "review_errors must be between 0 and 1; got 1.1."),
        ({"y_true": [1, 0]}, InputError, "y_true must be as long as p (1 rows); got 2 rows."),
    ],
)
def test_a_review_that_makes_no_sense_is_refused(given, error, said):
    words = {"p": [0.5], "right": 100, "wrong": 100, "review_cost": 10} | given
    with pytest.raises(error) as refused:
        three_way(words.pop("p"), **words)
    assert said in str(refused.value)
