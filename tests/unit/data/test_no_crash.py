"""Whatever is thrown at it, load gives a table or one clear sentence."""

import io

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lepton.data import load, profile
from lepton.errors import InputError

CELLS = st.one_of(
    st.integers(-(10**20), 10**20).map(str),
    st.floats(allow_nan=True).map(str),
    st.text(max_size=6),
    st.sampled_from(["", " ", "NA", "€ 1.234,50", "12 %", "2024-01-31", "31/12/2024", '"', "'",
                     "true", "007", "1,234", "1.234", "-", "\0", "=1+1", "<b>x</b>"]),
)  # fmt: skip
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=6)
)
SETTINGS = settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def is_sound(table):
    """Unique text names, plain types, one row at least, no infinite number."""
    names = list(table.frame.columns)
    assert len(names) == len(set(names)) > 0
    assert all(isinstance(name, str) and name for name in names)
    assert len(table.frame) > 0
    assert {str(kind) for kind in table.frame.dtypes} <= {
        "int64", "float64", "bool", "datetime64[us]", str(pd.Series(["a"]).dtype),
    }  # fmt: skip
    numbers = table.frame.select_dtypes("float64").to_numpy()
    assert not np.isinf(numbers).any()
    assert all(note.endswith(".") and "\n" not in note for note in table.notes)
    profile(table.frame)


def tried(given):
    """Load it and check the table, or else the sentence."""
    try:
        table = load(given)
    except InputError as refused:
        said = str(refused)
    else:
        is_sound(table)
        return
    assert "\n" not in said
    assert " must be " in said


@SETTINGS
@given(TABLES, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_text_gives_a_sound_table_or_one_sentence(rows, mark, end):
    text = end.join(mark.join(row) for row in rows)
    tried(io.BytesIO(text.encode("utf-8", errors="replace")))


@SETTINGS
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"PAR1", b"PK\x03\x04", b"\xff\xfe", b"a,b\n"])
)
def test_any_bytes_give_a_sound_table_or_one_sentence(content, start):
    tried(io.BytesIO(start + content))


@SETTINGS
@given(TABLES)
def test_any_frame_gives_a_sound_table_or_one_sentence(rows):
    frame = pd.DataFrame(rows)
    before = frame.copy(deep=True)
    tried(frame)
    pd.testing.assert_frame_equal(frame, before)


OBJECTS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3), st.dates(),
    st.datetimes(), st.times(), st.timedeltas(), st.decimals(), st.binary(max_size=3),
    st.lists(st.integers(), max_size=2), st.complex_numbers(),
)  # fmt: skip


@SETTINGS
@given(st.lists(OBJECTS, min_size=1, max_size=6))
def test_any_objects_in_a_frame_give_a_sound_table(values):
    is_sound(load(pd.DataFrame({"a": pd.Series(values, dtype=object), "b": range(len(values))})))
