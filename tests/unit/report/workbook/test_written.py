"""What stands in the file: live formulas with results, the conventions, no trap for the reader."""

import re
import zipfile
from io import BytesIO

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from lepton.report.workbook import write_workbook
from lepton.report.workbook.asked import excel_name

SHEETS = [
    "Cover", "Inputs", "Scenarios", "Model value", "Cash flow", "Outputs", "Sensitivity",
    "Assumption log", "Checks",
]  # fmt: skip
QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')
REFERENCE = re.compile(r"\$?[A-Z]{1,3}\$?\d+")
RELATIVE = re.compile(r"(?<![A-Za-z_$])([A-Z]{1,3})(\$?\d+)\b")
BLUE = "FF0000FF"


@pytest.fixture(scope="module")
def files(kinds, tmp_path_factory):
    """One file of each kind that is looked at here."""
    folder = tmp_path_factory.mktemp("written")
    made = {name: folder / f"{name}.xlsx" for name in ("campaign", "hostile")}
    for name, path in made.items():
        write_workbook(kinds[name], path)
    return made


@pytest.fixture(scope="module")
def book(files):
    return openpyxl.load_workbook(files["campaign"])


@pytest.fixture(scope="module")
def stored(files):
    return openpyxl.load_workbook(files["campaign"], data_only=True)


