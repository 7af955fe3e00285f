"""Texts that people type into a case: names, sources, notes."""

import unicodedata
from typing import Any

from lepton.errors import InputError, must

__all__ = ["LONGEST_NAME", "LONGEST_NOTE", "LONGEST_SOURCE", "name_of", "text_of"]

LONGEST_NAME = 60
LONGEST_SOURCE = 500
LONGEST_NOTE = 5_000
BREAKS = "\n\t"


def name_of(what: str, value: Any, *, most: int = LONGEST_NAME) -> str:
    """A short name on one line, without blanks around it.

    Raises
    ------
    InputError
        It is empty, too long, no text, or holds characters that cannot be seen.

    Examples
    --------
    >>> name_of("scenario", " Careful ")
    'Careful'
    """
    if not isinstance(value, str) or not value.strip():
        raise InputError(must(what, "a name", repr(value), "Type a short name."))
    text = value.strip()
    if len(text) > most:
        rule = f"at most {most} characters long"
        raise InputError(must(what, rule, f"{len(text):,}", "Shorten it."))
    if _hidden(text):
        then = "Type it again by hand."
        raise InputError(must(what, "made of characters that can be seen", ascii(text), then))
    return text


def text_of(what: str, value: Any, *, most: int = LONGEST_SOURCE) -> str:
    """A text that may be empty and have several lines.

    Raises
    ------
    InputError
        It is no text, too long, or holds control characters.
    """
    if not isinstance(value, str):
        raise InputError(must(what, "text", repr(value), "Leave it empty to do without."))
    if len(value) > most:
        rule = f"at most {most:,} characters long"
        raise InputError(must(what, rule, f"{len(value):,}", "Shorten it."))
    if _hidden(value, BREAKS):
        then = "Type it again by hand."
        raise InputError(must(what, "made of characters that can be seen", ascii(value), then))
    return value


def _hidden(text: str, allowed: str = "") -> bool:
    """Whether it holds control, formatting or broken characters."""
    return any(c not in allowed and unicodedata.category(c)[0] == "C" for c in text)
