"""Every measure of the ranking, one at a time."""

from typing import TYPE_CHECKING

import streamlit as st

from pages.ui.below_case import Case
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lepton.value.measures import Measures

__all__ = ["measures_below"]

LONGEST = 500
USUAL_SHARE = 0.1  # to speak of where nobody is chosen
TITLES = {
    "gains": "Found: share of all hits (gains)",
    "lift": "Better than chance (lift)",
    "response": "How often acting is right (response)",
    "profit": "Profit",
    "marginal_profit": "Profit of one more",
    "cost": "Money spent",
    "roi": "Return on the money spent (ROI)",
    "captured": "Share of the possible profit",
    "roc": "Hits against false alarms (ROC)",
    "net_benefit": "Without any money (net benefit)",
}
MEANINGS = {
    "gains": "The share of all hits that is found by acting on the best so many.",
    "lift": "How many times as many hits are found as by picking at random.",
    "response": "Of those acted on, the share that are hits: it falls the further down one goes.",
    "profit": "The curve above, beside nobody, picking at random and perfect foresight.",
    "marginal_profit": "What the next of them earns: act as long as it stands above nothing.",
    "cost": "What is spent on acting, a month.",
    "roi": "Profit over what is spent. It is often highest where little is done: follow profit.",
    "captured": "Between no model (0 %) and perfect foresight (100 %).",
    "roc": "Only the points on the outer edge can be the best cut-off, whatever the amounts.",
    "net_benefit": "Who would act from a chance of 20 % on finds one hit worth four false alarms. "
    "A model is of use where its line is the highest.",
}


def measures_below(case: Case) -> None:
    """Let a measure be chosen, and draw it."""
    from lepton.plots.measured import gains_sentence
    from lepton.value.measures import measures

    found = measures(case.counts.table, case.kept)
    names = [name for name in TITLES if _there(found, name)]
    chosen = st.selectbox("Measure", names, format_func=TITLES.__getitem__, key=case.key("measure"))
    share = case.found.chosen.fraction or USUAL_SHARE
    st.markdown(plain(gains_sentence(found, share, case.labels), LONGEST))
    chart(_figure(case, found, str(chosen)), "measured", TITLES[chosen])
    st.caption(MEANINGS[chosen])


def _there(found: "Measures", name: str) -> bool:
    """Whether a measure can be told for these scores and this money."""
    if name == "roc":
        return found.roc.area is not None
    if name == "net_benefit":
        return found.net_benefit is not None
    return getattr(found.model, name) is not None


def _figure(case: Case, found: "Measures", name: str) -> "go.Figure":
    from lepton.plots.measured import measured_curve, net_benefit_curve, roc_hull

    dark = is_dark()
    if name == "roc":
        return roc_hull(found, case.labels, dark=dark)
    if name == "net_benefit" and found.net_benefit is not None:
        return net_benefit_curve(found.net_benefit, case.labels, dark=dark)
    return measured_curve(found, name, case.labels, case.kept.currency, dark=dark)
