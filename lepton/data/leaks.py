from dataclasses import dataclass

import numpy as np
import pandas as pd

from lepton.data.problem import Problem, resolve
from lepton.data.roles import unusable
from lepton.data.strength import Strength, strength
from lepton.data.sums import adds_up
from lepton.data.task import Task

__all__ = ["Suspect", "suspects"]

_ROWS = 20_000
_CELLS = 8_000_000
_NEARLY_PERFECT = 0.98
_STRONG = 0.75
_AFTER = (
    "duration", "outcome", "result", "resolution", "resolved", "closed", "closing", "cancel",
    "terminat", "settle", "recover", "refund", "final", "after", "reason", "paid",
    "payment_received", "last_payment", "exit", "end_date", "left_on",
)  # fmt: skip


@dataclass(frozen=True)
class Suspect:
    """A column to look at before training, and why."""

    column: str
    why: str


def suspects(frame: pd.DataFrame, task: Task) -> list[Suspect]:
    """Which columns may give the answer away, or identify rows?

    A leak is a column that is only known once the target is: with it a model looks excellent and
    is worth nothing. Found are single columns that tell the target almost perfectly, columns that
    add up to it, strong columns whose name speaks of something that happens afterwards, and
    identifiers. At most 20,000 evenly spread rows are looked at.

    Parameters
    ----------
    frame
        The table.
    task
        What to predict; columns that it drops are not looked at.

    Raises
    ------
    InputError
        If the task does not fit the table.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> table = pd.DataFrame({"calls": rng.integers(0, 9, 400), "visits": rng.integers(0, 9, 400)})
    >>> table["contacts"] = table["calls"] + table["visits"]
    >>> for suspect in suspects(table, Task("contacts", kind="regression")):
    ...     print(suspect.column, "-", suspect.why)
    calls - together with 'visits' it adds up to the target
    visits - together with 'calls' it adds up to the target
    """
    problem = resolve(task, frame)
    found = {name: Suspect(name, why) for name, why in _identifiers(frame, task)}
    part = _part(frame, problem)
    target = problem.target(part)
    for name in problem.features:
        why = _why(name, strength(part[name], target, problem.kind))
        if why is not None:
            found[name] = Suspect(name, why)
    for name, why in adds_up(part, target, problem):
        found[name] = Suspect(name, why)
    order = {str(name): position for position, name in enumerate(frame.columns)}
    return sorted(found.values(), key=lambda suspect: order[suspect.column])


def _identifiers(frame: pd.DataFrame, task: Task) -> list[tuple[str, str]]:
    roles = {task.target, task.value, task.time, task.group, *task.drop}
    found = []
    for position, name in enumerate(frame.columns):
        reason = None if name in roles else unusable(frame.iloc[:, position])
        if reason is not None and "identifier" in reason:
            found.append((str(name), reason))
    return found


def _part(frame: pd.DataFrame, problem: Problem) -> pd.DataFrame:
    """Evenly spread usable rows: fewer of a wide table."""
    most = min(_ROWS, max(500, _CELLS // max(1, len(problem.features))))
    rows = np.flatnonzero(problem.rows(frame))
    step = max(1, -(-len(rows) // most))
    return frame.iloc[rows[::step]]


def _why(name: str, found: Strength) -> str | None:
    if found.share >= _NEARLY_PERFECT:
        return f"alone it tells the target almost perfectly ({found.words})"
    after = any(word in name.casefold() for word in _AFTER)
    if after and found.share >= _STRONG:
        return (
            f"it says much about the target ({found.words}) and its name suggests that it is "
            "known only afterwards"
        )
    return None
