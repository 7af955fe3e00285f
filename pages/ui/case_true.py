"""What would have to be true: how far each assumption may be off before it stops paying."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton.errors import listed
from pages.ui.case_fields import written
from pages.ui.text import plain
from pages.ui.worth_parts import table

if TYPE_CHECKING:
    from pages.ui.case_shown import Shown

__all__ = ["true_view"]

LONGEST = 500


def true_view(shown: "Shown") -> None:
    """Show today's value of each assumption beside the one at which nothing is left."""
    from lepton.finance.limits import safe_limit

    found = shown.study.break_evens
    pays = shown.study.measures.npv > 0
    at = "It stops paying at" if pays else "It would pay from"
    said = (
        "It pays as long as each of these stays on its side of the last column, the others as "
        "assumed."
        if pays
        else "It does not pay as assumed. One of these alone would have to be as in the last "
        "column."
    )
    st.markdown(plain(said, LONGEST))
    known = {
        name: safe_limit(value, float(shown.value(name)), pays=pays)
        for name, value in found.items()
        if value is not None
    }
    table(
        {
            "Assumption": [shown.labels.get(name, name) for name in known],
            "Assumed": [written(name, shown.value(name), shown.currency) for name in known],
            at: [written(name, value, shown.currency) for name, value in known.items()],
        },
        "case_break_evens",
        "Assumptions beside the value at which the net present value is nothing",
    )
    never = [shown.labels.get(name, name) for name in found if name not in known]
    if never:
        st.caption(plain(f"Alone, none of these turns the answer: {listed(never)}.", LONGEST))
