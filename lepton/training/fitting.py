"""From a table and a task to a trained model with its held-out scores."""

import platform
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

import numpy as np
import pandas as pd

from lepton import __version__
from lepton.data import Dataset, Task, load
from lepton.data.problem import Problem
from lepton.errors import InputError, listed, must
from lepton.models import Family, Model, Progress, get_family
from lepton.models.combination import probabilities
from lepton.models.progress import OnProgress
from lepton.training.calibration import Calibrated, fit_calibrated
from lepton.training.device import choose_device
from lepton.training.evaluation import checks_of, metrics_of
from lepton.training.rows import Rows, context_of, out_of_fold, sampled, scored, usable
from lepton.training.split import Split, plan_of

__all__ = ["train"]

FEW_HELD_OUT = 100
LARGEST_SEED = 2**31 - 1
LIBRARIES = ("numpy", "pandas", "scikit-learn", "shap", "skops", "xgboost")


def train(
    data: Dataset | pd.DataFrame,
    task: Task | str,
    family: str = "xgboost",
    *,
    device: str = "auto",
    seed: int = 0,
    test_size: float = 0.2,
    on_progress: OnProgress | None = None,
) -> Model:
    """Train a model and score the rows it has never seen.

    Parameters
    ----------
    data
        The table; never changed.
    task
        What to predict; a plain name is the target.
    family
        One of :func:`lepton.families`.
    device
        ``auto`` uses a GPU where the family can and one works; ``cpu``; ``cuda`` or nothing.
    seed
        The same seed gives the same model.
    test_size
        Share of rows held out, above 0 and below 1. The newest rows where the task names a time
        column, whole groups where it names a group column, else the same share of every class.
        Rows that are copies of each other stay together.
    on_progress
        Called with a fraction from 0 to 1 and a short sentence; may raise
        :class:`lepton.errors.Cancelled` to stop.

    Returns
    -------
    Model
        Calibrated on rows it was not fitted on; ``holdout`` holds rows that played no part, and
        ``oof`` rows that it learned from, scored by models that had not seen them.

    Raises
    ------
    InputError
        If the table, the task or a setting cannot be used.
    MissingExtra
        If ``cuda`` was asked for and no GPU works.

    Examples
    --------
    >>> frame = pd.DataFrame({"visits": range(200)})
    >>> frame["visits"] = frame["visits"] % 40 * 1.5
    >>> frame["left"] = np.where(frame["visits"] < 20, "yes", "no")
    >>> model = train(frame, "left", "linear")
    >>> model.predict(pd.DataFrame({"visits": [3, 50]})).tolist()
    ['yes', 'no']
    >>> model.info["n_train"] + model.info["n_test"]
    200
    """
    started = time.perf_counter()
    chosen = get_family(family)
    _check(seed, test_size)
    where, device_note = choose_device(device, uses_gpu=chosen.uses_gpu, family=family)
    progress = Progress(on_progress)
    progress(0.0, "Checking the table")
    data = data if isinstance(data, Dataset) else load(data)
    rows = usable(data, task if isinstance(task, Task) else Task(task))
    plan, plan_notes = plan_of(rows.frame, rows.problem, rows.y, seed)
    split = plan.split(np.arange(len(rows.y)), test_size)
    _check_split(rows, split)
    prepared = time.perf_counter()
    context = context_of(rows, plan, device=where, seed=seed, progress=progress)
    found = fit_calibrated(chosen, rows.frame, rows.y, plan=plan, rows=split.train, context=context)
    progress(0.9, "Scoring the rows held out")
    judging = time.perf_counter()
    judged = _judge(rows, split, found)
    ended = time.perf_counter()
    info = {
        **_about(chosen, data, rows.problem),
        **_sizes(split, found, seed=int(seed), test_size=test_size),
        "device": where,
        "seconds": ended - started,
        "seconds_by_step": {
            "prepare": prepared - started,
            "fit": found.fit_seconds,
            "calibrate": found.calibrate_seconds,
            "score": ended - judging,
        },
        "notes": _notes(
            data.notes,
            rows.problem.notes,
            _left_out_notes(rows.problem),
            plan_notes,
            split.notes,
            [found.note, device_note],
            _few_held_out(rows, split),
        ),
    }
    progress(1.0, "Done")
    return Model(family, rows.problem, found.fitted, found.calibration, info, **judged)


