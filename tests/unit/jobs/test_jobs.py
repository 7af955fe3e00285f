"""Work in other processes: seen, stopped, and never lost without a word."""

import os
import signal
import time
from pathlib import Path

import pytest

from lepton import jobs
from lepton.errors import NotFound
from lepton.jobs import processes
from lepton.jobs.launch import cores
from lepton.store import Store
from lepton.store.clock import ago


def test_a_job_runs_in_its_own_process_and_gives_its_result(store, project, ended, pid_of):
    job = jobs.submit(store, "count", {"to": 3}, project.id)
    done = ended(job.id)
    assert (done.state, done.result, done.progress, done.error) == (
        "done", {"counted": 3}, 1.0, None,
    )  # fmt: skip
    assert done.seconds >= 0.3
    assert pid_of(job.id) != os.getpid()


def test_progress_and_the_time_left_are_told_while_it_runs(store, project, until):
    job = jobs.submit(store, "count", {"to": 40}, project.id)
    seen = until(job.id, lambda job: job.progress > 0.3)
    assert seen.state == "running"
    assert seen.message.startswith("Counted to ")
    assert 0 < seen.remaining < 30
    assert seen.seconds > 0
    jobs.cancel(store, job.id)


def test_a_worker_gets_few_threads_low_priority_and_a_group_of_its_own(store, project, ended):
    job = jobs.submit(store, "surroundings", {}, project.id)
    told = ended(job.id).result
    wanted = str(max(1, cores() - 1)) if "OMP_NUM_THREADS" not in os.environ else None
    assert wanted is None or told["OMP_NUM_THREADS"] == wanted
    assert int(told["LEPTON_THREADS"]) <= max(1, cores() - 1)
    assert told["LEPTON_HOME"] == told["cwd"] == str(store.home)
    assert told["nice"] >= 10
    assert told["group"]


def test_a_cancelled_job_stops_within_seconds_and_loses_nothing(store, project, counting, ended):
    job = jobs.submit(store, "count", {"to": 600}, project.id)
    counting(job.id)
    asked = jobs.cancel(store, job.id)
    assert asked.cancelling or not asked.active
    begun = time.monotonic()
    found = ended(job.id)
    assert (found.state, found.error) == ("cancelled", None)
    assert "Nothing you entered is lost" in found.message
    assert time.monotonic() - begun < 5


def test_a_job_cancelled_during_its_one_step_keeps_nothing(
    store, project, counting, ended, tmp_path
):
    job = jobs.submit(store, "step", {"file": str(tmp_path / "kept")}, project.id)
    counting(job.id)
    jobs.cancel(store, job.id)
    assert ended(job.id).state == "cancelled"
    assert not (tmp_path / "kept").exists()


def test_a_job_that_does_not_listen_is_ended_all_the_same(
    store, project, until, pid_of, tmp_path, monkeypatch
):
    monkeypatch.setattr("lepton.jobs.queue.GRACE", 0.5)
    job = jobs.submit(store, "deaf", {"file": str(tmp_path / "began")}, project.id)
    until(job.id, lambda _job: (tmp_path / "began").exists())
    pid = pid_of(job.id)
    jobs.cancel(store, job.id)
    found = until(job.id, lambda job: not job.active)
    assert found.state == "cancelled"
    assert not Path(f"/proc/{pid}").exists() or processes._started(pid) is None


def test_a_killed_worker_is_noticed_and_told_in_one_sentence(
    store, project, counting, ended, pid_of
):
    job = jobs.submit(store, "train", {"to": 600}, project.id)
    counting(job.id)
    os.kill(pid_of(job.id), signal.SIGKILL)
    found = ended(job.id)
    assert found.state == "failed"
    assert found.error == (
        "The training was stopped from outside. Nothing you entered is lost: press Train again."
    )


def test_an_ended_worker_leaves_no_zombie(store, project, ended, counting, pid_of):
    job = jobs.submit(store, "count", {"to": 600}, project.id)
    counting(job.id)
    pid = pid_of(job.id)
    os.kill(pid, signal.SIGKILL)
    ended(job.id)
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists():
            return
        time.sleep(0.05)
    raise AssertionError("the process is still in the table")


def test_what_the_work_found_wrong_is_told_as_it_is(store, project, ended):
    job = jobs.submit(store, "wrong", {}, project.id)
    found = ended(job.id)
    assert found.state == "failed"
    assert found.error == "y must be two classes; got one. Choose another column."


@pytest.mark.parametrize("kind", ["bug", "nan-free kind that nobody knows"])
def test_a_bug_of_ours_is_told_with_a_number_and_logged_with_its_trace(store, project, ended, kind):
    job = jobs.submit(store, kind, {}, project.id)
    found = ended(job.id)
    assert found.state == "failed"
    assert job.id in found.error
    assert "secret detail" not in found.error
    assert "Traceback" in store.log_file(job.id).read_text(encoding="utf-8")


def test_too_little_memory_says_what_to_do(store, project, ended):
    job = jobs.submit(store, "memory", {}, project.id)
    assert "choose a smaller model family" in ended(job.id).error


def test_a_result_that_cannot_be_kept_fails_in_words(store, project, ended):
    job = jobs.submit(store, "nan", {}, project.id)
    assert ended(job.id).error.startswith("result must be plain JSON")


