"""Data sets come back as they went in."""

import datetime as dt
import decimal

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from lepton.errors import InputError, NotFound

DATES = pd.to_datetime(["2020-01-01", None, "2021-05-06"])

KEPT = {
    "integers": np.array([1, 2, 3]),
    "small unsigned": np.array([1, 2, 3], dtype="uint8"),
    "single precision": np.array([1.5, np.nan, 3], dtype="float32"),
    "flags": [True, False, True],
    "flags with gaps": pd.array([True, None, False], dtype="boolean"),
    "integers with gaps": pd.array([1, None, 3], dtype="Int64"),
    "text": pd.Series(["a", None, "ü"], dtype="str"),
    "dates": DATES,
    "dates to the second": DATES.astype("datetime64[s]"),
    "dates to the nanosecond": DATES.astype("datetime64[ns]"),
    "dates with a zone": DATES.tz_localize("Europe/Berlin"),
    "seconds with a zone": DATES.astype("datetime64[s]").tz_localize("Asia/Tokyo"),
    "durations": pd.to_timedelta([1, 2, None], unit="h"),
    "categories of text": pd.Categorical(["a", "b", None], categories=["b", "a", "never seen"]),
    "ordered categories": pd.Categorical(["lo", "hi", "lo"], ["lo", "hi"], ordered=True),
    "categories of numbers": pd.Categorical([3, 1, None], categories=[3, 1, 2], ordered=True),
    "categories of floats": pd.Categorical([0.5, 0.25, 0.5]),
    "categories of flags": pd.Categorical([True, False, True]),
    "categories of dates": pd.Categorical(DATES),
    "categories of nothing": pd.Categorical([None, None, None], categories=[]),
    "decimals": [decimal.Decimal("1.20"), decimal.Decimal("3.45"), None],
    "days": [dt.date(2020, 1, 1), None, dt.date(2021, 5, 6)],
    "months": pd.period_range("2020-01", periods=3, freq="M"),
    "nothing": [None, None, None],
    "name with [brackets], <signs> & 中文": [1.0, 2.0, 3.0],
}


@pytest.mark.parametrize("name", KEPT)
def test_a_column_keeps_its_type_and_its_values(store, name):
    frame = pd.DataFrame({name: KEPT[name]})
    store.put_table(frame, id="abc", name="t.csv")
    assert_frame_equal(store.table("abc").frame, frame, check_exact=True)


MIXED = {
    "numbers and words": ([1, "two", None], ["1", "two", None]),
    "dates and words": ([dt.date(2020, 1, 1), "soon", None], ["2020-01-01", "soon", None]),
    "times and numbers": ([dt.datetime(2020, 1, 1), 5, None], ["2020-01-01 00:00:00", "5", None]),  # noqa: DTZ001 - people's tables have no zone
    "huge integers": ([2**70, 1, None], [str(2**70), "1", None]),
    "lists": ([[1], [2, 3], None], ["[1]", "[2, 3]", None]),
    "complex numbers": (np.array([1j, 2, 3]), ["1j", "(2+0j)", "(3+0j)"]),
}


@pytest.mark.parametrize("name", MIXED)
def test_a_column_of_mixed_things_becomes_text(store, name):
    given, wanted = MIXED[name]
    store.put_table(pd.DataFrame({name: pd.Series(given)}), id="abc", name="t.csv")
    got = store.table("abc").frame[name]
    assert [None if pd.isna(v) else v for v in got] == wanted


def test_mixed_categories_become_categories_of_text(store):
    frame = pd.DataFrame({"m": pd.Categorical(["a", 1, None])})
    store.put_table(frame, id="abc", name="t.csv")
    got = store.table("abc").frame["m"]
    assert list(got.cat.categories) == ["1", "a"]


def test_putting_a_table_does_not_change_it(store):
    frame = pd.DataFrame({"a": pd.Series([1, "x"], dtype=object), "b": pd.Categorical([1, 2])})
    before = frame.copy()
    store.put_table(frame, id="abc", name="t.csv")
    assert_frame_equal(frame, before)


def test_the_row_labels_are_kept(store):
    frame = pd.DataFrame({"a": [1, 2]}, index=[7, 3])
    store.put_table(frame, id="abc", name="t.csv")
    assert list(store.table("abc").frame.index) == [7, 3]


def test_name_notes_and_size_are_kept(store):
    frame = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
    info = store.put_table(frame, id="abc", name="t.csv", notes=("Read as UTF-8.",))
    assert (info.rows, info.columns, info.notes) == (2, 2, ("Read as UTF-8.",))
    assert store.tables() == [info]


def test_the_same_content_is_kept_once_under_its_newest_name(store):
    frame = pd.DataFrame({"a": [1]})
    store.put_table(frame, id="abc", name="old.csv")
    store.put_table(frame, id="abc", name="new.csv")
    assert [t.name for t in store.tables()] == ["new.csv"]


def test_a_table_without_rows_is_kept(store):
    frame = pd.DataFrame({"a": pd.Series([], dtype="float64")})
    store.put_table(frame, id="abc", name="t.csv")
    assert_frame_equal(store.table("abc").frame, frame)


def test_two_columns_of_one_name_are_refused(store):
    frame = pd.DataFrame([[1, 2]], columns=["a", "a"])
    with pytest.raises(InputError, match="column names must be unique; got a"):
        store.put_table(frame, id="abc", name="t.csv")


def test_a_column_name_that_is_no_text_is_refused(store):
    with pytest.raises(InputError, match="column names must be text; got 0"):
        store.put_table(pd.DataFrame([[1]]), id="abc", name="t.csv")


@pytest.mark.parametrize("name", ["../x", "", "a/../../b", ".hidden", "a b", "x" * 200])
def test_an_id_never_leads_out_of_the_store(store, name):
    with pytest.raises(InputError, match="key must be a plain name"):
        store.put_table(pd.DataFrame({"a": [1]}), id=name, name="t.csv")


def test_a_data_set_that_is_not_there_says_what_to_do(store):
    with pytest.raises(NotFound, match="Open the file or the sample again"):
        store.table("abc")
