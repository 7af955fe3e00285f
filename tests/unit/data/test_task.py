"""What the user asks for."""

import json

import numpy as np
import pytest

from lepton.data import Task
from lepton.errors import InputError


def test_a_task_survives_json():
    task = Task("y", positive=1, drop=["a", "b"], value="v", time="t", group="g", kind="binary")
    assert Task.from_dict(json.loads(json.dumps(task.to_dict()))) == task


def test_a_numpy_label_is_stored_as_a_plain_one():
    assert json.dumps(Task("y", positive=np.int64(1)).to_dict()["positive"]) == "1"


def test_one_column_to_drop_may_be_given_alone():
    assert Task("y", drop="a").drop == ("a",)
    assert Task("y", drop=None).drop == ()


def test_a_column_dropped_twice_is_dropped_once():
    assert Task("y", drop=["a", "a"]).drop == ("a",)


def test_everything_but_the_target_is_named():
    with pytest.raises(TypeError):
        Task("y", 1)


@pytest.mark.parametrize("kind", ["binary", "multiclass", "multi-class", "Regression"])
def test_a_kind_may_be_set(kind):
    assert Task("y", kind=kind).kind == kind.lower().replace("-", "")


def test_an_unknown_kind_is_refused():
    with pytest.raises(
        InputError, match="kind must be binary, multiclass or regression; got guess"
    ):
        Task("y", kind="guess")


@pytest.mark.parametrize("target", ["", "  ", None, 5])
def test_a_target_without_a_name_is_refused(target):
    with pytest.raises(InputError, match=r"target must be the name of a column; got .*Choose one"):
        Task(target)


@pytest.mark.parametrize("role", ["value", "time", "group"])
def test_a_role_without_a_name_is_refused(role):
    with pytest.raises(InputError, match=f"{role} must be the name of a column"):
        Task("y", **{role: ""})


def test_columns_to_drop_that_are_no_names_are_refused():
    with pytest.raises(InputError, match="drop must be a list of column names; got 5"):
        Task("y", drop=5)


def test_an_unknown_field_is_refused():
    with pytest.raises(
        InputError, match=r"task must be made of known fields; got colour\. Use only"
    ):
        Task.from_dict({"target": "y", "colour": "red"})


def test_a_task_without_a_target_is_refused():
    with pytest.raises(InputError, match="task must be about a target; got none"):
        Task.from_dict({"positive": 1})
