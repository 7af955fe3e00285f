"""Take a pandas table as raw material; it is never changed."""

import datetime as dt
import decimal
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from lepton.data.raw import Raw, check_shape

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "flat_name",
    "read_column",
    "read_frame",
    "series_from_objects",
    "with_named_index",
]


_TYPED = {bool, int, float, str, dt.date, dt.datetime, dt.time, dt.timedelta}


def read_frame(frame: pd.DataFrame) -> Raw:
    """The columns of a table; an index that carries labels becomes a column."""
    check_shape(len(frame), frame.shape[1])
    notes = []
    if any(name is not None for name in frame.index.names):
        frame = with_named_index(frame)
        notes.append("The named index of the table became a column.")
    names = [flat_name(name) for name in frame.columns]
    columns = [read_column(frame.iloc[:, position]) for position in range(frame.shape[1])]
    return Raw(names, columns, notes)


def with_named_index(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with its index as first columns, if that has a name."""
    named = any(name is not None for name in frame.index.names)
    return frame.reset_index(allow_duplicates=True) if named else frame


def flat_name(name: object) -> str:
    """A name of several levels in one line."""
    parts = name if isinstance(name, tuple) else (name,)
    return " ".join(str(part) for part in parts if part is not None and part == part)


def read_column(column: pd.Series) -> "pl.Series":
    """One column of a table as a typed series without an index."""
    import polars as pl

    if isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype(column.cat.categories.dtype)
    if isinstance(column.dtype, (pd.PeriodDtype, pd.IntervalDtype)):
        column = column.astype(str)
    if pd.api.types.is_object_dtype(column.dtype):
        return series_from_objects(column.tolist())
    return pl.Series(pl.from_pandas(column.reset_index(drop=True), nan_to_null=True))


def series_from_objects(values: list[object], *, whole: bool = False) -> "pl.Series":
    """Mixed Python values as one typed column: as they are if they agree, else as text.

    With `whole`, a column of floats without a fraction becomes one of whole numbers: workbooks
    keep every number as a float.
    """
    import polars as pl

    present = [None if _is_none(value) else _native(value) for value in values]
    kinds = {type(value) for value in present if value is not None}
    if kinds <= {int, float} and float in kinds:
        present = _numbers(present, whole)
    elif kinds == {dt.date, dt.datetime}:
        present = [_moment(value) for value in present]
    elif len(kinds) > 1 or not kinds <= _TYPED:
        present = [None if value is None else _text(value) for value in present]
    try:
        return pl.Series(present, strict=True)
    except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError):
        return pl.Series([None if v is None else _text(v) for v in present], dtype=pl.String)


def _native(value: Any) -> Any:
    """Python's own type for NumPy's scalars, pandas' moments and decimal numbers."""
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime(warn=False)
    if isinstance(value, pd.Timedelta):
        return value.to_pytimedelta()
    if isinstance(value, decimal.Decimal):
        return float(value) if value.is_finite() else math.inf
    return value.item() if isinstance(value, np.generic) else value


def _numbers(values: list[Any], whole: bool) -> list[Any]:
    exact = whole and all(v is None or (v == v // 1 and abs(v) < 2**53) for v in values)
    kind = int if exact else _float
    return [None if value is None else kind(value) for value in values]


def _float(value: float) -> float:
    """A whole number too large for a float is as good as infinite."""
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _moment(value: Any) -> Any:
    """A day as the moment it begins."""
    midnight = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    return dt.datetime.combine(value, dt.time()) if midnight else value


def _is_none(value: Any) -> bool:
    return value is None or value is pd.NaT or value is pd.NA or _is_nan(value)


def _is_nan(value: Any) -> bool:
    if isinstance(value, decimal.Decimal):
        return value.is_nan()
    return isinstance(value, (float, np.floating)) and math.isnan(value)


def _text(value: object) -> str:
    """Whole numbers without a decimal point, as the person who typed them sees them."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
