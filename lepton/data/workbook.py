"""Read a workbook (xlsx, xls, ods): pick a sheet, find the table on it."""

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lepton.data.archive import MOST_CELLS, check_archive
from lepton.data.frames import series_from_objects
from lepton.data.raw import Raw, check_shape
from lepton.data.source import Source
from lepton.errors import InputError, listed, must

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineWorkbook

__all__ = ["read_workbook", "sheet_names"]

_PEEK_ROWS = 30
_BELOW = 20
_ALIKE = 0.7
_MIN_ROWS, _MIN_COLUMNS = 2, 2
Cells = list[list[Any]]


@dataclass(frozen=True)
class _Table:
    """Where the table of a sheet is."""

    names: list[Any]
    rows: Cells
    line: int
    """On which line the header is, from 1."""
    after: int
    """Lines below the table."""
    headless: bool = False

    @property
    def looks_good(self) -> bool:
        named = sum(not _is_empty(name) for name in self.names)
        return named >= _MIN_COLUMNS and len(self.rows) >= _MIN_ROWS


def read_workbook(source: Source, sheet: str | int | None = None) -> Raw:
    """Read one sheet of a workbook.

    Parameters
    ----------
    source
        The bytes.
    sheet
        A name, or a position from 0. Left out, the first sheet that looks like a table is taken.

    Raises
    ------
    InputError
        If the workbook is damaged, protected or too large, or has no such sheet or no table.
    """
    if source.head.startswith(b"PK"):
        check_archive(source)
    with _opened(source) as book:
        ours, total = _choose(source, book), len(book.sheet_names)
        name = ours[0] if sheet is None else _named(source, book, sheet)
        table = ours[1] if name == ours[0] else _find_table(_cells(source, book, name))
    if table is None or not table.rows:
        raise InputError(
            must(f"sheet {name!r}", "a table with rows", "a header at most" if table else "nothing",
                 "Choose another sheet or fill this one.")
        )  # fmt: skip
    check_shape(len(table.rows), len(table.names))
    columns = [
        series_from_objects([_plain(row[i]) for row in table.rows], whole=True)
        for i in range(len(table.names))
    ]
    notes = _notes(name, table, total if sheet is None else 1)
    return Raw(table.names, columns, notes, {} if name == ours[0] else {"sheet": name})


def sheet_names(source: Source) -> tuple[str, ...]:
    """The sheets of a workbook, in its order."""
    with _opened(source) as book:
        return tuple(book.sheet_names)


@contextmanager
def _opened(source: Source) -> "Iterator[CalamineWorkbook]":
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    with source.open() as file:
        try:
            book = CalamineWorkbook.from_filelike(file)
        except PasswordError:
            raise InputError(
                must(f"workbook {source.name!r}", "open to read", "one with a password",
                     "Remove the password in Excel and save it.")
            ) from None  # fmt: skip
        except (CalamineError, OSError, ValueError) as problem:
            raise _damaged(source) from problem
        with book:
            yield book


def _damaged(source: Source) -> InputError:
    return InputError(
        must(f"workbook {source.name!r}", "whole", "a damaged or cut one",
             "Open it in Excel, save it again, or export it as CSV.")
    )  # fmt: skip


def _named(source: Source, book: "CalamineWorkbook", sheet: str | int) -> str:
    names = list(book.sheet_names)
    if isinstance(sheet, int) and not isinstance(sheet, bool) and 0 <= sheet < len(names):
        return str(names[sheet])
    folded = {str(name).strip().casefold(): str(name) for name in names}
    found = folded.get(str(sheet).strip().casefold())
    if found is None:
        raise InputError(
            must("sheet", f"one of the sheets of {source.name!r} ({listed(names)})", repr(sheet),
                 "Choose one of them.")
        )  # fmt: skip
    return found


def _choose(source: Source, book: "CalamineWorkbook") -> tuple[str, _Table | None]:
    """The first visible sheet that looks like a table, else the one with the most rows."""
    from python_calamine import SheetVisibleEnum

    hidden = {m.name: m.visible != SheetVisibleEnum.Visible for m in book.sheets_metadata}
    best: tuple[str, _Table | None] = (str(book.sheet_names[0]), None)
    for name in sorted(book.sheet_names, key=lambda name: hidden.get(name, False)):
        table = _find_table(_cells(source, book, name))
        if table is not None and table.looks_good:
            return name, table
        if table is not None and (best[1] is None or len(table.rows) > len(best[1].rows)):
            best = (name, table)
    return best


