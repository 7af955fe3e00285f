"""Every registered family keeps the same promises, for every kind of target."""

import numpy as np
import pandas as pd
import pytest

from lepton.errors import Cancelled, InputError, NotApplicable
from lepton.explanation import explain, sampled_rows
from lepton.models import Model, get_family
from lepton.training import train


def test_saving_and_loading_gives_identical_predictions(model, frame, tmp_path):
    model.save(tmp_path / "model")
    again = Model.load(tmp_path / "model")
    np.testing.assert_array_equal(again.raw(frame), model.raw(frame))
    assert again.predict(frame).tolist() == model.predict(frame).tolist()
    pd.testing.assert_frame_equal(again.holdout, model.holdout)
    assert (again.info, again.metrics, again.checks) == (model.info, model.metrics, model.checks)
    assert again.problem == model.problem


def test_the_same_seed_gives_the_same_model_and_leaves_the_table_as_it_was(
    model, frame, family, target
):
    before = frame.copy(deep=True)
    again = train(frame, target, family, device="cpu")
    pd.testing.assert_frame_equal(frame, before)
    np.testing.assert_array_equal(again.raw(frame), model.raw(frame))
    pd.testing.assert_frame_equal(again.holdout, model.holdout)


def test_rows_to_score_and_to_explain_are_left_as_they_were(model, frame):
    before = frame.copy(deep=True)
    model.raw(frame)
    explain(model, frame, max_rows=5)
    pd.testing.assert_frame_equal(frame, before)


def test_probabilities_lie_between_0_and_1_and_sum_to_1(model, frame, kind):
    if kind == "regression":
        with pytest.raises(NotApplicable, match="Use predict instead"):
            model.predict_proba(frame)
        return
    chances = model.predict_proba(frame)
    assert chances.shape == (len(frame), len(model.problem.classes))
    assert ((chances >= 0) & (chances <= 1)).all()
    np.testing.assert_allclose(chances.sum(axis=1), 1.0)


def test_the_order_of_the_columns_does_not_matter(model, frame):
    turned = frame[frame.columns[::-1]]
    np.testing.assert_array_equal(model.raw(turned), model.raw(frame))


def test_extra_columns_are_ignored(model, frame):
    wider = frame.assign(extra="x")
    np.testing.assert_array_equal(model.raw(wider), model.raw(frame))


def test_the_target_is_not_needed_to_predict(model, frame, target):
    np.testing.assert_array_equal(model.raw(frame.drop(columns=target)), model.raw(frame))


def test_a_missing_column_is_named(model, frame):
    with pytest.raises(InputError, match=r"got no column plan\. Add them"):
        model.raw(frame.drop(columns="plan"))


def test_a_value_never_seen_before_is_no_error(model, frame):
    strange = frame.assign(plan="platinum")
    assert np.isfinite(model.raw(strange)).all()


def test_missing_values_and_infinity_are_no_error(model, frame):
    gaps = frame.assign(**{"heat [K]": np.inf, "a < b": np.nan, "plan": None, "since": pd.NaT})
    assert np.isfinite(model.raw(gaps)).all()


def test_infinity_counts_as_missing(model, frame):
    column = "heat [K]"
    endless = model.raw(frame.assign(**{column: -np.inf}))
    np.testing.assert_array_equal(endless, model.raw(frame.assign(**{column: np.nan})))


def test_one_row_can_be_scored_and_gets_what_it_gets_among_others(model, frame):
    alone = model.raw(frame.iloc[[3]])
    np.testing.assert_allclose(alone[0], model.raw(frame)[3], rtol=1e-9)


def test_an_empty_table_has_no_scores(model, frame):
    assert len(model.raw(frame.iloc[:0])) == 0


def test_the_hold_out_holds_what_the_model_says(model, frame, kind):
    held = model.holdout
    rows = frame.iloc[held["row_id"]]
    np.testing.assert_allclose(held["y_score"], model.score(rows), rtol=1e-9)
    assert held["row_id"].is_unique
    assert len(held) == model.info["n_test"]
    if kind == "multiclass":
        np.testing.assert_allclose(held.filter(like="p_").sum(axis=1), 1.0)


def test_figures_are_of_the_hold_out_and_the_baseline_is_beside_them(model, kind):
    wanted = {"r2", "rmse", "mae", "mape"}
    if kind != "regression":
        wanted = {"accuracy", "precision", "recall", "f1", "roc_auc", "average_precision"}
        wanted |= {"log_loss", "brier"}
    assert wanted <= set(model.metrics)
    assert set(model.metrics) == set(model.baseline_metrics)


def test_every_family_but_the_baseline_beats_the_baseline(model, family, kind):
    if family == "baseline":
        return
    name = "rmse" if kind == "regression" else "log_loss"
    assert model.metrics[name] < model.baseline_metrics[name]


def added_up(shown):
    return shown.base_values + np.sum(shown.values, axis=1)


def test_explanations_add_up_to_the_raw_output(model, frame, kind):
    shown = explain(model, frame, max_rows=30)
    features = model.problem.features
    rows = 30
    several = (len(model.problem.classes),) if kind == "multiclass" else ()
    assert shown.shape == (rows, len(features), *several)
    raw = model.raw(frame.iloc[sampled_rows(len(frame), rows)])
    np.testing.assert_allclose(added_up(shown), raw, rtol=1e-6)
    assert list(shown.feature_names) == list(features)
    assert shown.data.shape == (rows, len(features))


def test_a_quick_explanation_adds_up_too(model, frame):
    shown = explain(model, frame, max_rows=10, exact=False)
    raw = model.raw(frame.iloc[sampled_rows(len(frame), 10)])
    np.testing.assert_allclose(added_up(shown), raw, rtol=1e-6)


def test_training_can_be_cancelled_at_every_report(frame, family, target):
    seen = []

    def stop(fraction, message):
        seen.append((fraction, message))
        if fraction > 0.05:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled, match="stopped"):
        train(frame, target, family, device="cpu", on_progress=stop)
    assert sum(fraction > 0.05 for fraction, _ in seen) == 1


def test_an_explanation_can_be_cancelled(model, frame):
    def stop(_fraction, _message):
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        explain(model, frame, max_rows=5, on_progress=stop)


def test_what_was_done_is_written_down(model, family, kind):
    info = model.info
    assert (info["family"], info["kind"], info["device"]) == (family, kind, "cpu")
    assert info["n_train"] + info["n_test"] == info["rows"] == 240
    assert info["seconds"] > 0
    assert set(info["seconds_by_step"]) == {"prepare", "fit", "calibrate", "score"}
    assert {"python", "xgboost", "scikit-learn"} <= set(info["versions"])
    assert len(info["data_id"]) == 64


def test_the_time_it_takes_is_estimated_in_advance(family, kind):
    chosen = get_family(family)
    assert (
        0 < chosen.estimate_seconds(1_000, 10, kind) <= chosen.estimate_seconds(100_000, 10, kind)
    )
