"""Why does a model predict what it predicts?"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from lepton.errors import InputError, must
from lepton.explanation import baseline, ensemble, linear, neural, trees, xgboost
from lepton.explanation.request import Contributions, Request
from lepton.explanation.settling import settled
from lepton.models import Model, Progress
from lepton.models.combination import Combination
from lepton.models.progress import OnProgress

if TYPE_CHECKING:
    import shap

__all__ = ["contributions_of", "explain", "is_sampled", "sampled_rows"]

EXPLAINERS: dict[str, Callable[[Any, Request], Contributions]] = {
    "baseline": baseline.contributions,
    "linear": linear.contributions,
    "tree": trees.contributions,
    "forest": trees.contributions,
    "xgboost": xgboost.contributions,
    "neural": neural.contributions,
    "ensemble": lambda fitted, request: ensemble.contributions(fitted, request, contributions_of),
}


def explain(
    model: Model,
    frame: pd.DataFrame,
    *,
    max_rows: int = 2000,
    exact: bool = True,
    on_progress: OnProgress | None = None,
) -> "shap.Explanation":
    """Say how much every column pushed the prediction of every row up or down (SHAP).

    Parameters
    ----------
    model
        A trained model.
    frame
        Rows with the columns the model learned from.
    max_rows
        More rows than this are sampled: :func:`sampled_rows` says which.
    exact
        False for a quick picture: approximate for XGBoost and the forest, from few samples for
        the neural network; the same for the baseline, linear and tree. An ensemble is the sum of
        its members.
    on_progress
        Called with a fraction from 0 to 1 and a short sentence; may raise
        :class:`lepton.errors.Cancelled` to stop.

    Returns
    -------
    shap.Explanation
        ``values`` of shape (n, features), or (n, features, classes) for several classes, in the
        unit of :meth:`lepton.Model.raw`: calibrated log-odds, or the target's unit. Per row,
        ``base_values`` plus the sum of ``values`` is the model's raw output. ``data`` holds the
        rows as the user knows them, ``feature_names`` the original columns, ``output_names`` the
        classes. ``error_std`` is the standard error of every value where they are estimated by
        sampling, else None: :func:`is_sampled`.

    Raises
    ------
    InputError
        If a column is missing, there is no row, or `max_rows` is below 1.

    Notes
    -----
    A text, a date or a category counts as one column, whatever it was turned into. Exact for
    trees and linear models; for the neural network, and for its part in an ensemble, the values
    are an estimate by sampling (see :mod:`lepton.explanation.neural`) that adds up all the same.
    """
    import shap

    _check(frame, max_rows)
    rows = model.read(frame.iloc[sampled_rows(len(frame), max_rows)])
    request = Request.of(model, rows, exact=exact, progress=Progress(on_progress))
    found = _calibrated(contributions_of(model.family, model.fitted, request), model.calibration)
    values = settled(found.pushes, found.base, model.raw(rows))
    request.progress(1.0, "Done")
    return shap.Explanation(
        values=values,
        base_values=found.base,
        data=rows[list(model.problem.features)].to_numpy(dtype=object),
        feature_names=list(model.problem.features),
        output_names=list(model.problem.classes) if values.ndim == 3 else None,
        error_std=found.error,
    )


def is_sampled(explanation: "shap.Explanation") -> bool:
    """Whether the contributions are an estimate by sampling; their standard error is `error_std`.

    Examples
    --------
    >>> import shap
    >>> is_sampled(shap.Explanation(np.zeros((1, 2))))
    False
    """
    return explanation.error_std is not None


def sampled_rows(n: int, max_rows: int) -> np.ndarray:
    """Positions of the rows that :func:`explain` takes of n: always the same, in order.

    Examples
    --------
    >>> sampled_rows(3, 10)
    array([0, 1, 2])
    >>> len(sampled_rows(100, 10))
    10
    """
    if n <= max_rows:
        return np.arange(n)
    return np.sort(np.random.default_rng(0).choice(n, max_rows, replace=False))


def contributions_of(family: str, fitted: Any, request: Request) -> Contributions:
    """Ask the family's own explainer."""
    return EXPLAINERS[family](fitted, request)


def _calibrated(found: Contributions, calibration: Combination) -> Contributions:
    """Carry contributions through raw = weight × score + offset."""
    weight = calibration.weights[0]
    offsets = calibration.offsets if found.base.ndim == 2 else calibration.offsets[0]
    error = None if found.error is None else abs(weight) * found.error
    return Contributions(weight * found.pushes, weight * found.base + offsets, error)


def _check(frame: pd.DataFrame, max_rows: int) -> None:
    if len(frame) == 0:
        raise InputError(must("frame", "at least one row long", "no row", "Add rows to explain."))
    if max_rows < 1:
        raise InputError(must("max_rows", "at least 1", max_rows, "Leave it out for 2,000."))
