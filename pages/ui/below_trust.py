"""Do the chances hold? What was predicted against what happened, in cases and in money."""

import streamlit as st

from lepton.errors import InputError
from lepton.plots.format import number
from pages.ui.below_case import Case
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark

__all__ = ["trust_below"]

LONGEST = 700


def trust_below(case: Case) -> None:
    """Say whether the scores can be taken as chances, and whether the promised money came in."""
    from lepton.plots.trust import money_calibration_figure, reliability_figure, trust_words
    from lepton.workflows.certainty import trust

    rows, currency = case.evidence.first.rows, case.kept.currency
    try:
        rows.probabilities()
    except InputError:
        st.info(plain(_no_chances(case), LONGEST))
        return
    found, came, gap = trust(case.evidence.first, case.kept)
    said = trust_words(found, came, None, currency)
    st.markdown(plain(" ".join(said), LONGEST))
    if gap is not None and gap.alarm:
        st.warning(plain(" ".join(trust_words(gap=gap, currency=currency)), LONGEST))
    left, right = st.columns(2)
    with left:
        figure = reliability_figure(found, dark=is_dark())
        chart(figure, "reliability", "What happened against what was predicted")
    with right:
        figure = money_calibration_figure(came, currency, dark=is_dark())
        chart(figure, "money_calibration", "What acting brought beside what was expected")


def _no_chances(case: Case) -> str:
    own = case.evidence.first
    low, high = (number(float(v)) for v in (own.rows.y_score.min(), own.rows.y_score.max()))
    return (
        f"The scores of {own.title} lie between {low} and {high}: they rank the cases, but are no "
        "chances between 0 and 1, so there is no promise to check. The profit above needs none: "
        "it counts what came true."
    )
