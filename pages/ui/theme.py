"""Charts in the colours of the page."""

import html
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from pages.ui.text import plain

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["apply_style", "chart", "is_dark"]

STYLE = Path(__file__).with_name("style.css")
LONGEST_TITLE = 120
TOOLBAR = {"displayModeBar": False, "scrollZoom": False}


def apply_style() -> None:
    """Set what the theme cannot: figures that line up, cards of one height."""
    st.html(STYLE)


def is_dark() -> bool:
    """Say whether this visitor reads on a dark background."""
    return st.context.theme.type == "dark"


def chart(figure: "go.Figure", key: str, alt: str) -> None:
    """Draw a figure with its title above it, where long titles wrap.

    Parameters
    ----------
    figure
        From :mod:`lepton.plots`.
    key
        Name of the chart on the page.
    alt
        What it shows in words, for those who cannot see it.
    """
    title = html.unescape(figure.layout.title.text or "")
    figure.update_layout(title_text="", margin_t=8)
    st.markdown(f"**{plain(title, LONGEST_TITLE)}**")
    st.plotly_chart(figure, key=key, theme=None, config=TOOLBAR, alt=alt)
