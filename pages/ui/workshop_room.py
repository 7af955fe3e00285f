"""The workshop page: the question, one chart, the client's numbers, and what the presenter has."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from pages.ui.case_shown import shown_of
from pages.ui.chrome import PAGES
from pages.ui.live_case import Look, live_case, live_case_after, matter_most
from pages.ui.state import go
from pages.ui.workshop_presenter import next_client, presenter
from pages.ui.workshop_said import YOURS, Said, laid_over, leave, said_of, take, try_again

if TYPE_CHECKING:
    from lepton.finance import Plan
    from lepton.finance.study import Study
    from lepton.store import Project
    from pages.ui.case_shown import Shown

__all__ = ["room_style", "workshop"]

STYLE = Path(__file__).with_name("workshop.css")
THEIRS = "yours"
ROOM = 880  # pixels kept for the case while it loads; then it takes what it needs
HERE = (
    "Until they are kept as a scenario, your numbers are in this browser tab only; loading the "
    "page again loses them."
)


def room_style() -> None:
    """Large type, and nothing on the screen but the question and its answer."""
    st.html(STYLE)


def workshop(project: "Project") -> None:
    """Show the case with what the client said laid over it."""
    shown, said = shown_of(project), said_of(project.id)
    plan = laid_over(shown.plan, said.values, said.looked_at)
    study = _study(shown, plan)
    said.names = said.names or _names(shown)
    _head(shown, said)
    with st.container():  # always there, so that what follows keeps its place
        next_client(shown, said)
    with st.container(key="live_case", height=ROOM, border=False):
        live_case(_look(shown, plan, said), key=said.key, keep=partial(take, said))
    with st.container(key="live_case_after"):
        live_case_after(
            risk=study.risk, break_evens=_limits(study, said), key=said.key, refused=said.refused
        )
    with st.container(key="workshop_here"):
        st.caption(HERE if said.values else "")


def _head(shown: "Shown", said: Said) -> None:
    """The question, and beside it what the presenter needs."""
    with st.container(horizontal=True, vertical_alignment="center", key="workshop_head"):
        st.title(PAGES["workshop"].question, anchor=False)
        st.button(
            "Back to what we brought", key=said.named("again"), disabled=not said.values,
            on_click=try_again, args=(said,),
        )  # fmt: skip
        st.button("Next client", key="workshop_next", on_click=leave, args=(said,))
        with st.popover("Presenter", key="workshop_presenter"):
            presenter(shown, said)
        if st.button("Back to the case", key="workshop_leave"):
            go("case")


def _look(shown: "Shown", plan: "Plan", said: Said) -> Look:
    theirs = [name for name in said.names if name in said.values]
    ledger = plan.ledger_of().with_client(said.values)
    guessed = ledger.said()
    count = f"{len(theirs)} of {len(said.names)} of these numbers are yours. " if theirs else ""
    return Look(
        plan, shown.study.earning, said.names, shown.labels, dict.fromkeys(theirs, THEIRS),
        title="What matters most", note=f"{count}{guessed[0].upper()}{guessed[1:]}.", room=True,
        only=next(n for n in plan.book.names if n.startswith(YOURS)),
    )  # fmt: skip


def _names(shown: "Shown") -> tuple[str, ...]:
    """The assumptions that matter most where the talk begins; they keep their places."""
    from lepton.finance.study import WORTH_ASKING

    bars = [bar.name for bar in shown.study.tornado]
    return matter_most([*bars, *WORTH_ASKING], shown.ledger.values)


def _study(shown: "Shown", plan: "Plan") -> "Study":
    """The same study as of the case, of numbers that no cache of the server may keep."""
    from lepton.finance.study import study

    own = shown.study
    return study(plan, own.earning, title=own.title, origin=own.origin, words=own.words)


def _limits(study: "Study", said: Said) -> dict[str, float | None]:
    from lepton.finance.breakeven import break_evens

    return break_evens(study.case, study.priced, said.names)
