import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lepton.errors import InputError, NotApplicable
from lepton.value import Assumptions, ScoreCounts, answer, curve_for
from lepton.value.measures import measures
from lepton.value.net_benefit import net_benefit

every = settings(max_examples=60, derandomize=True, deadline=None, database=None)
OFFER = Assumptions(
    benefit=60, success_rate=0.4, contact_cost=2, incentive_cost=5, fixed_cost=300,
    decisions_per_month=6000,
)  # fmt: skip
POLICIES = ("model", "nobody", "everybody", "random", "perfect")


@pytest.fixture
def table():
    rng = np.random.default_rng(3)
    score = rng.beta(1, 5, 3000)
    return rng.random(3000) < score, score


@pytest.fixture
def counts(table):
    return ScoreCounts.from_scores(*table)


def test_each_measure_is_what_counting_gives(table, counts):
    y, score = table
    model = measures(counts).model
    order = np.argsort(-score)
    for k in (1, 250, 3000):
        hits = y[order[:k]].sum()
        assert model.n[k] == k
        assert model.fraction[k] == pytest.approx(k / 3000)
        assert model.threshold[k] == score[order[k - 1]]
        assert model.gains[k] == model.recall[k] == pytest.approx(hits / y.sum())
        assert model.response[k] == model.precision[k] == pytest.approx(hits / k)
        assert model.lift[k] == pytest.approx(hits / k / y.mean())


def test_without_money_there_is_none(counts):
    found = measures(counts)
    assert found.model.profit is found.random.roi is found.captured is None
    assert np.isnan(found.model.lift[0])


def test_money_is_that_of_the_answer(counts):
    found, told = measures(counts, OFFER), answer(counts, OFFER)
    curve = curve_for(counts, OFFER)
    assert found.model.profit.tolist() == curve.profit.tolist()
    assert np.allclose(found.model.roi, curve.roi, equal_nan=True)
    assert np.allclose(found.random.profit, curve.random.profit)
    assert np.allclose(
        found.perfect.profit, np.interp(found.perfect.n, curve.perfect.n, curve.perfect.profit)
    )
    assert found.captured == pytest.approx(told.captured)
    assert found.everybody.profit[0] == curve.everybody.profit
    assert found.nobody.profit.max() == 0


def test_the_marginal_profit_adds_up_and_crosses_zero_at_the_best_share(counts):
    found = measures(counts, OFFER, parts=10)
    model = found.model
    steps = model.marginal_profit[1:] * np.diff(model.n)
    assert steps.sum() - 300 == pytest.approx(model.profit[-1])
    best = answer(counts, OFFER).best.fraction
    at = np.searchsorted(model.fraction, [best - 0.15, best + 0.15])
    assert model.marginal_profit[at[0]] > 0 > model.marginal_profit[at[1]]


def test_reference_policies_are_what_they_say(counts):
    found = measures(counts, OFFER)
    assert found.random.lift[1:] == pytest.approx(1)
    assert found.random.response[1:] == pytest.approx(found.base_rate)
    corner = np.searchsorted(found.perfect.n, found.base_rate * 6000)
    assert found.perfect.gains[corner] == pytest.approx(1)
    assert found.perfect.response[corner] == pytest.approx(1)
    assert set(found.everybody.gains) == {1.0}
    assert np.isnan(found.nobody.response).all()


def test_the_corners_of_the_roc_curve_hold_every_optimum(counts):
    roc = measures(counts).roc
    assert (np.diff(roc.hull_precision) < 0).all()
    for wrong in (1, 5, 40, 400):
        told = Assumptions(form="matrix", right=100, wrong=wrong, decisions_per_month=3000)
        best = answer(counts, told).best
        assert best.n in counts.n[roc.hull]
        k = list(counts.n[roc.hull]).index(best.n)
        even = wrong / (100 + wrong)
        before = roc.hull_precision[k - 1] if k else 1
        after = roc.hull_precision[k] if k < roc.hull_precision.size else 0
        assert before >= even >= after


def test_the_area_is_that_of_scikit_learn(table, counts):
    from sklearn.metrics import roc_auc_score

    assert measures(counts).roc.area == pytest.approx(roc_auc_score(*table))


def test_lift_is_the_same_for_a_table_counted_twice(table, counts):
    y, score = table
    twice = ScoreCounts.from_scores(np.tile(y, 2), np.tile(score, 2))
    one, two = measures(counts, OFFER).model, measures(twice, OFFER).model
    for name in ("fraction", "gains", "lift", "response", "profit", "roi", "captured"):
        assert np.allclose(getattr(one, name), getattr(two, name), equal_nan=True), name


