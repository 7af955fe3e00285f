"""What is repaired in the values, and the sentence that says so."""

import numpy as np
import pandas as pd
import pytest

import lepton.data
from lepton.data import load

CODE = "Kept as text because the digits are a code (leading zeros or very long): a."
EITHER = "Kept as text because day and month cannot be told apart: a."


def column(load_text, *values, head="a;b"):
    """One column of a semicolon file, as values, with the notes about it."""
    table = load_text("\n".join([head, *(f"{value};x" for value in values)]))
    return table.frame["a"].tolist(), table.notes[1:]


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        (["€ 1.234,50", "€ 20,00"], [1234.5, 20.0]),
        (["$1,234.50", "$20"], [1234.5, 20.0]),
        (["1 234,50 €", "20,00 €"], [1234.5, 20.0]),
        (["CHF 1'234.50", "CHF 20.00"], [1234.5, 20.0]),
        (["1’234.50", "20.00"], [1234.5, 20.0]),
        (["R$ 10,50", "R$ 2,25"], [10.5, 2.25]),
        (["1 234 567", "890"], [1234567, 890]),
        (["1,234,567", "890"], [1234567, 890]),
        (["(1,200.50)", "3.00"], [-1200.5, 3.0]),
        (["-5,5", "+2,25"], [-5.5, 2.25]),
        (["1,5e3", "2,5"], [1500.0, 2.5]),
        (["¥500", "¥20"], [500, 20]),
        (["12.4 %", "5%"], [0.124, 0.05]),
        (["12,4 %", "-5 %"], [0.124, -0.05]),
        ([".5", "1."], [0.5, 1.0]),
    ],
)
def test_numbers_written_for_people_become_numbers(load_text, values, numbers):
    assert column(load_text, *values)[0] == numbers


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["€5", "€7"], "Currency signs were removed, so a can be used as a number."),
        (["5%", "7%"], "Percentages were read as fractions (12.4 % is 0.124) in a."),
        (["1,200,000", "7"], "Marks between thousands were removed in a."),
        (["1,25", "7,5"], "The comma was read as the decimal mark in a."),
        (["inf", "-inf"], "2 infinite values count as missing in a."),
        ([" ", "7"], "1 blank cell counts as missing in a."),
        (["7", "N/A"], "1 cell counts as missing because of words such as N/A in a."),
        (["7", "8", "?"], "? stands for a missing value in a."),
        (["007", "008"], CODE),
        (["2024-01-31", "2024-02-01"], "Read as dates (year first): a."),
        (["31.01.2024", "01.02.2024"], "Read as dates (day first): a."),
        (["01/31/2024", "02/01/2024"], "Read as dates (month first): a."),
        (["01/02/2024", "03/04/2024"], EITHER),
        ([" red", "blue"], "Spaces around values were removed in a."),
    ],
)  # fmt: skip
def test_every_repair_is_one_plain_sentence(load_text, values, said):
    assert column(load_text, *values)[1] == (said,)


def test_a_lone_group_of_three_follows_the_rest_of_the_file(load_text):
    point = load_text("a;b\n1,234;0.5\n2,345;1.25\n").frame["a"].tolist()
    comma = load_text("a;b\n1,234;0,5\n2,345;1,25\n").frame["a"].tolist()
    dots = load_text("a;b\n1.234;0,5\n2.345;1,25\n").frame["a"].tolist()
    assert (point, comma, dots) == ([1234, 2345], [1.234, 2.345], [1234, 2345])


def test_a_column_that_only_mostly_holds_numbers_stays_text(load_text):
    assert column(load_text, "1", "2", "three")[0] == ["1", "2", "three"]


def test_percentages_and_plain_numbers_together_stay_text(load_text):
    assert column(load_text, "5%", "0.2")[0] == ["5%", "0.2"]


def test_a_yes_no_column_keeps_its_letters_next_to_few_numbers(load_text):
    assert column(load_text, "n", "n", "n", "1")[0] == ["n", "n", "n", "1"]


@pytest.mark.parametrize("values", [["None", "Attic"], ["-", "x"], ["unknown", "known"]])
def test_words_that_may_be_categories_are_kept(load_text, values):
    assert column(load_text, *values)[0] == values


def test_digits_too_many_to_count_with_stay_text(load_text):
    values = ["34201123456789012345", "34201123456789012346"]
    assert column(load_text, *values)[0] == values


def test_two_digits_with_a_leading_zero_are_numbers(load_text):
    assert column(load_text, "01", "12")[0] == [1, 12]


