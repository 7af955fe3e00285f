import numpy as np
import pytest

from lepton.errors import NotApplicable
from lepton.value import (
    Assumptions,
    ScoreCounts,
    ScoredRows,
    answer,
    at_base_rate,
    shifted_probability,
)


@pytest.fixture
def table():
    rng = np.random.default_rng(3)
    score = rng.beta(2, 2, 2000).round(3)
    return (rng.random(2000) < score).astype(int), score, rng.gamma(2, 50, 2000)


@pytest.mark.parametrize(
    ("p", "trained", "used", "expected"),
    [
        (0.5, 0.5, 0.1, 0.1),
        (0.8, 0.5, 0.1, 0.3076923),
        (0.3, 0.3, 0.05, 0.05),
        (0.9, 0.2, 0.02, 0.4235294),
    ],
)
def test_probabilities_are_corrected_as_elkan_does(p, trained, used, expected):
    # Elkan 2001, "The foundations of cost-sensitive learning", theorem 2, worked out by hand
    found = shifted_probability(p, trained=trained, used=used)
    assert found == pytest.approx(expected, abs=1e-7)
    odds = p / (1 - p) * used / (1 - used) / (trained / (1 - trained))
    assert found == pytest.approx(odds / (1 + odds))


def test_certainty_stays_certain_at_any_base_rate():
    assert shifted_probability([0.0, 1.0], trained=0.3, used=0.01).tolist() == [0, 1]


def test_correcting_twice_leads_back(table):
    there = shifted_probability(table[1], trained=0.5, used=0.02)
    assert np.allclose(shifted_probability(there, trained=0.02, used=0.5), table[1])


def test_the_counts_are_those_of_weighted_rows(table):
    y, score, value = table
    shifted = at_base_rate(ScoreCounts.from_scores(y, score, value=value), 0.1)
    known = y.mean()
    weight = np.where(y == 1, 0.1 / known, 0.9 / (1 - known))
    other = ScoreCounts.from_scores(y, score, value=value, sample_weight=weight)
    for name in ("n", "tp", "value_tp", "value2_tp"):
        assert np.allclose(getattr(shifted, name), getattr(other, name)), name
    assert np.allclose(shifted.value_perfect, other.value_perfect, rtol=1e-3)
    assert shifted.value_perfect[-1] == pytest.approx(other.value_perfect[-1])
    assert shifted.total == pytest.approx(2000)
    assert shifted.positives == pytest.approx(200)
    assert np.array_equal(shifted.hull, other.hull)
    expected = shifted_probability(other.threshold[1:], trained=known, used=0.1)
    assert np.allclose(shifted.threshold[1:], expected)


def test_scores_that_are_no_probabilities_keep_their_thresholds(table):
    y, score, _ = table
    counts = ScoreCounts.from_scores(y, 3 * score - 1)
    assert at_base_rate(counts, 0.1).threshold.tolist() == counts.threshold.tolist()


def test_the_base_rate_of_the_data_changes_nothing(table):
    counts = ScoreCounts.from_scores(*table[:2])
    assert at_base_rate(counts, None) is counts
    assert at_base_rate(counts, float(table[0].mean())) is counts


def test_shifting_counts_that_were_shifted_changes_nothing_more(table):
    shifted = at_base_rate(ScoreCounts.from_scores(*table[:2]), 0.1)
    assert at_base_rate(shifted, 0.1) is shifted


def test_rows_of_one_kind_cannot_be_shifted():
    counts = ScoreCounts.from_scores([0, 0], [0.1, 0.2])
    with pytest.raises(NotApplicable, match="positives must be some and not all"):
        at_base_rate(counts, 0.1)
    assert at_base_rate(ScoreCounts.from_scores([0, 1], [0.1, 0.2]), 0.1).positives == 0.2


def test_the_best_threshold_stays_at_the_break_even_chance_when_hits_get_rarer():
    # Elkan 2001: corrected probabilities keep their threshold, whatever the base rate
    rng = np.random.default_rng(1)
    score = rng.beta(1.5, 2, 200_000)
    counts = ScoreCounts.from_scores(rng.random(200_000) < score, score).thin()
    money = Assumptions(form="matrix", right=9, wrong=1, base_rate=0.1)
    assert answer(counts, money).best.threshold == pytest.approx(0.1, abs=0.02)


def test_formulas_are_shifted_row_by_row(table):
    y, score, value = table
    rows = ScoredRows.of(y, score, columns={"amount": value})
    fields = {"form": "formula", "tp_formula": "amount", "fp_formula": "-40", "base_rate": 0.1}
    mine = Assumptions(**fields, decisions_per_month=2000)
    counts = rows.counts_for(mine)
    assert counts.positives / counts.total == pytest.approx(0.1)
    weight = np.where(y == 1, 0.1 / y.mean(), 0.9 / (1 - y.mean()))
    gain = weight * np.where(y == 1, value, -40.0)
    assert answer(counts, mine).everybody.profit == pytest.approx(gain.sum())


def test_formula_counts_must_be_counted_again_for_another_base_rate(table):
    y, score, value = table
    rows = ScoredRows.of(y, score, columns={"amount": value})
    fields = {"form": "formula", "tp_formula": "amount", "fp_formula": "-40"}
    counts = rows.counts_for(Assumptions(**fields))
    with pytest.raises(NotApplicable, match=r"base_rate must be .* as counted"):
        answer(counts, Assumptions(**fields, base_rate=0.1))
