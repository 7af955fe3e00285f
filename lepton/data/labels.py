"""Class labels as text: the same label reads the same in every file and on every command line."""

from typing import Any

import numpy as np
import pandas as pd

__all__ = [
    "is_missing",
    "label_of",
    "labels_of",
    "match_label",
    "typed_labels",
    "written_as",
]

_LARGEST_EXACT_INT = 2**53


def is_missing(column: pd.Series) -> np.ndarray:
    """Which values are missing, infinite or blank text; shape (n,)."""
    missing = column.isna().to_numpy(dtype=bool)
    if pd.api.types.is_float_dtype(column.dtype):
        return missing | np.isinf(column.to_numpy(dtype=float, na_value=np.nan))
    if not _is_text(column):
        return missing
    codes, levels = pd.factorize(column)
    blank = np.array([isinstance(v, str) and not v.strip() for v in levels] + [False], dtype=bool)
    return missing | blank[codes]


def labels_of(column: pd.Series) -> np.ndarray:
    """Every value as its label, missing ones as None; shape (n,), dtype object.

    Examples
    --------
    >>> labels_of(pd.Series([1.0, 0.0, None])).tolist()
    ['1', '0', None]
    """
    codes, levels = pd.factorize(column)
    texts = np.array([label_of(level) for level in levels] + [None], dtype=object)
    found = texts[codes]
    found[is_missing(column)] = None
    return found


def label_of(value: Any) -> str:
    """One value as its label: whole numbers without a decimal point, text without outer spaces.

    Examples
    --------
    >>> label_of(1.0), label_of(True), label_of(" yes ")
    ('1', 'True', 'yes')
    """
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    if isinstance(value, (float, np.floating)):
        number = float(value)
        whole = number.is_integer() and abs(number) < _LARGEST_EXACT_INT
        return str(int(number)) if whole else repr(number)
    return str(value).strip()


def match_label(wanted: Any, labels: list[str]) -> str | None:
    """The label that `wanted` means, or None: exactly, else as a number, else ignoring case.

    Examples
    --------
    >>> match_label("1.0", ["0", "1"]), match_label("YES", ["no", "yes"]), match_label(2, ["0"])
    ('1', 'yes', None)
    """
    text = label_of(wanted)
    if text in labels:
        return text
    same_number = [label for label in labels if _number(label) == _number(text) is not None]
    same_word = [label for label in labels if label.casefold() == text.casefold()]
    same_truth = [label for label in labels if _truth(label) == _truth(text) is not None]
    for found in (same_number, same_word, same_truth):
        if len(found) == 1:
            return found[0]
    return None


def written_as(column: pd.Series) -> str:
    """How a column writes its labels: "flag" for true and false, "number", else "text"."""
    if pd.api.types.is_bool_dtype(column.dtype):
        return "flag"
    return "number" if pd.api.types.is_numeric_dtype(column.dtype) else "text"


def typed_labels(labels: tuple[str, ...], written: str) -> np.ndarray:
    """Labels in the type of the column they came from; shape (classes,).

    Examples
    --------
    >>> typed_labels(("0", "1"), "number").tolist(), typed_labels(("no", "yes"), "text").tolist()
    ([0, 1], ['no', 'yes'])
    """
    if written == "flag":
        return np.array([label == "True" for label in labels])
    if written == "number":
        numbers = [float(label) for label in labels]
        whole = all(number.is_integer() for number in numbers)
        return np.array(numbers).astype(np.int64) if whole else np.array(numbers)
    return np.array(labels, dtype=object)


def _is_text(column: pd.Series) -> bool:
    kind = column.dtype
    return pd.api.types.is_object_dtype(kind) or isinstance(
        kind, (pd.StringDtype, pd.CategoricalDtype)
    )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _truth(text: str) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(text.casefold())
