"""Many trainings of a small table, each judged by rows it has not seen."""

import numpy as np
import pandas as pd
import pytest

from lepton.data import Task
from lepton.errors import Cancelled, InputError
from lepton.training.nested import nested_scores


@pytest.fixture
def people():
    rng = np.random.default_rng(0)
    n = 160
    x = rng.normal(size=n)
    return pd.DataFrame({
        "x": x, "noise": rng.normal(size=n), "who": np.arange(n) // 4, "day": np.arange(n),
        "worth": rng.uniform(1, 9, n), "y": x + rng.normal(size=n) > 0.5, "size": 2 * x,
    })  # fmt: skip


LEAVE = ("who", "day", "size")


def test_every_row_is_judged_once_in_every_repeat_by_a_model_without_it(people):
    found = nested_scores(people, Task("y", value="worth", drop=LEAVE), "linear",
                          repeats=3, folds=4)  # fmt: skip
    folds = list(found)
    assert (len(folds), found.repeats, found.folds) == (12, 3, 4)
    for repeat in range(3):
        judged = np.concatenate([f.held["row_id"] for f in folds if f.repeat == repeat])
        assert sorted(judged) == list(range(160))
    for fold in folds:
        assert not set(fold.held["row_id"]) & set(fold.choose["row_id"])
        assert len(fold.choose) == 120
        assert list(fold.held) == list(fold.choose) == [
            "row_id", "y_true", "y_score", "y_pred", "value",
        ]  # fmt: skip


def test_each_repeat_is_cut_in_another_way_and_the_seed_gives_the_same_again(people):
    task = Task("y", drop=(*LEAVE, "worth"))
    one = nested_scores(people, task, "linear", repeats=2, folds=3)
    same = nested_scores(people, task, "linear", repeats=2, folds=3)
    pd.testing.assert_frame_equal(one.table, same.table)
    first, second = (set(f.held["row_id"]) for f in one if f.fold == 0)
    assert first != second
    other = nested_scores(people, task, "linear", repeats=2, folds=3, seed=5)
    assert not one.table.equals(other.table)


def test_groups_and_copies_stay_together(people):
    found = nested_scores(people, Task("y", group="who", drop=("day", "size", "worth")), "linear",
                          repeats=1, folds=4)  # fmt: skip
    for fold in found:
        assert not set(fold.held["group"]) & set(fold.choose["group"])
    copies = pd.concat([people, people], ignore_index=True)
    for fold in nested_scores(copies, Task("y", drop=("worth", "day", "size")), "linear", repeats=1,
                              folds=3):  # fmt: skip
        assert {i % 160 for i in fold.held["row_id"]}.isdisjoint(fold.choose["row_id"] % 160)


def test_in_time_what_is_judged_comes_later_and_is_cut_once(people):
    found = nested_scores(people, Task("y", time="day", drop=("who", "size", "worth")), "linear",
                          repeats=5, folds=4)  # fmt: skip
    assert found.repeats == 1
    assert any("cut once only" in note for note in found.notes)
    for fold in found:
        assert fold.choose["row_id"].max() < fold.held["row_id"].min()
    assert min(f.held["row_id"].min() for f in found) == 80


@pytest.mark.parametrize("target", ["size", "kind"])
def test_numbers_and_several_classes_work_too(people, target):
    people["kind"] = np.where(people["x"] > 0.5, "a", np.where(people["x"] > -0.5, "b", "c"))
    found = nested_scores(people[["x", "noise", target]], target, "linear", repeats=1, folds=3)
    assert sum(len(f.held) for f in found) == 160
    assert all(len(f.choose) for f in found)


def test_progress_is_told_and_it_can_be_stopped(people):
    seen = []
    task = Task("y", drop=LEAVE)
    nested_scores(people, task, "linear", repeats=2, folds=2, on_progress=lambda *a: seen.append(a))
    fractions = [fraction for fraction, _ in seen]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert any(text.startswith("Training 4 of 4") for _, text in seen)

    def stop(fraction, _):
        if fraction > 0.3:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        nested_scores(people, task, "linear", repeats=2, folds=2, on_progress=stop)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"repeats": 0}, "repeats must be a whole number from 1 to 100; got 0"),
        ({"repeats": 101}, "repeats must be a whole number from 1 to 100; got 101"),
        ({"repeats": 1.5}, "repeats must be a whole number from 1 to 100; got 1.5"),
        ({"repeats": True}, "got True"),
        ({"folds": 1}, "folds must be a whole number from 2 to 20; got 1"),
        ({"folds": 21}, "folds must be a whole number from 2 to 20; got 21"),
    ],
)
def test_impossible_numbers_are_refused(people, wrong, said):
    with pytest.raises(InputError, match=said):
        nested_scores(people, "y", "linear", **wrong)


@pytest.mark.parametrize("right", [{"repeats": 1, "folds": 2}, {"repeats": 1, "folds": 20}])
def test_the_bounds_themselves_are_taken(people, right):
    task = Task("y", drop=LEAVE)
    assert len(list(nested_scores(people, task, "baseline", **right))) == right["folds"]


def test_scores_chosen_among_noise_do_not_flatter():
    rng = np.random.default_rng(1)
    noise = pd.DataFrame(rng.normal(size=(200, 6)), columns=[*"abcdef"])
    noise["y"] = rng.random(200) < 0.3
    table = nested_scores(noise, "y", "xgboost", repeats=2, folds=3).table
    for part in ("held", "choose"):
        rows = table[table["part"] == part]
        assert abs(np.corrcoef(rows["y_true"], rows["y_score"])[0, 1]) < 0.2
