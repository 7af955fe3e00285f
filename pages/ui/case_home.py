"""Take home: every file from the numbers of this page, and a link that reopens it."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton.errors import LeptonError
from pages.ui.case_files import Brand, files_of
from pages.ui.case_list import list_to_act_on
from pages.ui.case_state import state_of
from pages.ui.text import plain

if TYPE_CHECKING:
    from pages.ui.case_shown import Shown

__all__ = ["home_view"]

LONGEST = 500
MOST_MB = 20


def home_view(shown: "Shown") -> None:
    """Offer every file; each is made when it is asked for."""
    said = shown.ledger.said()
    st.caption(
        plain(
            f"All from the numbers on this page, for the scenario {shown.name}. {said[0].upper()}"
            f"{said[1:]}; every file says so. Each is made when you ask for it, which takes a "
            "moment.",
            LONGEST,
        )
    )
    brand = _brand(shown)
    for taken in files_of(shown, brand):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.download_button(
                taken.title, taken.make, taken.name, taken.mime, on_click="ignore", width=220,
                key=shown.key(f"take_{taken.key}"),
            )  # fmt: skip
            st.caption(plain(taken.about, LONGEST))
    list_to_act_on(shown)
    _link(shown)


def _brand(shown: "Shown") -> Brand:
    """Template and logo of the reader's own firm; one that cannot be used is told at once."""
    from lepton.report.logo import read_logo
    from lepton.report.slides.template import open_template

    box = st.expander("Your own template and logo", key=shown.key("brand"), on_change="rerun")
    if not box.open:
        return Brand()
    with box:
        left, right = st.columns(2)
        deck = left.file_uploader(
            "PowerPoint template (.pptx or .potx)", type=["pptx", "potx"], max_upload_size=MOST_MB,
            key=shown.key("template"),
        )  # fmt: skip
        picture = right.file_uploader(
            "Logo (PNG or JPEG)", type=["png", "jpg", "jpeg"], max_upload_size=MOST_MB,
            key=shown.key("logo"),
        )  # fmt: skip
        template = None if deck is None else _usable(deck.getvalue(), open_template)
        logo = None if picture is None else _usable(picture.getvalue(), read_logo)
    return Brand(template, logo)


def _usable(given: bytes, check: object) -> bytes | None:
    try:
        check(given)  # type: ignore[operator]
    except LeptonError as problem:
        st.warning(plain(problem, LONGEST))
        return None
    return given


def _link(shown: "Shown") -> None:
    """The address that reopens the page as it is now."""
    st.markdown("**A link to exactly this**")
    address = (st.context.url or "").split("?")[0]
    st.code(f"{address}?project={shown.project.id}&case={state_of(shown)}", language=None)
    st.caption(
        "Whoever can reach this server opens the case with these numbers, this scenario and this "
        "view. It holds numbers and names of scenarios, not data."
    )
