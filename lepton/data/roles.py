"""What a column is, from its name and its values: identifier, constant, empty, text, …"""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

__all__ = ["SAMPLE_ROWS", "Look", "look", "spread", "unusable"]

SAMPLE_ROWS = 200_000
"""Distinct values are counted on at most this many rows."""

_FEW_ROWS = 20
_ID_NAME = re.compile(
    r"^(id|ids|uid|udi|uuid|guid|index|idx|key|pk|row|rowid|row[ _.]?(id|no|number|index)|"
    r"column_1|unnamed.*)$"
    r"|(^|[ _.\-])(id|ID|Id|uid|uuid|guid|udi|key)$"
    r"|[a-z0-9](ID|Id|UUID|Uuid)$"
    r"|^(id|ID|uuid|guid)[ _.\-]",
)
_CODE = re.compile(r"\S{1,64}")
_CALENDAR_NAME = re.compile(
    r"year|^dat|month|week|day|date|time|hour|quarter|period", re.IGNORECASE
)
_FREE_TEXT_CHARS = 30
_FREE_TEXT_WORDS = 3
_HARDLY_REPEAT, _NEARLY_ALL, _MOSTLY_DIFFERENT = 0.5, 0.95, 0.3


@dataclass(frozen=True)
class Look:
    """What a look at one column has shown."""

    kind: str
    """number, category, text, date, flag, identifier, constant or empty."""
    different: pd.Series
    """The different values in the looked-at rows, in the order of their first appearance."""
    reason: str | None
    """Why nothing can be learned from it, or None."""


def look(column: pd.Series) -> Look:
    """What is this column?

    At most :data:`SAMPLE_ROWS` evenly spread rows are looked at for different values.
    """
    present = spread(column).dropna()
    different = present.drop_duplicates()
    if present.empty and column.isna().all():
        return Look("empty", different, "it is empty")
    if len(different) == 1 and _is_constant(column, different.iloc[0]):
        return Look("constant", different, "it always has the same value")
    reason = _identifier_reason(column, present, len(different))
    kind = "identifier" if reason else _typed_kind(column, present, len(different))
    return Look(kind, different, reason)


def unusable(column: pd.Series) -> str | None:
    """Why nothing can be learned from a column, or None if something can."""
    return look(column).reason


def spread(column: pd.Series) -> pd.Series:
    """At most :data:`SAMPLE_ROWS` rows of a column, evenly spread."""
    step = max(1, -(-len(column) // SAMPLE_ROWS))
    return column.iloc[::step]


def _is_constant(column: pd.Series, only: object) -> bool:
    """Same value in every row; a column that is sometimes missing still tells rows apart."""
    return not column.isna().any() and bool((column == only).all())


def _identifier_reason(column: pd.Series, present: pd.Series, unique: int) -> str | None:
    if len(present) < _FEW_ROWS:
        return None
    named = bool(_ID_NAME.search(str(column.name)))
    numeric = pd.api.types.is_numeric_dtype(present.dtype)
    if (numeric and not _is_whole(present)) or _is_date(present):
        return None
    if named and unique >= _HARDLY_REPEAT * len(present):
        return "it looks like an identifier: its name says so and its values hardly repeat"
    if numeric:
        return _counter_reason(column, present, unique)
    return _text_identifier(present, unique)


def _counter_reason(column: pd.Series, present: pd.Series, unique: int) -> str | None:
    if _CALENDAR_NAME.search(str(column.name)) or unique < len(present):
        return None
    counts = present.is_monotonic_increasing and _is_dense(column)
    return "it looks like an identifier: it only counts the rows" if counts else None


def _is_dense(column: pd.Series) -> bool:
    """Consecutive rows are on average less than ten apart."""
    head = column.head(SAMPLE_ROWS).dropna().to_numpy(dtype=float)
    return len(head) > 1 and head[-1] - head[0] <= 10 * len(head)


def _text_identifier(present: pd.Series, unique: int) -> str | None:
    if unique < _NEARLY_ALL * len(present):
        return None
    head = present.head(200).astype(str)
    if all(_CODE.fullmatch(text.strip()) for text in head):
        return "it looks like an identifier: nearly every row has a code of its own"
    return None


def _is_whole(present: pd.Series) -> bool:
    if pd.api.types.is_bool_dtype(present.dtype):
        return False
    if pd.api.types.is_integer_dtype(present.dtype):
        return True
    if not pd.api.types.is_float_dtype(present.dtype):
        return False
    values = present.to_numpy(dtype=float)
    return bool(np.isfinite(values).all() and (values == np.floor(values)).all())


def _is_date(present: pd.Series) -> bool:
    return pd.api.types.is_datetime64_any_dtype(present.dtype)


def _typed_kind(column: pd.Series, present: pd.Series, unique: int) -> str:
    numeric = pd.api.types.is_numeric_dtype(column.dtype)
    if _is_date(column):
        return "date"
    if pd.api.types.is_bool_dtype(column.dtype):
        return "flag"
    if unique == 2 and (not numeric or _is_whole(present)):
        return "flag"
    if numeric:
        return "number"
    return "text" if _is_free_text(present, unique) else "category"


def _is_free_text(present: pd.Series, unique: int) -> bool:
    """Long, mostly different, several words: something people wrote."""
    if unique < _MOSTLY_DIFFERENT * len(present):
        return False
    head = present.head(1000).astype(str)
    words = head.str.count(" ").mean() + 1
    return bool(head.str.len().mean() >= _FREE_TEXT_CHARS or words >= _FREE_TEXT_WORDS)
