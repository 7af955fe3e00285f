"""Read rows to be scored the way the table was read that the model learned from."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from lepton.data.frames import flat_name, read_column, with_named_index
from lepton.data.names import tidy_names
from lepton.data.rules import Rule, decimal_mark
from lepton.data.tidy import check_kind, tidy_column, to_pandas

if TYPE_CHECKING:
    import polars as pl

__all__ = ["as_learned"]


def as_learned(
    frame: pd.DataFrame, names: Sequence[str], reading: Mapping[str, Rule]
) -> pd.DataFrame:
    """The named columns of a table, with text read by the rules of an earlier table.

    Parameters
    ----------
    frame
        Rows as a person has them; never changed.
    names
        The columns that are wanted; one that the table lacks is passed over.
    reading
        The rule of every column; a column without one stays as it is.

    Returns
    -------
    DataFrame
        The columns in the order of `names`, with the index of `frame`. Single cells that a rule
        cannot read are missing.

    Raises
    ------
    InputError
        If a rule can read none or few of the filled cells of its column.

    Examples
    --------
    >>> rows = pd.DataFrame({" paid ": ["€ 1.234,50", "n/a"]})
    >>> as_learned(rows, ["paid"], {"paid": Rule("number", decimal=",")})["paid"].tolist()
    [1234.5, nan]
    """
    found = _columns(frame, names)
    texts = {n: read_column(c) for n, c in found.items() if n in reading and not _is_typed(c)}
    decimal = decimal_mark([t for n, t in texts.items() if reading[n].kind == "number"])
    read = {
        name: _read(name, column, texts.get(name), reading.get(name), decimal)
        for name, column in found.items()
    }
    return pd.DataFrame({n: c.array for n, c in read.items()}, index=frame.index)


def _columns(frame: pd.DataFrame, names: Sequence[str]) -> dict[str, pd.Series]:
    """Find columns by the names they would have after loading; the index counts if need be."""
    for table in (frame, with_named_index(frame)):
        tidied = tidy_names([flat_name(name) for name in table.columns])[0]
        places = {name: place for place, name in enumerate(tidied)}
        if all(name in places for name in names):
            break
    return {name: table.iloc[:, places[name]] for name in names if name in places}


def _is_typed(column: pd.Series) -> bool:
    kind = column.dtype
    return pd.api.types.is_numeric_dtype(kind) or kind.kind in "mM"


def _read(
    name: str, column: pd.Series, text: "pl.Series | None", rule: Rule | None, decimal: str
) -> pd.Series:
    if rule is None:
        return column
    if text is None:
        check_kind(name, column, rule)
        return column
    read = to_pandas(tidy_column(name, text, decimal, [], rule)[0])
    check_kind(name, read, rule)
    return read
