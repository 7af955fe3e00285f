"""Small tables: what a model is worth, told by many trainings instead of one."""

from typing import TYPE_CHECKING, Any

from lepton import jobs
from lepton.errors import InputError, NotFound, StorageError, must
from lepton.jobs import Job, Report
from lepton.store import Project, Store
from lepton.workflows.basis import with_columns
from lepton.workflows.projects import dataset_of

if TYPE_CHECKING:
    import pandas as pd

    from lepton.training.nested import NestedScores
    from lepton.value import Assumptions
    from lepton.value.nested import Fold, NestedAnswer
    from lepton.value.scored import ScoredRows

__all__ = [
    "has_recheck",
    "nested_folds",
    "recheck_answer",
    "recheck_job",
    "recheck_of",
    "start_recheck",
]

REPEATS = 5
FOLDS = 5


def start_recheck(
    store: Store,
    project: Project,
    model_id: str | None = None,
    *,
    repeats: int = REPEATS,
    folds: int = FOLDS,
) -> Job:
    """Train again and again in the background, so that every row judges a model without it.

    Parameters
    ----------
    store, project
        Whose model.
    model_id
        Which model; by default the project's.
    repeats, folds
        As for :func:`lepton.training.nested.nested_scores`.

    Returns
    -------
    Job
        Of kind ``recheck``; when it is done :func:`recheck_of` answers.

    Raises
    ------
    InputError
        The project has no model yet.
    """
    chosen = model_id or project.model_id
    if chosen is None:
        then = "Train a model on the model page."
        raise InputError(must("project", "with a trained model", "none yet", then))
    params = {"model_id": chosen, "repeats": repeats, "folds": folds}
    return jobs.submit(store, "recheck", params, project.id)


def recheck_job(store: Store, job: Job, report: Report) -> dict[str, Any]:
    """What a worker does for a job of kind ``recheck``."""
    from lepton.data import Task
    from lepton.training.nested import nested_scores

    model_id = str(job.params["model_id"])
    record = store.model(model_id)
    found = nested_scores(
        dataset_of(store, str(record.dataset_id)),
        Task.from_dict(record.task or {}),
        record.family,
        repeats=job.params["repeats"],
        folds=job.params["folds"],
        seed=int(record.info.get("seed", 0)),
        on_progress=report,
    )
    store.put_frame(_rows_key(model_id), found.table)
    store.put_json(_key(model_id), found.about())  # last, because it says that all is there
    return {"model_id": model_id}


def has_recheck(store: Store, model_id: str) -> bool:
    """Whether :func:`recheck_of` would answer."""
    return store.has(_key(model_id))


def recheck_of(store: Store, model_id: str) -> "NestedScores | None":
    """The scores of many trainings; None where they were not made, or are damaged."""
    from lepton.training.nested import NestedScores

    try:
        about, table = store.json(_key(model_id)), store.frame(_rows_key(model_id))
        return NestedScores(
            about["family"], about["repeats"], about["folds"], table, tuple(about["notes"])
        )
    except (NotFound, StorageError):  # it can always be made again
        return None


def recheck_answer(
    store: Store, model_id: str, assumptions: "Assumptions"
) -> "NestedAnswer | None":
    """What many trainings say the model is worth under these assumptions; None before them.

    Raises
    ------
    NotApplicable
        The assumptions ask for a column the model does not know.
    """
    from lepton.value.nested import nested_answer

    found = recheck_of(store, model_id)
    if found is None:
        return None
    record = store.model(model_id)
    table = dataset_of(store, str(record.dataset_id)).frame
    return nested_answer(nested_folds(found, table), assumptions)


def nested_folds(scores: "NestedScores", table: "pd.DataFrame | None" = None) -> "list[Fold]":
    """The folds as plain arrays, with the other columns of their rows where the table is given."""
    from lepton.value.nested import Fold

    return [
        Fold(
            fold.repeat,
            _rows(fold.held, table),
            _rows(fold.choose, table) if len(fold.choose) else None,
        )
        for fold in scores
    ]


def _rows(scored: "pd.DataFrame", table: "pd.DataFrame | None") -> "ScoredRows":
    from lepton.value.scored import ScoredRows

    optional = {name: scored[name].to_numpy() for name in ("value", "group") if name in scored}
    rows = ScoredRows.of(scored["y_true"].to_numpy(), scored["y_score"].to_numpy(), **optional)
    return with_columns(rows, table, scored["row_id"].to_numpy())


def _key(model_id: str) -> str:
    return f"{model_id}/recheck"


def _rows_key(model_id: str) -> str:
    return f"{_key(model_id)}-rows"
