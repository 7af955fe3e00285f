import dataclasses

import numpy as np
import pandas as pd
import pytest

from lepton.data import Task, resolve
from lepton.errors import InputError
from lepton.training.split import plan_of


def plan_for(frame, task, seed=0):
    problem = resolve(task, frame)
    return plan_of(frame, problem, problem.target(frame), seed)


def split_of(frame, task, share=0.2, seed=0):
    plan, _ = plan_for(frame, task, seed)
    return plan.split(np.arange(len(frame)), share)


@pytest.fixture
def visits():
    rng = np.random.default_rng(1)
    n = 1_000
    return pd.DataFrame(
        {
            "visits": rng.normal(size=n),
            "shop": rng.choice([f"shop {i}" for i in range(25)], n),
            "day": pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 100, n), "D"),
            "left": np.where(rng.random(n) < 0.1, "yes", "no"),
        }
    )


def test_every_row_is_on_exactly_one_side(visits):
    split = split_of(visits, Task("left"))
    assert sorted([*split.train, *split.test]) == list(range(len(visits)))


def test_both_sides_have_the_same_share_of_each_class(visits):
    split = split_of(visits, Task("left"))
    yes = (visits["left"] == "yes").to_numpy()
    assert len(split.test) == pytest.approx(200, abs=2)
    assert yes[split.test].mean() == pytest.approx(yes.mean(), abs=0.005)


def test_a_number_is_spread_over_both_sides():
    frame = pd.DataFrame({"x": np.arange(1_000) % 97, "y": np.arange(1_000.0) ** 2})
    split = split_of(frame, Task("y"))
    assert np.median(frame["y"].iloc[split.test]) == pytest.approx(frame["y"].median(), rel=0.05)


