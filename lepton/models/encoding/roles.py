"""What a column is to a model: a number, a category, a date or free text."""

from typing import Literal

import numpy as np
import pandas as pd

__all__ = ["Role", "as_dates", "as_numbers", "role_of"]

Role = Literal["number", "category", "date", "text"]

LOOKED_AT = 2_000
MOSTLY = 0.95
TEXT_WORDS = 3.0
TEXT_CHARS = 25.0
TEXT_DISTINCT = 0.2
LARGEST = 1e30  # beyond this, squares overflow; no business figure comes near


def role_of(column: pd.Series) -> Role:
    """Say how a model should read a column.

    Numbers, flags and durations are numbers; dates are dates; the rest is a category, unless
    it holds sentences.

    Examples
    --------
    >>> role_of(pd.Series(["red", "blue", None]))
    'category'
    >>> role_of(pd.Series([True, False]))
    'number'
    >>> role_of(pd.Series(["my card was declined abroad", "where is my new card today"]))
    'text'
    """
    kind = column.dtype
    if isinstance(kind, pd.CategoricalDtype):
        return "category"
    if pd.api.types.is_datetime64_any_dtype(kind):
        return "date"
    if pd.api.types.is_numeric_dtype(kind) or pd.api.types.is_timedelta64_dtype(kind):
        return "number"
    return _role_of_words(column.dropna())


def _role_of_words(known: pd.Series) -> Role:
    if known.empty:
        return "category"
    looked_at = known if len(known) <= LOOKED_AT else known.sample(LOOKED_AT, random_state=0)
    if _all_numbers(looked_at):
        return "number"
    if (~np.isnat(as_dates(looked_at))).mean() >= MOSTLY:
        return "date"
    return "text" if _sentences(looked_at.astype(str)) else "category"


def _all_numbers(known: pd.Series) -> bool:
    """Tell numbers (and true/false) held as objects or as words, such as "12.5"."""
    numbers = as_numbers(known)
    return bool(np.isfinite(numbers).mean() >= MOSTLY)


def _sentences(words: pd.Series) -> bool:
    distinct = words.nunique()
    several = words.str.count(r"\s+").mean() + 1 >= TEXT_WORDS
    long = words.str.len().mean() >= TEXT_CHARS
    return bool(distinct > 1 and distinct >= TEXT_DISTINCT * len(words) and (several or long))


def as_numbers(column: pd.Series) -> np.ndarray:
    """Read a column as numbers: what is not a finite number is missing (NaN).

    Examples
    --------
    >>> as_numbers(pd.Series([1, float("inf"), "2.5", "n/a"], dtype=object))
    array([1. , nan, 2.5, nan])
    """
    if pd.api.types.is_timedelta64_dtype(column.dtype):
        column = column.dt.total_seconds()
    if pd.api.types.is_numeric_dtype(column.dtype):
        numbers = column.to_numpy(dtype=float, na_value=np.nan)
    else:
        plain = pd.Series(np.asarray(column, dtype=object))
        numbers = pd.to_numeric(plain, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    return np.where(np.isfinite(numbers), np.clip(numbers, -LARGEST, LARGEST), np.nan)


def as_dates(column: pd.Series) -> np.ndarray:
    """Read a column as dates without a time zone, to the second; what is no date is missing.

    Examples
    --------
    >>> as_dates(pd.Series(["2024-02-29", "soon"]))
    array(['2024-02-29T00:00:00', 'NaT'], dtype='datetime64[s]')
    """
    if not pd.api.types.is_datetime64_any_dtype(column.dtype):
        plain = pd.Series(np.asarray(column, dtype=object))
        column = pd.to_datetime(plain, format="ISO8601", errors="coerce", utc=True)
    if getattr(column.dtype, "tz", None) is not None:
        column = column.dt.tz_convert("UTC").dt.tz_localize(None)
    return column.to_numpy(dtype="datetime64[s]")
