"""How a text table is laid out: delimiter, where its header is, what its columns are called."""

import csv
import io
import re
from dataclasses import dataclass

__all__ = ["DELIMITERS", "Layout", "lay_out"]

DELIMITERS = (",", ";", "\t", "|")
_PEEK_LINES = 200
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d+)*|[.,]\d+)([eE][+-]?\d+)?%?")


@dataclass(frozen=True)
class Layout:
    """The layout of a text table."""

    delimiter: str
    names: tuple[str, ...]
    data_line: int
    """How many lines come before the first row of data."""
    preamble: int
    """How many of them come before the header."""
    headless: bool
    """No header: the names were made up."""


def lay_out(head: str, *, complete: bool, delimiter: str | None = None) -> Layout:
    """Work out the layout from the first lines of a text.

    Parameters
    ----------
    head
        The first characters of the text.
    complete
        True if `head` is all there is; else its last line may be cut and is not looked at.
    delimiter
        The delimiter, if the user gave one.
    """
    lines = io.StringIO(head, newline="").readlines()
    if not complete and len(lines) > 1:
        lines = lines[:-1]
    lines = lines[:_PEEK_LINES]
    chosen = delimiter or _delimiter(lines)
    rows = _rows(lines, chosen)
    usual = _usual_width(rows)
    first = _header_row(rows, usual)
    if first is None:
        return Layout(chosen, (), 0, 0, headless=False)
    before = rows[first - 1][0] if first else 0
    end, names = rows[first]
    if _is_headless([cells for _, cells in rows[first:]]):
        return Layout(chosen, ("",) * max(usual, len(names)), before, before, headless=True)
    names = _as_wide(names, [cells for _, cells in rows[first + 1 :]], usual)
    return Layout(chosen, tuple(names), end, before, headless=False)


def _delimiter(lines: list[str]) -> str:
    """The delimiter that gives most lines the same, largest number of fields."""
    scores = {mark: _regularity(_rows(lines, mark)) for mark in DELIMITERS}
    best = max(scores, key=lambda mark: scores[mark])
    if scores[best][1] < 2 and _is_spaced(lines):
        return " "
    return best


def _regularity(rows: list[tuple[int, list[str]]]) -> tuple[float, int]:
    widths = [len(cells) for _, cells in rows if any(cells)]
    if not widths:
        return 0.0, 0
    several = [width for width in widths if width > 1]
    if not several:
        return 0.0, 1
    mode = max(set(several), key=lambda width: (several.count(width), width))
    return several.count(mode) / len(widths) * min(mode, 10) ** 0.5, mode


def _is_spaced(lines: list[str]) -> bool:
    """Columns held apart by spaces: every line has as many words, and nearly all are numbers."""
    words = [line.split() for line in lines if line.strip()]
    if len(words) < 3 or len(words[0]) < 2 or len({len(w) for w in words}) != 1:
        return False
    cells = [cell for row in words[1:] for cell in row]
    return sum(bool(_NUMBER.fullmatch(cell)) for cell in cells) >= 0.9 * len(cells)


def _rows(lines: list[str], delimiter: str) -> list[tuple[int, list[str]]]:
    """Every record with the number of lines read so far; a broken quote ends the list."""
    if delimiter == " ":
        return [(number, line.split()) for number, line in enumerate(lines, 1)]
    reader = csv.reader(lines, delimiter=delimiter)
    rows = []
    try:
        for cells in reader:
            rows.append((reader.line_num, [cell.strip() for cell in cells]))  # noqa: PERF401 - rows read before a broken quote are kept
    except csv.Error:
        return rows
    return rows


def _usual_width(rows: list[tuple[int, list[str]]]) -> int:
    widths = [len(cells) for _, cells in rows if any(cells)]
    return max(set(widths), key=lambda width: (widths.count(width), width), default=0)


def _header_row(rows: list[tuple[int, list[str]]], usual: int) -> int | None:
    """The first row about as wide as most rows; lines of one cell before it are a preamble."""
    filled = [i for i, (_, cells) in enumerate(rows) if any(cells)]
    for i in filled:
        if len(rows[i][1]) >= max(usual - 1, 1) and (usual < 3 or len(_present(rows[i][1])) > 1):
            return i
    return filled[0] if filled else None


def _present(cells: list[str]) -> list[str]:
    return [cell for cell in cells if cell]


def _as_wide(names: list[str], rows: list[list[str]], usual: int) -> list[str]:
    """Where rows have one field more than the header: a last empty one, or unnamed row labels."""
    if len(names) != usual - 1:
        return names
    ends_empty = all(not row[-1] for row in rows if len(row) == usual)
    return [*names, ""] if ends_empty else ["", *names]


def _is_headless(rows: list[list[str]]) -> bool:
    """The first row is all numbers, and not a row of years or of column numbers."""
    first = rows[0]
    if len(rows) < 2 or not all(_NUMBER.fullmatch(cell) for cell in first):
        return False
    if len(set(first)) < len(first) or not all(cell.isdigit() for cell in first):
        return True
    counted = [int(cell) for cell in first]
    years = all(1900 <= number <= 2100 for number in counted)
    steps = counted in (list(range(len(first))), list(range(1, len(first) + 1)))
    return not (years or steps)
