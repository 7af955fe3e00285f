import numpy as np
import pytest

from lepton.errors import NotApplicable
from lepton.value import Assumptions, ScoreCounts, ScoredRows, answer, at_base_rate
from lepton.value.pricing import prices_for
from lepton.value.spread import chance_above_zero, standard_error_at, standard_errors
from lepton.value.uncertainty import profit_interval

ROWS = 1500
OFFER = {"success_rate": 0.4, "contact_cost": 3.0, "incentive_cost": 7.0, "harm": 2.0}


@pytest.fixture
def rows():
    rng = np.random.default_rng(8)
    score = rng.beta(1, 4, ROWS)
    return ScoredRows.of(rng.random(ROWS) < score, score, value=rng.gamma(2, 60, ROWS))


def by_hand(rows, assumptions, rank, cut, weight=1.0):
    """Scale times the root of n times the variance of what each row brings."""
    gain, _ = rows.gains(assumptions)
    each = weight * gain * (rank >= cut)
    return assumptions.decisions_per_month / ROWS * np.sqrt(ROWS * each.var())


@pytest.mark.parametrize(
    "fields",
    [
        {"benefit": 120.0, **OFFER},
        {"form": "matrix", "right": 50.0, "wrong": 9.0, "missed": 3.0, "spared": 1.0},
    ],
)
def test_it_is_the_error_of_a_sum_over_rows(rows, fields):
    mine = Assumptions(**fields, decisions_per_month=9000)
    counts = rows.counts_for(mine)
    errors = standard_errors(counts, prices_for(counts, mine))
    for i in (1, 40, 700, ROWS - 1):
        expected = by_hand(rows, mine, rows.y_score, counts.threshold[i])
        assert errors[i] == pytest.approx(expected)
        assert standard_error_at(counts, prices_for(counts, mine), i) == errors[i]
    assert errors[0] == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"benefit": 0.8, "benefit_from": "column", **OFFER},
        {"form": "formula", "tp_formula": "value / 2 - 5", "fp_formula": "-5 - value / 100"},
    ],
)
def test_it_is_the_same_where_money_differs_from_row_to_row(rows, fields):
    mine = Assumptions(**fields, decisions_per_month=9000)
    counts, rank = rows.counts_for(mine), rows.expected(mine)
    errors = standard_errors(counts, prices_for(counts, mine))
    for i in (1, 40, 700):
        assert errors[i] == pytest.approx(by_hand(rows, mine, rank, counts.threshold[i]))


@pytest.mark.parametrize("rate", [0.05, 0.7])
@pytest.mark.parametrize("column", [False, True])
def test_at_an_assumed_base_rate_only_the_rows_of_each_class_are_luck(rows, rate, column):
    fields = {"benefit": 0.8, "benefit_from": "column"} if column else {"benefit": 120}
    mine = Assumptions(**fields, **OFFER, base_rate=rate, decisions_per_month=9000)
    counts = rows.counts_for(mine)
    shifted = at_base_rate(counts, rate)
    errors = standard_errors(shifted, prices_for(shifted, mine), by_class=True)
    rank = rows.expected(mine) if column else rows.y_score
    acts, hit = rank >= counts.threshold[300], rows.y_true == 1
    gain = np.where(acts, rows.gains(mine)[0], 0.0)
    parts = [(rate, gain[hit]), (1 - rate, gain[~hit])]
    expected = 9000 * np.sqrt(sum(share**2 * g.var() / g.size for share, g in parts))
    assert errors[300] == pytest.approx(expected)


def test_the_range_at_an_assumed_base_rate_is_that_of_drawn_tables(rows):
    mine = Assumptions(benefit=120, **OFFER, base_rate=0.05, fraction=0.3)
    found = answer(rows.counts_for(mine), mine)
    drawn = profit_interval(rows.counts_for(mine), mine, fraction=0.3)
    assert found.standard_error == pytest.approx(drawn.standard_error)
    assert found.high - found.low == pytest.approx(drawn.high - drawn.low, rel=0.05)


def test_everybody_with_the_same_gain_leaves_nothing_to_chance():
    mine = Assumptions(form="matrix", right=0, wrong=0.3, spared=0.1)
    counts = ScoreCounts.from_scores([0] * 999 + [1], np.linspace(0, 1, 1000))
    sure = ScoreCounts.from_scores([0] * 999, np.linspace(0, 1, 999))
    assert answer(sure, Assumptions(**{**mine.to_dict(), "fraction": 1})).standard_error == 0
    assert answer(counts, Assumptions(**{**mine.to_dict(), "fraction": 1})).standard_error > 0


def test_a_value_without_its_squares_has_no_error(rows):
    made = ScoreCounts(*(np.array([0.0, 1.0]),) * 3, 1.0, 1.0, value_tp=np.array([0.0, 5.0]))
    mine = Assumptions(benefit_from="column")
    with pytest.raises(NotApplicable, match="value2_tp must be counted with the value"):
        standard_errors(made, prices_for(made, mine))


def test_the_range_holds_the_truth_in_nine_of_ten_samples():
    # a fixed cut-off on calibrated scores: the true profit is known
    rng = np.random.default_rng(2)
    mine = Assumptions(form="matrix", right=9, wrong=1, fraction=None, decisions_per_month=1)
    cut, held, draws = 0.2, 0, 400
    large = rng.beta(1, 4, 2_000_000)
    truth = np.where(large >= cut, 10 * large - 1, 0).mean()
    for _ in range(draws):
        score = rng.beta(1, 4, 800)
        counts = ScoreCounts.from_scores(rng.random(800) < score, score)
        share = float((score >= cut).mean())
        found = answer(counts, Assumptions(**{**mine.to_dict(), "fraction": share}))
        held += found.low <= truth <= found.high
    assert held / draws == pytest.approx(0.9, abs=0.03)


@pytest.mark.parametrize(
    ("profit", "error", "chance"),
    [(0, 0, 0), (1, 0, 1), (-1, 0, 0), (0, 2, 0.5), (1.6449, 1, 0.95)],
)
def test_the_chance_of_a_profit(profit, error, chance):
    assert chance_above_zero(profit, error) == pytest.approx(chance, abs=1e-4)
