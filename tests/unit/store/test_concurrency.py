"""Many threads and processes at once lose nothing."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pandas as pd

from lepton.store import Store

WRITER = """
import sys
from pathlib import Path
from lepton.store import Store
store = Store.open(Path(sys.argv[1]))
for i in range(20):
    project = store.create_project(f"{sys.argv[2]}-{i}")
    store.update_project(project.id, page="roi", assumptions={"i": i})
"""


def test_threads_that_write_at_once_lose_nothing(store):
    def write(worker):
        for i in range(15):
            project = store.create_project(f"{worker}-{i}")
            store.update_project(project.id, assumptions={"i": i})

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(6)))
    found = store.projects(limit=1000)
    assert len({p.name for p in found}) == 90
    assert all(p.assumptions == {"i": int(p.name.split("-")[1])} for p in found)


def test_processes_that_open_and_write_at_once_lose_nothing(home):
    started = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(home), str(n)]) for n in range(3)
    ]
    assert [p.wait(timeout=60) for p in started] == [0, 0, 0]
    found = Store.open(home).projects(limit=1000)
    assert len({p.name for p in found}) == 60
    assert all(p.page == "roi" for p in found)


def test_a_reader_never_sees_half_a_data_set(store):
    small, large = pd.DataFrame({"a": range(10)}), pd.DataFrame({"a": range(20_000)})
    store.put_table(small, id="abc", name="t.csv")

    def write(_turn):
        for frame in (large, small):
            store.put_table(frame, id="abc", name="t.csv")

    def read(_turn):
        return {len(store.table("abc").frame) for _ in range(10)}

    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(write, n) for n in range(4)]
        seen = set().union(*pool.map(read, range(4)))
        for each in writing:
            each.result()
    assert seen <= {10, 20_000}
