"""Shall we try your numbers? One chart for a room, on numbers that the client gives."""

from typing import TYPE_CHECKING

import streamlit as st

from pages.ui.chrome import head, missing
from pages.ui.entry import show
from pages.ui.guard import guarded
from pages.ui.state import current_project
from pages.ui.store import store
from pages.ui.workshop_room import room_style, workshop

if TYPE_CHECKING:
    from lepton.store import Project


def page() -> None:
    project = current_project()
    if project is None or not _ready(project):
        head("workshop")
        missing("There is no business case yet to try numbers on.", "case", "Make the case first")
        return
    room_style()
    live(project.id)


def _ready(project: "Project") -> bool:
    """Say whether there is something that a decision could earn."""
    from lepton.workflows.napkins import has_napkin
    from lepton.workflows.scores import has_scores

    known = project.model_id is not None or has_scores(store(), project)
    return known or has_napkin(store(), project)


@st.fragment
@guarded
def live(project_id: str) -> None:
    """Everything that follows the client's numbers; only this part runs again."""
    workshop(store().project(project_id))


show(page)
