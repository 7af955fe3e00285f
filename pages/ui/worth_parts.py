"""What the pages of worth beyond yes or no have in common: tiles, tables, what is still guessed."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.ui.text import plain

if TYPE_CHECKING:
    import pandas as pd

    from lepton.store import Project

__all__ = ["beside", "caveat", "csv_button", "labels_of", "table", "tiles"]

LONGEST = 800
TILE = 150


def labels_of(project: "Project") -> dict[str, str]:
    """Give what things are called in this use case; nothing for one's own data."""
    from lepton.data import samples

    target = (project.task or {}).get("target")
    found = {str(info): info.labels for info in samples() if info.task.target == target}
    return dict(found.get(project.use_case or "", {}))


def beside() -> tuple[Any, Any]:
    """Give the place of the answer, and of the assumptions to its left; below it on a phone."""
    with st.container(key="worth_beside"):
        answer, assumptions = st.columns([5, 2], gap="large")
    return answer, assumptions


def tiles(rows: Sequence[tuple[str, str, str, str]]) -> None:
    """Show a few figures large: what it is, how much, one line about it, and what it means."""
    grid = st.grid(len(rows), min_column_width=TILE)
    for title, value, about, meaning in rows:
        grid.metric(
            plain(title),
            value,
            delta=about or None,
            delta_color="off",
            delta_arrow="off",
            border=True,
            help=plain(meaning, LONGEST),
        )


def caveat(project: "Project", said: str, untouched: Sequence[bool]) -> None:
    """Say what the figures rest on, and which amounts nobody has set yet."""
    from lepton.data import samples

    notes = [s.illustrative for s in samples() if str(s) == project.use_case and s.illustrative]
    if not project.use_case and all(untouched):
        notes.append("The amounts are a first guess, not yours: put your own figures.")
    elif not project.use_case and any(untouched):
        notes.append("Some amounts are still a first guess, not yours: put your own figures.")
    st.caption(plain(" ".join([said, *notes]), LONGEST))


def table(columns: dict[str, list[str]], key: str, alt: str) -> None:
    """Show a table of words and figures."""
    st.dataframe(columns, hide_index=True, key=key, alt=alt)


def csv_button(frame: "pd.DataFrame", name: str, label: str, key: str) -> None:
    """Offer a table as a file that a spreadsheet opens, with every digit."""
    from lepton.workflows import write_csv

    text = io.StringIO()
    write_csv(frame, text)
    st.download_button(
        label, text.getvalue(), file_name=name, mime="text/csv", key=key, on_click="ignore"
    )
