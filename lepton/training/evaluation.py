"""How well a model predicts rows it has never seen, and the curves that show it."""

from typing import Any

import numpy as np

from lepton.models.context import Kind
from lepton.models.model import predicted, scores_of

__all__ = [
    "calibration_points",
    "checks_of",
    "class_metrics",
    "metrics_of",
    "pr_points",
    "roc_points",
]

MOST_POINTS = 1_000
CALIBRATION_BINS = 10
SMALLEST = 1e-15

Figures = dict[str, float | None]


def metrics_of(kind: Kind, y: np.ndarray, output: np.ndarray) -> Figures:
    """Compute every figure for one kind of target; None where it is not defined.

    Parameters
    ----------
    kind
        Of the target.
    y
        Truth, shape (n,): 0/1, class index or number.
    output
        Probabilities, shape (n, classes), or predicted numbers, shape (n,).

    Examples
    --------
    >>> found = metrics_of("regression", np.array([1.0, 3.0]), np.array([2.0, 3.0]))
    >>> found["mae"], found["r2"]
    (0.5, 0.5)
    """
    found = _number_metrics(y, output) if kind == "regression" else class_metrics(y, output)
    return {name: _defined(value) for name, value in found.items()}


def class_metrics(y: np.ndarray, chances: np.ndarray) -> Figures:
    """Figures for classes: at a probability of one half, of the ranking, of the probabilities.

    With several classes, precision, recall, F1, ROC AUC and average precision are means over the
    classes that occur (macro), each class against the others; ``*_weighted`` weighs them by
    their rows. The Brier score is the mean squared distance from the truth: from 0 to 1 for two
    classes (of the positive one), from 0 to 2 for several (summed over the classes).
    """
    labels = np.arange(chances.shape[1])
    clipped = np.clip(chances, SMALLEST, 1.0)
    given = clipped[np.arange(len(y)), y] / clipped.sum(axis=1)
    found: Figures = {
        "accuracy": float((predicted(chances) == y).mean()),
        **_by_class(y, predicted(chances), len(labels)),
        **_ranking(y, chances),
        "log_loss": float(-np.log(given).mean()),
        "brier": _brier(y, chances),
    }
    return found


def _by_class(y: np.ndarray, said: np.ndarray, n_classes: int) -> Figures:
    from sklearn.metrics import precision_recall_fscore_support

    labels = [1] if n_classes == 2 else np.unique(y)
    several = precision_recall_fscore_support(y, said, labels=labels, average=None, zero_division=0)
    names = ("precision", "recall", "f1")
    found: Figures = {name: float(np.mean(v)) for name, v in zip(names, several, strict=False)}
    if n_classes > 2:
        rows = several[3]
        found |= {
            f"{name}_weighted": float(np.average(v, weights=rows))
            for name, v in zip(names, several, strict=False)
        }
    return found


def _ranking(y: np.ndarray, chances: np.ndarray) -> Figures:
    """Each class against the others, where some rows are in it and some are not."""
    from sklearn.metrics import average_precision_score, roc_auc_score

    classes = [1] if chances.shape[1] == 2 else range(chances.shape[1])
    pairs = [((y == k), chances[:, k]) for k in classes]
    pairs = [(truth, score) for truth, score in pairs if truth.any() and not truth.all()]
    if not pairs:
        return {"roc_auc": None, "average_precision": None}
    return {
        "roc_auc": float(np.mean([roc_auc_score(t, s) for t, s in pairs])),
        "average_precision": float(np.mean([average_precision_score(t, s) for t, s in pairs])),
    }


def _brier(y: np.ndarray, chances: np.ndarray) -> float:
    if chances.shape[1] == 2:
        return float(((chances[:, 1] - y) ** 2).mean())
    truth = np.eye(chances.shape[1])[y]
    return float(((chances - truth) ** 2).sum(axis=1).mean())


