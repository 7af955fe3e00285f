"""Look into a workbook's zip before it is unpacked: a small file may unfold into a huge one."""

import re
import zipfile
from typing import IO

from lepton.config import LIMITS
from lepton.data.source import Source
from lepton.errors import InputError, must

__all__ = ["MOST_CELLS", "check_archive"]

MOST_CELLS = 25_000_000
"""Cells from the first to the last corner of a sheet; each is held in memory, empty or not."""

_MOST_MEMBERS = 10_000
_UNFOLDS = 10
_CHUNK = 2**20
_OVERLAP = 200
_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d{1,8})"')
_FAR_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{2,3})\d')
_ODS_ROW = re.compile(rb"<table:table-row\b[^>]*>|<table:(?:covered-)?table-cell\b[^>]*>")
_ROWS_REPEATED = re.compile(rb'number-rows-repeated="(\d+)"')
_CELLS_REPEATED = re.compile(rb'number-columns-repeated="(\d+)"')
_NEAR_COLUMNS = 26


def check_archive(source: Source) -> None:
    """Refuse a workbook that would fill the memory.

    Raises
    ------
    InputError
        If its parts or its sheets are too large.
    """
    most = _UNFOLDS * LIMITS.upload_mb * 2**20
    with source.open() as file, zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        total = sum(part.file_size for part in parts)
        if total > most or len(parts) > _MOST_MEMBERS:
            raise _too_large(source, f"{total / 2**20:,.0f} MB when unpacked")
        for part in parts:
            sheet = part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
            if sheet or part.filename == "content.xml":
                with archive.open(part) as content:
                    cells = _xlsx_cells(content) if sheet else _ods_cells(content)
                if cells > MOST_CELLS:
                    raise _too_large(source, f"a sheet of {cells:,} cells")


def _too_large(source: Source, found: str) -> InputError:
    return InputError(
        must(f"workbook {source.name!r}", f"at most {MOST_CELLS:,} cells a sheet", found,
             "Save the table alone as CSV or Parquet, or clear far-off cells.")
    )  # fmt: skip


def _xlsx_cells(content: IO[bytes]) -> int:
    """Rows times columns up to the last corner; cells beyond column Z are looked for by name."""
    rows, columns, tail = 0, _NEAR_COLUMNS, b""
    while chunk := content.read(_CHUNK):
        text = tail + chunk
        rows = max([rows, *map(int, _ROW.findall(text))])
        columns = max([columns, *map(_column_number, set(_FAR_CELL.findall(text)))])
        tail = text[-_OVERLAP:]
    return rows * columns


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _ods_cells(content: IO[bytes]) -> int:
    """Cells with their repetitions; a row that only repeats emptiness is cheap and not counted."""
    cells, repeat, width, filled, tail = 0, 1, 0, False, b""
    while chunk := content.read(_CHUNK):
        text = tail + chunk
        cut = text.rfind(b"<table:") if len(chunk) == _CHUNK else len(text)
        for tag in _ODS_ROW.findall(text[:cut]):
            if b"table-row" in tag[:20]:
                cells += repeat * width if filled else 0
                repeat, width, filled = _times(_ROWS_REPEATED, tag), 0, False
            else:
                width += _times(_CELLS_REPEATED, tag) if b"value-type" in tag else 0
                filled = filled or b"value-type" in tag
        tail = text[cut:]
    return cells + (repeat * width if filled else 0)


def _times(pattern: re.Pattern[bytes], tag: bytes) -> int:
    found = pattern.search(tag)
    return int(found.group(1)) if found else 1
