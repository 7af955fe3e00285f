"""What holds for every table, every money and every limit."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lepton.value import (
    Assumptions,
    ScoreCounts,
    ScoredRows,
    answer,
    apply_policy,
    choose_policy,
    curve_for,
)

every = settings(max_examples=50, derandomize=True, deadline=None, database=None)
TINY = 1e-9

grid = st.sampled_from([i / 8 for i in range(9)])  # few different scores: ties are common
amounts = st.integers(0, 5000).map(lambda c: c / 100)
rates = st.sampled_from([0.0, 0.1, 0.3, 0.5, 1.0])


@st.composite
def rows(draw):
    size = draw(st.integers(2, 40))
    hits = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    score = draw(st.lists(grid, min_size=size, max_size=size))
    value = draw(st.lists(st.integers(0, 100), min_size=size, max_size=size))
    hits[0], hits[1] = True, False  # a base rate needs rows of both kinds
    return ScoredRows.of(hits, score, value=value)


@st.composite
def monies(draw):
    limits = {
        "capacity": draw(st.none() | st.integers(1, 60)),
        "base_rate": draw(st.none() | st.sampled_from([0.02, 0.4])),
        "fixed_cost": draw(amounts),
    }
    spare = draw(st.none() | st.integers(1, 300))
    limits["budget"] = None if spare is None else limits["fixed_cost"] + spare
    form = draw(st.sampled_from(["campaign", "column", "matrix"]))
    if form == "matrix":
        cells = {name: draw(amounts) for name in ("right", "wrong", "spared")}
        return Assumptions(form="matrix", decisions_per_month=40, **cells, **limits)
    return Assumptions(
        benefit=draw(amounts),
        success_rate=draw(rates),
        contact_cost=draw(amounts),
        incentive_cost=draw(amounts),
        harm=draw(amounts),
        takers=draw(rates),
        benefit_from="column" if form == "column" else "amount",
        decisions_per_month=40,
        **limits,
    )


def changed(assumptions, **fields):
    return Assumptions.from_dict(assumptions.to_dict() | fields)


def size_of(curve):
    return TINY * max(1.0, float(np.abs(curve.profit).max()))


@every
@given(rows(), monies())
def test_the_optimum_is_the_top_of_the_drawn_curve(table, money):
    counts = table.counts_for(money)
    free = changed(money, capacity=None, budget=None)
    curve = curve_for(counts, free)
    found = answer(counts, free)
    assert found.best.profit == pytest.approx(curve.profit.max(), abs=size_of(curve))
    limited = answer(counts, money)
    allowed = np.ones(len(curve), dtype=bool)
    if money.capacity is not None:
        allowed &= curve.n <= money.capacity * (1 + TINY)
    if money.budget is not None:
        allowed &= curve.cost <= money.budget * (1 + TINY)
    assert limited.best.profit == pytest.approx(curve.profit[allowed].max(), abs=size_of(curve))


@every
@given(rows(), monies())
def test_limits_beyond_reach_limit_nothing(table, money):
    counts = table.counts_for(money)
    free = changed(money, capacity=None, budget=None)
    far = changed(money, capacity=1e12, budget=1e12)
    one, other = answer(counts, free).to_dict(), answer(counts, far).to_dict()
    assert other.pop("limit") == one["everybody"]
    assert one.pop("limit") is None
    assert one == other


@every
@given(rows(), monies(), st.none() | st.floats(0, 1))
def test_limits_are_kept_and_never_earn_more(table, money, share):
    counts = table.counts_for(money)
    found = answer(counts, changed(money, fraction=share))
    if money.capacity is not None:
        assert found.chosen.n <= money.capacity * (1 + TINY)
    if money.budget is not None:
        assert found.chosen.cost <= money.budget * (1 + TINY)
    free = answer(counts, changed(money, capacity=None, budget=None))
    assert found.best.profit <= free.best.profit + TINY


@every
@given(rows(), monies(), st.sampled_from([0.01, 7.8, 1000.0]))
def test_another_currency_scales_money_alone(table, money, rate):
    if money.from_column:
        sums = ("contact_cost", "incentive_cost", "harm", "fixed_cost", "benefit", "budget")
    else:
        sums = ("benefit", "contact_cost", "incentive_cost", "harm", "fixed_cost", "budget",
                "right", "wrong", "spared")  # fmt: skip
    given_sums = {name: getattr(money, name) for name in sums}
    scaled = {name: None if v is None else rate * v for name, v in given_sums.items()}
    one = answer(table.counts_for(money), money)
    other_money = changed(money, **scaled)
    other = answer(table.counts_for(other_money), other_money)
    near = TINY * max(1.0, abs(one.everybody.cost), abs(one.best.profit))
    assert other.best.profit == pytest.approx(rate * one.best.profit, abs=rate * near)
    assert other.standard_error == pytest.approx(rate * one.standard_error, abs=rate * 1e-5)
    assert other.chosen.fraction == pytest.approx(one.chosen.fraction)


@every
@given(rows(), monies())
def test_a_rising_change_of_scores_changes_no_money(table, money):
    if money.from_column:
        money = changed(money, benefit_from="amount")
    one = answer(table.counts_for(money), money)
    for change in (lambda s: 0.5 * s + 0.1, lambda s: s**3):
        moved = ScoredRows.of(table.y_true, change(table.y_score))
        other = answer(moved.counts_for(money), money)
        assert other.best.profit == one.best.profit
        assert other.chosen.n == one.chosen.n
        assert other.plateau == one.plateau
        assert other.standard_error == one.standard_error


@every
@given(rows(), monies(), st.data())
def test_a_weight_of_two_is_the_row_twice(table, money, data):
    size = len(table)
    times = np.array(data.draw(st.lists(st.integers(1, 3), min_size=size, max_size=size)))
    again = np.repeat(np.arange(size), times)
    weighted = ScoredRows.of(table.y_true, table.y_score, value=table.value, sample_weight=times)
    twice = ScoredRows.of(table.y_true[again], table.y_score[again], value=table.value[again])
    one = answer(weighted.counts_for(money), money)
    other = answer(twice.counts_for(money), money)
    near = TINY * max(1.0, abs(one.everybody.cost), abs(one.everybody.profit))
    for name in ("best", "chosen", "everybody", "honest", "f1"):
        a, b = getattr(one, name), getattr(other, name)
        assert a.profit == pytest.approx(b.profit, abs=near), name
        assert a.n == pytest.approx(b.n), name
    assert one.standard_error == pytest.approx(other.standard_error, abs=1e-5)


@every
@given(rows(), rows(), monies(), st.sampled_from(["profit", "fewest"]))
def test_choosing_and_applying_is_what_the_answer_does(table, others, money, prefer):
    mine = changed(money, follow=prefer)
    counts, choose = table.counts_for(mine), others.counts_for(mine)
    found = answer(counts, mine, choose=choose)
    policy = choose_policy(choose, mine)
    assert found.chosen == apply_policy(policy, counts, mine)
    assert policy.low <= policy.fraction <= policy.high
    ends = [
        apply_policy(replace(policy, fraction=end), counts, mine)
        for end in (policy.low, policy.high)
    ]
    assert found.plateau == [end.fraction for end in ends]
    assert found.fewest == ends[0]
    assert found.optimism >= -TINY * max(1.0, abs(found.best.profit))
    assert found.low <= found.chosen.profit <= found.high
    assert 0 <= found.chance_of_profit <= 1


@every
@given(rows(), monies())
def test_thinned_counts_tell_the_same(table, money):
    counts = table.counts_for(money)
    assert answer(counts.thin(), money).to_dict() == answer(counts, money).to_dict()


@every
@given(rows(), monies())
def test_a_gain_ranking_has_its_top_where_gains_turn_negative(table, money):
    mine = changed(money, capacity=None, budget=None, fixed_cost=0, base_rate=None)
    expected = table.expected(mine)
    counts = ScoreCounts.summed(expected, np.ones(len(table)), np.ones(len(table)), {})
    sums = np.concatenate(([0.0], np.cumsum(np.sort(expected)[::-1])))
    promised = sums[counts.n.astype(int)]
    assert promised.max() == pytest.approx(expected[expected > 0].sum())


@every
@given(rows(), monies(), amounts, rates)
def test_profit_is_linear_in_every_amount(table, money, more, rate):
    if money.from_column:  # there the ranking moves with the money
        money = changed(money, benefit_from="amount")
    counts = table.counts_for(money)
    free = changed(money, capacity=None, budget=None)
    for name in ("benefit", "contact_cost", "incentive_cost", "harm", "fixed_cost", "right",
                 "wrong", "spared", "missed"):  # fmt: skip
        now = getattr(free, name)
        step = more + 0.005  # never whole cents: a loss that equals the gain would be refused
        middle, end = (changed(free, **{name: now + part * step}) for part in (0.5, 1.0))
        lines = [curve_for(counts, each).profit for each in (free, middle, end)]
        near = TINY * max(1.0, *(float(np.abs(line).max()) for line in lines))
        assert np.allclose(lines[1], (lines[0] + lines[2]) / 2, rtol=0, atol=near), name
    for name in ("success_rate", "takers"):
        ends = [changed(free, **{name: part}) for part in (0.0, rate / 2, rate)]
        lines = [curve_for(counts, each).profit for each in ends]
        near = TINY * max(1.0, *(float(np.abs(line).max()) for line in lines))
        assert np.allclose(lines[1], (lines[0] + lines[2]) / 2, rtol=0, atol=near), name
