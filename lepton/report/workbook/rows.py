"""A small language for rows of formulas that are the same in every month."""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from xlsxwriter.utility import xl_rowcol_to_cell

from lepton.report.workbook.leaf import cell, span

__all__ = ["AMOUNT", "FIRST", "LABEL", "TOTAL", "UNIT", "Row", "Rows"]

Floats = npt.NDArray[np.float64]
LABEL, UNIT, AMOUNT, TOTAL, FIRST = range(5)
REFERENCE = re.compile(r"\[(\$?)(\w+)([|:<]?)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a sheet with months in its columns.

    Formulas name other rows: ``[net]`` is the same month of the row "net", ``[net|]`` all months
    up to this one, ``[net<]`` the month before (in month 0 the empty total), ``[net:]`` all months,
    and ``[$net]`` the amount that stands before them.

    Attributes
    ----------
    key
        How other rows call it; empty for a line between parts.
    label, unit
        What a person reads; the unit of every number of the row.
    across
        The formula of every month; empty where there is only the amount.
    values
        What the engine found, month by month.
    amount, amount_value
        Formula and value of the amount before the months.
    shape, amount_shape
        How numbers are written.
    strong
        Whether it is a sum.
    summed
        Whether its total over the months says something.
    name
        Name of its months in formulas of other sheets.
    amount_name
        The same of its amount.
    """

    key: str = ""
    label: str = ""
    unit: str = ""
    across: str = ""
    values: Any = 0.0
    amount: str = ""
    amount_value: float = 0.0
    shape: str = "money"
    amount_shape: str = "cents"
    strong: bool = False
    summed: bool = True
    name: str = ""
    amount_name: str = ""


class Rows:
    """Where each row stands, and what its formulas are.

    Parameters
    ----------
    rows
        In their order.
    first
        Row of the sheet where they begin.
    months
        The last month.
    """

    def __init__(self, rows: tuple[Row, ...], first: int, months: int) -> None:
        self.rows, self.first, self.months = rows, first, months
        self.place = {row.key: first + i for i, row in enumerate(rows) if row.key}

    @property
    def last(self) -> int:
        """Column of the last month."""
        return FIRST + self.months

    def across(self, row: Row, month: int) -> str:
        """The formula of a row in a month."""
        return "=" + REFERENCE.sub(lambda found: self._cell(found, month), row.across)

    def amount(self, row: Row) -> str:
        """The formula of the amount of a row."""
        return "=" + REFERENCE.sub(lambda found: self._cell(found, 0), row.amount)

    def months_of(self, key: str) -> str:
        """All months of a row, as a fixed range."""
        return span(self.place[key], FIRST, self.last)

    def _cell(self, found: "re.Match[str]", month: int) -> str:
        fixed, key, more = found.groups()
        row = self.place[key]
        if fixed:
            return cell(row, AMOUNT)
        if more == ":":
            return self.months_of(key)
        if more == "<":
            return str(xl_rowcol_to_cell(row, FIRST + month - 1))
        here = str(xl_rowcol_to_cell(row, FIRST + month))
        if more:
            return f"{xl_rowcol_to_cell(row, FIRST, col_abs=True)}:{here}"
        return here
