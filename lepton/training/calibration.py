"""Fit a family and calibrate it on rows that it was not fitted on."""

import time
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from lepton.models.combination import Combination, fit_combination
from lepton.models.context import FitContext
from lepton.models.family import CROSS_FIT_ROWS, Family, Fitted
from lepton.training.split import Plan

__all__ = ["Calibrated", "fit_calibrated"]

SHARE = 0.2
MOST_ROWS = 20_000
FEWEST_OF_A_CLASS = 100  # of two classes; of several, a tenth of it
CROSS_FIT_AT_MOST = 50_000  # above this, more fits cost more than they give
PARTS = 3
NOT_STACKED = (
    "There are too few rows of a class to weigh its members or to calibrate it: it is its linear "
    "member alone, and its probabilities are a ranking, not chances."
)


@dataclass(frozen=True)
class Calibrated:
    """A fitted family, its calibration, and what it took."""

    fitted: Fitted
    calibration: Combination
    n_fit: int
    n_calibration: int
    note: str
    fit_seconds: float
    calibrate_seconds: float


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

    A fifth is held back (at most 20,000 rows); where that would be too few of a class, three
    more models are fitted instead, each judged on the third it has not seen (cross-fitting), and
    the final model learns from every training row.

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
    if context.kind == "regression":
        return _plain(work, rows, "")
    if not family.needs_calibration:
        return _of_itself(work, plan, rows)
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
    found = _plain(work, rows, "Its probabilities come out calibrated by the way it is made.")
    if getattr(found.fitted, "stacked", True):
        told = plan.folds_told(rows, PARTS)[1] if hasattr(found.fitted, "stacked") else ""
        return replace(found, note=f"{found.note} {told}".strip())
    return replace(found, note=NOT_STACKED)


def _held_back(work: _Work, plan: Plan, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Positions to fit and to calibrate on, or None where they would be too few."""
    if len(rows) < CROSS_FIT_ROWS:
        return None
    split = plan.within(rows).split(rows, min(SHARE, MOST_ROWS / len(rows)))
    n_classes = work.context.n_classes
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
    seconds = time.perf_counter() - ended
    return Calibrated(fitted, calibration, len(rows), len(held), note, ended - started, seconds)


def _cross_fitted(work: _Work, plan: Plan, rows: np.ndarray) -> Calibrated:
    started = time.perf_counter()
    progress = work.context.progress
    scores, judged = [], []
    folds, told = plan.folds_told(rows, PARTS)
    for i, (learn, judge) in enumerate(folds):
        part = progress.part(
            i / (PARTS + 1), (i + 1) / (PARTS + 1), f"Calibration {i + 1} of {PARTS}"
        )
        fitted = work.fit(rows[learn], work.context.reporting(part))
        scores.append(fitted.raw(work.frame.iloc[rows[judge]]))
        judged.append(rows[judge])
    calibration, note = _from_folds(work, scores, judged)
    note = f"{note} {told}".strip()
    ended = time.perf_counter()
    last = work.context.reporting(progress.part(PARTS / (PARTS + 1), 1.0))
    fitted = work.fit(rows, last)
    n_judged = sum(map(len, judged))
    seconds = time.perf_counter() - ended
    return Calibrated(fitted, calibration, len(rows), n_judged, note, seconds, ended - started)


def _from_folds(
    work: _Work, scores: list[np.ndarray], judged: list[np.ndarray]
) -> tuple[Combination, str]:
    y = work.y[np.concatenate(judged)] if judged else np.array([], dtype=int)
    if len(np.unique(y)) < work.context.n_classes:
        return Combination.identity(), (
            "There are too few rows of a class to calibrate the probabilities: take them as a "
            "ranking, not as chances."
        )
    found = fit_combination(np.concatenate(scores)[None], y, work.context.kind)
    return (
        found,
        f"Its probabilities are calibrated on {len(y):,} rows, each scored by a model that had "
        "not seen it.",
    )
