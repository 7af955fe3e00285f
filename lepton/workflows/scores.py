"""Scores that a person brings: everything the engine can say, without a training here."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from lepton.errors import InputError, must
from lepton.store import Project, Store
from lepton.workflows.basis import Evidence, Scored, with_columns
from lepton.workflows.projects import dataset_of, open_file
from lepton.workflows.score_columns import (
    ScoreColumns,
    as_in_use,
    finite,
    notes_on,
    outcomes,
    weights,
)

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ScoreColumns", "columns_of", "has_scores", "open_scores", "read_scores", "scores_of"]

FEW_ROWS = 400
SEED = 0


def read_scores(
    source: Any,
    *,
    y: str,
    scores: str | Iterable[str],
    value: str | None = None,
    weight: str | None = None,
    group: str | None = None,
    positive: Any = None,
    all_rows: bool = False,
) -> Evidence:
    """Take scores that were made elsewhere, with the outcomes that came true.

    Half of the rows, whole groups where there are any, choose on whom to act, and the other half
    reports the money: what is chosen and told on the same rows looks better than it is. With
    fewer than 400 rows all of them do both, and the notes say so.

    Parameters
    ----------
    source
        Whatever :func:`lepton.load` takes, or columns by name: a mapping of arrays.
    y
        Column of the outcome, two values.
    scores
        One or several columns of scores, higher meaning more likely; each is a model to compare.
        Chances between 0 and 1 can be used for everything, other scores as a ranking.
    value, weight, group
        Columns of what a success is worth, how many decisions a row stands for, and which rows
        belong together.
    positive
        The outcome that is worth acting on.
    all_rows
        Let all rows choose and report. The result flatters.

    Raises
    ------
    InputError
        A column is missing or cannot be used: a third outcome or only one, scores that are text
        or not finite, negative weights.

    Examples
    --------
    >>> found = read_scores({"bought": [0, 1] * 10, "model": np.linspace(0, 1, 20)},
    ...                     y="bought", scores="model")
    >>> found.origin, found.first.title, found.first.rows.y_true.size
    ('scores', 'model', 20)
    """
    columns = ScoreColumns(
        y=y, scores=scores, value=value, weight=weight, group=group,  # type: ignore[arg-type]  # one name is made a tuple
        positive=positive, all_rows=all_rows,
    )  # fmt: skip
    return evidence_in(source, columns)


def evidence_in(source: Any, columns: ScoreColumns) -> Evidence:
    """The same as :func:`read_scores` for all that can be said of columns.

    Raises
    ------
    InputError
        As for :func:`read_scores`; or scores that are no chances where they have to be.
    """
    from lepton.data import load

    data = load(_frame_of(source) if isinstance(source, Mapping) else source)
    return _evidence(data.frame, columns, data.name, data.notes)


def open_scores(
    store: Store, file: Any, columns: ScoreColumns, name: str | None = None, **reading: Any
) -> Project:
    """Start a project from a file with scores, so that the pages can show what they are worth.

    Parameters
    ----------
    store
        Where it is kept.
    file, name, **reading
        As for :func:`lepton.workflows.open_file`.
    columns
        What the columns mean.

    Raises
    ------
    InputError
        As for :func:`read_scores`; then there is no project.
    """
    project = open_file(store, file, name, **reading)
    try:
        data = dataset_of(store, str(project.dataset_id))
        _evidence(data.frame, columns, data.name, data.notes)
        store.put_json(_key(project), columns.to_dict())
    except Exception:
        store.delete_project(project.id)
        raise
    return project


def has_scores(store: Store, project: Project) -> bool:
    """Whether a project is about scores that a person brought."""
    return store.has(_key(project))


def columns_of(store: Store, project: Project) -> ScoreColumns:
    """What the columns of a project's scores mean; raises NotFound where it is not about scores."""
    return ScoreColumns.from_dict(store.json(_key(project)))


def scores_of(store: Store, project: Project) -> Evidence:
    """The scores a project is about, as :func:`read_scores` gives them.

    Raises
    ------
    NotFound
        The project is not about scores, or its table is gone.
    """
    columns = columns_of(store, project)
    data = dataset_of(store, str(project.dataset_id))
    return _evidence(data.frame, columns, data.name, data.notes)


def _key(project: Project) -> str:
    return f"{project.id}/scores"


