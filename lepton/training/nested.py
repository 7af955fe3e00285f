"""Small tables: train again and again, so that every row judges a model that never saw it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lepton.data import Dataset, Task, load
from lepton.errors import InputError, must
from lepton.models import Family, Progress, get_family
from lepton.models.combination import probabilities
from lepton.models.progress import OnProgress
from lepton.training.calibration import fit_calibrated
from lepton.training.rows import Rows, context_of, out_of_fold, scored, usable
from lepton.training.split import Plan, plan_of

__all__ = ["NestedFold", "NestedScores", "nested_scores"]

MOST_REPEATS = 100
MOST_FOLDS = 20
HELD, CHOOSE = "held", "choose"


@dataclass(frozen=True, eq=False)
class NestedFold:
    """One training of many.

    Attributes
    ----------
    repeat, fold
        Which shuffle of the table, and which part of it, from 0.
    held
        Rows this model never saw, with its scores: the columns of ``Model.holdout``.
    choose
        Rows it learned from, scored by models that had not seen them: on whom to act is chosen
        here. Empty where there were too few rows.
    """

    repeat: int
    fold: int
    held: pd.DataFrame
    choose: pd.DataFrame


@dataclass(frozen=True, eq=False)
class NestedScores:
    """The scores of repeated nested cross-validation, as one table.

    Attributes
    ----------
    family
        What was trained.
    repeats, folds
        How often the table was shuffled, and into how many parts.
    table
        Columns ``repeat``, ``fold``, ``part`` ("held" or "choose"), and those of
        ``Model.holdout``.
    notes
        What there is to say about the splits, in plain sentences.
    """

    family: str
    repeats: int
    folds: int
    table: pd.DataFrame
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[NestedFold]:
        """Give the folds one by one."""
        for (repeat, fold), rows in self.table.groupby(["repeat", "fold"], sort=True):
            parts = dict(iter(rows.groupby("part")))
            plain = [parts.get(name, rows.head(0)).iloc[:, 3:] for name in (HELD, CHOOSE)]
            yield NestedFold(int(repeat), int(fold), *(p.reset_index(drop=True) for p in plain))

    def about(self) -> dict[str, Any]:
        """What JSON can hold; with the table, all there is to build it again."""
        return {
            "family": self.family,
            "repeats": self.repeats,
            "folds": self.folds,
            "notes": list(self.notes),
        }


def nested_scores(
    data: Dataset | pd.DataFrame,
    task: Task | str,
    family: str = "xgboost",
    *,
    repeats: int = 5,
    folds: int = 5,
    seed: int = 0,
    on_progress: OnProgress | None = None,
) -> NestedScores:
    """Score every row by models that never saw it, each with rows of its own to choose on.

    The table is shuffled ``repeats`` times and cut into ``folds`` parts. Each part is scored by
    a model of the other parts, and that model sets rows of them aside in turn, to be calibrated
    and to choose on whom to act. So nothing that is chosen has seen the rows that judge it. The
    rules of :func:`lepton.train` hold: groups and copies of a row stay together, and where there
    is a time column each part is scored by a model of what came before it; the order is then
    given, and the table is cut once only.

    Parameters
    ----------
    data, task, family
        As for :func:`lepton.train`.
    repeats, folds
        1 to 100, and 2 to 20. The work is about four trainings for each fold of each repeat.
    seed
        The same seed gives the same scores.
    on_progress
        As for :func:`lepton.train`.

    Raises
    ------
    InputError
        The table, the task or a number cannot be used, or there are too few rows of a class.

    Notes
    -----
    G. Cawley and N. Talbot (2010), "On over-fitting in model selection and subsequent selection
    bias in performance evaluation", JMLR 11.

    Examples
    --------
    >>> frame = pd.DataFrame({"visits": np.arange(60) % 20 * 1.5})
    >>> frame["left"] = np.where(frame["visits"] < 12, "yes", "no")
    >>> found = nested_scores(frame, "left", "linear", repeats=2, folds=3)
    >>> len([fold for fold in found]), int((found.table["part"] == "held").sum())
    (6, 120)
    """
    _whole("repeats", repeats, 1, MOST_REPEATS)
    _whole("folds", folds, 2, MOST_FOLDS)
    chosen = get_family(family)
    data = data if isinstance(data, Dataset) else load(data)
    rows = usable(data, task if isinstance(task, Task) else Task(task))
    timed = rows.problem.task.time is not None
    rounds = 1 if timed else repeats
    work = _Work(rows, chosen, folds, Progress(on_progress))
    made = [work.round(r, rounds, seed) for r in range(rounds)]
    notes = [note for _, told in made for note in told]
    if timed and repeats > 1:
        notes.append("The rows have an order in time, so the table is cut once only.")
    table = pd.concat([part for parts, _ in made for part in parts], ignore_index=True)
    work.progress(1.0, "Done")
    return NestedScores(family, rounds, folds, table, tuple(dict.fromkeys(notes)))


@dataclass(frozen=True)
class _Work:
    """What every repeat needs."""

    rows: Rows
    family: Family
    folds: int
    progress: Progress

    def round(self, repeat: int, repeats: int, seed: int) -> tuple[list[pd.DataFrame], list[str]]:
        """Shuffle once, and train on all parts but one, for each part."""
        rows = self.rows
        plan, _ = plan_of(rows.frame, rows.problem, rows.y, seed + repeat)
        pairs, told = plan.folds_told(np.arange(len(rows.y)), self.folds)
        if not pairs:
            then = "Add rows, or ask for fewer folds."
            raise InputError(must("table", "long enough to be cut up", "too few rows", then))
        parts = []
        for fold, (learn, judge) in enumerate(pairs):
            done, steps = repeat * len(pairs) + fold, repeats * len(pairs)
            stretch = self.progress.part(
                done / steps, (done + 1) / steps, f"Training {done + 1} of {steps}"
            )
            for name, table in self._one(plan, learn, judge, seed, stretch).items():
                kept = table.assign(repeat=repeat, fold=fold, part=name)
                parts.append(kept[["repeat", "fold", "part", *table.columns]])
        return parts, [told] if told else []

    def _one(
        self, plan: Plan, learn: np.ndarray, judge: np.ndarray, seed: int, progress: Progress
    ) -> dict[str, pd.DataFrame]:
        rows = self.rows
        context = context_of(rows, plan, device="cpu", seed=seed, progress=progress)
        found = fit_calibrated(
            self.family, rows.frame, rows.y, plan=plan, rows=learn, context=context
        )
        raw = found.calibration.apply(found.fitted.raw(rows.frame.iloc[judge])[None])
        output = raw if rows.problem.kind == "regression" else probabilities(raw)
        choose = out_of_fold(rows, found.unseen)
        held = {HELD: scored(rows, judge, output)}
        return held | ({CHOOSE: choose} if len(choose) else {})


def _whole(name: str, value: Any, least: int, most: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int | np.integer):
        value = repr(value)
    elif least <= value <= most:
        return
    rule = f"a whole number from {least} to {most}"
    raise InputError(must(name, rule, value, "Five is enough in most cases."))
