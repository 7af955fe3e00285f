"""Every result can be sent as JSON and looked at as a table."""

import json
from dataclasses import dataclass

import numpy as np

from lepton.value import Payoff, value_curve
from lepton.value.result import Result


@dataclass(frozen=True, eq=False)
class Part(Result):
    profit: float


@dataclass(frozen=True, eq=False)
class Whole(Result):
    share: np.ndarray
    profit: np.ndarray
    level: float
    part: Part
    named: dict[str, float]


WHOLE = Whole(
    np.array([0.0, 0.5]), np.array([1.0, np.nan]), np.float64(0.9), Part(np.inf), {"a": 2.0}
)


def test_a_result_is_plain_json_with_what_is_undefined_left_empty():
    told = json.loads(json.dumps(WHOLE.to_dict(), allow_nan=False))
    assert told == {
        "share": [0.0, 0.5],
        "profit": [1.0, None],
        "level": 0.9,
        "part": {"profit": None},
        "named": {"a": 2.0},
    }


def test_arrays_become_the_columns_of_a_table():
    frame = WHOLE.to_frame()
    assert list(frame.columns) == ["share", "profit"]
    assert len(frame) == 2


def test_a_result_without_arrays_is_one_row():
    frame = Part(3.0).to_frame()
    assert frame.to_dict("records") == [{"profit": 3.0}]


def test_a_curve_and_a_point_are_tables_too():
    curve = value_curve([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.2], Payoff(tp=10, fp=-4))
    frame = curve.to_frame()
    assert frame["profit"].tolist() == [0, 10, 6, 16, 12]
    assert frame.shape == (5, 8)
    assert curve.best.to_frame()["profit"].tolist() == [16]
