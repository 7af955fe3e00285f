import numpy as np
import pandas as pd
import pytest

import lepton
from lepton.data import Task, load
from lepton.errors import InputError
from lepton.explanation import explain
from lepton.models import families
from lepton.training import train


def test_a_table_a_data_set_and_a_file_give_the_same_model(small, tmp_path):
    small.to_csv(tmp_path / "small.csv", index=False)
    models = [train(data, "left", "linear") for data in (small, load(small))]
    models.append(train(load(tmp_path / "small.csv"), Task("left", positive="yes"), "linear"))
    for model in models:
        np.testing.assert_allclose(model.raw(small), models[0].raw(small))


def test_the_public_name_trains(small):
    assert lepton.train is train
    assert lepton.Model.__name__ == type(train(small, "left", "baseline")).__name__


def test_progress_goes_from_0_to_1_and_never_back(small):
    seen = []
    train(
        small, "left", "xgboost", on_progress=lambda fraction, text: seen.append((fraction, text))
    )
    fractions = [fraction for fraction, _ in seen]
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert fractions == sorted(fractions)
    assert all(text for _, text in seen)
    assert len(seen) > 50


def test_the_value_column_goes_along_with_the_hold_out(small):
    held = train(small, Task("left", value="worth"), "linear").holdout
    np.testing.assert_array_equal(held["value"], small["worth"].iloc[held["row_id"]])


def test_without_a_value_column_the_hold_out_has_none(small):
    assert list(train(small, "left", "baseline").holdout) == [
        "row_id",
        "y_true",
        "y_score",
        "y_pred",
    ]


def test_rows_without_a_target_are_left_out_and_row_ids_still_count_from_the_table(small):
    gaps = small.copy()
    gaps.loc[:29, "left"] = None
    model = train(gaps, "left", "linear")
    assert model.info["n_train"] + model.info["n_test"] == 120
    held = model.holdout
    assert held["row_id"].min() >= 30
    truth = (gaps["left"].iloc[held["row_id"]] == "yes").astype(int)
    np.testing.assert_array_equal(held["y_true"], truth)


def test_the_sample_holds_rows_held_out_as_they_stand_in_the_table(small):
    model = train(small, "left", "linear")
    assert set(model.sample.index) == set(model.holdout["row_id"])
    expected = small.loc[model.sample.index, list(model.problem.features)]
    pd.testing.assert_frame_equal(model.sample, expected, check_names=False, check_dtype=False)


def test_a_large_hold_out_is_sampled_to_explain():
    frame = pd.DataFrame({"x": np.arange(12_000) * 7 % 5_003, "y": np.arange(12_000) % 3 == 0})
    model = train(frame, "y", "baseline")
    assert len(model.holdout) == 2_400
    assert len(model.sample) == 2_000
    assert model.sample.index.is_unique


def test_a_larger_share_can_be_held_out(small):
    assert train(small, "left", "baseline", test_size=0.5).info["n_test"] == pytest.approx(
        75, abs=1
    )


@pytest.mark.parametrize("share", [0, 1, -0.2, 20, float("nan"), "much"])
def test_an_impossible_share_is_refused(small, share):
    with pytest.raises(InputError, match="test_size must be above 0 and below 1"):
        train(small, "left", test_size=share)


@pytest.mark.parametrize("seed", [-1, 1.5, 2**31, "x", None])
def test_an_impossible_seed_is_refused(small, seed):
    with pytest.raises(InputError, match="seed must be a whole number from 0"):
        train(small, "left", seed=seed)


def test_an_unknown_family_is_refused_and_all_are_named(small):
    with pytest.raises(InputError, match="neural, ensemble, baseline; got 'magic'"):
        train(small, "left", "magic")


def test_an_unknown_target_is_refused(small):
    with pytest.raises(InputError, match="Check the spelling"):
        train(small, "gone")


def test_older_rows_of_one_class_only_cannot_be_learned_from(small):
    frame = small.sort_values("left").assign(day=range(len(small)))
    most = (frame["left"] == "no").mean()
    with pytest.raises(
        InputError, match="training rows must be of at least two classes; got only 'no'"
    ):
        train(frame, Task("left", time="day"), test_size=1 - most)


