"""Weights that turn raw scores into calibrated ones: one score (Platt) or several (stacking)."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lepton.models.context import Kind

__all__ = ["Combination", "fit_combination", "probabilities"]

SMALLEST_WEIGHT = 1e-4  # in standard deviations of the score: the order is kept
PRIOR_ROWS = 1.0  # a class offset is held at 0 as strongly as one row would


@dataclass(frozen=True)
class Combination:
    """raw = sum of weight × score + offset; the weights are never negative.

    Parameters
    ----------
    weights
        One per score, shape (m,).
    offsets
        Shape (1,), or (classes,) for several classes.
    """

    weights: np.ndarray
    offsets: np.ndarray

    @classmethod
    def identity(cls) -> "Combination":
        """Leave one score as it is."""
        return cls(np.ones(1), np.zeros(1))

    def apply(self, scores: np.ndarray) -> np.ndarray:
        """Combine scores of shape (m, n) or (m, n, classes) into (n,) or (n, classes)."""
        combined = np.tensordot(self.weights, scores, axes=1)
        return combined + (self.offsets if combined.ndim == 2 else self.offsets[0])

    def to_dict(self) -> dict[str, list[float]]:
        """Return the numbers as JSON-safe values."""
        return {"weights": self.weights.tolist(), "offsets": self.offsets.tolist()}

    @classmethod
    def from_dict(cls, kept: dict[str, list[float]]) -> "Combination":
        """Rebuild from :meth:`to_dict`."""
        return cls(np.array(kept["weights"], float), np.array(kept["offsets"], float))


def probabilities(raw: np.ndarray) -> np.ndarray:
    """Turn log-odds (n,) or (n, classes) into probabilities of shape (n, classes).

    Examples
    --------
    >>> probabilities(np.array([0.0, np.log(3)])).round(2)
    array([[0.5 , 0.5 ], [0.25, 0.75]])
    """
    from scipy.special import expit, softmax

    if raw.ndim == 2:
        return softmax(raw, axis=1)
    positive = expit(raw)
    return np.column_stack([1.0 - positive, positive])


def fit_combination(scores: np.ndarray, y: np.ndarray, kind: Kind) -> Combination:
    """Find the weights and offsets that make scores most likely, on rows they have not seen.

    One score and two classes is Platt scaling, softened targets included; several classes share
    one weight and have an offset each; several scores are stacked.

    Parameters
    ----------
    scores
        Shape (m, n), or (m, n, classes) for several classes.
    y
        0/1, class index or number, shape (n,).
    kind
        Of the target.

    Notes
    -----
    J. Platt (1999), "Probabilistic outputs for support vector machines", eq. 3 and the softened
    targets of section 2.2; D. Wolpert (1992), "Stacked generalization". Weights are held at or
    above 0: a score is never turned upside down.
    """
    spread = np.array([_spread(score) for score in scores])
    scaled = scores / spread.reshape(-1, *[1] * (scores.ndim - 1))
    if kind == "regression":
        found = _least_squares(scaled, y)
    elif kind == "binary":
        found = _logistic(scaled, y)
    else:
        found = _softmax(scaled, y)
    return Combination(found.weights / spread, found.offsets)


def _spread(score: np.ndarray) -> float:
    return float(np.std(score)) or 1.0


def _least_squares(scores: np.ndarray, y: np.ndarray) -> Combination:
    from scipy.optimize import nnls

    centre = scores.mean(axis=1)
    weights, _ = nnls((scores - centre[:, None]).T, y - y.mean())
    return Combination(weights, np.array([y.mean() - weights @ centre]))


def _logistic(scores: np.ndarray, y: np.ndarray) -> Combination:
    from scipy.special import expit

    positives = float(y.sum())
    negatives = len(y) - positives
    softened = np.where(y == 1, (positives + 1) / (positives + 2), 1 / (negatives + 2))

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        raw = parameters[:-1] @ scores + parameters[-1]
        error = expit(raw) - softened
        value = np.logaddexp(0.0, raw).sum() - softened @ raw
        return value / len(y), np.append(scores @ error, error.sum()) / len(y)

    share = (positives + 1) / (len(y) + 2)
    found = _minimise(loss, len(scores), [np.log(share / (1 - share))])
    return Combination(found[:-1], found[-1:])


def _softmax(scores: np.ndarray, y: np.ndarray) -> Combination:
    from scipy.special import log_softmax

    members, rows, classes = scores.shape
    truth = np.zeros((rows, classes))
    truth[np.arange(rows), y] = 1.0
    softened = truth * (1 - 1 / rows) + 1 / (rows * classes)

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        weights, offsets = parameters[:members], parameters[members:]
        log_p = log_softmax(np.tensordot(weights, scores, axes=1) + offsets, axis=1)
        error = np.exp(log_p) - softened
        value = -(softened * log_p).sum() + PRIOR_ROWS * (offsets @ offsets) / 2
        slope = np.append(
            np.tensordot(scores, error, axes=2), error.sum(axis=0) + PRIOR_ROWS * offsets
        )
        return value / rows, slope / rows

    found = _minimise(loss, members, [0.0] * classes)
    return Combination(found[:members], found[members:])


def _minimise(loss: Any, members: int, offsets: list[float]) -> np.ndarray:
    from scipy.optimize import minimize

    start = np.array([1.0 / members] * members + offsets)
    for least in (SMALLEST_WEIGHT,) if members == 1 else (0.0, SMALLEST_WEIGHT):
        bounds = [(least, None)] * members + [(None, None)] * len(offsets)
        found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
        if found[:members].any():  # not all scores may be left out: the order would be lost
            break
    return found
