"""Your own data: a file comes in, a project comes out."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.config import LIMITS
from pages.ui.guard import guarded
from pages.ui.store import store

if TYPE_CHECKING:
    from lepton.store import Project

__all__ = ["upload"]

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
ENCODINGS = ["utf-8", "latin-1", "cp1252", "utf-16", "gb18030", "shift_jis", "big5"]
DELIMITERS = {"comma ,": ",", "semicolon ;": ";", "tab": "\t", "bar |": "|"}
BY_ITSELF = "Found by itself"


@guarded
def upload(where: str) -> "Project | None":
    """Offer to upload a table; give a new project when one was read.

    Parameters
    ----------
    where
        The page this stands on: each has widgets of its own.
    """
    with st.container(border=True, key=f"upload_card_{where}"):
        st.markdown("**Use your own data**")
        file = st.file_uploader(
            "A CSV, Excel or Parquet file: one row per case, and a column that says how it ended",
            key=f"upload_{where}_{_times(where)}",
            max_upload_size=LIMITS.upload_mb,
        )
        how = _how_to_read(where)
        ready = file is not None and _sheet_chosen(where, file, how)
    if file is None or not ready:
        return None
    from lepton.workflows import open_file

    with st.spinner("Reading the table…"):
        project = open_file(store(), file, file.name, **how)
    st.session_state[_counter(where)] = _times(where) + 1  # a new uploader lets go of the file
    return project


def _how_to_read(where: str) -> dict[str, Any]:
    """What may be said about a text file where the reader guesses wrong."""
    with st.expander("The text of a file came out wrong?", key=f"how_{where}"):
        left, right = st.columns(2)
        encoding = left.selectbox(
            "Letters (encoding)", [BY_ITSELF, *ENCODINGS], key=f"encoding_{where}"
        )
        delimiter = right.selectbox(
            "Between two columns", [BY_ITSELF, *DELIMITERS], key=f"delimiter_{where}"
        )
        st.caption("Both are found by themselves. Set them only if the table came out wrong.")
    chosen = {
        "encoding": None if encoding == BY_ITSELF else encoding,
        "delimiter": DELIMITERS.get(str(delimiter)),
    }
    return {name: value for name, value in chosen.items() if value is not None}


def _sheet_chosen(where: str, file: Any, how: dict[str, Any]) -> bool:
    """Ask which sheet of a workbook to read; every other file is ready at once."""
    if not file.name.lower().endswith(WORKBOOKS):
        return True
    from lepton.data import sheets

    names = sheets(file)
    if len(names) < 2:
        return True
    sheet = st.selectbox("Sheet of the workbook", [BY_ITSELF, *names], key=f"sheet_{where}")
    if sheet != BY_ITSELF:
        how["sheet"] = sheet
    return st.button("Read this sheet", key=f"read_{where}", type="primary")


def _counter(where: str) -> str:
    return f"uploads_{where}"


def _times(where: str) -> int:
    return int(st.session_state.get(_counter(where), 0))
