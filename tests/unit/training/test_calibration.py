import numpy as np
import pandas as pd
import pytest
from scipy.special import expit, log_softmax

from lepton.data import Task, resolve
from lepton.models import get_family
from lepton.models.combination import Combination, fit_combination, probabilities
from lepton.models.context import FitContext
from lepton.training.calibration import fit_calibrated
from lepton.training.split import plan_of


def log_loss(raw, y):
    return float((np.logaddexp(0, raw) - y * raw).mean())


@pytest.fixture
def overconfident():
    rng = np.random.default_rng(0)
    truth = rng.normal(-1, 1.5, 4_000)
    y = (rng.random(4_000) < expit(truth)).astype(int)
    return 3 * truth + 2, y


def test_calibration_improves_a_score_that_is_too_sure_of_itself(overconfident):
    raw, y = overconfident
    found = fit_combination(raw[None, :2_000], y[:2_000], "binary")
    calibrated = found.apply(raw[None, 2_000:])
    assert log_loss(calibrated, y[2_000:]) < 0.8 * log_loss(raw[2_000:], y[2_000:])
    assert expit(calibrated).mean() == pytest.approx(y[2_000:].mean(), abs=0.02)


def test_calibration_keeps_the_order(overconfident):
    raw, y = overconfident
    calibrated = fit_combination(raw[None], y, "binary").apply(raw[None])
    np.testing.assert_array_equal(np.argsort(calibrated), np.argsort(raw))


def test_a_score_is_never_turned_upside_down(overconfident):
    raw, y = overconfident
    found = fit_combination(-raw[None], y, "binary")
    assert found.weights[0] > 0
    assert expit(found.apply(-raw[None])).mean() == pytest.approx(y.mean(), abs=0.02)


def test_a_constant_score_becomes_the_share_of_positives():
    y = np.array([0, 0, 0, 1] * 100)
    found = fit_combination(np.zeros((1, 400)), y, "binary")
    assert expit(found.apply(np.zeros((1, 400))))[0] == pytest.approx(0.25, abs=0.01)


def test_perfect_separation_gives_no_certainty():
    y = np.repeat([0, 1], 20)
    found = fit_combination(np.where(y == 1, 1.0, -1.0)[None], y, "binary")
    chances = expit(found.apply(np.array([[-1.0, 1.0]])))
    assert 0.01 < chances[0] < 0.1
    assert 0.9 < chances[1] < 0.99


def test_several_classes_are_calibrated_with_one_weight():
    rng = np.random.default_rng(1)
    truth = rng.normal(size=(3_000, 4))
    y = np.array([rng.choice(4, p=p) for p in np.exp(log_softmax(truth, axis=1))])
    found = fit_combination((4 * truth - 1)[None], y, "multiclass")
    assert found.weights[0] == pytest.approx(0.25, rel=0.1)
    assert probabilities(found.apply((4 * truth - 1)[None])).sum(axis=1) == pytest.approx(1)


def test_stacking_gives_noise_no_weight():
    rng = np.random.default_rng(2)
    truth, noise = rng.normal(size=(2, 2_000))
    y = (rng.random(2_000) < expit(2 * truth)).astype(int)
    found = fit_combination(np.stack([truth, noise]), y, "binary")
    assert found.weights[0] == pytest.approx(2, rel=0.15)
    assert found.weights[1] < 0.15


def test_numbers_are_stacked_by_least_squares():
    rng = np.random.default_rng(3)
    first, second = rng.normal(size=(2, 500))
    found = fit_combination(np.stack([first, second]), 2 * first + 0.5 * second + 7, "regression")
    np.testing.assert_allclose([*found.weights, *found.offsets], [2, 0.5, 7])


def test_a_combination_survives_json():
    kept = Combination(np.array([0.1, 1 / 3]), np.array([2.5]))
    again = Combination.from_dict(kept.to_dict())
    scores = np.arange(6.0).reshape(2, 3)
    np.testing.assert_array_equal(again.apply(scores), kept.apply(scores))


def calibrated(n, share, family="linear"):
    rng = np.random.default_rng(4)
    x = rng.normal(size=n)
    y = x + rng.normal(size=n) > np.quantile(x, 1 - share) * 1.4
    frame = pd.DataFrame({"x": x, "y": np.where(y, "yes", "no")})
    problem = resolve(Task("y"), frame)
    target = problem.target(frame)
    plan, _ = plan_of(frame, problem, target, 0)
    context = FitContext("binary", ("x",), 2, make_folds=plan.folds)
    rows = np.arange(n)
    return fit_calibrated(get_family(family), frame, target, plan=plan, rows=rows, context=context)


def test_a_fifth_is_held_back_where_there_are_rows_enough():
    found = calibrated(6_000, 0.3)
    assert (found.n_fit, found.n_calibration) == (4_800, 1_200)
    assert "1,200 rows held back" in found.note


def test_few_rows_are_cross_fitted_and_all_are_learned_from():
    found = calibrated(600, 0.3)
    assert (found.n_fit, found.n_calibration) == (600, 600)
    assert "scored by a model that had not seen it" in found.note


def test_few_positives_are_cross_fitted_too():
    assert calibrated(6_000, 0.02).n_fit == 6_000


def test_the_part_held_back_is_capped():
    found = calibrated(120_000, 0.3, "tree")
    assert found.n_calibration == 20_000


def test_the_baseline_is_not_calibrated_again():
    found = calibrated(600, 0.3, "baseline")
    assert (found.calibration.weights.tolist(), found.calibration.offsets.tolist()) == (
        [1.0],
        [0.0],
    )


def test_an_ensemble_that_cannot_be_weighed_says_so():
    frame = pd.DataFrame({"x": np.arange(60) * 7 % 13 * 0.5, "y": ["yes"] * 30 + ["no"] * 30})
    problem = resolve(Task("y"), frame)
    target = (np.arange(60) == 7).astype(int)  # one row of a class: never learned and judged
    plan, _ = plan_of(frame, problem, target, 0)
    context = FitContext("binary", ("x",), 2, make_folds=plan.folds)
    found = fit_calibrated(
        get_family("ensemble"), frame, target, plan=plan, rows=np.arange(60), context=context
    )
    assert not found.fitted.stacked
    assert "it is its linear member alone" in found.note
    assert "come out calibrated" not in found.note
