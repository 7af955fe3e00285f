"""A task is checked against a table: what is decided, what is refused."""

import json

import numpy as np
import pandas as pd
import pytest

from lepton.data import Problem, Task, resolve
from lepton.errors import InputError


def table(target, rows=100, **more):
    """A table with one feature and a target that repeats the given values."""
    values = [target[i % len(target)] for i in range(rows)]
    return pd.DataFrame({"x": np.arange(rows) % 7 + 0.5, "y": values, **more})


# what is decided


@pytest.mark.parametrize(
    ("target", "classes"),
    [
        ([0, 1], ("0", "1")),
        ([0.0, 1.0], ("0", "1")),
        ([False, True], ("False", "True")),
        (["no", "yes"], ("no", "yes")),
        (["Yes", "No"], ("No", "Yes")),
        (["n", "y"], ("n", "y")),
        ([-1, 1], ("-1", "1")),
        (["stayed", "churned"], ("stayed", "churned")),
        (["good", "bad"], ("good", "bad")),
        (["ja", "nein"], ("nein", "ja")),
        (["是", "否"], ("否", "是")),
        (["No churn", "Churn"], ("No churn", "Churn")),
        (["not paid", "paid"], ("not paid", "paid")),
        (["a", "a", "b"], ("a", "b")),
        ([2, 2, 1], ("2", "1")),
        ([5, 0, 0], ("0", "5")),
    ],
)
def test_two_values_make_a_binary_target_and_the_positive_class_is_said(target, classes):
    problem = resolve(Task("y"), table(target))
    assert (problem.kind, problem.classes) == ("binary", classes)
    assert problem.notes[0].startswith(f"'{classes[1]}' of 'y' is taken as the positive class")


def test_the_rarer_class_is_positive_when_nothing_else_tells():
    notes = resolve(Task("y"), table(["a", "a", "b"])).notes
    assert notes == ("'b' of 'y' is taken as the positive class because it is rarer.",)


def test_a_positive_class_from_a_command_line_matches_a_number():
    problem = resolve(Task("y", positive="0"), table([0, 1, 1]))
    assert problem.classes == ("1", "0")
    assert problem.notes == ()
    assert problem.target(table([0, 1, 1])).tolist()[:3] == [1, 0, 0]


def test_words_make_classes_in_order():
    problem = resolve(Task("y"), table(["b", "c", "a"]))
    assert (problem.kind, problem.classes) == ("multiclass", ("a", "b", "c"))
    assert problem.target(table(["b", "c", "a"])).tolist()[:3] == [1, 2, 0]


def test_few_whole_numbers_are_classes_and_said_so():
    problem = resolve(Task("y"), table([1, 2, 3, 10, 4, 5, 6, 7]))
    assert (problem.kind, problem.classes[-1]) == ("multiclass", "10")
    assert "8 different whole numbers, so they are taken as classes" in problem.notes[0]


@pytest.mark.parametrize(
    ("name", "target", "why"),
    [
        ("y", [0.5, 1.5, 2.5], "fractions"),
        ("y", list(range(21)), "more than twenty values"),
        ("y", [100, 200, 300], "far apart"),
        ("price", [1, 2, 3], "a name that says quantity"),
        ("number of visits", [1, 2, 3], "a name that says quantity"),
    ],
)
def test_numbers_that_look_like_a_quantity_make_a_regression(name, target, why):
    frame = table(target, rows=420).rename(columns={"y": name})
    assert resolve(Task(name), frame).kind == "regression", why


def test_twenty_whole_numbers_are_still_classes():
    assert resolve(Task("y"), table(list(range(20)), rows=400)).kind == "multiclass"


@pytest.mark.parametrize("kind", ["regression", "multiclass"])
def test_the_kind_may_be_set(kind):
    assert resolve(Task("y", kind=kind), table([1, 2, 3])).kind == kind


def test_a_positive_class_among_several_asks_this_one_or_not():
    frame = table(["a", "b", "c", "d"])
    problem = resolve(Task("y", positive="b"), frame)
    assert (problem.kind, problem.classes) == ("binary", ("not b", "b"))
    assert problem.target(frame).tolist()[:4] == [0, 1, 0, 0]
    assert problem.notes == ("The question is 'b' or not: the other 3 classes are one.",)


