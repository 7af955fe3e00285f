"""Training and explaining in real worker processes."""

import errno
import json
import os
import signal
import time
from contextlib import suppress

import numpy as np
import pytest
import sqlalchemy as sa
from pandas.testing import assert_frame_equal

import lepton
from lepton import jobs
from lepton.errors import InputError, NotFound, StorageError
from lepton.store import Store, schema
from lepton.workflows import (
    explanation_of,
    has_explanation,
    model_of,
    open_file,
    start_explanation,
    start_training,
)
from lepton.workflows.training import keep_model

PATIENCE = 90.0


@pytest.fixture
def project(store, visits):
    made = open_file(store, visits, "visits.csv")
    task = lepton.Task("left", positive="yes", value="worth", drop=("size", "mood"))
    return store.update_project(made.id, task=task.to_dict())


@pytest.fixture
def ended(store):
    """Wait for a job; whatever still runs afterwards is ended by its own number."""

    def wait(job):
        end = time.monotonic() + PATIENCE
        while (found := jobs.job(store, job.id)).active:
            assert time.monotonic() < end, store.log_file(job.id).read_text()
            time.sleep(0.1)
        return found

    yield wait
    for pid in running(store):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def running(store):
    table = schema.jobs
    with store.database.read() as connection:
        told = connection.execute(sa.select(table.c.process).where(table.c.state == "running"))
        return [json.loads(text)["pid"] for text in told.scalars() if text]


@pytest.fixture
def kept(store, project, model):
    return keep_model(store, project.id, model)


def test_a_training_in_the_background_gives_the_same_model_as_the_package(
    store, project, model, ended
):
    done = ended(start_training(store, project, "linear"))
    assert done.state == "done", done.error
    again = Store.open(store.home)
    assert again.project(project.id).model_id == done.result["model_id"]
    record = again.model(done.result["model_id"])
    assert (record.family, record.metrics) == ("linear", model.metrics)
    assert record.dataset_id == project.dataset_id
    found = model_of(again, record.id)
    assert_frame_equal(found.holdout, model.holdout)
    assert_frame_equal(found.sample, model.sample)


def test_a_target_that_cannot_be_learned_fails_with_its_own_sentence(store, project, ended):
    store.update_project(project.id, task=lepton.Task("nothing").to_dict())
    failed = ended(start_training(store, store.project(project.id), "linear"))
    assert failed.state == "failed"
    assert failed.error.startswith("target must be a column of the table")


def test_a_training_that_is_killed_says_so_and_can_be_started_again(store, project, ended):
    job = start_training(store, project, "xgboost")
    (pid,) = running(store)
    os.kill(pid, signal.SIGKILL)
    failed = ended(job)
    assert failed.error == (
        "The training was stopped from outside. Nothing you entered is lost: press Train again."
    )
    assert store.project(project.id).model_id is None
    assert store.models(project.id) == []
    assert ended(start_training(store, project, "linear")).state == "done"


def test_an_explanation_in_the_background_is_kept_and_read_back(store, project, kept, ended):
    assert not has_explanation(store, kept)
    done = ended(start_explanation(store, store.project(project.id)))
    assert done.state == "done", done.error
    assert has_explanation(store, kept)
    fresh, read = lepton.explain(*both(store, kept)), explanation_of(store, kept)
    assert np.array_equal(fresh.values, read.values)
    assert np.array_equal(fresh.base_values, read.base_values)
    assert fresh.feature_names == read.feature_names
    assert fresh.data.tolist() == read.data.tolist()


def both(store, model_id):
    model = model_of(store, model_id)
    return model, model.sample


def test_an_explanation_asked_for_at_once_is_made_and_kept(store, kept):
    made = explanation_of(store, kept, exact=False)
    assert has_explanation(store, kept, exact=False)
    assert not has_explanation(store, kept, exact=True)
    assert np.array_equal(explanation_of(store, kept, exact=False).values, made.values)


def test_several_classes_keep_their_names(store, project, classes_model):
    kept = keep_model(store, project.id, classes_model)
    made, read = explanation_of(store, kept), explanation_of(store, kept)
    assert np.shape(read.values) == (*np.shape(made.data), 3)
    assert np.array_equal(made.values, read.values)
    assert list(read.output_names) == list(classes_model.problem.classes)


@pytest.mark.parametrize("ending", ["json", "npz", "parquet"])
def test_a_damaged_explanation_is_made_again(store, kept, ending):
    made = explanation_of(store, kept)
    for file in (store.home / "blobs" / kept).glob(f"*.{ending}"):
        file.write_bytes(file.read_bytes()[:20])
    assert np.array_equal(explanation_of(store, kept).values, made.values)


def test_a_full_disk_keeps_no_half_model(store, project, model, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="No space left on device"):
        keep_model(store, project.id, model)
    assert list((store.home / "models").iterdir()) == []
    assert store.project(project.id).model_id is None


def test_no_explanation_is_kept_with_pickle(store, kept):
    explanation_of(store, kept)
    with np.load(store.home / "blobs" / kept / "shap-exact-values.npz") as file:
        assert all(file[name].dtype != object for name in file.files)


def test_what_is_not_there_says_what_to_do(store, project):
    with pytest.raises(InputError, match="Train a model on the model page"):
        start_explanation(store, project)
    with pytest.raises(NotFound, match="Train it again"):
        explanation_of(store, "nothing")
