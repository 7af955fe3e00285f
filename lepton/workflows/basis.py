"""What an answer rests on: scored rows, and the other columns of the same rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from lepton.value.scored import ScoredRows

__all__ = ["Columns", "Evidence", "Scored", "with_columns"]


@dataclass(frozen=True, eq=False)
class Scored:
    """One model's scores.

    Attributes
    ----------
    id, title
        What the program and what a person calls it.
    rows
        Rows that report the money: the model has not seen them, and nothing was chosen on them.
    choose
        Rows on which to choose whom to act on; None where there are none.
    """

    id: str
    title: str
    rows: "ScoredRows"
    choose: "ScoredRows | None" = None


@dataclass(frozen=True, eq=False)
class Evidence:
    """The scores of one or several models on the same rows, and where they come from.

    Attributes
    ----------
    models
        The project's own model first; every other one was judged on the same rows, in the same
        order.
    origin
        "model" for models trained here, "scores" for scores that a person brought.
    title
        What the evidence is called.
    table
        The whole table; None where only the scores are known.
    reported, chosen
        Positions in the table of the rows that report, and of those to choose on (of the first
        model).
    left_out
        One sentence for each model of the project that cannot be compared, and why.
    notes
        What there is to say about the scores, in plain sentences.
    """

    models: tuple[Scored, ...]
    origin: str
    title: str
    table: "pd.DataFrame | None" = None
    reported: np.ndarray | None = None
    chosen: np.ndarray | None = None
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def first(self) -> Scored:
        """The project's own model."""
        return self.models[0]

    @cached_property
    def frame(self) -> "pd.DataFrame":
        """All columns of the rows that report; no columns where the table is not known."""
        return _taken(self.table, self.reported)

    @cached_property
    def choose_frame(self) -> "pd.DataFrame":
        """The same for the rows to choose on."""
        return _taken(self.table, self.chosen)

    @property
    def column_names(self) -> tuple[str, ...]:
        """Columns that rules, formulas and segments may name."""
        return () if self.table is None else tuple(map(str, self.table.columns))

    def only(self, model_id: str) -> "Evidence":
        """The same evidence for one of its models."""
        kept = tuple(m for m in self.models if m.id == model_id)
        return replace(self, models=kept)


def with_columns(
    rows: "ScoredRows", table: "pd.DataFrame | None", where: np.ndarray | None
) -> "ScoredRows":
    """The same rows with all columns of their table, each made when it is first asked for.

    Parameters
    ----------
    rows
        Scored rows without further columns.
    table
        The whole table; None where it is not known.
    where
        Positions of the rows in it; None for all of them.
    """
    if table is None:
        return rows
    return replace(rows, columns=Columns(table, where))


class Columns(Mapping[str, np.ndarray]):
    """Columns of some rows of a table as arrays, each made when it is first asked for.

    Numbers become float64 with nan for what is missing; everything else becomes text (dates as
    2025-03-31), with None for what is missing.
    """

    def __init__(self, frame: "pd.DataFrame", rows: np.ndarray | None) -> None:
        self._frame, self._rows = frame, rows
        self._made: dict[str, np.ndarray] = {}

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self._made:
            if name not in self._frame.columns:
                raise KeyError(name)
            column = self._frame[name]
            self._made[name] = _array(column if self._rows is None else column.iloc[self._rows])
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._frame.columns

    def __iter__(self) -> Iterator[str]:
        return iter(map(str, self._frame.columns))

    def __len__(self) -> int:
        return self._frame.shape[1]


def _array(column: "pd.Series[Any]") -> np.ndarray:
    import pandas as pd

    from lepton.data.labels import labels_of

    if pd.api.types.is_numeric_dtype(column.dtype):
        return column.to_numpy(dtype=float, na_value=np.nan)
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return _dates(column)
    return labels_of(column)


def _dates(column: "pd.Series[Any]") -> np.ndarray:
    """Dates as text that sorts in their order."""
    import pandas as pd

    plain = pd.to_datetime(column, utc=True).dt.tz_localize(None)
    whole = bool((plain.dropna() == plain.dropna().dt.normalize()).all())
    written = plain.dt.strftime("%Y-%m-%d" if whole else "%Y-%m-%d %H:%M:%S").astype(object)
    return written.where(column.notna().to_numpy(), None).to_numpy(dtype=object)


def _taken(table: "pd.DataFrame | None", rows: np.ndarray | None) -> "pd.DataFrame":
    import pandas as pd

    if table is None:
        return pd.DataFrame(index=pd.RangeIndex(0 if rows is None else len(rows)))
    return table if rows is None else table.iloc[rows]
