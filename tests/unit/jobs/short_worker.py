"""A worker whose work is short: what a training does around its arithmetic."""

import os
import time
from pathlib import Path

from lepton.errors import InputError
from lepton.jobs import launch, main


def count(_store, job, report):
    """Count to `to`, a tenth of a second each."""
    for i in range(job.params["to"]):
        report(i / job.params["to"], f"Counted to {i}")
        time.sleep(0.1)
    return {"counted": job.params["to"]}


def deaf(_store, job, _report):
    """Work that never looks whether it should stop."""
    Path(job.params["file"]).write_text("began", encoding="utf-8")
    time.sleep(60)
    return {}


def one_step(_store, job, report):
    """Work in one step that reports only before and after it."""
    report(0.0, "Counted nothing yet")
    time.sleep(1.0)
    report(1.0, "Keeping it")
    Path(job.params["file"]).write_text("kept", encoding="utf-8")
    return {}


def wrong_input(_store, _job, _report):
    """Work that finds its input wrong."""
    raise InputError("y must be two classes; got one. Choose another column.")


def bug(_store, _job, _report):
    """Work with a mistake of ours in it."""
    raise RuntimeError("secret detail")


def no_memory(_store, _job, _report):
    """Work that is too large."""
    raise MemoryError


def not_json(_store, _job, _report):
    """Work whose result cannot be kept."""
    return {"x": float("nan")}


def surroundings(_store, _job, _report):
    """What a worker is started with."""
    names = ("OMP_NUM_THREADS", "LEPTON_THREADS", "LEPTON_HOME")
    told = {name: os.environ[name] for name in names}
    return told | {
        "nice": os.nice(0),
        "group": os.getpgid(0) == os.getpid(),
        "cwd": str(Path.cwd()),
    }


if __name__ == "__main__":
    launch.WORKER = "short_worker"  # what starts the next job in line
    main({
        "train": count, "count": count, "deaf": deaf, "wrong": wrong_input, "step": one_step,
        "bug": bug, "memory": no_memory, "nan": not_json, "surroundings": surroundings,
    })  # fmt: skip
