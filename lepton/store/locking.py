"""One process at a time, where opening the store repairs or creates something."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["locked"]


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold a lock on `file`; it goes away with the process, whatever ends it."""
    with file.open("a") as handle:
        try:
            import fcntl
        except ImportError:  # Windows: the database's own locks must do
            yield
            return
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
