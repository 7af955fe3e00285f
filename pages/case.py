"""Should we invest? The cash flow of the case, its risk, its scenarios, and what to take home."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton.errors import StorageError
from pages.ui.case_keep import refuse, save_bar, shared, who
from pages.ui.case_shown import shown_of
from pages.ui.case_state import arrive
from pages.ui.case_top import answer_on_top
from pages.ui.case_views import look_closer
from pages.ui.chrome import head, missing
from pages.ui.entry import show
from pages.ui.examples import example_of_case
from pages.ui.guard import guarded
from pages.ui.state import current_project
from pages.ui.store import store
from pages.ui.text import plain
from pages.ui.worth_napkin import napkin_start

if TYPE_CHECKING:
    from lepton.store import Project

LONGEST = 600


def page() -> None:
    head("case")
    project = current_project()
    if project is None or not _ready(project):
        _lead_on(project)
        return
    with st.container():  # always there, so that what follows keeps its place
        arrive(project)
    case(project.id)


def _ready(project: "Project") -> bool:
    """Say whether there is something that a decision could earn."""
    from lepton.workflows.napkins import has_napkin
    from lepton.workflows.scores import has_scores

    known = project.model_id is not None or has_scores(store(), project)
    return known or has_napkin(store(), project)


def _lead_on(project: "Project | None") -> None:
    """Say what is missing, lead there, and show what this page will say."""
    if project is None or project.dataset_id is None:
        missing("There is nothing to invest in yet.", "start", "Choose what to decide")
    elif project.task is None:
        missing("First say which column to predict.", "data", "Choose what to predict")
    else:
        why = "A trained model is needed first: what acting on it earns is where the money is."
        missing(why, "model", "Train a model")
    example_of_case()
    napkin_start()


@st.fragment
@guarded
def case(project_id: str) -> None:
    """Everything that follows the assumptions; only this part runs again when they change."""
    project = store().project(project_id)
    try:
        shown = shown_of(project)
    except StorageError as problem:
        _damaged(project, problem)
        return
    with st.container():
        shared(shown)
    answer_on_top(shown)
    save_bar(shown)
    look_closer(shown)


def _damaged(project: "Project", problem: StorageError) -> None:
    """What was kept cannot be read: say so, and offer to begin again beside what is there."""
    st.warning(plain(problem, LONGEST))
    st.button("Start the case anew", on_click=_anew, args=(project,), type="primary")


def _anew(project: "Project") -> None:
    from lepton.workflows.case import first_plan
    from lepton.workflows.case_store import keep_plan, last_revision

    with refuse():
        plan, revision = first_plan(store(), project), last_revision(store(), project)
        keep_plan(store(), project, plan, revision=revision, by=who())


show(page)
