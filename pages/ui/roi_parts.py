"""What the page of returns is made of: the wording, the live curve, the figures of exports."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.errors import LeptonError
from lepton.plots.format import count, money, number, percent
from pages.ui.live_curve import Message, Shown, live_after, live_curve
from pages.ui.live_curve.wording import in_words
from pages.ui.roi_after import band_of, today_of
from pages.ui.roi_counts import counted, evidence_for
from pages.ui.state_link import view_key
from pages.ui.store import store
from pages.ui.text import plain

if TYPE_CHECKING:
    from lepton.store import Project
    from lepton.value import Answer, Assumptions
    from lepton.workflows.basis import Evidence
    from pages.ui.roi_counts import Counted

__all__ = ["assumed", "change", "curve", "curve_key", "export_figures", "said_of", "wording"]

LONGEST = 800
LARGEST_VIEW = 2000  # characters
MOST_OFFERED = 200  # names of columns
ROOM = 880  # pixels kept for the curve while it loads; then it takes what it needs
REFUSED = "lepton_refused"  # why the last change was not kept, until it has been said


def assumed(project: "Project", evidence: "Evidence") -> "Assumptions":
    """Give what was set for this project, or a first guess to start from."""
    from lepton.value import Assumptions
    from lepton.workflows import assumptions_of, first_guess

    kept = assumptions_of(project) or first_guess()
    if kept.from_column and evidence.first.rows.value is None:
        st.info(
            "This model was trained without the column that says what each case is worth, so "
            "one amount for all is used here. Choose the column on the data page to go back to it."
        )
        kept = replace(kept, benefit_from="amount", benefit=Assumptions.benefit)
    return kept


def wording(project: "Project", evidence: "Evidence") -> dict[str, str]:
    """Give what the assumptions are called in this use case; neutral words for one's own data."""
    from lepton.data import samples
    from lepton.workflows.presets import words_of

    task = project.task or {}
    found = {str(info): info.labels for info in samples() if info.task.target == task.get("target")}
    words = dict(found.get(project.use_case or "", {})) or words_of(project)
    if evidence.first.rows.value is not None:
        words["value_column"] = str(task.get("value") or "Each one's own value")
    return words


def curve(
    project: "Project",
    evidence: "Evidence",
    counts: "Counted",
    labels: dict[str, str],
    kept: "Assumptions",
) -> "Answer":
    """Show the live curve; what it is set to is kept with the project. Give Python's answer."""
    from lepton.value import answer

    key = curve_key(project.id, evidence.first.id)
    shown = Shown(counts.sent, labels, evidence.column_names[:MOST_OFFERED], _view(project.id))
    with st.container(key="live_curve", height=ROOM, border=False):
        live_curve(shown, kept.to_dict(), key=key, keep=partial(_keep, project.id))
    refused = st.session_state.pop(REFUSED, "")
    today, missing = today_of(evidence, kept)
    after = {
        "of": kept.to_dict(),
        "band": band_of(evidence, counts, kept),
        "today": None if today is None else today.to_dict(),
        "refused": refused or missing,
    }
    with st.container(key="live_after"):
        live_after(after, key=key)
    if refused or missing:
        st.warning(plain(in_words(refused or missing, kept.form, labels), LONGEST))
    return answer(counts.table, kept, choose=counts.choose, today=today)


def curve_key(*ids: str) -> str:
    """Name the live curve of these ids; two underscores in a row, as ids may have, are refused."""
    return "-".join(("curve", *ids)).replace("_", "-")


def change(project_id: str, wanted: dict[str, Any]) -> None:
    """Keep a set of assumptions, if it can be used; otherwise say why not."""
    from lepton.value import Assumptions

    try:
        assumptions = Assumptions.from_dict(wanted)
        if assumptions.per_row:  # whether a formula works shows only on the rows
            project = store().project(project_id)
            counted(project, evidence_for(project), assumptions)
        store().update_project(project_id, assumptions=assumptions.to_dict())
    except LeptonError as problem:
        st.session_state[REFUSED] = str(problem)


def _keep(project_id: str, message: Message) -> None:
    """Keep what came from the browser."""
    change(project_id, message.params)
    if message.view != _view(project_id) and len(repr(message.view)) <= LARGEST_VIEW:
        store().put_json(view_key(project_id), message.view)


def _view(project_id: str) -> dict[str, Any]:
    """What was looked at last; nothing where it is not known or damaged."""
    key = view_key(project_id)
    try:
        kept = store().json(key) if store().has(key) else {}
    except LeptonError:
        return {}
    return kept if isinstance(kept, dict) else {}


def said_of(evidence: "Evidence") -> None:
    """Say which models are compared, and which are not and why."""
    if len(evidence.models) > 1:
        others = ", ".join(model.title for model in evidence.models[1:])
        st.caption(plain(f"Beside it: {others}, judged on the same rows.", LONGEST))
    if evidence.left_out:
        st.caption(plain(" ".join(evidence.left_out), LONGEST))


def export_figures(found: "Answer", kept: "Assumptions", labels: dict[str, str]) -> None:
    """Say the figures as Python works them out: these, unrounded, go into every export."""
    with st.container(key="export_figures"):
        st.caption(plain(f"The figures used in exports: {_told(found, kept, labels)}", LONGEST))


def _told(found: "Answer", kept: "Assumptions", labels: dict[str, str]) -> str:
    chosen, currency = found.chosen, kept.currency
    if chosen.n == 0:
        return f"profit {money(0, currency)}; nobody is chosen."
    hits = labels.get("successes", "hits")
    return (
        f"profit {money(chosen.profit, currency)} a month, "
        f"{money(found.profit_per_year, currency)} a year{_range(found, currency)}; "
        f"cost {money(chosen.cost, currency)} a month, ROI {percent(chosen.roi)}; "
        f"{count(chosen.n)} of {count(kept.decisions_per_month)} a month "
        f"({percent(chosen.fraction)}), {count(chosen.tp)} of them {hits}; "
        f"{_from(chosen.threshold, kept)}. "
        f"As many picked at random: {money(found.random.profit, currency)} a month."
    )


def _from(threshold: float, kept: "Assumptions") -> str:
    """From where on they are acted on; where each row has money of its own, that ranks them."""
    if kept.per_row:
        return f"expected gain {money(threshold, kept.currency)} or more"
    return f"score {number(threshold)} or higher"


def _range(found: "Answer", currency: str) -> str:
    """What so few rows leave open; nothing where no sample is behind the figures."""
    ends = (found.low, found.high)
    if len({money(end, currency, short=True) for end in ends}) == 1:
        return ""
    low, high = (money(end, currency) for end in ends)
    return f" ({low} to {high} a month in 90 of 100 samples like this one)"