def test_the_seed_decides_the_split(visits):
    first, again, other = (split_of(visits, Task("left"), seed=s).test for s in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert set(first) != set(other)


def test_copies_of_a_row_never_sit_on_both_sides(visits):
    copied = pd.concat([visits, visits.head(300), visits.head(50)], ignore_index=True)
    plan, notes = plan_for(copied, Task("left"))
    split = plan.split(np.arange(len(copied)), 0.2)
    rows = copied.astype(str).agg("|".join, axis=1)
    assert not set(rows[split.train]) & set(rows[split.test])
    assert "350 rows are copies of others; copies stay on one side of the split." in notes


def test_rows_that_differ_only_in_a_column_left_out_are_copies(visits):
    copied = pd.concat([visits, visits.head(300)], ignore_index=True)
    copied["number"] = np.arange(len(copied))
    split = split_of(copied, Task("left", drop=["number"]))
    rows = copied.drop(columns="number").astype(str).agg("|".join, axis=1)
    assert not set(rows[split.train]) & set(rows[split.test])


def test_minus_zero_and_missing_values_make_copies_too():
    frame = pd.DataFrame(
        {"x": [0.0, -0.0, np.nan, np.nan] * 10, "z": np.arange(40) // 4, "y": [0, 0, 1, 1] * 10}
    )
    plan, _ = plan_for(frame, Task("y"))
    assert len(np.unique(plan.units)) == 20


def test_a_table_of_few_different_rows_says_that_its_figures_are_cautious():
    frame = pd.DataFrame({"x": [1, 2, 3, 4] * 50, "y": ["a", "b"] * 100})
    _, notes = plan_for(frame, Task("y"))
    assert any("Only 4 of 200 rows differ" in note for note in notes)


def test_no_group_is_on_both_sides(visits):
    plan, notes = plan_for(visits, Task("left", group="shop"))
    split = plan.split(np.arange(len(visits)), 0.2)
    shops = visits["shop"].to_numpy()
    assert not set(shops[split.train]) & set(shops[split.test])
    assert 0.1 < len(split.test) / len(visits) < 0.3
    assert "No 'shop' has rows on both sides of the split." in notes


def test_groups_are_chosen_so_that_the_classes_are_balanced():
    rng = np.random.default_rng(0)
    shop = np.repeat(np.arange(20), 50)
    yes = rng.random(1_000) < np.where(shop < 10, 0.05, 0.5)
    frame = pd.DataFrame({"x": rng.normal(size=1_000), "shop": shop, "y": yes})
    split = split_of(frame, Task("y", group="shop"))
    assert yes[split.test].mean() == pytest.approx(yes.mean(), abs=0.08)


def test_copies_in_two_groups_keep_both_groups_on_one_side(visits):
    twin = visits.head(1).assign(shop="shop twin")
    frame = pd.concat([visits, twin], ignore_index=True)
    plan, _ = plan_for(frame.drop(columns="day"), Task("left", group="shop"))
    assert len(np.unique(plan.units)) == 26


def test_two_groups_that_share_a_copy_cannot_be_split():
    frame = pd.DataFrame({"x": [*range(20), 0], "shop": ["a"] * 20 + ["b"], "y": [0, 1] * 10 + [0]})
    plan, _ = plan_for(pd.concat([frame, frame.assign(shop="b")]), Task("y", group="shop"))
    joined = dataclasses.replace(plan, units=np.zeros(42, dtype=int))
    with pytest.raises(InputError, match="got one unit"):
        joined.split(np.arange(42), 0.2)


def test_the_newest_rows_are_held_out(visits):
    split = split_of(visits, Task("left", time="day"))
    days = visits["day"].to_numpy()
    assert days[split.train].max() < days[split.test].min()
    assert len(split.test) == pytest.approx(200, abs=15)


def test_time_may_be_a_number(visits):
    split = split_of(visits.assign(day=np.arange(len(visits))), Task("left", time="day"))
    assert split.test.tolist() == list(range(800, 1_000))


def test_rows_of_one_moment_stay_together():
    frame = pd.DataFrame({"x": np.arange(20) % 3, "day": [1] * 15 + [2] * 5, "y": [0, 1] * 10})
    assert split_of(frame, Task("y", time="day"), share=0.5).test.tolist() == list(range(15, 20))


def test_one_moment_cannot_be_split(visits):
    with pytest.raises(InputError, match="time column must be different from row to row"):
        split_of(visits.assign(day=1), Task("left", time="day"))


def test_by_time_and_group_no_group_is_split_and_the_latest_are_held_out():
    frame = pd.DataFrame(
        {
            "x": np.arange(100) % 7,
            "day": np.arange(100),
            "shop": np.repeat(np.arange(10), 10),
            "y": [0, 1] * 50,
        }
    )
    split = split_of(frame, Task("y", time="day", group="shop"))
    assert split.test.tolist() == list(range(80, 100))


def test_groups_that_all_last_to_the_end_cannot_be_split_by_time_as_well():
    frame = pd.DataFrame(
        {
            "x": np.arange(40) % 7,
            "day": np.arange(40) // 4,
            "shop": np.arange(40) % 4,
            "y": [0, 1] * 20,
        }
    )
    with pytest.raises(InputError, match="Leave out the time column or the group column"):
        split_of(frame, Task("y", time="day", group="shop"))


def test_folds_judge_every_row_once_and_keep_units_together(visits):
    copied = pd.concat([visits, visits.head(300)], ignore_index=True)
    plan, _ = plan_for(copied, Task("left", group="shop"))
    rows = np.arange(0, len(copied), 2)
    folds = plan.folds(rows, 3)
    assert sorted(np.concatenate([judge for _, judge in folds])) == list(range(len(rows)))
    for learn, judge in folds:
        assert not set(plan.units[rows[learn]]) & set(plan.units[rows[judge]])


def test_folds_have_every_class_on_the_learning_side():
    frame = pd.DataFrame({"x": np.arange(60) * 1.7 % 11, "y": ["a"] * 50 + ["b"] * 5 + ["c"] * 5})
    plan, _ = plan_for(frame, Task("y"))
    for learn, judge in plan.folds(np.arange(60), 3):
        assert len(np.unique(plan.strata[learn])) == 3
        assert len(judge) == 20


def test_folds_by_time_judge_the_newer_half_by_what_came_before(visits):
    plan, _ = plan_for(visits, Task("left", time="day"))
    days = visits["day"].to_numpy()
    folds = plan.folds(np.arange(len(visits)), 3)
    assert len(folds) == 3
    for learn, judge in folds:
        assert days[learn].max() < days[judge].min()
    judged = np.concatenate([judge for _, judge in folds])
    assert len(judged) == pytest.approx(500, abs=15)


def test_training_rows_of_one_moment_or_one_group_can_still_be_split_to_calibrate(visits):
    frame = visits.assign(day=np.repeat([1, 2], 500), shop=np.repeat(["a", "b"], 500))
    for role in ({"time": "day"}, {"group": "shop"}, {"time": "day", "group": "shop"}):
        plan, _ = plan_for(frame, Task("left", **role))
        rows = plan.split(np.arange(len(frame)), 0.5).train
        assert len(rows) == 500
        assert len(plan.within(rows).split(rows, 0.2).test) == pytest.approx(100, abs=2)
        assert len(plan.folds(rows, 3)) == 3


def test_time_cuts_at_the_moment_that_comes_nearest_to_the_share():
    day = np.repeat([1, 2, 3], [70, 140, 60]) * 1.0
    frame = pd.DataFrame({"x": np.arange(270) * 0.5, "day": day, "y": np.arange(270) % 2})
    assert len(split_of(frame, Task("y", time="day")).test) == 60
    split = split_of(frame, Task("y", time="day"), share=0.6)
    assert len(split.test) == 200
    assert split.notes == (
        "74% of the rows are held out where 60% were asked for: rows of one moment stay together.",
    )


def test_two_groups_that_can_only_be_halved_are_told():
    frame = pd.DataFrame({"x": np.arange(200) * 0.5, "shop": [1, 2] * 100, "y": [0, 0, 1, 1] * 50})
    notes = split_of(frame, Task("y", group="shop")).notes
    assert notes == (
        "50% of the rows are held out where 20% were asked for: rows of one group stay together.",
    )


def test_a_share_that_is_met_needs_no_word(visits):
    assert split_of(visits, Task("left")).notes == ()
    assert split_of(visits, Task("left", time="day")).notes == ()


def newest_third(n=900):
    rng = np.random.default_rng(5)
    yes = (np.arange(n) >= 2 * n // 3) & (rng.random(n) < 0.5)
    x = rng.normal(size=n) + yes
    return pd.DataFrame({"x": x, "t": np.arange(n) // 3 * 1.5, "y": np.where(yes, "yes", "no")})


def test_where_a_class_is_only_recent_the_time_column_is_set_aside_to_calibrate():
    frame = newest_third()
    plan, _ = plan_for(frame, Task("y", time="t"))
    rows = plan.split(np.arange(len(frame)), 0.2).train
    folds, told = plan.folds_told(rows, 3)
    judged = np.concatenate([judge for _, judge in folds])
    assert sorted(judged) == list(range(len(rows)))
    assert "the time column leaves too few rows of a class on one side" in told


def test_a_number_that_grows_with_time_is_still_judged_on_newer_rows():
    frame = pd.DataFrame({"x": np.arange(300) * 7 % 13 * 0.5, "t": np.arange(300) // 2 * 1.5})
    frame["y"] = frame["t"] * 2.0
    plan, _ = plan_for(frame, Task("y", time="t", kind="regression"))
    folds, told = plan.folds_told(np.arange(240), 3)
    assert (len(folds), told) == (3, "")
    assert all(learn.max() < judge.min() for learn, judge in folds)
