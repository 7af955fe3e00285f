"""What a model of a small table is worth, told by many trainings."""

import numpy as np
import pytest

from lepton.errors import InputError
from lepton.value import Assumptions, answer
from lepton.value.nested import Fold, nested_answer
from lepton.value.scored import ScoredRows

OFFER = Assumptions(benefit=10, contact_cost=1, decisions_per_month=1000)
# Student's t with 9 degrees of freedom, 95 %: any table of the distribution
T9 = 1.8331129


def folds_of(rng, *, skill, rows=300, repeats=2, parts=5, share=0.1):
    """The scores of a model that knows so much, dealt out as nested cross-validation would."""
    y = (rng.random(rows) < share).astype(int)
    found = []
    for repeat in range(repeats):
        score = 1 / (1 + np.exp(-(skill * y + rng.normal(size=rows) - 2)))
        part = rng.permutation(rows) % parts
        found += [
            Fold(repeat, ScoredRows.of(y[part == i], score[part == i]),
                 ScoredRows.of(y[part != i], score[part != i]))
            for i in range(parts)
        ]  # fmt: skip
    return found


def test_the_mean_is_that_of_the_honest_answers():
    folds = folds_of(np.random.default_rng(0), skill=2)
    found = nested_answer(folds, OFFER)
    each = [
        answer(f.rows.counts_for(OFFER), OFFER, choose=f.choose.counts_for(OFFER)) for f in folds
    ]
    assert found.profit == pytest.approx(np.mean([a.honest.profit for a in each]))
    assert found.fraction == pytest.approx(np.mean([a.honest.fraction for a in each]))
    assert found.fraction_low == min(a.honest.fraction for a in each)
    assert found.fraction_high == max(a.honest.fraction for a in each)
    assert (found.trainings, found.rows) == (10, 300)
    assert found.profit_per_year == 12 * found.profit


def test_the_spread_is_that_of_the_repeats_and_lies_around_the_mean():
    found = nested_answer(folds_of(np.random.default_rng(1), skill=1, repeats=4), OFFER)
    assert found.by_repeat.shape == (4,)
    assert found.by_repeat.mean() == pytest.approx(found.profit)
    assert found.lowest == found.by_repeat.min() <= found.profit <= found.highest
    assert found.low < found.lowest
    assert found.high > found.highest


def test_the_range_is_that_of_nadeau_and_bengio():
    folds = folds_of(np.random.default_rng(2), skill=1)
    found = nested_answer(folds, OFFER)
    profits = [nested_answer([f], OFFER).profit for f in folds]
    error = np.sqrt((1 / 10 + 1 / 4) * np.var(profits, ddof=1))
    assert found.standard_error == pytest.approx(error)
    assert found.high - found.profit == pytest.approx(T9 * error, rel=1e-5)


def test_a_useless_model_is_seen_through_where_the_best_looking_share_promises_money():
    rng = np.random.default_rng(3)
    found = [nested_answer(folds_of(rng, skill=0, repeats=1), OFFER) for _ in range(60)]
    honest, apparent = (np.mean([getattr(f, n) for f in found]) for n in ("profit", "apparent"))
    assert abs(honest) < 40  # acting on anybody breaks even
    assert apparent > 120
    assert all(f.optimism == pytest.approx(f.apparent - f.profit) for f in found)


def test_a_share_that_was_asked_for_is_kept():
    found = nested_answer(folds_of(np.random.default_rng(4), skill=1),
                          Assumptions(benefit=10, fraction=0.2))  # fmt: skip
    assert found.fraction_low == found.fraction_high == pytest.approx(0.2)


def test_larger_parts_weigh_more():
    first, second = ScoredRows.of([1] * 9 + [0], np.ones(10)), ScoredRows.of([1, 0], np.ones(2))
    everybody = Assumptions(benefit=10, contact_cost=1, fraction=1.0, decisions_per_month=100)
    found = nested_answer([Fold(0, first), Fold(0, second)], everybody)
    assert found.profit == pytest.approx((10 * 800 + 2 * 400) / 12)


def test_values_weights_and_formulas_are_used():
    y, score, plan = [1, 0, 1, 0], [0.9, 0.3, 0.6, 0.1], np.array(["a", "b", "a", "b"], object)
    rows = ScoredRows.of(y, score, value=[5, 6, 7, 8], sample_weight=[1, 2, 1, 2],
                         columns={"plan": plan, "size": [1.0, 2, 3, 4]})  # fmt: skip
    by_value = Assumptions(benefit=1, benefit_from="column", decisions_per_month=6)
    formula = Assumptions(form="formula", tp_formula="size * 10 - 1", fp_formula="0 - size",
                          decisions_per_month=6)  # fmt: skip
    for assumptions in (by_value, formula):
        found = nested_answer([Fold(0, rows, rows), Fold(0, rows, rows)], assumptions)
        alone = answer(rows.counts_for(assumptions), assumptions)
        assert found.profit == pytest.approx(alone.best.profit)
        assert found.apparent == pytest.approx(alone.best.profit)


def test_without_rows_to_choose_on_the_other_folds_choose():
    # chosen on the rows that report it, a share of a useless model would look worth something
    lone = [Fold(f.repeat, f.rows) for f in folds_of(np.random.default_rng(3), skill=0)]
    found = nested_answer(lone, OFFER)
    ours = answer(lone[0].rows.counts_for(OFFER), OFFER, choose=_rest(lone).counts_for(OFFER))
    flattered = np.mean([answer(f.rows.counts_for(OFFER), OFFER).best.profit for f in lone])
    assert found.profit < flattered
    assert nested_answer(lone[:5], OFFER).by_repeat.size == 1
    assert found.fraction_low <= ours.chosen.fraction <= found.fraction_high


def _rest(folds):
    rows = [f.rows for f in folds[1:5]]
    return ScoredRows.of(
        np.concatenate([r.y_true for r in rows]), np.concatenate([r.y_score for r in rows])
    )


def test_a_single_fold_without_rows_to_choose_on_is_refused():
    rows = ScoredRows.of([1, 0], [0.9, 0.1])
    with pytest.raises(InputError, match="folds must be of rows to choose on; got one fold"):
        nested_answer([Fold(0, rows)], OFFER)


def test_one_training_tells_no_range():
    rows = ScoredRows.of([1, 0], [0.9, 0.1])
    found = nested_answer([Fold(0, rows, rows)], OFFER)
    assert (found.standard_error, found.low, found.high) == (None, None, None)
    assert found.to_dict()["by_repeat"] == [found.profit]


def test_no_folds_are_refused():
    with pytest.raises(InputError, match="folds must be at least one; got none"):
        nested_answer([], OFFER)
