"""Text tables: what is found by itself, and what is said about it."""

import io

import numpy as np
import pandas as pd
import pytest

import lepton.data
from lepton.data.raw import check_shape
from lepton.errors import InputError


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (",", None),
        (";", "Columns are separated by semicolons."),
        ("\t", "Columns are separated by tabs."),
        ("|", "Columns are separated by vertical bars."),
    ],
)
def test_the_delimiter_is_found(load_text, mark, said):
    rows = (("name", "paid", "note"), ("Ann", "1", "'x y'"), ("Bo", "2", "z"))
    table = load_text("\n".join(mark.join(row) for row in rows))
    assert list(table.frame.columns) == ["name", "paid", "note"]
    assert table.frame["paid"].tolist() == [1, 2]
    assert table.notes == ((said,) if said else ())


def test_quoted_fields_keep_their_delimiters_and_line_breaks(load_text):
    table = load_text('a,b\n1,"x, ""y""\nz"\n2,w\n')
    assert table.frame["b"].tolist() == ['x, "y"\nz', "w"]


def test_columns_held_apart_by_spaces_are_read(load_text):
    table = load_text("  id  n  paid\n 001 2  3.50\n 002 1 12.00\n 003 9  0.10\n", name="x.txt")
    assert table.frame["paid"].tolist() == [3.5, 12.0, 0.1]
    assert "Columns are separated by spaces." in table.notes


def test_the_user_may_choose_the_delimiter(load_text):
    text = "a;b,c;d\n1;2,3;4\n5;6,7;8\n"
    chosen = load_text(text, delimiter=",")
    assert chosen.frame.shape == (2, 2)
    assert chosen.id != load_text(text).id


def test_choosing_what_would_be_chosen_anyway_keeps_the_id(load_text):
    text = "a;b\n1;2\n"
    assert load_text(text, delimiter=";", encoding="utf-8").id == load_text(text).id


def test_lines_above_the_header_are_left_out_and_said_so(load_text):
    table = load_text("Report of March\nby: sales\n\nname,paid,note\nAnn,1,x\nBo,2,y\n")
    assert list(table.frame.columns) == ["name", "paid", "note"]
    assert "The header was found on line 4; the lines above it were left out." in table.notes


def test_a_table_without_a_header_is_numbered(load_text):
    table = load_text("1.5,2,2\n4,5,6\n7,8,9\n")
    assert list(table.frame.columns) == ["column_1", "column_2", "column_3"]
    assert "The file has no header, so the columns were numbered." in table.notes
    assert len(table.frame) == 3


def test_years_can_be_a_header(load_text):
    assert list(load_text("2023,2024\n1,2\n3,4\n").frame.columns) == ["2023", "2024"]


def test_a_delimiter_at_the_end_of_every_line_makes_no_column(load_text):
    table = load_text("a,b,\n1,2,\n3,4,\n")
    assert list(table.frame.columns) == ["a", "b"]
    assert table.notes == ("1 empty column without a name left out.",)


def test_row_labels_without_a_header_become_a_column(load_text):
    table = load_text('"x","y"\n"r1",1,2\n"r2",3,4\n')
    assert list(table.frame.columns) == ["column_1", "x", "y"]


def test_empty_lines_are_no_rows(load_text):
    assert len(load_text("a,b\n\n1,2\n\n\n3,4\n").frame) == 2


def test_old_line_ends_are_understood(load_text):
    for end in ("\r\n", "\r"):
        assert load_text(f"a,b{end}1,2{end}3,4{end}").frame["b"].tolist() == [2, 4]


def test_lines_with_too_many_or_too_few_fields_are_counted(load_text):
    table = load_text("a,b\n1,2\n3,4,5\n6\n")
    assert table.frame["a"].tolist() == [1, 3, 6]
    assert "1 line has more fields than the header; what was too much is lost." in table.notes
    assert "1 line has fewer fields than the header; what lacks is missing." in table.notes


