"""Starting a worker: a process of its own that outlives the page and the app."""

import os
import subprocess
import sys
import sysconfig
import threading
from pathlib import Path

import lepton
from lepton.errors import StorageError
from lepton.store import Store
from lepton.store.files import told_of_disk

__all__ = ["cores", "jobs_at_once", "start_worker", "threads"]

WORKER = "lepton.worker"
THREAD_SETTINGS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "LEPTON_THREADS")


def cores() -> int:
    """Processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def threads() -> int:
    """Threads a worker may use: ``LEPTON_THREADS``, else one core is left for the pages."""
    from lepton.models.threads import threads as usable

    return usable() if os.environ.get("LEPTON_THREADS") else max(1, usable() - 1)


def jobs_at_once() -> int:
    """Jobs that may run at the same time: ``LEPTON_JOBS``, else a quarter of the cores.

    Never fewer than two, so that one person's long training does not hold up everybody.
    """
    chosen = os.environ.get("LEPTON_JOBS", "")
    return max(1, int(chosen)) if chosen.isdigit() else max(2, cores() // 4)


def start_worker(store: Store, job_id: str) -> int:
    """Start the process that does a job, and give its number.

    Raises
    ------
    StorageError
        The process cannot be started, or its log cannot be written.
    """
    log = store.log_file(job_id)
    with told_of_disk(store.home):
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            process = _popen(store, job_id, output.fileno())
    # the handle is waited for, so that an ended worker leaves no zombie behind
    threading.Thread(target=process.wait, name=f"wait-{job_id}", daemon=True).start()
    return process.pid


def _popen(store: Store, job_id: str, output: int) -> "subprocess.Popen[bytes]":
    # -P: a file named like a library in the working folder must not be imported
    try:
        return subprocess.Popen(  # noqa: S603 - no shell; the id is our own
            [sys.executable, "-P", "-m", WORKER, job_id],
            cwd=store.home,
            env=_environment(store),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C in the app's terminal must not end a training
        )
    except (OSError, ValueError) as error:
        raise StorageError(
            f"No process could be started for this work ({error}). "
            "Close other programs to free memory, then try again."
        ) from error


def _environment(store: Store) -> dict[str, str]:
    environment = dict(os.environ)
    for name in THREAD_SETTINGS:
        environment.setdefault(name, str(threads()))
    environment["LEPTON_HOME"] = str(store.home)
    environment["PYTHONUNBUFFERED"] = "1"
    paths = [*_checkout(), environment.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(p for p in paths if p)
    return environment


def _checkout() -> list[str]:
    """Folder that holds the package when it is not an installed one."""
    folder = Path(lepton.__file__).resolve().parents[1]
    installed = {Path(sysconfig.get_path(kind)).resolve() for kind in ("purelib", "platlib")}
    return [] if folder in installed else [str(folder)]
