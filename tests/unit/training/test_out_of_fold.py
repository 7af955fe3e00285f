"""Rows learned from, scored by models that had not seen them."""

import numpy as np
import pandas as pd
import pytest

from lepton.data import Task, resolve
from lepton.models import Model, get_family
from lepton.models.combination import probabilities
from lepton.models.context import FitContext
from lepton.models.folder import read_folder, write_folder
from lepton.training import train
from lepton.training.calibration import fit_calibrated
from lepton.training.split import plan_of


def customers(n, share=0.3, seed=0):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=n)
    y = x + rng.normal(size=n) > np.quantile(x, 1 - share) * 1.4
    return pd.DataFrame({
        "x": x, "noise": rng.normal(size=n), "worth": rng.uniform(1, 9, n), "y": y,
        "who": np.arange(n) // 3, "day": np.arange(n), "size": 2 * x + rng.normal(size=n),
        "mood": np.where(x > 0.5, "a", np.where(x > -0.5, "b", "c")),
    })  # fmt: skip


def split_of(model):
    return set(model.oof["row_id"]), set(model.holdout["row_id"])


@pytest.mark.parametrize("family", ["linear", "xgboost", "ensemble", "baseline"])
def test_every_family_scores_training_rows_and_no_row_held_out(family):
    frame = customers(600)
    task = Task("y", value="worth", drop=("who", "day", "size", "mood"))
    model = train(frame, task, family)
    learned, held = split_of(model)
    assert len(learned) == len(model.oof) == model.info["n_oof"] == model.info["n_train"]
    assert not learned & held
    assert list(model.oof) == list(model.holdout) == [
        "row_id", "y_true", "y_score", "y_pred", "value",
    ]  # fmt: skip
    np.testing.assert_array_equal(model.oof["y_true"], frame["y"].iloc[model.oof["row_id"]])
    np.testing.assert_array_equal(model.oof["value"], frame["worth"].iloc[model.oof["row_id"]])
    assert model.oof["row_id"].is_monotonic_increasing
    assert model.info["oof_how"].startswith(f"{model.info['n_oof']:,} training rows ")


def test_noise_looks_like_noise_to_a_model_that_has_not_seen_it():
    rng = np.random.default_rng(3)
    frame = pd.DataFrame(rng.normal(size=(500, 8)), columns=[*"abcdefgh"])
    frame["y"] = rng.random(500) < 0.3
    model = train(frame, "y", "xgboost")
    truth, score = model.oof["y_true"], model.oof["y_score"]
    seen = model.score(frame.iloc[model.oof["row_id"]])
    assert abs(np.corrcoef(truth, score)[0, 1]) < 0.15
    assert np.corrcoef(truth, seen)[0, 1] > 0.3


def test_where_a_fifth_is_held_back_its_rows_are_scored_by_the_model_itself():
    frame = customers(8_000)[["x", "noise", "y"]]
    model = train(frame, "y", "linear")
    assert model.info["n_oof"] == model.info["n_calibration"] == 1_280
    assert model.info["oof_how"] == (
        "1,280 training rows were held back, and scored by the model that had not seen them."
    )
    rows = frame.iloc[model.oof["row_id"]]
    np.testing.assert_allclose(model.score(rows), model.oof["y_score"])


def test_more_rows_are_held_back_where_one_class_is_rare():
    common = train(customers(130_000, 0.3)[["x", "y"]], "y", "tree")
    rare = train(customers(130_000, 0.012)[["x", "y"]], "y", "tree")
    assert common.info["n_oof"] == 20_000
    assert rare.info["n_oof"] == pytest.approx(0.2 * rare.info["n_train"], abs=1)
    middle = train(customers(130_000, 0.02)[["x", "y"]], "y", "tree")
    assert common.info["n_oof"] < middle.info["n_oof"] <= rare.info["n_oof"]
    assert middle.oof["y_true"].sum() >= 100


def test_the_scores_are_calibrated():
    model = train(customers(2_000)[["x", "noise", "y"]], "y", "xgboost")
    assert model.oof["y_score"].mean() == pytest.approx(model.oof["y_true"].mean(), abs=0.01)


def test_the_baseline_has_the_one_answer():
    model = train(customers(600)[["x", "y"]], "y", "baseline")
    assert np.ptp(model.oof["y_score"]) == 0
    assert model.oof["y_score"].iloc[0] == pytest.approx(model.holdout["y_score"].iloc[0])
    assert "the one answer" in model.info["oof_how"]


