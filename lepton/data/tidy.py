"""Repair a raw table: one set of rules for text files, sheets, Parquet and frames."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from lepton.data.amounts import is_code, mark_of, plain_number, to_number
from lepton.data.blanks import without_blanks
from lepton.data.dates import to_date
from lepton.data.events import Event, sentences
from lepton.data.names import tidy_names
from lepton.data.raw import Raw, check_shape
from lepton.data.rules import Rule, decimal_mark, read_by_rule, rule_of
from lepton.errors import InputError, must

if TYPE_CHECKING:
    import polars as pl

__all__ = ["check_kind", "tidy", "tidy_column", "to_pandas"]

_LARGEST_EXACT_INT = 2**53


Tidied = tuple[pd.DataFrame, tuple[str, ...], dict[str, Rule]]


def tidy(raw: Raw, reading: Mapping[str, Rule] | None = None) -> Tidied:
    """Give every column a usable name and one plain type, and say what was changed.

    Parameters
    ----------
    raw
        The table as it was found.
    reading
        How the columns of an earlier table were read; these columns are read in the same way.

    Returns
    -------
    tuple
        The table, one sentence for each kind of repair, and how each column was read.

    Raises
    ------
    InputError
        If there is no row or no column, too many, or a column that a rule cannot read.
    """
    known = reading or {}
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
    events: list[Event] = []
    decimal = decimal_mark(columns)
    made = {
        name: tidy_column(name, column, decimal, events, known.get(name))
        for name, column in zip(names, columns, strict=True)
    }
    rules = {name: rule for name, (_, rule) in made.items()}
    frame = pd.DataFrame({name: to_pandas(made.pop(name)[0]) for name in names}, copy=False)
    for name, rule in known.items():
        if name in frame:
            check_kind(name, frame[name], rule)
    found = {name: _rule(frame[name], rules[name]) for name in names}
    return frame, (*raw.notes, *name_notes, *left_out, *sentences(events)), found


def _rule(column: pd.Series, found: Rule | None) -> Rule:
    """What was decided from text, if the column became that; else what the column is."""
    plain = rule_of(column)
    return found if found is not None and found.kind == plain.kind else plain


def check_kind(name: str, column: pd.Series, rule: Rule) -> None:
    """Refuse dates where a model expects numbers, and numbers where it expects dates.

    Raises
    ------
    InputError
        If the column has values of the other kind.
    """
    kind = rule_of(column).kind
    if (rule.kind == "date") == (kind == "date") or {rule.kind, kind} & {"text"}:
        return
    present = column.dropna()
    if len(present):
        raise _unreadable(name, rule, str(present.iloc[0]))


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


def tidy_column(
    name: str, column: "pl.Series", decimal: str, events: list[Event], rule: Rule | None = None
) -> "tuple[pl.Series, Rule | None]":
    """One column with one plain type, and the rule by which it was read if it was text.

    Parameters
    ----------
    name, column
        The column.
    decimal
        The decimal mark of the table.
    events
        Every repair is added here.
    rule
        How to read text, where that is known; found where it is not.
    """
    import polars as pl

    kind = column.dtype
    if kind in {pl.Categorical, pl.Enum}:
        column, kind = column.cast(pl.String), pl.String()
    if kind != pl.String:
        return _tidy_typed(name, column, events), None
    if rule is not None:
        return _tidy_known(name, column, decimal, events, rule), rule
    return _tidy_text(name, column, decimal, events)


def _tidy_known(
    name: str, column: "pl.Series", decimal: str, events: list[Event], rule: Rule
) -> "pl.Series":
    """Read text by a rule; a few cells it cannot read are missing, many are an error."""
    text = without_blanks(name, column, events)
    if rule.kind == "text":
        return text
    values, strange = read_by_rule(text, rule, decimal)
    filled = len(values) - values.null_count() + len(strange)
    if len(strange) > filled / 2:
        raise _unreadable(name, rule, strange[0])
    if strange:
        repair = "no date" if rule.kind == "date" else "no number"
        events.append(Event(repair, name, count=len(strange)))
    return values


_EXPECTED = {
    "": "numbers", ".": "numbers such as 1234.5", ",": "numbers such as 1234,5",
    "year first": "dates such as 2025-12-31", "day first": "dates such as 31/12/2025",
    "month first": "dates such as 12/31/2025",
}  # fmt: skip


def _unreadable(name: str, rule: Rule, example: str) -> InputError:
    wanted = _EXPECTED[rule.order or "year first"]
    if rule.kind != "date":
        wanted = "true or false" if rule.kind == "flag" else _EXPECTED[rule.decimal]
        wanted += " with a percent sign" if rule.percent else ""
    then = "Write it as in the table the model learned from, or leave the cells empty."
    return InputError(must(f"column {name!r}", f"made of {wanted}", repr(example[:30]), then))


def _tidy_typed(name: str, column: "pl.Series", events: list[Event]) -> "pl.Series":
    import polars as pl

    kind = column.dtype
    if kind == pl.Null:
        return column.cast(pl.Float64)
    if kind.is_temporal():
        return _tidy_temporal(name, column, events)
    if kind.is_numeric():
        return _tidy_number(name, column, events)
    if kind == pl.Boolean:
        return column
    events.append(Event("as text", name, str(kind).split("(")[0].lower()))
    return _as_text(column)


def _as_text(column: "pl.Series") -> "pl.Series":
    import polars as pl

    return pl.Series([None if v is None else str(v) for v in column.to_list()], dtype=pl.String)


def _tidy_temporal(name: str, column: "pl.Series", events: list[Event]) -> "pl.Series":
    import polars as pl

    if column.dtype == pl.Duration:
        events.append(Event("seconds", name))
        return column.dt.total_microseconds().cast(pl.Float64) / 1e6
    if column.dtype == pl.Time:
        events.append(Event("as text", name, "time of day"))
        return column.cast(pl.String)
    if getattr(column.dtype, "time_zone", None) is not None:
        events.append(Event("zone", name))
        column = column.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    return column.cast(pl.Datetime("us"))


def _tidy_number(name: str, column: "pl.Series", events: list[Event]) -> "pl.Series":
    import polars as pl

    if column.dtype.is_integer():
        whole = column.cast(pl.Int64, strict=False)
        return whole if whole.null_count() == column.null_count() else column.cast(pl.Float64)
    numbers = column.cast(pl.Float64).fill_nan(None)
    infinite = int(numbers.is_infinite().sum() or 0)
    if infinite:
        events.append(Event("infinite", name, count=infinite))
        finite = numbers.is_finite().fill_null(value=False)
        numbers = pl.DataFrame({"x": numbers, "finite": finite}).select(
            pl.when("finite").then("x").otherwise(None).alias("x")
        )["x"]
    return numbers


def _tidy_text(
    name: str, column: "pl.Series", decimal: str, events: list[Event]
) -> "tuple[pl.Series, Rule]":
    plain = plain_number(column, decimal)
    if plain is not None:
        rule = Rule("number", decimal=mark_of(column, plain, decimal))
        return _tidy_number(name, plain, events), rule
    text = without_blanks(name, column, events)
    if text.null_count() == len(text):
        return text, Rule("text")
    truth = _to_truth(text)
    if truth is not None:
        return truth, Rule("flag")
    if is_code(text):
        events.append(Event("code", name))
        return text, Rule("text")
    number = to_number(text, decimal)
    if number is not None:
        numbers, done, mark = number
        events += [Event(repair, name, detail) for repair, detail in done.items()]
        rule = Rule("number", decimal=mark, percent="percent" in done)
        return _tidy_number(name, numbers, events), rule
    return _tidy_dates(name, text, events)


def _tidy_dates(name: str, text: "pl.Series", events: list[Event]) -> "tuple[pl.Series, Rule]":
    dates = to_date(text)
    if dates is not None and dates[0] is None:
        events.append(Event("ambiguous date", name))
    elif dates is not None and dates[0] is not None:
        events.append(Event("date", name, dates[2]))
        if dates[1]:
            events.append(Event("no date", name, count=dates[1]))
        return dates[0], Rule("date", order=dates[2])
    return text, Rule("text")


def _to_truth(text: "pl.Series") -> "pl.Series | None":
    """True and false, in any capitals, in every row."""
    head = text.head(100).str.to_lowercase().is_in(["true", "false"])
    if not head.all(ignore_nulls=False) or text.null_count():
        return None
    folded = text.str.to_lowercase()
    return folded == "true" if folded.is_in(["true", "false"]).all() else None


def to_pandas(column: "pl.Series") -> pd.Series:
    """The column as pandas holds it: a gap among whole numbers makes them decimal numbers."""
    import polars as pl

    kind, gaps = column.dtype, column.null_count() > 0
    if kind == pl.Boolean and gaps:
        return to_pandas(column.cast(pl.String).str.to_titlecase())
    if kind == pl.Int64 and gaps:
        exact = bool((column.abs() < _LARGEST_EXACT_INT).all())
        return to_pandas(column.cast(pl.Float64 if exact else pl.String))
    if kind == pl.String:
        return column.to_arrow().to_pandas().astype(_text_dtype())
    values = column.to_numpy()
    return pd.Series(values if values.flags.writeable else np.array(values))


def _text_dtype() -> object:
    """The plain text type of this pandas: ``str`` from version 3, ``object`` before."""
    return pd.Series(["a"]).dtype
