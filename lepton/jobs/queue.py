"""The line of jobs: who waits, who runs, who was stopped from outside."""

from typing import Any

import sqlalchemy as sa

from lepton.errors import StorageError
from lepton.jobs import processes
from lepton.jobs.launch import jobs_at_once, start_worker
from lepton.store import Store
from lepton.store.clock import ago, now
from lepton.store.schema import jobs

__all__ = ["advance", "finish"]

SILENT = 60.0  # seconds without a sign of life, where the process itself cannot be looked at
GRACE = 5.0  # seconds a cancelled job gets to stop by itself, and again before it is forced to

STOPPED = {
    "train": (
        "The training was stopped from outside. "
        "Nothing you entered is lost: press Train again."
    ),
    "explain": (
        "The explanation was stopped from outside. "
        "Nothing you entered is lost: ask for it again."
    ),
    "recheck": (
        "The check with many trainings was stopped from outside. "
        "Nothing you entered is lost: start it again."
    ),
}  # fmt: skip
STOPPED_ELSE = "The work was stopped from outside. Nothing you entered is lost: start it again."
CANCELLED = "Stopped, as you asked. Nothing you entered is lost."


def advance(store: Store) -> None:
    """Notice ended workers, stop cancelled ones, and start as many waiting jobs as may run."""
    with store.database.read() as connection:
        asked = sa.select(jobs.c.id, jobs.c.state).where(jobs.c.state.in_(("queued", "running")))
        states = [row.state for row in connection.execute(asked)]
    if "running" in states:
        _look_after(store)
    if "queued" in states:
        while (job_id := _next(store)) is not None:
            _start(store, job_id)


def finish(store: Store, job_id: str, state: str, **values: Any) -> bool:
    """Write how a job ended, unless that was already written; True if it was written now."""
    change = (
        jobs.update()
        .where(jobs.c.id == job_id, jobs.c.state.in_(("queued", "running")))
        .values(state=state, finished=now(), **values)
    )
    with store.database.write() as connection:
        return connection.execute(change).rowcount > 0


def _look_after(store: Store) -> None:
    with store.database.read() as connection:
        running = connection.execute(sa.select(jobs).where(jobs.c.state == "running")).all()
    for row in running:
        if _gone(row):
            _record_end(store, row)
        elif row.cancel is not None and ago(row.cancel) > GRACE:
            processes.end(row.process, force=ago(row.cancel) > 2 * GRACE)


def _gone(row: sa.Row[Any]) -> bool:
    """Whether the worker ended without a word.

    The process is asked where it can be: a sleeping laptop lets every heartbeat go stale.
    """
    lives = processes.alive(row.process)
    if lives is None:
        return ago(row.heartbeat or row.started) > SILENT
    return not lives


def _record_end(store: Store, row: sa.Row[Any]) -> None:
    if row.cancel is not None:
        finish(store, row.id, "cancelled", message=CANCELLED)
    else:
        finish(store, row.id, "failed", error=STOPPED.get(row.kind, STOPPED_ELSE))


def _next(store: Store) -> str | None:
    """Take the first job in line if another may run; nobody else can take the same one."""
    waiting = sa.select(jobs.c.id).where(jobs.c.state == "queued").order_by(jobs.c.created)
    running = sa.select(sa.func.count()).where(jobs.c.state == "running")
    with store.database.write() as connection:
        if connection.execute(running).scalar_one() >= jobs_at_once():
            return None
        job_id: str | None = connection.execute(waiting.limit(1)).scalar()
        if job_id is not None:
            begun = {"state": "running", "message": "Starting", "started": now()}
            connection.execute(jobs.update().where(jobs.c.id == job_id).values(begun))
        return job_id


def _start(store: Store, job_id: str) -> None:
    try:
        pid = start_worker(store, job_id)
    except StorageError as error:
        finish(store, job_id, "failed", error=str(error))
        return
    told = {"process": processes.describe(pid), "heartbeat": now()}
    change = jobs.update().where(jobs.c.id == job_id, jobs.c.process.is_(None)).values(told)
    with store.database.write() as connection:
        connection.execute(change)