def test_rows_without_a_target_are_dropped_and_counted():
    frame = table(["yes", "no", None, " "])
    problem = resolve(Task("y"), frame)
    assert problem.dropped_rows == 50
    assert "50 rows have no target ('y') and are left out." in problem.notes
    assert problem.rows(frame).tolist()[:4] == [True, True, False, False]
    assert problem.target(frame[problem.rows(frame)]).tolist()[:2] == [1, 0]


def test_infinite_targets_are_dropped():
    frame = table([0.5, 1.5, 2.5, np.inf])
    assert resolve(Task("y"), frame).dropped_rows == 25


def test_rows_without_money_time_or_group_are_dropped_and_counted():
    frame = table([0, 1], v=[None, *range(99)], t=[0, None, *range(98)], g=[0, 1, None, *range(97)])
    problem = resolve(Task("y", value="v", time="t", group="g"), frame)
    assert problem.dropped_rows == 3
    assert "1 row has no value ('v') and is left out." in problem.notes


def test_classes_too_rare_to_learn_are_left_out_and_said_so():
    frame = table(["a", "b"], rows=100)
    frame.loc[:3, "y"] = "rare"
    problem = resolve(Task("y", kind="multiclass"), frame)
    assert problem.classes == ("a", "b")
    assert problem.dropped_rows == 4
    assert "1 class has fewer than 5 rows and cannot be learned: rare." in problem.notes


def test_five_rows_of_a_class_are_enough():
    frame = table(["a", "b"], rows=100)
    frame.loc[:4, "y"] = "rare"
    assert "rare" in resolve(Task("y"), frame).classes


def test_what_is_left_out_is_said_with_its_reason(customers):
    problem = resolve(Task("churn", drop="household", time="joined"), customers)
    assert problem.features == ("age", "plan", "spend")
    assert problem.left_out == {
        "customer_id": "it looks like an identifier: its name says so and its values hardly repeat",
        "joined": "it orders the rows in time",
        "country": "it always has the same value",
        "nothing": "it is empty",
        "household": "you left it out",
        "churn": "it is the target",
    }


def test_a_group_is_no_feature_and_money_is_one(customers):
    problem = resolve(Task("churn", group="household", value="spend"), customers)
    assert problem.left_out["household"] == "it says which rows belong together"
    assert "spend" in problem.features
    dropped = resolve(Task("churn", value="spend", drop="spend"), customers)
    assert "spend" not in dropped.features


def test_a_problem_survives_json(customers):
    problem = resolve(Task("churn", positive="yes", time="joined"), customers)
    assert Problem.from_dict(json.loads(json.dumps(problem.to_dict()))) == problem


def test_the_table_is_not_changed(customers):
    before = customers.copy(deep=True)
    problem = resolve(Task("churn"), customers)
    problem.target(customers)
    pd.testing.assert_frame_equal(customers, before)


def test_a_target_in_a_new_table_must_have_known_classes():
    problem = resolve(Task("y", kind="multiclass"), table(["a", "b"]))
    with pytest.raises(InputError, match="target 'y' must be a known class in every row; got z"):
        problem.target(table(["a", "z"]))
    with pytest.raises(InputError, match="must be a value in every row; got missing ones"):
        problem.target(table(["a", None]))


@pytest.mark.parametrize("dtype", ["object", "str", "category"])
def test_text_in_every_storage_gives_the_same_problem(customers, dtype):
    task = Task("churn", time="joined")
    stored = customers.astype({"churn": dtype, "plan": dtype})
    assert resolve(task, stored) == resolve(task, customers)
    expected = resolve(task, customers).target(customers)
    np.testing.assert_array_equal(resolve(task, stored).target(stored), expected)


# what is refused

