"""What kind of target a column is, and which of its classes is the positive one."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lepton.config import LIMITS
from lepton.data.labels import labels_of, match_label
from lepton.data.task import Task
from lepton.errors import InputError, listed, must

__all__ = ["MIN_PER_CLASS", "MIN_ROWS", "Target", "understand_target"]

MIN_ROWS = 10
MIN_PER_CLASS = 5
_FEW_CLASSES = 20
_QUANTITY_NAME = re.compile(
    r"count|number|num(?![a-z])|amount|qty|quantity|total|price|cost|sales|revenue|income|salary|"
    r"age(?![a-z])|days?|hours?|minutes|duration|size|volume|demand|spend|value|balance",
    re.IGNORECASE,
)
_YES = (
    "true", "yes", "y", "t", "positive", "pos", "churn", "churned", "default", "defaulted", "fail",
    "failed", "failure", "fraud", "bad", "won", "bought", "buy", "response", "responded",
    "responder", "spam", "attrited", "exited",
    "ja", "oui", "sí", "si", "sim", "tak", "да", "是", "有",
)  # fmt: skip
_NO = re.compile(
    r"(0|false|no|n|f|-1|none|never|negative|neg|nein|non|não|nao|nie|нет|否|无)$"
    r"|(no|not|non)[ _\-]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Target:
    """The kind of a target, its classes in order, and what was decided about it."""

    kind: str
    classes: tuple[str, ...]
    notes: tuple[str, ...] = ()
    rest: bool = False
    """All labels but the positive one make up the first class."""


def understand_target(task: Task, column: pd.Series) -> Target:
    """Decide the kind and the classes of a target without missing values."""
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        raise InputError(
            must(f"target {task.target!r}", "a number or a class", "dates", "Choose another one.")
        )
    numeric = pd.api.types.is_numeric_dtype(column.dtype)
    distinct = int(column.nunique())
    if distinct < 2:
        _refuse_single(task, column)
    kind, notes = (task.kind, ()) if task.kind else _infer_kind(task, column, distinct)
    if kind == "regression":
        return _regression(task, numeric, notes)
    counts = _counted(task, column, distinct)
    if kind == "binary":
        return _binary(task, counts, notes)
    return _multiclass(task, counts, notes)


def _refuse_single(task: Task, column: pd.Series) -> None:
    only = repr(labels_of(column.head(1))[0])
    raise InputError(
        must(
            f"target {task.target!r}",
            "a column with at least two different values",
            f"only {only}",
            "Add rows with another outcome or choose another target.",
        )
    )


def _infer_kind(task: Task, column: pd.Series, distinct: int) -> tuple[str, tuple[str, ...]]:
    if task.positive is not None or distinct == 2:
        return "binary", ()
    if not pd.api.types.is_numeric_dtype(column.dtype):
        return "multiclass", ()
    if not _looks_like_classes(task.target, column, distinct):
        return "regression", ()
    note = (
        f"{task.target!r} has {distinct} different whole numbers, so they are taken as classes; "
        "set the kind to regression to predict the number itself."
    )
    return "multiclass", (note,)


def _looks_like_classes(name: str, column: pd.Series, distinct: int) -> bool:
    """Few whole numbers, close together, each seen often, and not named like a quantity."""
    if distinct > _FEW_CLASSES or distinct * 5 > len(column) or _QUANTITY_NAME.search(name):
        return False
    values = column.to_numpy(dtype=float)
    whole = bool((values == np.floor(values)).all())
    return whole and values.max() - values.min() + 1 <= 2 * distinct


def _regression(task: Task, numeric: bool, notes: tuple[str, ...]) -> Target:
    if not numeric:
        raise InputError(
            must(
                f"target {task.target!r}",
                "a number to be predicted as one",
                "text",
                "Choose another target or leave the kind out.",
            )
        )
    if task.positive is not None:
        raise InputError(
            must("positive", "left out for a number", task.positive, "Only classes have one.")
        )
    return Target("regression", (), notes)


def _counted(task: Task, column: pd.Series, distinct: int) -> pd.Series:
    if distinct > LIMITS.classes and task.positive is None:
        raise InputError(
            must(
                f"target {task.target!r}",
                f"one of at most {LIMITS.classes} classes",
                f"{distinct} different values",
                "Group them into fewer classes, choose another target, or set the kind to "
                "regression if it is a number.",
            )
        )
    return pd.Series(labels_of(column), dtype=object).value_counts()


def _multiclass(task: Task, counts: pd.Series, notes: tuple[str, ...]) -> Target:
    if task.positive is not None:
        raise InputError(
            must(
                "positive",
                "left out for several classes",
                task.positive,
                "Set the kind to binary to ask for this class or not.",
            )
        )
    rare = [label for label in counts.index if counts[label] < MIN_PER_CLASS]
    kept = _ordered([label for label in counts.index if counts[label] >= MIN_PER_CLASS])
    if len(kept) < 2:
        raise InputError(
            must(
                f"target {task.target!r}",
                f"made of at least two classes with {MIN_PER_CLASS} rows each",
                f"{len(kept)}",
                "Add rows or group the rare classes.",
            )
        )
    if rare:
        notes += (
            f"{len(rare)} {'class has' if len(rare) == 1 else 'classes have'} fewer than "
            f"{MIN_PER_CLASS} rows and cannot be learned: {listed(sorted(rare))}.",
        )
    return Target("multiclass", tuple(kept), notes)


def _binary(task: Task, counts: pd.Series, notes: tuple[str, ...]) -> Target:
    labels = [str(label) for label in counts.index]
    if task.positive is None:
        positive, note = _default_positive(task.target, counts)
        notes += (note,)
    else:
        positive = _matched(task, labels)
    others = [label for label in labels if label != positive]
    if task.positive is None and len(others) > 1:
        raise InputError(
            must(
                f"target {task.target!r}",
                "a column with two classes for a binary question",
                f"{len(labels)}: {listed(_ordered(labels))}",
                "Say which of them is the positive one.",
            )
        )
    _enough_of_each(task, positive, counts)
    if len(others) == 1:
        return Target("binary", (others[0], positive), notes)
    notes += (f"The question is {positive!r} or not: the other {len(others)} classes are one.",)
    return Target("binary", (f"not {positive}", positive), notes, rest=True)


def _enough_of_each(task: Task, positive: str, counts: pd.Series) -> None:
    for label, rows in ((positive, counts[positive]), ("the rest", counts.drop(positive).sum())):
        if rows < MIN_PER_CLASS:
            raise InputError(
                must(
                    f"target {task.target!r}",
                    f"a column with at least {MIN_PER_CLASS} rows of each class",
                    f"{rows} of {label!r}" if label == positive else f"{rows} of the other class",
                    "Add rows or choose another target.",
                )
            )


def _matched(task: Task, labels: list[str]) -> str:
    found = match_label(task.positive, labels)
    if found is None:
        raise InputError(
            must(
                "positive",
                f"one of the values of {task.target!r} ({listed(_ordered(labels))})",
                repr(task.positive),
                "Choose one of them.",
            )
        )
    return found


def _default_positive(name: str, counts: pd.Series) -> tuple[str, str]:
    """The class that says yes, else the one that is not a no, else the rarer one."""
    labels = [str(label) for label in counts.index]
    folded = {label.casefold(): label for label in labels}
    said_yes = [folded[word] for word in _YES if word in folded]
    not_no = [label for label in labels if not _NO.match(label)]
    found = said_yes or (not_no if len(labels) == 2 and len(not_no) == 1 else [])
    if found:
        return found[0], f"{found[0]!r} of {name!r} is taken as the positive class."
    rarer = min(labels, key=lambda label: (counts[label], label))
    return rarer, f"{rarer!r} of {name!r} is taken as the positive class because it is rarer."


def _ordered(labels: list[str]) -> list[str]:
    """Sorted by number where all are numbers, else as text."""
    try:
        return sorted(labels, key=float)
    except ValueError:
        return sorted(labels)
