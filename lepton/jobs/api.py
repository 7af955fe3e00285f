"""Starting, watching and stopping work in other processes."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from lepton.errors import NotFound
from lepton.jobs.queue import CANCELLED, advance, finish
from lepton.jobs.records import ACTIVE, Job, from_row
from lepton.store import Store
from lepton.store.clock import now
from lepton.store.part import new_id
from lepton.store.schema import jobs
from lepton.store.text import to_text

__all__ = ["active", "cancel", "job", "latest", "submit"]


def submit(store: Store, kind: str, params: Mapping[str, Any], project_id: str | None) -> Job:
    """Put work in line; it starts at once unless enough is running.

    Parameters
    ----------
    store
        Where the job and what it makes are kept.
    kind
        ``train``, ``explain`` or ``recheck``.
    params
        What the worker needs, as JSON can say it.
    project_id
        The project it is for.

    Returns
    -------
    Job
        The new job; or the same one if it already waits or runs, so that pressing twice
        does not do the work twice.
    """
    values = {
        "id": new_id(), "kind": kind, "project_id": project_id, "params": to_text("params", params),
        "state": "queued", "progress": 0.0, "message": "Waiting for another job to finish",
        "created": now(),
    }  # fmt: skip
    same = sa.select(jobs.c.id).where(
        *(jobs.c[name] == values[name] for name in ("kind", "project_id", "params")),
        jobs.c.state.in_(ACTIVE), jobs.c.cancel.is_(None),
    )  # fmt: skip
    with store.database.write() as connection:
        found = connection.execute(same).scalar()
        if found is None:
            connection.execute(jobs.insert().values(values))
    return job(store, found or str(values["id"]))


def job(store: Store, job_id: str) -> Job:
    """How a job stands now; looking also moves the line of jobs on.

    Raises
    ------
    NotFound
        There is no such job.
    """
    advance(store)
    with store.database.read() as connection:
        row = connection.execute(sa.select(jobs).where(jobs.c.id == job_id)).one_or_none()
    if row is None:
        raise NotFound("This job is not in the store. Start it again.")
    return from_row(row)


def latest(store: Store, project_id: str, kind: str) -> Job | None:
    """The newest job of that kind for a project; None if there never was one."""
    asked = (
        sa.select(jobs.c.id)
        .where(jobs.c.project_id == project_id, jobs.c.kind == kind)
        .order_by(jobs.c.created.desc())
    )
    with store.database.read() as connection:
        found = connection.execute(asked.limit(1)).scalar()
    return None if found is None else job(store, found)


def active(store: Store, project_id: str) -> list[Job]:
    """The jobs of a project that wait or run, the oldest first."""
    advance(store)
    asked = sa.select(jobs).where(jobs.c.project_id == project_id, jobs.c.state.in_(ACTIVE))
    with store.database.read() as connection:
        return [from_row(row) for row in connection.execute(asked.order_by(jobs.c.created))]


def cancel(store: Store, job_id: str) -> Job:
    """Stop a job: at once if it waits, within seconds if it runs. What is done stays done."""
    asked = jobs.c.id == job_id
    with store.database.write() as connection:
        state = connection.execute(sa.select(jobs.c.state).where(asked)).scalar()
        if state == "running":
            wish = jobs.update().where(asked, jobs.c.cancel.is_(None))
            connection.execute(wish.values(cancel=now(), message="Stopping"))
    if state == "queued":
        finish(store, job_id, "cancelled", message=CANCELLED)
    return job(store, job_id)
