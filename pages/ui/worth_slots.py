"""Offers in a list: whether our order of them earns more than today's."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.config import LIMITS
from lepton.errors import LeptonError
from pages.ui.guard import guarded
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark
from pages.ui.worth_scores import frame_of

if TYPE_CHECKING:
    import pandas as pd

    from lepton.workflows.slots import SlotMoney

__all__ = ["slots_start"]

NONE = "none"
LONGEST = 700
EXAMPLE = {
    "Visit": ["a", "a", "b", "b"],
    "Our model": [0.82, 0.11, 0.40, 0.63],
    "Today": [2, 1, 2, 1],
    "Clicked": [1, 0, 0, 1],
}
FURTHER = {
    "current": (
        "What orders them today, highest first",
        "Left out, our order is compared with one drawn by chance.",
    ),
    "propensity": (
        "Chance with which it was shown",
        "Where it is known, clicks are judged fairly whatever place an offer had.",
    ),
}


@st.fragment
@guarded
def slots_start() -> None:
    """Take a file of offers and clicks, and tell what our order of them is worth."""
    with st.container(border=True, key="bring_slots"):
        st.markdown("**Offers in a list: is our ranking better than today’s?**")
        file = st.file_uploader(
            "A CSV, Excel or Parquet file: one row for each offer of a visit, clicks known",
            key="slots_file",
            max_upload_size=LIMITS.upload_mb,
        )
        if file is None:
            with st.expander("What such a file looks like"):
                st.table(EXAMPLE, hide_index=True, border="horizontal")
            return
        frame = frame_of(file.file_id, file)
        columns = _columns(frame)
        if columns is not None:
            _show(frame, columns, _money())


def _columns(frame: "pd.DataFrame") -> dict[str, Any] | None:
    """Ask what the columns mean; nothing until the three that are needed are known."""
    import pandas as pd

    names = [str(name) for name in frame.columns]
    numbers = [name for name in names if pd.api.types.is_numeric_dtype(frame[name].dtype)]
    left, middle, right = st.columns(3)
    visit = left.selectbox("Which offers are shown together", names, index=None, key="slots_visit")
    score = middle.selectbox("Our scores", numbers, index=None, key="slots_score")
    clicked = right.selectbox("Whether it was clicked", names, index=None, key="slots_clicked")
    free = [name for name in numbers if name not in {visit, score, clicked}]
    places = zip(FURTHER, st.columns(len(FURTHER)), strict=True)
    further = {role: _further(role, free, place) for role, place in places}
    if not visit or not score or not clicked:
        return None
    return {"visit": visit, "score": score, "clicked": clicked, **further}


def _further(role: str, names: list[str], place: Any) -> str | None:
    text, why = FURTHER[role]
    found = place.selectbox(text, [NONE, *names], help=why, key=f"slots_{role}")
    return None if found == NONE else found


def _money() -> "SlotMoney":
    from lepton.workflows.slots import SlotMoney

    usual = SlotMoney()
    left, middle, right = st.columns(3)
    slots = left.number_input("Offers shown at once", 1, 100, usual.slots, key="slots_n")
    margin = middle.number_input("Earned per sale (€)", 0.0, 1e9, usual.margin, key="slots_margin")
    conversion = right.slider(
        "Clicks that become a sale",
        0.0,
        1.0,
        usual.conversion,
        step=0.005,
        format="percent",
        key="slots_conversion",
    )
    return SlotMoney(slots=int(slots), margin=margin, conversion=conversion)


def _show(frame: "pd.DataFrame", chosen: dict[str, Any], money: "SlotMoney") -> None:
    """Say what our order is worth, and draw where it is clicked more."""
    from lepton.plots.slots import slots_chart, slots_words
    from lepton.workflows.slots import SlotColumns, slots_of

    try:
        columns = SlotColumns(**chosen)
        found = slots_of(frame, columns, money)
    except LeptonError as wrong:
        st.warning(plain(wrong, LONGEST))
        return
    today = columns.current is not None
    st.markdown(plain(" ".join(slots_words(found, today=today)), LONGEST))
    chart(
        slots_chart(found, today=today, dark=is_dark()),
        "slots_chart",
        "Clicks by place in the list, by our order and by the other one",
    )
    if columns.propensity is None:
        st.caption(
            "This holds as far as a click does not depend on the place an offer had; the amounts "
            "are a first guess until you put your own."
        )
