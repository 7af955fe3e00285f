"""Fit a family and calibrate it on rows that it was not fitted on."""

import time
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from lepton.models.combination import Combination, fit_combination
from lepton.models.context import FitContext
from lepton.models.family import CROSS_FIT_AT_MOST, CROSS_FIT_ROWS, Family, Fitted
from lepton.models.unseen import Unseen
from lepton.training.split import Plan

__all__ = ["Calibrated", "fit_calibrated"]

SHARE = 0.2
MOST_ROWS = 20_000
FEWEST_OF_A_CLASS = 100  # of two classes; of several, a tenth of it
FEW_POSITIVES = 500  # to choose a share on; where the fifth has fewer, more rows are held back
PARTS = 3
NOT_STACKED = (
    "There are too few rows of a class to weigh its members or to calibrate it: it is its linear "
    "member alone, and its probabilities are a ranking, not chances."
)
ITSELF = "Its probabilities come out calibrated by the way it is made."
HELD_BACK = "{:,} training rows were held back, and scored by the model that had not seen them."
CROSSED = "{:,} training rows were each scored by a model fitted without them."
ONE_ANSWER = "{:,} training rows have the one answer, which depends on none of them."
TOO_FEW = "None: there are too few training rows to set some aside."
TOO_DEAR = "None: with more than {:,} rows it would have cost several more trainings."


@dataclass(frozen=True)
class Calibrated:
    """A fitted family, its calibration, and what it took.

    Attributes
    ----------
    unseen
        Training rows by their position in the table handed over, with calibrated scores of a
        model that had not seen them; none where that would have cost too much.
    unseen_how
        Where these scores come from, or why there are none: one sentence.
    """

    fitted: Fitted
    calibration: Combination
    n_fit: int
    n_calibration: int
    note: str
    fit_seconds: float
    calibrate_seconds: float
    unseen: Unseen = field(default_factory=Unseen)
    unseen_how: str = ""


@dataclass(frozen=True)
class _Work:
    """What every step below needs."""

    family: Family
    frame: pd.DataFrame
    y: np.ndarray
    context: FitContext

    def fit(self, rows: np.ndarray, context: FitContext) -> Fitted:
        return self.family.fit(self.frame.iloc[rows], self.y[rows], context.seeing(rows))


def fit_calibrated(
    family: Family,
    frame: pd.DataFrame,
    y: np.ndarray,
    *,
    plan: Plan,
    rows: np.ndarray,
    context: FitContext,
) -> Calibrated:
    """Fit on training rows and calibrate on rows of them that were held back.

    A fifth is held back (at most 20,000 rows, or as many as hold 500 of the rarer of two
    classes); where that would be too few of a class, three more models are fitted instead, each
    judged on the third it has not seen (cross-fitting), and the final model learns from every
    training row. The same rows, with the scores of a model that had not seen them, serve later
    to choose on whom to act.

    Parameters
    ----------
    family, frame, y
        What to fit, on the usable rows and their target.
    plan
        The rules for splitting.
    rows
        Positions of the training rows.
    context
        For the family.
    """
    work = _Work(family, frame, y, context)
    if not family.needs_calibration:
        return _of_itself(work, plan, rows)
    if context.kind == "regression":
        return _number(work, plan, rows)
    held = _held_back(work, plan, rows)
    if held is not None:
        return _with_held_rows(work, *held)
    return _cross_fitted(work, plan, rows)


def _plain(work: _Work, rows: np.ndarray, note: str) -> Calibrated:
    started = time.perf_counter()
    fitted = work.fit(rows, work.context)
    return Calibrated(
        fitted, Combination.identity(), len(rows), 0, note, time.perf_counter() - started, 0.0
    )


def _of_itself(work: _Work, plan: Plan, rows: np.ndarray) -> Calibrated:
    """Fit a family that calibrates itself, and say where it could not."""
    of_classes = work.context.kind != "regression"
    found = _plain(work, rows, ITSELF if of_classes else "")
    judged = getattr(found.fitted, "unseen", None)
    if judged is None:  # one answer for every row depends on no row
        raw = found.fitted.raw(work.frame[[]].iloc[rows])
        return replace(found, unseen=Unseen(rows, raw), unseen_how=ONE_ANSWER.format(len(rows)))
    if not len(judged):
        return replace(found, note=NOT_STACKED if of_classes else "", unseen_how=TOO_FEW)
    told = plan.folds_told(rows, PARTS)[1] if of_classes else ""
    return replace(
        found,
        note=f"{found.note} {told}".strip(),
        unseen=Unseen(rows[judged.rows], judged.raw),
        unseen_how=CROSSED.format(len(judged)),
    )


