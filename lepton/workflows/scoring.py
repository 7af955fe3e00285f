"""Scoring new rows, and writing them so that a spreadsheet runs nothing."""

import csv
from typing import IO, TYPE_CHECKING

from lepton.workflows.worth import counts_of, require_binary

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    import pandas as pd

    from lepton.models import Model
    from lepton.value import Payoff

__all__ = ["score_table", "write_csv"]

STARTS = ("=", "+", "-", "@", "\t", "\r")
OURS = "lepton_"


def score_table(
    model: "Model",
    frame: "pd.DataFrame",
    payoff: "Payoff | None" = None,
    *,
    fixed_cost: float = 0.0,
    population: float | None = None,
) -> "pd.DataFrame":
    """The rows with what the model makes of them.

    Parameters
    ----------
    model
        Which model.
    frame
        New rows with the columns it learned from; never changed.
    payoff
        Net value per decision; without it nothing is decided.
    fixed_cost, population
        As for :func:`lepton.value_curve`; they matter only for whether acting pays at all.

    Returns
    -------
    DataFrame
        The rows, with ``score`` (probability of the positive class, or the predicted number)
        and for several classes ``prediction``. With a payoff also ``decision`` (1: act; scores
        at or above the cut-off that earned most on held-out rows) and ``expected_value`` (what
        acting is expected to earn over not acting, in the payoff's currency). A name the table
        already has is written with ``lepton_`` before it.

    Raises
    ------
    InputError
        A column the model needs is missing.
    NotApplicable
        A payoff was given and the model does not answer a yes-or-no question.
    """
    made: dict[str, np.ndarray] = {"score": model.score(frame)}
    if model.problem.kind == "multiclass":
        made["prediction"] = model.predict(frame)
    if payoff is not None:
        require_binary(model)
        best = counts_of(model).curve(payoff, fixed_cost, population).best
        made["decision"] = (made["score"] >= best.threshold).astype("int64")
        made["expected_value"] = payoff.expected_value(made["score"])
    return frame.assign(**{_free(name, frame): column for name, column in made.items()})


def _free(name: str, frame: "pd.DataFrame") -> str:
    """Our column must not replace one of theirs, which the model may have learned from."""
    return f"{OURS}{name}" if name in frame.columns else name


def write_csv(frame: "pd.DataFrame", target: "Path | IO[str]") -> None:
    """Write a table as CSV in UTF-8; text that a spreadsheet would run gets a quote before it.

    Parameters
    ----------
    frame
        Any table; never changed.
    target
        A file or an open one.
    """
    safe = frame.copy(deep=False)
    returns = False
    for name in frame.columns:
        if frame[name].dtype.kind not in "biufcmM":
            safe[name], found = _harmless(frame[name])
            returns |= found
    safe.columns = [_quoted(name) for name in frame.columns]
    # until Python 3.13 a carriage return within a cell is not quoted by itself
    safe.to_csv(target, index=False, quoting=csv.QUOTE_NONNUMERIC if returns else csv.QUOTE_MINIMAL)


def _harmless(column: "pd.Series") -> "tuple[np.ndarray, bool]":
    """The cells that a spreadsheet runs nothing of, and whether any holds a carriage return."""
    import numpy as np
    import pandas as pd

    codes, levels = pd.factorize(column)
    quoted = np.array([*map(_quoted, levels), None], dtype=object)
    return quoted[codes], any("\r" in level for level in levels if isinstance(level, str))


def _quoted(cell: object) -> object:
    """Put a quote before text that starts like a formula; a number as text stays one."""
    if not isinstance(cell, str) or not cell.startswith(STARTS) or _is_number(cell):
        return cell
    return f"'{cell}"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text.strip() == text
