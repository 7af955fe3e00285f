"""What takes a moment and follows the hand: the band around the curve, and today's rule."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.config import home
from lepton.errors import LeptonError, NotApplicable

if TYPE_CHECKING:
    from lepton.value import Assumptions
    from lepton.value.today import Today
    from lepton.value.uncertainty import Replicates
    from lepton.workflows.basis import Evidence
    from pages.ui.roi_counts import Counted

__all__ = ["band_of", "replicates_of", "today_of"]

DIGITS = 7  # of the numbers of a band: more cannot be seen


def band_of(
    evidence: "Evidence", counts: "Counted", assumptions: "Assumptions"
) -> dict[str, Any] | None:
    """Give the band as the browser draws it; None where there is none to tell."""
    from lepton.value.uncertainty import bands

    try:
        found = bands(replicates_of(evidence, counts, assumptions), assumptions)
    except NotApplicable:
        return None
    names = ("share", "low", "high", "low_all", "high_all")
    arrays = {name: [_short(x) for x in getattr(found, name).tolist()] for name in names}
    return {"level": found.level, **arrays}


def replicates_of(
    evidence: "Evidence", counts: "Counted", assumptions: "Assumptions"
) -> "Replicates":
    """Give other samples that could have come up, the same in every run."""
    return _replicates(str(home()), counts.dataset, evidence, counts, assumptions)


def today_of(evidence: "Evidence", assumptions: "Assumptions") -> tuple["Today | None", str]:
    """Count what is done today; the second is why it could not be, or nothing."""
    try:
        found = evidence.first.rows.today(assumptions)
    except LeptonError as problem:
        return None, str(problem)
    return (None if found is None else found.thin()), ""


@st.cache_resource(max_entries=4, show_spinner=False)
def _replicates(
    folder: str,  # noqa: ARG001 - part of the key
    dataset: str,  # noqa: ARG001 - part of the key
    _evidence: "Evidence",
    _counts: "Counted",
    _assumptions: "Assumptions",
) -> "Replicates":
    """Draw other samples that could have come up, once for an order of the rows."""
    from lepton.value.uncertainty import Replicates

    rows = _evidence.first.rows
    if rows.group is None:
        return Replicates.of(_counts.table)
    return Replicates.of_rows(rows, _assumptions)


def _short(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
