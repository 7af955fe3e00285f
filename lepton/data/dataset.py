from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from lepton.data.rules import Rule

__all__ = ["Dataset"]


@dataclass(frozen=True, eq=False)
class Dataset:
    """A table as it was understood, and what was done to understand it.

    Attributes
    ----------
    frame
        The table. Column names are unique, non-empty text. Columns are int64, float64, bool,
        text (``str``) or datetime64; a missing value is NaN or NaT.
    id
        SHA-256 of the content in hexadecimal: the same content has the same id. For a file it is
        the hash of its bytes. A sheet, encoding or delimiter that was asked for and differs from
        the one that would have been chosen gives another table, and so another id.
    notes
        What was inferred or repaired, one plain sentence each.
    name
        What to call the table: the file's name, or "table".
    reading
        How each column was read (decimal mark, order of a date, …), so that rows to be scored
        later are read in the same way.
    """

    frame: "pd.DataFrame"
    id: str
    notes: tuple[str, ...]
    name: str
    reading: "Mapping[str, Rule]" = field(default_factory=dict)

    def __repr__(self) -> str:
        rows, columns = self.frame.shape
        return f"<{type(self).__name__} {self.name!r}: {rows} rows, {columns} columns>"
