"""Read a project file with care: nothing of it is used before all of it has been checked."""

import hashlib
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError

from lepton.errors import InputError, LeptonError, must
from lepton.workflows.bundle.layout import (
    FORMAT,
    MANIFEST,
    MOST_BYTES,
    MOST_FILES,
    MOST_MANIFEST,
    SIGNATURE,
    KeptFile,
    Manifest,
    allowed,
)
from lepton.workflows.bundle.signing import is_signed

__all__ = ["checked_content", "opened"]

SIGNED = 64  # bytes of a signature
KNOWN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # how Lepton packs
ASK = "Ask for the file again, and take it on a way that changes nothing."
NEWER = "Update Lepton on this machine, then open the file again."


@contextmanager
def opened(source: Path | IO[bytes]) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Give a project file and its manifest, once the signature and the list of files hold.

    Raises
    ------
    InputError
        It is no project file, was changed, is too large, or comes from a newer Lepton.
    """
    with ExitStack() as files:
        with _read_as_zip():
            packed = files.enter_context(zipfile.ZipFile(source))
            manifest = _manifest(packed)
        yield packed, manifest


def checked_content(packed: zipfile.ZipFile, name: str, kept: KeptFile) -> bytes:
    """Read one file of it, no more than the manifest promises.

    Raises
    ------
    InputError
        Its content is not what was signed.
    """
    with _read_as_zip(), packed.open(name) as file:
        content = file.read(kept.bytes + 1)
    if len(content) != kept.bytes or hashlib.sha256(content).hexdigest() != kept.sha256:
        raise _changed(name)
    return content


@contextmanager
def _read_as_zip() -> Iterator[None]:
    """Say in one sentence that a zip file is damaged, whatever gave it away."""
    try:
        yield
    except LeptonError:
        raise
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError) as e:
        raise _broken("no such file, or a damaged one") from e


def _manifest(packed: zipfile.ZipFile) -> Manifest:
    infos = packed.infolist()
    names = [info.filename for info in infos]
    if any(info.compress_type not in KNOWN for info in infos):
        raise _broken("one packed by something else")
    if MANIFEST not in names or SIGNATURE not in names:
        raise _broken("a zip file without them")
    content = _small(packed, MANIFEST, MOST_MANIFEST)
    _check_format(content)
    found = _read(content)
    if not is_signed(content, _small(packed, SIGNATURE, SIGNED), found.signer):
        raise _changed("the list of its files")
    _check_files(names, found, {info.filename: info.file_size for info in infos})
    return found


def _small(packed: zipfile.ZipFile, name: str, most: int) -> bytes:
    with packed.open(name) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise _broken(f"{name} far too large")
    return content


def _check_format(content: bytes) -> None:
    """Say of a newer file that it is newer, before its fields look wrong."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        raise _changed("the list of its files") from None
    number = told.get("format") if isinstance(told, dict) else None
    if isinstance(number, int) and number > FORMAT:
        version = told.get("version")
        got = f"a file of Lepton {version}" if isinstance(version, str) else "a newer one"
        raise InputError(must("project file", "of this version or an older one", got, NEWER))


def _read(content: bytes) -> Manifest:
    try:
        return Manifest.model_validate_json(content)
    except ValidationError as error:
        raise _changed("the list of its files") from error


def _check_files(names: list[str], found: Manifest, sizes: dict[str, int]) -> None:
    """Every file is listed, once, under a name that leads nowhere else, and is as large as told."""
    listed_names = {*found.files, MANIFEST, SIGNATURE}
    if len(names) != len(listed_names) or set(names) != listed_names:
        raise _changed("a file that was added or taken away")
    strange = [name for name in found.files if not allowed(name)]
    if strange:
        raise _changed(f"{strange[0]!r}, which is no part of a project")
    wrong = [name for name, kept in found.files.items() if sizes[name] != kept.bytes]
    if wrong:
        raise _changed(wrong[0])
    if sum(kept.bytes for kept in found.files.values()) > MOST_BYTES or len(names) > MOST_FILES:
        rule = f"at most {MOST_BYTES / 1e9:,.1f} GB in {MOST_FILES:,} files"
        raise InputError(must("project file", rule, "more", "Pack fewer models into it."))


def _changed(what: Any) -> InputError:
    got = f"changed since it was packed ({what})"
    return InputError(must("project file", "as it was signed", got, ASK))


def _broken(got: str) -> InputError:
    return InputError(must("project file", "a .lepton file with its manifest and signature", got,
                           "Choose a file that Lepton has packed."))  # fmt: skip
