"""The one store behind every page."""

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from lepton.config import home

if TYPE_CHECKING:
    from lepton.store import Store

__all__ = ["store"]


def store() -> "Store":
    """Give the store under the folder that is configured now."""
    return _open(str(home()))


@st.cache_resource(max_entries=4, show_spinner=False)
def _open(folder: str) -> "Store":
    """Open each folder once per process."""
    from lepton.store import Store

    return Store.open(Path(folder))
