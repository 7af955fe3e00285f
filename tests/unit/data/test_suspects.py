"""Columns that may give the answer away are found; honest ones are left in peace."""

import numpy as np
import pandas as pd
import pytest

from lepton.data import Task, load_sample, suspects
from lepton.data.strength import strength
from lepton.errors import InputError


@pytest.fixture
def honest():
    """A binary and a numeric target that two columns say a little about."""
    rng = np.random.default_rng(3)
    frame = pd.DataFrame(
        {
            "x": rng.normal(size=2_000),
            "plan": rng.choice(["a", "b", "c"], 2_000),
            "many": rng.choice([f"c{i}" for i in range(500)], 2_000),
        }
    )
    lean = frame["x"] + (frame["plan"] == "a") + rng.normal(size=2_000)
    frame["left"] = (lean > 1).astype(int)
    frame["paid"] = lean.round(6)
    return frame


def found(frame, task):
    return {suspect.column: suspect.why for suspect in suspects(frame, task)}


def test_honest_columns_are_not_suspected(honest):
    assert found(honest, Task("left", drop="paid")) == {}
    assert found(honest, Task("paid", drop="left")) == {}
    assert found(honest, Task("plan", drop=["left", "paid"])) == {}


@pytest.mark.parametrize(
    "leak",
    [
        lambda frame: frame["left"] * 3.5,
        lambda frame: -frame["left"],
        lambda frame: frame["left"].map({0: "green", 1: "red"}),
        lambda frame: frame["left"].where(frame.index % 50 > 0),
        lambda frame: frame["left"].astype(bool),
        lambda frame: pd.to_datetime("2024-01-01") + pd.to_timedelta(frame["left"], "D"),
        lambda frame: (frame["left"] - 0.5).abs() * 0 + (frame["left"] - 0.3) ** 2,
    ],
)
def test_a_copy_of_the_target_in_any_dress_is_found(honest, leak):
    honest["dress"] = leak(honest)
    why = found(honest, Task("left", drop="paid"))
    assert list(why) == ["dress"]
    assert why["dress"].startswith("alone it tells the target almost perfectly (ROC AUC")


def test_a_copy_of_a_number_is_found(honest):
    honest["net"] = honest["paid"] * 0.81 - 3
    assert list(found(honest, Task("paid", drop="left"))) == ["net"]


def test_a_code_for_a_class_is_found(honest):
    honest["plan_code"] = honest["plan"].map({"a": 7, "b": 3, "c": 5})
    why = found(honest, Task("plan", drop=["left", "paid"]))
    assert why == {
        "plan_code": "alone it tells the target almost perfectly (right in 100% of rows)"
    }


def test_two_columns_that_add_up_are_found(honest):
    honest["net"] = honest["x"] * 2
    honest["tax"] = honest["paid"] - honest["net"]
    why = found(honest, Task("paid", drop=["left", "x"]))
    assert why == {
        "net": "together with 'tax' it adds up to the target",
        "tax": "together with 'net' it adds up to the target",
    }


def test_a_difference_is_found(honest):
    rng = np.random.default_rng(4)
    honest["cost"] = rng.gamma(3, size=2_000) * 5
    honest["income"] = honest["paid"] + honest["cost"]
    why = found(honest, Task("paid", drop="left"))
    assert why["income"] == "together with 'cost' it gives the target by subtraction"


def test_three_columns_that_add_up_are_found(honest):
    rng = np.random.default_rng(4)
    honest["one"], honest["two"] = rng.normal(size=(2, 2_000)).round(6)
    honest["three"] = honest["paid"] - honest["one"] - honest["two"]
    assert sorted(found(honest, Task("paid", drop="left"))) == ["one", "three", "two"]


def test_an_unneeded_third_column_is_left_out_of_a_sum(honest):
    honest["net"] = honest["x"] * 2
    honest["tax"] = honest["paid"] - honest["net"]
    honest["fee"] = (np.arange(2_000) == 7).astype(float)
    assert "fee" not in found(honest, Task("paid", drop=["left", "x"]))


def test_a_strong_column_with_a_name_from_afterwards_is_doubted(honest):
    honest["call_duration"] = honest["left"] * 0.5 + honest["x"]
    why = found(honest, Task("left", drop=["paid", "x"]))
    assert "known only afterwards" in why["call_duration"]
    renamed = honest.rename(columns={"call_duration": "score"})
    assert found(renamed, Task("left", drop=["paid", "x"])) == {}


def test_identifiers_are_named(honest):
    honest.insert(0, "row_id", range(2_000))
    assert "identifier" in found(honest, Task("left", drop="paid"))["row_id"]
    assert found(honest, Task("left", drop=["paid", "row_id"])) == {}


def test_missing_values_do_no_harm(honest):
    honest.loc[honest.index % 3 == 0, "x"] = np.nan
    honest.loc[honest.index % 5 == 0, "left"] = np.nan
    assert found(honest, Task("left", drop="paid")) == {}


def test_the_leaks_of_the_samples_are_found():
    demand, marketing = load_sample("demand"), load_sample("marketing")
    assert list(found(demand.frame, Task("bikers"))) == ["casual", "registered"]
    assert found(demand.frame, demand.task) == {}
    assert list(found(marketing.frame, Task("y"))) == ["duration"]
    assert "known only afterwards" in found(marketing.frame, Task("y"))["duration"]
    machines = load_sample("maintenance").frame
    assert list(found(machines, Task("Machine failure"))) == ["UDI", "Product ID"]


@pytest.mark.parametrize(
    "key", ["churn", "credit", "marketing", "demand", "maintenance", "intents"]
)
def test_the_suggested_task_of_a_sample_is_above_suspicion(key):
    sample = load_sample(key)
    assert found(sample.frame, sample.task) == {}


def test_a_task_that_does_not_fit_is_refused(honest):
    with pytest.raises(InputError, match="target must be a column of the table"):
        suspects(honest, Task("nope"))


def test_the_area_of_a_column_is_the_share_of_pairs_in_the_right_order():
    rng = np.random.default_rng(0)
    target, score = rng.integers(0, 2, 200), rng.integers(0, 9, 200).astype(float)
    pairs = score[target == 1][:, None] - score[target == 0][None, :]
    area = ((pairs > 0) + 0.5 * (pairs == 0)).mean()
    assert strength(pd.Series(score), target, "binary").share >= max(area, 1 - area) - 1e-12
    perfect = strength(pd.Series(target * 1.0), target, "binary")
    assert perfect.share == 1.0
