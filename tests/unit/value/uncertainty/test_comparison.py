import time

import numpy as np
import pytest

from lepton.errors import InputError
from lepton.value import Assumptions
from lepton.value.scored import ScoredRows
from lepton.value.uncertainty import compare

MONEY = Assumptions(form="matrix", right=9, wrong=1, fraction=0.3)


def two_models(rows=3000, seed=0, **more):
    """A good score and a worse one for the same rows."""
    rng = np.random.default_rng(seed)
    a, b = rng.standard_normal(rows), rng.standard_normal(rows)
    p = 1 / (1 + np.exp(2.6 - a - 0.4 * b))
    y = (rng.random(rows) < p).astype(int)
    return ScoredRows.of(y, a, **more), ScoredRows.of(y, b, **more)


def test_the_better_model_is_found_and_the_regret_is_on_the_other_side():
    good, bad = two_models()
    found = compare(good, bad, MONEY)
    assert found.difference == pytest.approx(found.profit_a - found.profit_b)
    assert found.low < found.difference < found.high
    assert found.chance_a_better > 0.99
    assert found.regret_a < 0.01 * found.regret_b


def test_turned_round_it_says_the_opposite():
    good, bad = two_models()
    one, other = compare(good, bad, MONEY, seed=1), compare(bad, good, MONEY, seed=1)
    assert other.difference == pytest.approx(-one.difference)
    assert other.chance_a_better == pytest.approx(1 - one.chance_a_better, abs=0.01)
    assert other.regret_a == pytest.approx(one.regret_b, rel=0.05)


def test_a_model_against_itself_is_a_draw_without_doubt():
    good, _ = two_models(500)
    found = compare(good, good, MONEY)
    assert (found.difference, found.low, found.high) == (0, 0, 0)
    assert found.chance_a_better == 0.5
    assert found.disagree == 0
    assert found.chance.sum() == pytest.approx(1)


def test_the_standard_error_is_that_of_a_sum_of_paired_differences():
    good, bad = two_models(2000)
    found = compare(good, bad, MONEY, replicates=20_000)
    acts = [r.y_score >= np.sort(r.y_score)[-600] for r in (good, bad)]
    each = np.where(good.y_true == 1, 9.0, -1.0) * (acts[0].astype(float) - acts[1])
    assert found.difference == pytest.approx(each.sum() / 2)  # 2,000 rows for 1,000 decisions
    assert found.standard_error == pytest.approx(each.std() * np.sqrt(2000) / 2, rel=0.03)


def test_it_is_paired_so_that_alike_models_are_told_apart():
    good, _ = two_models(2000)
    rng = np.random.default_rng(2)
    near = ScoredRows.of(good.y_true, good.y_score + 0.05 * rng.standard_normal(2000))
    found = compare(good, near, MONEY)
    alone = np.where(good.y_true == 1, 9.0, -1.0).std() * np.sqrt(600) / 2
    assert found.standard_error < 0.5 * alone


def test_value_columns_weights_groups_and_formulas_go_the_same_way():
    rng = np.random.default_rng(0)
    value, weight = rng.gamma(2, 50, 3000), np.ones(3000)
    good, bad = two_models(value=value)
    by_value = Assumptions(form="formula", tp_formula="value - 20", fp_formula="0 - 20")
    for rows in (good, bad):
        assert rows.y_score.min() < 0  # formulas rank by expected gain: probabilities needed
    p_good, p_bad = (
        ScoredRows.of(
            r.y_true, 1 / (1 + np.exp(2.6 - r.y_score)), value=value, sample_weight=weight
        )
        for r in (good, bad)
    )
    found = compare(p_good, p_bad, by_value, replicates=1000)
    assert found.low < found.difference < found.high
    grouped = [
        ScoredRows.of(r.y_true, r.y_score, value=value, group=np.arange(3000))
        for r in (p_good, p_bad)
    ]
    same = compare(*grouped, by_value, replicates=1000)
    assert same.difference == pytest.approx(found.difference)
    assert same.standard_error == pytest.approx(found.standard_error, rel=0.1)
    assert "whole groups" in same.method


def test_copied_rows_in_groups_do_not_make_it_surer():
    good, bad = two_models(800)
    once = compare(good, bad, MONEY)
    group = np.repeat(np.arange(800), 4)
    fourfold = [
        ScoredRows.of(np.repeat(r.y_true, 4), np.repeat(r.y_score, 4), group=group)
        for r in (good, bad)
    ]
    assert compare(*fourfold, MONEY).standard_error == pytest.approx(once.standard_error, rel=0.1)


def test_a_base_rate_re_weighs_both():
    good, bad = two_models()
    rare = Assumptions(form="matrix", right=9, wrong=1, fraction=0.3, base_rate=0.04)
    found = compare(good, bad, rare)
    from lepton.value import answer

    for rows, profit in ((good, found.profit_a), (bad, found.profit_b)):
        assert answer(rows.counts_for(rare), rare).chosen.profit == pytest.approx(profit)
    assert found.fraction_a == pytest.approx(0.3, abs=0.002)


def test_each_chooses_its_share_on_other_rows_where_there_are_some():
    money = Assumptions(form="matrix", right=9, wrong=1)
    good, bad = two_models()
    elsewhere = two_models(3000, seed=9)
    counts = [r.counts_for(money) for r in elsewhere]
    here = compare(good, bad, money)
    there = compare(good, bad, money, choose_a=counts[0], choose_b=counts[1])
    assert there.profit_a <= here.profit_a
    assert there.profit_b <= here.profit_b


def test_fixed_costs_cancel_unless_only_one_acts():
    good, bad = two_models()
    dear = Assumptions(form="matrix", right=9, wrong=1, fraction=0.3, fixed_cost=50)
    assert compare(good, bad, dear).difference == pytest.approx(
        compare(good, bad, MONEY).difference
    )
    never = Assumptions(form="matrix", right=9, wrong=1, fixed_cost=50)
    useless = ScoredRows.of(good.y_true, np.zeros(len(good)))
    found = compare(good, useless, never)
    assert found.profit_a > 0


def test_a_hundred_thousand_rows_take_less_than_a_second():
    good, bad = two_models(100_000)
    start = time.perf_counter()
    compare(good, bad, MONEY)
    assert time.perf_counter() - start < 5  # 0.1 s on a quiet machine


def test_other_rows_are_refused():
    good, bad = two_models(500)
    fewer = ScoredRows.of(bad.y_true[:400], bad.y_score[:400])
    with pytest.raises(InputError, match=r"b must be the same rows as a; got 500 and 400 rows"):
        compare(good, fewer, MONEY)
    turned = ScoredRows.of(1 - bad.y_true, bad.y_score)
    with pytest.raises(InputError, match=r"b must be the same rows as a; got other outcomes"):
        compare(good, turned, MONEY)


def test_it_can_be_sent_and_its_histogram_looked_at():
    found = compare(*two_models(500), MONEY)
    assert set(found.to_frame().columns) == {"at", "chance"}
    assert found.to_dict()["chance_a_better"] == found.chance_a_better
