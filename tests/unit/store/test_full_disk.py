"""A full disk gives one clear sentence and leaves nothing half-written."""

import errno
import os
import resource
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from lepton.errors import StorageError
from lepton.store import Store

FRAME = pd.DataFrame({"a": range(10)})
FULL = r"The disk that holds .* is full, so nothing was written\. Make room there, then do it"


@pytest.fixture
def full_disk(monkeypatch):
    """From now on the disk takes nothing more: the boundary to the system says so."""

    def refuse(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return lambda: monkeypatch.setattr(os, "fsync", refuse)


def everything(store):
    return sorted(p for p in store.home.rglob("*") if p.is_file() and "lepton." not in p.name)


def test_a_full_disk_keeps_the_data_set_that_was_there(store, full_disk):
    store.put_table(FRAME, id="abc", name="t.csv")
    before = everything(store)
    full_disk()
    with pytest.raises(StorageError, match=FULL):
        store.put_table(FRAME * 2, id="abc", name="t.csv")
    assert everything(store) == before
    assert list(store.table("abc").frame["a"]) == list(range(10))


def test_a_full_disk_lists_no_data_set_that_is_not_there(store, full_disk):
    full_disk()
    with pytest.raises(StorageError, match=FULL):
        store.put_table(FRAME, id="abc", name="t.csv")
    assert store.tables() == []
    assert everything(store) == []


@pytest.mark.parametrize(
    "put",
    [
        lambda store: store.put_json("m/r", [1]),
        lambda store: store.put_arrays("m/r", {"a": np.eye(2)}),
        lambda store: store.put_frame("m/r", FRAME),
    ],
)
def test_a_full_disk_keeps_no_half_of_a_result(store, full_disk, put):
    full_disk()
    with pytest.raises(StorageError, match=FULL):
        put(store)
    assert everything(store) == []


def test_a_full_disk_lists_no_model_that_is_not_whole(store, project, full_disk):
    folder = store.new_model_folder()
    (folder / "model.json").write_text("{}", encoding="utf-8")
    full_disk()
    with pytest.raises(StorageError, match=FULL):
        store.add_model(project.id, folder, {"family": "linear"})
    assert store.models(project.id) == []


def test_a_full_database_keeps_what_it_had(store, project):
    before = store.project(project.id)
    with store.database.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    store.close()
    engine = store.database._engine
    import sqlalchemy as sa

    @sa.event.listens_for(engine, "connect")
    def no_more_room(connection, _record):
        connection.execute(f"PRAGMA max_page_count={pages}")

    with pytest.raises(StorageError, match=FULL):
        store.update_project(project.id, assumptions={"a": "x" * 200_000})
    assert store.project(project.id) == before


def test_a_full_disk_leaves_nothing_of_a_safety_copy(store, project, full_disk):
    before = sorted(store.home.iterdir())
    full_disk()
    store.database.copy()
    assert sorted(store.home.iterdir()) == before


def test_a_disk_that_takes_no_more_bytes_is_told_in_the_same_words(store):
    """The system itself refuses here: a file may grow to 4 kB only."""
    import signal

    frame = pd.DataFrame({"a": np.random.default_rng(0).random(5000)})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(StorageError, match=FULL):
            store.put_table(frame, id="abc", name="t.csv")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)
    assert everything(store) == []
    assert store.tables() == []


@pytest.mark.skipif(not Path("/sys").is_dir(), reason="no folder here that nobody may write in")
def test_a_folder_that_may_not_be_written_to_says_so():
    with pytest.raises(StorageError, match=r"Lepton may not write in .*choose another folder"):
        Store.open(Path("/sys/lepton"))
