"""One SQLite file that many threads and processes write to, and that may get damaged."""

import sqlite3
import time
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from lepton.errors import StorageError
from lepton.store.clock import stamp
from lepton.store.files import told_of_disk, writing
from lepton.store.locking import locked
from lepton.store.schema import VERSION, metadata, schema

__all__ = ["Database"]

WAIT_MS = 20_000
COPY_EVERY = 600.0  # seconds between two safety copies
WENT_BACK = "Lepton went back to its last safety copy: check your newest changes."
DAMAGED = ("not a database", "malformed", "file is encrypted")


class Database:
    """The store's database: short transactions, in words when they fail.

    Parameters
    ----------
    file
        Where it lies. A damaged file is moved aside and kept, and the last safety copy
        takes its place; `notices` then says so.

    Raises
    ------
    StorageError
        It cannot be made, or a newer Lepton wrote it.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.notices: tuple[str, ...] = ()
        self._copied = 0.0
        self._engine = _engine(file)
        weakref.finalize(self, self._engine.dispose)
        with told_of_disk(file.parent):
            file.parent.mkdir(parents=True, exist_ok=True)
            with locked(file.with_name("lepton.lock")):
                self._make_sound()

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A view of the database that does not change while it is looked at."""
        with self._in_words(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """A change that happens wholly or not at all; one writer at a time."""
        with self._in_words():
            engine = self._engine.execution_options(writes=True)
            with engine.begin() as connection:
                yield connection
        if time.monotonic() - self._copied > COPY_EVERY:
            self.copy()

    def copy(self) -> None:
        """Keep a safety copy beside the database; without room for it, go on without."""
        self._copied = time.monotonic()
        with suppress(StorageError, sqlite3.Error), writing(self._copy) as part:
            _copy_database(self.file, part)

    def close(self) -> None:
        """Let go of every connection; the next use opens new ones."""
        self._engine.dispose()

    @property
    def _copy(self) -> Path:
        return self.file.with_name("lepton.copy.db")

    def _make_sound(self) -> None:
        """Look at the file before it is used, and repair what can be repaired."""
        if self.file.exists() and not _sound(self.file):
            self.notices = (self._put_aside(),)
        elif not self.file.exists() and self._back_to_copy():
            self.notices = (f"The list of projects (lepton.db) was missing. {WENT_BACK}",)
        with self._in_words(), self._engine.execution_options(writes=True).begin() as connection:
            metadata.create_all(connection)
            _check_version(connection)
        self.copy()

    def _put_aside(self) -> str:
        """Move the damaged file away, put the last copy in its place, and say so."""
        kept = self.file.with_name(f"lepton.damaged-{stamp()}.db")
        for tail in ("", "-wal", "-shm"):
            part = self.file.with_name(self.file.name + tail)
            if part.exists():
                part.rename(kept.with_name(kept.name + tail))
        said = f"The list of projects (lepton.db) was damaged; it is kept as {kept.name}."
        if self._back_to_copy():
            return f"{said} {WENT_BACK}"
        return f"{said} Lepton starts with an empty list; data sets in {kept.parent} are kept."

    def _back_to_copy(self) -> bool:
        """Put the last safety copy in place, if there is a sound one."""
        if not (self._copy.exists() and _sound(self._copy)):
            return False
        with writing(self.file) as new:
            new.write_bytes(self._copy.read_bytes())
        return True

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.DBAPIError as error:
            told = _told(str(error.orig), self.file)
            if told is None:
                raise
            raise StorageError(told) from error


def _told(said: str, file: Path) -> str | None:
    """What a failure of SQLite means for the person; None where it is a bug of ours."""
    if "disk is full" in said:
        return (
            f"The disk that holds {file.parent} is full, so nothing was written. "
            "Make room there, then do it again."
        )
    if any(word in said for word in DAMAGED):
        return (
            f"{file.name} in {file.parent} is damaged. Start Lepton again: it keeps the damaged "
            "file aside and goes back to its last safety copy."
        )
    if "no such table" in said:
        return f"{file} was removed while Lepton was running. Start Lepton again."
    if "locked" in said:
        return f"Another program holds {file}. Close it, or wait a moment, then try again."
    if any(word in said for word in ("unable to open", "readonly", "disk I/O")):
        return f"{file} cannot be used ({said}). Check the folder's permissions and the disk."
    return None


def _engine(file: Path) -> sa.Engine:
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(file)),
        pool_size=5,
        max_overflow=-1,
        connect_args={"timeout": WAIT_MS / 1000, "check_same_thread": False},
    )
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    """Settings of each new connection."""
    connection.isolation_level = None  # transactions are begun by `_begin`, not by the driver
    for setting in (f"busy_timeout={WAIT_MS}", "journal_mode=WAL", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin(connection: sa.Connection) -> None:
    """Writers take their turn at once: two that start by reading would refuse each other."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _copy_database(file: Path, part: Path) -> None:
    try:
        with closing(_plain(file)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    finally:
        for tail in ("-wal", "-shm"):  # left behind where the disk is full
            part.with_name(part.name + tail).unlink(missing_ok=True)


def _plain(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=WAIT_MS / 1000, isolation_level=None)


def _sound(file: Path) -> bool:
    """Whether the file is a whole database; an empty file has lost its content."""
    if file.stat().st_size == 0:
        return False
    try:
        with closing(_plain(file)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.OperationalError:
        return True  # busy or refused: that is for the first use to say
    except sqlite3.DatabaseError:
        return False


def _check_version(connection: sa.Connection) -> None:
    found = connection.execute(sa.select(schema.c.version)).scalar()
    if found is None:
        connection.execute(schema.insert().values(version=VERSION))
    elif found > VERSION:
        raise StorageError(
            f"A newer Lepton made this store (layout {found}; this one knows {VERSION}). "
            "Install that Lepton again, or set LEPTON_HOME to another folder."
        )
