import datetime as dt

import numpy as np
import pandas as pd
import pytest

from lepton.models.encoding.roles import as_dates, as_numbers, role_of

SENTENCES = [f"my {thing} was {done} again" for thing in "abcde" for done in ("lost", "late")]


@pytest.mark.parametrize(
    ("values", "role"),
    [
        ([1, 2, 3], "number"),
        ([1.5, np.nan], "number"),
        ([True, False], "number"),
        (pd.array([True, None], dtype="boolean"), "number"),
        (pd.array([1, None], dtype="Int64"), "number"),
        (pd.to_timedelta(["1h", "2h"]), "number"),
        (pd.Series([True, False, None], dtype=object), "number"),
        (["12.5", "13", None], "number"),
        (["gold", "silver", None], "category"),
        (pd.Categorical([1, 2, 1]), "category"),
        ([None, None], "category"),
        (pd.to_datetime(["2024-01-01", None]), "date"),
        (["2024-01-01", "2024-02-29 10:00", None], "date"),
        ([dt.date(2024, 1, 1), dt.date(2024, 1, 2)], "date"),
        (SENTENCES, "text"),
        (SENTENCES[:1] * 10, "category"),
    ],
)
def test_a_column_is_read_as_what_it_holds(values, role):
    assert role_of(pd.Series(values)) == role


def test_numbers_are_read_whatever_they_are_stored_as():
    mixed = pd.Series([1, "2.5", None, np.inf, "n/a", True], dtype=object)
    np.testing.assert_array_equal(as_numbers(mixed), [1, 2.5, np.nan, np.nan, np.nan, 1])


def test_a_duration_is_read_in_seconds():
    assert as_numbers(pd.Series(pd.to_timedelta(["90s"]))).tolist() == [90.0]


def test_a_number_beyond_all_measure_is_cut():
    assert np.isfinite(np.float32(as_numbers(pd.Series([1e300, -1e300])))).all()


def test_dates_with_a_time_zone_are_read_in_utc():
    column = pd.Series(pd.to_datetime(["2024-01-01 01:00+02:00"]))
    assert as_dates(column)[0] == np.datetime64("2023-12-31T23:00:00")


def test_dates_long_ago_and_far_away_are_read():
    assert as_dates(pd.Series(["1066-10-14", "2999-12-31"])).astype(str).tolist() == [
        "1066-10-14T00:00:00",
        "2999-12-31T00:00:00",
    ]