def _cells(source: Source, book: "CalamineWorkbook", name: str) -> Cells:
    from python_calamine import CalamineError

    try:
        sheet = book.get_sheet_by_name(name)
        if sheet.height * sheet.width > MOST_CELLS:
            raise InputError(
                must(f"sheet {name!r}", f"at most {MOST_CELLS:,} cells large",
                     f"{sheet.height * sheet.width:,}", "Save it as CSV or Parquet.")
            )  # fmt: skip
        return sheet.to_python(skip_empty_area=False) if sheet.height else []
    except (CalamineError, OSError, ValueError) as problem:
        if isinstance(problem, InputError):
            raise
        raise _damaged(source) from problem


def _find_table(cells: Cells) -> _Table | None:
    """The header is the first row of words that is about as wide as the rows below it."""
    used = [i for i, row in enumerate(cells) if _filled(row)]
    if not used:
        return None
    header = _header_row(cells, used)
    if header is None:
        first = used[0]
        return _cut(cells, [""] * len(cells[first]), first, first, headless=True)
    return _cut(cells, cells[header], header + 1, header, headless=False)


def _header_row(cells: Cells, used: list[int]) -> int | None:
    for position, i in enumerate(used[:_PEEK_ROWS]):
        below = [_filled(cells[j]) for j in used[position + 1 : position + 1 + _BELOW]]
        wide = _filled(cells[i]) >= _ALIKE * max(below, default=0)
        named = [v for v in cells[i] if not _is_empty(v)]
        if wide and sum(isinstance(v, str) for v in named) >= _ALIKE * len(named):
            return i
    years = _year_row(cells, used)
    return years


def _year_row(cells: Cells, used: list[int]) -> int | None:
    """A first row of years is a header, a first row of other numbers is not."""
    numbers = [v for v in cells[used[0]] if isinstance(v, (int, float)) and not isinstance(v, bool)]
    years = [v for v in numbers if 1900 <= v <= 2100 and float(v).is_integer()]
    return used[0] if years and len(years) == len(numbers) > 1 else None


def _cut(cells: Cells, names: list[Any], start: int, above: int, *, headless: bool) -> _Table:
    """The rows from `start` to the end of the table, and its columns from first to last used."""
    end = _end(cells, start)
    rows = [row for row in cells[start:end] if _filled(row)]
    used = [i for i in range(len(names))
            if not _is_empty(names[i]) or any(not _is_empty(row[i]) for row in rows)]  # fmt: skip
    left, right = (used[0], used[-1] + 1) if used else (0, 0)
    after = sum(_filled(row) > 0 for row in cells[end:])
    shown = [_label(name) for name in names[left:right]]
    return _Table(shown, [row[left:right] for row in rows], above + 1, after, headless)


def _end(cells: Cells, start: int) -> int:
    """Where footnotes begin: sparse last rows after an empty one."""
    counts = [_filled(row) for row in cells]
    usual = max(counts[start:], default=0)
    last = len(cells)
    for i in range(len(cells) - 1, start, -1):
        if counts[i] == 0:
            last = i
        elif usual < 3 or counts[i] > max(1, 0.3 * usual):
            break
    return last


def _filled(row: list[Any]) -> int:
    return sum(not _is_empty(value) for value in row)


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _label(name: Any) -> str:
    if isinstance(name, float) and name.is_integer():
        return str(int(name))
    return "" if name is None else str(name)


def _plain(value: Any) -> Any:
    """Blank cells are missing; times of day become text."""
    if isinstance(value, str) and value == "":
        return None
    return value.isoformat() if isinstance(value, dt.time) else value


def _notes(name: str, table: _Table, total: int) -> list[str]:
    notes = []
    if total > 1:
        notes.append(
            f"The workbook has {total} sheets; {name!r} was read because it is the first that "
            "looks like a table."
        )
    if table.headless:
        notes.append("The sheet has no header, so the columns were numbered.")
    elif table.line > 1:
        notes.append(f"The header was found on line {table.line}; what is above it was left out.")
    if table.after:
        notes.append(
            f"{table.after} {'line' if table.after == 1 else 'lines'} below the table left out."
        )
    return notes
