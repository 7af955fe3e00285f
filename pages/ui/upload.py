"""Your own data: a file comes in, a project comes out."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.config import LIMITS
from pages.ui.store import store

if TYPE_CHECKING:
    from lepton.store import Project

__all__ = ["upload"]

ENDINGS = ["csv", "tsv", "tab", "txt", "xlsx", "xlsm", "xls", "xlsb", "ods", "parquet", "pq"]
ENCODINGS = ["utf-8", "latin-1", "cp1252", "utf-16", "gb18030", "shift_jis", "big5"]
DELIMITERS = {"comma ,": ",", "semicolon ;": ";", "tab": "\t", "bar |": "|"}
BY_ITSELF = "Found by itself"


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
            "A table with one row per case and a column that says how it ended",
            type=ENDINGS,
            key=f"upload_{where}_{_times(where)}",
            max_upload_size=LIMITS.upload_mb,
        )
        how = _how_to_read(where)
    if file is None:
        return None
    from lepton.workflows import open_file

    with st.spinner("Reading the table…"):
        project = open_file(store(), file, file.name, **how)
    st.session_state[_counter(where)] = _times(where) + 1  # a new uploader lets go of the file
    return project


def _how_to_read(where: str) -> dict[str, Any]:
    """What may be said about the file where the reader guesses wrong."""
    with st.expander("The file was read wrongly before?", key=f"how_{where}"):
        sheet = st.text_input(
            "Sheet of the workbook", key=f"sheet_{where}", placeholder="The one with the table"
        )
        encoding = st.selectbox(
            "Letters (encoding)", [BY_ITSELF, *ENCODINGS], key=f"encoding_{where}"
        )
        delimiter = st.selectbox(
            "Between two columns", [BY_ITSELF, *DELIMITERS], key=f"delimiter_{where}"
        )
        st.caption("Set this before choosing the file.")
    chosen = {
        "sheet": sheet.strip() or None,
        "encoding": None if encoding == BY_ITSELF else encoding,
        "delimiter": DELIMITERS.get(delimiter),
    }
    return {name: value for name, value in chosen.items() if value is not None}


def _counter(where: str) -> str:
    return f"uploads_{where}"


def _times(where: str) -> int:
    return int(st.session_state.get(_counter(where), 0))
