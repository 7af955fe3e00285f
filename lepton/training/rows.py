"""The usable rows of a table, and the tables of scored rows that a model keeps of them."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from lepton.data import Dataset, Task, resolve
from lepton.data.problem import Problem
from lepton.data.rules import rule_of
from lepton.models import Progress
from lepton.models.combination import probabilities
from lepton.models.context import FitContext
from lepton.models.model import predicted, scores_of
from lepton.models.threads import threads_for
from lepton.models.unseen import Unseen
from lepton.training.split import Plan, Split

__all__ = ["Rows", "context_of", "out_of_fold", "sampled", "scored", "usable"]

SAMPLE_ROWS = 2_000


@dataclass(frozen=True)
class Rows:
    """The usable rows of a table, their target, and where they came from."""

    frame: pd.DataFrame
    y: np.ndarray
    ids: np.ndarray
    problem: Problem


def usable(data: Dataset, task: Task) -> Rows:
    """Keep the rows with a target, and say how each column is to be read.

    Raises
    ------
    InputError
        The task cannot be answered from this table.
    """
    problem = resolve(task, data.frame)
    rules = {n: data.reading.get(n) or rule_of(data.frame[n]) for n in problem.features}
    problem = replace(problem, reading=rules)
    mask = problem.rows(data.frame)
    frame = data.frame if mask.all() else data.frame.loc[mask]
    return Rows(frame, problem.target(frame), np.flatnonzero(mask), problem)


def context_of(rows: Rows, plan: Plan, *, device: str, seed: int, progress: Progress) -> FitContext:
    """What a family is told of these rows; progress takes the stretch from 5 % to 90 %."""
    problem = rows.problem
    return FitContext(
        kind=problem.kind,  # type: ignore[arg-type]  # one of the three, held as plain text
        features=problem.features,
        n_classes=max(len(problem.classes), 1),
        seed=int(seed),
        device=device,
        n_threads=threads_for(len(rows.y) * len(problem.features)),
        progress=progress.part(0.05, 0.9),
        make_folds=plan.folds,
    )


def out_of_fold(rows: Rows, unseen: Unseen) -> pd.DataFrame:
    """The training rows that a model without them has scored, in the order of the table."""
    order = np.argsort(unseen.rows, kind="stable")
    raw = unseen.raw[order]
    if len(raw) == 0:
        return pd.DataFrame()
    output = raw if rows.problem.kind == "regression" else probabilities(raw)
    return scored(rows, unseen.rows[order], output)


def scored(rows: Rows, where: np.ndarray, output: np.ndarray) -> pd.DataFrame:
    """Rows by their positions, with their target and what the model makes of them."""
    task, regression = rows.problem.task, rows.problem.kind == "regression"
    table: dict[str, Any] = {
        "row_id": rows.ids[where],
        "y_true": rows.y[where],
        "y_score": output if regression else scores_of(output),
        "y_pred": output if regression else predicted(output),
    }
    if task.value is not None:
        values = rows.frame[task.value].iloc[where]
        table["value"] = values.to_numpy(dtype=float, na_value=np.nan)
    if task.group is not None:
        table["group"] = pd.factorize(rows.frame[task.group])[0][where]
    if rows.problem.kind == "multiclass":
        table |= {f"p_{name}": output[:, i] for i, name in enumerate(rows.problem.classes)}
    return pd.DataFrame(table)


def sampled(rows: Rows, split: Split) -> pd.DataFrame:
    """Held-out rows to explain: evenly spaced, in the order of the table."""
    kept = np.sort(split.test)
    if len(kept) > SAMPLE_ROWS:
        kept = kept[np.linspace(0, len(kept) - 1, SAMPLE_ROWS).round().astype(int)]
    sample = rows.frame[list(rows.problem.features)].iloc[kept].copy()
    sample.index = pd.Index(rows.ids[kept], name="row_id")
    return sample
