"""Do the chances hold? What was predicted against what happened, in cases and in money."""

import streamlit as st

from pages.ui.below_case import Case
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark

__all__ = ["trust_below"]

LONGEST = 700
NO_PROMISE = (
    "So there is no promise to check. The profit above needs none: it counts what came true."
)


def trust_below(case: Case) -> None:
    """Say whether the scores can be taken as chances, and whether the promised money came in."""
    from lepton.plots.trust import money_calibration_figure, reliability_figure, trust_words
    from lepton.workflows.certainty import trust

    currency = case.kept.currency
    if case.not_chances:
        st.info(plain(f"{case.not_chances} {NO_PROMISE}", LONGEST))
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
