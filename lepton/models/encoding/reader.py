"""Read a table the way it was read when the model was made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lepton.errors import InputError, listed
from lepton.models.encoding.roles import Role, as_dates, as_numbers, role_of

__all__ = ["Column", "Reader", "require_columns"]

MOST_LEVELS = 100  # more than this overfit, and slow every split
FEWEST_ROWS = 3  # a level seen less often says nothing by itself
SECONDS_A_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Column:
    """One original column and how to read it.

    Parameters
    ----------
    name
        As the table's owner wrote it.
    role
        ``number``, ``category``, ``date`` or ``text``.
    levels
        Values of a category that stand for themselves; any other is "another value".
    pooled
        Whether training saw such another value (a rare one).
    parts
        What a date is taken apart into.
    """

    name: str
    role: Role
    levels: tuple[str, ...] = ()
    pooled: bool = False
    parts: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many numbers one value becomes (text is encoded elsewhere)."""
        return {"date": len(self.parts), "text": 0}.get(self.role, 1)


@dataclass(frozen=True, slots=True)
class Reader:
    """The columns a model reads, by name; their order in the table does not matter.

    Inside, column ``i`` is called ``c00000`` and so on: no library meets a name with brackets,
    line breaks or repeats.

    Examples
    --------
    >>> frame = pd.DataFrame({"plan [EUR]": ["a", "a", "a", "b", None], "age": [1, 2, 3, 4, 5]})
    >>> reader = Reader.learn(frame, ["plan [EUR]", "age"])
    >>> reader.numbers(frame)
    array([[ 0., 1.], [ 0., 2.], [ 0., 3.], [ 1., 4.], [nan, 5.]])
    """

    columns: tuple[Column, ...]

    @classmethod
    def learn(cls, frame: pd.DataFrame, features: Sequence[str]) -> "Reader":
        """Decide from training rows how each column is read."""
        require_columns(frame, features)
        return cls(tuple(_learn_column(name, frame[name]) for name in features))

    def numbers(self, frame: pd.DataFrame, dtype: type = np.float64) -> np.ndarray:
        """Return every column but text as numbers: categories as codes, missing as NaN.

        Parameters
        ----------
        frame
            Rows with at least the columns of training; others are ignored.
        dtype
            Type of the result.

        Raises
        ------
        InputError
            If a column is missing.
        """
        require_columns(frame, [c.name for c in self.columns])
        width = sum(c.width for c in self.columns)
        matrix: np.ndarray = np.empty((len(frame), width), dtype=dtype)
        at = 0
        for column in self.columns:
            if column.width:
                matrix[:, at : at + column.width] = _numbers_of(column, frame[column.name])
                at += column.width
        return matrix

    def texts(self, frame: pd.DataFrame) -> dict[str, list[str]]:
        """Return the text columns by inner name; missing text is empty."""
        require_columns(frame, [c.name for c in self.columns])
        texts: dict[str, list[str]] = {}
        for inner, column in zip(self.inner, self.columns, strict=True):
            if column.role == "text":
                words = frame[column.name]
                texts[inner] = words.astype(object).where(words.notna(), "").astype(str).tolist()
        return texts

    @property
    def inner(self) -> tuple[str, ...]:
        """Inner name of every original column."""
        return tuple(f"c{i:05d}" for i in range(len(self.columns)))

    @property
    def number_names(self) -> list[str]:
        """Inner name of every column that :meth:`numbers` gives."""
        names: list[str] = []
        for inner, column in zip(self.inner, self.columns, strict=True):
            if column.role == "date":
                names += [f"{inner}.{part}" for part in column.parts]
            elif column.role != "text":
                names.append(inner)
        return names

    @property
    def categorical(self) -> np.ndarray:
        """Mask over the columns of :meth:`numbers`: which hold codes of a category."""
        flags = [[c.role == "category"] * c.width for c in self.columns]
        return np.array([flag for part in flags for flag in part], dtype=bool)

    @property
    def groups(self) -> np.ndarray:
        """For every column of :meth:`numbers`, the position of its original column."""
        return np.repeat(np.arange(len(self.columns)), [c.width for c in self.columns])

    def to_list(self) -> list[dict[str, Any]]:
        """Return the columns as JSON-safe values."""
        return [
            {
                "name": c.name,
                "role": c.role,
                "levels": list(c.levels),
                "pooled": c.pooled,
                "parts": list(c.parts),
            }
            for c in self.columns
        ]

    @classmethod
    def from_list(cls, columns: Sequence[Mapping[str, Any]]) -> "Reader":
        """Rebuild a reader from :meth:`to_list`."""
        return cls(
            tuple(
                Column(c["name"], c["role"], tuple(c["levels"]), c["pooled"], tuple(c["parts"]))
                for c in columns
            )
        )


