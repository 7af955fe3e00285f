"""Rows to be scored are read as the table was that a model learned from."""

import pandas as pd
import pytest

from lepton.data import load
from lepton.data.reading import as_learned
from lepton.data.rules import Rule
from lepton.errors import InputError

COMMA = Rule("number", decimal=",")
POINT = Rule("number", decimal=".")
DAY = Rule("date", order="day first")


def read(values, rule):
    return as_learned(pd.DataFrame({"a": values}), ["a"], {"a": rule})["a"].tolist()


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        (["€ 1,234.50", "€ 2.00"], POINT),
        (["1.234,50", "2,00"], COMMA),
        (["0,125", "1764,052"], COMMA),
        (["5 %", "7 %"], Rule("number", decimal=".", percent=True)),
        (["31/12/2024", "01/02/2024"], DAY),
        (["12/31/2024", "01/02/2024"], Rule("date", order="month first")),
        (["2024-12-31", "2024-01-02"], Rule("date", order="year first")),
        (["true", "False"], Rule("flag")),
        (["007", "012"], Rule("text")),
        ([" red", "blue"], Rule("text")),
        ([1.5, 2.0], Rule("number")),
        ([True, False], Rule("flag")),
        (pd.to_datetime(["2024-12-31", "2024-01-02"]), Rule("date")),
    ],
)
def test_loading_tells_how_a_column_was_read_and_the_rule_reads_it_the_same(values, rule):
    raw = pd.DataFrame({"a": values, "b": "x"})
    table = load(raw)
    assert table.reading["a"] == rule
    assert Rule.from_dict(rule.to_dict()) == rule
    assert as_learned(raw, ["a"], table.reading)["a"].tolist() == table.frame["a"].tolist()
    one = as_learned(raw.iloc[[1]], ["a"], table.reading)["a"].tolist()
    assert one == table.frame["a"].tolist()[1:]


@pytest.mark.parametrize(
    ("value", "rule", "meant"),
    [
        ("0,125", COMMA, 0.125),
        ("1.234", COMMA, 1234),
        ("1,234", POINT, 1234),
        ("-1 234,5 €", COMMA, -1234.5),
        ("(2,5)", COMMA, -2.5),
        ("12,4 %", COMMA, 0.124),
        ("05/03/2022", DAY, pd.Timestamp("2022-03-05")),
        ("2022-03-05", DAY, pd.Timestamp("2022-03-05")),
        ("TRUE", Rule("flag"), True),
        ("1", Rule("flag"), True),
    ],
)
def test_one_cell_means_what_it_meant_in_the_large_table(value, rule, meant):
    assert read([value], rule) == [meant]


def test_the_rules_of_an_earlier_table_take_the_place_of_guessing(load_text):
    first = load_text("a;b;c;d\n1764,052;12,5;31/12/2021;007\n3,5;0,25;01/02/2022;012\n")
    text = "a;b;c;d\n0,125;1.234;05/03/2022;7\n"
    found = load_text(text, reading=first.reading)
    assert found.frame.iloc[0].tolist() == [0.125, 1234, pd.Timestamp("2022-03-05"), "7"]
    assert {n: r.kind for n, r in found.reading.items()} == {
        "a": "number", "b": "number", "c": "date", "d": "text",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "rule", "said"),
    [
        (
            ["soon"],
            POINT,
            r"^column 'a' must be made of numbers such as 1234\.5; got 'soon'",
        ),
        (["12.5"], COMMA, r"numbers such as 1234,5; got '12\.5'"),
        (["12.5"], Rule("number", decimal=".", percent=True), "with a percent sign; got '12.5'"),
        (["12/31/2024"], DAY, r"dates such as 31/12/2025; got '12/31/2024'"),
        ([3], DAY, "dates such as 31/12/2025; got '3'"),
        (pd.to_datetime(["2024-01-01"]), POINT, "numbers such as 1234.5; got '2024-01-01"),
        (["maybe"], Rule("flag"), "true or false; got 'maybe'"),
    ],
)
def test_a_column_that_its_rule_cannot_read_is_named_with_an_example(values, rule, said):
    with pytest.raises(InputError, match=said):
        read(values, rule)
    with pytest.raises(InputError, match=said):
        load(pd.DataFrame({"a": values}), reading={"a": rule})


def test_a_few_cells_that_cannot_be_read_are_missing_and_said_so():
    values = ["1,5", "oops", "2,5", "?", ""]
    assert pd.Series(read(values, COMMA)).fillna(-1).tolist() == [1.5, -1, 2.5, -1, -1]
    table = load(pd.DataFrame({"a": values}), reading={"a": COMMA})
    assert "1 value cannot be read and counts as missing in a." in table.notes


@pytest.mark.parametrize("rule", [COMMA, DAY, Rule("flag")])
def test_a_column_without_a_value_is_missing(rule):
    assert pd.isna(read([None, None], rule)).all()
    assert pd.isna(read(["", "n/a"], rule)).all()
    assert read([], rule) == []


def test_columns_are_found_by_their_tidy_names_and_in_the_index():
    frame = pd.DataFrame([["x", 1, 2]], columns=[" a ", "b", "b"])
    assert as_learned(frame, ["a", "b_2"], {}).iloc[0].tolist() == ["x", 2]
    indexed = frame.set_index(" a ")
    assert as_learned(indexed, ["a"], {})["a"].tolist() == ["x"]
    assert list(as_learned(frame, ["a", "gone"], {})) == ["a"]


def test_rows_keep_their_labels_even_where_these_repeat():
    frame = pd.DataFrame({"a": ["1,5", "2,5"]}, index=[7, 7])
    found = as_learned(frame, ["a"], {"a": COMMA})
    assert found.index.tolist() == [7, 7]
    assert frame["a"].tolist() == ["1,5", "2,5"]


def test_a_leading_nought_is_no_thousand(load_text):
    assert load_text("a;b\n0,125;x\n0,250;y\n").frame["a"].tolist() == [0.125, 0.25]
    assert load_text("a;b\n0,125;1.234\n0,250;2.345\n").frame["b"].tolist() == [1234, 2345]
    assert load_text("a;b\n1,125;x\n2,250;y\n").frame["a"].tolist() == [1125, 2250]


@pytest.mark.parametrize("index", [range(5, 8), [3, 1, 2]])
def test_a_named_index_becomes_a_column_whatever_its_kind(index):
    frame = pd.DataFrame({"id": list(index), "a": [1, 2, 3]}).set_index("id")
    table = load(frame)
    assert table.frame["id"].tolist() == list(index)
    assert "The named index of the table became a column." in table.notes


def test_an_index_named_like_a_column_is_told_apart():
    frame = pd.DataFrame({"a": [1, 2]}, index=pd.Index([8, 9], name="a"))
    assert load(frame).frame.to_dict("list") == {"a": [8, 9], "a_2": [1, 2]}


@pytest.mark.parametrize(
    "wrong",
    [{"encoding": 5}, {"encoding": "klingon"}, {"encoding": "utf\0"}]
    + [{"delimiter": d} for d in (5, "\n", "\r", '"', "\0", "", ";;")],
)
def test_a_choice_that_cannot_be_is_refused_by_name(load_text, wrong):
    with pytest.raises(InputError, match=f"^{next(iter(wrong))} must be"):
        load_text("a;b\n1;2\n", **wrong)
