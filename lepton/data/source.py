"""Where the bytes of a table come from: a path or an open file, hashed as they are read."""

import codecs
import hashlib
import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from lepton.config import LIMITS
from lepton.errors import InputError, must

__all__ = ["HEAD_BYTES", "TABLE_SUFFIXES", "Source", "open_source"]

HEAD_BYTES = 65_536
TABLE_SUFFIXES = (
    ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".parquet", ".pq",
)  # fmt: skip
_CHUNK = 4 * 2**20


@dataclass(frozen=True)
class Source:
    """The bytes of one table."""

    name: str
    digest: str
    size: int
    head: bytes
    utf8: bool
    path: Path | None = None
    data: bytes | None = None

    @property
    def suffix(self) -> str:
        """What the name ends with, in lower case, with its dot."""
        return Path(self.name).suffix.lower()

    def open(self) -> BinaryIO:
        """The bytes as a file to read from the start."""
        return self.path.open("rb") if self.path else io.BytesIO(self.read())

    def read(self) -> bytes:
        """All the bytes at once."""
        if self.data is not None:
            return self.data
        return self.path.read_bytes() if self.path else b""


def open_source(source: Any) -> Source:
    """Read a path or an open file once: its hash, its first bytes, whether it is strict UTF-8.

    Raises
    ------
    InputError
        If it is neither, does not exist, is empty or is larger than what is accepted. A text that
        names no file is never repeated in the message: it may be a password.
    """
    if isinstance(source, (str, os.PathLike)):
        return _from_path(source)
    if hasattr(source, "read"):
        return _from_file(source)
    raise InputError(
        must(
            "source",
            "a path, an open file or a table (DataFrame)",
            f"something else ({type(source).__name__})",
            "Give the path of a CSV, Excel or Parquet file.",
        )
    )


def _from_path(source: Any) -> Source:
    text = os.fspath(source)
    if isinstance(text, str) and "://" in text:
        raise InputError(
            must(
                "source",
                "a file on this computer",
                "a web address",
                "Download the file first and give its path.",
            )
        )
    path = _existing(text)
    try:
        with path.open("rb") as file:
            digest, size, head, utf8, _ = _scan(file, keep=False)
    except OSError:
        raise InputError(
            must(
                "source",
                "a file that can be read",
                "a file that this user may not open",
                "Check its permissions.",
            )
        ) from None
    return _checked(Source(path.name, digest, size, head, utf8, path=path))


def _existing(text: Any) -> Path:
    try:
        path = Path(text).expanduser()
        found, folder = path.is_file(), path.is_dir()
    except (OSError, ValueError, RuntimeError, TypeError):
        found = folder = False
    if folder:
        raise InputError(must("source", "a file", "a folder", "Give the path of one file in it."))
    if not found:
        raise InputError(_no_such_file(text)) from None
    return path


def _no_such_file(text: Any) -> str:
    """Name the file only if it ends like a table: anything else may be a secret."""
    named = "no such file"
    if isinstance(text, str) and len(text) < 1000 and "\0" not in text:
        path = Path(text)
        if path.suffix.lower() in TABLE_SUFFIXES:
            named = f"no such file ({path.name})"
    return must("source", "the path of an existing file", named, "Check the folder and spelling.")


def _from_file(source: Any) -> Source:
    start = _tell(source)
    _seek(source, 0)
    first = source.read(0)
    if isinstance(first, str):
        text = source.read().encode("utf-8")
        digest, size, head, utf8, data = _scan(io.BytesIO(text), keep=True)
    else:
        digest, size, head, utf8, data = _scan(source, keep=True)
    if start is not None:
        _seek(source, start)
    name = getattr(source, "name", None)
    called = Path(name).name if isinstance(name, str) and name else "table"
    return _checked(Source(called, digest, size, head, utf8, data=data))


def _tell(source: Any) -> int | None:
    try:
        return int(source.tell())
    except (AttributeError, OSError, ValueError):
        return None


def _seek(source: Any, position: int) -> None:
    try:
        source.seek(position)
    except (AttributeError, OSError, ValueError):
        return


def _scan(file: BinaryIO, *, keep: bool) -> tuple[str, int, bytes, bool, bytes | None]:
    """One pass: SHA-256, size, first bytes, strict UTF-8 or not, and the bytes if kept."""
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    size, head, utf8 = 0, b"", True
    kept: list[bytes] = []
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if len(head) < HEAD_BYTES:
            head += chunk[: HEAD_BYTES - len(head)]
        utf8 = utf8 and _is_utf8(decoder, chunk, final=False)
        if keep:
            kept.append(chunk)
            _check_size(size)
    utf8 = utf8 and _is_utf8(decoder, b"", final=True)
    return digest.hexdigest(), size, head, utf8, b"".join(kept) if keep else None


def _is_utf8(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _check_size(size: int) -> None:
    """Bound what is uploaded; a file on this computer's own disk is bound by its cells."""
    if size > LIMITS.upload_mb * 2**20:
        raise InputError(
            must(
                "file",
                f"at most {LIMITS.upload_mb} MB large",
                f"more than {LIMITS.upload_mb} MB",
                "Save it as Parquet, or leave out rows and columns that are not needed.",
            )
        )


def _checked(source: Source) -> Source:
    if source.size == 0:
        raise InputError(
            must(
                f"file {source.name!r}",
                "a table",
                "an empty file (0 bytes)",
                "Export it again and check its size.",
            )
        )
    return source
