import json

import numpy as np
import pytest

from lepton.errors import NotApplicable
from lepton.value import Assumptions, Payoff, ScoreCounts, answer, curve_for, value_curve


@pytest.fixture
def table():
    rng = np.random.default_rng(4)
    score = rng.beta(1, 5, 3000)
    return rng.random(3000) < score, score, rng.gamma(2, 100, 3000)


@pytest.fixture
def counts(table):
    y, score, value = table
    return ScoreCounts.from_scores(y, score, value=value)


OFFER = Assumptions(
    benefit=200,
    success_rate=0.4,
    contact_cost=1,
    incentive_cost=10,
    fixed_cost=500,
    decisions_per_month=12_000,
)


def changed(assumptions, **fields):
    return Assumptions.from_dict(assumptions.to_dict() | fields)


def test_the_answer_is_the_curve_of_the_rows_at_the_best_point(table, counts):
    y, score, _ = table
    curve = value_curve(y, score, OFFER.payoff(), fixed_cost=500, population=12_000)
    found = answer(counts, OFFER)
    assert found.best.n == curve.best.n
    assert found.best.profit == pytest.approx(curve.best.profit)
    assert found.chosen == found.best
    assert found.best_roi.roi == pytest.approx(curve.best_roi.roi)
    assert found.everybody.profit == pytest.approx(curve.everybody.profit)
    assert found.nobody.profit == 0
    assert found.profitable


def test_the_curve_drawn_is_the_curve_of_the_rows(table, counts):
    y, score, _ = table
    drawn = curve_for(counts, OFFER)
    curve = value_curve(y, score, OFFER.payoff(), fixed_cost=500, population=12_000)
    for line in (lambda c: c, lambda c: c.random, lambda c: c.perfect):
        assert np.allclose(line(drawn).profit, line(curve).profit)
        assert np.allclose(line(drawn).cost, line(curve).cost)


def test_a_value_column_gives_the_curve_of_the_rows(table, counts):
    y, score, value = table
    mine = changed(OFFER, benefit=0.5, benefit_from="column")
    curve = value_curve(y, score, mine.payoff(value), fixed_cost=500, population=12_000)
    drawn = curve_for(counts, mine)
    assert np.allclose(drawn.profit, curve.profit)
    assert np.allclose(drawn.cost, curve.cost)
    assert np.allclose(drawn.random.profit, curve.random.profit)
    assert np.allclose(
        drawn.perfect.profit, curve.perfect.profit[np.isin(curve.perfect.n, drawn.perfect.n)]
    )
    found = answer(counts, mine)
    assert found.best.n == curve.best.n
    assert found.break_even is None


def test_a_value_column_that_was_not_counted_is_said_so(table):
    y, score, _ = table
    counts = ScoreCounts.from_scores(y, score)
    with pytest.raises(NotApplicable, match="value must be counted with the scores"):
        answer(counts, changed(OFFER, benefit_from="column"))


def test_thinned_counts_give_the_same_answer(counts):
    for fields in ({}, {"fraction": 0.123}, {"benefit": 30}, {"form": "matrix"}):
        mine = changed(OFFER, **fields)
        assert answer(counts.thin(), mine).to_dict() == answer(counts, mine).to_dict()


def test_a_chosen_share_is_answered_for_at_most_that_share(counts):
    found = answer(counts, changed(OFFER, fraction=0.25))
    assert found.chosen.fraction == 0.25
    assert found.chosen.n == 3000
    assert found.best.fraction != 0.25
    assert found.profit_per_year == 12 * found.chosen.profit
    assert found.best_profit_per_year == 12 * found.best.profit
    assert found.precision == pytest.approx(found.chosen.tp / 3000)


def test_choosing_nobody_costs_nothing(counts):
    found = answer(counts, changed(OFFER, fraction=0))
    assert (found.chosen.n, found.chosen.profit, found.random.profit) == (0, 0, 0)
    assert found.precision is None


def test_choosing_everybody_is_no_better_than_at_random(counts):
    found = answer(counts, changed(OFFER, fraction=1))
    assert found.random.profit == pytest.approx(found.chosen.profit)
    assert found.random.tp == pytest.approx(found.chosen.tp)


