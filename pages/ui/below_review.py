"""What if not everything can be done at once? A second look, alerts, and what a budget buys."""

import streamlit as st

from lepton.errors import LeptonError
from pages.ui.below_case import Case
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark

__all__ = ["review_below"]

LONGEST = 600
NEEDS_CHANCES = "A second look and a budget need to know how likely each case is."


def review_below(case: Case) -> None:
    """Price a second look, a day of alerts, and every budget."""
    parts, said = [_look, _alerts, _budget], []  # the same reason is told once
    if case.not_chances:
        parts = [_alerts]
        st.info(plain(f"{case.not_chances} {NEEDS_CHANCES}", LONGEST))
    for part in parts:
        try:
            part(case)
        except LeptonError as problem:
            if str(problem) not in said:
                st.info(plain(problem, LONGEST))
                said.append(str(problem))


def _look(case: Case) -> None:
    from lepton.plots.limits import review_chart, review_sentence
    from lepton.workflows.second_look import amounts_of, second_look

    right, wrong = amounts_of(case.kept)
    st.markdown("**Let a person look at the doubtful ones**")
    left, middle = st.columns(2)
    cost = left.number_input(
        "Cost of one look", min_value=0.0, value=2.0, key=case.key("look_cost")
    )
    errors = middle.slider(
        "Looks that come to the wrong result",
        0.0,
        0.5,
        value=0.05,
        step=0.01,
        format="percent",
        key=case.key("look_errors"),
    )
    found = second_look(case.evidence.first, case.kept, review_cost=cost, review_errors=errors)
    said = review_sentence(found, case.kept.currency, case.labels)
    st.markdown(plain(f"{said} All of it a month, expected from the scores.", LONGEST))
    given = {"right": right, "wrong": wrong, "review_cost": cost, "review_errors": errors}
    figure = review_chart(found, given, case.kept.currency, dark=is_dark())
    chart(figure, "second_look", "Worth of leaving, looking and acting by probability")


def _alerts(case: Case) -> None:
    from lepton.plots.limits import alerts_sentence
    from lepton.workflows.second_look import amounts_of, daily_alerts

    amounts_of(case.kept)
    st.markdown("**Look at the highest scores day by day**")
    first, second, third = st.columns(3)
    per_day = first.number_input(
        "Alerts a day", min_value=0.0, value=20.0, format="%g", key=case.key("alerts")
    )
    minutes = second.number_input(
        "Minutes for each", min_value=0.0, value=10.0, format="%g", key=case.key("minutes")
    )
    hours = third.number_input(
        "Hours a day there are", min_value=0.0, value=4.0, format="%g", key=case.key("hours")
    )
    found = daily_alerts(
        case.evidence.first,
        case.kept,
        alerts_per_day=per_day,
        minutes_per_alert=minutes,
        analysts_hours=hours,
    )
    st.markdown(plain(alerts_sentence(found, case.kept.currency, case.labels), LONGEST))


def _budget(case: Case) -> None:
    from lepton.plots.limits import budget_curve
    from lepton.workflows.second_look import budget_returns

    found = budget_returns(case.evidence.first, case.kept)
    if found.budget[-1] <= 0:
        return
    figure = budget_curve(found, case.kept.currency, case.kept.budget, dark=is_dark())
    chart(figure, "budget_curve", "Expected earnings by monthly budget")
    st.caption("Expected from the scores, before the fixed cost, the best cases first.")