def _formulas(sheet):
    return [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def _named(book, name):
    sheet, _, where = book.defined_names[excel_name(name)].attr_text.rpartition("!")
    return book[sheet.strip("'")][where.replace("$", "")]


def test_the_sheets_stand_in_the_order_of_the_convention(book):
    assert book.sheetnames == SHEETS


def test_the_results_stored_with_the_formulas_are_the_engines(stored, kinds):
    study = kinds["campaign"]
    assert _named(stored, "npv").value == pytest.approx(study.measures.npv, rel=1e-12)
    assert _named(stored, "irr").value == pytest.approx(study.measures.irr, rel=1e-9)
    net = [cell.value for cell in _named(stored, "net_flow")[0]]
    months = study.case.horizon_months + 1
    assert net[:months] == pytest.approx(study.flow.net.tolist(), rel=1e-12)
    assert _named(stored, "all_checks").value == "OK"
    assert _named(stored, "guesses").value == len(study.ledger.guesses)


def test_no_formula_holds_a_number_but_one_and_zero(book):
    found = set()
    for name in SHEETS:
        for cell in _formulas(book[name]):
            bare = REFERENCE.sub("", QUOTED.sub("", cell.value))
            found |= set(re.findall(r"(?<![A-Za-z_\d.])\d+(?:\.\d+)?(?![A-Za-z_\d])", bare))
    assert found <= {"0", "1"}


def test_every_row_of_the_cash_flow_has_one_formula(book):
    sheet = book["Cash flow"]
    for row in sheet.iter_rows(min_row=6, min_col=5):
        shapes = {_shifted(cell) for cell in row if cell.data_type == "f"}
        assert len(shapes) <= 1, (row[0].coordinate, shapes)


def _shifted(cell):
    """The formula with columns counted from its own, as it is after copying across."""

    def away(found):
        letters = found.group(1)
        column = openpyxl.utils.column_index_from_string(letters)
        return f"[{column - cell.column}]{found.group(2)}"

    return RELATIVE.sub(away, cell.value)


def test_inputs_are_blue_and_results_are_not(book):
    sheet = book["Inputs"]
    inputs = [r[2] for r in sheet.iter_rows(min_row=6, max_row=80) if r[2].value is not None]
    assert len(inputs) > 60
    assert {cell.font.color.rgb for cell in inputs} == {BLUE}
    assert all(cell.data_type != "f" for cell in inputs)
    for name in ("npv", "roi", "payback"):
        assert _named(book, name).font.color.rgb == "FF000000"
    base = _named(book, "discount_rate").offset(0, 1)
    assert base.value.startswith("=Inputs!")
    assert base.font.color.rgb == "FF007A33"


def test_negative_amounts_stand_in_parentheses_and_zero_is_a_dash(book):
    assert _named(book, "npv").number_format == '#,##0_);(#,##0);"–"_)'


def test_a_scenario_holds_only_what_is_different(book, kinds):
    row = [c.value for c in book["Scenarios"][_named(book, "hosting").row]]
    assert row[4:8] == [None, None, None, 4000]
    head = [c.value for c in book["Scenarios"][11]]
    assert head[3:8] == list(kinds["campaign"].plan.book.names)


def test_the_selector_offers_every_scenario_and_inputs_keep_their_bounds(book):
    rules = {str(rule.sqref): rule for rule in book["Scenarios"].data_validations.dataValidation}
    assert rules["C4"].type == "list"
    assert rules["C4"].formula1.lstrip("=") == "$D$11:$H$11"
    assert rules["C4"].showErrorMessage is not False
    inputs = {str(rule.sqref): rule for rule in book["Inputs"].data_validations.dataValidation}
    share = next(rule for rule in inputs.values() if rule.formula2 in {"1", "1.0"})
    assert share.type == "decimal"
    assert any(rule.formula1 == '"full,linear,logistic,bass"' for rule in inputs.values())


def test_every_sheet_is_set_up_for_reading_and_for_paper(book):
    for name in SHEETS:
        setup = book[name].page_setup
        assert setup.orientation == "landscape"
        assert setup.paperSize == 9
        assert name == "Cover" or book[name].freeze_panes


def test_charts_are_native(book):
    assert len(book["Outputs"]._charts) == 2
    assert len(book["Model value"]._charts) == 1
    assert len(book["Sensitivity"]._charts) == 2


def test_pasted_values_say_so_with_seed_and_date(book):
    said = book["Sensitivity"]["A2"].value
    assert "not live" in said
    assert "seed 0" in said
    assert "2026-11-22" in said


def test_the_cover_says_where_it_comes_from(stored):
    text = {c.value for row in stored["Cover"].iter_rows() for c in row if c.value}
    assert {"m-1", "churn.csv", "ab12" * 8, "2026-11-22T10:00:00+00:00"} <= text


def test_the_log_has_every_entry_with_its_kind_of_source(stored, kinds):
    rows = [[c.value for c in row] for row in stored["Assumption log"].iter_rows(min_row=6)]
    ledger = kinds["campaign"].ledger
    assert [row[15] for row in rows] == [entry.id for entry in ledger]
    assert rows[0][7] == "a guess"


@pytest.mark.parametrize("kind", ["campaign", "hostile"])
def test_a_file_has_no_macros_and_no_links_to_elsewhere(files, kind):
    with zipfile.ZipFile(files[kind]) as packed:
        names = packed.namelist()
        links = b"".join(packed.read(name) for name in names if name.endswith(".rels"))
    assert not [name for name in names if "vba" in name or "externalLink" in name]
    assert b'TargetMode="External"' not in links


def test_text_of_a_user_is_never_a_formula(files, kinds):
    book = openpyxl.load_workbook(files["hostile"])
    study = kinds["hostile"]
    formulas = "\n".join(cell.value for name in SHEETS for cell in _formulas(book[name]))
    told = {}
    for name in SHEETS:
        for row in book[name].iter_rows():
            told |= {c.value: c for c in row if c.data_type == "s"}
    for text in (study.title, *study.plan.book.names[1:], study.labels["profit"]):
        assert text in told, text
        assert f"={text.lstrip('=')}" not in formulas
    assert "HYPERLINK" not in formulas
    kept = [c for text, c in told.items() if text.startswith(("=", "+", "-", "@"))]
    assert len(kept) >= 5
    assert all(c.quotePrefix for c in kept if c.coordinate != "C4")


def test_names_that_look_alike_are_told_apart():
    from lepton.report.workbook.content import _apart

    assert _apart(["Dear", "dear", "", "Dear"]) == ["Dear", "dear (2)", "Scenario 3", "Dear (4)"]


def test_the_same_study_gives_the_same_bytes(kinds, files):
    again = BytesIO()
    write_workbook(kinds["campaign"], again)
    assert again.getvalue() == files["campaign"].read_bytes()


def test_columns_are_written_for_the_longest_horizon(book):
    assert book["Cash flow"].max_column == 5 + 60
    assert book["Cash flow"].cell(5, 65).value == 60
    assert get_column_letter(65) == "BM"


def test_on_paper_no_figure_is_too_wide_for_its_column(files, office, tmp_path):
    (pdf,) = office.convert([files["hostile"]], "pdf", tmp_path)
    text = office.text(pdf)
    assert "###" not in text
    assert "#NAME" not in text
    for words in (*SHEETS, "Net present value", "=1+1", "SEK a month"):
        assert words in text
    assert "All checks" in text
