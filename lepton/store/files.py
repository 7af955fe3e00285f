"""Writing so that a file is either wholly there or not there at all."""

import errno
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from lepton.errors import InputError, StorageError, must

__all__ = ["checked_key", "publish_folder", "remove", "told_of_disk", "writing"]

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,127}")


@contextmanager
def told_of_disk(folder: Path) -> Iterator[None]:
    """Turn what the operating system says of a disk into one sentence that helps.

    Raises
    ------
    StorageError
        The disk is full, the folder may not be written to, or the disk fails.
    """
    try:
        yield
    except StorageError:
        raise
    except OSError as error:
        raise StorageError(_in_words(error, folder)) from error


def _in_words(error: OSError, folder: Path) -> str:
    if error.errno in FULL:
        return (
            f"The disk that holds {folder} is full, so nothing was written. "
            "Make room there, then do it again."
        )
    if error.errno in REFUSED:
        return (
            f"Lepton may not write in {folder}. "
            "Allow it, or choose another folder (for the app's own data: set LEPTON_HOME)."
        )
    return (
        f"{folder} could not be written: {error.strerror or error}. Check the disk, then try again."
    )


@contextmanager
def writing(target: Path) -> Iterator[Path]:
    """Give a temporary file to write; it becomes `target` at the end, or leaves no trace.

    Parameters
    ----------
    target
        The file to make or replace. Readers see the old one until the new one is complete.

    Raises
    ------
    StorageError
        The disk is full or refuses.
    """
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    with told_of_disk(target.parent):
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            yield part
            _to_disk(part)
            part.replace(target)
            _to_disk(target.parent)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def publish_folder(part: Path, target: Path) -> None:
    """Move a finished folder to its final name, once everything in it is on the disk."""
    with told_of_disk(target.parent):
        for each in part.rglob("*"):
            _to_disk(each)
        part.rename(target)
        _to_disk(target.parent)


def _to_disk(path: Path) -> None:
    """Have the operating system write what it still holds in memory."""
    if os.name != "posix" and path.is_dir():
        return  # only POSIX lets a folder be flushed
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """Delete a file or a folder; one that is not there is as good as deleted."""
    with told_of_disk(path.parent):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def checked_key(key: str) -> str:
    """Refuse a name that could lead out of the store's folder.

    Examples
    --------
    >>> checked_key("shap/abc_1")
    'shap/abc_1'
    """
    if all(KEY.fullmatch(part) for part in key.split("/")):
        return key
    then = "Use letters, digits, dots, dashes and underscores."
    raise InputError(must("key", "a plain name", repr(key), then))
