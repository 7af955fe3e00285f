"""What every action is worth for every true class: a table to fill in."""

import hashlib
import json
from typing import TYPE_CHECKING

import streamlit as st

from lepton.errors import LeptonError
from lepton.plots.format import symbol
from pages.ui.cached import model_of
from pages.ui.store import store
from pages.ui.text import plain

if TYPE_CHECKING:
    import pandas as pd

    from lepton.store import Project
    from lepton.value.actions import ActionMoney

__all__ = ["every_action"]

LONGEST = 500
REFUSED = "matrix_refused"  # why the table was not kept, until it has been said
MOST_CLASSES = 100  # a larger table is no table for a hand


def every_action(project: "Project", kept: "ActionMoney", name: str) -> None:
    """Let each action have its own worth for each true class, instead of the simple amounts."""
    classes = list(model_of(str(project.model_id)).problem.classes)
    if len(classes) > MOST_CLASSES:
        return
    with st.expander("Each action has its own worth", expanded=kept.matrix is not None):
        sign = symbol(kept.currency).strip()
        st.caption(
            plain(
                f"Rows: the true {name}. Columns: what is done. Worth of one case in {sign}, costs "
                "below zero. Once used, this table takes the place of the amounts above.",
                LONGEST,
            )
        )
        edited = _table(kept, classes)
        if edited is not None:
            _buttons(project, kept, edited)


def _table(kept: "ActionMoney", classes: list[str]) -> "pd.DataFrame | None":
    """Show the table as it is kept; edits live in the widget until they are used."""
    from lepton.workflows.action_matrix import matrix_table, with_actions

    now = matrix_table(kept, classes)
    key = _key(now)
    actions = st.multiselect(
        "What can be done",
        list(now.columns),
        default=list(now.columns),
        accept_new_options=True,
        key=f"matrix_actions_{key}",
        help="Type a new name to add an action.",
    )
    try:
        shown = with_actions(now, actions)
    except LeptonError as problem:
        st.warning(plain(problem, LONGEST))
        return None
    return st.data_editor(shown, key=f"matrix_{key}_{_key(shown)}", num_rows="fixed")


def _buttons(project: "Project", kept: "ActionMoney", edited: "pd.DataFrame") -> None:
    from lepton.workflows.action_matrix import without_matrix

    with st.container(horizontal=True):
        st.button("Use this table", on_click=_use, args=(project.id, kept, edited))
        if kept.matrix is not None:
            st.button(
                "Back to the simple amounts",
                on_click=_keep,
                args=(project.id, without_matrix(kept)),
            )
    refused = st.session_state.pop(REFUSED, None)
    if refused:
        st.warning(plain(refused, LONGEST))


def _use(project_id: str, kept: "ActionMoney", edited: "pd.DataFrame") -> None:
    """Keep the table, or remember what is wrong with it."""
    from lepton.workflows.action_matrix import with_matrix

    try:
        _keep(project_id, with_matrix(kept, edited))
    except LeptonError as problem:
        st.session_state[REFUSED] = str(problem)


def _keep(project_id: str, money: "ActionMoney") -> None:
    store().update_project(project_id, assumptions=money.to_dict())


def _key(table: "pd.DataFrame") -> str:
    """Name a table by what stands in it, so that its edits belong to it alone."""
    said = json.dumps([list(map(str, table.columns)), table.to_numpy().tolist()])
    return hashlib.sha256(said.encode()).hexdigest()[:12]
