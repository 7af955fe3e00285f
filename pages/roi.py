"""What is it worth? Assumptions beside the curve of profit, live in the browser."""

import streamlit as st

from lepton.errors import NotApplicable
from pages.ui.chrome import head, missing
from pages.ui.entry import show
from pages.ui.guard import guarded
from pages.ui.roi_fields import plain_fields
from pages.ui.roi_parts import assumed, counted, curve, evidence, export_figures, wording
from pages.ui.state import current_project
from pages.ui.store import store
from pages.ui.text import plain

LONGEST = 400


def page() -> None:
    head("roi")
    project = current_project()
    if project is None or project.dataset_id is None:
        missing("There is nothing to work out yet.", "start", "Choose what to decide")
        return
    if project.task is None:
        missing("First say which column to predict.", "data", "Choose what to predict")
        return
    if project.model_id is None:
        missing(
            "A trained model is needed first: its scores decide whom to act on.",
            "model",
            "Train a model",
        )
        return
    try:
        counted(project.model_id)
    except NotApplicable as coming:
        missing(plain(coming, LONGEST), "data", "Choose another question")
        return
    worth(project.id)


@st.fragment
@guarded
def worth(project_id: str) -> None:
    """Everything that follows the assumptions; only this part runs again when they change."""
    from lepton.value import answer

    project = store().project(project_id)
    counts = counted(str(project.model_id))
    labels = wording(project, counts.table)
    kept = assumed(project, counts.table)
    curve(project, counts, labels, kept)
    export_figures(answer(counts.table, kept), kept, labels)
    evidence(project, counts.table)
    plain_fields(project_id, kept, labels)


show(page)
