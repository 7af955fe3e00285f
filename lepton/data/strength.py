"""How much one column alone says about the target; NumPy ranks, no model."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

__all__ = ["Strength", "strength"]

_LEVELS = 64


@dataclass(frozen=True)
class Strength:
    """How much a column says: 0.5 or 0 is nothing, 1 is everything; and in words."""

    share: float
    words: str


def strength(column: pd.Series, target: np.ndarray, kind: str) -> Strength:
    """What a column alone can do on rows it has not seen.

    The rows are cut into two halves; each half is predicted from what the other half shows for
    the same level (64 levels of a number, the values of a category), so that a column with many
    values does not look strong by accident.

    Parameters
    ----------
    column
        One feature, shape (n,).
    target
        0/1, the class index or the number, shape (n,).
    kind
        "binary", "multiclass" or "regression".

    Returns
    -------
    Strength
        Binary: area under the ROC curve. Multi-class: share of right answers, rescaled so that
        always saying the commonest class gives 0. Regression: absolute rank correlation with the
        prediction, or of the column itself if that is higher.
    """
    if len(target) < 2:
        return Strength(0.0, "too few rows")
    levels = _levels(column)
    if kind == "multiclass":
        return _classes(levels, target)
    predicted = _other_half_mean(levels, target.astype(float))
    if kind == "binary":
        area = _area(target, predicted)
        if pd.api.types.is_numeric_dtype(column.dtype):
            own = _area(target, column.to_numpy(dtype=float, na_value=np.nan))
            area = max(area, own, 1 - own)
        return Strength(area, f"ROC AUC {area:.2f}")
    correlation = abs(_rank_correlation(predicted, target))
    if pd.api.types.is_numeric_dtype(column.dtype):
        own = abs(_rank_correlation(column.to_numpy(dtype=float, na_value=np.nan), target))
        correlation = max(correlation, own)
    return Strength(correlation, f"rank correlation {correlation:.2f}")


def _levels(column: pd.Series) -> np.ndarray:
    """Level of every row, from 0; a missing value is a level of its own."""
    codes, found = pd.factorize(column)
    several = len(found) > _LEVELS
    if several and pd.api.types.is_datetime64_any_dtype(column.dtype):
        column = column.astype("int64").where(column.notna())
    if several and pd.api.types.is_numeric_dtype(column.dtype):
        ranks = column.rank(pct=True).to_numpy(dtype=float)
        codes = np.where(np.isnan(ranks), -1, np.ceil(ranks * _LEVELS)).astype(np.int64)
    return np.asarray(codes, dtype=np.int64) + 1


def _halves(rows: int) -> np.ndarray:
    """A fixed, even division that does not follow the order of the rows."""
    return np.random.default_rng(0).permutation(rows) % 2 == 0


def _other_half_mean(levels: np.ndarray, target: np.ndarray) -> np.ndarray:
    """The mean target of each row's level in the other half, drawn towards the overall mean."""
    first, predicted = _halves(len(target)), np.empty(len(target))
    size = int(levels.max()) + 1
    for half in (first, ~first):
        counts = np.bincount(levels[half], minlength=size)
        sums = np.bincount(levels[half], weights=target[half], minlength=size)
        overall = target[half].mean()
        predicted[~half] = ((sums + overall) / (counts + 1))[levels[~half]]
    return predicted


def _classes(levels: np.ndarray, target: np.ndarray) -> Strength:
    """Share of right answers when each level says its commonest class of the other half."""
    first, right = _halves(len(target)), np.zeros(len(target), dtype=bool)
    size, classes = int(levels.max()) + 1, int(target.max()) + 1
    for half in (first, ~first):
        table = np.zeros((size, classes))
        np.add.at(table, (levels[half], target[half]), 1)
        said = np.where(table.sum(axis=1) > 0, table.argmax(axis=1), -1)
        right[~half] = said[levels[~half]] == target[~half]
    commonest = np.bincount(target).max() / len(target)
    share = (right.mean() - commonest) / (1 - commonest) if commonest < 1 else 0.0
    return Strength(max(0.0, float(share)), f"right in {right.mean():.0%} of rows")


def _area(target: np.ndarray, score: np.ndarray) -> float:
    """Area under the ROC curve from mid-ranks; missing scores are left out."""
    known = ~np.isnan(score)
    positives = int(target[known].sum())
    negatives = int(known.sum()) - positives
    if not positives or not negatives:
        return 0.5
    ranks = _ranks(score[known])
    above = ranks[target[known] == 1].sum() - positives * (positives + 1) / 2
    return float(above / (positives * negatives))


def _rank_correlation(one: np.ndarray, other: np.ndarray) -> float:
    known = ~(np.isnan(one) | np.isnan(other))
    if known.sum() < 3:
        return 0.0
    a, b = _ranks(one[known]), _ranks(other[known])
    spread = a.std() * b.std()
    return float(((a - a.mean()) * (b - b.mean())).mean() / spread) if spread else 0.0


def _ranks(values: np.ndarray) -> np.ndarray:
    """Ranks from 1, equal values sharing the middle one."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return (last - (counts - 1) / 2)[inverse]
