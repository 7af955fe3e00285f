"""Keep the business case of a project so that two people do not overwrite each other."""

from typing import TYPE_CHECKING

from lepton.errors import Conflict, NotFound, StorageError, listed
from lepton.store import Project, Store
from lepton.workflows.case_kept import PLAN, Kept, kept_of
from lepton.workflows.case_versions import (
    Version,
    delete_version,
    lock_version,
    version,
    versions,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from lepton.finance import Plan
    from lepton.finance.differences import Difference

__all__ = [
    "Kept",
    "Version",
    "changed_between",
    "delete_version",
    "has_plan",
    "keep_mine_as_scenario",
    "keep_plan",
    "last_revision",
    "lock_version",
    "plan_at",
    "plan_of",
    "reopen_version",
    "version",
    "versions",
]

TRIES = 5  # of keeping two versions, when others save all the time


def has_plan(store: Store, project: Project) -> bool:
    """Whether a case was kept for a project."""
    return last_revision(store, project) > 0


def plan_of(store: Store, project: Project) -> Kept:
    """The case of a project as it was kept last.

    Raises
    ------
    NotFound
        None was kept.
    StorageError
        What was kept cannot be read.
    """
    return kept_of(store.document(project.id, PLAN))


def last_revision(store: Store, project: Project) -> int:
    """The revision to save on; 0 where nothing was kept. Also known where it cannot be read."""
    try:
        return store.document(project.id, PLAN).revision
    except NotFound:
        return 0


def plan_at(store: Store, project: Project, revision: int) -> Kept:
    """The case as it was at an earlier revision; about 30 are kept.

    Raises
    ------
    NotFound
        It was dropped, because many followed.
    """
    return kept_of(store.document(project.id, PLAN, revision))


def keep_plan(store: Store, project: Project, plan: "Plan", *, revision: int, by: str = "") -> Kept:
    """Keep the case of a project, unless somebody else did since it was read.

    Parameters
    ----------
    store, project
        Where.
    plan
        The case as it is now.
    revision
        The one that was read: of :func:`plan_of`, or 0 where there was none.
    by
        Who saves: a name that a person typed; may be empty.

    Raises
    ------
    Conflict
        Somebody else saved meanwhile; it says who, when, and what they changed. Nothing was
        written. To keep both, see :func:`keep_mine_as_scenario` and :func:`lock_version`; to
        take theirs, read :func:`plan_of`; to put mine over theirs, save again on its revision.
    InputError
        The name cannot be used.
    """
    from lepton.finance.plan_json import plan_json

    text, who = plan_json(plan), _person(by)
    try:
        made = store.put_document(project.id, PLAN, text, revision=revision, by=who)
    except Conflict:
        raise Conflict(_told(store, project, revision)) from None
    return Kept(plan, made.revision, made.by, made.at)


def keep_mine_as_scenario(
    store: Store, project: Project, mine: "Plan", *, name: str = "Mine", by: str = ""
) -> Kept:
    """After a conflict: keep theirs, with mine as a scenario in it.

    What a scenario cannot hold (ranges, sources, notes) stays theirs; :func:`lock_version` keeps
    all of mine.

    Raises
    ------
    Conflict
        Others saved again and again meanwhile.
    """
    from lepton.finance.differences import mine_as_scenario

    return _retried(store, project, lambda theirs: mine_as_scenario(theirs, mine, name), by)


def reopen_version(
    store: Store, project: Project, version_id: str, *, revision: int, by: str = ""
) -> Kept:
    """Make a locked version the case again; the version itself stays.

    Raises
    ------
    Conflict
        As for :func:`keep_plan`.
    """
    old = version(store, project, version_id)
    return keep_plan(store, project, old.plan, revision=revision, by=by)


def changed_between(a: "Plan", b: "Plan") -> "list[Difference]":
    """What differs from one case or version to another, in words."""
    from lepton.finance.differences import differences

    return differences(a, b)


def _retried(store: Store, project: Project, change: "Callable[[Plan], Plan]", by: str) -> Kept:
    """Change what is kept, starting anew each time somebody else was quicker."""
    for _ in range(TRIES - 1):
        kept = plan_of(store, project)
        try:
            return keep_plan(store, project, change(kept.plan), revision=kept.revision, by=by)
        except Conflict:
            continue
    kept = plan_of(store, project)
    return keep_plan(store, project, change(kept.plan), revision=kept.revision, by=by)


def _told(store: Store, project: Project, revision: int) -> str:
    """Who saved since a revision, when, and what they changed."""
    end = "Nothing of yours was written: keep yours as a scenario, or take theirs."
    try:
        theirs = plan_of(store, project)
    except NotFound:
        return f"The case was removed since you read it. {end}"
    except StorageError:
        return f"Somebody saved this case meanwhile, and it cannot be read. {end}"
    when = f"{theirs.at.day} {theirs.at:%B %Y, %H:%M} UTC"
    said = f"{theirs.by or 'Somebody'} saved this case on {when}"
    return f"{said}{_changes(store, project, theirs, revision)}. {end}"


def _changes(store: Store, project: Project, theirs: Kept, revision: int) -> str:
    try:
        before = plan_at(store, project, revision)
    except (NotFound, StorageError):
        return ""
    found = [each.said() for each in changed_between(before.plan, theirs.plan)]
    return f" and changed {listed(found)}" if found else " without changing any value"


def _person(by: str) -> str:
    from lepton.finance.wording import name_of

    return name_of("your name", by) if isinstance(by, str) and by.strip() else ""
