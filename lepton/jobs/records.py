"""A job as the pages see it."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from lepton.errors import StorageError
from lepton.store.clock import ago, moment
from lepton.store.text import from_text

__all__ = ["ACTIVE", "Job", "from_row"]

ACTIVE = ("queued", "running")
ENOUGH = 0.02  # share of the work after which the remaining time is worth telling


@dataclass(frozen=True, slots=True)
class Job:
    """Work in another process.

    Attributes
    ----------
    kind
        ``train``, ``explain`` or ``recheck``.
    state
        ``queued``, ``running``, ``done``, ``failed`` or ``cancelled``.
    progress
        Share of the work done, 0 to 1.
    message
        What it is doing, in plain words.
    created, started, finished
        UTC, ISO 8601; None as long as it has not happened.
    seconds
        How long it has run, or ran.
    remaining
        Seconds left, estimated from the progress; None as long as nobody can tell.
    result
        What came out: ``{"model_id": …}`` or ``{"key": …}``.
    error
        Why it failed, and what to do: one sentence or two.
    cancelling
        The person asked to stop it and it has not stopped yet.
    """

    id: str
    kind: str
    project_id: str | None
    params: dict[str, Any]
    state: str
    progress: float
    message: str
    created: str
    started: str | None
    finished: str | None
    seconds: float
    remaining: float | None
    result: dict[str, Any] | None
    error: str | None
    cancelling: bool

    @property
    def active(self) -> bool:
        """Whether it waits or runs."""
        return self.state in ACTIVE


def from_row(row: sa.Row[Any]) -> Job:
    """A job as its row says."""
    seconds = _seconds(row)
    return Job(
        id=row.id,
        kind=row.kind,
        project_id=row.project_id,
        params=_kept(row.params) or {},
        state=row.state,
        progress=row.progress,
        message=row.message,
        created=row.created,
        started=row.started,
        finished=row.finished,
        seconds=seconds,
        remaining=_remaining(row, seconds),
        result=_kept(row.result),
        error=row.error,
        cancelling=row.cancel is not None and row.state in ACTIVE,
    )


def _kept(text: str | None) -> dict[str, Any] | None:
    """An object of the row; a damaged one does not hide the job's state."""
    try:
        found: dict[str, Any] | None = from_text(text, "The job", "Start it again.")
    except StorageError:
        return None
    return found


def _seconds(row: sa.Row[Any]) -> float:
    if row.started is None:
        return 0.0
    if row.finished is None:
        return max(0.0, ago(row.started))
    return max(0.0, (moment(row.finished) - moment(row.started)).total_seconds())


def _remaining(row: sa.Row[Any], seconds: float) -> float | None:
    """The rest takes as long for its share as what is done took for its own."""
    if row.state != "running" or row.progress < ENOUGH or row.progressed is None:
        return None
    since = max(0.0, ago(row.progressed))  # a report that is old already counts its age
    return float(max(0.0, (seconds - since) / row.progress * (1 - row.progress) - since))
