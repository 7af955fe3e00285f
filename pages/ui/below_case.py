"""What every view below the live curve is told."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lepton.plots.format import number

if TYPE_CHECKING:
    from lepton.store import Project
    from lepton.value import Answer, Assumptions
    from lepton.workflows.basis import Evidence
    from pages.ui.roi_counts import Counted

__all__ = ["Case"]


@dataclass(frozen=True, eq=False)
class Case:
    """One project's answer, and what it rests on.

    Attributes
    ----------
    project
        Whose page it is.
    evidence, counts
        The scores, and the same counted.
    kept, found
        The assumptions the page shows now, and the answer under them.
    labels
        What things are called in this use case.
    """

    project: "Project"
    evidence: "Evidence"
    counts: "Counted"
    kept: "Assumptions"
    found: "Answer"
    labels: dict[str, str]

    def word(self, name: str, usual: str) -> str:
        """What something is called here; as it stands in the use case, not safe as markup."""
        return self.labels.get(name, usual)

    @property
    def not_chances(self) -> str:
        """Why the scores cannot be taken as chances; empty where they can. Not safe as markup."""
        own = self.evidence.first
        low, high = float(own.rows.y_score.min()), float(own.rows.y_score.max())
        if low >= 0 and high <= 1:
            return ""
        return (
            f"The scores of {own.title} lie between {number(low)} and {number(high)}: they rank "
            "the cases, but are no chances between 0 and 1."
        )

    def key(self, name: str) -> str:
        """Name of a widget of this project."""
        return f"{name}_{self.project.id}"
