"""Write a business case as a workbook whose formulas are live."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from lepton.report.text import cleaned
from lepton.report.workbook.cash_flow import cash_rows, write_cash_flow
from lepton.report.workbook.checks import write_checks
from lepton.report.workbook.content import Content
from lepton.report.workbook.cover import SHEETS, write_cover
from lepton.report.workbook.inputs import write_inputs, write_scenarios
from lepton.report.workbook.leaf import Leaf
from lepton.report.workbook.log import write_log
from lepton.report.workbook.model_value import write_model_value
from lepton.report.workbook.outputs import write_outputs
from lepton.report.workbook.rows import FIRST, Rows
from lepton.report.workbook.sensitivity import write_sensitivity
from lepton.report.workbook.styles import Styles

if TYPE_CHECKING:
    from lepton.finance.study import Study

__all__ = ["write_workbook"]

LONGEST_PROPERTY = 200
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)  # where nothing is known of when it was made


def write_workbook(study: "Study", file: Path | BinaryIO) -> None:
    """Write a business case as an Excel workbook that a finance department can check.

    Formulas are live and carry the engine's results: a scenario is chosen in one cell, payoffs
    price the stored counts of the model anew, and a sheet of checks compares everything with the
    engine. Trials and break-evens are pasted values and say so. There are no macros and no links
    to other files, and text of a user is never a formula. The same study gives the same bytes.

    Parameters
    ----------
    study
        The case with everything that follows from it.
    file
        Where to write: a path, or an open binary file.
    """
    made = BytesIO()
    _write(Content.of(study), made)
    if isinstance(file, Path):
        file.write_bytes(made.getvalue())
    else:
        file.write(made.getvalue())


def _write(content: Content, file: BytesIO) -> None:
    import xlsxwriter

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    study = content.study
    book.set_properties({
        "title": cleaned(study.title, LONGEST_PROPERTY), "subject": "Business case",
        "author": "Lepton", "created": _made_at(study.origin.made_at),
    })  # fmt: skip
    styles = Styles(book)
    leaves = {name: Leaf(book, styles, name) for name in ("Cover", *SHEETS)}
    _fill(leaves, content)
    book.set_size(2400, 1600)
    book.close()


def _fill(leaves: dict[str, Leaf], content: Content) -> None:
    rows = cash_rows(content)
    write_inputs(leaves["Inputs"], content)
    write_scenarios(leaves["Scenarios"], content)
    write_model_value(leaves["Model value"], content)
    write_cash_flow(leaves["Cash flow"], content, rows)
    write_outputs(leaves["Outputs"], content, rows)
    write_sensitivity(leaves["Sensitivity"], content)
    write_log(leaves["Assumption log"], content)
    write_checks(leaves["Checks"], content)
    write_cover(leaves["Cover"], content)
    _cells(leaves["Cash flow"], rows)


def _cells(leaf: Leaf, rows: Rows) -> None:
    from lepton.report.workbook.leaf import span

    down = len(rows.rows) - 1
    leaf.name_cells("cash_flow_cells", span(rows.first, FIRST - 2, rows.last, down=down))


def _made_at(text: str) -> Any:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return NO_DATE.replace(tzinfo=None)
    return found.replace(tzinfo=None)
