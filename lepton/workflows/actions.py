"""What sorting cases by a model of several classes is worth."""

from typing import TYPE_CHECKING

from lepton.errors import InputError, LeptonError, NotApplicable, listed, must
from lepton.store import Project

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from lepton.models import Model
    from lepton.models.judged import Judged
    from lepton.value.actions import ActionMoney, ActionResult, Gains

__all__ = ["action_gains_of", "action_money_of", "actions_of", "first_action_guess"]

FORM = "actions"


def action_money_of(project: Project) -> "ActionMoney | None":
    """What a person has set for a project of several classes; None before they did.

    Money of another form, left from another question, counts as not set.
    """
    from lepton.value.actions import ActionMoney

    kept = project.assumptions
    if kept is None or kept.get("form") != FORM:
        return None
    try:
        return ActionMoney.from_dict(kept)
    except LeptonError:  # written by another version: better a guess than a page that fails
        return None


def first_action_guess(use_case: str | None = None) -> "ActionMoney":
    """Money to start from: a sample's illustrative amounts, else a guess that is called one."""
    from lepton.data.catalog import CATALOG
    from lepton.value.actions import ActionMoney

    entry = CATALOG.get(use_case or "")
    given = None if entry is None else entry.beyond
    if given is not None and given["form"] == FORM:
        return ActionMoney.from_dict(given)
    return ActionMoney(wrong=10.0, automatic=0.1, human=2.0, human_right=0.95)


def actions_of(
    model: "Model", money: "ActionMoney", *, frame: "pd.DataFrame | None" = None
) -> "ActionResult":
    """What deciding by a model's probabilities is worth, on the rows it has never seen.

    Parameters
    ----------
    model
        Of several classes.
    money
        What right, wrong and asking a person are worth.
    frame
        The table the model learned from; needed only where ``money.today`` names a column.

    Raises
    ------
    NotApplicable
        The model does not tell several classes apart.
    InputError
        The money is for classes that do not exist, or today's column cannot be used.
    """
    from lepton.value.actions import action_value

    y_true, p = _scored(model)
    classes, today = list(model.problem.classes), _today(model, money, frame)
    return action_value(y_true, p, money, classes=classes, today=today)


def action_gains_of(
    model: "Model | Judged", money: "ActionMoney", *, frame: "pd.DataFrame | None" = None
) -> "Gains":
    """What each held-out case earns over today's way, or over the best simple one.

    Parameters and errors as for :func:`actions_of`.
    """
    from lepton.value.actions import gains_by_case

    y_true, p = _scored(model)
    classes, today = list(model.problem.classes), _today(model, money, frame)
    return gains_by_case(y_true, p, money, classes=classes, today=today)


def _scored(model: "Model | Judged") -> "tuple[np.ndarray, np.ndarray]":
    """True classes of the held-out rows, and their probabilities."""
    if model.problem.kind != "multiclass":
        then = "Use value for a yes-or-no question, and value-forecast for a number."
        raise NotApplicable(must("model", "of several classes", model.problem.kind, then))
    held = model.holdout
    p = held[[f"p_{name}" for name in model.problem.classes]].to_numpy()
    return held["y_true"].to_numpy(), p


def _today(
    model: "Model | Judged", money: "ActionMoney", frame: "pd.DataFrame | None"
) -> "np.ndarray | None":
    """What is done with each held-out row today; an empty cell means that a person is asked."""
    import numpy as np

    from lepton.data.labels import labels_of

    if money.today is None:
        return None
    if frame is None or money.today not in frame.columns:
        then = "Choose a column of the table the model learned from."
        raise InputError(must("today", "a column of the table", repr(money.today), then))
    matrix = money.matrix_for(model.problem.classes)
    rows = model.holdout["row_id"].to_numpy()
    if rows.max() >= len(frame):
        then = "Give the table the model learned from."
        raise InputError(must("frame", f"over {rows.max():,} rows long", f"{len(frame):,}", then))
    said = np.asarray(labels_of(frame[money.today].iloc[rows]), dtype=object)
    empty = np.array([text is None or not str(text).strip() for text in said])
    if empty.any() and matrix.person is None:
        then = "Fill the gaps, or say what asking a person costs."
        raise InputError(must("today", "filled in every row", f"{empty.sum():,} gaps", then))
    said[empty] = matrix.person
    unknown = sorted({str(text) for text in said} - set(matrix.actions))
    if unknown:
        rule = f"one of {listed(matrix.actions)} in every row"
        then = "Write what is done today as the classes are written, and leave a person's empty."
        raise InputError(must(f"column {money.today!r}", rule, listed(unknown), then))
    return said
