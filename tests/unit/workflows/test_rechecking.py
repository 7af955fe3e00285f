"""Many trainings in the background, kept with the model."""

import os
import signal
import time
from contextlib import suppress

import pytest

import lepton
from lepton import jobs
from lepton.errors import InputError
from lepton.training.nested import nested_scores
from lepton.value import Assumptions
from lepton.value.nested import nested_answer
from lepton.workflows import open_file, recheck_answer, recheck_of, start_recheck
from lepton.workflows.rechecking import has_recheck, nested_folds, recheck_job
from lepton.workflows.training import keep_model

MONEY = Assumptions(benefit=50, contact_cost=5, today="visits < 10")
TASK = lepton.Task("left", positive="yes", value="worth", drop=("size", "mood"))


@pytest.fixture
def project(store, visits, model):
    made = open_file(store, visits, "visits.csv")
    store.update_project(made.id, task=TASK.to_dict())
    keep_model(store, made.id, model)
    return store.project(made.id)


class Asked:
    """A job as its handler sees it."""

    def __init__(self, model_id, project_id):
        self.params = {"model_id": model_id, "repeats": 2, "folds": 3}
        self.project_id = project_id


def test_before_it_was_made_there_is_none(store, project):
    assert not has_recheck(store, project.model_id)
    assert recheck_of(store, project.model_id) is None
    assert recheck_answer(store, project.model_id, MONEY) is None


def test_what_is_kept_is_what_the_package_gives(store, project, visits):
    told = []
    result = recheck_job(store, Asked(project.model_id, project.id), lambda *a: told.append(a))
    assert result == {"model_id": project.model_id}
    assert told[-1][0] == 1.0
    kept = recheck_of(store, project.model_id)
    direct = nested_scores(visits, TASK, "linear", repeats=2, folds=3)
    assert (kept.family, kept.repeats, kept.folds, kept.notes) == (
        direct.family, direct.repeats, direct.folds, direct.notes,
    )  # fmt: skip
    assert (kept.table == direct.table).all(axis=None)
    found = recheck_answer(store, project.model_id, MONEY)
    assert found.to_dict() == nested_answer(nested_folds(direct, visits), MONEY).to_dict()
    by_row = Assumptions(form="formula", tp_formula="worth - 10", fp_formula="0 - visits")
    assert recheck_answer(store, project.model_id, by_row).profit > 0


def test_a_damaged_one_counts_as_none_and_goes_with_the_model(store, project):
    recheck_job(store, Asked(project.model_id, project.id), lambda *_: None)
    (file,) = (store.home / "blobs" / project.model_id).glob("recheck-rows*")
    file.write_bytes(b"x")
    assert recheck_of(store, project.model_id) is None
    store.delete_model(project.model_id)
    assert not has_recheck(store, project.model_id)


def test_it_is_made_in_the_background(store, project):
    job = start_recheck(store, project, repeats=1, folds=2)
    assert (job.kind, job.params["repeats"], job.params["folds"]) == ("recheck", 1, 2)
    assert start_recheck(store, project, repeats=1, folds=2).id == job.id
    end = time.monotonic() + 90
    try:
        while (found := jobs.job(store, job.id)).active:
            assert time.monotonic() < end, store.log_file(job.id).read_text()
            time.sleep(0.1)
    finally:
        stop(store, job.id)
    assert found.state == "done", found.error
    assert recheck_of(store, project.model_id).repeats == 1


def stop(store, job_id):
    """End the worker by its own number, should it still run."""
    import json

    import sqlalchemy as sa

    from lepton.store import schema

    table = schema.jobs
    with store.database.read() as connection:
        asked = sa.select(table.c.process).where(table.c.id == job_id, table.c.state == "running")
        told = connection.execute(asked).scalar()
    if told:
        with suppress(ProcessLookupError):
            os.kill(json.loads(told)["pid"], signal.SIGKILL)


def test_without_a_model_there_is_nothing_to_check(store):
    with pytest.raises(InputError, match="project must be with a trained model"):
        start_recheck(store, store.create_project("Empty"))
