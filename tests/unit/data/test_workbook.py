"""Workbooks: the sheet, the header, the limits."""

import datetime as dt
import io
import zipfile

import msoffcrypto.format.ooxml
import openpyxl
import pytest

import lepton.data
from lepton.errors import InputError

TABLE = [["name", "paid", "since"], ["Ann", 12.5, dt.date(2024, 1, 31)],
         ["Bo", 7, dt.date(2024, 2, 1)], ["Cy", None, dt.date(2024, 2, 2)]]  # fmt: skip


def book(**sheets):
    """A workbook of the given sheets, as bytes."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_a_sheet_is_read_with_its_types(load_text):
    frame = load_text(book(data=TABLE), name="t.xlsx").frame
    assert frame["paid"].tolist()[:2] == [12.5, 7]
    assert frame["paid"].isna().tolist() == [False, False, True]
    assert str(frame["since"].dtype) == "datetime64[us]"


def test_numbers_without_a_fraction_are_whole(load_text):
    frame = load_text(book(data=[["a", "b"], [1, 1.5], [2, 2.5]]), name="t.xlsx").frame
    assert str(frame["a"].dtype) == "int64"


def test_the_first_sheet_that_looks_like_a_table_is_taken(load_text):
    content = book(About=[["A report"], ["made by us"]], data=TABLE, more=TABLE)
    table = load_text(content, name="t.xlsx")
    assert list(table.frame.columns) == ["name", "paid", "since"]
    assert table.notes[0] == (
        "The workbook has 3 sheets; 'data' was read because it is the first that looks like a "
        "table."
    )


def test_hidden_sheets_come_last(load_text):
    made = openpyxl.load_workbook(io.BytesIO(book(lookup=[["k", "v"], [1, 2], [3, 4]], data=TABLE)))
    made["lookup"].sheet_state = "hidden"
    file = io.BytesIO()
    made.save(file)
    assert "name" in load_text(file.getvalue(), name="t.xlsx").frame


@pytest.mark.parametrize("sheet", ["more", " MORE ", 1])
def test_a_sheet_can_be_chosen_by_name_or_position(load_text, sheet):
    content = book(data=TABLE, more=[["x", "y"], [1, 2], [3, 4]])
    chosen = load_text(content, name="t.xlsx", sheet=sheet)
    assert list(chosen.frame.columns) == ["x", "y"]
    assert chosen.id != load_text(content, name="t.xlsx").id


def test_choosing_the_sheet_that_would_be_taken_keeps_the_id(load_text):
    content = book(data=TABLE, more=TABLE)
    assert load_text(content, sheet="data").id == load_text(content).id


@pytest.mark.parametrize("sheet", ["nope", 2, -1, True])
def test_a_sheet_that_does_not_exist_is_refused(load_text, sheet):
    with pytest.raises(InputError, match=r"sheet must be one of the sheets of .* \(data, more\)"):
        load_text(book(data=TABLE, more=TABLE), sheet=sheet)


def test_a_preamble_and_a_footnote_are_left_out_and_said_so(load_text):
    rows = [["Sales 2024"], [], *TABLE, [], ["Source: us"]]
    table = load_text(book(data=rows), name="t.xlsx")
    assert table.frame.shape == (3, 3)
    assert "The header was found on line 3; what is above it was left out." in table.notes
    assert "1 line below the table left out." in table.notes


def test_a_sheet_without_a_header_is_numbered(load_text):
    table = load_text(book(data=[[1, 2.5], [3, 4.5], [5, 6.5]]), name="t.xlsx")
    assert list(table.frame.columns) == ["column_1", "column_2"]
    assert len(table.frame) == 3


def test_a_row_of_years_is_a_header(load_text):
    frame = load_text(book(data=[[2023, 2024], [1.5, 2.5], [3.5, 4.5]]), name="t.xlsx").frame
    assert list(frame.columns) == ["2023", "2024"]


def test_numbers_and_words_in_one_column_become_text(load_text):
    frame = load_text(book(data=[["a", "b"], [1, "x"], ["old", "y"], [2, "z"]])).frame
    assert frame["a"].tolist() == ["1", "old", "2"]


def test_money_written_as_text_becomes_a_number(load_text):
    frame = load_text(book(data=[["a", "b"], ["$1,200.50", "x"], ["$3.00", "y"]])).frame
    assert frame["a"].tolist() == [1200.5, 3.0]


def test_the_sheets_can_be_listed(tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_bytes(book(data=TABLE, more=TABLE))
    assert lepton.data.sheets(path) == ("data", "more")
    (tmp_path / "t.csv").write_text("a,b\n1,2\n")
    assert lepton.data.sheets(tmp_path / "t.csv") == ()


def test_a_workbook_named_csv_is_read_and_said_so(load_text):
    table = load_text(book(data=TABLE), name="t.csv")
    assert table.notes[0] == (
        "The name ends in .csv but the file is an Excel workbook; it was read as one."
    )


def test_an_encrypted_workbook_is_refused(load_text):
    locked = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(book(data=TABLE))).encrypt("secret", locked)
    with pytest.raises(InputError, match=r"an Excel file with a password\. Remove the password"):
        load_text(locked.getvalue(), name="t.xlsx")


@pytest.mark.parametrize("rows", [[], [["a", "b"]]])
def test_a_sheet_without_rows_is_refused(load_text, rows):
    with pytest.raises(InputError, match="sheet 'data' must be a table with rows"):
        load_text(book(data=rows), name="t.xlsx")


def test_a_cut_workbook_is_refused(load_text):
    with pytest.raises(InputError, match="a damaged or cut workbook or archive"):
        load_text(book(data=TABLE)[:-400], name="t.xlsx")


def test_an_old_workbook_that_is_none_is_refused(load_text):
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    with pytest.raises(InputError, match=r"workbook 't\.xls' must be whole; got a damaged"):
        load_text(content, name="t.xls")


@pytest.mark.parametrize("choice", ["encoding", "delimiter"])
def test_choices_for_text_are_refused(load_text, choice):
    with pytest.raises(InputError, match=f"{choice} must be left out for a workbook"):
        load_text(book(data=TABLE), **{choice: ","})


def packed(name, content, declared=None):
    """A workbook's zip with one more part."""
    file = io.BytesIO(book(data=TABLE))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
        archive.getinfo(name).file_size = declared or len(content)
    return file.getvalue()


