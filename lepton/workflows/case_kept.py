"""A business case as it is kept in the store."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from lepton.errors import InputError, StorageError
from lepton.store import Document

if TYPE_CHECKING:
    from lepton.finance import Plan

__all__ = ["AGAIN", "PLAN", "Kept", "kept_of"]

PLAN = "case/plan"
AGAIN = "Reopen a locked version, or start the case anew."


@dataclass(frozen=True, slots=True)
class Kept:
    """A plan as it is kept.

    Attributes
    ----------
    plan
        The plan.
    revision
        1, 2, … with each change; what :func:`keep_plan` asks for.
    by, at
        Who saved it (may be empty) and when, UTC.
    """

    plan: "Plan"
    revision: int
    by: str
    at: datetime


def kept_of(found: Document) -> Kept:
    """Read what the store gives.

    Raises
    ------
    StorageError
        It cannot be read.
    """
    from lepton.finance.plan_json import plan_from_json

    try:
        plan = plan_from_json(found.body)
    except InputError as problem:
        raise StorageError(f"The case of this project cannot be read: {problem} {AGAIN}") from None
    return Kept(plan, found.revision, found.by, found.at)
