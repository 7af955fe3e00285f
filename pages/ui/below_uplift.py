"""Was it tried already? What acting changed, where chance decided who was acted on."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton.config import home
from lepton.errors import LeptonError
from pages.ui.below_case import Case
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark

if TYPE_CHECKING:
    from lepton.value.uplift import UpliftCurve

__all__ = ["uplift_below"]

LONGEST = 900
AIMS = {False: "bring it about", True: "prevent it"}


def uplift_below(case: Case) -> None:
    """Let the column be chosen that says who was acted on by chance, and show what that changed."""
    names = _columns(case)
    if not names:
        return
    st.markdown("**Was it tried already?**")
    left, right = st.columns(2)
    column = left.selectbox(
        "Column that says who was acted on, picked by chance",
        names,
        index=None,
        placeholder="none of them",
        key=case.key("treated"),
    )
    if column is None:
        return
    prevents = right.selectbox(
        f"What acting on {plain(case.word('successes', 'hits'))} should do",
        list(AIMS),
        format_func=AIMS.__getitem__,
        key=case.key("prevents"),
    )
    _show(case, str(column), prevents=bool(prevents))


def _columns(case: Case) -> list[str]:
    """Columns of yes and no, looked for once for an evidence."""
    return _found(str(home()), case.project.id, case.evidence.first.id, case)


@st.cache_data(max_entries=20, show_spinner=False)
def _found(
    folder: str,  # noqa: ARG001 - part of the key
    project_id: str,  # noqa: ARG001 - part of the key
    model_id: str,  # noqa: ARG001 - part of the key
    _case: Case,
) -> list[str]:
    from lepton.workflows.tried import arm_columns

    return arm_columns(_case.evidence)


def _show(case: Case, column: str, *, prevents: bool) -> None:
    from lepton.plots.uplift_words import balance_warning
    from lepton.workflows.tried import offer_of, tried

    try:
        curve = tried(case.evidence, case.kept, column, prevents=prevents).curve
    except LeptonError as problem:
        st.info(plain(problem, LONGEST))
        return
    warning = balance_warning(curve.balance)
    if warning:
        st.warning(plain(warning, LONGEST))
    currency = case.kept.currency if offer_of(case.kept) else None
    if prevents:
        st.caption("The outcome spoken of here is the good one: that it was prevented.")
    _said(curve, currency, valued=case.kept.from_column)
    _charts(curve, currency)


def _said(curve: "UpliftCurve", currency: str | None, *, valued: bool) -> None:
    """What it changed, on whom to act, and what a report would claim."""
    from lepton.plots.uplift_words import (
        effect_sentence,
        gross_against_net,
        ranking_sentence,
        sleeping_sentence,
        verdict,
    )

    first = [effect_sentence(curve, valued=valued), ranking_sentence(curve)]
    then = [verdict(curve, currency), gross_against_net(curve, currency), sleeping_sentence(curve)]
    for said in (first, then):
        st.markdown(plain(" ".join(filter(None, said)), LONGEST))
    if currency is None:
        st.caption("An outcome counts as 1 here, because the amounts are not those of an offer.")


def _charts(curve: "UpliftCurve", currency: str | None) -> None:
    """Gross beside net where there is money, and who reacts."""
    from lepton.plots.uplift import net_and_gross, qini, tenths

    dark = is_dark()
    left, right = st.columns(2)
    with left:
        if currency is None:
            chart(tenths(curve, dark=dark), "tenths", "What acting changes, by tenth of people")
        else:
            figure = net_and_gross(curve, currency, dark=dark)
            chart(figure, "net_gross", "What acting earns, and what a report would show")
    with right:
        chart(qini(curve, dark=dark), "qini", "Outcomes gained by share of people acted on")
