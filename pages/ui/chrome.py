"""What every page has: its question, what it answers, what is missing, where to go next."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from lepton.errors import LeptonError
from pages.ui.state import IN_URL, go
from pages.ui.store import store
from pages.ui.text import plain

if TYPE_CHECKING:
    from streamlit.navigation.page import Page

    from lepton.store import Project

__all__ = [
    "PAGES",
    "PageInfo",
    "head",
    "missing",
    "navigation",
    "next_step",
    "sidebar",
    "stand_in",
    "without_model",
]

LOGO = Path(__file__).with_name("logo.svg")
MARK = Path(__file__).with_name("mark.svg")
SCORES, NAPKIN = "Scores from elsewhere", "On a napkin, without data"
WITHOUT_MODEL = {
    SCORES: "This project is about scores that were made elsewhere, so there is no model here.",
    NAPKIN: "This project is worked out on a napkin, so there is no data and no model here.",
}


@dataclass(frozen=True, slots=True)
class PageInfo:
    """One page: its name in the menu, the question it is about, and what it answers."""

    title: str
    question: str
    answers: str
    then: str | None = None


PAGES = {
    "start": PageInfo(
        "Start",
        "What do you want to decide?",
        "Lepton learns from past cases, shows why it predicts what it predicts, "
        "and works out what acting on it is worth.",
        "data",
    ),
    "data": PageInfo(
        "Data",
        "What do we have?",
        "Shows what was understood of the table, and asks what to predict.",
        "model",
    ),
    "model": PageInfo(
        "Model",
        "How well can we predict it?",
        "Trains on most of the rows, and tests on rows the model has never seen.",
        "explain",
    ),
    "explain": PageInfo(
        "Explain",
        "Why does it predict that?",
        "Shows which columns matter, how they matter, and the reasons for any single row.",
        "roi",
    ),
    "roi": PageInfo(
        "Worth",
        "What is it worth?",
        "Shows the profit of acting on the predictions, and how many cases to act on.",
        "case",
    ),
    "case": PageInfo(
        "Case",
        "Should we invest?",
        "Shows what building and running it costs, what it brings, and how sure that is.",
    ),
    "workshop": PageInfo(
        "Workshop",
        "Shall we try your numbers?",
        "Shows one chart to a room, on numbers that the people in it give.",
    ),
}


def navigation() -> "Page":
    """Set up the menu and give the page that was asked for."""
    st.set_page_config(page_title="Lepton", page_icon=str(MARK), layout="wide")
    st.logo(str(LOGO), size="large", icon_image=str(MARK))
    pages = [
        st.Page(
            f"pages/{key}.py",
            title=info.title,
            url_path=key,
            default=key == "start",
            help=info.question,
        )
        for key, info in PAGES.items()
    ]
    return st.navigation(pages, position="hidden")


def sidebar(project: "Project | None") -> None:
    """Show the pages as the steps of the work, and which project is open."""
    params = {IN_URL: project.id} if project else None
    with st.sidebar:
        for key, info in PAGES.items():
            st.page_link(f"pages/{key}.py", label=info.title, query_params=params, width="stretch")
        st.divider()
        if project is None:
            st.caption("No project open yet.")
        else:
            st.caption("Open project")
            st.markdown(f"**{plain(project.name)}**")
            st.caption(_model_line(project))


def _model_line(project: "Project") -> str:
    """Which model the pages speak about, or what stands in for one."""
    if project.model_id is None:
        return stand_in(project) or "No model yet"
    try:
        model = store().model(project.model_id)
    except LeptonError:
        return "The model is no longer there"
    return f"Model: {plain(model.info.get('title', model.family))}"


def stand_in(project: "Project") -> str:
    """What a project rests on that has no model of its own; empty where that is not settled."""
    from lepton.workflows.napkins import has_napkin
    from lepton.workflows.scores import has_scores

    if has_scores(store(), project):
        return SCORES
    return NAPKIN if has_napkin(store(), project) else ""


def without_model(project: "Project") -> bool:
    """Say on a page about models where a project has none and needs none, and lead on."""
    said = WITHOUT_MODEL.get(stand_in(project))
    if project.model_id is not None or said is None:
        return False
    missing(said, "roi", "See what it is worth")
    return True


def head(page: str) -> None:
    """Ask the page's question, and say in one sentence what the page answers."""
    info = PAGES[page]
    st.title(info.question, anchor=False)
    st.caption(info.answers)


def missing(what: str, page: str, label: str) -> None:
    """Say what this page still needs, with the one button that leads there."""
    with st.container(border=True):
        st.markdown(what)
        if st.button(label, type="primary", key=f"missing_{page}"):
            go(page)


def next_step(page: str, *, ready: bool = True) -> None:
    """Lead to the next page; it stays grey until this page has an answer."""
    then = PAGES[page].then
    if then is None:
        return
    st.divider()
    label = f"Next: {PAGES[then].question}"
    if st.button(label, key=f"next_{then}", disabled=not ready, type="primary"):
        go(then)