def _frame_of(columns: Mapping[str, Any]) -> "pd.DataFrame":
    import pandas as pd

    sizes = {name: np.size(values) for name, values in columns.items()}
    if len(set(sizes.values())) > 1:
        got = ", ".join(f"{name} {size:,}" for name, size in sizes.items())
        raise InputError(must("columns", "of one length", got, "Pass one value per row in each."))
    return pd.DataFrame({name: np.ravel(values) for name, values in columns.items()})


def _evidence(
    frame: "pd.DataFrame", columns: ScoreColumns, title: str, read: Iterable[str]
) -> Evidence:
    from lepton.data.labels import is_missing

    columns.check(frame)
    known = ~is_missing(frame[columns.y])
    if columns.group is not None:
        known &= ~is_missing(frame[columns.group])
    notes = [*read, *_left_out(known, columns)]
    frame = frame if known.all() else frame.loc[known].reset_index(drop=True)
    if len(frame) == 0:
        raise InputError(must(f"y {columns.y!r}", "filled", "no value", "Choose another column."))
    table = _Table.read(frame, columns)
    report, choose, told = _halves(table, all_rows=columns.all_rows)
    return Evidence(
        models=tuple(table.scored(name, report, choose) for name in columns.scores),
        origin="scores",
        title=Path(title).stem,
        table=frame,
        reported=report,
        chosen=choose,
        notes=(*notes, *table.notes, told),
    )


def _left_out(known: np.ndarray, columns: ScoreColumns) -> list[str]:
    lost = int((~known).sum())
    if lost == 0:
        return []
    what = columns.y if columns.group is None else f"{columns.y} or {columns.group}"
    rows = "1 row has" if lost == 1 else f"{lost:,} rows have"
    return [f"{rows} no {what} and {'is' if lost == 1 else 'are'} left out."]


class _Table:
    """The columns of a person's table, checked."""

    def __init__(self, frame: "pd.DataFrame") -> None:
        self.frame = frame
        self.y = np.empty(0)
        self.scores: dict[str, np.ndarray] = {}
        self.further: dict[str, np.ndarray] = {}
        self.notes: list[str] = []

    @classmethod
    def read(cls, frame: "pd.DataFrame", columns: ScoreColumns) -> "_Table":
        import pandas as pd

        found = cls(frame)
        found.y, told = outcomes(frame, columns)
        found.notes.extend(told)
        for name in columns.scores:
            score, told = as_in_use(name, finite(frame, name, "score"), columns)
            found.scores[name] = score
            found.notes.extend([*notes_on(name, score), *told])
        if columns.value is not None:
            found.further["value"] = finite(frame, columns.value, "value")
        if columns.weight is not None:
            found.further["sample_weight"] = weights(frame, columns.weight)
        if columns.group is not None:
            found.further["group"] = pd.factorize(frame[columns.group])[0]
        return found

    def scored(self, name: str, report: np.ndarray | None, choose: np.ndarray | None) -> Scored:
        rows = self._rows(name, report)
        return Scored(name, name, rows, None if choose is None else self._rows(name, choose))

    def _rows(self, name: str, where: np.ndarray | None) -> Any:
        from lepton.value.scored import ScoredRows

        at: Any = slice(None) if where is None else where
        further = {key: values[at] for key, values in self.further.items()}
        rows = ScoredRows.of(self.y[at], self.scores[name][at], **further)
        return with_columns(rows, self.frame, where)


def _halves(table: _Table, *, all_rows: bool) -> tuple[np.ndarray | None, np.ndarray | None, str]:
    """Rows to report on and rows to choose on, and what to say about it; None for all rows."""
    from lepton.training.split import Plan

    n = table.y.size
    same = "the share is chosen on the rows that also report the money, which flatters"
    if all_rows:
        return None, None, f"All {n:,} rows are used for both: {same}."
    group = table.further.get("group")
    units = np.arange(n) if group is None else group
    if n < FEW_ROWS or len(np.unique(units)) < 2:
        return None, None, f"There are only {n:,} rows, so all are used for both: {same}."
    plan = Plan(units, table.y, None, group is not None, SEED)
    split = plan.split(np.arange(n), 0.5)
    if min(len(np.unique(table.y[part])) for part in (split.train, split.test)) < 2:
        return None, None, f"Halves would lack an outcome, so all {n:,} rows do both: {same}."
    return (
        split.test,
        split.train,
        (
            f"{len(split.train):,} of the {n:,} rows choose the share, "
            f"and the other {len(split.test):,} report the money."
        ),
    )
