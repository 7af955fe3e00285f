"""An explanation in words, and what matters most overall."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from lepton.errors import InputError, must

if TYPE_CHECKING:
    import shap

__all__ = ["importance", "reasons"]

SMALL = 0.02  # of the row's total push: not worth a sentence
LONGEST = 60
LARGE = 10_000
HUGE = 1e15  # beyond, a float has no unit digit left to show


def importance(explanation: "shap.Explanation") -> pd.Series:
    """Mean absolute contribution of every column, largest first, in the model's raw unit.

    With several classes, the mean over the classes.

    Examples
    --------
    >>> import shap
    >>> shown = shap.Explanation(np.array([[1.0, -3.0], [0.0, 1.0]]), feature_names=["a", "b"])
    >>> importance(shown)
    b    2.0
    a    0.5
    Name: importance, dtype: float64
    """
    size = np.abs(explanation.values).mean(axis=0)
    size = size.mean(axis=1) if size.ndim == 2 else size
    found = pd.Series(size, index=list(explanation.feature_names), name="importance")
    return found.sort_values(ascending=False, kind="stable")


def reasons(
    explanation: "shap.Explanation", row: int, top: int = 5, *, output: int | None = None
) -> list[str]:
    """Say in plain words what pushed one row's prediction most.

    Parameters
    ----------
    explanation
        From :func:`lepton.explain`.
    row
        Position of the row in the explanation.
    top
        At most this many sentences.
    output
        Class to speak about, by position; the one the row leans to where it is not given. Only
        for several classes.

    Returns
    -------
    list of str
        Strongest first; a push of less than a fiftieth of the row's total is left out. Values
        appear as they stand in the table: show them as text, never as markup.

    Raises
    ------
    InputError
        If there is no such row.

    Examples
    --------
    >>> import shap
    >>> shown = shap.Explanation(
    ...     np.array([[0.9, -0.3]]), base_values=np.array([0.1]),
    ...     data=np.array([[12, "gold"]], dtype=object), feature_names=["complaints", "plan"])
    >>> reasons(shown, 0)
    ['complaints is 12: raises the prediction (75 % of the push).',
     'plan is gold: lowers the prediction (25 % of the push).']
    """
    if not 0 <= row < len(explanation.values):
        then = "Choose a row of the explanation."
        raise InputError(must("row", f"from 0 to {len(explanation.values) - 1}", row, then))
    values = explanation.values[row]  # noqa: PD011 - an explanation, not a table
    if values.ndim == 2:
        leaning = values.sum(axis=0) + explanation.base_values[row]
        values = values[:, int(np.argmax(leaning)) if output is None else output]
    total = np.abs(values).sum()
    strongest = np.argsort(-np.abs(values), kind="stable")[:top]
    return [
        _sentence(explanation.feature_names[i], explanation.data[row][i], values[i], total)
        for i in strongest
        if total > 0 and abs(values[i]) >= SMALL * total
    ]


def _sentence(name: str, value: object, push: float, total: float) -> str:
    way = "raises" if push > 0 else "lowers"
    share = f"{100 * abs(push) / total:.0f} % of the push"
    return f"{name} is {_shown(value)}: {way} the prediction ({share})."


def _shown(value: Any) -> str:
    if value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return "missing"
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d" if value == value.normalize() else "%Y-%m-%d %H:%M")
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, int | float | np.number) and np.isfinite(value):
        return _number(float(value))
    text = " ".join(str(value).split())
    text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return f"“{text}”" if " " in text else text


def _number(value: float) -> str:
    whole = abs(value) < HUGE and (abs(value) >= LARGE or value.is_integer())
    return f"{value:,.0f}" if whole else f"{value:.4g}"
