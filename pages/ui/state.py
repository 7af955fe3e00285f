"""What one visitor has open: ids only. Everything else is in the store."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

import streamlit as st

from lepton.errors import NotFound
from pages.ui.store import store

if TYPE_CHECKING:
    from lepton.store import Project

__all__ = [
    "IN_URL",
    "AppState",
    "app_state",
    "close_project",
    "current_project",
    "go",
    "open_project",
    "remember_page",
]

KEY = "lepton"
IN_URL = "project"
NEVER_LEFT = ("start", "workshop")  # pages that are no place in a project to come back to


@dataclass
class AppState:
    """The ids of what is open in this browser tab, and whether app.py leads to the page."""

    project_id: str | None = None
    routed: bool = False


def app_state() -> AppState:
    """Give the state of this browser tab."""
    if KEY not in st.session_state:
        st.session_state[KEY] = AppState()
    return st.session_state[KEY]


def current_project() -> "Project | None":
    """Give the open project: the one in the address, else the one opened last in this tab.

    The address always names it afterwards, so that a reload or a sent link brings it back.
    """
    wanted = st.query_params.get(IN_URL) or app_state().project_id
    if not wanted:
        return None
    try:
        project = store().project(wanted)
    except NotFound:
        close_project()
        raise
    app_state().project_id = project.id
    if st.query_params.get(IN_URL) != project.id:
        st.query_params[IN_URL] = project.id
    return project


def open_project(project_id: str) -> None:
    """Make this the open project."""
    app_state().project_id = project_id
    st.query_params[IN_URL] = project_id


def close_project() -> None:
    """Leave the open project; it stays in the store."""
    app_state().project_id = None
    st.query_params.pop(IN_URL, None)


def remember_page(project: "Project", page: str) -> None:
    """Note where in the project the visitor is, to come back to it later."""
    if page not in NEVER_LEFT and project.page != page:
        store().update_project(project.id, page=page)


def go(page: str) -> NoReturn:
    """Go to another page and take the open project along."""
    project_id = app_state().project_id
    params = {IN_URL: project_id} if project_id else None
    st.switch_page(f"pages/{page}.py", query_params=params)
    raise AssertionError("switching pages ends the run")  # pragma: no cover
