"""What a worker does around the work itself: sign of life, progress, and how it ended."""

import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import sqlalchemy as sa

from lepton.errors import Cancelled, LeptonError, StorageError
from lepton.jobs import processes
from lepton.jobs.queue import CANCELLED, GRACE, advance, finish
from lepton.jobs.records import Job, from_row
from lepton.store import Store
from lepton.store.clock import now
from lepton.store.schema import jobs
from lepton.store.text import to_text

__all__ = ["Handler", "Report", "main", "run"]

NICE = 10  # pages and other people go first
BEAT = 2.0  # seconds between two signs of life
PAUSE = 0.2  # seconds between two reports that are written down
TRIES = 5  # attempts to write how a job ended

Report = Callable[[float, str], None]
Handler = Callable[[Store, Job, Report], dict[str, Any]]

log = logging.getLogger("lepton.worker")


def main(handlers: Mapping[str, Handler]) -> None:
    """Do the job named on the command line; what a worker's module calls.

    Parameters
    ----------
    handlers
        As for :func:`run`.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    if hasattr(os, "nice"):
        os.nice(max(0, NICE - os.nice(0)))  # a worker may have been started by another one
    run(Store.open(), sys.argv[1], handlers)


def run(store: Store, job_id: str, handlers: Mapping[str, Handler]) -> None:
    """Do one job in this process and write down how it ended.

    Parameters
    ----------
    store
        Where the job stands.
    job_id
        Which job.
    handlers
        For each kind what to call with the store, the job and a function that takes the
        progress; it returns what came out, as JSON can say it.
    """
    job = _claim(store, job_id)
    if job is None:
        return
    watch = _Watch(store, job_id)
    watch.start()
    ended = _outcome(store, job, handlers, watch)
    watch.stop()
    _write_end(store, job_id, ended)
    with suppress(StorageError):
        advance(store)  # the next in line starts even when nobody has a page open


def _claim(store: Store, job_id: str) -> Job | None:
    """Take the job on; None if somebody cancelled it, or another process does it."""
    me = processes.describe(os.getpid())
    mine = sa.and_(jobs.c.id == job_id, jobs.c.state == "running")
    with store.database.write() as connection:
        row = connection.execute(sa.select(jobs).where(mine)).one_or_none()
        if row is None or row.process not in {None, me}:
            return None
        connection.execute(jobs.update().where(mine).values(process=me, heartbeat=now()))
    return from_row(row)


def _outcome(
    store: Store, job: Job, handlers: Mapping[str, Handler], watch: "_Watch"
) -> dict[str, Any]:
    """Do the work; every way it can end is told in words."""
    try:
        watch.check()
        result = to_text("result", handlers[job.kind](store, job, watch.report))
    except Cancelled:
        return {"state": "cancelled", "message": CANCELLED}
    except LeptonError as error:
        log.info("job %s: %s", job.id, error)
        return {"state": "failed", "error": str(error)}
    except MemoryError:
        log.exception("job %s", job.id)
        return {"state": "failed", "error": NO_MEMORY}
    except Exception:
        log.exception("job %s", job.id)
        return {"state": "failed", "error": BUG.format(id=job.id, file=store.log_file(job.id))}
    return {"state": "done", "progress": 1.0, "message": "Done", "result": result}


NO_MEMORY = (
    "There was not enough memory for this. "
    "Leave out columns or rows, or choose a smaller model family, then try again."
)
BUG = (
    "This failed in a way that was not foreseen (number {id}). Nothing you entered is lost. "
    "The details are in {file}; please report them."
)


def _write_end(store: Store, job_id: str, ended: dict[str, Any]) -> None:
    """Write how it ended; a disk that is full may have room again in a moment."""
    for attempt in range(TRIES):
        try:
            finish(store, job_id, **ended)
        except StorageError:
            log.exception("job %s, attempt %d to write %s", job_id, attempt + 1, ended["state"])
            time.sleep(BEAT)
        else:
            return


class _Watch(threading.Thread):
    """Writes signs of life and progress, and hears when the job is to stop."""

    def __init__(self, store: Store, job_id: str) -> None:
        super().__init__(name=f"watch-{job_id}", daemon=True)
        self.store = store
        self.job_id = job_id
        self._ended = threading.Event()
        self._cancelled = threading.Event()
        self._written = 0.0

    def run(self) -> None:
        """Give a sign of life every few seconds, and end a process that does not stop."""
        asked = None
        while not self._ended.wait(BEAT):
            self._write(heartbeat=now())
            if self._cancelled.is_set():
                asked = asked or time.monotonic()
                if time.monotonic() - asked > GRACE:
                    self._leave()

    def stop(self) -> None:
        """No more signs of life: the work is over."""
        self._ended.set()
        self.join()

    def check(self) -> None:
        """Raise Cancelled if the person asked for it."""
        if self._cancelled.is_set():
            raise Cancelled(CANCELLED)

    def report(self, fraction: float, message: str) -> None:
        """Write the progress down, a few times a second at most; raises Cancelled."""
        if fraction >= 1 or time.monotonic() - self._written >= PAUSE:
            self._written = time.monotonic()
            share = min(max(float(fraction), 0.0), 1.0)
            self._write(progress=share, message=message, progressed=now(), heartbeat=now())
        self.check()

    def _write(self, **values: Any) -> None:
        """Write to the job's row and learn whether it is to stop."""
        change = jobs.update().where(jobs.c.id == self.job_id).values(values)
        try:
            with self.store.database.write() as connection:
                row = connection.execute(change.returning(jobs.c.cancel, jobs.c.state)).first()
        except StorageError:
            log.exception("job %s: progress could not be written", self.job_id)
            return  # the work is worth more than its progress bar
        if row is None or row.cancel is not None or row.state != "running":
            self._cancelled.set()

    def _leave(self) -> None:
        """End this process: a long call did not come back to look whether it should stop."""
        with suppress(StorageError):
            finish(self.store, self.job_id, "cancelled", message=CANCELLED)
        os._exit(1)
