"""Column names: unique, non-empty, plain text."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from lepton.config import LIMITS
from lepton.errors import listed

__all__ = ["tidy_names"]

_BLANKS = re.compile(r"\s+")


def tidy_names(names: Iterable[Any]) -> tuple[list[str], list[str]]:
    """Make column names usable and say what was changed.

    Returns
    -------
    tuple
        The new names, in order, and one sentence for each kind of repair.

    Examples
    --------
    >>> tidy_names([" a", "", "a"])
    (['a', 'column_2', 'a_2'], ['Spaces around column names were removed: a.',
     'Columns without a name were called: column_2.',
     'Columns with the same name were told apart: a_2.'])
    """
    stripped, cut, unnamed, repeated = [], [], [], []
    found: list[str] = []
    taken: set[str] = set()
    for position, raw in enumerate(names, 1):
        text = "" if raw is None or raw != raw else str(raw)
        name = _plain(text)
        if name != text and name:
            stripped.append(name)
        if len(name) > LIMITS.name_chars:
            name = name[: LIMITS.name_chars]
            cut.append(name[:40] + "…")
        if not name:
            name = f"column_{position}"
            unnamed.append(name)
        unique = _unique(name, taken)
        if unique != name:
            repeated.append(unique)
        taken.add(unique)
        found.append(unique)
    return found, _notes(stripped, cut, unnamed, repeated)


def _plain(text: str) -> str:
    """Without outer spaces, line breaks and invisible control characters."""
    shown = _BLANKS.sub(" ", text)
    return "".join(c for c in shown if unicodedata.category(c)[0] != "C").strip()


def _unique(name: str, taken: set[str]) -> str:
    candidate, number = name, 2
    while candidate in taken:
        tail = f"_{number}"
        candidate = name[: LIMITS.name_chars - len(tail)] + tail
        number += 1
    return candidate


def _notes(
    stripped: list[str], cut: list[str], unnamed: list[str], repeated: list[str]
) -> list[str]:
    wording = (
        ("Spaces around column names were removed", stripped),
        (f"Column names were cut to {LIMITS.name_chars} characters", cut),
        ("Columns without a name were called", unnamed),
        ("Columns with the same name were told apart", repeated),
    )
    return [f"{said}: {listed(which)}." for said, which in wording if which]
