"""The tables of a case, as every paper has them."""

from typing import TYPE_CHECKING

import streamlit as st

from pages.ui.text import plain
from pages.ui.worth_parts import table

if TYPE_CHECKING:
    from lepton.report.tables import Table

__all__ = ["worded"]

LONGEST = 400


def worded(found: "Table", key: str) -> None:
    """Show a table of words with its title and its note."""
    st.markdown(f"**{plain(found.title, LONGEST)}**")
    columns = {name: [row[i] for row in found.rows] for i, name in enumerate(found.head)}
    table(columns, key, found.title)
    if found.note:
        st.caption(plain(found.note, LONGEST))
