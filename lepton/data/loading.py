from collections.abc import Mapping
from typing import Any

import pandas as pd

from lepton.data.dataset import Dataset
from lepton.data.delimited import read_delimited
from lepton.data.fingerprint import hash_of_choices, hash_of_frame
from lepton.data.frames import read_frame
from lepton.data.parquet import read_parquet
from lepton.data.raw import Raw
from lepton.data.rules import Rule
from lepton.data.sniff import kind_of, mismatch
from lepton.data.source import Source, open_source
from lepton.data.tidy import tidy
from lepton.data.workbook import read_workbook, sheet_names
from lepton.errors import InputError, must

__all__ = ["load", "sheets"]


def load(
    source: Any,
    *,
    sheet: str | int | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    reading: Mapping[str, Rule] | None = None,
) -> Dataset:
    r"""Read a table, repair what can be repaired, and say so.

    What the file is, is read from its content and not from its name. Nothing is ever fetched from
    the network.

    Parameters
    ----------
    source
        The path of a CSV, TSV, Excel (xlsx, xls, ods) or Parquet file, a binary file that is open
        for reading, or a DataFrame (which is not changed).
    sheet
        For a workbook: the name of a sheet or its position from 0. Left out, the first sheet that
        looks like a table is read.
    encoding, delimiter
        For a text file: what the user knows better; found where it is not given.
    reading
        How the columns of an earlier table were read (its ``reading``, or
        ``model.problem.reading``): columns of the same name are read in the same way, whatever
        they look like here.

    Returns
    -------
    Dataset
        The table, its id, and what was inferred or repaired, one plain sentence each.

    Raises
    ------
    InputError
        If there is no such file, if it is damaged, protected, empty, no table or too large, or if
        a choice does not fit, or if a column cannot be read as `reading` says; one sentence says
        what to do.

    Examples
    --------
    >>> import io
    >>> table = load(io.BytesIO("name;paid\nAnn;1.204,50 €\nBo; \n".encode()))
    >>> table.frame["paid"].tolist()
    [1204.5, nan]
    >>> print(*table.notes, sep="\n")
    Columns are separated by semicolons.
    1 blank cell counts as missing in paid.
    Currency signs were removed, so paid can be used as a number.
    Marks between thousands were removed in paid.
    The comma was read as the decimal mark in paid.
    """
    if isinstance(source, pd.DataFrame):
        _check_choices("a table", sheet=sheet, encoding=encoding, delimiter=delimiter)
        frame, notes, found = tidy(read_frame(source), reading)
        return Dataset(frame, hash_of_frame(frame), notes, "table", found)
    opened = open_source(source)
    raw = _read(opened, sheet=sheet, encoding=encoding, delimiter=delimiter)
    frame, notes, found = tidy(raw, reading)
    return Dataset(frame, hash_of_choices(opened.digest, raw.choices), notes, opened.name, found)


def sheets(source: Any) -> tuple[str, ...]:
    """The names of a workbook's sheets to choose from; empty for every other kind of table.

    Raises
    ------
    InputError
        If there is no such file or it cannot be opened.
    """
    if isinstance(source, pd.DataFrame):
        return ()
    opened = open_source(source)
    return sheet_names(opened) if kind_of(opened) == "workbook" else ()


def _read(
    source: Source, *, sheet: str | int | None, encoding: str | None, delimiter: str | None
) -> Raw:
    kind = kind_of(source)
    if kind == "workbook":
        _check_choices("a workbook", encoding=encoding, delimiter=delimiter)
        raw = read_workbook(source, sheet)
    elif kind == "parquet":
        _check_choices("a Parquet file", sheet=sheet, encoding=encoding, delimiter=delimiter)
        raw = read_parquet(source)
    else:
        _check_choices("a text file", sheet=sheet)
        raw = read_delimited(source, encoding=encoding, delimiter=delimiter)
    raw.notes[:0] = mismatch(source, kind)
    return raw


def _check_choices(kind: str, **choices: object) -> None:
    """A choice that means nothing for this kind of source is a mistake, not to be passed over."""
    for name, chosen in choices.items():
        if chosen is not None:
            raise InputError(must(name, f"left out for {kind}", repr(chosen), "Leave it out."))
