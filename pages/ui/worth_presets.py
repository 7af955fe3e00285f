"""The usual figures of a kind of decision, to start from; what was set before can be had back."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.ui.store import store

if TYPE_CHECKING:
    from lepton.store import Project

__all__ = ["illustrative_note", "start_from_usual"]


def illustrative_note(project: "Project") -> str:
    """Say that the amounts a project started from are nobody's own; not safe as markup."""
    from lepton.data import samples
    from lepton.workflows.presets import assumed_by

    told = [s.illustrative for s in samples() if str(s) == project.use_case and s.illustrative]
    return " ".join(filter(None, [*told, assumed_by(project)]))


def start_from_usual(project: "Project") -> None:
    """Offer the usual figures where the money is one's own; a sample has its own already."""
    from lepton.workflows.presets import preset_of

    if project.use_case and preset_of(project) is None:
        return
    with st.expander("Start from the usual figures of a kind of decision"):
        _pick(project)
        if _before(project.id) is not None:
            st.button("Back to the former figures", on_click=_back, args=(project.id,))


def _pick(project: "Project") -> None:
    from lepton.value.presets import presets
    from lepton.workflows.napkins import PRICED
    from lepton.workflows.presets import preset_of

    offered = {p.key: p.title for p in presets() if p.kind in PRICED}
    now = preset_of(project)
    st.caption(
        "Illustrative amounts, and the words that go with them, take the place of those on this "
        "page."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Start from the usual figures of",
            list(offered),
            index=list(offered).index(now.key) if now and now.key in offered else None,
            format_func=offered.__getitem__,
            placeholder="a kind of decision",
            key=f"preset_{project.id}",
        )
        st.button(
            "Use these figures",
            key=f"preset_use_{project.id}",
            disabled=chosen is None,
            on_click=_start,
            args=(project.id, chosen),
        )


def _start(project_id: str, chosen: str) -> None:
    """Take the figures, and keep those of before."""
    from lepton.workflows.napkins import has_napkin, napkin_of
    from lepton.workflows.presets import start_from

    project = store().project(project_id)
    was = {"use_case": project.use_case, "assumptions": project.assumptions, "napkin": None}
    if has_napkin(store(), project):
        was["napkin"] = napkin_of(store(), project).to_dict()
    start_from(store(), project, chosen)
    store().put_json(_key(project_id), was)


def _back(project_id: str) -> None:
    from lepton.workflows.napkins import NapkinPlan, keep_napkin

    was = _before(project_id)
    if was is not None:
        plan = was.pop("napkin")
        project = store().update_project(project_id, **was)
        if plan is not None:
            keep_napkin(store(), project, NapkinPlan.from_dict(plan))
    store().put_json(_key(project_id), None)


def _before(project_id: str) -> dict[str, Any] | None:
    """What was set before; None where there is no way back."""
    key = _key(project_id)
    return store().json(key) if store().has(key) else None


def _key(project_id: str) -> str:
    return f"{project_id}/worth_before_usual"
