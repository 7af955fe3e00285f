"""Open a project file on this machine: a project of its own, under new ids."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from pydantic import ValidationError

from lepton.errors import InputError, NotFound, must
from lepton.store import Project, Store
from lepton.store.records import Document
from lepton.value.result import Result
from lepton.workflows.bundle.checking import checked_content, opened
from lepton.workflows.bundle.layout import PROJECT, KeptFile, Manifest, ModelIn, ProjectIn
from lepton.workflows.bundle.signing import fingerprint, remember_signer, standing

__all__ = ["About", "Opened", "about_bundle", "open_bundle"]

Contents = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class About(Result):
    """Who packed a file, and what is in it.

    Attributes
    ----------
    title
        Name of the project.
    by, made_at, version
        Who packed it (as they typed it; may be empty), when (UTC), with which Lepton.
    signer
        Public key it was signed with.
    fingerprint
        A short form of it, to compare with the sender.
    standing
        "own": packed here. "known": files of this signer were opened here before. "new": none.
    models
        How many models it holds.
    size
        Bytes when unpacked.
    """

    title: str
    by: str
    made_at: str
    version: str
    signer: str
    fingerprint: str
    standing: str
    models: int
    size: int


@dataclass(frozen=True, slots=True)
class Opened:
    """The project that came out of a file, and what the file said of itself."""

    project: Project
    about: About


def about_bundle(store: Store, source: Path | IO[bytes]) -> About:
    """Tell what a project file is without opening it here.

    Raises
    ------
    InputError
        It is no project file, was changed, or comes from a newer Lepton.
    """
    with opened(source) as (_, manifest):
        return _about(store, manifest)


def open_bundle(store: Store, source: Path | IO[bytes]) -> Opened:
    """Take a project out of a file; it stands beside whatever is here already.

    Everything is checked before anything is kept, and what goes wrong later is taken back: there
    is either a whole new project or none.

    Parameters
    ----------
    store
        Where to keep it.
    source
        A file or an open one.

    Raises
    ------
    InputError
        It is no project file, was changed since it was packed, is too large, comes from a newer
        Lepton, or holds what no project holds.
    StorageError
        A model in it is damaged, or the disk is full.
    """
    with opened(source) as (packed, manifest):
        about = _about(store, manifest)
        given = _project_in(checked_content(packed, PROJECT, manifest.files[PROJECT]))
        contents = _Lazy(packed, manifest.files)
        project = store.create_project(given.name, use_case=given.use_case)
        try:
            _fill(store, project, given, contents)
        except Exception:  # whatever it was, half a project must not stay
            store.delete_project(project.id)
            raise
    remember_signer(store, manifest.signer)
    return Opened(store.project(project.id), about)


class _Lazy(Mapping[str, bytes]):
    """Files of the zip by name, each read and checked when it is asked for."""

    def __init__(self, packed: Any, files: Mapping[str, KeptFile]) -> None:
        self._packed, self._files = packed, files

    def __getitem__(self, name: str) -> bytes:
        return checked_content(self._packed, name, self._files[name])

    def __iter__(self) -> Any:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def _about(store: Store, manifest: Manifest) -> About:
    models = {PurePosixPath(n).parts[1] for n in manifest.files if n.startswith("models/")}
    return About(
        title=manifest.title,
        by=manifest.by,
        made_at=manifest.made_at,
        version=manifest.version,
        signer=manifest.signer,
        fingerprint=fingerprint(manifest.signer),
        standing=standing(store, manifest.signer),
        models=len(models),
        size=sum(kept.bytes for kept in manifest.files.values()),
    )


def _project_in(content: bytes) -> ProjectIn:
    try:
        return ProjectIn.model_validate_json(content)
    except ValidationError as error:
        raise _strange("a project that cannot be read") from error


def _fill(store: Store, project: Project, given: ProjectIn, contents: Contents) -> None:
    """Take everything in; the table last, for it stays where something before it fails."""
    money = _checked_money(given.assumptions)
    new = {given.id: project.id}
    for model in given.models:
        new[model.id] = _take_model(store, project, model, contents)
    _take_blobs(store, given, contents, new)
    store.restore_documents(project.id, [_document(d.model_dump(), new) for d in given.documents])
    if given.dataset_id is not None and "table.parquet" in contents:
        _take_table(store, given, contents)
    store.update_project(
        project.id,
        dataset_id=given.dataset_id,
        task=given.task,
        model_id=new.get(given.model_id or ""),
        assumptions=money,
        page=given.page,
    )


def _take_table(store: Store, given: ProjectIn, contents: Contents) -> None:
    """Keep the table with what is known of it.

    Where a table of that name is here already nothing is taken: a stranger's file must not say
    how the columns of a table on this machine are read.
    """
    from lepton.store.frames import read_frame

    known = str(given.dataset_id)
    with suppress(NotFound):
        store.table(known)
        return
    with tempfile.TemporaryDirectory(dir=store.home) as folder:
        file = Path(folder) / "table.parquet"
        file.write_bytes(contents["table.parquet"])
        frame = read_frame(file, "The table in the file", "Ask for the file again.")
    for name, path in _blobs(contents):
        if path.parts[1] == known:
            key = "/".join(path.parts[1:]).removesuffix(path.suffix)
            store.put_blob_file(key, path.suffix, contents[name])
    store.put_table(frame, id=known, name=given.dataset_name, notes=tuple(given.dataset_notes))


def _take_model(store: Store, project: Project, model: ModelIn, contents: Contents) -> str:
    """Keep one model once it has been read as a model, without running anything of it."""
    from lepton.models.judged import Judged

    start = f"models/{model.id}/"
    folder = store.new_model_folder()
    for name in contents:
        if name.startswith(start):
            (folder / name.removeprefix(start)).write_bytes(contents[name])
    Judged.load(folder)
    return store.add_model(project.id, folder, model.model_dump(exclude={"id"}))


def _take_blobs(store: Store, given: ProjectIn, contents: Contents, new: Mapping[str, str]) -> None:
    """Keep results of the project and of its models under the new ids."""
    for name, path in _blobs(contents):
        owner, rest = path.parts[1], path.parts[2:]
        if owner == given.dataset_id:
            continue
        if owner not in new:
            raise _strange(f"results of something else ({name})")
        key = "/".join((new[owner], *rest)).removesuffix(path.suffix)
        content = contents[name]
        if path.suffix == ".json":
            content = _renamed(content.decode("utf-8", errors="replace"), new).encode()
        store.put_blob_file(key, path.suffix, content)


def _blobs(contents: Contents) -> Iterator[tuple[str, PurePosixPath]]:
    """Results kept under an id: blobs/ID/…, by name and as a path."""
    for name in contents:
        path = PurePosixPath(name)
        if path.parts[0] == "blobs":
            yield name, path


def _document(given: Mapping[str, Any], new: Mapping[str, str]) -> Document:
    try:
        at = datetime.fromisoformat(given["at"])
    except ValueError:
        raise _strange("a version without a date") from None
    body = _renamed(given["body"], new)
    return Document(name=given["name"], revision=1, by=given["by"], at=at, body=body)


def _renamed(text: str, new: Mapping[str, str]) -> str:
    """Put new ids for old ones; an id is long and random, so it is nothing else."""
    for old, now in new.items():
        text = text.replace(json.dumps(old), json.dumps(now))
    return text


def _checked_money(given: dict[str, object] | None) -> dict[str, object] | None:
    """The money as it was set, once it has been read as such."""
    from lepton.value import Assumptions
    from lepton.workflows.worth import OTHER_FORMS

    if given is None or given.get("form") in OTHER_FORMS:
        return given
    return Assumptions.from_dict(given).to_dict()


def _strange(got: str) -> InputError:
    return InputError(must("project file", "a project of Lepton", got, "Ask for the file again."))
