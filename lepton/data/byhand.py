"""Read a text table row by row with Python's own reader: slow, but a crooked line is no end."""

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from lepton.data.dialect import Layout

if TYPE_CHECKING:
    import polars as pl

__all__ = ["read_by_hand"]

_LONGEST_CELL = 2**27


def read_by_hand(text: str, layout: Layout) -> "tuple[list[pl.Series], list[str]]":
    """Read the rows below the header, as wide as the header, and say what did not fit.

    Parameters
    ----------
    text
        The whole text.
    layout
        Where the rows begin and how they are divided.

    Returns
    -------
    tuple
        The columns, every cell as text, and one sentence for each kind of repair.
    """
    import polars as pl

    width = len(layout.names)
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    for _ in range(layout.data_line):
        lines.readline()
    notes: list[str] = []
    rows = [cells for cells in _records(lines, layout.delimiter, notes) if any(cells)]
    columns = [
        pl.Series([cells[i] if i < len(cells) else None for cells in rows], dtype=pl.String)
        for i in range(width)
    ]
    _count(sum(len(cells) > width for cells in rows), "more", "what was too much is lost", notes)
    _count(sum(len(cells) < width for cells in rows), "fewer", "what lacks is missing", notes)
    return columns, notes


def _count(lines: int, how: str, outcome: str, notes: list[str]) -> None:
    if lines:
        have = "line has" if lines == 1 else "lines have"
        notes.append(f"{lines:,} {have} {how} fields than the header; {outcome}.")


def _records(lines: io.StringIO, delimiter: str, notes: list[str]) -> Iterable[list[str]]:
    if delimiter == " ":
        return (line.split() for line in lines)
    csv.field_size_limit(_LONGEST_CELL)
    if _has_open_quote(lines, delimiter):
        notes.append("A quote is never closed, so quotes were read like any other character.")
        return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return csv.reader(lines, delimiter=delimiter)


def _has_open_quote(lines: io.StringIO, delimiter: str) -> bool:
    """A quote that swallows the rest of the file."""
    start = lines.tell()
    try:
        for _ in csv.reader(lines, delimiter=delimiter, strict=True):
            pass
    except csv.Error as problem:
        return "end of data" in str(problem)
    finally:
        lines.seek(start)
    return False
