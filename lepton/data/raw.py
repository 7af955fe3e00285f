from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lepton.config import LIMITS
from lepton.errors import InputError, must

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Raw", "check_shape"]


@dataclass
class Raw:
    """A table as a reader found it, before anything is repaired."""

    names: list[Any]
    columns: "list[pl.Series]"
    notes: list[str] = field(default_factory=list)
    choices: dict[str, str] = field(default_factory=dict)
    """What the user chose differently from what would have been chosen (sheet, encoding, …)."""

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.columns[0]) if self.columns else 0


def check_shape(rows: int, columns: int) -> None:
    """Refuse a table that is larger than what is accepted, before its cells are read.

    Raises
    ------
    InputError
        If it has too many columns, rows or cells.
    """
    limits = (
        (columns, LIMITS.columns, "columns wide", "Leave out the columns that are not needed."),
        (rows, LIMITS.rows, "rows long", "Take a random part of the rows."),
        (rows * columns, LIMITS.cells, "cells large", "Leave out rows or columns."),
    )
    for found, most, unit, then in limits:
        if found > most:
            raise InputError(must("table", f"at most {most:,} {unit}", f"{found:,}", then))
