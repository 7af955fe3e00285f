"""Charts in the colours of the page."""

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["apply_style", "chart", "is_dark"]

STYLE = Path(__file__).with_name("style.css")
TOOLBAR = {"displayModeBar": False, "scrollZoom": False}


def apply_style() -> None:
    """Set what the theme cannot: figures that line up, cards of one height."""
    st.html(STYLE)


def is_dark() -> bool:
    """Say whether this visitor reads on a dark background."""
    return st.context.theme.type == "dark"


def chart(figure: "go.Figure", key: str, alt: str) -> None:
    """Draw a figure; ``alt`` says in words what it shows, for those who cannot see it."""
    st.plotly_chart(figure, key=key, theme=None, config=TOOLBAR, alt=alt)
