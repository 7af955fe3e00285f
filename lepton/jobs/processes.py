"""Is that process still the one we started? Process numbers are used again."""

import json
import os
import platform
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

__all__ = ["alive", "describe", "end"]

STARTED = 19  # field 22 of /proc/<pid>/stat, counted after the name in brackets


def describe(pid: int) -> str:
    """What identifies a process for good: machine, number and when it started."""
    return json.dumps({"place": _place(), "pid": pid, "started": _started(pid)})


def alive(described: str | None) -> bool | None:
    """Whether the process still runs; None where that cannot be told from here."""
    found = _parsed(described)
    if found is None or found["place"] != _place() or not Path("/proc/self/stat").exists():
        return None
    return found["started"] is not None and _started(found["pid"]) == found["started"]


def end(described: str | None, *, force: bool = False) -> None:
    """Ask the process and everything it started to stop, or force it to.

    Nothing happens when the number now belongs to another process.
    """
    found = _parsed(described)
    if found is None or not alive(described):
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(found["pid"], signal.SIGKILL if force else signal.SIGTERM)


def _parsed(described: str | None) -> dict[str, Any] | None:
    if described is None:
        return None
    try:
        found: dict[str, Any] = json.loads(described)
    except ValueError:  # damaged in the store: only the heartbeat can tell then
        return None
    return found


def _place() -> str:
    """The machine, or the container on it, whose process numbers these are."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{platform.node()} {boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return platform.node()


def _started(pid: int) -> str | None:
    """When a process started, in ticks of the kernel; None where it is gone or not told."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] in {"Z", "X"} else fields[STARTED]