def _notes(*notes: Sequence[str | None]) -> list[str]:
    """Every note once, in the order in which things happened."""
    return list(dict.fromkeys(note for part in notes for note in part if note))


def _few_held_out(rows: Rows, split: Split) -> list[str]:
    """Say so where chance moves the figures: few rows held out, or few that matter."""
    n, what = len(split.test), "rows"
    if rows.problem.kind == "binary":
        n, what = int(rows.y[split.test].sum()), f"rows with {rows.problem.classes[1]!r}"
    if n >= FEW_HELD_OUT:
        return []
    return [
        f"Only {n:,} {what} are held out to judge the model: its figures, and the money worked "
        "out from them, may well be off by chance."
    ]


def _left_out_notes(problem: Problem) -> list[str]:
    """One note for each reason why nothing can be learned from some columns."""
    task = problem.task
    known = {*task.drop, task.target, task.time, task.group}
    why: dict[str, list[str]] = {}
    for column, reason in problem.left_out.items():
        if column not in known:
            why.setdefault(reason, []).append(repr(column))
    return [f"Left out because {reason}: {listed(names)}." for reason, names in why.items()]


def _sizes(split: Split, found: Calibrated, *, seed: int, test_size: float) -> dict[str, Any]:
    return {
        "n_train": len(split.train),
        "n_fit": found.n_fit,
        "n_calibration": found.n_calibration,
        "n_oof": len(found.unseen),
        "oof_how": found.unseen_how,
        "n_test": len(split.test),
        "seed": seed,
        "test_size": test_size,
    }


def _about(family: Family, data: Dataset, problem: Problem) -> dict[str, Any]:
    return {
        "family": family.name,
        "title": family.title,
        "rows": len(data.frame),
        "data_id": data.id,
        "data_name": data.name,
        "task": problem.task.to_dict(),
        "kind": problem.kind,
        "classes": list(problem.classes),
        "features": list(problem.features),
        "left_out": dict(problem.left_out),
        "versions": {
            "python": platform.python_version(),
            "lepton": __version__,
            **{name: version(name) for name in LIBRARIES},
        },
    }


def _check(seed: int, test_size: float) -> None:
    if not isinstance(seed, int | np.integer) or not 0 <= seed <= LARGEST_SEED:
        raise InputError(
            must("seed", f"a whole number from 0 to {LARGEST_SEED}", seed, "Use 0 if in doubt.")
        )
    if not isinstance(test_size, int | float) or not 0 < test_size < 1:
        raise InputError(must("test_size", "above 0 and below 1", test_size, "Write 20 % as 0.2."))


def _check_split(rows: Rows, split: Split) -> None:
    """Refuse to learn from one class only, which a time or a group column can cause."""
    if rows.problem.kind == "regression" or len(np.unique(rows.y[split.train])) > 1:
        return
    only = rows.problem.classes[int(rows.y[split.train[0]])]
    then = "Choose another time or group column, or leave it out."
    raise InputError(must("training rows", "of at least two classes", f"only {only!r}", then))


def _judge(rows: Rows, split: Split, found: Calibrated) -> Mapping[str, Any]:
    """Score the held-out rows: the table, the figures, the baseline's, the curves, a sample."""
    kind, classes = rows.problem.kind, rows.problem.classes
    frame, y = rows.frame.iloc[split.test], rows.y[split.test]
    raw = found.calibration.apply(found.fitted.raw(frame)[None])
    output = raw if kind == "regression" else probabilities(raw)
    constant = _constant(kind, rows.y[split.train], len(classes), len(y))
    return {
        "metrics": metrics_of(kind, y, output),  # type: ignore[arg-type]
        "baseline_metrics": metrics_of(kind, y, constant),  # type: ignore[arg-type]
        "checks": checks_of(kind, y, output, classes),  # type: ignore[arg-type]
        "holdout": scored(rows, split.test, output),
        "sample": sampled(rows, split),
        "oof": out_of_fold(rows, found.unseen),
    }


def _constant(kind: str, y_train: np.ndarray, n_classes: int, n: int) -> np.ndarray:
    """Predict the same for every row: the training mean, or the training share of each class."""
    if kind == "regression":
        return np.full(n, y_train.mean())
    return np.tile(np.bincount(y_train, minlength=n_classes) / len(y_train), (n, 1))
