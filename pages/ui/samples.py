"""Six decisions to try, each with real data."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton.data import SampleInfo, samples
from lepton.plots.format import count
from pages.ui.store import store
from pages.ui.text import plain

if TYPE_CHECKING:
    from lepton.store import Project

__all__ = ["open_sample", "sample_cards"]

COLUMNS = 3


def sample_cards() -> "Project | None":
    """Show the use cases as cards; give a new project when one was chosen."""
    chosen = None
    every = list(samples())
    for start in range(0, len(every), COLUMNS):
        for place, info in zip(st.columns(COLUMNS), every[start : start + COLUMNS], strict=False):
            with place:
                chosen = _card(info) or chosen
    return open_sample(chosen) if chosen else None


def open_sample(key: str) -> "Project":
    """Start a project with a built-in sample, its task and its illustrative money."""
    from lepton.workflows import open_sample as start

    with st.spinner("Opening the sample…"):
        return start(store(), str(key))


def _card(info: SampleInfo) -> SampleInfo | None:
    """One use case."""
    with st.container(border=True, height="stretch", key=f"card_{info!s}"):
        with st.container(height="stretch", gap="small"):
            st.markdown(f"**{plain(info.title)}**")
            st.markdown(plain(info.question, longest=200))
        about = f"{count(info.rows)} rows, {info.columns} columns"
        if info.synthetic:
            about += ", synthetic data"
        st.caption(about)
        if st.button("Try this", key=f"sample_{info!s}", help=f"Opens the sample {info.title}"):
            return info
    return None
