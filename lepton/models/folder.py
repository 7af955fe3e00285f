"""A folder of files that is written whole or not at all, and checked when it is read."""

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

from lepton.errors import InputError, NotFound, StorageError, must

__all__ = ["MANIFEST", "read_folder", "write_folder"]

MANIFEST = "manifest.json"
FORMAT = 1
LARGEST_MANIFEST = 1_000_000  # bytes
AGAIN = "Train the model again, or restore the folder from a copy."


class _Kept(BaseModel):
    """What the manifest says of one file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    bytes: NonNegativeInt
    sha256: str


class _Manifest(BaseModel):
    """The manifest as it must stand in the folder: it may come from a stranger."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    format: int
    files: dict[str, _Kept]
    seal: str


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files and a manifest of their hashes; an earlier model there is replaced.

    Parameters
    ----------
    folder
        Where; it must be absent, empty, or hold a model.
    files
        Content by plain file name.

    Raises
    ------
    InputError
        If the folder holds something else.
    StorageError
        If it cannot be written: a full disk, no permission. Nothing is left half written.
    """
    folder = Path(folder)
    _check_target(folder)
    draft = folder.parent / f".{folder.name}.{uuid.uuid4().hex}"
    try:
        draft.mkdir(parents=True)
        for name, content in files.items():
            _write(draft / name, content)
        _write(draft / MANIFEST, _manifest(files))
        _put_in_place(draft, folder)
    except OSError as error:
        raise StorageError(
            must(
                "folder",
                "writable",
                f"{error.strerror} ({folder})",  # the reason first: long values are cut
                "Free space or choose another folder.",
            )
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def read_folder(folder: Path) -> dict[str, bytes]:
    """Read the files of a manifest, every one checked against its hash.

    Files the manifest does not name are ignored.

    Raises
    ------
    NotFound
        If there is no model in the folder.
    StorageError
        If a file is missing, changed or damaged.

    Notes
    -----
    The hashes show damage, not who wrote the folder: load only models of your own.
    """
    folder = Path(folder)
    try:
        named = _named(folder / MANIFEST)
        return {name: _checked(folder / name, kept) for name, kept in named.items()}
    except (FileNotFoundError, NotADirectoryError) as error:
        if not (folder / MANIFEST).is_file():
            raise NotFound(
                must("folder", "a saved model", folder, "Choose the folder a model was saved in.")
            ) from error
        raise _damaged(folder, f"without {Path(error.filename).name}") from error
    except OSError as error:
        if isinstance(error, StorageError):
            raise
        raise _damaged(folder, f"unreadable ({error.strerror})") from error


def _manifest(files: Mapping[str, bytes]) -> bytes:
    kept = {n: {"bytes": len(c), "sha256": _hash(c)} for n, c in sorted(files.items())}
    return _sealed({"format": FORMAT, "files": kept})


def _sealed(content: dict[str, Any]) -> bytes:
    """Write JSON in one way only, with a hash of itself, so that any change shows."""
    plain = json.dumps(content, sort_keys=True)
    return json.dumps({**content, "seal": _hash(plain.encode())}, indent=1, sort_keys=True).encode()


def _named(manifest: Path) -> dict[str, _Kept]:
    if manifest.stat().st_size > LARGEST_MANIFEST:
        raise _damaged(manifest.parent, "with a manifest far too large")
    written = manifest.read_bytes()
    try:
        content = _Manifest.model_validate_json(written)
    except ValidationError as error:
        raise _damaged(manifest.parent, "with a changed manifest") from error
    if _sealed(content.model_dump(exclude={"seal"})) != written:
        raise _damaged(manifest.parent, "with a changed manifest")
    if content.format != FORMAT:
        raise StorageError(
            must("model format", str(FORMAT), content.format, "Use the version that wrote it.")
        )
    if any(Path(name).name != name or name in {"", ".", "..", MANIFEST} for name in content.files):
        raise _damaged(manifest.parent, "with a file name that leaves the folder")
    return content.files


def _checked(path: Path, kept: _Kept) -> bytes:
    if path.is_symlink() or path.stat().st_size != kept.bytes:
        raise _damaged(path.parent, f"with a changed {path.name}")
    content = path.read_bytes()
    if _hash(content) != kept.sha256:
        raise _damaged(path.parent, f"with a changed {path.name}")
    return content


def _damaged(folder: Path, how: str) -> StorageError:
    return StorageError(must("model folder", "as it was saved", f"{folder.name} {how}", AGAIN))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _check_target(folder: Path) -> None:
    if folder.is_dir():
        foreign = any(folder.iterdir()) and not (folder / MANIFEST).is_file()
    else:
        foreign = folder.exists()
    if foreign:
        raise InputError(
            must("folder", "new, empty or a saved model", folder, "Choose another folder.")
        )


def _put_in_place(draft: Path, folder: Path) -> None:
    """Rename; an earlier model is moved aside first, because a folder cannot be overwritten."""
    aside = draft.with_name(f"{draft.name}.old")
    if folder.exists():
        folder.rename(aside)
    try:
        draft.rename(folder)
    except OSError:
        if aside.exists():
            aside.rename(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)
