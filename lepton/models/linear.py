"""Linear: logistic or linear regression."""

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lepton.models.context import FitContext
from lepton.models.encoding.wide import Wide
from lepton.models.family import Family, Files
from lepton.models.outputs import every_class
from lepton.models.trusted import dumps, loads

__all__ = ["FAMILY", "Linear"]

STEPS_A_REPORT = 25
MOST_STEPS = 300
PENALTY = 1.0  # a mild pull of every weight towards 0
PENALTY_WITH_TEXT = 0.1  # terms are rare and small: pulled as hard, they would all but vanish
ABSENT = -30.0  # log-odds of a class that training never saw


@dataclass(frozen=True)
class Linear:
    """A weighted sum of the encoded columns.

    Parameters
    ----------
    encoder
        From the table to numbers.
    weights
        Shape (outputs, columns); one output for two classes and for a number.
    intercepts
        Shape (outputs,).
    means
        Mean of every encoded column over the training rows: where an explanation starts.
    several
        Whether the output has a column per class.
    """

    encoder: Wide
    weights: np.ndarray
    intercepts: np.ndarray
    means: np.ndarray
    several: bool

    def raw(self, frame: pd.DataFrame) -> np.ndarray:
        """Return log-odds (n,) or (n, classes), or the predicted number (n,)."""
        scores = self.encoder.encode(frame) @ self.weights.T + self.intercepts
        return np.asarray(scores) if self.several else np.asarray(scores)[:, 0]

    def files(self) -> dict[str, bytes]:
        """Return what has to be kept, by file name."""
        kept = {
            "weights": self.weights,
            "intercepts": self.intercepts,
            "means": self.means,
            "several": self.several,
        }
        return {**self.encoder.files(), "weights.skops": dumps(kept)}


def fit(frame: pd.DataFrame, y: np.ndarray, context: FitContext) -> Linear:
    """Fit a ridge-penalised linear or logistic regression on scaled columns."""
    context.progress(0.0, "Reading the columns")
    encoder = Wide.learn(frame, context.features, scale=True, text="terms", seed=context.seed)
    X = encoder.encode(frame)
    means = np.asarray(X.mean(axis=0)).ravel()
    texts = any(column.role == "text" for column in encoder.reader.columns)
    solve = _number if context.kind == "regression" else _classes
    weights, intercepts = solve(X, y, PENALTY_WITH_TEXT if texts else PENALTY, context)
    return Linear(encoder, weights, intercepts, means, context.kind == "multiclass")


def _number(
    X: Any, y: np.ndarray, penalty: float, context: FitContext
) -> tuple[np.ndarray, np.ndarray]:
    from sklearn.linear_model import Ridge

    context.progress(0.3, "Solving")
    found = Ridge(alpha=penalty, random_state=context.seed).fit(X, y)
    return found.coef_.reshape(1, -1), np.atleast_1d(np.asarray(found.intercept_, float))


def _classes(
    X: Any, y: np.ndarray, penalty: float, context: FitContext
) -> tuple[np.ndarray, np.ndarray]:
    """Solve in short runs, each from where the last one stopped, so that it can be cancelled."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    found = LogisticRegression(C=1.0 / penalty, max_iter=STEPS_A_REPORT, warm_start=True)
    for done in range(0, MOST_STEPS, STEPS_A_REPORT):
        context.progress(0.1 + 0.9 * done / MOST_STEPS, f"Step {done} of at most {MOST_STEPS}")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # the next run goes on from here
            found.fit(X, y)
        if int(np.max(found.n_iter_)) < STEPS_A_REPORT:
            break
    if context.kind == "binary":
        return found.coef_, found.intercept_
    return _every_class(found, context.n_classes)


def _every_class(found: Any, n_classes: int) -> tuple[np.ndarray, np.ndarray]:
    weights, intercepts = found.coef_, found.intercept_
    if len(found.classes_) == 2:  # one row for two classes
        weights, intercepts = (
            np.vstack([-weights, weights]) / 2,
            np.append(-intercepts, intercepts) / 2,
        )
    weights = every_class(weights.T, found.classes_, n_classes, absent=0.0).T
    intercepts = every_class(intercepts[None, :], found.classes_, n_classes, absent=ABSENT)[0]
    return weights, intercepts


def _restore(files: Files) -> Linear:
    kept = loads(files["weights.skops"])
    return Linear(Wide.restore(files), **kept)


def _seconds(rows: int, columns: int, outputs: int) -> float:
    return 0.2 + 1.2e-6 * rows * columns * outputs


FAMILY = Family(
    name="linear",
    title="Linear",
    good_at="Few rows, clear trends, and text: quick, steady, and easy to explain.",
    fit=fit,
    restore=_restore,
    seconds=_seconds,
)
