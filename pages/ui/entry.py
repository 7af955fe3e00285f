"""Running a page, whichever way it was reached."""

from collections.abc import Callable

import streamlit as st

from pages.ui.chrome import navigation
from pages.ui.state import app_state

__all__ = ["show"]


def show(page: Callable[[], None]) -> None:
    """Run a page that app.py has led to; if nobody led to it, start over through app.py.

    A server that has just started runs the files in ``pages/`` by themselves when one is opened
    by its address. Naming the pages ends that for all visitors.
    """
    if not app_state().routed:
        navigation()
        app_state().routed = True
        st.rerun()
    page()
