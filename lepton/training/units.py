"""Which rows must stay together: copies of each other, and members of one group."""

import numpy as np
import pandas as pd

from lepton.data.problem import Problem

__all__ = ["units_of"]


def units_of(frame: pd.DataFrame, problem: Problem) -> np.ndarray:
    """Number the sets of rows that may not be split up, from 0; shape (n,).

    Rows that are the same in every column the task uses are one unit, and so are the rows of a
    group; where copies lie in two groups, these become one.
    """
    units = copies_of(frame, problem)
    if problem.task.group is None:
        return units
    groups = pd.factorize(frame[problem.task.group])[0]
    return _joined(units, groups)


def copies_of(frame: pd.DataFrame, problem: Problem) -> np.ndarray:
    """Number the distinct rows from 0, by every column the task uses; shape (n,)."""
    task = problem.task
    others = [c for c in (task.value, task.time, task.group) if c is not None]
    used = list(dict.fromkeys([*problem.features, task.target, *others]))
    hashes = np.zeros(len(frame), dtype=np.uint64)
    for name in used:
        hashes = _stirred(hashes, _hash(frame[name]))
    return pd.factorize(hashes)[0]


def _hash(column: pd.Series) -> np.ndarray:
    """Hash every value; 0.0 and -0.0 are the same, and so are all missing values."""
    if column.dtype == object:
        column = column.astype("string")
    elif pd.api.types.is_float_dtype(column.dtype):
        column = column + 0.0
    return pd.util.hash_pandas_object(column, index=False).to_numpy()


def _stirred(hashes: np.ndarray, column: np.ndarray) -> np.ndarray:
    """Combine two hashes so that the order of the columns matters."""
    return (hashes * np.uint64(0x9E3779B97F4A7C15)) ^ (column + (hashes >> np.uint64(29)))


def _joined(units: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Join rows that share a unit or a group, directly or through others."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    n_units = units.max() + 1
    size = n_units + groups.max() + 1
    links = coo_array((np.ones(len(units)), (units, n_units + groups)), shape=(size, size))
    return connected_components(links, directed=False)[1][units]
