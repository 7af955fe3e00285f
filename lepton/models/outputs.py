"""Small rules shared by families whose estimator comes from scikit-learn."""

import numpy as np

__all__ = ["every_class"]


def every_class(scores: np.ndarray, seen: np.ndarray, n_classes: int, absent: float) -> np.ndarray:
    """Put the scores of the classes that were seen into a table of all classes.

    Parameters
    ----------
    scores
        Shape (n, classes seen).
    seen
        Index of each class that was seen.
    n_classes
        Number of all classes.
    absent
        Score of a class that was not seen.

    Examples
    --------
    >>> every_class(np.array([[0.2, 0.8]]), np.array([0, 2]), 3, absent=0.0)
    array([[0.2, 0. , 0.8]])
    """
    if len(seen) == n_classes:
        return scores
    table = np.full((len(scores), n_classes), absent)
    table[:, seen] = scores
    return table
