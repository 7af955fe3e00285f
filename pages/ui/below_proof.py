"""How could it be proven? How many to leave alone, and for how long."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton.errors import LeptonError
from lepton.plots.format import count, money, number, percent
from pages.ui.below_case import Case
from pages.ui.below_uplift import uplift_below
from pages.ui.text import plain

if TYPE_CHECKING:
    from lepton.workflows.proof import ControlPlan

__all__ = ["proof_below"]

LONGEST = 700
ALONE = (0.1, 0.2, 0.3, 0.5)


def proof_below(case: Case) -> None:
    """Say how to show that acting works, and what an experiment that was made already says."""
    _plan(case)
    uplift_below(case)


def _plan(case: Case) -> None:
    """How large a group to leave alone it takes."""
    from lepton.workflows.proof import control_plan

    units = case.word("units", "cases")
    st.markdown(
        f"Until some are left alone by chance, the profit is an estimate. Pick part of the chosen "
        f"{plain(units)} by lot, leave them alone, and compare how they end."
    )
    left, right = st.columns(2)
    works = left.slider(
        f"Acting works for this share of the {plain(case.word('successes', 'hits'))} (assumed)",
        0.01,
        1.0,
        value=_usual_effect(case),
        step=0.01,
        format="percent",
        key=case.key(f"proof_works_{case.kept.success_rate}"),
    )
    alone = right.select_slider(
        "Share of the chosen left alone",
        ALONE,
        value=0.2,
        format_func=lambda share: percent(share, 0),
        key=case.key("proof_alone"),
    )
    try:
        plan = control_plan(case.found, case.kept, works_for=works, left_alone=float(alone))
    except LeptonError as problem:
        st.info(plain(problem, LONGEST))
        return
    st.markdown(plain(_told(case, plan), LONGEST))


def _usual_effect(case: Case) -> float:
    rate = case.kept.success_rate
    return min(1.0, max(0.01, rate)) if case.kept.form == "campaign" else 0.5


def _told(case: Case, plan: "ControlPlan") -> str:
    group, hits = plan.group, case.word("successes", "hits")
    units, acted = case.word("units", "cases"), case.word("acted", "acted on")
    weeks = count(max(1.0, group.weeks or 0.0))
    return (
        f"Leave {count(group.n_control)} {units} alone and have {count(group.n_treated)} "
        f"{acted}: that takes about {weeks} week{'' if weeks == '1' else 's'} at "
        f"{count(case.found.chosen.n)} a month, and gives up about "
        f"{money(plan.forgone, case.kept.currency, short=True)} of expected profit. If acting "
        f"works as assumed, the two groups then differ by {number(plan.effect * 100, 2)} {hits} "
        f"in a hundred (out of {number(plan.hit_rate * 100, 2)}); groups of this size would "
        "show it in 4 of 5 cases, and would see something that is not there in 1 of 20."
    )
