"""Make contributions add up to the model's output, to the last digit that matters."""

import numpy as np

__all__ = ["grouped", "settled"]

TOLERANCE = 1e-3  # of the size of the contributions; a larger gap is a mistake, not rounding


def grouped(values: np.ndarray, groups: np.ndarray, n_features: int) -> np.ndarray:
    """Sum the contributions of encoded columns to one per original column.

    Parameters
    ----------
    values
        Shape (n, encoded columns) or (n, encoded columns, classes).
    groups
        Position of the original column of each encoded column.
    n_features
        Number of original columns.

    Examples
    --------
    >>> grouped(np.array([[1.0, 2.0, 4.0]]), np.array([0, 1, 1]), 3)
    array([[1., 6., 0.]])
    """
    summed = np.zeros((values.shape[0], n_features, *values.shape[2:]))
    for column, feature in enumerate(groups):
        summed[:, feature] += values[:, column]
    return summed


def settled(values: np.ndarray, base: np.ndarray, raw: np.ndarray) -> np.ndarray:
    """Spread what single precision rounded away over the contributions, by their size.

    Parameters
    ----------
    values
        Shape (n, features) or (n, features, classes).
    base
        Shape (n,) or (n, classes).
    raw
        What base and contributions have to add up to; the shape of `base`.

    Raises
    ------
    ArithmeticError
        If the gap is too large to be rounding: the explanation would be wrong.
    """
    gap = raw - base - values.sum(axis=1)
    size = np.abs(values)
    total = size.sum(axis=1)
    scale = total + np.abs(base) + np.abs(raw) + 1e-12
    if (np.abs(gap) > TOLERANCE * scale).any():
        raise ArithmeticError("The contributions do not add up to the model's output.")
    even = 1.0 / values.shape[1]
    share = np.where(total[:, None] > 0, size / np.where(total > 0, total, 1.0)[:, None], even)
    return values + share * gap[:, None]
