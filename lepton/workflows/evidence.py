"""The scores that an answer rests on: of a project's models, or of one model in a folder."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from lepton.errors import InputError, LeptonError, must
from lepton.store import ModelRecord, Project, Store
from lepton.workflows.basis import Evidence, Scored
from lepton.workflows.parts import Part, in_order, require_binary, title_of
from lepton.workflows.projects import dataset_of
from lepton.workflows.scores import has_scores, scores_of

if TYPE_CHECKING:
    import pandas as pd

    from lepton.models import Model
    from lepton.models.judged import Judged

__all__ = ["evidence_from", "evidence_of", "needs_recheck", "require_binary"]

MOST_MODELS = 8
FEW_ROWS = 1_500
FEW_POSITIVES = 100


def evidence_of(store: Store, project: Project) -> Evidence:
    """What a project's answers rest on: the scores of its models, or those a person brought.

    Parameters
    ----------
    store, project
        Which project. Its own model comes first; each other model that was judged on the same
        rows follows, the newest first.

    Raises
    ------
    InputError
        The project has neither a model nor scores yet.
    NotApplicable
        Its model does not answer a yes-or-no question.
    NotFound, StorageError
        What it needs is gone or damaged.
    """
    if project.model_id is None:
        if has_scores(store, project):
            return scores_of(store, project)
        then = "Train a model on the model page, or open a file with scores."
        raise InputError(must("project", "with a trained model or with scores", "none yet", then))
    record = store.model(project.model_id)
    own, table = Part.load(record), _table_of(store, record)
    rest = [r for r in store.models(project.id) if r.id != record.id]
    parts, left_out = _comparable(own, rest)
    return _evidence(own, parts, table, left_out)


def evidence_from(
    model: "Model | Judged",
    frame: "pd.DataFrame | None" = None,
    others: "Sequence[Model | Judged]" = (),
) -> Evidence:
    """What the answers about one model rest on.

    Parameters
    ----------
    model
        With its held-out rows and, where it has them, rows to choose on.
    frame
        The table it was trained on; needed for rules, formulas and segments.
    others
        Models to compare it with, judged on the same rows.

    Raises
    ------
    NotApplicable
        A model does not answer a yes-or-no question.
    InputError
        The table is another one, or a model was judged on other rows.
    """
    require_binary(model)
    if frame is not None:
        _check_table(model, frame)
    parts = []
    for i, other in enumerate(others):
        require_binary(other)
        _check_rows(model, other)
        parts.append(Part(f"model-{i + 2}", title_of(other), other))
    return _evidence(Part("model", title_of(model), model), parts, frame, [])


def needs_recheck(evidence: Evidence) -> bool:
    """Whether so few rows report that only many trainings can tell what to expect.

    True below 1,500 rows, or below 100 of them where the outcome happens; never for scores that
    a person brought, because nothing can be trained again.
    """
    rows = evidence.first.rows
    few = rows.y_true.size < FEW_ROWS or int(np.count_nonzero(rows.y_true)) < FEW_POSITIVES
    return evidence.origin == "model" and few


def _evidence(
    own: Part, others: Iterable[Part], table: "pd.DataFrame | None", left_out: list[str]
) -> Evidence:
    held, oof = (in_order(t) for t in (own.judged.holdout, own.judged.oof))
    value = held["value"].to_numpy(dtype=float) if "value" in held else None
    models = tuple(part.scored(table, value) for part in (own, *others))
    chosen = oof["row_id"].to_numpy() if models[0].choose is not None else None
    return Evidence(
        models=_told_apart(models),
        origin="model",
        title=own.title,
        table=table,
        reported=held["row_id"].to_numpy(),
        chosen=chosen,
        left_out=tuple(left_out),
    )


def _told_apart(models: tuple[Scored, ...]) -> tuple[Scored, ...]:
    """Models of one family get a number behind their name, the project's own none."""
    seen: dict[str, int] = {}
    found = []
    for model in models:
        seen[model.title] = seen.get(model.title, 0) + 1
        nth = seen[model.title]
        title = model.title if nth == 1 else f"{model.title} ({nth})"
        found.append(Scored(model.id, title, model.rows, model.choose))
    return tuple(found)


# --- which models can be compared ---------------------------------------------------------------


def _comparable(own: Part, records: list[ModelRecord]) -> tuple[list[Part], list[str]]:
    """The other models that were judged on the same rows, and why the rest were not taken."""
    parts: list[Part] = []
    left_out = []
    for record in records:
        title = str(record.info.get("title", record.family))
        why = _another_question(own, record)
        if why is None:
            part, why = _same_rows(own, record)
            if part is not None and len(parts) < MOST_MODELS - 1:
                parts.append(part)
                continue
            why = why or f"at most {MOST_MODELS} models are compared"
        left_out.append(f"{title} is left out: {why}.")
    return parts, left_out


def _another_question(own: Part, record: ModelRecord) -> str | None:
    task, mine = record.task or {}, own.judged.problem.task
    if record.info.get("kind") != "binary":
        return "it does not answer a yes-or-no question"
    if record.dataset_id != own.judged.info.get("data_id"):
        return "it was trained on another table"
    if task.get("target") != mine.target:
        return f"it predicts {task.get('target')!r}, which is another question"
    if list(record.info.get("classes", ())) != list(own.judged.problem.classes):
        return "it asks for another class"
    return None


def _same_rows(own: Part, record: ModelRecord) -> tuple[Part | None, str]:
    try:
        part = Part.load(record)
    except LeptonError:
        return None, "it cannot be read any more; train it again"
    mine, its = (in_order(p.judged.holdout) for p in (own, part))
    if not np.array_equal(mine["row_id"], its["row_id"]):
        return None, "it was judged on other rows; train it again with the same settings to compare"
    return part, ""


def _table_of(store: Store, record: ModelRecord) -> "pd.DataFrame | None":
    """The table the model was trained on; None where it is gone, for then money is still known."""
    if record.dataset_id is None:
        return None
    try:
        return dataset_of(store, record.dataset_id).frame
    except LeptonError:
        return None


def _check_rows(model: "Model | Judged", other: "Model | Judged") -> None:
    """Refuse to compare models that were judged on other rows or by another outcome."""
    mine, its = (in_order(each.holdout) for each in (model, other))
    same = all(np.array_equal(mine[name], its[name]) for name in ("row_id", "y_true"))
    if not same:
        got = f"other rows for {title_of(other)}"
        then = "Train both on the same table with the same task and seed."
        raise InputError(must("models to compare", "judged on the same rows", got, then))


def _check_table(model: "Model | Judged", frame: "pd.DataFrame") -> None:
    """Refuse another table than the one the model was trained on: its rows are told by place."""
    held, problem = model.holdout, model.problem
    where = held["row_id"].to_numpy()
    target = problem.task.target
    same = target in frame.columns and (len(where) == 0 or int(where.max()) < len(frame))
    if same:
        rows = frame.iloc[where]
        same = bool(problem.rows(rows).all()) and np.array_equal(
            problem.target(rows), held["y_true"]
        )
    if not same:
        got = "a table with other rows or another target"
        then = "Give the same file: its rows are known by their place in it."
        raise InputError(must("data", "the table the model was trained on", got, then))
