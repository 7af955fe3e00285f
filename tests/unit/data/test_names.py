"""Column names: unique, non-empty, plain."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lepton.config import LIMITS
from lepton.data.names import tidy_names


def test_awkward_but_honest_names_are_kept():
    names = ["Torque [Nm]", "a<b>", "%", "客户", "Q1.1", "TARGET=1", "*bold*"]
    assert tidy_names(names) == (names, [])


def test_invisible_characters_and_line_breaks_are_removed():
    assert tidy_names(["a\u200b", "b\nc", "\u202ed", "\ufeffe"])[0] == ["a", "b c", "d", "e"]


def test_names_without_a_name_are_numbered_by_position():
    assert tidy_names([None, "x", float("nan"), "  "])[0] == [
        "column_1", "x", "column_3", "column_4",
    ]  # fmt: skip


def test_repeated_names_never_meet_an_existing_one():
    assert tidy_names(["a", "a", "a_2", "a"])[0] == ["a", "a_2", "a_2_2", "a_3"]


def test_names_are_cut_at_the_limit_and_not_before():
    longest = "x" * LIMITS.name_chars
    assert tidy_names([longest]) == ([longest], [])
    names, notes = tidy_names([longest + "y", longest + "z"])
    assert names == [longest, longest[:-2] + "_2"]
    assert notes[0].startswith("Column names were cut to 200 characters: xxxx")


def test_numbers_can_be_names():
    assert tidy_names([1, 2.5, (1, 2)])[0] == ["1", "2.5", "(1, 2)"]


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=8), st.none(), st.integers(), st.floats())))
def test_names_are_always_unique_filled_and_short(names):
    found, _ = tidy_names(names)
    assert len(found) == len(names) == len(set(found))
    assert all(name and name == name.strip() for name in found)
    assert all(len(name) <= LIMITS.name_chars for name in found)
