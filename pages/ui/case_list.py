"""The list for those who act: whom, why, and whom to leave alone on purpose."""

import io
import json
from typing import TYPE_CHECKING

import streamlit as st

from lepton.config import home
from lepton.errors import NotApplicable
from lepton.plots.format import count, percent
from pages.ui.guard import guarding
from pages.ui.store import store
from pages.ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from lepton.workflows.handing_over import HandedOver
    from pages.ui.case_shown import Shown

__all__ = ["list_to_act_on"]

LONGEST = 600
KINDS = {".csv": ("CSV", "text/csv"), ".parquet": ("Parquet", "application/octet-stream")}


def list_to_act_on(shown: "Shown") -> None:
    """Make the scored list, for the rows that are known or for new ones."""
    if shown.study.origin.kind != "policy":
        return
    st.markdown("**The list to act on**")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        alone = st.slider(
            "Leave alone on purpose, to see what acting brings", 0.0, 0.5, 0.1, step=0.01,
            format="percent", key=shown.key("list_alone"), width=360,
        )  # fmt: skip
        reasons = st.number_input(
            "Reasons beside each", 0, 10, 3, key=shown.key("list_reasons"), width=180
        )
    file = st.file_uploader(
        "New rows (CSV, Excel or Parquet); without them, the rows the model has not seen",
        key=shown.key("list_rows"),
    )
    if not st.toggle("Make the list", key=shown.key("list_make")):
        return
    given = None if file is None else (file.file_id, file)
    with guarding():
        try:
            made = _made(shown, float(alone), int(reasons), given)
        except NotApplicable as why:
            st.caption(plain(why, LONGEST))
            return
        _offer(shown, made)


def _offer(shown: "Shown", made: "HandedOver") -> None:
    rows = len(made.frame)
    share = percent(made.act / rows if rows else 0.0, short=True)
    st.markdown(
        plain(
            f"{count(made.act)} of {count(rows)} ({share}) to act on, {count(made.left_alone)} "
            f"left alone on purpose. {' '.join(made.notes)}",
            LONGEST,
        )
    )
    with st.container(horizontal=True):
        for kind, (title, mime) in KINDS.items():
            st.download_button(
                title, _written(made, kind), f"list{kind}", mime, on_click="ignore",
                key=shown.key(f"list{kind}"),
            )  # fmt: skip


def _written(made: "HandedOver", kind: str) -> "Callable[[], bytes]":
    """Write the list when it is asked for."""

    def write() -> bytes:
        from lepton.workflows.handing_over import write_list

        file = io.BytesIO()
        write_list(made.frame, file, kind=kind)
        return file.getvalue()

    return write


def _made(
    shown: "Shown", alone: float, reasons: int, given: "tuple[str, object] | None"
) -> "HandedOver":
    project = shown.project
    frame = None if given is None else _rows(given[0], given[1])
    parts = [str(home()), project.id, project.model_id, project.assumptions, alone, reasons]
    asked = json.dumps([*parts, given and given[0]], sort_keys=True)
    return _list(asked, project.id, alone, reasons, frame)


@st.cache_resource(max_entries=4, show_spinner="Making the list…")
def _list(
    asked: str,  # noqa: ARG001 - part of the key
    project_id: str,
    alone: float,
    reasons: int,
    _frame: "pd.DataFrame | None",
) -> "HandedOver":
    from lepton.workflows.handing_over import HandingOver, hand_over

    how = HandingOver(reasons=reasons, leave_alone=alone)
    return hand_over(store(), store().project(project_id), _frame, how)


@st.cache_resource(max_entries=2, show_spinner="Reading the rows…")
def _rows(file_id: str, _file: object) -> "pd.DataFrame":  # noqa: ARG001 - part of the key
    from lepton import load

    return load(_file).frame  # type: ignore[arg-type]
