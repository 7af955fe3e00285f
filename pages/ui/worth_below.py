"""What stands under the live curve: what the figures rest on, and whatever one asks beyond."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from lepton.plots.format import count
from pages.ui.below_case import Case
from pages.ui.below_certainty import certainty_below
from pages.ui.below_measures import measures_below
from pages.ui.below_proof import proof_below
from pages.ui.below_review import review_below
from pages.ui.below_segments import segments_below
from pages.ui.below_trust import trust_below
from pages.ui.guard import guarded
from pages.ui.text import plain
from pages.ui.worth_presets import illustrative_note

if TYPE_CHECKING:
    from lepton.store import Project
    from lepton.value import Assumptions

__all__ = ["evidence_below", "untouched_note"]

LONGEST = 1200
AMOUNTS = {
    "campaign": ("benefit", "contact_cost"),
    "matrix": ("right", "wrong"),
    "formula": ("tp_formula", "fp_formula"),
}
VIEWS: dict[str, tuple[str, Callable[[Case], None]]] = {
    "segments": ("Where the money comes from", segments_below),
    "certainty": ("How sure it is", certainty_below),
    "trust": ("Whether the chances hold", trust_below),
    "limits": ("Limits and second looks", review_below),
    "proof": ("How to prove it", proof_below),
    "measures": ("Every measure", measures_below),
}


def evidence_below(case: Case) -> None:
    """Say what the figures rest on, and offer to look closer; nothing is open at first.

    Parameters
    ----------
    case
        The answer, and what it rests on.
    """
    _rests_on(case)
    _closer(case)


def _rests_on(case: Case) -> None:
    own, rows = case.evidence.first, case.evidence.first.rows.y_true.size
    said = f"Worked out on {count(rows)} rows the model has never seen ({own.title})."
    if case.evidence.origin == "scores":
        said = f"Worked out on {count(rows)} rows, by the scores {own.title}."
    notes = [said, *case.evidence.notes, illustrative_note(case.project)]
    notes.append(untouched_note(case.project, case.kept))
    st.caption(plain(" ".join(filter(None, notes)), LONGEST))


@st.fragment
@guarded
def _closer(case: Case) -> None:
    """One of the views, or none; only this part runs again when something in it changes."""
    with st.container(key="look_closer"):
        chosen = st.pills(
            "Look closer",
            list(VIEWS),
            format_func=lambda name: VIEWS[name][0],
            key=case.key("closer"),
            persist_state="session",
        )
        if chosen is not None:
            VIEWS[chosen][1](case)


def untouched_note(project: "Project", kept: "Assumptions") -> str:
    """Say which amounts nobody has set yet; nothing where the project says so itself."""
    from lepton.workflows import first_guess

    if project.use_case:
        return ""
    guess = first_guess()
    untouched = [getattr(kept, name) == getattr(guess, name) for name in AMOUNTS[kept.form]]
    if all(untouched):
        return "The amounts are a first guess, not yours: put your own figures."
    some = "Some amounts are still a first guess, not yours: put your own figures."
    return some if any(untouched) else ""
