"""A damaged entry gives one clear sentence; everything else still works."""

import sqlite3
from contextlib import closing

import pandas as pd
import pytest

from lepton.errors import NotFound, StorageError
from lepton.store import Store

FRAME = pd.DataFrame({"a": range(1000), "b": ["text"] * 1000})


@pytest.fixture
def two_tables(store):
    for each in ("bad", "good"):
        store.put_table(FRAME, id=each, name=f"{each}.csv")
    return store.home / "datasets" / "bad.parquet"


def truncate(file):
    file.write_bytes(file.read_bytes()[:-40])


def empty(file):
    file.write_bytes(b"")


def flip_a_byte(file):
    content = bytearray(file.read_bytes())
    content[60] ^= 0xFF
    file.write_bytes(bytes(content))


def replace(file):
    file.write_bytes(b"PK\x03\x04 this is something else" * 9)


@pytest.mark.parametrize("damage", [truncate, empty, flip_a_byte, replace])
def test_a_damaged_data_set_says_what_to_do_and_the_others_still_work(store, two_tables, damage):
    damage(two_tables)
    with pytest.raises(StorageError, match=r"bad\.csv is damaged in the store\. Open the file"):
        store.table("bad")
    assert len(store.table("good").frame) == 1000


def test_opening_the_file_again_heals_a_damaged_data_set(store, two_tables):
    flip_a_byte(two_tables)
    store.put_table(FRAME, id="bad", name="bad.csv")
    assert len(store.table("bad").frame) == 1000


def test_a_data_set_whose_file_is_gone_says_so(store, two_tables):
    two_tables.unlink()
    with pytest.raises(NotFound, match=r"bad\.csv is no longer in the store\. Open the file"):
        store.table("bad")


def test_a_model_whose_folder_is_gone_says_so_and_is_not_listed(store, project, saved_model):
    bad, good = saved_model(), saved_model()
    folder = store.model(bad).folder
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(NotFound, match="Train it again: the data and the settings are kept"):
        store.model(bad)
    assert [m.id for m in store.models(project.id)] == [good]


def spoil(store, table, column, row_id):
    with closing(sqlite3.connect(store.home / "lepton.db")) as connection:
        connection.execute(f"UPDATE {table} SET {column}='{{half' WHERE id=?", (row_id,))
        connection.commit()


def test_a_project_whose_text_does_not_parse_says_so_and_the_others_still_work(store, project):
    other = store.create_project("Other")
    spoil(store, "projects", "assumptions", project.id)
    with pytest.raises(StorageError, match=r"Who will leave\? is damaged .* Start a new project"):
        store.project(project.id)
    assert [p.id for p in store.projects()] == [other.id]


def test_a_data_set_whose_notes_do_not_parse_says_so_and_the_others_still_work(store, two_tables):
    spoil(store, "tables", "notes", "bad")
    with pytest.raises(StorageError, match=r"bad\.csv is damaged in the store\. Open the file"):
        store.table("bad")
    assert [t.id for t in store.tables()] == ["good"]
    store.put_table(FRAME, id="bad", name="bad.csv")
    assert len(store.table("bad").frame) == 1000


def test_a_model_whose_text_does_not_parse_says_so_and_the_others_still_work(
    store, project, saved_model
):
    bad, good = saved_model(), saved_model()
    spoil(store, "models", "metrics", bad)
    with pytest.raises(StorageError, match=r"is damaged in the store\. Train it again"):
        store.model(bad)
    assert [m.id for m in store.models(project.id)] == [good]


@pytest.mark.parametrize("ending", ["json", "npz", "parquet"])
def test_a_damaged_result_says_so(store, ending):
    import numpy as np

    store.put_json("m/r", {"a": [1, 2, 3]})
    store.put_arrays("m/r", {"a": np.arange(100.0)})
    store.put_frame("m/r", FRAME)
    read = {"json": store.json, "npz": store.arrays, "parquet": store.frame}[ending]
    truncate_half = store.home / "blobs" / "m" / f"r.{ending}"
    content = truncate_half.read_bytes()
    truncate_half.write_bytes(content[: len(content) // 2])
    with pytest.raises(StorageError, match=r"m/r is damaged in the store\. It is made again"):
        read("m/r")


def overwrite(file):
    file.write_bytes(b"this is no database " * 400)


def spoil_pages(file):
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    file.write_bytes(bytes(content))


@pytest.mark.parametrize("damage", [overwrite, empty, spoil_pages])
def test_a_damaged_database_is_kept_aside_and_the_last_copy_is_used(store, project, damage):
    store.database.copy()
    store.close()
    file = store.home / "lepton.db"
    damage(file)
    content = file.read_bytes()
    again = Store.open(store.home)
    (notice,) = again.notices
    (kept,) = store.home.glob("lepton.damaged-*.db")
    assert kept.read_bytes() == content
    assert kept.name in notice
    assert "last safety copy" in notice
    assert again.project(project.id).name == project.name
    assert Store.open(store.home).notices == ()


def test_without_a_copy_a_damaged_database_is_kept_aside_and_a_new_one_begun(store, project):
    store.close()
    (store.home / "lepton.copy.db").unlink()
    overwrite(store.home / "lepton.db")
    again = Store.open(store.home)
    assert "starts with an empty list" in again.notices[0]
    assert again.projects() == []
    again.create_project("New")


def test_a_database_damaged_while_it_is_in_use_says_what_to_do(store, project):
    store.close()
    overwrite(store.home / "lepton.db")
    with pytest.raises(StorageError, match=r"lepton\.db .* is damaged\. Start Lepton again"):
        store.projects()


def test_a_missing_database_comes_back_from_its_last_copy(store, project):
    store.database.copy()
    store.close()
    (store.home / "lepton.db").unlink()
    again = Store.open(store.home)
    assert "was missing" in again.notices[0]
    assert again.project(project.id).name == project.name


def test_a_database_removed_while_it_is_in_use_says_what_to_do(store, project):
    store.close()
    (store.home / "lepton.db").unlink()
    with pytest.raises(StorageError, match=r"was removed while Lepton was running\. Start"):
        store.projects()


def test_a_store_of_a_newer_lepton_is_refused_and_left_alone(store):
    with closing(sqlite3.connect(store.home / "lepton.db")) as connection:
        connection.execute("UPDATE schema SET version=99")
        connection.commit()
    with pytest.raises(StorageError, match="A newer Lepton made this store"):
        Store.open(store.home)


def test_a_file_where_the_folder_should_be_is_refused(tmp_path):
    (tmp_path / "home").write_text("x", encoding="utf-8")
    with pytest.raises(StorageError, match=r"is a file, not a folder\. Set LEPTON_HOME"):
        Store.open(tmp_path / "home")


def test_what_a_killed_process_left_half_written_is_cleared_away_later(store, project):
    import os
    import time

    old, fresh = store.new_model_folder(), store.new_model_folder()
    long_ago = time.time() - 3 * 86_400
    os.utime(old, (long_ago, long_ago))
    Store.open(store.home)
    assert not old.exists()
    assert fresh.exists()