def test_random_contacts_lie_on_the_random_line(counts):
    found = answer(counts, changed(OFFER, fraction=0.25))
    line = curve_for(counts, OFFER).random.at(fraction=0.25)
    assert found.random.profit == pytest.approx(line.profit)
    assert found.random.cost == pytest.approx(line.cost)
    assert found.random.tp == pytest.approx(line.tp)


def test_no_profitable_cut_off_is_an_answer(counts):
    found = answer(counts, changed(OFFER, benefit=1))
    assert not found.profitable
    assert found.best.n == found.chosen.n == 0
    assert found.profit_per_year == 0
    assert found.best_roi.roi < 0
    assert found.break_even is None


def test_a_fixed_cost_beyond_every_gain_leaves_nothing_profitable(counts):
    assert answer(counts, changed(OFFER, fixed_cost=1e9)).profitable is False


def test_best_roi_is_undefined_where_nothing_is_spent(counts):
    free = changed(OFFER, contact_cost=0, incentive_cost=0, fixed_cost=0)
    assert answer(counts, free).best_roi is None


def test_break_even_is_the_share_of_hits_that_pays_for_one_more_contact(counts):
    assert answer(counts, OFFER).break_even == pytest.approx(11 / (11 + 75))


def test_a_perfect_ranking_captures_everything():
    counts = ScoreCounts.from_scores([1, 1, 0, 0], [4, 3, 2, 1])
    assert answer(counts, OFFER).captured == pytest.approx(1)


def test_doing_nothing_captures_nothing(counts):
    assert answer(counts, changed(OFFER, fraction=0)).captured < 0.01


def test_captured_is_undefined_where_even_a_perfect_ranking_adds_nothing(counts):
    assert answer(counts, changed(OFFER, benefit=1)).captured is None


def test_the_best_roi_of_a_hopeless_offer_is_that_of_the_curve(counts):
    hopeless = Assumptions(form="matrix", right=0, wrong=10, fixed_cost=3)
    found = answer(counts, hopeless)
    curve = curve_for(counts, hopeless)
    assert found.best_roi.roi == curve.best_roi.roi
    assert found.best_roi.n == curve.best_roi.n


@pytest.mark.parametrize("fields", [{}, {"benefit": 1}, {"fraction": 0}, {"contact_cost": 0}])
def test_answers_are_plain_json(counts, fields):
    found = json.loads(
        json.dumps(answer(counts, changed(OFFER, **fields)).to_dict(), allow_nan=False)
    )
    assert set(found["best"]) == {
        "fraction", "threshold", "n", "tp", "fp", "profit", "cost", "roi",
    }  # fmt: skip
    assert found["nobody"]["roi"] is None


def test_moving_any_assumption_moves_the_answer(counts):
    start = changed(OFFER, fraction=0.1)
    before = answer(counts, start).to_dict()
    moves = {
        "benefit": 210, "success_rate": 0.5, "contact_cost": 2, "incentive_cost": 11,
        "fixed_cost": 600, "decisions_per_month": 13_000, "fraction": 0.2,
    }  # fmt: skip
    for name, value in moves.items():
        after = answer(counts, changed(start, **{name: value})).to_dict()
        assert after["chosen"]["profit"] != before["chosen"]["profit"], name


def test_moving_the_matrix_moves_the_answer(counts):
    start = Assumptions(form="matrix", fraction=0.1)
    before = answer(counts, start).chosen.profit
    assert answer(counts, changed(start, right=101)).chosen.profit > before
    assert answer(counts, changed(start, wrong=11)).chosen.profit < before


def test_payoff_and_answer_agree_on_every_form(table, counts):
    y, score, value = table
    for mine in (OFFER, changed(OFFER, form="matrix"), changed(OFFER, benefit_from="column")):
        payoff = mine.payoff(value)
        curve = value_curve(y, score, payoff, fixed_cost=500, population=12_000)
        assert answer(counts, mine).best.profit == pytest.approx(curve.best.profit)
        assert isinstance(payoff, Payoff)
