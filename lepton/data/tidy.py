"""Repair a raw table: one set of rules for text files, sheets, Parquet and frames."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from lepton.data.amounts import decimal_votes, is_code, plain_number, to_number
from lepton.data.dates import to_date
from lepton.data.names import tidy_names
from lepton.data.raw import Raw, check_shape
from lepton.errors import InputError, listed, must

if TYPE_CHECKING:
    import polars as pl

__all__ = ["tidy"]

_NULL_WORDS = (
    "na", "n/a", "#n/a", "#n/a n/a", "#na", "nan", "-nan", "null", "<na>", "nat", "#null!",
    "#div/0!", "#value!", "#ref!", "#name?", "#num!", "1.#qnan", "1.#ind", "-1.#ind",
)  # fmt: skip
_LONGEST_NULL_WORD = max(len(word) for word in _NULL_WORDS)
_LARGEST_EXACT_INT = 2**53


@dataclass(frozen=True)
class _Event:
    """One repair in one column."""

    repair: str
    column: str
    detail: str = ""
    count: int = 0


def tidy(raw: Raw) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Give every column a usable name and one plain type, and say what was changed.

    Returns
    -------
    tuple
        The table, and one sentence for each kind of repair.

    Raises
    ------
    InputError
        If there is no row or no column, or too many.
    """
    names, name_notes = tidy_names(raw.names)
    check_shape(raw.rows, len(names))
    if not names or raw.rows == 0:
        raise InputError(
            must(
                "table",
                "made of at least one row and one column",
                f"{raw.rows} rows and {len(names)} columns",
                "Check that the export was complete.",
            )
        )
    names, columns, left_out = _named_or_filled(raw, names)
    if left_out:
        name_notes = [note for note in name_notes if not note.startswith("Columns without")]
    events: list[_Event] = []
    decimal = _decimal_mark(columns)
    made = {
        name: _tidy_column(name, column, decimal, events)
        for name, column in zip(names, columns, strict=True)
    }
    frame = pd.DataFrame({name: _to_pandas(made.pop(name)) for name in names}, copy=False)
    return frame, (*raw.notes, *name_notes, *left_out, *_sentences(events))


def _named_or_filled(raw: Raw, names: list[str]) -> "tuple[list[str], list[pl.Series], list[str]]":
    """Leave out columns that have neither a name nor a value: a delimiter at the line's end."""
    useless = [
        not str(given if given is not None else "").strip()
        and (column.null_count() == len(column) or _is_blank(column))
        for given, column in zip(raw.names, raw.columns, strict=True)
    ]
    if not any(useless) or all(useless):
        return names, raw.columns, []
    kept = [i for i, drop in enumerate(useless) if not drop]
    count = sum(useless)
    note = f"{count} empty {'column' if count == 1 else 'columns'} without a name left out."
    return [names[i] for i in kept], [raw.columns[i] for i in kept], [note]


def _is_blank(column: "pl.Series") -> bool:
    import polars as pl

    return column.dtype == pl.String and bool((column.str.strip_chars() == "").all())


def _decimal_mark(columns: "list[pl.Series]") -> str:
    """The decimal mark the table shows: a comma only if some column does and none contradicts."""
    import polars as pl

    votes = [decimal_votes(c) for c in columns if c.dtype == pl.String]
    return "," if votes.count(",") > votes.count(".") else "."


def _tidy_column(name: str, column: "pl.Series", decimal: str, events: list[_Event]) -> "pl.Series":
    import polars as pl

    kind = column.dtype
    if kind == pl.String:
        return _tidy_text(name, column, decimal, events)
    if kind in {pl.Categorical, pl.Enum}:
        return _tidy_text(name, column.cast(pl.String), decimal, events)
    if kind == pl.Null:
        return column.cast(pl.Float64)
    if kind.is_temporal():
        return _tidy_temporal(name, column, events)
    if kind.is_numeric():
        return _tidy_number(name, column, events)
    if kind == pl.Boolean:
        return column
    events.append(_Event("as text", name, str(kind).split("(")[0].lower()))
    return _as_text(column)


def _as_text(column: "pl.Series") -> "pl.Series":
    import polars as pl

    return pl.Series([None if v is None else str(v) for v in column.to_list()], dtype=pl.String)


def _tidy_temporal(name: str, column: "pl.Series", events: list[_Event]) -> "pl.Series":
    import polars as pl

    if column.dtype == pl.Duration:
        events.append(_Event("seconds", name))
        return column.dt.total_microseconds().cast(pl.Float64) / 1e6
    if column.dtype == pl.Time:
        events.append(_Event("as text", name, "time of day"))
        return column.cast(pl.String)
    if getattr(column.dtype, "time_zone", None) is not None:
        events.append(_Event("zone", name))
        column = column.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    return column.cast(pl.Datetime("us"))


def _tidy_number(name: str, column: "pl.Series", events: list[_Event]) -> "pl.Series":
    import polars as pl

    if column.dtype.is_integer():
        whole = column.cast(pl.Int64, strict=False)
        return whole if whole.null_count() == column.null_count() else column.cast(pl.Float64)
    numbers = column.cast(pl.Float64).fill_nan(None)
    infinite = int(numbers.is_infinite().sum() or 0)
    if infinite:
        events.append(_Event("infinite", name, count=infinite))
        finite = numbers.is_finite().fill_null(value=False)
        numbers = pl.DataFrame({"x": numbers, "finite": finite}).select(
            pl.when("finite").then("x").otherwise(None).alias("x")
        )["x"]
    return numbers


