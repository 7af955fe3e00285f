"""How could it be proven? How many to leave alone, and for how long."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton.errors import LeptonError
from lepton.plots.format import count, money, number, percent
from pages.ui.text import plain

if TYPE_CHECKING:
    from lepton.store import Project
    from lepton.value import Answer, Assumptions

__all__ = ["proof_below"]

LONGEST = 700
ALONE = (0.1, 0.2, 0.3, 0.5)


def proof_below(
    project: "Project", found: "Answer", kept: "Assumptions", labels: dict[str, str]
) -> None:
    """Say how large a group to leave alone it takes to show that acting works."""
    from lepton.workflows.proof import control_plan

    units, acted = labels.get("units", "cases"), labels.get("acted", "acted on")
    hits = labels.get("successes", "hits")
    st.markdown(
        f"Until some are left alone by chance, the profit is an estimate. Pick part of the chosen "
        f"{plain(units)} by lot, leave them alone, and compare how they end."
    )
    left, right = st.columns(2)
    works = left.slider(
        "Acting works for this share of the hits (assumed)",
        0.01,
        1.0,
        value=min(1.0, max(0.01, kept.success_rate)) if kept.form == "campaign" else 0.5,
        step=0.01,
        format="percent",
        key=f"proof_works_{project.id}_{kept.success_rate}",
    )
    alone = right.select_slider(
        "Share of the chosen left alone",
        ALONE,
        value=0.2,
        format_func=lambda share: percent(share, 0),
        key=f"proof_alone_{project.id}",
    )
    try:
        plan = control_plan(found, kept, works_for=works, left_alone=float(alone))
    except LeptonError as problem:
        st.info(plain(problem, LONGEST))
        return
    group, weeks = plan.group, plan.group.weeks or 0.0
    st.markdown(
        plain(
            f"Leave {count(group.n_control)} {units} alone and have {count(group.n_treated)} "
            f"{acted}: that takes about {count(max(1.0, weeks))} weeks at "
            f"{count(found.chosen.n)} a month, and gives up about "
            f"{money(plan.forgone, kept.currency, short=True)} of expected profit. If acting works "
            f"as assumed, the two groups then differ by {number(plan.effect * 100, 2)} {hits} in a "
            f"hundred (out of {number(plan.hit_rate * 100, 2)}); groups of this size would "
            "show it in 4 of 5 cases, and would see something that is not there in 1 of 20.",
            LONGEST,
        )
    )
