"""Read a text table (CSV, TSV and relatives); every cell comes back as text."""

import codecs
from typing import TYPE_CHECKING, Any

from lepton.data.byhand import read_by_hand
from lepton.data.charset import check_encoding, decode, detect
from lepton.data.dialect import Layout, lay_out
from lepton.data.raw import Raw, check_shape
from lepton.data.source import Source
from lepton.errors import InputError, must

if TYPE_CHECKING:
    import polars as pl

__all__ = ["read_delimited"]

_WORDS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars", " ": "spaces"}
_PEEK = 2**18
_MOST_PEEK = 2**24


def read_delimited(
    source: Source, *, encoding: str | None = None, delimiter: str | None = None
) -> Raw:
    """Read a text table.

    Parameters
    ----------
    source
        The bytes.
    encoding, delimiter
        What the user knows better; found where it is not given.

    Raises
    ------
    InputError
        If it is no table, has no rows, or is too large.
    """
    _check_delimiter(delimiter)
    check_encoding(encoding)
    found, notes = detect(source)
    chosen = encoding or found
    if encoding is not None:
        notes = ()
    text = _decoded(source, chosen, errors="replace" if encoding is None else "strict")
    head, complete = _head(source, text)
    layout = lay_out(head, complete=complete, delimiter=delimiter)
    _check_layout(source, layout)
    table, more = _cells(source, text, layout)
    raw = Raw(
        list(layout.names),
        table,
        [*notes, *_layout_notes(layout), *more],
        _choices(layout, lay_out(head, complete=complete), found, chosen),
    )
    if raw.rows == 0:
        raise InputError(
            must(
                f"file {source.name!r}",
                "a table with rows",
                "a header and no rows below it",
                "Check that the export was complete.",
            )
        )
    check_shape(raw.rows, len(raw.names))
    return raw


def _check_delimiter(delimiter: str | None) -> None:
    if delimiter is None:
        return
    one = isinstance(delimiter, str) and len(delimiter) == 1 and ord(delimiter) < 127
    if not one or delimiter in '"\n\r\0':
        raise InputError(
            must("delimiter", "one character", repr(delimiter), "Try ',' or ';' or a tab.")
        )


def _decoded(source: Source, encoding: str, *, errors: str) -> str | None:
    """The text, or None if polars can read these bytes as they are: UTF-8, no old line ends."""
    utf8 = encoding.lower().replace("_", "-") in {"utf-8", "utf8", "ascii"} and source.utf8
    old_line_ends = b"\r" in source.head and b"\n" not in source.head
    return None if utf8 and not old_line_ends else decode(source, encoding, errors=errors)


def _head(source: Source, text: str | None) -> tuple[str, bool]:
    """Enough of the text to see its layout, two lines at least, and whether that is all of it."""
    size = _PEEK
    while True:
        if text is not None:
            head, complete = text[:size].removeprefix("\ufeff"), len(text) <= size
        else:
            with source.open() as file:
                head = file.read(size).decode("utf-8", errors="ignore")
            complete = source.size <= size
        if complete or head.count("\n") > 1 or size >= _MOST_PEEK:
            return head, complete
        size *= 4


def _check_layout(source: Source, layout: Layout) -> None:
    if not layout.names:
        raise InputError(
            must(f"file {source.name!r}", "a table", "no text at all", "Export it again.")
        )
    check_shape(0, len(layout.names))


def _layout_notes(layout: Layout) -> list[str]:
    notes = []
    if layout.delimiter != "," and len(layout.names) > 1:
        word = _WORDS.get(layout.delimiter, repr(layout.delimiter))
        notes.append(f"Columns are separated by {word}.")
    if layout.preamble and not layout.headless:
        notes.append(
            f"The header was found on line {layout.preamble + 1}; the lines above it were left out."
        )
    if layout.headless:
        notes.append("The file has no header, so the columns were numbered.")
    if len(layout.names) == 1:
        notes.append("Only one column was found; if there are more, choose another delimiter.")
    return notes


def _choices(layout: Layout, ours: Layout, found: str, used: str) -> dict[str, str]:
    """What the user chose that we would not have."""
    choices = {}
    if ours.delimiter != layout.delimiter:
        choices["delimiter"] = layout.delimiter
    if _same_text(found) != _same_text(used):
        choices["encoding"] = used
    return choices


def _same_text(encoding: str) -> str:
    """One name for an encoding; the mark before UTF-8 changes nothing."""
    return codecs.lookup(encoding).name.removesuffix("-sig")


def _cells(source: Source, text: str | None, layout: Layout) -> "tuple[list[pl.Series], list[str]]":
    """The columns as text: by polars, and row by row where polars cannot."""
    if layout.delimiter != " ":
        content: Any = source.path or source.data if text is None else _unix(text).encode("utf-8")
        try:
            return _by_polars(content, layout), []
        except BaseException as problem:  # noqa: BLE001 - a Rust panic is no Exception; _foreign re-raises the rest
            _foreign(problem)
    return read_by_hand(decode(source, "utf-8") if text is None else text, layout)


def _foreign(problem: BaseException) -> None:
    """Go on only after an error of polars itself."""
    if type(problem).__name__ == "PanicException":
        return
    if not isinstance(problem, Exception) or isinstance(problem, (MemoryError, OSError)):
        raise problem


def _unix(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _by_polars(content: Any, layout: Layout) -> "list[pl.Series]":
    """Every cell as text. A limit on rows is not set here: it would hide a malformed file."""
    import polars as pl

    table = pl.read_csv(
        content,
        has_header=False,
        skip_lines=layout.data_line,
        schema={f"c{i}": pl.String for i in range(len(layout.names))},
        separator=layout.delimiter,
    )
    if len(layout.names) > 1 and all(column.null_count() for column in table.get_columns()):
        table = table.filter(~pl.all_horizontal(pl.all().is_null()))
    return table.get_columns()
