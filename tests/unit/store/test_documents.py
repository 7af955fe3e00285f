"""A text that several people write: nobody overwrites anybody, and it goes with its project."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from lepton.errors import Conflict, InputError, NotFound
from lepton.store import Store

ADD = """
import sys
from pathlib import Path
from lepton.errors import Conflict
from lepton.store import Store
store = Store.open(Path(sys.argv[1]))
done = 0
while done < 8:
    now = store.document(sys.argv[2], "case/plan")
    try:
        store.put_document(sys.argv[2], "case/plan", now.body + "x", revision=now.revision)
        done += 1
    except Conflict:
        pass
"""
HALF = """
import sys
from pathlib import Path
from lepton.store import Store, schema
store = Store.open(Path(sys.argv[1]))
with store.database.write() as connection:
    connection.execute(schema.documents.insert().values(
        project_id=sys.argv[2], name="case/plan", revision=2, by="", at="2026", body="half"))
    print("held", flush=True)
    sys.stdin.read()
"""


def test_each_change_is_the_next_revision(store, project):
    first = store.put_document(project.id, "case/plan", "one", revision=0, by="Ann")
    second = store.put_document(project.id, "case/plan", "two", revision=1)
    assert (first.revision, first.by) == (1, "Ann")
    assert store.document(project.id, "case/plan") == second
    assert store.document(project.id, "case/plan", 1) == first
    assert store.project(project.id).updated == second.at


@pytest.mark.parametrize("revision", [0, 1, 3])
def test_only_who_has_read_the_newest_may_save(store, project, revision):
    for i, body in enumerate(("one", "two")):
        store.put_document(project.id, "plan", body, revision=i)
    with pytest.raises(Conflict, match="plan was saved by somebody else meanwhile"):
        store.put_document(project.id, "plan", "three", revision=revision)
    assert store.document(project.id, "plan").body == "two"


def test_about_thirty_revisions_are_kept(store, project):
    for i in range(32):
        store.put_document(project.id, "plan", str(i), revision=i)
    assert store.document(project.id, "plan", 3).body == "2"
    with pytest.raises(NotFound, match="plan is not in the store, or no longer"):
        store.document(project.id, "plan", 2)


def test_texts_of_a_folder_are_listed_by_their_last_revision(store, project):
    other = store.create_project("Another")
    for name in ("v/a", "v/b", "v_a", "vv/c"):
        store.put_document(project.id, name, "1", revision=0)
    store.put_document(project.id, "v/a", "2", revision=1)
    store.put_document(other.id, "v/z", "1", revision=0)
    assert [(d.name, d.body) for d in store.documents(project.id, "v")] == [
        ("v/a", "2"), ("v/b", "1"),
    ]  # fmt: skip
    store.delete_document(project.id, "v/a")
    store.delete_document(project.id, "v/a")
    assert [d.name for d in store.documents(project.id, "v")] == ["v/b"]


def test_everything_of_a_project_goes_with_it(store, project):
    store.put_document(project.id, "plan", "secret", revision=0)
    for key in ("worth_view", "worth_before_link", "worth_before_usual", "acting", "napkin"):
        store.put_json(f"{project.id}/{key}", {"a": 1})
    store.delete_project(project.id)
    with pytest.raises(NotFound):
        store.document(project.id, "plan")
    assert not [f for f in (store.home / "blobs").rglob("*") if f.is_file()]
    with pytest.raises(NotFound, match="This project is not in the store"):
        store.put_document(project.id, "plan", "late", revision=0)


def test_a_name_may_not_lead_out_of_the_store(store, project):
    with pytest.raises(InputError, match="key must be a plain name"):
        store.put_document(project.id, "../plan", "x", revision=0)


def test_threads_that_save_at_once_lose_nothing(store, project):
    store.put_document(project.id, "plan", "", revision=0)

    def add(_turn):
        while True:
            now = store.document(project.id, "plan")
            try:
                return store.put_document(project.id, "plan", now.body + "x", revision=now.revision)
            except Conflict:
                continue

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(12)))
    assert store.document(project.id, "plan").body == "x" * 12


def test_processes_that_save_at_once_lose_nothing(home):
    store = Store.open(home)
    project = store.create_project("Who will leave?")
    store.put_document(project.id, "case/plan", "", revision=0)
    command = [sys.executable, "-c", ADD, str(home), project.id]
    started = [subprocess.Popen(command) for _ in range(2)]
    assert [p.wait(timeout=60) for p in started] == [0, 0]
    assert store.document(project.id, "case/plan").body == "x" * 16


def test_a_process_that_is_killed_while_saving_leaves_what_was_there(home):
    store = Store.open(home)
    project = store.create_project("Who will leave?")
    store.put_document(project.id, "case/plan", "whole", revision=0)
    command = [sys.executable, "-c", HALF, str(home), project.id]
    held = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert held.stdout.readline() == "held\n"
    held.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    held.communicate()
    assert store.document(project.id, "case/plan").body == "whole"
    assert store.put_document(project.id, "case/plan", "next", revision=1).revision == 2


def test_a_store_made_before_there_were_texts_takes_them(home):
    store = Store.open(home)
    project = store.create_project("Who will leave?")
    with store.database.write() as connection:
        connection.exec_driver_sql("DROP TABLE documents")
    store.close()
    again = Store.open(home)
    assert again.put_document(project.id, "plan", "x", revision=0).revision == 1