def require_columns(frame: pd.DataFrame, names: Sequence[str]) -> None:
    """Refuse a table that lacks a column, naming it."""
    missing = [name for name in names if name not in frame.columns]
    if missing:
        which = "column" if len(missing) == 1 else "columns"
        raise InputError(
            f"frame must have every column the model learned from; got no {which} "
            f"{listed(missing)}. Add them (empty cells are fine) or train a model without them."
        )


def _learn_column(name: str, column: pd.Series) -> Column:
    role = role_of(column)
    if role == "category":
        levels, pooled = _levels(column)
        return Column(name, role, levels=levels, pooled=pooled)
    if role == "date":
        return Column(name, role, parts=_parts(as_dates(column)))
    return Column(name, role)


# --- categories -------------------------------------------------------------------------------


def _levels(column: pd.Series) -> tuple[tuple[str, ...], bool]:
    words, codes = _words(column)
    counts = np.bincount(codes[codes >= 0], minlength=len(words))
    common = np.flatnonzero(counts >= min(FEWEST_ROWS, counts.max(initial=1)))
    common = common[np.argsort(-counts[common], kind="stable")][:MOST_LEVELS]
    levels = tuple(sorted(words[i] for i in common))
    return levels, bool(counts.sum() > counts[common].sum())


def _words(column: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct values as words, sorted, and a code per row (-1 where missing)."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        given, codes = column.cat.categories, column.cat.codes.to_numpy()
    else:
        codes, given = pd.factorize(column, use_na_sentinel=True)
    words, merged = np.unique(
        np.array([_word(v) for v in given], dtype=object), return_inverse=True
    )
    if not len(words):
        return words, np.full(len(column), -1)
    return words, np.where(codes >= 0, merged[codes], -1)


def _word(value: object) -> str:
    """Word a category the same way whether it came as 1, 1.0 or "1"."""
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return str(value)


def _codes(column: Column, values: pd.Series) -> np.ndarray:
    """Number the levels from 0; another value is the number after them, or missing."""
    words, rows = _words(values)
    other = float(len(column.levels)) if column.pooled else np.nan
    place = {level: float(i) for i, level in enumerate(column.levels)}
    table = np.array([place.get(word, other) for word in words] + [np.nan])
    return table[rows]  # -1, missing, is the last entry


# --- dates ------------------------------------------------------------------------------------


def _parts(dates: np.ndarray) -> tuple[str, ...]:
    """Choose what a date is taken apart into: the hour only where there is one."""
    known = dates[~np.isnat(dates)]
    midnight = known == known.astype("datetime64[D]")
    clock = () if midnight.all() else ("hour",)
    return ("days", "year", "month", "day", "weekday", *clock)


def _date_part(dates: np.ndarray, part: str) -> np.ndarray:
    days = dates.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    seconds = (dates - days).astype(float)
    found = {
        "days": lambda: dates.astype("int64") / SECONDS_A_DAY,
        "year": lambda: 1970.0 + dates.astype("datetime64[Y]").astype("int64"),
        "month": lambda: 1.0 + months.astype("int64") % 12,
        "day": lambda: 1.0 + (days - months.astype("datetime64[D]")).astype(float),
        "weekday": lambda: (days.astype("int64") + 3.0) % 7,  # 1970-01-01 was a Thursday
        "hour": lambda: seconds / 3600.0,
    }[part]()
    return np.where(np.isnat(dates), np.nan, found)


def _numbers_of(column: Column, values: pd.Series) -> np.ndarray:
    """Read one column as an array of shape (rows, width)."""
    if column.role == "category":
        return _codes(column, values)[:, None]
    if column.role == "date":
        dates = as_dates(values)
        return np.column_stack([_date_part(dates, part) for part in column.parts])
    return as_numbers(values)[:, None]
