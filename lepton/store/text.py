"""Small objects as text, strictly: what cannot be read back is never written."""

import json
from typing import Any

from lepton.errors import InputError, StorageError, must

__all__ = ["from_text", "to_text"]


def to_text(name: str, value: object) -> str | None:
    """Write an object as JSON; None stays None.

    Raises
    ------
    InputError
        It holds something JSON has no word for, such as NaN.
    """
    if value is None:
        return None
    try:
        return json.dumps(value, allow_nan=False, ensure_ascii=False)
    except (TypeError, ValueError) as error:
        then = f"It cannot be kept: {error}."
        raise InputError(must(name, "plain JSON", type(value).__name__, then)) from error


def from_text(text: str | None, what: str, then: str) -> Any:
    """Read what :func:`to_text` wrote.

    Raises
    ------
    StorageError
        It was damaged since.
    """
    if text is None:
        return None
    try:
        return json.loads(text)
    except ValueError as error:
        raise StorageError(f"{what} is damaged in the store. {then}") from error
