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
LINE, TALL = 13.5, 24.0  # points
LETTER = 0.8  # width of a usual letter, in figures
BOLD = 1.15  # how much wider bold letters are
PAGE = 104.0  # figures that fit across a page at full size
STANDARD = 8.43  # width of a column that nobody set
WRAPPED = ("label", "note")
LONGEST = 4_000
LONGEST_HEAD = 22.0
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
        self.wrapped: dict[int, list[tuple[int, float]]] = {}
        self.heights: dict[int, float] = {}
        self.notes: list[tuple[int, int, int, float]] = []
        self.last_column = 0

    def text(self, row: int, column: int, text: object, role: str = "label", **more: Any) -> None:
        """Write words; never a formula or a link, whatever they begin with."""
        said = cleaned(text, LONGEST)
        if role not in {"title", "note", "section"}:
            self._seen(column, min(width_of(said), WIDEST))
        if role in WRAPPED and more.get("text_wrap", True):
            self.wrapped.setdefault(row, []).append((column, width_of(said)))
        if column and "align" not in more:
            more = {"indent": 1} | more  # keeps words off the figures before them
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
        self, row: int, column: int, formula: str, value: Any, shape: str = "count",
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

    def head(
        self, row: int, columns: list[str], first: int = 0, *, left: tuple[int, ...] = (0,)
    ) -> None:
        """Write the heads of columns; those of numbers stand to the right, as numbers do."""
        for i, text in enumerate(columns):
            more: dict[str, Any] = {"align": "left" if i in left else "right"}
            if i in left and first + i:
                more["indent"] = 1
            said = cleaned(text)
            longest = max((width_of(word) for word in said.split()), default=0)
            self._seen(first + i, min(max(min(width_of(said), 12), longest), LONGEST_HEAD))
            self.wrapped.setdefault(row, []).append((first + i, width_of(said) * BOLD))
            self.sheet.write_string(row, first + i, said, self._of_text(said, "head", **more))

    def section(self, row: int, text: str, last: int | None = None) -> None:
        """Write a line that begins a part of the sheet."""
        style = self.styles.of("section", "text")
        for column in range(1, (self.last_column if last is None else last) + 1):
            self.sheet.write_blank(row, column, None, style)
        self.sheet.write_string(row, 0, cleaned(text), style)

    def note(self, row: int, text: str, last: int, first: int = 0) -> None:
        """Write a sentence across columns."""
        said = cleaned(text, LONGEST)
        style = self._of_text(said, "note")
        self.sheet.merge_range(row, first, row, last, "", style)
        self.sheet.write_string(row, first, said, style)
        self.notes.append((row, first, last, width_of(said)))

    def title(self, text: str, says: str, last: int) -> None:
        """Write the title of the sheet and a sentence on what it shows, in rows 0 and 1."""
        self.text(0, 0, text, "title", text_wrap=False)
        self.heights[0] = TALL
        self.note(1, says, last)

    def finish(self, fixed: dict[int, float] | None = None) -> None:
        """Make every column as wide, and every row as high, as what stands in it."""
        self.widths = {c: max(w, NARROWEST) for c, w in (self.widths | (fixed or {})).items()}
        for column, width in self.widths.items():
            self.sheet.set_column(column, column, width)
        for row, texts in self.wrapped.items():
            lines = max(math.ceil(w * LETTER / self.widths.get(c, NARROWEST)) for c, w in texts)
            if lines > 1:
                self.heights[row] = max(self.heights.get(row, 0.0), LINE * lines)
        for row, first, last, width in self.notes:
            across = sum(self.widths.get(c, STANDARD) for c in range(first, last + 1))
            self.heights[row] = LINE * math.ceil(width * LETTER / across)
        for row, height in self.heights.items():
            self.sheet.set_row(row, height)
        self.sheet.hide_gridlines(2)

    def print_as(
        self, last: int, *, repeat: tuple[int, int] = (1, 0), breaks: tuple[int, ...] = ()
    ) -> None:
        """Set paper, scale and what is repeated: as wide as a page up to the last column.

        Call it after :meth:`finish`.
        """
        self.paper()
        wide = sum(self.widths.get(c, STANDARD) for c in range(last + 1))
        if breaks:  # where a page is fitted by itself, breaks are ignored
            self.sheet.set_print_scale(max(10, min(100, int(100 * PAGE / wide))))
            self.sheet.set_h_pagebreaks(list(breaks))
        elif wide > PAGE:
            self.sheet.fit_to_pages(1, 0)
        if repeat[1] >= repeat[0]:
            self.sheet.repeat_rows(*repeat)

    def paper(self) -> None:
        """Set A4 across, margins and the line at the foot."""
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.set_footer("&L&8&A&R&8Page &P of &N")

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
    if form == "General":
        return 0
    if shape == "rate":
        return 18
    if "%" in form:
        return len(f"{value * 100:,.2f}%")
    if "E" in form:
        return 8
    places = len(form.partition(".")[2])
    return len(f"{value:,.{places}f}")
