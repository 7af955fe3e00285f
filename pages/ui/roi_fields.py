"""The same assumptions as ordinary fields, for browsers and people the live curve does not suit."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.plots.format import CURRENCIES
from pages.ui.live_curve.wording import (
    COUNT,
    FORMS,
    MONEY,
    RATE,
    SHARE,
    TEXT,
    first_formulas,
    groups,
)
from pages.ui.roi_parts import change
from pages.ui.text import plain

if TYPE_CHECKING:
    from lepton.value import Assumptions

__all__ = ["plain_fields"]

OPEN = "plain_fields"
MOST = 1e12
PERCENT = 100
COLUMNS = 3
FOLLOW = "Follow the best share"
HOW = {"profit": "Most profit", "fewest": "Fewest that earn about the same"}
FIRST_SHARE = 0.1  # to start from when it no longer follows


def plain_fields(project_id: str, kept: "Assumptions", labels: dict[str, str]) -> None:
    """Show every assumption as a field of its own; each change is kept at once.

    The fields are only there while they are open: what is set on the curve meanwhile must not
    meet fields that the browser has not finished building.
    """
    title = "Set the assumptions in plain fields, or count the money differently"
    box = st.expander(title, key=OPEN, on_change="rerun")
    if not box.open:
        return
    with box:
        left, right = st.columns(2)
        with left:
            _choice("form", "What is decided", FORMS, kept, project_id)
        with right:
            codes = dict.fromkeys([*CURRENCIES, kept.currency])
            _choice("currency", "Currency", {code: code for code in codes}, kept, project_id)
        for group in groups(kept.form, labels):
            if group["controls"]:
                st.markdown(f"**{group['title']}**")
                _row(group["controls"], kept, project_id)
        st.markdown("**Where to stop**")
        _stop(kept, labels, project_id)


def _row(controls: list[dict[str, Any]], kept: "Assumptions", project_id: str) -> None:
    for start in range(0, len(controls), COLUMNS):
        some = controls[start : start + COLUMNS]
        for column, control in zip(st.columns(COLUMNS), some, strict=False):
            with column:
                _field(control, kept, project_id)


def _choice(
    name: str, label: str, options: dict[str, str], kept: "Assumptions", project_id: str
) -> None:
    key, first = _shown(name, getattr(kept, name))
    codes = list(options)
    st.selectbox(
        label,
        codes,
        index=codes.index(first["value"]) if first else 0,
        key=key,
        format_func=lambda code: options[code],
        on_change=_keep,
        args=(project_id, kept, name, key),
    )


def _stop(kept: "Assumptions", labels: dict[str, str], project_id: str) -> None:
    """How many to act on: the best share, or one of one's own."""
    left, right = st.columns(2)
    follows = kept.fraction is None
    key, value = _shown("follows", follows)
    left.checkbox(FOLLOW, key=key, on_change=_follow, args=(project_id, kept, key), **value)
    with right:
        if follows:
            _choice("follow", "The best share is", HOW, kept, project_id)
            return
        label = labels.get("fraction", "Share to act on")
        _field({"name": "fraction", "kind": SHARE, "label": label}, kept, project_id)


def _field(control: dict[str, Any], kept: "Assumptions", project_id: str) -> None:
    """One assumption: amounts as numbers, shares as sliders in percent, rules as text."""
    name, value = control["name"], getattr(kept, control["name"])
    if name == "benefit" and kept.from_column:
        control = control | control["from_column"]
    kind, empty = control["kind"], control.get("empty")
    factor = PERCENT if kind == RATE and empty is not None else 1
    key, first = _shown(f"{name}_{kind}", _times(value, factor))
    label, args = plain(control["label"]), (project_id, kept, name, key, factor)
    how: dict[str, Any] = {
        "key": key,
        "on_change": _keep,
        "args": args,
        "help": control.get("note"),
        **first,
    }
    if kind == TEXT:
        st.text_input(label, placeholder=empty, max_chars=500, **how)
    elif empty is not None:
        most = float(PERCENT) if kind == RATE else MOST
        unit = " (%)" if kind == RATE else ""
        how = {"value": None, "placeholder": empty} | how
        st.number_input(f"{label}{unit}", 0.0, most, **how)
    elif kind in {MONEY, COUNT}:
        st.number_input(label, 1.0 if kind == COUNT else 0.0, MOST, **how)
    else:
        most = float(control.get("most", 1))
        st.slider(label, 0.0, most, step=0.005, format="percent", **how)


def _times(value: Any, factor: float) -> Any:
    return value if value is None or factor == 1 else round(value * factor, 9)


def _shown(name: str, value: Any) -> tuple[str, dict[str, Any]]:
    """Make the field show what is kept, however it was set, without becoming another field.

    A new field gets the value to start from, so that it never stands at its lowest for a moment.
    """
    key = f"plain_{name}"
    if key not in st.session_state:
        return key, {"value": value}
    if st.session_state[key] != value:
        st.session_state[key] = value
    return key, {}


def _keep(project_id: str, kept: "Assumptions", name: str, key: str, factor: float = 1) -> None:
    value = st.session_state[key]
    changes = {name: _times(value, 1 / factor)}
    if name == "form":
        changes |= _started(kept, value)
    change(project_id, asdict(kept) | changes)


def _started(kept: "Assumptions", form: str) -> dict[str, Any]:
    """What else changes with the form; only an offer has a value for each case."""
    changes: dict[str, Any] = {"benefit_from": "amount"}
    if form == "formula" and not kept.tp_formula:
        changes |= first_formulas(kept.form, kept.benefit_from)
    if kept.from_column:  # a share of a value makes no amount
        changes["benefit"] = type(kept).benefit
        if "tp_formula" in changes:
            changes["tp_formula"] = changes["tp_formula"].replace("benefit", f"{kept.benefit:.12g}")
    return changes


def _follow(project_id: str, kept: "Assumptions", key: str) -> None:
    fraction = None if st.session_state[key] else FIRST_SHARE
    change(project_id, asdict(kept) | {"fraction": fraction})
