"""One sheet of the workbook: cells with their look, and columns that are wide enough."""

import math
import unicodedata
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from lepton.report.text import cleaned
from lepton.report.workbook.styles import FORMATS, Styles

__all__ = ["Leaf", "cell", "span", "width_of"]

WIDEST = 46
NARROWEST = 9
ROOM = 2.5  # for parentheses, and for a figure that grows when a scenario is chosen
LINE = 13.5  # points
LONGEST = 4_000
FORMULAS = ("=", "+", "-", "@", "'", "|")  # what a text may begin with that a person means as text


def cell(row: int, column: int) -> str:
    """A fixed reference, such as $C$4; rows and columns count from 0."""
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))


def span(row: int, first: int, last: int, *, down: int = 0) -> str:
    """A fixed range of a row, or of as many rows more as said."""
    return f"{cell(row, first)}:{cell(row + down, last)}"


def width_of(text: str) -> float:
    """How wide a text is, in figures; wide scripts and emoji count twice.

    Examples
    --------
    >>> width_of("abc"), width_of("日本")
    (3.0, 4.0)
    """
    return float(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text))


class Leaf:
    """A sheet that is written cell by cell.

    Parameters
    ----------
    book
        The XlsxWriter workbook.
    styles
        Its formats.
    name
        Name of the sheet.
    """

    def __init__(self, book: Any, styles: Styles, name: str) -> None:
        self.book, self.styles, self.name = book, styles, name
        self.sheet = book.add_worksheet(name)
        self.widths: dict[int, float] = {}
        self.last_column = 0

    def text(self, row: int, column: int, text: object, role: str = "label", **more: Any) -> None:
        """Write words; never a formula or a link, whatever they begin with."""
        said = cleaned(text, LONGEST)
        if role not in {"title", "note", "section"}:
            self._seen(column, min(width_of(said), WIDEST))
        self.sheet.write_string(row, column, said, self._of_text(said, role, **more))

    def number(
        self, row: int, column: int, value: Any, shape: str, role: str = "pasted", **more: Any
    ) -> None:
        """Write a number, words, or nothing, as a value."""
        style = self.styles.of(role, shape, **more)
        if value is None or (isinstance(value, float) and math.isnan(value)):
            self.sheet.write_blank(row, column, None, style)
        elif isinstance(value, str):
            self.text(row, column, value, role, **({"align": "right"} | more))
        elif math.isinf(value):
            self.text(row, column, "unlimited", role, **({"align": "right"} | more))
        else:
            self._seen(column, _shown(value, shape))
            self.sheet.write_number(row, column, float(value), style)

    def formula(
        self, row: int, column: int, formula: str, value: Any, shape: str = "number",
        role: str = "formula", **more: Any,
    ) -> None:  # fmt: skip
        """Write a formula with the result that the engine found for it."""
        if isinstance(value, str):
            more = {"align": "right"} | more
            self._seen(column, min(width_of(value), WIDEST))
        else:
            value = float(value) if value is not None and math.isfinite(value) else ""
            self._seen(column, 0 if value == "" else _shown(value, shape))
        style = self.styles.of(role, shape if shape != "text" else "", **more)
        self.sheet.write_formula(row, column, formula, style, value)

    def head(self, row: int, columns: list[str], first: int = 0) -> None:
        """Write the heads of columns; the numbers under them stand to the right."""
        for i, text in enumerate(columns):
            more = {} if i == 0 and first == 0 else {"align": "right"}
            said = cleaned(text)
            longest = max((width_of(word) for word in said.split()), default=0)
            self._seen(first + i, max(min(width_of(said), 16), longest))
            self.sheet.write_string(row, first + i, said, self._of_text(said, "head", **more))

    def section(self, row: int, text: str, last: int | None = None) -> None:
        """Write a line that begins a part of the sheet."""
        style = self.styles.of("section", "text")
        for column in range(1, (self.last_column if last is None else last) + 1):
            self.sheet.write_blank(row, column, None, style)
        self.sheet.write_string(row, 0, cleaned(text), style)

    def note(self, row: int, text: str, last: int, width: float, first: int = 0) -> None:
        """Write a sentence across columns that are together so many figures wide."""
        said = cleaned(text, LONGEST)
        lines = math.ceil(width_of(said) * 1.08 / max(width, 1))
        style = self._of_text(said, "note")
        self.sheet.merge_range(row, first, row, last, "", style)
        self.sheet.write_string(row, first, said, style)
        self.sheet.set_row(row, LINE * max(lines, 1))

    def title(self, text: str, says: str, width: float, last: int) -> None:
        """Write the title of the sheet and a sentence on what it shows, in rows 0 and 1."""
        self.text(0, 0, text, "title", text_wrap=False)
        self.note(1, says, last, width)

    def finish(self, fixed: dict[int, float] | None = None) -> None:
        """Make every column as wide as what stands in it."""
        for column, width in (self.widths | (fixed or {})).items():
            self.sheet.set_column(column, column, max(width, NARROWEST))
        self.sheet.hide_gridlines(2)

    def print_as(self, *, tall: int = 0, wide: int = 1, rows: int = 1, columns: int = 0) -> None:
        """Set paper, scale, and what is repeated on every page."""
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.fit_to_pages(wide, tall)
        self.sheet.set_footer("&L&8&A&R&8Page &P of &N")
        if rows:
            self.sheet.repeat_rows(0, rows - 1)
        if columns:
            self.sheet.repeat_columns(0, columns - 1)

    def at(self, row: int, column: int) -> str:
        """A reference from another sheet."""
        return f"'{self.name}'!{cell(row, column)}"

    def name_cells(self, name: str, where: str) -> None:
        """Give a cell or a range of this sheet a name that every formula may use."""
        self.book.define_name(name, f"='{self.name}'!{where}")

    def _of_text(self, said: str, role: str, **more: Any) -> Any:
        """A look that keeps a text a text, also when somebody edits the cell."""
        kept = {"quote_prefix": True} if said.startswith(FORMULAS) else {}
        return self.styles.of(role, "text", **kept, **more)

    def _seen(self, column: int, width: float) -> None:
        self.widths[column] = max(self.widths.get(column, 0.0), width + ROOM)
        self.last_column = max(self.last_column, column)


def column_name(column: int) -> str:
    """Letters of a column."""
    return str(xl_col_to_name(column))


def _shown(value: float, shape: str) -> float:
    """About how many figures a number takes in a format."""
    form = FORMATS[shape].partition("_)")[0]
    if "%" in form:
        return len(f"{value * 100:,.2f}%")
    if "E" in form:
        return 8
    if form == "General":
        return min(len(f"{value:.10g}"), 12)
    places = len(form.partition(".")[2])
    return len(f"{value:,.{places}f}")
