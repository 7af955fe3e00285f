import numpy as np
import pytest

from lepton.errors import InputError, NotApplicable
from lepton.value import Assumptions, Payoff, ScoreCounts, ScoredRows, answer, value_curve

OFFER = Assumptions(
    benefit=0.5, benefit_from="column", success_rate=0.4, contact_cost=3, incentive_cost=10,
    decisions_per_month=3000,
)  # fmt: skip
FORMULAS = {
    "form": "formula", "tp_formula": "success_rate * (worth - 10) - fee", "fp_formula": "-fee - 10",
    "cost_formula": "fee + 10", "success_rate": 0.4, "decisions_per_month": 3000,
}  # fmt: skip


@pytest.fixture
def rows():
    rng = np.random.default_rng(6)
    score = rng.beta(1, 4, 1200)
    columns = {
        "worth": rng.gamma(2, 40, 1200),
        "fee": rng.choice([1.0, 3.0, 30.0], 1200),
        "tenure": rng.integers(0, 60, 1200),
        "plan": rng.choice(np.array(["basic", "plus"], dtype=object), 1200),
    }
    y = rng.random(1200) < score
    return ScoredRows.of(y, score, value=2 * columns["worth"], columns=columns)


def changed(assumptions, **fields):
    return Assumptions.from_dict(assumptions.to_dict() | fields)


def test_the_same_money_in_every_row_is_ranked_by_score(rows):
    counts = rows.counts_for(changed(OFFER, benefit_from="amount"))
    other = ScoreCounts.from_scores(rows.y_true, rows.y_score, value=rows.value)
    assert counts.to_dict() == other.to_dict()
    assert counts.ranked_by == "score"


def test_money_that_differs_is_ranked_by_expected_gain(rows):
    counts, expected = rows.counts_for(OFFER), rows.expected(OFFER)
    assert counts.ranked_by == "gain"
    assert counts.threshold[1:].tolist() == sorted(expected, reverse=True)
    payoff = OFFER.payoff(rows.value)
    curve = value_curve(rows.y_true, expected, payoff, population=3000)
    found = answer(counts, OFFER)
    assert found.best.profit == pytest.approx(curve.best.profit)
    assert found.best.n == curve.best.n


def test_ranking_by_gain_earns_more_than_ranking_by_score(rows):
    # Bahnsen et al. 2014: rank by what acting brings, not by the chance alone
    by_score = ScoreCounts.from_scores(rows.y_true, rows.y_score, value=rows.value)
    few = changed(OFFER, fraction=0.1)
    by_gain = answer(rows.counts_for(few), few).chosen.profit
    assert by_gain > answer(by_score, few).chosen.profit


def test_acting_where_a_gain_is_expected_is_each_rows_own_threshold(rows):
    acts = rows.expected(OFFER) > 0
    assert np.array_equal(acts, rows.y_score > rows.thresholds(OFFER))
    assert np.allclose(rows.thresholds(OFFER), OFFER.payoff(rows.value).threshold())


def test_formulas_give_every_row_its_own_money(rows):
    mine = Assumptions(**FORMULAS)
    gain, spend = rows.gains(mine)
    worth, fee = rows.columns["worth"], rows.columns["fee"]
    expected = np.where(rows.y_true, 0.4 * (worth - 10) - fee, -fee - 10)
    assert np.allclose(gain, expected)
    assert np.allclose(spend, fee + 10)
    payoff = Payoff(0.4 * (worth - 10) - fee, -fee - 10, action_cost=fee + 10)
    curve = value_curve(rows.y_true, rows.expected(mine), payoff, population=3000)
    found = answer(rows.counts_for(mine), mine)
    for name in ("profit", "cost", "n", "tp"):
        assert getattr(found.best, name) == pytest.approx(getattr(curve.best, name)), name
    assert found.everybody.cost == pytest.approx(curve.everybody.cost)


def test_formulas_of_the_campaign_are_the_campaign(rows):
    offer = changed(OFFER, harm=2, takers=0.5, budget=9000)
    texts = {
        "tp_formula": "success_rate * (benefit * value - incentive_cost) - contact_cost",
        "fp_formula": "-(contact_cost + incentive_cost * takers) - harm",
        "cost_formula": "contact_cost + incentive_cost",
    }
    mine = changed(offer, form="formula", benefit_from="amount", **texts)
    one = answer(rows.counts_for(offer), offer).to_dict()
    other = answer(rows.counts_for(mine), mine).to_dict()
    for name in ("chosen", "best", "everybody", "fewest", "limit"):
        assert other[name] == pytest.approx(one[name]), name
    for name in ("standard_error", "shadow_price", "limited_by", "low", "plateau"):
        assert other[name] == pytest.approx(one[name]), name


def test_a_cost_left_open_is_that_of_a_wasted_action(rows):
    mine = Assumptions(**{**FORMULAS, "cost_formula": ""})
    assert np.allclose(rows.gains(mine)[1], rows.columns["fee"] + 10)


def test_costs_are_not_negative(rows):
    mine = Assumptions(**{**FORMULAS, "cost_formula": "2 - fee"})
    with pytest.raises(InputError, match="cost_formula must be zero or more in every row; got -28"):
        rows.gains(mine)
    assert rows.gains(Assumptions(**{**FORMULAS, "cost_formula": "30 - fee"}))[1].min() == 0


def test_a_formula_that_names_a_missing_column_is_refused(rows):
    with pytest.raises(InputError, match="formula must be made of columns of the table"):
        rows.counts_for(Assumptions(form="formula", tp_formula="salary"))


