"""What the page of returns is made of: the counts, the wording, the figures, plain fields."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.config import home
from lepton.errors import LeptonError
from lepton.plots.format import count, money, number, percent
from pages.ui.cached import model_of
from pages.ui.live_curve import live_curve
from pages.ui.store import store
from pages.ui.text import plain

if TYPE_CHECKING:
    from lepton.store import Project
    from lepton.value import Answer, Assumptions, ScoreCounts

__all__ = ["Counted", "assumed", "counted", "curve", "evidence", "export_figures", "wording"]

LONGEST = 800
AMOUNTS = {"campaign": ("benefit", "contact_cost"), "matrix": ("right", "wrong")}
REFUSED = "lepton_refused"  # why the last change was not kept, until it has been said


@dataclass(frozen=True, eq=False)
class Counted:
    """The held-out scores of one model, counted once: for us, and as the browser gets them."""

    table: "ScoreCounts"
    sent: dict[str, Any]


def counted(model_id: str) -> Counted:
    """Give the counts of a model, the same object in every run, so that they are sent once.

    Raises
    ------
    NotApplicable
        The model does not answer a yes-or-no question; the sentence says what is coming.
    """
    return _counted(str(home()), model_id)


@st.cache_resource(max_entries=16, show_spinner="Counting the scores…")
def _counted(folder: str, model_id: str) -> Counted:  # noqa: ARG001 - part of the key
    from lepton.workflows import counts_of

    table = counts_of(model_of(model_id)).thin()
    return Counted(table, table.to_dict())


def assumed(project: "Project", counts: "ScoreCounts") -> "Assumptions":
    """Give what was set for this project, or a first guess to start from."""
    from lepton.value import Assumptions
    from lepton.workflows import assumptions_of, first_guess

    kept = assumptions_of(project) or first_guess()
    if kept.from_column and counts.value_tp is None:
        st.info(
            "This model was trained without the column that says what each case is worth, so "
            "one amount for all is used here. Choose the column on the data page to go back to it."
        )
        kept = replace(kept, benefit_from="amount", benefit=Assumptions.benefit)
    return kept


def wording(project: "Project", counts: "ScoreCounts") -> dict[str, str]:
    """Give what the assumptions are called in this use case; neutral words for one's own data."""
    from lepton.data import samples

    task = project.task or {}
    found = {str(info): info.labels for info in samples() if info.task.target == task.get("target")}
    words = dict(found.get(project.use_case or "", {}))
    if counts.value_tp is not None:
        words["value_column"] = str(task.get("value") or "Each one's own value")
    return words


def curve(project: "Project", counts: Counted, labels: dict[str, str], kept: "Assumptions") -> None:
    """Show the live curve; what it is set to is kept with the project."""
    dataset = str(project.model_id)
    live_curve(
        counts.sent,
        kept.to_dict(),
        labels,
        key=f"curve_{project.id}_{dataset}",
        dataset=dataset,
        keep=partial(_keep, project.id),
    )
    refused = st.session_state.pop(REFUSED, None)
    if refused:
        st.warning(plain(refused, LONGEST))


def _keep(project_id: str, wanted: dict[str, Any]) -> None:
    """Keep what came from the browser, if it can be used; otherwise say why not."""
    from lepton.value import Assumptions

    try:
        assumptions = Assumptions.from_dict(wanted)
        store().update_project(project_id, assumptions=assumptions.to_dict())
    except LeptonError as problem:
        st.session_state[REFUSED] = str(problem)


def evidence(project: "Project", counts: "ScoreCounts") -> None:
    """Say what the figures rest on."""
    from lepton.data import samples

    title = model_of(str(project.model_id)).info.get("title", "The model")
    said = f"Worked out on {count(counts.total)} rows the model has never seen ({title})."
    notes = [s.illustrative for s in samples() if str(s) == project.use_case and s.illustrative]
    guessed = _still_guessed(project)
    if guessed:
        notes.append(f"{guessed}: put your own figures.")
    st.caption(plain(" ".join([said, *notes]), LONGEST))


def _still_guessed(project: "Project") -> str:
    """Say which amounts nobody has set yet; nothing for a sample, which says so itself."""
    from lepton.workflows import assumptions_of, first_guess

    if project.use_case:
        return ""
    kept, guess = assumptions_of(project) or first_guess(), first_guess()
    first, second = AMOUNTS[kept.form]
    untouched = [getattr(kept, name) == getattr(guess, name) for name in (first, second)]
    if all(untouched):
        return "The amounts are a first guess, not yours"
    return "Some amounts are still a first guess, not yours" if any(untouched) else ""


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
        f"{money(found.profit_per_year, currency)} a year; "
        f"cost {money(chosen.cost, currency)} a month, ROI {percent(chosen.roi)}; "
        f"{count(chosen.n)} of {count(kept.decisions_per_month)} a month "
        f"({percent(chosen.fraction)}), {count(chosen.tp)} of them {hits}; "
        f"score {number(chosen.threshold)} or higher. "
        f"As many picked at random: {money(found.random.profit, currency)} a month."
    )
