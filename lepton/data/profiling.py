from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lepton.data.roles import SAMPLE_ROWS, look, spread

__all__ = ["ColumnProfile", "Profile", "profile"]

_EXAMPLES = 3
_EXAMPLE_CHARS = 60
_MOST_HASHED = 2_000_000


@dataclass(frozen=True)
class ColumnProfile:
    """What one column holds.

    Attributes
    ----------
    name
        The column.
    kind
        number, category, text, date, flag, identifier, constant or empty.
    missing
        How many cells are missing.
    unique
        How many different values there are, missing ones apart; counted on a part of a long table.
    examples
        Up to three different values as text.
    note
        What is worth knowing, or "".
    """

    name: str
    kind: str
    missing: int
    unique: int
    examples: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Profile:
    """What a table holds.

    Attributes
    ----------
    rows, columns
        Its size.
    duplicate_rows
        How many rows repeat an earlier one exactly.
    cols
        Every column, in order.
    missing
        How many cells are missing in all.
    notes
        What was counted on a part only.
    """

    rows: int
    columns: int
    duplicate_rows: int
    cols: tuple[ColumnProfile, ...]
    missing: int
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Any:
        """The columns, in order."""
        return iter(self.cols)


def profile(frame: pd.DataFrame) -> Profile:
    """What does this table hold?

    Parameters
    ----------
    frame
        The table, as :func:`lepton.data.load` gives it.

    Returns
    -------
    Profile
        Size, missing and repeated rows, and for each column its kind, its different values and a
        few examples. Different values are counted on 200,000 evenly spread rows of a longer table.

    Examples
    --------
    >>> table = pd.DataFrame({"plan": ["a", "b", "a", "c"], "paid": [1.5, None, 1.5, 2.0]})
    >>> found = profile(table)
    >>> found.rows, found.duplicate_rows, found.missing
    (4, 1, 1)
    >>> [(column.name, column.kind, column.unique) for column in found.cols]
    [('plan', 'category', 3), ('paid', 'number', 2)]
    """
    cols = tuple(_column(frame.iloc[:, i]) for i in range(frame.shape[1]))
    duplicates, notes = _duplicates(frame)
    if len(frame) > SAMPLE_ROWS:
        counted = len(spread(frame.iloc[:, 0])) if frame.shape[1] else 0
        notes.append(f"Different values were counted on {counted:,} rows spread evenly.")
    missing = sum(column.missing for column in cols)
    return Profile(len(frame), frame.shape[1], duplicates, cols, missing, tuple(notes))


def _column(column: pd.Series) -> ColumnProfile:
    seen = look(column)
    return ColumnProfile(
        str(column.name),
        seen.kind,
        int(column.isna().sum()),
        len(seen.different),
        tuple(_shown(value) for value in seen.different.head(_EXAMPLES)),
        f"Left out of the model: {seen.reason}." if seen.reason else "",
    )


def _shown(value: Any) -> str:
    if isinstance(value, pd.Timestamp):
        return str(value.date()) if value == value.normalize() else str(value)
    if isinstance(value, (float, np.floating)):
        return f"{value:.6g}"
    text = str(value)
    return text if len(text) <= _EXAMPLE_CHARS else text[: _EXAMPLE_CHARS - 1] + "…"


def _duplicates(frame: pd.DataFrame) -> tuple[int, list[str]]:
    """Rows that repeat an earlier one; a 64-bit hash stands for a row."""
    import polars as pl

    part = frame.iloc[:_MOST_HASHED]
    if part.empty:
        return 0, []
    table = pl.DataFrame({str(i): _hashable(part.iloc[:, i]) for i in range(part.shape[1])})
    repeated = len(part) - table.hash_rows(seed=1).n_unique()
    note = f"Repeated rows were counted in the first {_MOST_HASHED:,} rows."
    return int(repeated), [note] if len(frame) > _MOST_HASHED else []


def _hashable(column: pd.Series) -> Any:
    import polars as pl

    if pd.api.types.is_object_dtype(column.dtype) or isinstance(column.dtype, pd.CategoricalDtype):
        return pl.Series([None if v is None or v != v else str(v) for v in column])
    return pl.Series(pl.from_pandas(column.reset_index(drop=True), nan_to_null=True))