def test_expected_money_needs_probabilities(rows):
    raw = ScoredRows.of(rows.y_true, 4 * rows.y_score - 1, value=rows.value)
    with pytest.raises(InputError, match=r"y_score must be between 0 and 1; .*calibrate"):
        raw.counts_for(OFFER)
    assert raw.counts_for(changed(OFFER, benefit_from="amount")).total == 1200
    edges = ScoredRows.of([0, 1], [0.0, 1.0], value=[1, 1])
    assert edges.expected(OFFER).tolist() == pytest.approx([-13, -6.8])


def test_a_value_column_that_is_not_there_is_said_so(rows):
    bare = ScoredRows.of(rows.y_true, rows.y_score)
    with pytest.raises(NotApplicable, match="value must be given for every row"):
        bare.counts_for(OFFER)


def test_counts_made_for_other_money_are_refused(rows):
    mine = Assumptions(**FORMULAS)
    with pytest.raises(NotApplicable, match="counts must be counted for formulas"):
        answer(rows.counts_for(OFFER), mine)
    with pytest.raises(NotApplicable, match="counts must be counted without formulas"):
        answer(rows.counts_for(mine), OFFER)


def test_a_weight_of_two_is_the_row_twice(rows):
    times = np.arange(1200) % 3
    again = np.repeat(np.arange(1200), times)
    weighted = ScoredRows.of(
        rows.y_true, rows.y_score, value=rows.value, sample_weight=times, columns=rows.columns
    )
    twice = ScoredRows.of(
        rows.y_true[again],
        rows.y_score[again],
        value=rows.value[again],
        columns={name: values[again] for name, values in rows.columns.items()},
    )
    for mine in (OFFER, changed(OFFER, base_rate=0.05), Assumptions(**FORMULAS, base_rate=0.4)):
        one, other = weighted.counts_for(mine), twice.counts_for(mine)
        for name in ("threshold", "n", "tp", "value_tp", "value2_tp", "value_perfect"):
            assert np.allclose(getattr(one, name), getattr(other, name)), name
        found = answer(one, mine).to_dict()
        assert found["chosen"] == pytest.approx(answer(other, mine).to_dict()["chosen"])


def test_a_condition_of_today_is_one_point(rows):
    mine = changed(OFFER, today="tenure > 24 and plan = 'basic'")
    acts = (rows.columns["tenure"] > 24) & (rows.columns["plan"] == "basic")
    today = rows.today(mine)
    assert (today.kind, today.label) == ("point", mine.today)
    assert (today.n, today.tp) == (acts.sum(), (acts & rows.y_true).sum())
    gain, spend = rows.gains(mine)
    found = answer(rows.counts_for(mine), mine, today=today)
    scale = 3000 / 1200
    assert found.today.profit == pytest.approx(scale * gain[acts].sum())
    assert found.today.cost == pytest.approx(scale * spend[acts].sum())
    assert found.over_today == pytest.approx(found.chosen.profit - found.today.profit)


def test_today_is_priced_by_formulas_and_at_another_base_rate_too(rows):
    mine = Assumptions(**FORMULAS, today="tenure > 24", base_rate=0.5)
    acts = rows.columns["tenure"] > 24
    known = rows.y_true.mean()
    weight = np.where(rows.y_true, 0.5 / known, 0.5 / (1 - known))
    gain, spend = rows.gains(mine)
    found = answer(rows.counts_for(mine), mine, today=rows.today(mine)).today
    assert found.profit == pytest.approx(2.5 * (weight * gain)[acts].sum())
    assert found.cost == pytest.approx(2.5 * (weight * spend)[acts].sum())
    plain = Assumptions(today="tenure > 24", base_rate=0.5, decisions_per_month=3000)
    found = answer(rows.counts_for(plain), plain, today=rows.today(plain)).today
    gain, _ = rows.gains(plain)
    assert found.profit == pytest.approx(2.5 * (weight * gain)[acts].sum())


def test_a_ranking_of_today_has_its_own_curve(rows):
    mine = changed(OFFER, benefit_from="amount", benefit=90, today="tenure")
    today = rows.today(mine)
    assert today.kind == "curve"
    assert today.counts.threshold[1:].tolist() == list(range(59, -1, -1))
    found = answer(rows.counts_for(mine), mine, today=today)
    assert found.today.fraction <= found.chosen.fraction
    assert found.today.profit < found.chosen.profit


def test_nothing_is_done_today_unless_it_is_said(rows):
    assert rows.today(OFFER) is None
    found = answer(rows.counts_for(OFFER), OFFER)
    assert (found.today, found.over_today) == (None, None)


def test_a_rule_of_two_other_numbers_is_asked_back(rows):
    rule = "1 + (tenure > 24)"
    with pytest.raises(InputError, match="today must be a condition, 0 and 1, or a ranking; got 1"):
        rows.today(changed(OFFER, today=rule))
    assert rows.today(changed(OFFER, today="0 + (tenure > 24)")).kind == "point"
    assert rows.today(changed(OFFER, today="tenure > 999")).n == 0


@pytest.mark.parametrize("name", ["group", "columns"])
def test_every_column_has_one_value_per_row(name):
    bad = [1, 2, 3] if name == "group" else {"tenure": [1, 2, 3]}
    with pytest.raises(InputError, match=r"one value per row \(2 rows\)"):
        ScoredRows.of([0, 1], [0.1, 0.2], **{name: bad})
