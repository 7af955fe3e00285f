"""Should we invest: from a project, or a model in a folder, to its business case."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from lepton.store import Project, Store
from lepton.workflows.case_earnings import earning_of, kind_of
from lepton.workflows.case_first import first_plan, words_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lepton.finance import Earning, Plan
    from lepton.finance.study import Origin, Study

__all__ = ["earning_of", "first_plan", "origin_of", "study_of"]


def study_of(
    store: Store,
    project: Project,
    *,
    plan: "Plan | None" = None,
    earning: "Earning | None" = None,
    **asked: Any,
) -> "Study":
    """The business case of a project.

    Parameters
    ----------
    store, project
        Which project.
    plan
        Its assumptions; the ones that are kept if left out, or the first guesses.
    earning
        What a decision earns, where it is known already; drawing it anew takes a moment.
    **asked
        ``trials`` and ``seed`` of the simulation.

    Raises
    ------
    InputError
        The project has neither a model nor scores yet.
    NotFound, StorageError
        What it needs is gone or damaged.
    """
    from lepton.finance.study import study

    found = earning_of(store, project) if earning is None else earning
    return study(
        _plan(store, project, found) if plan is None else plan,
        found,
        title=project.name,
        origin=origin_of(store, project, found),
        words=words_for(store, project),
        **asked,
    )


def origin_of(store: Store, project: Project, earning: "Earning") -> "Origin":
    """Where the numbers of a project come from."""
    from lepton import __version__
    from lepton.finance.study import Origin

    info = {} if project.model_id is None else store.model(project.model_id).info
    kind = kind_of(store, project)
    return Origin(
        model=str(info.get("title", "")),
        model_id=project.model_id or "",
        data_name=str(info.get("data_name", project.dataset_name or "")),
        data_hash=str(info.get("data_id", project.dataset_id or "")),
        rows=int(getattr(earning, "rows", 0)),
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        seed=int(info.get("seed", 0)),
        lepton_version=__version__,
        against=getattr(earning, "against", "") or "acting on nobody",
        kind=kind,
        notes=tuple(_notes(kind, info)),
    )


def _notes(kind: str, info: "Mapping[str, Any]") -> list[str]:
    if kind == "napkin":
        return ["There is no data yet: a rule of thumb stands in for a model."]
    return [str(note) for note in info.get("notes", ())]


def _plan(store: Store, project: Project, earning: "Earning") -> "Plan":
    """What is kept of a project's case; the first guesses where nothing is."""
    from lepton.workflows.case_store import has_plan, plan_of

    if has_plan(store, project):
        return plan_of(store, project).plan
    return first_plan(store, project, earning)
