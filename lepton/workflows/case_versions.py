"""Locked versions of a business case: copies that nobody can change any more."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from lepton.errors import Conflict, InputError, StorageError, must
from lepton.store import Document, Project, Store
from lepton.workflows.case_kept import AGAIN, PLAN, Kept, kept_of

if TYPE_CHECKING:
    from lepton.finance import Plan

__all__ = ["Version", "delete_version", "lock_version", "version", "versions"]

FOLDER = "case/versions"
MOST_VERSIONS = 100


@dataclass(frozen=True, slots=True)
class Version:
    """A locked copy of a plan.

    Attributes
    ----------
    id
        Its name in the store.
    name
        What it was called.
    by, at
        Who locked it and when, UTC.
    """

    id: str
    name: str
    by: str
    at: datetime


def lock_version(
    store: Store, project: Project, plan: "Plan | None" = None, *, name: str, by: str
) -> Version:
    """Keep a copy of the case that nobody can change any more.

    Parameters
    ----------
    store, project
        Where.
    plan
        What to lock; None for the case as it is kept.
    name
        What to call it, such as "For the board".
    by
        Who locks it; has to be given.

    Raises
    ------
    InputError
        The name is taken or cannot be used, nobody is named, or there are 100 already.
    """
    from lepton.finance.plan_json import plan_json
    from lepton.finance.wording import name_of

    called, who = name_of("name of the version", name), name_of("your name", by)
    there = versions(store, project)
    if len(there) >= MOST_VERSIONS:
        then = "Delete one that nobody needs."
        raise InputError(must("number of versions", f"at most {MOST_VERSIONS}", len(there), then))
    if any(_folded(each.name) == _folded(called) for each in there):
        raise _taken(called)
    text = plan_json(kept_of(store.document(project.id, PLAN)).plan if plan is None else plan)
    try:
        made = store.put_document(
            project.id, _version_key(called), _wrapped(called, text), revision=0, by=who
        )
    except Conflict:
        raise _taken(called) from None
    return _version(made)


def versions(store: Store, project: Project) -> list[Version]:
    """The locked versions of a project, the newest first; a damaged one is left out."""
    found = []
    for each in store.documents(project.id, FOLDER):
        try:
            found.append(_version(each))
        except StorageError:
            continue
    return found


def version(store: Store, project: Project, version_id: str) -> Kept:
    """The case of a locked version.

    Use ``plan.as_kept(earning)`` to see the numbers it gave then.

    Raises
    ------
    NotFound
        There is no such version.
    StorageError
        It cannot be read.
    """
    found = store.document(project.id, f"{FOLDER}/{version_id}")
    return kept_of(replace(found, body=_unwrapped(found)[1]))


def delete_version(store: Store, project: Project, version_id: str) -> None:
    """Forget a locked version."""
    store.delete_document(project.id, f"{FOLDER}/{version_id}")


def _taken(name: str) -> InputError:
    then = "Choose another name: a locked version is never replaced."
    return InputError(must("name of the version", "one that is not taken", name, then))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _version_key(name: str) -> str:
    """The same for names that only differ in capitals and blanks."""
    return f"{FOLDER}/{hashlib.sha256(_folded(name).encode()).hexdigest()[:20]}"


def _wrapped(name: str, text: str) -> str:
    return json.dumps({"name": name, "plan": text}, ensure_ascii=False)


def _unwrapped(found: Document) -> tuple[str, str]:
    try:
        held = json.loads(found.body)
        return str(held["name"]), str(held["plan"])
    except (ValueError, KeyError, TypeError):
        raise StorageError(f"A locked version of this case is damaged. {AGAIN}") from None


def _version(found: Document) -> Version:
    name, _ = _unwrapped(found)
    return Version(found.name.rpartition("/")[2], name, found.by, found.at)
