"""Assumptions as ordinary fields; every change is kept with the project at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from lepton.errors import LeptonError
from lepton.plots.format import CURRENCIES, symbol
from pages.ui.store import store
from pages.ui.text import plain

__all__ = [
    "COLUMN",
    "COUNT",
    "CURRENCY",
    "MONEY",
    "NUMBER",
    "SHARE",
    "Field",
    "change",
    "show",
    "warned",
]

MONEY, SHARE, COUNT, NUMBER = "money", "share", "count", "number"
COLUMN, CURRENCY = "column", "currency"
MOST = 1e12
NOTHING = ""  # chosen where no column is
REFUSED = "worth_refused"  # why the last change was not kept, until it has been said
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Field:
    """One assumption: its name, its kind, what it is called, and what an empty one means."""

    name: str
    kind: str
    label: str
    empty: str = ""  # what stands in an empty field; without it the field cannot be empty
    follow: str = ""  # of a share: what a tick beside it says while it is left open
    start: float = 0.5  # of such a share: what it starts from when the tick is taken away


def show(project_id: str, kept: Any, fields: Sequence[Field], columns: Sequence[str] = ()) -> None:
    """Show fields under each other, as they are kept now."""
    for field in fields:
        _show(project_id, kept, field, list(columns))


def warned() -> None:
    """Say why the last change was not kept, if it was not."""
    refused = st.session_state.pop(REFUSED, None)
    if refused:
        st.warning(plain(refused, LONGEST))


def _show(project_id: str, kept: Any, field: Field, columns: list[str]) -> None:
    value, label = getattr(kept, field.name), plain(_label(field, kept))
    if field.follow:
        key = _held(f"{field.name}_follow", value is None)
        args = (project_id, kept, field, key)
        st.checkbox(plain(field.follow), key=key, on_change=_follow, args=args)
        if value is None:
            return
    choices = {COLUMN: [NOTHING, *columns], CURRENCY: _currencies(kept)}.get(field.kind)
    if choices is not None:
        value = value if value in choices else NOTHING
    key = _held(field.name, value)
    asked: dict[str, Any] = {"key": key, "on_change": _keep, "args": (project_id, kept, field, key)}
    if choices is not None:
        st.selectbox(label, choices, format_func=lambda v: plain(v or field.empty), **asked)
    elif field.kind == SHARE:
        st.slider(label, 0.0, 1.0, step=0.005, format="percent", **asked)
    else:
        least, form = (1.0, "%.0f") if field.kind == COUNT else (0.0, None)
        empty = field.empty or None
        st.number_input(label, least, MOST, format=form, placeholder=empty, **asked)


def _label(field: Field, kept: Any) -> str:
    """What a field is called, with the currency where it is money."""
    if field.kind != MONEY:
        return field.label
    return f"{field.label} ({symbol(kept.currency).strip()})"


def _currencies(kept: Any) -> list[str]:
    return list(dict.fromkeys([*CURRENCIES, kept.currency]))


def _held(name: str, value: Any) -> str:
    """Make the field show what is kept, however it was set, without becoming another field."""
    key = f"worth_{name}"
    value = float(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key


def _follow(project_id: str, kept: Any, field: Field, key: str) -> None:
    change(project_id, kept, field.name, None if st.session_state[key] else field.start)


def _keep(project_id: str, kept: Any, field: Field, key: str) -> None:
    value = st.session_state[key]
    if value is None and not field.empty:
        return  # an emptied field goes back to what is kept
    change(project_id, kept, field.name, None if value == NOTHING else value)


def change(project_id: str, kept: Any, name: str, value: Any) -> None:
    """Keep one assumption, if it can be used; otherwise remember why not."""
    try:
        money = replace(kept, **{name: value})
        store().update_project(project_id, assumptions=money.to_dict())
    except LeptonError as problem:
        st.session_state[REFUSED] = str(problem)