def test_a_sheet_with_a_far_off_cell_is_refused_before_it_is_unfolded(load_text):
    row = b'<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    bomb = packed("xl/worksheets/sheet9.xml", b"<sheetData>" + row + b"</sheetData>")
    with pytest.raises(InputError, match=r"at most 25,000,000 cells a sheet; got a sheet of 17,1"):
        load_text(bomb, name="t.xlsx")


def test_a_workbook_that_unfolds_to_gigabytes_is_refused(load_text):
    bomb = packed("xl/media/huge.bin", b"0", declared=2_100 * 2**20)
    with pytest.raises(InputError, match="got 2,100 MB when unpacked"):
        load_text(bomb, name="t.xlsx")


def open_document(rows):
    """An ods file with the given rows of XML."""
    names = ' xmlns:'.join(
        ["", 'office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"',
         'table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"',
         'text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"']
    ).strip()  # fmt: skip
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="data">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return file.getvalue()


def cell(text, times=1):
    """One cell of text in an ods file."""
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{times}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def test_an_open_document_sheet_is_read(load_text):
    rows = "".join(
        f"<table:table-row>{cell(a)}{cell(b)}</table:table-row>"
        for a, b in (("name", "n"), ("Ann", "1"), ("Bo", "2"))
    )
    frame = load_text(open_document(rows), name="t.ods").frame
    assert frame.to_dict("list") == {"name": ["Ann", "Bo"], "n": [1, 2]}


def test_an_open_document_that_repeats_itself_without_end_is_refused(load_text):
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell("x", 16000)}'
    with pytest.raises(InputError, match="got a sheet of 16,000,000,000 cells"):
        load_text(open_document(row + "</table:table-row>"), name="t.ods")