REFUSED = [
    (Task("z"), {}, r"target must be a column of the table \(x, y\); got 'z'. Check the spelling"),
    (Task("y", value="z"), {}, "value must be a column of the table"),
    (Task("y", time="z"), {}, "time must be a column of the table"),
    (Task("y", group="z"), {}, "group must be a column of the table"),
    (Task("y", drop="z"), {}, "drop must be columns of the table; got 'z'"),
    (Task("y", drop="y"), {}, "drop must be without the target; got 'y'. Keep the target"),
    (Task("y", value="y"), {}, "value must be another column than the target; got 'y'"),
    (Task("y", positive="maybe"), {},
     r"positive must be one of the values of 'y' \(0, 1\); got 'maybe'. Choose one of them"),
    (Task("y"), {"y": [None] * 100}, "target 'y' must be filled; got no value in any row"),
    (Task("y"), {"y": [np.nan, np.inf] * 50}, "target 'y' must be filled"),
    (Task("y"), {"y": ["a"] * 100},
     "'y' must be a column with at least two different values; got only 'a'. Add rows"),
    (Task("y", kind="regression"), {"y": [3.5] * 100}, "two different values; got only '3.5'"),
    (Task("y"), {"y": pd.date_range("2024-01-01", periods=100)}, "a number or a class; got dates"),
    (Task("y"), {"y": [f"c{i}" for i in range(100)] }, "two classes with 5 rows each; got 0"),
    (Task("y", kind="regression"), {"y": ["a", "b"] * 50}, "a number to be .*; got text"),
    (Task("y", kind="regression", positive=1), {}, "positive must be left out for a number; got 1"),
    (Task("y", kind="multiclass", positive=1), {}, "positive must be left out for several classes"),
    (Task("y", kind="binary"), {"y": ["a", "b", "c", "c"] * 25},
     "two classes for a binary question; got 3: a, b, c. Say which of them is the positive one"),
    (Task("y"), {"y": [1] * 4 + [0] * 96}, "at least 5 rows of each class; got 4 of '1'. Add rows"),
    (Task("y"), {"y": [0] * 4 + [1] * 96}, "5 rows of each class; got 4 of the other class"),
    (Task("y", value="v"), {"v": ["1 €"] * 100}, "'v' must be an amount .* got text such"),
    (Task("y", value="v"), {"v": [True, False] * 50}, "amount of money in every row; got true and"),
    (Task("y", value="v"), {"v": [np.nan] * 100}, "value column 'v' must be filled; got no value"),
    (Task("y", value="v"), {"v": [1e13] * 100}, "'v' must be at most 1,000,000,000,000; got 1e.13"),
    (Task("y", time="t"), {"t": ["soon"] * 100}, "'t' must be dates or numbers that can be put in"),
    (Task("y", time="t"), {"t": [None] * 100}, "time column 't' must be filled"),
    (Task("y", group="g"), {"g": ["a"] * 100}, "group column 'g' must be made of at least two"),
    (Task("y", group="g"), {"g": [None] * 100}, "at least two groups; got no group"),
    (Task("y", drop="x"), {}, "table must be wider than the target; got no column left to learn"),
]  # fmt: skip


@pytest.mark.parametrize(("task", "columns", "said"), REFUSED)
def test_what_cannot_be_answered_is_refused_in_one_sentence(task, columns, said):
    frame = table([0, 1]).assign(**columns)
    with pytest.raises(InputError, match=said) as caught:
        resolve(task, frame)
    assert "\n" not in str(caught.value)


def test_ten_rows_are_enough_and_nine_are_not():
    assert resolve(Task("y"), table([0, 1], rows=10)).kind == "binary"
    with pytest.raises(InputError, match="at least 10 rows long, each with a target; got 9"):
        resolve(Task("y"), table([0, 1], rows=9))


def test_one_row_is_not_enough():
    with pytest.raises(InputError, match=r"at least 10 rows long, each with a target; got 1\."):
        resolve(Task("y"), table([0, 1], rows=1))


def test_one_column_is_not_enough():
    with pytest.raises(InputError, match="no column left to learn from"):
        resolve(Task("y"), table([0, 1])[["y"]])


def test_two_hundred_classes_are_accepted_and_one_more_is_not():
    def classes(count):
        return table([f"c{i}" for i in range(count)], rows=5 * count)

    assert len(resolve(Task("y"), classes(200)).classes) == 200
    with pytest.raises(InputError, match="one of at most 200 classes; got 201 different values"):
        resolve(Task("y"), classes(201))


def test_five_thousand_columns_are_accepted_and_one_more_is_not():
    wide = pd.DataFrame(np.tile([[0.5, 1], [1.5, 0]], (10, 2_500)))
    wide.columns = [f"c{i}" for i in range(5_000)]
    assert resolve(Task("c1"), wide).kind == "binary"
    with pytest.raises(InputError, match="at most 5,000 columns wide; got 5,001"):
        resolve(Task("c1"), wide.assign(more=1.5))