def _number_metrics(y: np.ndarray, guess: np.ndarray) -> Figures:
    """R² against the mean of these rows; MAPE over the rows that are not 0, as a fraction."""
    error = guess - y
    around = float(((y - y.mean()) ** 2).sum())
    known = y != 0
    return {
        "r2": 1.0 - float((error**2).sum()) / around if around > 0 else None,
        "rmse": float(np.sqrt((error**2).mean())),
        "mae": float(np.abs(error).mean()),
        "mape": float(np.abs(error[known] / y[known]).mean()) if known.any() else None,
    }


def _defined(value: float | None) -> float | None:
    return float(value) if value is not None and np.isfinite(value) else None


# --- curves -----------------------------------------------------------------------------------


def checks_of(
    kind: Kind, y: np.ndarray, output: np.ndarray, classes: tuple[str, ...]
) -> dict[str, Any]:
    """Collect what is worth looking at beside the figures; JSON-safe, at most 1,000 points each.

    Returns
    -------
    dict
        For classes ``classes`` and ``confusion`` (rows: truth, columns: prediction); for two
        classes also ``roc``, ``pr`` and ``calibration``; for a number ``points`` with ``actual``
        and ``predicted``.
    """
    if kind == "regression":
        shown = _thin(len(y))
        return {"points": {"actual": y[shown].tolist(), "predicted": output[shown].tolist()}}
    confusion = np.zeros((len(classes), len(classes)), dtype=int)
    np.add.at(confusion, (y, predicted(output)), 1)
    found: dict[str, Any] = {"classes": list(classes), "confusion": confusion.tolist()}
    if kind == "binary":
        score = scores_of(output)
        found["calibration"] = calibration_points(y, score)
        if 0 < y.sum() < len(y):
            found |= {"roc": roc_points(y, score), "pr": pr_points(y, score)}
    return found


def roc_points(y: np.ndarray, score: np.ndarray, most: int = MOST_POINTS) -> dict[str, list[float]]:
    """ROC curve: share of negatives and of positives at or above each cut-off.

    Examples
    --------
    >>> roc_points(np.array([0, 1]), np.array([0.2, 0.7]))
    {'fpr': [0.0, 0.0, 1.0], 'tpr': [0.0, 1.0, 1.0]}
    """
    from sklearn.metrics import roc_curve

    fpr, tpr, _ = roc_curve(y, score)
    shown = _thin(len(fpr), most)
    return {"fpr": fpr[shown].tolist(), "tpr": tpr[shown].tolist()}


def pr_points(y: np.ndarray, score: np.ndarray, most: int = MOST_POINTS) -> dict[str, list[float]]:
    """Precision and recall at each cut-off, from nobody to everybody.

    Examples
    --------
    >>> pr_points(np.array([0, 1]), np.array([0.2, 0.7]))
    {'recall': [0.0, 1.0, 1.0], 'precision': [1.0, 1.0, 0.5]}
    """
    from sklearn.metrics import precision_recall_curve

    precision, recall, _ = precision_recall_curve(y, score, drop_intermediate=True)
    shown = _thin(len(recall), most)[::-1]
    return {"recall": recall[shown].tolist(), "precision": precision[shown].tolist()}


def calibration_points(
    y: np.ndarray, score: np.ndarray, bins: int = CALIBRATION_BINS
) -> dict[str, list[float]]:
    """Mean probability and share of positives, in equal numbers of rows from low to high.

    Examples
    --------
    >>> calibration_points(np.array([0, 1, 0, 1]), np.array([0.1, 0.2, 0.8, 0.9]), bins=2)
    {'predicted': [0.15, 0.85], 'observed': [0.5, 0.5], 'rows': [2, 2]}
    """
    parts = [p for p in np.array_split(np.argsort(score, kind="stable"), bins) if len(p)]
    return {
        "predicted": [float(score[p].mean()) for p in parts],
        "observed": [float(y[p].mean()) for p in parts],
        "rows": [len(p) for p in parts],
    }


def _thin(n: int, most: int = MOST_POINTS) -> np.ndarray:
    """At most `most` positions of n, evenly, both ends among them."""
    if n <= most:
        return np.arange(n)
    return np.unique(np.linspace(0, n - 1, most).round().astype(int))
