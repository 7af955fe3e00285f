"""Which columns of a table hold an experiment: the outcome, who was treated, what is known."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lepton.errors import InputError, listed, must
from lepton.workflows.score_columns import ScoreColumns, finite, outcomes, weights

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ExperimentColumns", "ExperimentRows", "known_before", "read_experiment"]

TREATED = {"1", "true", "yes", "treated", "treatment"}
CONTROL = {"0", "false", "no", "control"}
SPELLING = "Check the spelling, capitals included."


@dataclass(frozen=True, kw_only=True)
class ExperimentColumns:
    """What the columns of a table with an experiment mean.

    Parameters
    ----------
    y
        The outcome that is wanted: two values.
    treated
        Who was treated: 0 and 1, no and yes, or any values with ``treated_is``.
    score
        Who is treated first; None to learn it from the rows.
    value
        What an outcome brings in each row.
    weight
        How many people each row stands for.
    propensity
        Chance with which each row was treated, where it differed.
    positive
        The value of the outcome that is wanted; chosen and said so where left out.
    treated_is, control_is
        Values of ``treated`` that stand for treated, and for left alone: all others where it is
        left out.
    drop
        Columns known only after the treatment: nothing is learned from them.

    Raises
    ------
    InputError
        A column has two roles.
    """

    y: str
    treated: str
    score: str | None = None
    value: str | None = None
    weight: str | None = None
    propensity: str | None = None
    positive: Any = None
    treated_is: str | None = None
    control_is: str | None = None
    drop: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "drop", tuple(self.drop))
        named = [name for _, name in self.roles()]
        twice = [name for name in dict.fromkeys(named) if named.count(name) > 1]
        if twice:
            got = f"{listed(map(repr, twice))} twice"
            then = "Name another column, or leave it out."
            raise InputError(must("columns", "of one meaning each", got, then))

    def roles(self) -> list[tuple[str, str]]:
        """Role and column, of the columns that have a role."""
        names = ("y", "treated", "score", "value", "weight", "propensity")
        return [(n, getattr(self, n)) for n in names if getattr(self, n) is not None]

    def check(self, frame: "pd.DataFrame") -> None:
        """Refuse a name that the table does not have.

        Raises
        ------
        InputError
            The first such name, with its role.
        """
        for role, name in [*self.roles(), *(("drop", name) for name in self.drop)]:
            if name not in frame.columns:
                rule = f"a column of the table ({listed(frame.columns)})"
                raise InputError(must(role, rule, repr(name), SPELLING))


@dataclass(frozen=True, eq=False)
class ExperimentRows:
    """The usable rows of an experiment.

    Attributes
    ----------
    frame
        All their columns.
    y, treated
        Outcome and arm as 0 and 1, shape (n,).
    more
        Further checked columns by role: ``y_score``, ``value``, ``sample_weight``,
        ``propensity``.
    notes
        What was decided or left out, in plain sentences.
    """

    frame: "pd.DataFrame"
    y: np.ndarray
    treated: np.ndarray
    more: dict[str, np.ndarray]
    notes: tuple[str, ...]


def read_experiment(frame: "pd.DataFrame", columns: ExperimentColumns) -> ExperimentRows:
    """Take the rows of the experiment out of a table.

    Raises
    ------
    InputError
        A column is missing or cannot be used.
    """
    from lepton.data.labels import is_missing

    columns.check(frame)
    side = _sides(frame, columns)
    kept = (side >= 0) & ~is_missing(frame[columns.y])
    if not kept.any():
        then = "Choose other columns, or other values for the arms."
        raise InputError(must("table", "with rows of the experiment", "none", then))
    notes = _left_out(kept, columns)
    frame = frame if kept.all() else frame.loc[kept].reset_index(drop=True)
    # the outcome is read as every table with scores is
    told = ScoreColumns(y=columns.y, scores=(columns.treated,), positive=columns.positive)
    y, about = outcomes(frame, told)
    return ExperimentRows(frame, y, side[kept], _more(frame, columns), (*notes, *about))


def known_before(rows: ExperimentRows, columns: ExperimentColumns) -> dict[str, np.ndarray]:
    """Numbers to compare the arms by: the score, and all columns without a role.

    What is missing counts as the mean of the rest.
    """
    import pandas as pd

    aside = {*columns.drop, *(name for _, name in columns.roles())}
    found = {"score": rows.more["y_score"]} if "y_score" in rows.more else {}
    for name in map(str, rows.frame.columns):
        column = rows.frame[name]
        if name in aside or not pd.api.types.is_numeric_dtype(column.dtype):
            continue
        plain = column.to_numpy(dtype=float, na_value=np.nan)
        known = np.isfinite(plain)
        if known.any():
            found[name] = np.where(known, plain, plain[known].mean())
    return found


def _more(frame: "pd.DataFrame", columns: ExperimentColumns) -> dict[str, np.ndarray]:
    found = {}
    if columns.score is not None:
        found["y_score"] = finite(frame, columns.score, "score")
    if columns.value is not None:
        found["value"] = finite(frame, columns.value, "value")
    if columns.propensity is not None:
        found["propensity"] = finite(frame, columns.propensity, "propensity")
    if columns.weight is not None:
        found["sample_weight"] = weights(frame, columns.weight)
    return found


def _sides(frame: "pd.DataFrame", columns: ExperimentColumns) -> np.ndarray:
    """1 for treated, 0 for left alone, −1 for rows that belong to neither."""
    from lepton.data.labels import labels_of

    labels = labels_of(frame[columns.treated])
    kinds = sorted({str(label) for label in labels if label is not None})
    treated, control = _values(kinds, columns)
    side = np.full(len(labels), -1)
    side[np.isin(labels.astype(str), list(control))] = 0
    side[np.isin(labels.astype(str), list(treated))] = 1
    side[np.array([label is None for label in labels], dtype=bool)] = -1
    return side


def _values(kinds: list[str], columns: ExperimentColumns) -> tuple[set[str], set[str]]:
    """Which values stand for treated, and which for left alone."""
    name = f"treated {columns.treated!r}"
    if columns.treated_is is None:
        treated = {kind for kind in kinds if kind.lower() in TREATED}
        control = {kind for kind in kinds if kind.lower() in CONTROL}
        if columns.control_is is None and treated | control == set(kinds):
            return treated, control
        then = "Say which value stands for treated, and which for left alone."
        raise InputError(must(name, "a column of 0 and 1", listed(map(repr, kinds)), then))
    for value in (columns.treated_is, columns.control_is):
        if value is not None and value not in kinds:
            rule = f"a column with the value {value!r}"
            raise InputError(must(name, rule, listed(map(repr, kinds)), SPELLING))
    others = set(kinds) - {columns.treated_is}
    return {columns.treated_is}, others if columns.control_is is None else {columns.control_is}


def _left_out(kept: np.ndarray, columns: ExperimentColumns) -> list[str]:
    lost = int((~kept).sum())
    if not lost:
        return []
    rows = "1 row is" if lost == 1 else f"{lost:,} rows are"
    return [f"{rows} left out: no {columns.y}, or neither treated nor left alone."]
