import json

import numpy as np
import pytest
from sklearn import metrics

from lepton.training.evaluation import checks_of, metrics_of, pr_points, roc_points


@pytest.fixture
def scored():
    rng = np.random.default_rng(0)
    chance = rng.beta(1, 3, 5_000)
    y = (rng.random(5_000) < chance).astype(int)
    return y, np.column_stack([1 - chance, chance])


def test_figures_for_two_classes_are_those_of_scikit_learn(scored):
    y, chances = scored
    score, said = chances[:, 1], chances[:, 1] >= 0.5
    assert metrics_of("binary", y, chances) == pytest.approx(
        {
            "accuracy": metrics.accuracy_score(y, said),
            "precision": metrics.precision_score(y, said),
            "recall": metrics.recall_score(y, said),
            "f1": metrics.f1_score(y, said),
            "roc_auc": metrics.roc_auc_score(y, score),
            "average_precision": metrics.average_precision_score(y, score),
            "log_loss": metrics.log_loss(y, score),
            "brier": metrics.brier_score_loss(y, score),
        }
    )


def test_figures_for_several_classes_are_those_of_scikit_learn():
    rng = np.random.default_rng(1)
    chances = rng.dirichlet([1, 2, 1], 2_000)
    y = np.array([rng.choice(3, p=p) for p in chances])
    said = chances.argmax(axis=1)
    found = metrics_of("multiclass", y, chances)
    assert found["f1"] == pytest.approx(metrics.f1_score(y, said, average="macro"))
    assert found["f1_weighted"] == pytest.approx(metrics.f1_score(y, said, average="weighted"))
    ovr = metrics.roc_auc_score(y, chances, multi_class="ovr")
    assert found["roc_auc"] == pytest.approx(ovr)
    assert found["log_loss"] == pytest.approx(metrics.log_loss(y, chances))
    assert found["brier"] == pytest.approx(((chances - np.eye(3)[y]) ** 2).sum(axis=1).mean())


def test_figures_for_a_number_are_those_of_scikit_learn():
    y, guess = np.array([1.0, 2.0, 4.0, 8.0]), np.array([1.5, 2.0, 3.0, 9.0])
    assert metrics_of("regression", y, guess) == pytest.approx(
        {
            "r2": metrics.r2_score(y, guess),
            "rmse": metrics.root_mean_squared_error(y, guess),
            "mae": metrics.mean_absolute_error(y, guess),
            "mape": metrics.mean_absolute_percentage_error(y, guess),
        }
    )


def test_the_percentage_error_leaves_out_rows_that_are_0():
    found = metrics_of("regression", np.array([0.0, 2.0]), np.array([5.0, 3.0]))
    assert found["mape"] == 0.5


def test_figures_that_are_not_defined_are_none():
    one_class = metrics_of("binary", np.zeros(4, int), np.tile([0.8, 0.2], (4, 1)))
    assert (one_class["roc_auc"], one_class["average_precision"]) == (None, None)
    flat = metrics_of("regression", np.zeros(3), np.ones(3))
    assert (flat["r2"], flat["mape"]) == (None, None)


def test_a_class_missing_among_the_rows_does_not_spoil_the_mean():
    chances = np.array([[0.8, 0.1, 0.1], [0.2, 0.7, 0.1], [0.6, 0.3, 0.1]])
    found = metrics_of("multiclass", np.array([0, 1, 0]), chances)
    assert (found["accuracy"], found["roc_auc"], found["f1"]) == (1.0, 1.0, 1.0)


def test_a_probability_of_0_for_what_happened_gives_a_finite_log_loss():
    found = metrics_of("binary", np.array([1]), np.array([[1.0, 0.0]]))
    assert 30 < found["log_loss"] < 40


def test_curves_have_at_most_a_thousand_points_and_both_ends(scored):
    y, chances = scored
    roc, pr = roc_points(y, chances[:, 1]), pr_points(y, chances[:, 1])
    assert len(roc["fpr"]) <= 1_000
    assert (roc["fpr"][0], roc["tpr"][-1]) == (0.0, 1.0)
    assert len(pr["recall"]) <= 1_000
    assert (pr["recall"][0], pr["recall"][-1]) == (0.0, 1.0)


def test_checks_hold_the_confusion_matrix_by_truth_and_prediction():
    chances = np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4], [0.3, 0.7]])
    found = checks_of("binary", np.array([0, 0, 1, 1]), chances, ("no", "yes"))
    assert found["confusion"] == [[1, 1], [1, 1]]
    assert found["classes"] == ["no", "yes"]
    json.dumps(found, allow_nan=False)


def test_checks_of_one_class_have_no_curves():
    found = checks_of("binary", np.zeros(4, int), np.tile([0.8, 0.2], (4, 1)), ("no", "yes"))
    assert "roc" not in found


def test_checks_of_a_number_hold_points_to_draw():
    found = checks_of("regression", np.arange(5_000.0), np.arange(5_000.0) + 1, ())
    assert len(found["points"]["actual"]) == 1_000
    assert found["points"]["predicted"][-1] == 5_000.0
