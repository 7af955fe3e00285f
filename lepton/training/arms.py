"""Who reacts to being treated: one model of the treated rows and one of the others."""

from dataclasses import replace

import numpy as np
import pandas as pd

from lepton.data.problem import Problem
from lepton.models import Family, Progress, get_family
from lepton.models.combination import probabilities
from lepton.models.context import FitContext
from lepton.training.device import choose_device
from lepton.training.rows import Rows, context_of
from lepton.training.split import plan_of

__all__ = ["scores_by_arm"]

PARTS = 5


def scores_by_arm(
    frame: pd.DataFrame,
    y: np.ndarray,
    treated: np.ndarray,
    problem: Problem,
    *,
    family: str = "linear",
    device: str = "auto",
    seed: int = 0,
) -> np.ndarray:
    """Score every row by how much more likely the outcome is when it is treated.

    One model learns from the treated rows and one from the others; a row's score is the
    difference of their two chances. The rows are dealt out in five parts, and each part is scored
    by models that learned from the other four, so that no row is judged by a model that saw it.

    Parameters
    ----------
    frame
        Usable rows, n of them.
    y
        Outcome, 0 or 1, shape (n,).
    treated
        Whether the row was treated, shape (n,).
    problem
        The checked task: which columns to learn from, and which rows stay together.
    family
        One of :func:`lepton.families`.
    device
        ``auto``, ``cpu`` or ``cuda``.
    seed
        The same seed gives the same scores.

    Returns
    -------
    ndarray
        Difference of two chances, −1 to 1, shape (n,).

    Raises
    ------
    InputError
        There is no such family, or it cannot learn from these columns.
    """
    chosen = get_family(family)
    where, _ = choose_device(device, uses_gpu=chosen.uses_gpu, family=family)
    plan, _ = plan_of(frame, problem, y, seed)
    arm = treated.astype(np.int64)
    plan = replace(plan, strata=2 * arm + y)  # every part has both arms and both outcomes
    rows = Rows(frame, y, np.arange(len(y)), problem)
    context = context_of(rows, plan, device=where, seed=seed, progress=Progress(None))
    score = np.zeros(len(y))
    for learn, judge in plan.folds(np.arange(len(y)), PARTS):
        chances = [
            _chances(chosen, rows, learn[arm[learn] == side], judge, context) for side in (0, 1)
        ]
        score[judge] = chances[1] - chances[0]
    return score


def _chances(
    family: Family, rows: Rows, learn: np.ndarray, judge: np.ndarray, context: FitContext
) -> np.ndarray:
    """Chance of the outcome in the rows to judge, by a model of the rows to learn from."""
    y = rows.y[learn]
    if len(np.unique(y)) < 2:
        return np.full(len(judge), float(y.mean()) if len(y) else 0.0)
    fitted = family.fit(rows.frame.iloc[learn], y, context.seeing(learn))
    return probabilities(fitted.raw(rows.frame.iloc[judge]))[:, 1]
