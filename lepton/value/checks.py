"""What may enter the arithmetic: labels, scores, weights and money."""

import math
from contextlib import suppress
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, listed, must

__all__ = ["Floats", "amount", "column", "labels", "scores", "share", "weights"]

Floats: TypeAlias = npt.NDArray[np.float64]

LARGEST = 1e15  # money and counts beyond this are typing mistakes, and their sums lose cents
ONE_COLUMN = "Pass one number per row, such as predict_proba(X)[:, 1]."


def labels(y_true: npt.ArrayLike) -> npt.NDArray[Any]:
    """Outcomes as booleans, or as unsigned 0 and 1 where they came as whole numbers.

    Raises
    ------
    InputError
        No rows, more than one dimension, or anything but 0 and 1.
    """
    given: npt.NDArray[Any] = _one_dimensional(
        "y_true", y_true, "Pass one outcome, 0 or 1, per row."
    )
    if given.dtype == np.bool_:
        return given
    if given.dtype.kind in "iu":
        unsigned: npt.NDArray[Any] = given.view(f"u{given.itemsize}")
        if int(unsigned.max()) <= 1:
            return unsigned
    if given.dtype == object:
        given = _plain(given)
    positive: npt.NDArray[Any] = given == 1
    strange = ~(positive | (given == 0))
    if not np.any(strange):
        return positive.astype(np.bool_)
    values = dict.fromkeys(given[strange].tolist())
    text = any(isinstance(value, str) and value in {"0", "1"} for value in values)
    got = f"text such as {next(iter(values))!r}" if text else listed(values)
    then = "Write 1 where the outcome you look for happened and 0 where it did not."
    raise InputError(must("y_true", "0 or 1 in every row", got, then))


def scores(y_score: npt.ArrayLike, rows: int) -> npt.NDArray[Any]:
    """Scores as finite float32 or float64, one per row.

    Raises
    ------
    InputError
        Another length, text, or a score that is missing or infinite.
    """
    given = _one_dimensional("y_score", y_score, ONE_COLUMN)
    if given.dtype not in {np.dtype(np.float32), np.dtype(np.float64)}:
        given = _floats("y_score", given, ONE_COLUMN)
    _same_length("y_score", given, rows)
    _finite("y_score", given, "Score every row, or leave the row out.")
    return given


def weights(sample_weight: npt.ArrayLike | None, rows: int) -> Floats | None:
    """Weights as float64, none negative and not all zero; None stays None.

    Raises
    ------
    InputError
        Another length, a negative or missing weight, or zeros only.
    """
    if sample_weight is None:
        return None
    given = column("sample_weight", sample_weight, rows)
    if given.min() < 0:
        said = must(
            "sample_weight",
            "zero or more in every row",
            listed(given[given < 0].tolist()),
            "A weight says how many decisions a row stands for.",
        )
        raise InputError(said)
    if given.max() == 0:
        said = must(
            "sample_weight",
            "above zero in at least one row",
            "zeros only",
            "Leave it out to count every row once.",
        )
        raise InputError(said)
    return given


def column(name: str, values: npt.ArrayLike, rows: int) -> Floats:
    """One finite float64 per row.

    Raises
    ------
    InputError
        Another length, text, or a number that is missing or infinite.
    """
    then = "Pass one number per row."
    given = _floats(name, _one_dimensional(name, values, then), then)
    _same_length(name, given, rows)
    _finite(name, given, "Fill in the gaps or leave those rows out.")
    return given


def amount(
    name: str,
    value: Any,
    *,
    least: float = -LARGEST,
    most: float = LARGEST,
    then: str = "Enter a plain number.",
) -> float:
    """One number between two bounds, both included, as a float.

    Parameters
    ----------
    name
        What the user knows it by.
    value
        Any plain number; text is refused, even text that reads as a number.
    least, most
        The bounds.
    then
        What to do if it cannot be used.

    Raises
    ------
    InputError
        Not a number, or outside the bounds.
    """
    number = math.nan
    with suppress(TypeError, ValueError, OverflowError):  # a ragged list has no dimensions at all
        if not isinstance(value, str | bytes) and np.ndim(value) == 0:
            number = float(value)
    if least <= number <= most:
        return number
    raise InputError(must(name, _between(least, most), repr(value), then))


def share(name: str, value: Any) -> float:
    """A share between 0 and 1.

    Raises
    ------
    InputError
        Not a number, or outside 0 to 1.
    """
    return amount(name, value, least=0.0, most=1.0, then="Write 30 % as 0.3.")


def _between(least: float, most: float) -> str:
    if (least, most) == (0.0, 1.0):
        return "between 0 and 1"
    if least < 0:
        return "a finite number" if most >= LARGEST else f"a number within ±{most:,.0f}"
    return f"a number from {least:g} to {most:,.0f}"


def _one_dimensional(name: str, values: npt.ArrayLike, then: str) -> npt.NDArray[Any]:
    given = np.asarray(values)
    if given.ndim != 1:
        raise InputError(must(name, "one-dimensional", f"shape {given.shape}", then))
    if given.size == 0:
        raise InputError(must(name, "at least one row long", "no rows", then))
    return given


def _plain(given: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Replace what no number can equal, such as a missing value, by its text."""
    numbers = (bool, int, float, np.number, np.bool_)
    return np.array([v if isinstance(v, numbers) else str(v) for v in given], dtype=object)


def _floats(name: str, given: npt.NDArray[Any], then: str) -> Floats:
    # text that happens to hold numbers is a reading mistake and must not pass quietly
    words = given.dtype == object and any(isinstance(v, str | bytes) for v in given)
    if given.dtype.kind in "biufO" and not words:
        with suppress(TypeError, ValueError, OverflowError):
            return given.astype(np.float64, copy=False)
    raise InputError(must(name, "numbers", f"values of type {given.dtype}", then))


def _same_length(name: str, given: npt.NDArray[Any], rows: int) -> None:
    if given.size != rows:
        rule = f"as long as y_true ({rows:,} rows)"
        said = must(name, rule, f"{given.size:,} rows", "Pass exactly one value per row.")
        raise InputError(said)


def _finite(name: str, given: npt.NDArray[Any], then: str) -> None:
    # two quick passes: a NaN anywhere makes the smallest value NaN
    if math.isfinite(given.min()) and math.isfinite(given.max()):
        return
    bad = np.flatnonzero(~np.isfinite(given))
    said = must(name, "finite in every row", f"{bad.size:,} gaps (rows {listed(bad)})", then)
    raise InputError(said)
