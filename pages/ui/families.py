"""The kinds of models to choose from, each with what it is good at and how long it takes."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.plots.format import duration
from pages.ui.cached import gpu_usable, table_of
from pages.ui.guard import guarding
from pages.ui.store import store

if TYPE_CHECKING:
    from lepton.data import Problem
    from lepton.models import Family
    from lepton.store import Project

__all__ = ["family_cards"]

DEVICES = {"Automatic": "auto", "Processor (CPU)": "cpu", "Graphics card (GPU)": "cuda"}
CARD_WIDTH = 230


def family_cards(project: "Project", problem: "Problem", *, busy: bool) -> None:
    """Show every family with a button that trains it in the background.

    Parameters
    ----------
    project, problem
        What to train for.
    busy
        True while a training goes on: one after the other.
    """
    from lepton.models import families

    first = project.model_id is None
    st.subheader("Train a model" if first else "Train another model", anchor=False)
    settings = _settings(project)
    grid = st.grid(4, min_column_width=CARD_WIDTH)
    for place, family in enumerate(families()):
        with grid.container(border=True, height="stretch", key=f"family_{family.name}"):
            _about(family, project, problem)
            if st.button(
                "Train",
                key=f"train_{family.name}",
                type="primary" if first and place == 0 else "secondary",
                disabled=busy,
            ):
                _train(project, family.name, settings)


def _about(family: "Family", project: "Project", problem: "Problem") -> None:
    """What a family is good at, and how long it will take on these rows."""
    rows = len(table_of(str(project.dataset_id)).frame) - problem.dropped_rows
    seconds = family.estimate_seconds(
        rows, len(problem.features), problem.kind, max(len(problem.classes), 2)
    )
    with st.container(height="stretch", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{family.title}**", width="stretch")
            if family.uses_gpu and gpu_usable():
                st.badge("GPU", help="A graphics card was found and will be used.")
        st.caption(family.good_at)
    about = "About " + duration(seconds) if seconds >= 1 else "Under a second"
    st.caption(f"{about} on these rows")


def _settings(project: "Project") -> dict[str, Any]:
    """How to train; the defaults fit nearly always."""
    with st.expander("Settings", key="settings"):
        share = st.slider(
            "Rows held out to test on",
            min_value=10,
            max_value=50,
            value=20,
            step=5,
            format="%d %%",
            key=f"test_{project.id}",
            persist_state="session",
            help="The model never sees them while it learns.",
        )
        device = st.selectbox(
            "Train on",
            list(DEVICES),
            key=f"device_{project.id}",
            persist_state="session",
            help="Automatic uses a graphics card if there is one that works.",
        )
        seed = st.number_input(
            "Draw of chance",
            min_value=0,
            max_value=2**31 - 1,
            value=0,
            key=f"seed_{project.id}",
            persist_state="session",
            help="Training draws rows by chance; the same number here gives the same model again.",
        )
    return {"test_size": share / 100, "device": DEVICES[str(device)], "seed": int(seed)}


def _train(project: "Project", family: str, settings: dict[str, Any]) -> None:
    """Start, and draw the page anew with the progress on it."""
    from lepton.workflows import start_training

    with guarding():
        start_training(store(), project, family, **settings)
        st.rerun()
