"""What every action is worth for every true class, as a table that a person can edit."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lepton.errors import InputError, listed, must

if TYPE_CHECKING:
    import pandas as pd

    from lepton.value.actions import ActionMoney

__all__ = ["matrix_table", "with_actions", "with_matrix", "without_matrix"]


def matrix_table(money: "ActionMoney", classes: Sequence[str]) -> "pd.DataFrame":
    """Net value of every action (columns) for every true class (rows), costs negative.

    Raises
    ------
    InputError
        The money is for other classes.
    """
    import pandas as pd

    found = money.matrix_for(classes)
    amounts = found.values.copy()  # noqa: PD011 - not of a frame
    return pd.DataFrame(amounts, index=list(found.classes), columns=list(found.actions))


def with_actions(table: "pd.DataFrame", actions: Sequence[str]) -> "pd.DataFrame":
    """The same table for these actions; a new one is worth nothing until it is filled in.

    Raises
    ------
    InputError
        There is no action, or one has no name.
    """
    names = [str(action).strip() for action in actions]
    if not names or not all(names):
        got = "an empty name" if names else "none"
        raise InputError(must("actions", "at least one, each with a name", got, "Name an action."))
    return table.reindex(columns=names, fill_value=0.0)


def with_matrix(money: "ActionMoney", table: "pd.DataFrame") -> "ActionMoney":
    """The same money with this table in place of the simple amounts.

    Asking a person stays what it was called; without its column nobody is asked.

    Raises
    ------
    InputError
        A cell is empty, no number or absurdly large, or an action is named twice.
    """
    columns = [str(name) for name in table.columns]
    twice = [name for name in dict.fromkeys(columns) if columns.count(name) > 1]
    if twice:
        raise InputError(must("actions", "all different", listed(twice), "Rename one."))
    classes = [str(truth) for truth in table.index]
    person = money.matrix_for(classes).person or money.person
    rows = {
        str(truth): {
            name: _cell(str(truth), name, value) for name, value in zip(columns, row, strict=True)
        }
        for truth, row in zip(table.index, table.to_numpy(dtype=object).tolist(), strict=True)
    }
    if columns == [person]:
        then = "Add an action that needs no person."
        raise InputError(must("actions", "more than asking a person", repr(person), then))
    return replace(money, matrix=rows, person=person)


def without_matrix(money: "ActionMoney") -> "ActionMoney":
    """The same money with the simple amounts again."""
    return replace(money, matrix=None)


def _cell(truth: str, action: str, value: object) -> float:
    """One cell as a number."""
    where = f"the cell of {action!r} where {truth!r} is true"
    empty = value is None or value != value  # nan alone differs from itself
    if empty or isinstance(value, bool) or not isinstance(value, int | float):
        got = "nothing" if empty else repr(value)
        raise InputError(must(where, "a number", got, "Enter an amount, costs below zero."))
    return float(value)  # type: ignore[arg-type]  # a number by now
