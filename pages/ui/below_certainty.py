"""How sure is the money? Its range, what luck could do, what is assumed, and many trainings."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton.errors import NotApplicable
from lepton.plots.amounts import between
from lepton.plots.format import money, percent
from pages.ui.below_again import again_below
from pages.ui.below_case import Case
from pages.ui.roi_after import replicates_of
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark

if TYPE_CHECKING:
    from lepton.value.uncertainty import NoiseFloor, Optimism, ProfitInterval

__all__ = ["certainty_below"]

LONGEST = 700
WORTH_SAYING = 0.01  # a smaller part of the profit is not worth a sentence


def certainty_below(case: Case) -> None:
    """Say how sure the profit of the chosen share is, and from where it is not."""
    from lepton.plots.certainty import certainty_words

    noise = _luck(case)
    sure = _interval(case)
    said = certainty_words(sure, case.kept.currency, noise=noise)
    st.markdown(plain(" ".join(said), LONGEST))
    if sure.fraction > 0:
        open_ = [_flattered(case), _assumed(case)]
        st.markdown(plain(" ".join(filter(None, open_)), LONGEST))
    _band(case, noise)
    again_below(case)
    if len(case.evidence.models) > 1:
        _beside(case)


def _luck(case: Case) -> "NoiseFloor | None":
    """What a model that knows nothing seems to earn; None where money differs by row."""
    from lepton.workflows.certainty import luck

    try:
        return luck(case.evidence.first, case.kept)
    except NotApplicable:
        return None


def _interval(case: Case) -> "ProfitInterval":
    """The range at the chosen share; rows that belong together are drawn together."""
    from lepton.value.uncertainty import profit_interval

    grouped = case.evidence.first.rows.group is not None
    source = replicates_of(case.evidence, case.counts, case.kept) if grouped else case.counts.table
    return profit_interval(source, case.kept, fraction=case.found.chosen.fraction)


def _flattered(case: Case) -> str:
    """What the largest profit on these rows promises too much."""
    from lepton.workflows.certainty import flattery

    return _told(flattery(case.evidence.first, case.kept, case.found), case)


def _told(found: "Optimism", case: Case) -> str:
    currency = case.kept.currency
    most = money(found.apparent, currency, short=True)
    less = money(found.optimism, currency, short=True)
    if found.optimism <= WORTH_SAYING * abs(found.apparent):
        return ""
    if case.found.chosen_elsewhere:
        return (
            f"The largest profit on these rows is {most}; it was found by looking at them, and "
            f"flatters by {less}. So the share was chosen on other rows."
        )
    return (
        f"The share was chosen on the very rows that report the money: of {most} at best, about "
        f"{less} is luck that will not come again."
    )


def _assumed(case: Case) -> str:
    """What the success rate, which nobody has measured, leaves open."""
    kept, found = case.kept, case.found
    if kept.form != "campaign":
        return ""
    rate = f"{percent(kept.success_rate, short=True)} of the {case.word('successes', 'hits')}"
    if kept.success_low is None and kept.success_high is None:
        return f"That acting works for {rate} is assumed, not measured."
    low, high = (
        found.chosen.profit if end is None else end
        for end in (found.assumed_low, found.assumed_high)
    )
    rates = [
        percent(kept.success_rate if r is None else r, short=True)
        for r in (kept.success_low, kept.success_high)
    ]
    return (
        f"That acting works for {rate} is assumed, not measured: between {' and '.join(rates)} "
        f"it would be {between(low, high, kept.currency)} a month."
    )


def _band(case: Case, noise: "NoiseFloor | None") -> None:
    from lepton.plots.certainty import band_figure
    from lepton.value.uncertainty import bands

    try:
        found = bands(replicates_of(case.evidence, case.counts, case.kept), case.kept)
    except NotApplicable:
        return
    figure = band_figure(found, case.kept.currency, noise=noise, dark=is_dark())
    chart(figure, "band", "Profit by share acted on, with the range that so few rows leave open")


def _beside(case: Case) -> None:
    """Which of two models earns more, and how sure that is."""
    from lepton.plots.certainty import comparison_words, difference_figure
    from lepton.workflows.certainty import compare_models

    own, *others = case.evidence.models
    st.markdown("**Another model beside it**")
    titles = {model.id: model.title for model in others}
    chosen = st.selectbox(
        f"Compare {plain(own.title)} with",
        list(titles),
        format_func=titles.__getitem__,
        key=case.key("compare"),
    )
    other = next(model for model in others if model.id == chosen)
    found, names = compare_models(own, other, case.kept), (own.title, other.title)
    said = comparison_words(found, names, case.kept.currency)
    st.markdown(plain(" ".join(said), LONGEST))
    if found.disagree > 0:
        figure = difference_figure(found, names, case.kept.currency, dark=is_dark())
        chart(figure, "difference", f"How much more {own.title} earns than {other.title}")