def _tidy_text(name: str, column: "pl.Series", decimal: str, events: list[_Event]) -> "pl.Series":
    plain = plain_number(column, decimal)
    if plain is not None:
        return _tidy_number(name, plain, events)
    text = _without_blanks(name, column, events)
    if text.null_count() == len(text):
        return text
    truth = _to_truth(text)
    if truth is not None:
        return truth
    if is_code(text):
        events.append(_Event("code", name))
        return text
    number = to_number(text, decimal)
    if number is not None:
        events += [_Event(repair, name, detail) for repair, detail in number[1].items()]
        return _tidy_number(name, number[0], events)
    dates = to_date(text)
    if dates is not None and dates[0] is None:
        events.append(_Event("ambiguous date", name))
    elif dates is not None and dates[0] is not None:
        events.append(_Event("date", name, dates[2]))
        if dates[1]:
            events.append(_Event("no date", name, count=dates[1]))
        return dates[0]
    return text


def _without_blanks(name: str, column: "pl.Series", events: list[_Event]) -> "pl.Series":
    """Outer spaces removed; blank cells and words such as N/A become missing."""
    import polars as pl

    if _is_clean(column):
        return column
    text = column.str.strip_chars()
    blank = (text == "").fill_null(value=False)
    folded = text.str.to_lowercase()
    none = folded.is_in(list(_NULL_WORDS)).fill_null(value=False)
    padded = int(((text != column) & ~blank).sum() or 0)
    if padded:
        events.append(_Event("spaces", name, count=padded))
    if blank.any():
        events.append(_Event("blank", name, count=int(blank.sum())))
    if none.any():
        words = sorted(text.filter(none).unique().to_list())
        events.append(_Event("null word", name, ", ".join(words[:3]), int(none.sum())))
    if not (blank | none).any():
        return text
    frame = pl.DataFrame({"text": text, "gone": blank | none})
    return frame.select(pl.when("gone").then(None).otherwise("text").alias("text"))["text"]


def _is_clean(column: "pl.Series") -> bool:
    """No value has outer spaces or stands for none: asked once of each different value."""
    values = column.unique().drop_nulls()
    if (values.str.strip_chars() != values).any() or (values == "").any():
        return False
    short = values.filter(values.str.len_bytes() <= _LONGEST_NULL_WORD)
    return not short.str.to_lowercase().is_in(list(_NULL_WORDS)).any()


def _to_truth(text: "pl.Series") -> "pl.Series | None":
    """True and false, in any capitals, in every row."""
    head = text.head(100).str.to_lowercase().is_in(["true", "false"])
    if not head.all(ignore_nulls=False) or text.null_count():
        return None
    folded = text.str.to_lowercase()
    return folded == "true" if folded.is_in(["true", "false"]).all() else None


def _to_pandas(column: "pl.Series") -> pd.Series:
    import polars as pl

    kind, gaps = column.dtype, column.null_count() > 0
    if kind == pl.Boolean and gaps:
        return _to_pandas(column.cast(pl.String).str.to_titlecase())
    if kind == pl.Int64 and gaps:
        exact = bool((column.abs() < _LARGEST_EXACT_INT).all())
        return _to_pandas(column.cast(pl.Float64 if exact else pl.String))
    if kind == pl.String:
        return column.to_arrow().to_pandas().astype(_text_dtype())
    values = column.to_numpy()
    return pd.Series(values if values.flags.writeable else np.array(values))


def _text_dtype() -> object:
    """The plain text type of this pandas: ``str`` from version 3, ``object`` before."""
    return pd.Series(["a"]).dtype


_WORDING = {
    "spaces": "Spaces around values were removed in {columns}.",
    "blank": "{count} blank {cells} missing in {columns}.",
    "null word": "{count} {cells} missing because of words such as {detail} in {columns}.",
    "placeholder": "{detail} stands for a missing value in {columns}.",
    "currency": "Currency signs were removed, so {columns} can be used as {numbers}.",
    "percent": "Percentages were read as fractions (12.4 % is 0.124) in {columns}.",
    "thousands": "Marks between thousands were removed in {columns}.",
    "comma": "The comma was read as the decimal mark in {columns}.",
    "code": "Kept as text because the digits are a code (leading zeros or very long): {columns}.",
    "infinite": "{count} infinite {values} missing in {columns}.",
    "date": "Read as dates ({detail}): {columns}.",
    "ambiguous date": "Kept as text because day and month cannot be told apart: {columns}.",
    "no date": "{count} {cells} missing in {columns}.",
    "zone": "Times were brought to universal time (UTC) in {columns}.",
    "seconds": "Durations were turned into seconds in {columns}.",
    "as text": "Turned into text because a {detail} is no plain value: {columns}.",
}


def _sentences(events: list[_Event]) -> list[str]:
    """One sentence for each kind of repair, at most five columns named."""
    grouped: dict[tuple[str, str], list[_Event]] = defaultdict(list)
    for event in events:
        by_detail = event.detail if event.repair in {"date", "as text", "placeholder"} else ""
        grouped[event.repair, by_detail].append(event)
    return [_sentence(repair, which) for (repair, _), which in grouped.items()]


def _sentence(repair: str, events: list[_Event]) -> str:
    count = sum(event.count for event in events)
    one = count == 1
    return _WORDING[repair].format(
        columns=listed(event.column for event in events),
        count=f"{count:,}",
        detail=events[0].detail,
        cells={
            "no date": "value is no date and counts as"
            if one
            else "values are no dates and count as"
        }.get(repair, "cell counts as" if one else "cells count as"),
        values="value counts as" if one else "values count as",
        numbers="a number" if len(events) == 1 else "numbers",
    )
