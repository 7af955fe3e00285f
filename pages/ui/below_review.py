"""What if not everything can be done at once? A second look, alerts, and what a budget buys."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton.errors import LeptonError
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark

if TYPE_CHECKING:
    from lepton.store import Project
    from lepton.value import Assumptions
    from lepton.workflows.basis import Evidence

__all__ = ["review_below"]

LONGEST = 600


def review_below(
    project: "Project", evidence: "Evidence", kept: "Assumptions", labels: dict[str, str]
) -> None:
    """Price a second look, a day of alerts, and every budget."""
    said: list[str] = []  # the same reason is told once
    for part in (_look, _alerts, _budget):
        try:
            part(project, evidence, kept, labels)
        except LeptonError as problem:
            if str(problem) not in said:
                st.info(plain(problem, LONGEST))
                said.append(str(problem))


def _look(
    project: "Project", evidence: "Evidence", kept: "Assumptions", labels: dict[str, str]
) -> None:
    from lepton.plots.limits import review_chart, review_sentence
    from lepton.workflows.second_look import amounts_of, second_look

    st.markdown("**Let a person look at the doubtful ones**")
    right, wrong = amounts_of(kept)
    left, middle = st.columns(2)
    cost = left.number_input(
        "Cost of one look", min_value=0.0, value=2.0, key=f"look_cost_{project.id}"
    )
    errors = middle.slider(
        "Looks that come to the wrong result",
        0.0,
        0.5,
        value=0.05,
        step=0.01,
        format="percent",
        key=f"look_errors_{project.id}",
    )
    found = second_look(evidence.first, kept, review_cost=cost, review_errors=errors)
    said = review_sentence(found, kept.currency, labels)
    st.markdown(plain(said, LONGEST))
    given = {"right": right, "wrong": wrong, "review_cost": cost, "review_errors": errors}
    figure = review_chart(found, given, kept.currency, dark=is_dark())
    chart(figure, "second_look", "Worth of leaving, looking and acting by probability")


def _alerts(
    project: "Project", evidence: "Evidence", kept: "Assumptions", labels: dict[str, str]
) -> None:
    from lepton.plots.limits import alerts_sentence
    from lepton.workflows.second_look import daily_alerts

    st.markdown("**Look at the highest scores day by day**")
    first, second, third = st.columns(3)
    per_day = first.number_input(
        "Alerts a day", min_value=0.0, value=20.0, key=f"alerts_{project.id}"
    )
    minutes = second.number_input(
        "Minutes for each", min_value=0.0, value=10.0, key=f"minutes_{project.id}"
    )
    hours = third.number_input(
        "Hours a day there are", min_value=0.0, value=4.0, key=f"hours_{project.id}"
    )
    found = daily_alerts(
        evidence.first,
        kept,
        alerts_per_day=per_day,
        minutes_per_alert=minutes,
        analysts_hours=hours,
    )
    st.markdown(plain(alerts_sentence(found, kept.currency, labels), LONGEST))


def _budget(
    project: "Project",  # noqa: ARG001 - the parts share one signature
    evidence: "Evidence",
    kept: "Assumptions",
    labels: dict[str, str],  # noqa: ARG001 - the parts share one signature
) -> None:
    from lepton.plots.limits import budget_curve
    from lepton.workflows.second_look import budget_returns

    found = budget_returns(evidence.first, kept)
    if found.budget[-1] <= 0:
        return
    st.markdown("**What each budget could earn**")
    figure = budget_curve(found, kept.currency, kept.budget, dark=is_dark())
    chart(figure, "budget_curve", "Expected earnings by monthly budget")
    st.caption("Expected from the scores, before the fixed cost, the best cases first.")
