"""The state of the case page in a link: written, read with care, applied once, taken back."""

from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.errors import InputError, LeptonError, must
from pages.ui.case_keep import refuse, who
from pages.ui.case_link import IN_URL, packed, unpacked
from pages.ui.store import store
from pages.ui.text import plain

if TYPE_CHECKING:
    from lepton.finance import Plan
    from lepton.store import Project
    from pages.ui.case_shown import Shown

__all__ = ["arrive", "plan_in", "state_of"]

LONGEST = 600
NAME = "the case in the link"
AGAIN = "Copy the link again on the page it came from."
PARTS = ("plan", "ledger", "view")


def state_of(shown: "Shown") -> str:
    """Write the case, the scenario that is looked at and the open view, as short as can be.

    Only what differs from a case that nobody has touched is written. What the page of returns
    says today is written too, so that the numbers stay those of the link.
    """
    from lepton.finance.plan_json import plan_dict

    given = plan_dict(shown.plan)
    usual = _usual()
    case = {n: v for n, v in given.pop("case").items() if v != usual["case"][n]}
    ledger = {each["id"]: _less(each) for each in given.pop("ledger")}
    rest = {name: value for name, value in given.items() if value != usual.get(name)}
    state: dict[str, Any] = {"plan": {**rest, "case": case}}
    state["ledger"] = {n: entry for n, entry in ledger.items() if entry or not _of_case(n)}
    view = st.session_state.get(_view(shown.project.id))
    return packed(state | ({"view": view} if view else {}))


def plan_in(text: str) -> "tuple[Plan, str | None]":
    """Read the case and the open view out of a link.

    Raises
    ------
    InputError
        It is not one that this page has made, or holds what cannot be used.
    """
    from lepton.finance.plan_json import plan_from_dict

    given = unpacked(text)
    plan, ledger, view = (given.get(part) for part in PARTS)
    case = plan.get("case") if isinstance(plan, dict) else None
    strange = not isinstance(case, dict) or not isinstance(ledger, dict) or set(given) - set(PARTS)
    if strange or not isinstance(plan, dict) or not isinstance(ledger, dict):
        raise InputError(must(NAME, "one that this page has made", "something else", AGAIN))
    usual = _usual()
    entries = [_more(name, entry) for name, entry in ledger.items()]
    whole = {**usual, **plan, "case": {**usual["case"], **(case or {})}}
    left_out = [n for n in _usual_entries() if n not in ledger and _of_case(n)]
    entries += [_more(name, {}) for name in left_out]
    return plan_from_dict({**whole, "ledger": entries}), view if _is_view(view) else None


def arrive(project: "Project") -> None:
    """Apply the state of a link once, and offer the way back."""
    text = st.query_params.get(IN_URL)
    if text is not None:
        del st.query_params[IN_URL]  # a reload must not undo what is set from here on
        try:
            _apply(project, text)
        except LeptonError as problem:
            st.warning(plain(problem, LONGEST))
    if _was(project.id) is not None:
        _offer_back(project)


def _apply(project: "Project", text: str) -> None:
    from lepton.finance.plan_json import plan_json
    from lepton.workflows.case_store import keep_plan
    from pages.ui.case_shown import earning_for, shown_of

    wanted, view = plan_in(text)
    if view is not None:
        st.session_state[_view(project.id)] = view
    now = shown_of(project)
    earning = earning_for(project)
    wanted = wanted.as_kept(earning).aligned(earning)
    if wanted == now.plan:
        return
    store().put_json(_before(project.id), {"plan": plan_json(now.plan)})
    keep_plan(store(), project, wanted, revision=now.kept.revision, by=who())


def _offer_back(project: "Project") -> None:
    """What was set before the link is kept until somebody decides."""
    with st.container(border=True, key="case_with_link"):
        st.markdown("This case came with a link.")
        back, stay = st.columns([1, 1], width=520)
        back.button("Back to what was set before", on_click=_back, args=(project,))
        stay.button("Keep this", on_click=_stay, args=(project.id,))


def _was(project_id: str) -> dict[str, Any] | None:
    key = _before(project_id)
    return store().json(key) if store().has(key) else None


def _back(project: "Project") -> None:
    from lepton.finance.plan_json import plan_from_json
    from lepton.workflows.case_store import keep_plan, plan_of

    was = _was(project.id)
    with refuse():
        if was is not None:
            revision = plan_of(store(), project).revision
            keep_plan(store(), project, plan_from_json(was["plan"]), revision=revision, by=who())
        _stay(project.id)


def _stay(project_id: str) -> None:
    store().put_json(_before(project_id), None)


def _before(project_id: str) -> str:
    return f"{project_id}/case_before_link"


def _view(project_id: str) -> str:
    from pages.ui.case_views import view_place

    return view_place(project_id)


def _is_view(view: Any) -> bool:
    from pages.ui.case_views import VIEWS

    return isinstance(view, str) and view in VIEWS


@cache
def _usual() -> dict[str, Any]:
    """A case that nobody has touched, as plain values; not to be changed."""
    from lepton.finance import Case, FlatEarning, first_plan
    from lepton.finance.plan_json import plan_dict

    return plan_dict(first_plan(Case(), FlatEarning(profit=1.0, decisions_per_month=1.0)))


@cache
def _usual_entries() -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in _usual()["ledger"]}


def _less(entry: dict[str, Any]) -> dict[str, Any]:
    """What is special about an entry; all of it where the usual case does not have it."""
    usual = _usual_entries().get(entry["id"], {})
    return {
        name: value for name, value in entry.items() if name not in usual or value != usual[name]
    }


def _more(name: str, entry: Any) -> dict[str, Any]:
    """The whole entry again."""
    if not isinstance(entry, dict):
        raise InputError(must(NAME, "one that this page has made", "something else", AGAIN))
    return {**_usual_entries().get(name, {}), **entry, "id": name}


def _of_case(name: str) -> bool:
    from lepton.finance.fields import FIELDS

    return name in FIELDS
