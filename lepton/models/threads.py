"""How many threads to use: a machine asked for more than it has gets slower."""

import os
from pathlib import Path

from lepton.errors import InputError, must

__all__ = ["threads", "threads_for"]

SMALL_TABLE = 100_000  # cells
CGROUP_LIMIT = Path("/sys/fs/cgroup/cpu.max")


def threads() -> int:
    """Number of threads for training and prediction, at least one.

    ``LEPTON_THREADS`` decides; without it, the processor cores this process may use,
    a container's limit and ``OMP_NUM_THREADS`` included.

    Raises
    ------
    InputError
        If ``LEPTON_THREADS`` is not a whole number above 0.
    """
    asked = os.environ.get("LEPTON_THREADS")
    if asked:
        return _whole(asked)
    openmp = os.environ.get("OMP_NUM_THREADS", "")
    limits = [_cores(), _container()]
    if openmp.isdigit():
        limits.append(int(openmp))
    return max(1, min(limits))


def threads_for(cells: int) -> int:
    """Threads for a table of this many cells: one where more would only wait for each other.

    Examples
    --------
    >>> threads_for(5_000)
    1
    """
    return 1 if cells < SMALL_TABLE else threads()


def _whole(asked: str) -> int:
    if not asked.isdigit() or int(asked) < 1:
        then = "Set it to the number of processor cores to use, or remove it."
        raise InputError(must("LEPTON_THREADS", "a whole number above 0", asked, then))
    return int(asked)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _container() -> int:
    """Cores a container may use; as many as there are where nothing limits them."""
    try:
        quota, period = CGROUP_LIMIT.read_text(encoding="ascii").split()[:2]
        return max(1, int(quota) // int(period))
    except (OSError, ValueError):  # no such file, or "max": no limit
        return _cores()
