"""A column cut into a few parts that a person can name."""

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["parts_of"]

BINS = 5
MISSING, REST = "missing", "other"
NEAR = 0.2  # of the distance between two cuts: so far may rounding move one


def parts_of(column: "pd.Series[Any]", most: int = 8) -> tuple[np.ndarray, list[str]]:
    """Cut a column into parts: numbers and dates by size, everything else by value.

    Numbers with more than `most` different values, and dates, come in up to five parts of about
    the same size, cut at round figures; other columns as their most frequent values, with the
    rest as "other". What is missing is a part of its own, and comes last.

    Parameters
    ----------
    column
        Any column of a table.
    most
        How many different values are named.

    Returns
    -------
    tuple
        The part of every row, from 0, shape (n,), and what each part is called.

    Examples
    --------
    >>> import pandas as pd
    >>> codes, names = parts_of(pd.Series(range(1000)))
    >>> names
    ['below 200', '200 to 400', '400 to 600', '600 to 800', '800 and more']
    >>> parts_of(pd.Series(["b", "a", None, "b"]))
    (array([0, 1, 2, 0]), ['b', 'a', 'missing'])
    """
    import pandas as pd

    from lepton.data.labels import is_missing

    gone = is_missing(column)
    dated = pd.api.types.is_datetime64_any_dtype(column.dtype)
    flag = pd.api.types.is_bool_dtype(column.dtype)
    numeric = pd.api.types.is_numeric_dtype(column.dtype) and not flag
    known = column[~gone]
    if dated:
        codes, names = _dates(known)
    elif numeric and known.nunique() > most:
        codes, names = _numbers(known.to_numpy(dtype=float))
    else:
        codes, names = _values(known, most, numeric=numeric)
    return _with_missing(codes, names, gone)


def _numbers(values: np.ndarray) -> tuple[np.ndarray, list[str]]:
    cuts = _round_cuts(_quantiles(values))
    return np.searchsorted(cuts, values, side="right"), _between([_plain(c) for c in cuts])


def _dates(column: "pd.Series[Any]") -> tuple[np.ndarray, list[str]]:
    import pandas as pd

    days = pd.to_datetime(column, utc=True).dt.tz_localize(None).to_numpy("datetime64[D]")
    numbers = days.astype("int64").astype(float)
    cuts = np.unique(np.ceil(_quantiles(numbers)))
    names = [str(np.datetime64(int(cut), "D")) for cut in cuts]
    return np.searchsorted(cuts, numbers, side="right"), _between(names, "before", "and later")


def _quantiles(values: np.ndarray) -> np.ndarray:
    """Where to cut into parts of about one size; never at the very first value."""
    if values.size == 0:
        return np.empty(0)
    cuts = np.unique(np.quantile(values, np.arange(1, BINS) / BINS))
    return cuts[cuts > values.min()]


def _round_cuts(cuts: np.ndarray) -> np.ndarray:
    """The roundest figures near the cuts that keep them apart."""
    if cuts.size == 0:
        return cuts
    gaps = np.diff(cuts)
    room = NEAR * float(gaps.min() if gaps.size else abs(cuts[0]) or 1.0)
    top = math.floor(math.log10(max(float(np.abs(cuts).max()), room))) + 1
    for power in range(top, top - 16, -1):
        for step in (5.0, 2.0, 1.0):
            size = step * 10.0**power
            found = np.round(cuts / size) * size
            if float(np.abs(found - cuts).max()) <= room:
                return np.array([float(f"{cut:.12g}") for cut in found])
    return cuts


def _between(cuts: list[str], before: str = "below", after: str = "and more") -> list[str]:
    if not cuts:
        return ["all"]
    inner = [f"{low} to {high}" for low, high in pairwise(cuts)]
    return [f"{before} {cuts[0]}", *inner, f"{cuts[-1]} {after}"]


def _values(column: "pd.Series[Any]", most: int, *, numeric: bool) -> tuple[np.ndarray, list[str]]:
    import pandas as pd

    from lepton.data.labels import labels_of

    labels = pd.Series(labels_of(column), dtype=object)
    names = [str(name) for name in labels.value_counts().index[:most]]
    if numeric:
        names.sort(key=float)
    codes = pd.Index(names, dtype=object).get_indexer(labels)
    if (codes < 0).any():
        codes = np.where(codes < 0, len(names), codes)
        names.append(_unlike(REST, names))
    return codes, names


def _with_missing(
    codes: np.ndarray, names: list[str], gone: np.ndarray
) -> tuple[np.ndarray, list[str]]:
    if not gone.any():
        return codes.astype(np.int64), names
    whole = np.full(gone.size, len(names) if len(codes) else 0, dtype=np.int64)
    whole[~gone] = codes
    missing = _unlike(MISSING, names)
    return whole, [*names, missing] if len(codes) else [missing]


def _unlike(name: str, names: list[str]) -> str:
    """A name that no value has."""
    return name if name not in names else _unlike(f"({name})", names)


def _plain(cut: float) -> str:
    return f"{cut:,.10g}".replace("-", "−")
