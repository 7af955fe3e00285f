"""What stands under the live curve: what the figures rest on."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.plots.format import count
from pages.ui.text import plain

if TYPE_CHECKING:
    from lepton.store import Project
    from lepton.value import Assumptions

__all__ = ["evidence_below"]

LONGEST = 800
AMOUNTS = {
    "campaign": ("benefit", "contact_cost"),
    "matrix": ("right", "wrong"),
    "formula": ("tp_formula", "fp_formula"),
}


def evidence_below(project: "Project", evidence: Any, assumptions: "Assumptions") -> None:
    """Say what the figures rest on.

    Parameters
    ----------
    project
        Whose page it is.
    evidence
        ``lepton.workflows.evidence.evidence_of`` of the project.
    assumptions
        Those the page shows now.
    """
    from lepton.data import samples

    own = evidence.models[0]
    said = (
        f"Worked out on {count(own.rows.y_true.size)} rows the model has never seen ({own.title})."
    )
    notes = [s.illustrative for s in samples() if str(s) == project.use_case and s.illustrative]
    guessed = _still_guessed(project, assumptions)
    if guessed:
        notes.append(f"{guessed}: put your own figures.")
    st.caption(plain(" ".join([said, *notes]), LONGEST))


def _still_guessed(project: "Project", kept: "Assumptions") -> str:
    """Say which amounts nobody has set yet; nothing for a sample, which says so itself."""
    from lepton.workflows import first_guess

    if project.use_case:
        return ""
    guess = first_guess()
    untouched = [getattr(kept, name) == getattr(guess, name) for name in AMOUNTS[kept.form]]
    if all(untouched):
        return "The amounts are a first guess, not yours"
    return "Some amounts are still a first guess, not yours" if any(untouched) else ""
