"""What is it worth? Assumptions beside the curve of profit, live in the browser."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton.errors import NotApplicable
from pages.ui.below_case import Case
from pages.ui.cached import model_of
from pages.ui.chrome import head, missing, next_step
from pages.ui.entry import show
from pages.ui.examples import example_of_worth
from pages.ui.guard import guarded, guarding
from pages.ui.roi_counts import counted, evidence_for
from pages.ui.roi_fields import plain_fields
from pages.ui.roi_parts import assumed, curve, export_figures, said_of, wording
from pages.ui.state import current_project
from pages.ui.state_link import arrive
from pages.ui.store import store
from pages.ui.worth_below import evidence_below
from pages.ui.worth_napkin import napkin_start, napkin_worth
from pages.ui.worth_presets import start_from_usual
from pages.ui.worth_scores import scores_start
from pages.ui.worth_slots import slots_start

if TYPE_CHECKING:
    from lepton.store import Project


def page() -> None:
    head("roi")
    project = current_project()
    if project is not None and _on_napkin(project):
        napkin_worth(arrive(project).id)
        next_step("roi")
        return
    if project is None or not _ready(project):
        _lead_on(project)
        return
    try:
        evidence_for(project)
    except NotApplicable:
        _other_question(project)
        next_step("roi")
        return
    with st.container():  # always there, so that the curve keeps its place when a notice goes
        project = arrive(project)
    worth(project.id)
    next_step("roi")


def _ready(project: "Project") -> bool:
    """Say whether there are scores: of a model, or brought from elsewhere."""
    from lepton.workflows.scores import has_scores

    return project.model_id is not None or has_scores(store(), project)


def _lead_on(project: "Project | None") -> None:
    """Say what is missing, lead there, and show what does without."""
    if project is None or project.dataset_id is None:
        missing("There is nothing to work out yet.", "start", "Choose what to decide")
    elif project.task is None:
        missing("First say which column to predict.", "data", "Choose what to predict")
    else:
        why = "A trained model is needed first: its scores decide whom to act on."
        missing(why, "model", "Train a model")
    example_of_worth()
    st.subheader("Or without a model from here", anchor=False)
    left, right = st.columns(2)
    with left:
        scores_start()
    with right:
        napkin_start()
    slots_start()


def _on_napkin(project: "Project") -> bool:
    from lepton.workflows.napkins import has_napkin

    return has_napkin(store(), project)


def _other_question(project: "Project") -> None:
    """Several classes and numbers have pages of their own."""
    if model_of(str(project.model_id)).problem.kind == "multiclass":
        from pages.ui.worth_actions import worth_actions

        worth_actions(project)
    else:
        from pages.ui.worth_forecast import worth_forecast

        worth_forecast(project)


@st.fragment
@guarded
def worth(project_id: str) -> None:
    """Everything that follows the assumptions; only this part runs again when they change."""
    project = store().project(project_id)
    evidence = evidence_for(project)
    labels = wording(project, evidence)
    with st.container():
        kept = assumed(project, evidence)
    with guarding():  # amounts that no longer fit the rows can be put right in the fields below
        counts = counted(project, evidence, kept)
        found = curve(project, evidence, counts, labels, kept)
        said_of(evidence)
        export_figures(found, kept, labels)
        evidence_below(Case(project, evidence, counts, kept, found, labels))
    start_from_usual(project)
    plain_fields(project_id, kept, labels)


show(page)