def test_only_as_many_run_at_once_as_allowed_and_the_next_starts_by_itself(
    store, project, until, ended, monkeypatch
):
    monkeypatch.setenv("LEPTON_JOBS", "1")
    first = jobs.submit(store, "count", {"to": 10}, project.id)
    second = jobs.submit(store, "count", {"to": 2}, project.id)
    assert jobs.job(store, second.id).state == "queued"
    assert "Waiting" in second.message
    begun = ended(first.id).finished
    done = ended(second.id)
    assert done.state == "done"
    assert done.started >= begun


def test_two_jobs_run_side_by_side(store, project, counting, ended):
    first = jobs.submit(store, "count", {"to": 30}, project.id)
    second = jobs.submit(store, "count", {"to": 31}, project.id)
    counting(first.id)
    assert counting(second.id).state == "running"
    jobs.cancel(store, first.id)
    jobs.cancel(store, second.id)
    assert ended(first.id).state == ended(second.id).state == "cancelled"


def test_a_waiting_job_is_cancelled_at_once(store, project, monkeypatch):
    monkeypatch.setenv("LEPTON_JOBS", "1")
    jobs.submit(store, "count", {"to": 600}, project.id)
    waiting = jobs.submit(store, "count", {"to": 601}, project.id)
    assert jobs.cancel(store, waiting.id).state == "cancelled"


def test_pressing_twice_does_the_work_once(store, project):
    first = jobs.submit(store, "count", {"to": 600}, project.id)
    assert jobs.submit(store, "count", {"to": 600}, project.id).id == first.id
    jobs.cancel(store, first.id)
    assert jobs.submit(store, "count", {"to": 600}, project.id).id != first.id


def test_a_job_survives_a_restart_of_the_app(store, project, counting, until):
    job = jobs.submit(store, "count", {"to": 15}, project.id)
    counting(job.id)
    restarted = Store.open(store.home)
    assert jobs.latest(restarted, project.id, "count").id == job.id
    assert until(job.id, lambda job: not job.active, at=restarted).state == "done"


def test_a_job_that_was_killed_while_the_app_was_down_is_noticed_afterwards(
    store, project, counting, pid_of
):
    job = jobs.submit(store, "train", {"to": 600}, project.id)
    counting(job.id)
    os.kill(pid_of(job.id), signal.SIGKILL)
    time.sleep(0.3)
    found = jobs.latest(Store.open(store.home), project.id, "train")
    assert (found.state, found.id) == ("failed", job.id)


def test_a_job_of_a_deleted_project_stops(store, project, counting, pid_of):
    job = jobs.submit(store, "count", {"to": 600}, project.id)
    counting(job.id)
    pid = pid_of(job.id)
    store.delete_project(project.id)
    for _ in range(200):
        if processes._started(pid) is None:
            break
        time.sleep(0.05)
    assert processes._started(pid) is None
    with pytest.raises(NotFound, match="Start it again"):
        jobs.job(store, job.id)


def test_a_job_that_cannot_be_started_fails_with_a_sentence(store, project, monkeypatch):
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    found = jobs.submit(store, "count", {"to": 1}, project.id)
    assert found.state == "failed"
    assert "No process could be started" in found.error


def test_a_damaged_job_does_not_hold_up_the_others(store, project, ended):
    import sqlalchemy as sa

    from lepton.store.schema import jobs as table

    bad = jobs.submit(store, "count", {"to": 600}, project.id)
    jobs.cancel(store, bad.id)
    ended(bad.id)
    spoiled = {"params": "{half", "process": "{half", "result": "{half", "state": "running"}
    with store.database.write() as connection:
        connection.execute(sa.update(table).where(table.c.id == bad.id).values(spoiled))
    good = jobs.submit(store, "count", {"to": 1}, project.id)
    assert ended(good.id).state == "done"
    assert jobs.job(store, bad.id).params == {}


def test_there_is_no_latest_job_before_the_first(store, project):
    assert jobs.latest(store, project.id, "train") is None
    assert jobs.active(store, project.id) == []


def test_a_job_from_another_machine_is_given_up_only_after_a_long_silence(store, project):
    """Its process cannot be looked at from here: only its signs of life can."""
    import sqlalchemy as sa

    from lepton.store.schema import jobs as table

    elsewhere = '{"place": "elsewhere", "pid": 1, "started": "1"}'
    job = jobs.submit(store, "count", {"to": 600}, project.id)
    jobs.cancel(store, job.id)

    def silent_since(heartbeat):
        values = {"state": "running", "process": elsewhere, "heartbeat": heartbeat}
        with store.database.write() as connection:
            change = sa.update(table).where(table.c.id == job.id)
            connection.execute(change.values(**values, cancel=None, finished=None))
        return jobs.job(store, job.id).state

    end = time.monotonic() + 20
    while jobs.job(store, job.id).active and time.monotonic() < end:
        time.sleep(0.05)
    from lepton.store.clock import now

    assert silent_since(now()) == "running"
    assert ago("2020-01-01T00:00:00.000000+00:00") > 60
    assert silent_since("2020-01-01T00:00:00.000000+00:00") == "failed"


def test_a_process_number_used_again_is_not_taken_for_ours():
    me = processes.describe(os.getpid())
    assert processes.alive(me)
    assert processes.alive(me.replace('"started": "', '"started": "9')) is False
    processes.end(me.replace('"started": "', '"started": "9'), force=True)  # and I still live
