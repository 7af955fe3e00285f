"""The same assumptions as ordinary fields, for browsers and people the live curve does not suit."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.plots.format import CURRENCIES
from pages.ui.live_curve.wording import COUNT, MONEY, groups
from pages.ui.store import store
from pages.ui.text import plain

if TYPE_CHECKING:
    from lepton.value import Assumptions

__all__ = ["plain_fields"]

FORMS = {
    "campaign": "An offer that may or may not work",
    "matrix": "A decision that is right or wrong",
}
MOST = 1e12
FOLLOW = "Follow the most profitable share"
FIRST_SHARE = 0.1  # to start from when it no longer follows


def plain_fields(project_id: str, kept: "Assumptions", labels: dict[str, str]) -> None:
    """Show every assumption as a field of its own; each change is kept at once."""
    with st.expander("Set the assumptions in plain fields, or count the money differently"):
        _choice("form", "How the money is counted", list(FORMS), kept, project_id)
        _choice("currency", "Currency", _currencies(kept), kept, project_id)
        columns = st.columns(3)
        for column, group in zip(columns, groups(kept.form, labels), strict=True):
            column.markdown(f"**{group['title']}**")
            for control in group["controls"]:
                with column:
                    _field(control, kept, project_id)


def _currencies(kept: "Assumptions") -> list[str]:
    return list(dict.fromkeys([*CURRENCIES, kept.currency]))


def _choice(
    name: str, label: str, options: list[str], kept: "Assumptions", project_id: str
) -> None:
    key = _shown(name, getattr(kept, name))
    say = (lambda code: FORMS[code]) if name == "form" else str
    st.selectbox(
        label,
        options,
        key=key,
        format_func=say,
        on_change=_keep,
        args=(project_id, kept, name, key),
    )


def _field(control: dict[str, Any], kept: "Assumptions", project_id: str) -> None:
    """One assumption: amounts as numbers, shares as sliders in percent."""
    name, value = control["name"], getattr(kept, control["name"])
    if name == "benefit" and kept.from_column:
        control = control | control["from_column"]
    if name == "fraction":
        key = _shown("follow", value is None)
        st.checkbox(FOLLOW, key=key, on_change=_follow, args=(project_id, kept, key))
        if value is None:
            return
    key = _shown(f"{name}_{control['kind']}", value)
    label, args = plain(control["label"]), (project_id, kept, name, key)
    if control["kind"] in {MONEY, COUNT}:
        least = 1.0 if control["kind"] == COUNT else 0.0
        st.number_input(label, least, MOST, key=key, on_change=_keep, args=args)
    else:
        most = float(control.get("most", 1))
        st.slider(
            label,
            0.0,
            most,
            step=0.005,
            format="percent",
            key=key,
            on_change=_keep,
            args=args,
        )


def _shown(name: str, value: Any) -> str:
    """Make the field show what is kept, however it was set, without becoming another field."""
    key = f"plain_{name}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def _keep(project_id: str, kept: "Assumptions", name: str, key: str) -> None:
    changes = {name: st.session_state[key]}
    if name == "form":
        changes["benefit_from"] = "amount"  # only an offer has a value per case
    _change(project_id, kept, **changes)


def _follow(project_id: str, kept: "Assumptions", key: str) -> None:
    _change(project_id, kept, fraction=None if st.session_state[key] else FIRST_SHARE)


def _change(project_id: str, kept: "Assumptions", **changes: Any) -> None:
    store().update_project(project_id, assumptions=replace(kept, **changes).to_dict())