def test_a_quote_that_is_never_closed_swallows_nothing(load_text):
    table = load_text('a,b\n1,"un\n2,3\n4,5\n')
    assert table.frame["a"].tolist() == [1, 2, 4]
    assert any("quote is never closed" in note for note in table.notes)


def test_a_quote_inside_a_field_does_no_harm(load_text):
    assert load_text('a,b\n1,5" pipe\n2,3\n').frame["b"].tolist() == ['5" pipe', "3"]


def test_a_whole_number_column_may_turn_decimal_late(load_text):
    rows = "\n".join(["1,x"] * 30_000 + ["2.5,y"])
    frame = load_text(f"n,t\n{rows}\n").frame
    assert frame["n"].dtype == np.float64
    assert frame["n"].iloc[-1] == 2.5


def test_a_wide_header_longer_than_the_first_look_is_read_whole(load_text):
    names = ",".join(f"{i}_{'long' * 40}" for i in range(2_000))
    frame = load_text(f"{names}\n{','.join(['1'] * 2_000)}\n").frame
    assert frame.shape == (1, 2_000)


def test_a_single_column_is_read_and_doubted(load_text):
    table = load_text("a\n1\n2\n")
    assert table.frame["a"].tolist() == [1, 2]
    assert "Only one column was found; if there are more, choose another delimiter." in table.notes


def test_a_single_row_is_a_table(load_text):
    assert load_text("a,b\n1,2\n").frame.shape == (1, 2)


@pytest.mark.parametrize("text", ["a,b\n", "a,b", "a,b\n\n\n"])
def test_a_header_without_rows_is_refused(load_text, text):
    with pytest.raises(InputError, match="must be a table with rows; got a header and no rows"):
        load_text(text)


@pytest.mark.parametrize("text", ["\n\n", "   \n  \n"])
def test_blank_text_is_refused(load_text, text):
    with pytest.raises(InputError, match=r"made\.csv.* must be a table.*; got"):
        load_text(text)


def test_an_empty_file_is_refused(load_text):
    with pytest.raises(InputError, match=r"got an empty file \(0 bytes\). Export it again"):
        load_text("")


def test_ten_thousand_columns_are_refused(load_text):
    names = ",".join(f"c{i}" for i in range(10_000))
    with pytest.raises(InputError, match=r"at most 5,000 columns wide; got 10,000. Leave out"):
        load_text(f"{names}\n{','.join('1' for _ in range(10_000))}\n")


def test_as_many_columns_as_are_accepted_are_read(load_text):
    names = ",".join(f"c{i}" for i in range(5_000))
    assert load_text(f"{names}\n{','.join('1' for _ in range(5_000))}\n").frame.shape == (1, 5_000)


def test_a_delimiter_of_two_characters_is_refused(load_text):
    with pytest.raises(InputError, match="delimiter must be one character; got ';;'"):
        load_text("a,b\n1,2\n", delimiter=";;")


def test_a_sheet_of_a_text_file_is_refused(load_text):
    with pytest.raises(InputError, match="sheet must be left out for a text file; got 'x'"):
        load_text("a,b\n1,2\n", sheet="x")


def test_more_rows_or_cells_than_are_accepted_are_refused():
    check_shape(20_000_000, 25)
    with pytest.raises(InputError, match="at most 20,000,000 rows long; got 20,000,001"):
        check_shape(20_000_001, 1)
    with pytest.raises(InputError, match="at most 500,000,000 cells large; got 520,000,000"):
        check_shape(20_000_000, 26)


def test_a_path_and_an_upload_of_the_same_bytes_are_the_same_table(tmp_path):
    content = b"a,b\n1,x\n2,y\n"
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    by_path, by_file = lepton.data.load(path), lepton.data.load(io.BytesIO(content))
    pd.testing.assert_frame_equal(by_path.frame, by_file.frame)
    assert by_path.id == by_file.id
    assert (by_path.name, by_file.name) == ("t.csv", "table")
