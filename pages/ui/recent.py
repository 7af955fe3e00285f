"""The projects of last time, reopened where they were left."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from lepton.plots.format import count, duration
from pages.ui.chrome import NAPKIN, PAGES, SCORES, stand_in
from pages.ui.state import app_state, close_project, go, open_project
from pages.ui.store import store
from pages.ui.text import plain

if TYPE_CHECKING:
    from lepton.store import Project

__all__ = ["recent_projects"]

SHOWN = 6
RESTS_ON = {SCORES: "Scores", NAPKIN: "Napkin"}


def recent_projects() -> None:
    """List the projects worked on last; nothing where there are none."""
    projects = store().projects(limit=SHOWN)
    if not projects:
        return
    st.subheader("Go on where you left off", anchor=False)
    for project in projects:
        _row(project)


def _row(project: "Project") -> None:
    """One project: what it is, when it was open, and the button that reopens it."""
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"recent_{project.id}"
    ):
        with st.container(gap=None):
            st.markdown(f"**{plain(project.name)}**")
            st.caption(_about(project))
        _change(project)
        if st.button("Continue", key=f"open_{project.id}"):
            open_project(project.id)
            go(project.page if project.page in PAGES else "data")


def _change(project: "Project") -> None:
    """Give a project another name, or delete it."""
    key = project.id
    with st.popover("Change", type="tertiary", key=f"change_{key}"):
        name = st.text_input("Name", project.name, key=f"name_{key}")
        if st.button("Rename", key=f"rename_{key}") and name.strip():
            store().update_project(key, name=name)
            st.rerun()
        st.divider()
        st.caption(
            "The project and its models will be gone for good; the file it came from will not."
        )
        sure = st.checkbox("Yes, I want to delete it", key=f"sure_{key}")
        if st.button("Delete this project", key=f"delete_{key}", disabled=not sure):
            if app_state().project_id == key:
                close_project()
            store().delete_project(key)
            st.rerun()


def _about(project: "Project") -> str:
    """How far it is, in a few words."""
    models = RESTS_ON.get(stand_in(project), "no model yet")
    if project.model_count:
        models = f"{count(project.model_count)} model{'s' if project.model_count > 1 else ''}"
    ago = (datetime.now(UTC) - project.updated).total_seconds()
    page = PAGES[project.page].title if project.page in PAGES else "Data"
    return f"{models} · last open on {page} · {duration(ago)} ago"
