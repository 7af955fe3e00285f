"""What stands under the answer of the case: one view at a time, one click away."""

from typing import TYPE_CHECKING

import streamlit as st

from pages.ui.case_costs import costs_view
from pages.ui.case_home import home_view
from pages.ui.case_knowing import knowing_view
from pages.ui.case_ledger import ledger_view
from pages.ui.case_money import money_view
from pages.ui.case_options import options_view
from pages.ui.case_risk import risk_view
from pages.ui.case_scenarios import scenarios_view
from pages.ui.case_true import true_view
from pages.ui.guard import guarding

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.ui.case_shown import Shown

__all__ = ["VIEWS", "look_closer", "view_place"]

VIEWS: "dict[str, tuple[str, Callable[[Shown], None]]]" = {
    "money": ("Money over time", money_view),
    "costs": ("What it costs", costs_view),
    "risk": ("Risk", risk_view),
    "true": ("What would have to be true", true_view),
    "scenarios": ("Scenarios", scenarios_view),
    "ledger": ("Assumptions", ledger_view),
    "knowing": ("Is knowing more worth it?", knowing_view),
    "options": ("Alternatives", options_view),
    "home": ("Take home", home_view),
}


def look_closer(shown: "Shown") -> None:
    """Offer the views; none is open at first, and only an open one is worked out."""
    with st.container(key="look_closer"):
        chosen = st.pills(
            "Look closer",
            list(VIEWS),
            format_func=lambda name: VIEWS[name][0],
            key=view_place(shown.project.id),
            persist_state="session",
        )
        if chosen is not None:
            with guarding():
                VIEWS[chosen][1](shown)


def view_place(project_id: str) -> str:
    """Where it is noted which view is open."""
    return f"case_closer_{project_id}"
