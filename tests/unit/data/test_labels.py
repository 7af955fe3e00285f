"""Labels read the same from a file, a frame and a command line."""

import numpy as np
import pandas as pd
import pytest

from lepton.data import Problem, Task, resolve
from lepton.data.labels import is_missing, label_of, labels_of, match_label


@pytest.mark.parametrize(
    ("value", "label"),
    [(1, "1"), (1.0, "1"), (True, "True"), (np.True_, "True"), (" a ", "a"), (0.5, "0.5"),
     (np.float64(2.0), "2"), (-0.0, "0"), (1e300, "1e+300")],
)  # fmt: skip
def test_a_value_has_one_label(value, label):
    assert label_of(value) == label


@pytest.mark.parametrize(
    ("wanted", "labels", "found"),
    [
        (1, ["0", "1"], "1"),
        ("1", ["0", "1"], "1"),
        ("1.0", ["0", "1"], "1"),
        (True, ["0", "1"], "1"),
        ("true", ["False", "True"], "True"),
        ("1", ["False", "True"], "True"),
        ("YES", ["no", "yes"], "yes"),
        (" yes ", ["no", "yes"], "yes"),
        ("maybe", ["no", "yes"], None),
        (2, ["0", "1"], None),
        ("yes", ["Yes", "YES"], None),
    ],
)
def test_a_wanted_label_is_found_if_it_can_mean_only_one(wanted, labels, found):
    assert match_label(wanted, labels) == found


def test_missing_infinite_and_blank_values_have_no_label():
    assert labels_of(pd.Series([1.0, np.nan, np.inf])).tolist() == ["1", None, None]
    assert labels_of(pd.Series(["a", None, " "])).tolist() == ["a", None, None]
    assert labels_of(pd.Series([pd.NaT, pd.Timestamp("2024-01-31")])).tolist()[0] is None


@pytest.mark.parametrize("dtype", ["object", "str", "category"])
def test_every_way_to_store_text_gives_the_same_labels(dtype):
    column = pd.Series(["a", None, "b"]).astype(dtype)
    assert labels_of(column).tolist() == ["a", None, "b"]
    assert is_missing(column).tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("column", "classes"),
    [
        ([0, 1, 1], [0, 1]),
        ([1.0, 2.0, 2.0], [1, 2]),
        ([0.5, 1.5, 0.5], [0.5, 1.5]),
        ([True, False, True], [False, True]),
        (["no", "yes", "no"], ["no", "yes"]),
    ],
)
def test_labels_come_back_as_the_target_column_writes_them(column, classes):
    frame = pd.DataFrame({"x": np.arange(30) % 7, "y": column * 10})
    problem = resolve(Task("y", kind="binary"), frame)
    assert sorted(problem.labels.tolist()) == classes
    assert {type(v) for v in problem.labels.tolist()} == {type(v) for v in classes}
    assert Problem.from_dict(problem.to_dict()).labels.tolist() == problem.labels.tolist()


def test_a_rest_class_is_named_in_words_even_for_numbers():
    frame = pd.DataFrame({"x": np.arange(30) % 7, "y": [1, 2, 3] * 10})
    assert resolve(Task("y", positive=3), frame).labels.tolist() == ["not 3", "3"]
