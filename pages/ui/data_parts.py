"""Parts of the data page: where the table comes from, what is in it, what looks wrong."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.plots.format import count, missing_cells
from pages.ui.cached import profile_of, suspects_in
from pages.ui.choose_task import leave_out
from pages.ui.samples import open_sample
from pages.ui.state import go, open_project
from pages.ui.text import plain
from pages.ui.upload import upload

if TYPE_CHECKING:
    from lepton.data import Problem
    from lepton.store import Project, StoredTable

__all__ = ["begin", "source", "table_views", "warn_of_suspects"]

PREVIEW_ROWS = 1_000  # what a browser shows at once; the rest stays on the server
PREVIEW_COLUMNS = 100
LONGEST_NOTE = 300
EXAMPLE = {
    "Customer": ["A", "B", "C"],
    "Months with us": [4, 31, 18],
    "Complaints": [3, 0, 1],
    "Plan": ["basic", "family", "basic"],
    "Left": ["yes", "no", "no"],
}
FEW_NOTES = 4
TABLE_HEIGHT = 420


def begin() -> None:
    """Ask for a table; nothing can be shown without one."""
    st.markdown(
        "There is no table yet. Upload one, or look at this page with the data of a telecom "
        "company that loses customers."
    )
    chosen = upload("data")
    st.caption("Such a table looks like this:")
    st.table(EXAMPLE, hide_index=True, border="horizontal")
    if st.button("Try it with customer churn", key="begin_sample"):
        chosen = open_sample("churn")
    if chosen is not None:
        open_project(chosen.id)
        go("data")


def source(project: "Project", table: "StoredTable") -> None:
    """Say which table this is, how large it is, and what was repaired in it."""
    st.caption(_origin(project, table))
    profile = profile_of(table.id)
    tiles = st.grid(4, min_column_width=150)
    for label, value in (
        ("Rows", count(profile.rows)),
        ("Columns", count(profile.columns)),
        ("Missing cells", missing_cells(profile.missing, profile.rows * profile.columns)),
        ("Rows that are copies", count(profile.duplicate_rows)),
    ):
        tiles.metric(label, value, border=True)
    _notes((*table.notes, *profile.notes))
    with st.expander("Read another table instead", key="again"):
        chosen = upload("again")
    if chosen is not None:
        open_project(chosen.id)
        go("data")


def _notes(notes: tuple[str, ...]) -> None:
    """What was inferred or repaired: a few in the open, many behind a click."""
    if not notes:
        return
    with st.expander(
        f"What was understood and repaired ({len(notes)})",
        expanded=len(notes) <= FEW_NOTES,
        key="notes",
    ):
        st.markdown("\n".join(f"- {plain(note, LONGEST_NOTE)}" for note in notes))


def warn_of_suspects(project: "Project", problem: "Problem") -> None:
    """Warn of columns that give the answer away, each with one click to leave it out."""
    for suspect in suspects_in(str(project.dataset_id), problem.task):
        if suspect.column not in problem.features:
            continue
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(
                f":orange[**{plain(suspect.column)}**]: {plain(suspect.why, LONGEST_NOTE)}",
                width="stretch",
            )
            st.button(
                "Leave it out",
                key=f"leave_{suspect.column}",
                on_click=leave_out,
                args=(project.id, suspect.column),
            )


def table_views(table: "StoredTable", problem: "Problem | None") -> None:
    """Show the columns, and the first rows."""
    columns, rows = st.tabs(["Columns", "First rows"])
    with columns:
        st.dataframe(
            _column_table(table, problem),
            hide_index=True,
            height=TABLE_HEIGHT,
            key="columns",
            column_config={
                "Missing": st.column_config.NumberColumn(format="percent"),
                "Different values": st.column_config.NumberColumn(format="localized"),
                "Used": st.column_config.TextColumn(width="medium"),
            },
            alt="Every column with its type, missing values and examples",
        )
    with rows:
        shown = table.frame.iloc[:PREVIEW_ROWS, :PREVIEW_COLUMNS]
        if shown.shape != table.frame.shape:
            st.caption(_part_shown(shown.shape, table.frame.shape))
        st.dataframe(
            shown,
            hide_index=True,
            height=TABLE_HEIGHT,
            key="preview",
            alt="The first rows of the table",
        )


def _part_shown(shown: tuple[int, int], every: tuple[int, int]) -> str:
    """Say how much of a large table is shown."""
    rows, columns = (
        f"{count(some)} of {count(all_)}" for some, all_ in zip(shown, every, strict=True)
    )
    return f"The first {rows} rows and {columns} columns."


def _origin(project: "Project", table: "StoredTable") -> str:
    """Where the table comes from, in one line."""
    from lepton.data import samples

    known = {str(info): info for info in samples()}
    info = known.get(project.use_case or "")
    if info is None:
        return plain(table.name)
    flag = " **Synthetic data.**" if info.synthetic else ""
    return f"Sample: {plain(info.source, 200)}. Licence {plain(info.licence)}.{flag}"


def _column_table(table: "StoredTable", problem: "Problem | None") -> dict[str, list[Any]]:
    """One line per column, as a table to show."""
    profile = profile_of(table.id)
    out: dict[str, list[Any]] = {
        "Column": [c.name for c in profile.cols],
        "Holds": [c.kind for c in profile.cols],
        "Missing": [c.missing / max(profile.rows, 1) for c in profile.cols],
        "Different values": [c.unique for c in profile.cols],
        "For example": [", ".join(str(e) for e in c.examples) for c in profile.cols],
    }
    if problem is not None:
        out["Used"] = [_use(problem, c.name) for c in profile.cols]
    return out


def _use(problem: "Problem", column: str) -> str:
    """Whether the model learns from a column, and why not."""
    if column in problem.features:
        return "yes"
    return f"no: {problem.left_out.get(column, 'not needed')}"