def test_true_and_false_become_flags(load_text):
    table = load_text("a,b\nTRUE,x\nfalse,y\n")
    assert table.frame["a"].dtype == np.bool_


def test_true_and_false_with_a_gap_stay_words(load_text):
    assert load_text("a,b\nTrue,x\nFalse,y\n,z\n").frame["a"].tolist()[:2] == ["True", "False"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-01-31", "2024-01-31"),
        ("2024/1/31", "2024-01-31"),
        ("2024-01-31 10:20", "2024-01-31 10:20"),
        ("2024-01-31T10:20:30", "2024-01-31 10:20:30"),
        ("2024-01-31T10:20:30.250Z", "2024-01-31 10:20:30.25"),
        ("2024-01-31T10:20:30+02:00", "2024-01-31 08:20:30"),
        ("2024-01", "2024-01-01"),
        ("31.01.2024 10:20", "2024-01-31 10:20"),
    ],
)
def test_dates_are_read_in_universal_time(load_text, written, read):
    assert column(load_text, written, written)[0] == [pd.Timestamp(read)] * 2


def test_a_few_impossible_dates_count_as_missing(load_text):
    values = ["2024-01-31"] * 200 + ["2024-02-31"]
    found, notes = column(load_text, *values)
    assert pd.isna(found[-1])
    assert notes[-1] == "1 value is no date and counts as missing in a."


def test_columns_with_some_other_words_are_no_dates(load_text):
    assert column(load_text, "2024-01-31", "soon")[0] == ["2024-01-31", "soon"]


def test_at_most_five_columns_are_named(load_text):
    names = [f"c{i}" for i in range(8)]
    table = load_text(",".join(names) + "\n" + ",".join([" x"] * 8) + "\n")
    assert table.notes == ("Spaces around values were removed in c0, c1, c2, c3, c4 and 3 more.",)


def test_a_frame_is_repaired_without_being_changed():
    given = pd.DataFrame({" a ": [" 1 ", None, "x"], "b": [np.inf, 1.0, np.nan]})
    before = given.copy(deep=True)
    table = load(given)
    pd.testing.assert_frame_equal(given, before)
    assert list(table.frame.columns) == ["a", "b"]
    table.frame.loc[0, "b"] = 5.0
    pd.testing.assert_frame_equal(given, before)


def test_a_frame_of_every_kind_becomes_plain():
    given = pd.DataFrame(
        {
            "whole": pd.array([1, None, 3], "Int64"),
            "level": pd.Categorical(["a", None, "b"]),
            "mixed": [1, "x", None],
            "python": pd.Series([1, 2.5, None], dtype=object),
            "truth": pd.array([True, None, False], "boolean"),
            "month": pd.period_range("2024-01", periods=3, freq="M"),
            "zoned": pd.date_range("2024-01-01", periods=3, tz="Asia/Tokyo"),
            "list": [[1], [2, 3], None],
            "bytes": [b"x", b"y", None],
        },
        index=pd.Index(["r1", "r2", "r3"], name="row"),
    )
    table = load(given)
    kinds = {name: str(kind) for name, kind in table.frame.dtypes.items()}
    text = str(pd.Series(["a"]).dtype)
    assert kinds == {
        "row": text, "whole": "float64", "level": text, "mixed": text, "python": "float64",
        "truth": text, "month": "datetime64[us]", "zoned": "datetime64[us]", "list": text,
        "bytes": text,
    }  # fmt: skip
    assert "The named index of the table became a column." in table.notes


def test_categories_of_numbers_become_numbers():
    frame = load(pd.DataFrame({"a": pd.Categorical([3, 1, 3]), "b": [1, 2, 3]})).frame
    assert frame["a"].tolist() == [3, 1, 3]


def test_repeated_and_nested_names_of_a_frame_are_told_apart():
    given = pd.DataFrame([[1, 2, 3]], columns=["a", "a", "b"])
    assert list(load(given).frame.columns) == ["a", "a_2", "b"]
    nested = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("x", "y"), ("x", "z")]))
    assert list(load(nested).frame.columns) == ["x y", "x z"]


@pytest.mark.parametrize(
    "given", [pd.DataFrame(), pd.DataFrame({"a": []}), pd.DataFrame(index=[1])]
)
def test_an_empty_frame_is_refused(given):
    with pytest.raises(lepton.InputError, match="at least one row and one column"):
        load(given)


def test_a_frame_of_ten_thousand_columns_is_refused():
    with pytest.raises(lepton.InputError, match="at most 5,000 columns wide; got 10,000"):
        load(pd.DataFrame(np.zeros((1, 10_000))))
