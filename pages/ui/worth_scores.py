"""Scores made elsewhere: a file with what came true and what a model had said."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.config import LIMITS
from lepton.plots.format import count
from pages.ui.guard import guarded
from pages.ui.state import go, open_project
from pages.ui.store import store
from pages.ui.text import plain

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["frame_of", "scores_start"]

NONE = "none"
MOST_LABELS = 50
LONGEST = 400
EXAMPLE = {"Outcome": [1, 0, 0], "Our model": [0.82, 0.11, 0.40], "Old scores": [0.61, 0.35, 0.20]}
ROLES = {
    "value": ("Worth of each case", "Money per row, where a success is not worth the same."),
    "weight": ("How many decisions a row stands for", "Leave it out to count every row once."),
    "group": ("What belongs together", "Rows of one customer stay on the same side."),
}
TRAINED = {
    "positive_weight": (
        "Weight that rows calling for action had in training",
        "Such as scale_pos_weight or class weights: the scores came out too high by it and are put "
        "right. Leave it empty if there was none.",
    ),
    "kept_negatives": (
        "Share of the other rows that training kept",
        "Where others were left out of training, such as 0.1 for one in ten, the scores came out "
        "too high and are put right. Leave it empty if all were kept.",
    ),
}


@guarded
def scores_start() -> None:
    """Offer to bring scores; a project comes out, shown on the page of returns."""
    with st.container(border=True, key="bring_scores"):
        st.markdown("**You have scores already? See what they are worth**")
        file = st.file_uploader(
            "A CSV, Excel or Parquet file: one row per case, with how it ended and its scores",
            key="scores_file",
            max_upload_size=LIMITS.upload_mb,
        )
        if file is None:
            with st.expander("What such a file looks like"):
                st.table(EXAMPLE, hide_index=True, border="horizontal")
            return
        frame = frame_of(file.file_id, file)
        chosen = _columns(frame)
        if chosen is not None and st.button("Show what they are worth", type="primary"):
            _open(file, chosen)


@st.cache_resource(max_entries=3, show_spinner="Reading the table…")
def frame_of(file_id: str, _file: Any) -> "pd.DataFrame":  # noqa: ARG001 - part of the key
    """Give the table of the file, read once for every file that comes in."""
    from lepton.data import load

    return load(_file).frame


def _columns(frame: "pd.DataFrame") -> dict[str, Any] | None:
    """Ask what the columns mean; nothing until the outcome and a score are known."""
    import pandas as pd

    names = [str(name) for name in frame.columns]
    numbers = [name for name in names if pd.api.types.is_numeric_dtype(frame[name].dtype)]
    left, right = st.columns(2)
    y = left.selectbox("Column that says how each case ended", names, index=None)
    free = [name for name in numbers if name != y]
    scores = right.multiselect("Columns of scores, the one to use first", free)
    positive = _positive(frame, y) if y else None
    with st.expander("Columns with a role of their own"):
        roles = {role: _role(role, [n for n in names if n not in {y, *scores}]) for role in ROLES}
        trained = {name: _corrected(name) for name in TRAINED}
        all_rows = st.checkbox(
            "Choose and report on all rows",
            help="Otherwise half of the rows choose whom to act on and the other half report the "
            "money. With all rows the result looks better than it is.",
        )
    st.caption(f"{count(len(frame))} rows were read.")
    if not y or not scores:
        return None
    return {
        "y": y,
        "scores": scores,
        "positive": positive,
        "all_rows": all_rows,
        **roles,
        **trained,
    }


def _positive(frame: "pd.DataFrame", y: str) -> str | None:
    """Ask which outcome calls for action, where there are few enough to choose from."""
    from lepton.data.labels import label_of

    values = frame[y].value_counts()
    if not 1 < len(values) <= MOST_LABELS:
        return None
    labels = [label_of(value) for value in values.index]
    usual = labels.index("1") if "1" in labels else len(labels) - 1
    return st.selectbox("Outcome that calls for action", labels, index=usual)


def _role(role: str, names: list[str]) -> str | None:
    text, why = ROLES[role]
    found = st.selectbox(text, [NONE, *names], help=why, key=f"scores_{role}")
    return None if found == NONE else found


def _corrected(name: str) -> float | None:
    text, why = TRAINED[name]
    return st.number_input(text, value=None, placeholder="none", help=why, key=f"scores_{name}")


def _open(file: Any, chosen: dict[str, Any]) -> None:
    from lepton.errors import LeptonError
    from lepton.workflows.scores import ScoreColumns, open_scores

    try:
        project = open_scores(store(), file, ScoreColumns(**chosen), file.name)
    except LeptonError as wrong:
        st.warning(plain(wrong, LONGEST))
        return
    open_project(project.id)
    go("roi")
