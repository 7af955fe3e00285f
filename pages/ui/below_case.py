"""What every view below the live curve is told."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

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

    def key(self, name: str) -> str:
        """Name of a widget of this project."""
        return f"{name}_{self.project.id}"
