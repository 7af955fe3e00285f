"""What the presenter has: notes that the room does not see, the sliders, and the next client."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from lepton.errors import LeptonError
from pages.ui.case_keep import who
from pages.ui.live_case import matter_most
from pages.ui.live_case.controls import MOST
from pages.ui.store import store
from pages.ui.text import plain
from pages.ui.workshop_said import Said, start_over, stay

if TYPE_CHECKING:
    from lepton.finance import Plan
    from pages.ui.case_shown import Shown

__all__ = ["kept_for", "next_client", "presenter"]

LONGEST = 600
LONGEST_NOTES = 4_000
LONGEST_NAME = 55
SAVED = "workshop_saved"


def presenter(shown: "Shown", said: Said) -> None:
    """Show notes and choices that nobody else sees until they are opened."""
    key = f"workshop_notes_{said.project_id}"
    st.text_area(
        "Notes", shown.plan.notes, key=key, max_chars=LONGEST_NOTES, height=180,
        on_change=_keep_notes, args=(shown, key),
        placeholder="What to ask, what to say. Only seen while this is open.",
    )  # fmt: skip
    st.multiselect(
        "On the sliders", movable(shown), list(said.names), key=said.named("sliders"),
        format_func=lambda name: str(shown.labels.get(name, name)), max_selections=MOST,
        on_change=_choose, args=(said,),
        help="At first the five that move the result most.",
    )  # fmt: skip
    if problem := st.session_state.pop(SAVED, ""):
        st.warning(plain(problem, LONGEST))


def movable(shown: "Shown") -> list[str]:
    """Every assumption that a slider can move and the result depends on."""
    used = [entry.id for entry in shown.ledger.used]
    return [name for name in used if matter_most([name], shown.ledger.values)]


def next_client(shown: "Shown", said: Said) -> None:
    """Ask what becomes of the numbers of this client, once that was wanted."""
    if not said.leaving:
        return
    many = len(said.values)
    numbers = f"the {many} numbers" if many > 1 else "the one number"
    with st.container(border=True, key="workshop_leaving"):
        st.markdown(f"**What becomes of {numbers} that this client gave?**")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                "Keep as a scenario, called", key=said.named("name"), max_chars=LONGEST_NAME,
                placeholder="Name of the client", width=320,
            )  # fmt: skip
            st.button(
                "Keep and start over", type="primary", key=said.named("keep"), on_click=_keep,
                args=(shown, said),
            )  # fmt: skip
            st.button(
                "Throw away and start over", key=said.named("throw"), on_click=start_over,
                args=(said,),
            )  # fmt: skip
            st.button("Go on with this client", key=said.named("stay"), on_click=stay, args=(said,))
        if said.problem:
            st.warning(plain(said.problem, LONGEST))


def kept_for(plan: "Plan", said: Said, name: str, day: str) -> "Plan":
    """Give the plan with what a client said as a scenario; the base and what is shown stay."""
    wanted = plan.book.free_name(name.strip())
    made = plan.with_client(said.values).client_kept(wanted)
    own = replace(made.book[wanted], note=f"Said by the client, {day}.")
    return replace(made, book=made.book.put(own), shown=plan.shown)


def _keep(shown: "Shown", said: Said) -> None:
    from lepton.workflows.case_store import keep_plan

    name = str(st.session_state.get(said.named("name"), "")).strip()
    if not name:
        said.problem = "Write the name of the client first, or throw the numbers away."
        return
    now = datetime.now(UTC)
    try:
        plan = kept_for(shown.plan, said, name, f"{now.day} {now:%B %Y}")
        keep_plan(store(), shown.project, plan, revision=shown.kept.revision, by=who())
    except LeptonError as problem:
        said.problem = str(problem)
        return
    start_over(said)


def _keep_notes(shown: "Shown", key: str) -> None:
    from lepton.workflows.case_store import keep_plan

    try:
        plan = replace(shown.plan, notes=str(st.session_state[key]))
        keep_plan(store(), shown.project, plan, revision=shown.kept.revision, by=who())
    except LeptonError as problem:
        st.session_state[SAVED] = str(problem)


def _choose(said: Said) -> None:
    chosen = tuple(st.session_state[said.named("sliders")])
    if chosen:
        said.names = chosen
