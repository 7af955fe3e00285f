from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from lepton.config import LIMITS
from lepton.data.labels import is_missing, labels_of, typed_labels, written_as
from lepton.data.roles import unusable
from lepton.data.rules import Rule
from lepton.data.target import MIN_ROWS, understand_target
from lepton.data.task import Task
from lepton.errors import InputError, listed, must

__all__ = ["Problem", "resolve"]

_ABSURD = 1e12


@dataclass(frozen=True)
class Problem:
    """A task that has been checked against a table.

    Attributes
    ----------
    task
        The task as the user gave it.
    kind
        "binary", "multiclass" or "regression".
    classes
        Labels in the order of their codes: for a binary target (negative, positive); empty for a
        regression.
    features
        The columns to learn from, in the order of the table.
    left_out
        Every other column and why it is not used.
    notes
        What was inferred, one plain sentence each.
    dropped_rows
        How many rows cannot be used (no target, for instance).
    rest
        True if the first class stands for every label but the positive one.
    written
        How the target column writes its labels: "text", "number" or "flag".
    reading
        How each feature is read in a table, decided on the one to learn from.
    """

    task: Task
    kind: str
    classes: tuple[str, ...]
    features: tuple[str, ...]
    left_out: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    dropped_rows: int = 0
    rest: bool = False
    written: str = "text"
    reading: Mapping[str, Rule] = field(default_factory=dict)

    @property
    def labels(self) -> np.ndarray:
        """The classes as the target column writes them, so that predictions compare with it.

        Shape (classes,): whole numbers, decimals, booleans, or text (dtype object).
        """
        return typed_labels(self.classes, "text" if self.rest else self.written)

    def rows(self, frame: pd.DataFrame) -> np.ndarray:
        """Which rows can be used to learn or to check; bool, shape (n,)."""
        usable = _complete(self.task, frame)
        if self.kind == "regression" or self.rest:
            return usable
        known = np.isin(_texts(frame[self.task.target]), list(self.classes))
        return usable & known

    def target(self, frame: pd.DataFrame) -> np.ndarray:
        """The target of every row, shape (n,): 0/1, the class index, or the number.

        Raises
        ------
        InputError
            If a row has no target or one of another class: keep only ``rows(frame)`` first.
        """
        column = _column(frame, self.task.target, "target")
        if is_missing(column).any():
            raise _unusable_rows(self.task.target, "a value", "missing ones")
        if self.kind == "regression":
            return column.to_numpy(dtype=float)
        texts = _texts(column)
        if self.rest:
            return (texts == self.classes[1]).astype(np.int64)
        codes = {label: code for code, label in enumerate(self.classes)}
        found = np.array([codes.get(text, -1) for text in texts], dtype=np.int64)
        if (found < 0).any():
            strange = sorted({str(text) for text in texts[found < 0]})
            raise _unusable_rows(self.task.target, "a known class", listed(strange))
        return found

    def to_dict(self) -> dict[str, Any]:
        """The problem as plain values that JSON can hold."""
        return {
            "task": self.task.to_dict(),
            "kind": self.kind,
            "classes": list(self.classes),
            "features": list(self.features),
            "left_out": dict(self.left_out),
            "notes": list(self.notes),
            "dropped_rows": self.dropped_rows,
            "rest": self.rest,
            "written": self.written,
            "reading": {name: rule.to_dict() for name, rule in self.reading.items()},
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "Problem":
        """Rebuild a problem from :meth:`to_dict`."""
        lists = ("classes", "features", "notes")
        changed = {name: tuple(plain[name]) for name in lists}
        reading = {n: Rule.from_dict(rule) for n, rule in plain.get("reading", {}).items()}
        task = Task.from_dict(plain["task"])
        return cls(**{**plain, **changed, "task": task, "reading": reading})


def resolve(task: Task, frame: pd.DataFrame) -> Problem:
    """Check a task against a table and decide everything that was left open.

    Parameters
    ----------
    task
        What to predict.
    frame
        The table, as :func:`lepton.data.load` gives it: unique text column names.

    Returns
    -------
    Problem
        The kind, the classes, the features, and what was left out and why.

    Raises
    ------
    InputError
        If the task cannot be answered from this table; the sentence says what to do.

    Examples
    --------
    >>> frame = pd.DataFrame({"visits": range(40), "left": ["no", "no", "no", "yes"] * 10})
    >>> frame["visits"] = frame["visits"] % 7
    >>> problem = resolve(Task("left"), frame)
    >>> problem.kind, problem.classes, problem.features
    ('binary', ('no', 'yes'), ('visits',))
    """
    _check_names(task, frame)
    _check_value(task, frame)
    _check_time(task, frame)
    _check_group(task, frame)
    usable, reasons = _usable_rows(task, frame)
    _check_rows(task, frame, usable)
    target = understand_target(task, frame.loc[usable, task.target])
    features, left_out = _features(task, frame)
    written = written_as(frame[task.target])
    problem = Problem(
        task,
        target.kind,
        target.classes,
        features,
        left_out,
        (*target.notes, *reasons),
        rest=target.rest,
        written=written,
    )
    return replace(problem, dropped_rows=int(len(frame) - problem.rows(frame).sum()))


def _column(frame: pd.DataFrame, name: str, role: str) -> pd.Series:
    if name not in frame.columns:
        raise InputError(
            must(
                role,
                f"a column of the table ({listed(frame.columns)})",
                repr(name),
                "Check the spelling, capitals included.",
            )
        )
    return frame[name]


def _texts(column: pd.Series) -> np.ndarray:
    return np.array(["" if text is None else text for text in labels_of(column)], dtype=object)


def _unusable_rows(target: str, rule: str, value: str) -> InputError:
    return InputError(
        must(f"target {target!r}", f"{rule} in every row", value, "Keep only the usable rows.")
    )


def _check_names(task: Task, frame: pd.DataFrame) -> None:
    _column(frame, task.target, "target")
    for role in ("value", "time", "group"):
        chosen = getattr(task, role)
        if chosen is not None:
            _column(frame, chosen, role)
            if chosen == task.target:
                raise InputError(
                    must(
                        role,
                        "another column than the target",
                        repr(chosen),
                        "Choose another column or leave it out.",
                    )
                )
    missing = [name for name in task.drop if name not in frame.columns]
    if missing:
        raise InputError(
            must(
                "drop",
                "columns of the table",
                listed(map(repr, missing)),
                "Check the spelling, capitals included.",
            )
        )
    if task.target in task.drop:
        raise InputError(must("drop", "without the target", repr(task.target), "Keep the target."))


def _check_value(task: Task, frame: pd.DataFrame) -> None:
    if task.value is None:
        return
    column = frame[task.value]
    name = f"value column {task.value!r}"
    numeric = pd.api.types.is_numeric_dtype(column.dtype)
    if not numeric or pd.api.types.is_bool_dtype(column.dtype):
        raise InputError(
            must(
                name,
                "an amount of money in every row",
                f"{_words(column)}",
                "Choose a column of numbers.",
            )
        )
    if is_missing(column).all():
        raise InputError(must(name, "filled", "no value at all", "Choose another column."))
    largest = float(np.nanmax(np.abs(column.to_numpy(dtype=float, na_value=np.nan))))
    if _ABSURD < largest < np.inf:
        raise InputError(must(name, f"at most {_ABSURD:,.0f}", f"{largest:.3g}", "Check its unit."))


def _check_time(task: Task, frame: pd.DataFrame) -> None:
    if task.time is None:
        return
    column = frame[task.time]
    if is_missing(column).all():
        raise InputError(
            must(f"time column {task.time!r}", "filled", "no value at all", "Choose another one.")
        )
    dated = pd.api.types.is_datetime64_any_dtype(column.dtype)
    numeric = pd.api.types.is_numeric_dtype(column.dtype)
    if not dated and (not numeric or pd.api.types.is_bool_dtype(column.dtype)):
        raise InputError(
            must(
                f"time column {task.time!r}",
                "dates or numbers that can be put in order",
                f"{_words(column)}",
                "Write dates as 2025-03-31 or choose another column.",
            )
        )


def _check_group(task: Task, frame: pd.DataFrame) -> None:
    if task.group is None:
        return
    groups = int(frame[task.group].nunique())
    if groups < 2:
        raise InputError(
            must(
                f"group column {task.group!r}",
                "made of at least two groups",
                "no group" if groups == 0 else "one group only",
                "Choose another column or leave it out.",
            )
        )


def _words(column: pd.Series) -> str:
    """What a column holds, with one value to recognise it by."""
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return "dates"
    if pd.api.types.is_bool_dtype(column.dtype):
        return "true and false"
    present = column.dropna()
    return f"text such as {str(present.iloc[0])[:30]!r}" if len(present) else "nothing"


def _complete(task: Task, frame: pd.DataFrame) -> np.ndarray:
    usable = ~is_missing(_column(frame, task.target, "target"))
    for name in (task.value, task.time, task.group):
        if name is not None and name in frame.columns:
            usable &= ~is_missing(frame[name])
    return usable


def _usable_rows(task: Task, frame: pd.DataFrame) -> tuple[np.ndarray, list[str]]:
    usable = np.ones(len(frame), dtype=bool)
    notes = []
    for role in ("target", "value", "time", "group"):
        name = getattr(task, role)
        if name is None:
            continue
        lost = usable & is_missing(frame[name])
        usable &= ~lost
        if lost.any():
            count = int(lost.sum())
            notes.append(
                f"{count:,} {'row has' if count == 1 else 'rows have'} no {role} "
                f"({name!r}) and {'is' if count == 1 else 'are'} left out."
            )
    return usable, notes


def _check_rows(task: Task, frame: pd.DataFrame, usable: np.ndarray) -> None:
    if len(frame) and is_missing(frame[task.target]).all():
        raise InputError(
            must(
                f"target {task.target!r}", "filled", "no value in any row", "Choose another target."
            )
        )
    if usable.sum() < MIN_ROWS:
        raise InputError(
            must(
                "table",
                f"at least {MIN_ROWS} rows long, each with a target",
                f"{usable.sum()}",
                "Add rows.",
            )
        )
    if len(frame.columns) > LIMITS.columns:
        raise InputError(
            must(
                "table",
                f"at most {LIMITS.columns:,} columns wide",
                f"{len(frame.columns):,}",
                "Leave out the columns that are not needed.",
            )
        )


def _features(task: Task, frame: pd.DataFrame) -> tuple[tuple[str, ...], dict[str, str]]:
    roles = dict.fromkeys(task.drop, "you left it out")
    roles |= {task.target: "it is the target"}
    if task.time is not None:
        roles[task.time] = "it orders the rows in time"
    if task.group is not None:
        roles[task.group] = "it says which rows belong together"
    left_out = {}
    for position, name in enumerate(frame.columns):
        reason = roles.get(name) or unusable(frame.iloc[:, position])
        if reason is not None:
            left_out[str(name)] = reason
    features = tuple(str(name) for name in frame.columns if name not in left_out)
    if not features:
        raise InputError(
            must(
                "table",
                "wider than the target",
                "no column left to learn from",
                f"Left out: {listed(f'{c!r} ({why})' for c, why in left_out.items())}.",
            )
        )
    return features, left_out
