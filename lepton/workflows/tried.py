"""What acting changed, where a column of the table says who was acted on by chance."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from lepton.workflows.basis import Evidence
from lepton.workflows.experiment import CONTROL, TREATED
from lepton.workflows.uplift import Uplift, uplift_of

if TYPE_CHECKING:
    import pandas as pd

    from lepton.value import Assumptions
    from lepton.value.uplift import Offer

__all__ = ["arm_columns", "offer_of", "tried"]

FIRST_LOOK = 1_000  # rows


def arm_columns(evidence: Evidence) -> list[str]:
    """Columns that could say who was acted on: 0 and 1, yes and no, treated and control.

    Columns whose values are not told are left out, and so is what the model predicts.
    """
    rows = evidence.first.rows
    return [
        name
        for name in evidence.column_names
        if _two_arms(evidence.frame[name]) and not _is_outcome(rows.columns[name], rows.y_true)
    ]


def offer_of(assumptions: "Assumptions") -> "Offer | None":
    """The money of one outcome more; None where the assumptions do not tell it.

    An experiment measures what acting changes, so the assumed success rate is left out of it.
    """
    from lepton.value.uplift import Offer

    if assumptions.form != "campaign":
        return None
    return Offer(
        benefit=assumptions.benefit,
        contact_cost=assumptions.contact_cost,
        incentive_cost=assumptions.incentive_cost,
        fixed_cost=assumptions.fixed_cost,
        population=assumptions.decisions_per_month,
    )


def tried(
    evidence: Evidence, assumptions: "Assumptions", column: str, *, prevents: bool = False
) -> Uplift:
    """Tell what acting changed on the rows that report the money of a model.

    Parameters
    ----------
    evidence
        Scored rows with the columns of their table.
    assumptions
        Their offer gives the money; without one an outcome counts as 1 and nothing costs.
    column
        Says who was acted on.
    prevents
        Whether acting should prevent what the model predicts; otherwise it should bring it about.

    Raises
    ------
    InputError, NotApplicable
        As for :func:`lepton.workflows.uplift.uplift_of`.
    """
    rows = evidence.first.rows
    y = 1 - np.asarray(rows.y_true, dtype=np.int64) if prevents else rows.y_true
    value = rows.value if assumptions.form == "campaign" and assumptions.from_column else None
    asked = replace(evidence.first, rows=replace(rows, y_true=y, value=value))
    return uplift_of(replace(evidence, models=(asked,)), column, offer=offer_of(assumptions))


def _two_arms(column: "pd.Series[object]") -> bool:
    """Whether all values say yes or no, and both are there; a few rows are looked at first."""
    from lepton.data.labels import labels_of

    for some in (column.iloc[:FIRST_LOOK], column):
        kinds = {str(label).lower() for label in set(labels_of(some))}
        if not kinds <= TREATED | CONTROL:
            return False
    return bool(kinds & TREATED) and bool(kinds & CONTROL)


def _is_outcome(column: np.ndarray, y_true: np.ndarray) -> bool:
    if column.dtype == object:
        column = np.array([str(value).lower() in TREATED for value in column])
    hit = y_true == 1
    return np.array_equal(column == 1, hit) or np.array_equal(column == 0, hit)
