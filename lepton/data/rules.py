"""How a column is read: decided once, when a table to learn from is loaded, and then kept."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

import pandas as pd

from lepton.data.amounts import decimal_votes, number_of, without_placeholders
from lepton.data.dates import date_of, to_date

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Rule", "decimal_mark", "read_by_rule", "rule_of"]


@dataclass(frozen=True, slots=True)
class Rule:
    """How the text of one column is read.

    Parameters
    ----------
    kind
        "number", "date", "flag" (true and false) or "text".
    decimal
        For a number its decimal mark; empty where the table held numbers and no text, so that
        nothing is known of how they are written.
    percent
        Every number has a percent sign, and 12 % is 0.12.
    order
        For a date "year first", "day first" or "month first"; empty where the table held dates.

    Examples
    --------
    >>> Rule("number", decimal=",").to_dict()
    {'kind': 'number', 'decimal': ',', 'percent': False, 'order': ''}
    """

    kind: str
    decimal: str = ""
    percent: bool = False
    order: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The rule as plain values that JSON can hold."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "Rule":
        """Rebuild a rule from :meth:`to_dict`."""
        return cls(**{f.name: plain[f.name] for f in fields(cls)})


def rule_of(column: pd.Series) -> Rule:
    """The rule for a column that is already numbers, dates, flags or text."""
    kind = column.dtype
    if pd.api.types.is_bool_dtype(kind):
        return Rule("flag")
    if pd.api.types.is_numeric_dtype(kind):
        return Rule("number")
    return Rule("date" if pd.api.types.is_datetime64_any_dtype(kind) else "text")


def decimal_mark(columns: "list[pl.Series]") -> str:
    """The decimal mark the table shows: a comma only if some column does and none contradicts."""
    import polars as pl

    votes = [decimal_votes(c) for c in columns if c.dtype == pl.String]
    return "," if votes.count(",") > votes.count(".") else "."


def read_by_rule(text: "pl.Series", rule: Rule, decimal: str) -> "tuple[pl.Series, list[str]]":
    """Read text by a rule that is not "text".

    Parameters
    ----------
    text
        Without outer spaces; missing values are null.
    rule
        What the model learned from.
    decimal
        The decimal mark of this table, for a rule that has none.

    Returns
    -------
    tuple
        The values, null where there is none, and the cells that the rule cannot read.
    """
    filled = text if rule.kind == "flag" else without_placeholders(text)
    read = {"number": _numbers, "date": _dates, "flag": _flags}[rule.kind](filled, rule, decimal)
    return read, filled.filter(read.is_null() & filled.is_not_null()).to_list()


def _numbers(text: "pl.Series", rule: Rule, decimal: str) -> "pl.Series":
    return number_of(text, rule.decimal or decimal, percent=rule.percent)


def _dates(text: "pl.Series", rule: Rule, _decimal: str) -> "pl.Series":
    found = None if rule.order else to_date(text)
    if found is not None and found[0] is not None:
        return found[0]
    return date_of(text, rule.order or "year first")


def _flags(text: "pl.Series", _rule: Rule, _decimal: str) -> "pl.Series":
    import polars as pl

    words = {"true": 1.0, "false": 0.0, "1": 1.0, "0": 0.0, "1.0": 1.0, "0.0": 0.0}
    read = text.str.to_lowercase().replace_strict(words, default=None, return_dtype=pl.Float64)
    return read if read.null_count() else read.cast(pl.Boolean)
