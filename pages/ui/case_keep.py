"""Keeping a change of the case: nobody overwrites somebody else's without being asked."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.errors import LeptonError
from pages.ui.state import go
from pages.ui.store import store
from pages.ui.text import plain

if TYPE_CHECKING:
    from lepton.finance.plan import Plan
    from pages.ui.case_shown import Shown

__all__ = ["WHO", "edit", "refuse", "refused", "save_bar", "set_values", "shared", "valued", "who"]

REFUSED = "case_refused"  # why the last change was not kept, until it has been said
WHO = "case_who"
LONGEST = 600
NOBODY = "somebody"
LONGEST_NAME = 55


def who() -> str:
    """Name of the person in this browser tab; nothing is made up until it has been said."""
    return str(st.session_state.get(WHO) or "")


def edit(shown: "Shown", how: "Callable[[Plan], Plan]") -> "Shown":
    """Change the case and keep it.

    What cannot be used is refused with its reason, see :func:`refused`. Where somebody else has
    saved meanwhile, the change is set aside until a person decides, see :func:`shared`.

    Parameters
    ----------
    shown
        The case as the person saw it.
    how
        Gives the changed plan.

    Returns
    -------
    The case to go on from in the same run: with this change, whether kept or set aside.
    """
    from lepton.errors import Conflict
    from lepton.finance.plan_json import plan_json
    from lepton.workflows.case_store import keep_plan

    now, kept = shown.ahead or shown.plan, shown.kept
    try:
        plan = how(now)
        if plan == now:
            return shown
        kept = keep_plan(store(), shown.project, plan, revision=kept.revision, by=who())
    except Conflict as problem:
        waiting = st.session_state.get(_aside(shown))
        if waiting is not None and shown.ahead is None:  # an earlier one still waits: keep it too
            _as_scenario(shown)
        st.session_state[_aside(shown)] = {"said": str(problem), "mine": plan_json(plan)}
    except LeptonError as problem:
        st.session_state[REFUSED] = str(problem)
        return shown
    return replace(shown, kept=kept, ahead=plan)


def set_values(shown: "Shown", values: Mapping[str, Any]) -> None:
    """Keep other values of assumptions, in the scenario that is looked at."""
    edit(shown, lambda plan: valued(plan, values, plan.shown))


def valued(plan: "Plan", values: Mapping[str, Any], scenario: str) -> "Plan":
    """The plan with other values in a scenario; what a client has said is changed where it lies.

    Parameters
    ----------
    plan
        As it is.
    values
        By name of the assumption.
    scenario
        Where they go.
    """
    over = plan.client if scenario == plan.shown else {}
    theirs = {name: value for name, value in values.items() if name in over}
    rest = {name: value for name, value in values.items() if name not in over}
    found = plan.with_values(rest, scenario=scenario) if rest else plan
    return found.with_client(theirs) if theirs else found


def refused() -> str:
    """Why the last change was not kept, said once; empty where it was."""
    return str(st.session_state.pop(REFUSED, ""))


@contextmanager
def refuse() -> Iterator[None]:
    """Remember why something was not done, to be said by :func:`refused`."""
    try:
        yield
    except LeptonError as problem:
        st.session_state[REFUSED] = str(problem)


def save_bar(shown: "Shown") -> None:
    """Say who saved last and when; ask once for a name."""
    with st.container(horizontal=True, vertical_alignment="center", key="case_saved"):
        st.caption(plain(_saved(shown), LONGEST))
        if WHO not in st.session_state:
            st.text_input(
                "Your name, so that others see who changed what",
                key="case_your_name",
                max_chars=60,
                on_change=_name,
                label_visibility="collapsed",
                placeholder="Your name, for others to see",
                width=260,
            )
        if st.button(
            "Try a client’s numbers", key=shown.key("workshop"),
            help="Opens the workshop: large type, one chart, and nothing is kept unasked.",
        ):  # fmt: skip
            go("workshop")


def shared(shown: "Shown") -> None:
    """Where somebody else has saved meanwhile: let a person choose; nothing is lost."""
    waiting = st.session_state.get(_aside(shown))
    if waiting is None:
        return
    with st.container(border=True, key="case_conflict"):
        st.markdown(f"**{plain(waiting['said'], LONGEST)}**")
        st.caption("Theirs is shown now. Your own version waits here until you decide.")
        with st.container(horizontal=True):
            st.button("Take theirs", on_click=_drop, args=(shown,), key=shown.key("theirs"))
            st.button(
                "Keep mine as a scenario", on_click=_as_scenario, args=(shown,),
                key=shown.key("mine"), type="primary",
            )  # fmt: skip
            st.download_button(
                "Mine as a file", waiting["mine"], "my-case.json", "application/json",
                on_click="ignore", key=shown.key("mine_file"),
            )  # fmt: skip


def _saved(shown: "Shown") -> str:
    kept = shown.kept
    if not kept.revision:
        return "Nothing has been changed yet: every number is a first guess or was measured."
    return f"Saved by {kept.by or NOBODY}, {kept.at:%d %B %Y, %H:%M}."


def _name() -> None:
    name = str(st.session_state.get("case_your_name", "")).strip()
    if name:
        st.session_state[WHO] = name


def _aside(shown: "Shown") -> str:
    return f"case_aside_{shown.project.id}"


def _drop(shown: "Shown") -> None:
    st.session_state.pop(_aside(shown), None)


def _as_scenario(shown: "Shown") -> None:
    """Put what was set aside beside what the others have saved, and look at it."""
    from lepton.finance.plan_json import plan_from_json
    from lepton.workflows.case_store import keep_mine_as_scenario

    waiting = st.session_state.get(_aside(shown))
    if waiting is None:
        return
    with refuse():
        mine = plan_from_json(waiting["mine"])
        name = f"Version of {who()}"[:LONGEST_NAME] if who() else "My version"
        keep_mine_as_scenario(store(), shown.project, mine, name=name, by=who())
        _drop(shown)
