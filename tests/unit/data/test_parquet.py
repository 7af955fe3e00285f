"""Parquet: types, limits from the metadata, damage."""

import datetime as dt
import decimal
import io

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lepton.errors import InputError

NOON = dt.datetime(2024, 1, 31, 12, tzinfo=dt.UTC)


def parquet(columns, **options):
    """A Parquet file of the given columns, as bytes."""
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file, **options)
    return file.getvalue()


def test_every_type_becomes_a_plain_one(load_text):
    content = parquet(
        {
            "small": pa.array([1, 2, 3], pa.int8()),
            "big": pa.array([1, 2, 2**63 + 1], pa.uint64()),
            "half": pa.array([1.5, None, 2.5], pa.float32()),
            "exact": pa.array([decimal.Decimal("1.10"), None, decimal.Decimal("2.20")]),
            "truth": pa.array([True, False, True]),
            "maybe": pa.array([True, None, False]),
            "level": pa.array(["a", "b", "a"]).dictionary_encode(),
            "day": pa.array([dt.date(2024, 1, 31)] * 3),
            "moment": pa.array([NOON] * 3, pa.timestamp("ns", "Europe/Berlin")),
            "took": pa.array([dt.timedelta(minutes=2)] * 3),
            "at": pa.array([dt.time(8, 30)] * 3),
            "many": pa.array([[1, 2], [], None]),
            "nothing": pa.nulls(3),
        }
    )  # fmt: skip
    table = load_text(content, name="t.parquet")
    kinds = {name: str(kind) for name, kind in table.frame.dtypes.items()}
    assert table.frame["moment"].tolist() == [NOON.replace(tzinfo=None)] * 3
    text = str(table.frame["level"].dtype)
    assert kinds == {
        "small": "int64", "big": "float64", "half": "float64", "exact": "float64",
        "truth": "bool", "maybe": text, "level": text, "day": "datetime64[us]",
        "moment": "datetime64[us]", "took": "float64", "at": text, "many": text,
        "nothing": "float64",
    }  # fmt: skip
    assert table.frame["took"].tolist() == [120.0] * 3
    assert table.frame["maybe"].tolist()[::2] == ["True", "False"]
    assert "Times were brought to universal time (UTC) in moment." in table.notes
    assert "Durations were turned into seconds in took." in table.notes
    assert "Turned into text because a list is no plain value: many." in table.notes


def test_whole_numbers_too_large_for_a_gap_stay_exact(load_text):
    frame = load_text(parquet({"id": pa.array([2**60 + 1, None, 5])}), name="t.parquet").frame
    assert frame["id"].iloc[0] == str(2**60 + 1)


def test_infinite_and_undefined_values_count_as_missing(load_text):
    content = parquet({"a": pa.array([np.inf, -np.inf, np.nan, 1.0])})
    table = load_text(content, name="t.parquet")
    assert table.frame["a"].isna().tolist() == [True, True, True, False]
    assert table.notes == ("2 infinite values count as missing in a.",)


def test_repeated_names_are_told_apart(load_text):
    file = io.BytesIO()
    pq.write_table(pa.Table.from_arrays([pa.array([1]), pa.array([2])], ["a", "a"]), file)
    table = load_text(file.getvalue(), name="t.parquet")
    assert list(table.frame.columns) == ["a", "a_2"]
    assert "Columns with the same name were told apart: a_2." in table.notes


@pytest.mark.parametrize("keep", [4, 50, -1, -9])
def test_a_cut_file_is_refused(load_text, keep):
    content = parquet({"a": list(range(100))})[:keep]
    with pytest.raises(InputError, match=r"must be a whole Parquet file; got a damaged or cut one"):
        load_text(content, name="t.parquet")


def test_a_file_with_a_damaged_middle_is_refused(load_text):
    content = bytearray(parquet({"a": list(range(1000))}, compression="zstd"))
    content[20:200] = b"\xff" * 180
    with pytest.raises(InputError, match=r"a damaged or cut one\. Export or copy it again"):
        load_text(bytes(content), name="t.parquet")


def test_a_file_of_zero_bytes_is_refused(load_text):
    with pytest.raises(InputError, match=r"'t.parquet' must be a table; got an empty file"):
        load_text(b"", name="t.parquet")


def test_a_table_without_rows_is_refused(load_text):
    with pytest.raises(InputError, match="at least one row and one column; got 0 rows"):
        load_text(parquet({"a": pa.array([], pa.int64())}), name="t.parquet")


def test_a_table_without_columns_is_refused(load_text):
    with pytest.raises(InputError, match="at least one row and one column"):
        load_text(parquet({}), name="t.parquet")


def test_too_many_columns_are_refused_from_the_metadata(load_text):
    content = parquet({f"c{i}": pa.array([1]) for i in range(5_001)})
    with pytest.raises(InputError, match="at most 5,000 columns wide; got 5,001"):
        load_text(content, name="t.parquet")


def test_too_many_rows_are_refused_from_the_metadata(load_text):
    content = parquet({"a": pa.nulls(20_000_001, pa.int8())}, write_statistics=False)
    assert len(content) < 100_000
    with pytest.raises(InputError, match="at most 20,000,000 rows long; got 20,000,001"):
        load_text(content, name="t.parquet")


def test_a_parquet_file_named_csv_is_read_and_said_so(load_text):
    table = load_text(parquet({"a": [1], "b": [2]}), name="t.csv")
    assert table.notes[0] == (
        "The name ends in .csv but the file is a Parquet table; it was read as one."
    )


@pytest.mark.parametrize("choice", ["sheet", "encoding", "delimiter"])
def test_choices_for_other_files_are_refused(load_text, choice):
    with pytest.raises(InputError, match=f"{choice} must be left out for a Parquet file"):
        load_text(parquet({"a": [1]}), **{choice: ","})
