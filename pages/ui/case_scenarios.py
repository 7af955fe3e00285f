"""Scenarios side by side, the bridge between two of them, and one's own."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.ui.case_fields import written
from pages.ui.case_keep import edit
from pages.ui.case_versions import files, versions_below
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark
from pages.ui.worth_parts import table

if TYPE_CHECKING:
    from lepton.finance import Plan
    from pages.ui.case_shown import Shown

__all__ = ["scenarios_view"]

LONGEST = 600
LONGEST_NAME = 60
ENDS = ("Pessimistic", "Optimistic")


def scenarios_view(shown: "Shown") -> None:
    """Compare scenarios, say where the difference comes from, and let one's own be made."""
    from lepton.plots.scenarios import scenarios_table

    table(
        scenarios_table(shown.study.outcomes, shown.currency, shown.case.horizon_months),
        "case_scenarios",
        "Scenarios side by side, with their difference from the base",
    )
    names = list(shown.plan.book.names)
    _ends(shown)
    if len(names) > 1:
        _bridge(shown, names)
    _chosen(shown, names)
    _new(shown)
    versions_below(shown)
    files(shown)


def _ends(shown: "Shown") -> None:
    """Say which scenarios follow the ranges, so that nobody wonders why one of them moves."""
    from lepton.finance.made import follows

    said = {each.name: follows(each.note) and not each.locked for each in shown.plan.book.every}
    moving = [name for name, does in said.items() if does]
    own = [name for name in ENDS if not said.get(name, True)]
    if moving:
        verb = "follows" if len(moving) == 1 else "follow"
        they = "it" if len(moving) == 1 else "one of them"
        told = f"{' and '.join(moving)} {verb} the base and its ranges until you change {they}."
        st.caption(plain(told, LONGEST))
    if own:
        told = (
            f"{' and '.join(own)} holds values of its own, which stay as they are when the base "
            "changes. Below you can make both anew from the ranges."
        )
        st.caption(plain(told if len(own) == 1 else told.replace("holds", "hold", 1)
                         .replace("its own", "their own", 1), LONGEST))  # fmt: skip


def _bridge(shown: "Shown", names: list[str]) -> None:
    from lepton.plots.bridge import bridge_figure

    left, right = st.columns(2)
    start = left.selectbox("From", names, key=shown.key("bridge_from"))
    goals = [name for name in names if name != start]
    end = right.selectbox("To", goals, key=shown.key("bridge_to"))
    npv = {each.name: each.measures.npv for each in shown.study.outcomes}
    steps = shown.study.bridge_to(str(end), str(start))
    if not steps:
        st.caption("These two assume the same.")
        return
    ends = (str(start), npv[str(start)]), (str(end), npv[str(end)])
    figure = bridge_figure(ends[0], steps, ends[1], shown.labels, shown.currency, dark=is_dark())
    chart(figure, "case_bridge", f"What each assumption adds from {start} to {end}")


def _chosen(shown: "Shown", names: list[str]) -> None:
    """The scenario that the page shows: what differs in it, and what can be done with it."""
    st.markdown("**The scenario that this page shows**")
    key = shown.key("shown")
    if st.session_state.get(key) != shown.name:
        st.session_state[key] = shown.name
    st.selectbox(
        "Show", names, key=key, label_visibility="collapsed", on_change=_show, args=(shown, key)
    )
    scenario = shown.plan.book[shown.name]
    if scenario.is_base:
        st.caption("The base: every other scenario follows it, except where it differs.")
        return
    _differs(shown)
    key = shown.key(f"note_{shown.name}")
    st.text_area(
        "Why it looks like this", scenario.note, key=key, max_chars=5000, height="content",
        on_change=_note, args=(shown, key), disabled=scenario.locked,
    )  # fmt: skip
    with st.container(horizontal=True):
        word = "Unlock" if scenario.locked else "Lock"
        st.button(f"{word} this scenario", on_click=_lock, args=(shown,), key=shown.key("lock"))
        st.button(
            "Delete this scenario", on_click=_delete, args=(shown,), key=shown.key("delete"),
            disabled=scenario.locked,
        )  # fmt: skip


def _differs(shown: "Shown") -> None:
    """What differs from the base; each can be taken back."""
    scenario = shown.plan.book[shown.name]
    if not scenario.changes:
        st.caption("Nothing differs from the base yet: change any assumption while it is shown.")
        return
    base = shown.plan.ledger.values
    table(
        {
            "Assumption": [shown.labels.get(n, n) for n in scenario.changes],
            "Base": [written(n, base.get(n), shown.currency) for n in scenario.changes],
            shown.name: [written(n, v, shown.currency) for n, v in scenario.changes.items()],
        },
        "case_differs",
        "Assumptions that differ from the base",
    )
    key = shown.key("back_to_base")
    st.multiselect(
        "Take back to the base", list(scenario.changes),
        format_func=lambda n: plain(shown.labels.get(n, n)), key=key,
        on_change=_take_back, args=(shown, key), disabled=scenario.locked,
        placeholder="an assumption",
    )  # fmt: skip


def _new(shown: "Shown") -> None:
    """A scenario of one's own, as what is shown now; or the two that follow from the ranges."""
    st.markdown("**A scenario of your own**")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = shown.key("new_name")
        st.text_input(
            "Name", key=key, max_chars=LONGEST_NAME, placeholder="such as Slow start", width=320
        )
        st.button("Add it", on_click=_add, args=(shown, key), key=shown.key("add"))
        st.button(
            "Make pessimistic and optimistic from the ranges", on_click=_from_ranges,
            args=(shown,), key=shown.key("from_ranges"), disabled=not shown.study.ranges,
        )  # fmt: skip
    st.caption(
        "It starts as what is shown now. Whatever is changed on this page while it is shown "
        "belongs to it alone."
    )


def _show(shown: "Shown", key: str) -> None:
    wanted = st.session_state[key]
    edit(shown, lambda plan: replace(plan, shown=wanted))


def _note(shown: "Shown", key: str) -> None:
    note = st.session_state[key]
    _put(shown, note=note)


def _lock(shown: "Shown") -> None:
    _put(shown, locked=not shown.locked)


def _put(shown: "Shown", **fields: Any) -> None:
    def changed(plan: "Plan") -> "Plan":
        return replace(plan, book=plan.book.put(replace(plan.book[plan.shown], **fields)))

    edit(shown, changed)


def _delete(shown: "Shown") -> None:
    edit(shown, lambda plan: replace(plan, book=plan.book.remove(plan.shown), shown="Base"))


def _take_back(shown: "Shown", key: str) -> None:
    names = st.session_state[key]
    st.session_state[key] = []

    def changed(plan: "Plan") -> "Plan":
        return replace(plan, book=plan.book.put(plan.book[plan.shown].without(*names)))

    edit(shown, changed)


def _add(shown: "Shown", key: str) -> None:
    from lepton.finance import Scenario

    name = st.session_state[key]

    def added(plan: "Plan") -> "Plan":
        made = Scenario(name, dict(plan.book[plan.shown].changes))
        if made.name in plan.book:
            made = replace(made, name=plan.book.free_name(made.name))
        book = plan.book.put(made)
        return replace(plan, book=book, shown=made.name)

    edit(shown, added)
    st.session_state[key] = ""


def _from_ranges(shown: "Shown") -> None:
    edit(shown, lambda plan: plan.with_ends(shown.study.earning))
