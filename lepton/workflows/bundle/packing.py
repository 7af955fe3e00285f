"""Pack a project with its data, models, results and versions into one signed file."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import lepton
from lepton.errors import InputError, must
from lepton.store import Project, Store
from lepton.store.clock import now
from lepton.workflows.bundle.layout import (
    FORMAT,
    MANIFEST,
    MOST_BYTES,
    MOST_FILES,
    PROJECT,
    SIGNATURE,
    allowed,
)
from lepton.workflows.bundle.signing import own_key, public_text

__all__ = ["pack_project"]

EPOCH = (1980, 1, 1, 0, 0, 0)  # a zip file knows no earlier day; ours says nothing of the machine
CHUNK = 1 << 20
PACKED = (".json",)  # everything else is compressed already
LONGEST = 200


def pack_project(store: Store, project: Project, target: Path | IO[bytes], *, by: str = "") -> None:
    """Write everything of a project into one file with the ending .lepton.

    Parameters
    ----------
    store, project
        What to pack: its table, its models with their explanations, what was set and looked at,
        the business case with its scenarios and locked versions.
    target
        A file or an open one.
    by
        Who packs it; may be empty. Whoever opens it can read the name.

    Raises
    ------
    InputError
        The project is too large for one file.
    StorageError
        Something of it is damaged, or the disk is full.
    """
    files = dict(_files(store, project))
    _check_size(files)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        kept = {name: _put(packed, name, source) for name, source in sorted(files.items())}
        key = own_key(store)
        manifest = {
            "format": FORMAT,
            "version": lepton.__version__,
            "made_at": now(),
            "by": by.strip()[:LONGEST],
            "title": project.name[:LONGEST],
            "signer": public_text(key),
            "files": kept,
        }
        content = json.dumps(manifest, sort_keys=True, indent=1).encode()
        _put(packed, MANIFEST, content)
        _put(packed, SIGNATURE, key.sign(content))


def _files(store: Store, project: Project) -> Iterator[tuple[str, bytes | Path]]:
    """Every file by its name in the zip: content, or where it lies."""
    models = store.models(project.id)
    yield PROJECT, json.dumps(_about(store, project), sort_keys=True).encode()
    if project.dataset_id is not None:
        yield "table.parquet", store.table_file(project.dataset_id)
    for model in models:
        for file in sorted(model.folder.iterdir()):
            yield f"models/{model.id}/{file.name}", file
    owners = [project.id, *(m.id for m in models)]
    for owner in [*owners, *([project.dataset_id] if project.dataset_id else [])]:
        for file in store.blob_files(owner):
            yield f"blobs/{file.relative_to(store.home / 'blobs').as_posix()}", file


def _about(store: Store, project: Project) -> dict[str, Any]:
    table = None if project.dataset_id is None else store.table_info(project.dataset_id)
    models = [
        {
            name: getattr(m, name)
            for name in ("id", "family", "dataset_id", "task", "info", "metrics")
        }
        for m in store.models(project.id)
    ]
    documents = [
        {"name": d.name, "by": d.by, "at": d.at.isoformat(), "body": d.body}
        for d in store.all_documents(project.id)
    ]
    names = ("id", "name", "use_case", "dataset_id", "task", "model_id", "assumptions", "page")
    return {
        **{name: getattr(project, name) for name in names},
        "dataset_name": "" if table is None else table.name,
        "dataset_notes": [] if table is None else list(table.notes),
        "models": models,
        "documents": documents,
    }


def _check_size(files: dict[str, bytes | Path]) -> None:
    size = sum(len(s) if isinstance(s, bytes) else s.stat().st_size for s in files.values())
    strange = [name for name in files if not allowed(name)]
    if size > MOST_BYTES or len(files) > MOST_FILES or strange:
        rule = f"at most {MOST_BYTES / 1e9:,.1f} GB in {MOST_FILES:,} plain files"
        got = f"{size / 1e9:,.1f} GB in {len(files):,} files"
        raise InputError(must("project", rule, got, "Delete models that are not needed."))


def _put(packed: zipfile.ZipFile, name: str, source: bytes | Path) -> dict[str, Any]:
    """Write one file, and give its size and hash as they were written."""
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED if name.endswith(PACKED) else zipfile.ZIP_STORED
    info.external_attr = 0o600 << 16
    told, size = hashlib.sha256(), 0
    with packed.open(info, "w", force_zip64=True) as out:
        for chunk in _chunks(source):
            out.write(chunk)
            told.update(chunk)
            size += len(chunk)
    return {"bytes": size, "sha256": told.hexdigest()}


def _chunks(source: bytes | Path) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
