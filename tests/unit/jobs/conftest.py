"""Real worker processes with short work; each is ended by its own number."""

import json
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from lepton import jobs
from lepton.store import Store, schema

PATIENCE = 40.0


@pytest.fixture
def store(home, monkeypatch):
    """A store whose jobs are done by the short worker beside this file."""
    monkeypatch.setattr("lepton.jobs.launch.WORKER", "short_worker")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    monkeypatch.setenv("LEPTON_JOBS", "2")
    opened = Store.open()
    yield opened
    end_all(opened)
    opened.close()


def end_all(store):
    """End the processes of jobs that still run, and wait until they are gone."""
    for pid in pids(store):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def pids(store):
    table = schema.jobs
    with store.database.read() as connection:
        told = connection.execute(sa.select(table.c.process).where(table.c.state == "running"))
        return [json.loads(text)["pid"] for text in told.scalars() if text and text.endswith("}")]


@pytest.fixture
def project(store):
    return store.create_project("Who will leave?")


@pytest.fixture
def pid_of(store):
    def find(job_id):
        with store.database.read() as connection:
            asked = sa.select(schema.jobs.c.process).where(schema.jobs.c.id == job_id)
            return json.loads(connection.execute(asked).scalar())["pid"]

    return find


@pytest.fixture
def until(store):
    """Look at a job again and again until it is as asked."""

    def wait(job_id, wanted, at=None):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = jobs.job(at or store, job_id)
            if wanted(found):
                return found
            time.sleep(0.05)
        raise AssertionError(f"never came: {found}\n{store.log_file(job_id).read_text()}")

    return wait


@pytest.fixture
def ended(until):
    return lambda job_id: until(job_id, lambda job: not job.active)


@pytest.fixture
def counting(until):
    """Wait until a job has really begun."""
    return lambda job_id: until(job_id, lambda job: job.message.startswith("Counted"))