def test_rarer_hits_have_the_same_gains_and_a_lower_response(counts):
    usual = measures(counts, OFFER)
    rarer = measures(counts, Assumptions.from_dict(OFFER.to_dict() | {"base_rate": 0.05}))
    assert rarer.base_rate == pytest.approx(0.05)
    assert rarer.roc.area == pytest.approx(usual.roc.area)
    assert (rarer.model.response[1:] <= usual.model.response[1:] + 1e-12).all()


def test_a_table_without_hits_or_of_hits_only_is_told_as_far_as_it_goes():
    none = measures(ScoreCounts.from_scores([0, 0, 0], [0.1, 0.2, 0.3]), OFFER)
    assert np.isnan(none.model.gains).all()
    assert none.roc.area is None
    assert none.captured is None
    only = measures(ScoreCounts.from_scores([1, 1], [0.1, 0.2]))
    assert only.model.response[1:].tolist() == [1, 1]
    assert only.roc.area is None


@every
@given(
    st.lists(
        st.tuples(st.booleans(), st.sampled_from([0.1, 0.3, 0.5, 0.9])), min_size=1, max_size=30
    )
)
def test_a_perfect_ranking_is_never_below_the_model_nor_the_model_above_one(rows):
    y, score = (np.array(v) for v in zip(*rows, strict=True))
    found = measures(ScoreCounts.from_scores(y, score), OFFER)
    at = np.searchsorted(found.perfect.n, found.model.n)
    assert (found.perfect.profit[at] >= found.model.profit - 1e-9).all()
    assert found.captured is None or found.captured <= 1 + 1e-9
    known = ~np.isnan(found.model.gains)
    assert (found.perfect.gains[at][known] >= found.model.gains[known] - 1e-12).all()


def test_net_benefit_is_what_pencil_and_paper_give():
    """TP/n − FP/n · p/(1 − p), acting where the risk is at least p (Vickers & Elkin 2006).

    Ten patients, four of them ill; risks .9 .8 .8 .6 .5 .4 .3 .2 .2 .1, ill the 1st, 2nd, 4th
    and 7th. At 0.5 five are treated, three of them ill: 3/10 − 2/10 · 1 = 0.1. At 0.2 nine are
    treated, all four ill: 4/10 − 5/10 · 0.25 = 0.275; all treated: 4/10 − 6/10 · 0.25 = 0.25.
    At 0.8 three, two of them ill: 2/10 − 1/10 · 4 = −0.2; all treated: 4/10 − 6/10 · 4 = −2.
    """
    y = [1, 1, 0, 1, 0, 0, 1, 0, 0, 0]
    risk = [0.9, 0.8, 0.8, 0.6, 0.5, 0.4, 0.3, 0.2, 0.2, 0.1]
    found = net_benefit(ScoreCounts.from_scores(y, risk), [0.0, 0.2, 0.5, 0.8, 0.95])
    assert found.model.tolist() == pytest.approx([0.4, 0.275, 0.1, -0.2, 0.0])
    assert found.everybody.tolist()[:4] == pytest.approx([0.4, 0.25, -0.2, -2.0])
    assert found.nobody.tolist() == [0.0] * 5
    assert found.perfect.tolist() == [0.4] * 5
    assert found.random.tolist()[1] == pytest.approx(0.9 * 0.25)
    assert found.best.tolist() == ["model", "model", "model", "nobody", "nobody"]


def test_net_benefit_needs_probabilities():
    scores = ScoreCounts.from_scores([1, 0], [1.2, 0.3])
    with pytest.raises(NotApplicable, match=r"probabilities between 0 and 1; got scores from 0.3"):
        net_benefit(scores)
    assert measures(scores).net_benefit is None
    assert measures(ScoreCounts.from_scores([1, 0], [1.0, 0.0])).net_benefit is not None


def test_net_benefit_is_asked_from_zero_to_below_one(counts):
    assert net_benefit(counts, [0.0, 0.999]).model.size == 2
    with pytest.raises(InputError, match=r"from 0 up to below 1; got 0\.5 to 1\."):
        net_benefit(counts, [0.5, 1.0])
    with pytest.raises(InputError, match=r"got -0\.1 to 0\.5"):
        net_benefit(counts, [-0.1, 0.5])


def test_at_least_one_part_is_asked_for(counts):
    assert measures(counts, OFFER, parts=1).model.marginal_profit[1] == pytest.approx(
        (measures(counts, OFFER).model.profit[-1] + 300) / 6000
    )
    with pytest.raises(InputError, match="parts must be a number from 1"):
        measures(counts, parts=0)


def test_measures_can_be_sent_as_json_and_seen_as_a_table(counts):
    found = measures(counts.thin(50), OFFER)
    told = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert set(POLICIES) < set(told)
    assert len(told["model"]["lift"]) == found.model.n.size
    assert found.to_frame()["profit"].tolist() == found.model.profit.tolist()
