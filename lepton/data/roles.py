"""What a column is, from its name and its values: identifier, constant, empty, text, …"""

import re

import numpy as np
import pandas as pd

__all__ = ["SAMPLE_ROWS", "column_kind", "spread", "unusable"]

SAMPLE_ROWS = 200_000
"""Distinct values are counted on at most this many rows."""

_FEW_ROWS = 20
_ID_NAME = re.compile(
    r"^(id|ids|uid|udi|uuid|guid|index|idx|key|pk|row|rowid|row[ _.]?(id|no|number|index)|"
    r"column_1|unnamed.*)$"
    r"|(^|[ _.\-])(id|uid|uuid|guid|udi|key)$"
    r"|[a-z0-9](ID|Id|UUID|Uuid)$"
    r"|^(id|uuid|guid)[ _.\-]"
    r"|^ID[ _.\-]?",
)
_CODE = re.compile(r"\S{1,64}")
_CALENDAR_NAME = re.compile(
    r"year|^dat|month|week|day|date|time|hour|quarter|period", re.IGNORECASE
)
_FREE_TEXT_CHARS = 30
_FREE_TEXT_WORDS = 3


def column_kind(column: pd.Series) -> str:
    """One of number, category, text, date, flag, identifier, constant, empty.

    At most :data:`SAMPLE_ROWS` evenly spread rows are looked at for distinct values.
    """
    sample = spread(column)
    present = sample.dropna()
    if present.empty:
        return "empty" if column.isna().all() else _typed_kind(column, column.dropna().head(1))
    if _is_constant(column, present):
        return "constant"
    if _identifier_reason(column, present) is not None:
        return "identifier"
    return _typed_kind(column, present)


def unusable(column: pd.Series) -> str | None:
    """Why nothing can be learned from a column, or None if something can."""
    present = spread(column).dropna()
    if column.isna().all():
        return "it is empty"
    if not present.empty and _is_constant(column, present):
        return "it always has the same value"
    return _identifier_reason(column, present)


def spread(column: pd.Series) -> pd.Series:
    """At most :data:`SAMPLE_ROWS` rows of a column, evenly spread."""
    step = max(1, -(-len(column) // SAMPLE_ROWS))
    return column.iloc[::step]


def _is_constant(column: pd.Series, present: pd.Series) -> bool:
    """Same value in every row; a column that is sometimes missing still tells rows apart."""
    first = present.iloc[0]
    return not (present != first).any() and not (column != first).any()


def _identifier_reason(column: pd.Series, present: pd.Series) -> str | None:
    if len(present) < _FEW_ROWS:
        return None
    named = bool(_ID_NAME.search(str(column.name)))
    if _is_whole(present):
        return _number_identifier(column, present, named)
    if pd.api.types.is_numeric_dtype(present.dtype) or _is_date(present):
        return None
    return _text_identifier(present, named)


def _number_identifier(column: pd.Series, present: pd.Series, named: bool) -> str | None:
    if named and present.nunique() >= 0.5 * len(present):
        return "it looks like an identifier: its name says so and its values hardly repeat"
    if _CALENDAR_NAME.search(str(column.name)) or not present.is_monotonic_increasing:
        return None
    counts = not present.duplicated().any() and _is_dense(column)
    return "it looks like an identifier: it only counts the rows" if counts else None


def _is_dense(column: pd.Series) -> bool:
    """Consecutive rows are on average less than ten apart."""
    head = column.head(SAMPLE_ROWS).dropna().to_numpy(dtype=float)
    return len(head) > 1 and head[-1] - head[0] <= 10 * len(head)


def _text_identifier(present: pd.Series, named: bool) -> str | None:
    share = present.nunique() / len(present)
    if named and share >= 0.5:
        return "it looks like an identifier: its name says so and its values hardly repeat"
    if share < 0.95:
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


def _typed_kind(column: pd.Series, present: pd.Series) -> str:
    if _is_date(column):
        return "date"
    if pd.api.types.is_bool_dtype(column.dtype) or _is_flag(present):
        return "flag"
    if pd.api.types.is_numeric_dtype(column.dtype):
        return "number"
    return "text" if _is_free_text(present) else "category"


def _is_flag(present: pd.Series) -> bool:
    """Two different words or whole numbers."""
    numeric = pd.api.types.is_numeric_dtype(present.dtype)
    return present.nunique() == 2 and (not numeric or _is_whole(present))


def _is_free_text(present: pd.Series) -> bool:
    """Long, mostly different, several words: something people wrote."""
    head = present.head(1000).astype(str)
    wordy = head.str.len().mean() >= _FREE_TEXT_CHARS or (
        head.str.count(" ").mean() + 1 >= _FREE_TEXT_WORDS
    )
    return bool(wordy and present.nunique() >= 0.3 * len(present))
