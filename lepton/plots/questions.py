"""What a task asks, as a sentence."""

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lepton.plots.format import count, number, percent

if TYPE_CHECKING:
    from lepton.data import Problem

__all__ = ["positive_name", "question"]


def positive_name(problem: "Problem") -> str:
    """Name a positive case, as in ``Churn = 1``; names come back as they stand in the table."""
    return f"{problem.task.target} = {problem.classes[1]}"


def question(problem: "Problem", target: npt.ArrayLike) -> str:
    """Say what is predicted, how often it happens, and from how many columns.

    Parameters
    ----------
    problem
        The task, checked against the table.
    target
        ``problem.target`` of the usable rows, shape (n,).

    Returns
    -------
    str
        One sentence; names from the table stand in it unchanged: never show it as markup.
    """
    y = np.asarray(target)
    columns = len(problem.features)
    source = f"from {count(columns)} column{'s' if columns > 1 else ''}"
    return f"Predicts {_what(problem, y)}, {source}."


def _what(problem: "Problem", y: npt.NDArray[Any]) -> str:
    """The target and how it is spread."""
    rows = f"{count(len(y))} rows"
    if problem.kind == "regression":
        return f"the number {problem.task.target} (on average {number(float(y.mean()))}, {rows})"
    if problem.kind == "multiclass":
        return f"which of {count(len(problem.classes))} classes {problem.task.target} is ({rows})"
    hits = int(y.sum())
    share = percent(hits / max(len(y), 1))
    return f"whether {positive_name(problem)} ({count(hits)} of {rows}, {share})"
