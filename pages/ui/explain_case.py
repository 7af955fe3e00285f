"""One case: which one, what is predicted for it, and why, as steps and in words."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton.plots.format import count, number, percent
from pages.ui.cached import case_of, model_of, scores_of, table_of
from pages.ui.explain_parts import unit_of
from pages.ui.guard import guarded
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark

if TYPE_CHECKING:
    import pandas as pd

    from lepton.models import Model
    from lepton.store import Project

__all__ = ["one_case"]

HIGH, MIDDLE, LOW, BY_NUMBER = "High score", "In the middle", "Low score", "By row number"
LONGEST = 400
TOP = 8


@st.fragment
@guarded
def one_case(project: "Project") -> None:
    """Let a case be picked, and show the reasons for its prediction."""
    from lepton.explanation import reasons
    from lepton.plots.single import leaning, waterfall

    model = model_of(str(project.model_id))
    st.subheader("One case", anchor=False)
    row = _pick(project)
    case = case_of(str(project.model_id), row)
    output = leaning(case, 0)
    shown = case if output is None else case[:, :, output]
    words, steps = st.columns([2, 3], gap="large")
    words.markdown(plain(_said(model, row, output), LONGEST))
    why = reasons(case, 0, top=5, output=output)
    words.markdown("\n".join(f"- {plain(sentence, LONGEST)}" for sentence in why))
    with steps:
        chart(
            waterfall(shown, 0, unit_of(model), TOP, dark=is_dark()),
            "waterfall",
            "Steps from where every case starts to the prediction of this one",
        )


def _pick(project: "Project") -> int:
    """Choose a row: by its score among the rows held out, or by its number."""
    scores = scores_of(str(project.model_id))
    key = f"{project.id}_{project.model_id}"
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    how = left.segmented_control(
        "Which case",
        [HIGH, MIDDLE, LOW, BY_NUMBER],
        default=HIGH,
        required=True,
        key=f"how_{key}",
        wrap=True,
        persist_state="session",
    )
    if how == BY_NUMBER:
        rows = len(table_of(str(project.dataset_id)).frame)
        asked = right.number_input(
            f"Row, 1 to {count(rows)}", 1, rows, 1, key=f"row_{key}", persist_state="session"
        )
        return int(asked) - 1
    place = right.number_input(
        "Place in that order",
        1,
        len(scores),
        1,
        key=f"place_{key}_{how}",
        persist_state="session",
        help="1 is the first one; the arrow leads to the next.",
    )
    order = {HIGH: scores, LOW: scores[::-1], MIDDLE: _from_middle(scores)}[str(how)]
    return int(order.index[int(place) - 1])


def _from_middle(scores: "pd.Series[float]") -> "pd.Series[float]":
    """The scores, the one in the middle first."""
    import numpy as np

    ranks = np.abs(np.arange(len(scores)) - len(scores) // 2)
    return scores.iloc[np.argsort(ranks, kind="stable")]


def _said(model: "Model", row: int, output: int | None) -> str:
    """What is predicted for a row, and what came true if the row was held out."""
    held = model.holdout.loc[model.holdout["row_id"] == row]
    start = f"Row {count(row + 1)} of the table"
    if held.empty:
        return f"{start}: one of the rows that the model learned from, so it knows the answer."
    known = held.iloc[0]
    if model.problem.kind == "regression":
        return (
            f"{start}: predicted {number(known['y_score'])}, came true {number(known['y_true'])}."
        )
    names = model.problem.classes
    true = names[int(known["y_true"])]
    if output is None:
        chance = percent(known["y_score"])
        target = model.problem.task.target
        return f"{start}: {target} = {names[1]} with a probability of {chance}; it was {true}."
    chance = percent(known[f"p_{names[output]}"])
    return f"{start}: predicted {names[output]}, probability {chance}; it was {true}."
