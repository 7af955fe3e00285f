"""Money over time: benefits and costs by item, month by month or year by year."""

import streamlit as st

from pages.ui.case_shown import Shown
from pages.ui.case_table import worded
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark
from pages.ui.worth_parts import csv_button

__all__ = ["money_view"]

LONGEST = 500
BY = {"month": "Month by month", "year": "Year by year"}


def money_view(shown: Shown) -> None:
    """Show what comes in and what goes out, item by item, and offer every line as a file."""
    from lepton.plots.cash import flow_columns, stacked_figure
    from lepton.plots.format import money
    from lepton.report.tables import measure_table, year_table
    from lepton.value.result import frame_of

    flow = shown.study.flow
    by = st.segmented_control(
        "Show", list(BY), format_func=BY.__getitem__, default="year",
        key=shown.key("by"), label_visibility="collapsed", required=True,
    )  # fmt: skip
    figure = stacked_figure(flow, shown.currency, by=str(by), dark=is_dark())
    chart(figure, "stacked", f"Benefits and costs by {by}, item by item")
    worded(year_table(shown.study), "case_years")
    spent = money(float(flow.spend.sum()), shown.currency, short=True)
    st.caption(
        plain(
            f"Contacts and offers ({spent} over the whole time) are already taken off the benefit, "
            "so they are not among the costs. Amounts of each month as they are, not discounted.",
            LONGEST,
        )
    )
    worded(measure_table(shown.study), "case_measures")
    csv_button(frame_of(flow_columns(flow)), "cash-flow.csv", "Every line (CSV)", "case_csv")