def _number(work: _Work, plan: Plan, rows: np.ndarray) -> Calibrated:
    """Fit a model of a number; where it is cheap, also score each row by one that has not seen it.

    A number needs no calibration, but the decision from which predicted number on to act has to
    be taken on rows that the model did not learn from.
    """
    if len(rows) > CROSS_FIT_AT_MOST:
        return replace(_plain(work, rows, ""), unseen_how=TOO_DEAR.format(CROSS_FIT_AT_MOST))
    started = time.perf_counter()
    unseen, _ = _cross_scored(work, plan, rows)
    ended = time.perf_counter()
    found = _plain(_last_of(work), rows, "")
    how = CROSSED.format(len(unseen)) if len(unseen) else TOO_FEW
    return replace(found, calibrate_seconds=ended - started, unseen=unseen, unseen_how=how)


def _held_back(work: _Work, plan: Plan, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Positions to fit and to calibrate on, or None where they would be too few."""
    if len(rows) < CROSS_FIT_ROWS:
        return None
    n_classes = work.context.n_classes
    counts = np.bincount(work.y[rows], minlength=n_classes)
    wanted = MOST_ROWS
    if n_classes == 2 and counts.min() > 0:
        wanted = max(MOST_ROWS, int(FEW_POSITIVES * len(rows) / counts.min()))
    split = plan.within(rows).split(rows, min(SHARE, wanted / len(rows)))
    counts = np.bincount(work.y[split.test], minlength=n_classes)
    seen = np.bincount(work.y[split.train], minlength=n_classes)
    enough = FEWEST_OF_A_CLASS if n_classes == 2 else FEWEST_OF_A_CLASS // 10
    if seen.min() == 0 or (counts.min() < enough and len(rows) <= CROSS_FIT_AT_MOST):
        return None
    return split.train, split.test


def _with_held_rows(work: _Work, rows: np.ndarray, held: np.ndarray) -> Calibrated:
    started = time.perf_counter()
    fitted = work.fit(rows, work.context)
    ended = time.perf_counter()
    scores = fitted.raw(work.frame.iloc[held])
    calibration = fit_combination(scores[None], work.y[held], work.context.kind)
    note = f"Its probabilities are calibrated on {len(held):,} rows held back from training."
    return Calibrated(
        fitted=fitted,
        calibration=calibration,
        n_fit=len(rows),
        n_calibration=len(held),
        note=note,
        fit_seconds=ended - started,
        calibrate_seconds=time.perf_counter() - ended,
        unseen=Unseen(held, calibration.apply(scores[None])),
        unseen_how=HELD_BACK.format(len(held)),
    )


def _cross_fitted(work: _Work, plan: Plan, rows: np.ndarray) -> Calibrated:
    started = time.perf_counter()
    crossed, told = _cross_scored(work, plan, rows)
    calibration, note = _from_folds(work, crossed)
    ended = time.perf_counter()
    return replace(
        _plain(_last_of(work), rows, f"{note} {told}".strip()),
        calibration=calibration,
        n_calibration=len(crossed),
        calibrate_seconds=ended - started,
        unseen=Unseen(crossed.rows, calibration.apply(crossed.raw[None])),
        unseen_how=CROSSED.format(len(crossed)) if len(crossed) else TOO_FEW,
    )


def _cross_scored(work: _Work, plan: Plan, rows: np.ndarray) -> tuple[Unseen, str]:
    """Score rows by models that have not seen them, before calibration."""
    progress = work.context.progress
    what = "Trial" if work.context.kind == "regression" else "Calibration"
    scores, judged = [], []
    folds, told = plan.folds_told(rows, PARTS)
    for i, (learn, judge) in enumerate(folds):
        part = progress.part(i / (PARTS + 1), (i + 1) / (PARTS + 1), f"{what} {i + 1} of {PARTS}")
        fitted = work.fit(rows[learn], work.context.reporting(part))
        scores.append(fitted.raw(work.frame.iloc[rows[judge]]))
        judged.append(rows[judge])
    if not folds:
        return Unseen(), told
    return Unseen(np.concatenate(judged), np.concatenate(scores)), told


def _last_of(work: _Work) -> _Work:
    """The same work, reporting as the last of its steps."""
    part = work.context.progress.part(PARTS / (PARTS + 1), 1.0)
    return replace(work, context=work.context.reporting(part))


def _from_folds(work: _Work, crossed: Unseen) -> tuple[Combination, str]:
    y = work.y[crossed.rows]
    if len(np.unique(y)) < work.context.n_classes:
        return Combination.identity(), (
            "There are too few rows of a class to calibrate the probabilities: take them as a "
            "ranking, not as chances."
        )
    found = fit_combination(crossed.raw[None], y, work.context.kind)
    return (
        found,
        f"Its probabilities are calibrated on {len(y):,} rows, each scored by a model that had "
        "not seen it.",
    )