@pytest.mark.parametrize("family", ["linear", "baseline", "ensemble"])
def test_several_classes_keep_the_chance_of_each(family):
    model = train(customers(400)[["x", "noise", "mood"]], "mood", family)
    chances = model.oof[["p_a", "p_b", "p_c"]].to_numpy()
    np.testing.assert_allclose(chances.sum(axis=1), 1)
    np.testing.assert_allclose(chances.max(axis=1), model.oof["y_score"])


@pytest.mark.parametrize("family", ["linear", "ensemble", "baseline"])
def test_a_number_is_predicted_for_rows_not_seen(family):
    frame = customers(400)[["x", "noise", "size"]]
    model = train(frame, "size", family)
    assert model.info["n_oof"] == model.info["n_train"] == model.info["n_fit"]
    assert not split_of(model)[0] & split_of(model)[1]
    if family != "baseline":
        assert np.corrcoef(model.oof["y_true"], model.oof["y_score"])[0, 1] > 0.7
        rows = frame.iloc[model.oof["row_id"]]
        assert not np.allclose(model.predict(rows), model.oof["y_score"])


def test_a_large_table_of_numbers_says_why_no_row_was_set_aside():
    frame = customers(64_000)[["x", "size"]]
    assert len(train(frame.head(62_500), "size", "linear").oof) == 50_000
    model = train(frame, "size", "linear")
    assert len(model.oof) == model.info["n_oof"] == 0
    assert model.info["oof_how"].startswith("None: with more than 50,000 rows")


def test_groups_and_moments_are_respected():
    frame = customers(900)
    drop = ("size", "mood", "worth")
    grouped = train(frame, Task("y", group="who", drop=(*drop, "day")), "linear")
    assert not set(grouped.oof["group"]) & set(grouped.holdout["group"])
    same = frame["who"].iloc[grouped.oof["row_id"]].to_numpy()
    assert len(np.unique(same)) == grouped.oof["group"].nunique()
    timed = train(frame, Task("y", time="day", drop=(*drop, "who")), "linear")
    assert timed.oof["row_id"].min() >= 359  # the older half of what was learned from is not judged
    assert timed.oof["row_id"].max() < timed.holdout["row_id"].min()


@pytest.mark.parametrize("family", ["linear", "ensemble"])
def test_too_few_rows_of_a_class_leave_none_and_say_so(family):
    frame = pd.DataFrame({"x": np.arange(60) * 7 % 13 * 0.5, "y": ["yes"] * 30 + ["no"] * 30})
    problem = resolve(Task("y"), frame)
    for positives, rows in ((1, 0), (30, 60)):
        y = (np.arange(60) % (60 // positives) == 7 % (60 // positives)).astype(int)
        plan, _ = plan_of(frame, problem, y, 0)
        found = fit_calibrated(
            get_family(family), frame, y, plan=plan, rows=np.arange(60),
            context=FitContext("binary", ("x",), 2, make_folds=plan.folds),
        )  # fmt: skip
        assert len(found.unseen) == rows
        assert found.unseen_how.startswith("None: there are too few" if rows == 0 else "60 ")


@pytest.mark.parametrize("target", ["y", "mood", "size"])
def test_the_rows_survive_saving(target, tmp_path):
    model = train(customers(300)[["x", "noise", target]], target, "linear")
    model.save(tmp_path / "m")
    pd.testing.assert_frame_equal(Model.load(tmp_path / "m").oof, model.oof)


def test_a_folder_of_the_version_before_still_loads_and_has_none(tmp_path):
    frame = customers(300)[["x", "noise", "y"]]
    model = train(frame, "y", "linear")
    model.save(tmp_path / "m")
    kept = read_folder(tmp_path / "m")
    del kept["oof.parquet"]
    write_folder(tmp_path / "old", kept)
    old = Model.load(tmp_path / "old")
    assert len(old.oof) == 0
    np.testing.assert_array_equal(old.raw(frame), model.raw(frame))
    old.save(tmp_path / "again")
    assert len(Model.load(tmp_path / "again").oof) == 0


def test_the_chances_of_two_classes_are_those_of_the_combination():
    model = train(customers(300)[["x", "noise", "y"]], "y", "ensemble")
    unseen = model.fitted.unseen
    order = np.argsort(unseen.rows)
    np.testing.assert_allclose(
        np.sort(model.oof["y_score"]), np.sort(probabilities(unseen.raw[order])[:, 1])
    )
