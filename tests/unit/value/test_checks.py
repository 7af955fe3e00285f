import math

import numpy as np
import pandas as pd
import pytest

from lepton.errors import InputError
from lepton.value import Payoff, ScoreCounts, value_curve
from lepton.value.checks import amount

S = [0.9, 0.8, 0.7]


@pytest.mark.parametrize(
    "y",
    [
        [1, 0, 1],
        [True, False, True],
        [1.0, 0.0, 1.0],
        np.array([1, 0, 1], dtype=np.uint8),
        np.array([1, 0, 1], dtype=np.int8),
        np.array([1.0, -0.0, 1.0], dtype=np.float32),
        np.array([True, False, 1], dtype=object),
        pd.Series([1, 0, 1], index=[7, 8, 9]),
        pd.Series([True, False, True], dtype="boolean"),
    ],
)
def test_outcomes_of_any_plain_kind_are_accepted(y):
    assert ScoreCounts.from_scores(y, S).tp.tolist() == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("y", "got"),
    [
        ([1, 0, 2], "2"),
        ([1, 0, -1], "-1"),
        ([1, 0, 0.5], "0.5"),
        ([1, 0, math.nan], "nan"),
        (["1", "0", "1"], "text such as '1'"),
        ([1, 0, None], "None"),
        (pd.Series([True, None, False], dtype="boolean"), "<NA>"),
    ],
)
def test_outcomes_other_than_0_and_1_are_named(y, got):
    with pytest.raises(InputError, match=f"^y_true must be 0 or 1 in every row; got {got}. Write"):
        ScoreCounts.from_scores(y, S)


def test_at_most_five_strange_outcomes_are_named():
    with pytest.raises(InputError, match="got 2, 3, 4, 5, 6 and 2 more"):
        ScoreCounts.from_scores(range(2, 9), range(7))


@pytest.mark.parametrize(
    "score",
    [
        [3, 2, 1],
        [-1.0, -2.0, -3.0],
        [1e300, 0.0, -1e300],
        np.array([0.3, 0.2, 0.1], dtype=np.float32),
        np.array([0.3, 0.2, 0.1], dtype=np.float16),
        [True, False, False],
    ],
)
def test_any_finite_scores_are_accepted(score):
    assert ScoreCounts.from_scores([1, 0, 0], score).tp[1] == 1


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_scores_that_are_not_finite_are_counted_and_placed(bad):
    for dtype in (np.float32, np.float64):
        with pytest.raises(InputError, match=r"y_score must be finite .* 1 gaps \(rows 1\)"):
            ScoreCounts.from_scores([1, 0, 1], np.array([0.5, bad, 0.1], dtype=dtype))


@pytest.mark.parametrize(
    ("score", "words"),
    [
        ([0.1, 0.2], r"y_score must be as long as y_true \(3 rows\); got 2 rows"),
        ([[0.1, 0.9]] * 3, r"one-dimensional; got shape \(3, 2\). Pass one number per row"),
        (["a", "b", "c"], "y_score must be numbers"),
        (["0.1", "0.2", "0.3"], "y_score must be numbers"),
        (np.array(["0.1", 0.2, 0.3], dtype=object), "y_score must be numbers"),
        ([None, {}, 1], "y_score must be numbers"),
        ([10**400, 1, 2], "y_score must be numbers"),
        ([0.1 + 1j] * 3, "y_score must be numbers"),
        (0.5, "one-dimensional"),
    ],
)
def test_scores_of_another_shape_or_kind_are_refused(score, words):
    with pytest.raises(InputError, match=words):
        ScoreCounts.from_scores([1, 0, 1], score)


def test_no_rows_are_refused():
    with pytest.raises(InputError, match="y_true must be at least one row long; got no rows"):
        value_curve([], [], Payoff(1, -1))


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        ([1, 2, -0.1], "sample_weight must be zero or more in every row; got -0.1"),
        ([0, 0, 0], "sample_weight must be above zero in at least one row; got zeros only"),
        ([1, 2], "sample_weight must be as long as y_true"),
        ([1, 2, math.inf], "sample_weight must be finite"),
    ],
)
def test_weights_that_count_nothing_are_refused(weight, words):
    with pytest.raises(InputError, match=words):
        value_curve([1, 0, 1], S, Payoff(1, -1), sample_weight=weight)


def test_one_weight_above_zero_is_enough():
    curve = value_curve([1, 0, 1], S, Payoff(1, -1), sample_weight=[0, 0, 0.1])
    assert curve.n.tolist() == [0, 0.1]


@pytest.mark.parametrize("value", [[1, 2], [1, 2, math.nan], ["a", "b", "c"]])
def test_values_that_are_no_finite_numbers_are_refused(value):
    with pytest.raises(InputError, match="value must be"):
        ScoreCounts.from_scores([1, 0, 1], S, value=value)


@pytest.mark.parametrize("value", [[1, [2]], [[1], 2], {"a": 1}])
def test_a_list_or_a_table_is_no_amount(value):
    with pytest.raises(InputError, match="cost must be a finite number; got"):
        amount("cost", value)