def test_newer_rows_of_one_class_only_leave_some_figures_open(small):
    frame = small.sort_values("left", ascending=False).assign(day=range(len(small)))
    model = train(frame, Task("left", time="day"), "linear", test_size=0.2)
    assert model.metrics["roc_auc"] is None
    assert "roc" not in model.checks


@pytest.mark.parametrize("family", ["linear", "tree", "forest", "xgboost", "neural", "ensemble"])
def test_the_smallest_table_there_can_be_is_enough(family):
    frame = pd.DataFrame({"x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 1.5], "y": ["a", "b"] * 5})
    model = train(frame, "y", family)
    assert np.isfinite(model.raw(frame)).all()
    assert model.info["n_test"] == 2


@pytest.mark.parametrize("family", ["linear", "xgboost"])
def test_a_wide_table_can_be_learned_from(family):
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(80, 400)), columns=[f"x{i}" for i in range(400)])
    frame["y"] = frame["x0"] + frame["x1"] > 0
    assert np.isfinite(train(frame, "y", family).raw(frame)).all()


@pytest.mark.parametrize("family", ["linear", "tree", "xgboost", "neural"])
def test_sentences_are_learned_from(family):
    rng = np.random.default_rng(0)
    good = ["the parcel came early and whole", "very friendly people on the phone"]
    bad = ["the parcel never came at all", "nobody answers the phone for days"]
    said = [str(rng.choice(good if i % 2 else bad)) + f" order {i}" for i in range(120)]
    frame = pd.DataFrame({"said": said, "angry": [i % 2 == 0 for i in range(120)]})
    model = train(frame, "angry", family)
    assert model.metrics["roc_auc"] > 0.95
    assert model.raw(pd.DataFrame({"said": ["", None, "🙂 !!!"]})).shape == (3,)


@pytest.mark.parametrize("family", [family.name for family in families()])
def test_two_classes_can_be_treated_as_several(small, family):
    model = train(small, Task("left", kind="multiclass"), family, device="cpu")
    assert model.predict_proba(small).shape == (150, 2)
    shown = explain(model, small.head(3))
    np.testing.assert_allclose(
        shown.base_values + np.sum(shown.values, axis=1), model.raw(small.head(3)), rtol=1e-6
    )


@pytest.fixture
def only_recent():
    """A class that has only been seen lately."""
    rng = np.random.default_rng(5)
    yes = (np.arange(600) >= 400) & (rng.random(600) < 0.5)
    x = rng.normal(size=600) + 2 * yes
    return pd.DataFrame({"x": x, "t": np.arange(600) // 3 * 1.5, "y": np.where(yes, "yes", "no")})


def test_an_ensemble_is_weighed_where_a_class_is_only_recent(only_recent):
    model = train(only_recent, Task("y", time="t"), "ensemble", device="cpu")
    assert model.fitted.stacked
    assert model.metrics["log_loss"] < model.baseline_metrics["log_loss"]
    assert any("there it is set aside to calibrate" in note for note in model.info["notes"])


def test_few_rows_held_out_are_told(small):
    rows = "rows with 'yes' are held out to judge the model"
    assert any(rows in note for note in train(small, "left", "baseline").info["notes"])
    number = train(small, "worth", "baseline").info["notes"]
    assert any("Only 30 rows are held out" in note for note in number)
    many = pd.DataFrame({"x": np.arange(2_000) % 97 * 0.5, "y": np.arange(2_000) % 3 == 0})
    assert not any("by chance" in note for note in train(many, "y", "baseline").info["notes"])


def test_every_library_that_a_kept_model_needs_is_written_down(small):
    versions = train(small, "left", "baseline").info["versions"]
    assert {"lepton", "numpy", "pandas", "scikit-learn", "shap", "skops", "xgboost"} < set(versions)


def test_a_trees_scores_are_log_odds_so_that_its_chances_are_straight(small):
    many = pd.concat([small] * 8, ignore_index=True)
    many["age"] = many["age"] + np.arange(len(many)) * 0.01
    model = train(many, "left", "tree")
    assert np.isfinite(model.fitted.raw(many)).all()
    assert model.fitted.raw(many).min() < 0 < model.fitted.raw(many).max()
    assert 0.6 < model.calibration.weights[0] < 1.4
