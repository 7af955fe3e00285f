"""Few rows: train again and again, and put the honest figure beside the present one."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton import jobs
from lepton.plots.amounts import between
from lepton.plots.format import count, money, percent
from pages.ui.below_case import Case
from pages.ui.progress import watch
from pages.ui.store import store
from pages.ui.text import plain
from pages.ui.worth_parts import tiles

if TYPE_CHECKING:
    from lepton.value.nested import NestedAnswer

__all__ = ["again_below"]

KIND = "recheck"
LONGEST = 500


def again_below(case: Case) -> None:
    """Where few rows report, offer many trainings; once they are there, show what they say."""
    from lepton.workflows import needs_recheck, recheck_answer

    if case.evidence.origin != "model":
        return
    model_id = case.evidence.first.id
    found = recheck_answer(store(), model_id, case.kept)
    if found is None and not needs_recheck(case.evidence):
        return
    st.markdown("**Trained again and again**")
    if found is not None:
        _show(case, found)
        return
    rows = count(case.evidence.first.rows.y_true.size)
    st.markdown(
        f"Only {rows} rows report here, so which rows they happen to be matters a lot. Training "
        "many times, each time judged by other rows, tells more: every row then reports."
    )
    _offer(case, model_id)


def _offer(case: Case, model_id: str) -> None:
    """The button, or how far it is; what another model's job came to is of no concern here."""
    job = jobs.latest(store(), case.project.id, KIND)
    mine = job is not None and job.params.get("model_id") == model_id
    if mine and watch(case.project, KIND):
        return
    if not mine and job is not None and job.active:
        st.caption("Another model is being trained again just now; this one can follow.")
    st.button("Train again and again", key=case.key("again"), on_click=_start, args=(case,))


def _start(case: Case) -> None:
    from lepton.workflows import start_recheck

    start_recheck(store(), case.project, case.evidence.first.id)


def _show(case: Case, found: "NestedAnswer") -> None:
    """The honest figure beside the present one."""
    now, currency = case.found, case.kept.currency
    rows = case.evidence.first.rows.y_true.size
    low, high = (found.lowest, found.highest) if found.low is None else (found.low, found.high)
    tiles([
        (
            "As shown above",
            between(now.low, now.high, currency),
            f"a month, by one training and {count(rows)} rows",
            "The range of the profit at the chosen share, from the rows that report here alone.",
        ),
        (
            "By many trainings",
            between(low, high or low, currency),
            f"a month, by {count(found.trainings)} trainings and {count(found.rows)} rows",
            "The range of the mean profit, with every row reporting for models without it.",
        ),
    ])  # fmt: skip
    shares = (found.fraction_low, found.fraction_high)
    share = " to ".join(dict.fromkeys(percent(s, short=True) for s in shares))
    st.caption(
        plain(f"{_expected(found, currency)} One training chose to act on {share}.", LONGEST)
    )


def _expected(found: "NestedAnswer", currency: str) -> str:
    """What to count on, and what looking for the best share would have promised instead."""
    honest, looked = (money(v, currency, short=True) for v in (found.profit, found.apparent))
    if honest == looked:
        return f"Expect about {honest} a month."
    return f"Expect about {honest} a month; the best share found by looking promises {looked}."
