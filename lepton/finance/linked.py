"""Assumptions that move together."""

from collections.abc import Mapping
from typing import Any

from lepton.errors import InputError, must
from lepton.finance.names import label_of, may_range
from lepton.value.checks import amount

__all__ = ["checked_links"]


def checked_links(given: Any) -> dict[tuple[str, str], float]:
    """Check correlations by pair of names; the names of a pair are sorted.

    Raises
    ------
    InputError
        A pair names an assumption that may not vary, one twice, or was given before; or a
        correlation is not between -1 and 1. Whether all of them can hold together is checked
        where they are drawn.

    Examples
    --------
    >>> checked_links({("hosting", "benefit"): 0.5})
    {('benefit', 'hosting'): 0.5}
    """
    if not isinstance(given, Mapping):
        got = type(given).__name__
        raise InputError(must("correlations", "numbers by pair", got, "Check the file."))
    found: dict[tuple[str, str], float] = {}
    for names, value in given.items():
        pair = _pair(names)
        if pair in found:
            then = "Keep one of the two."
            raise InputError(must("correlation", "given once for each pair", _said(pair), then))
        then = "1 means that they rise and fall together, 0 that they have nothing in common."
        found[pair] = amount(f"correlation of {_said(pair)}", value, least=-1, most=1, then=then)
    return found


def _pair(names: Any) -> tuple[str, str]:
    if not isinstance(names, tuple) or len(names) != 2 or names[0] == names[1]:
        then = "Name two different assumptions."
        raise InputError(must("correlation", "between two assumptions", repr(names), then))
    for name in names:
        if not may_range(name):
            then = "Only numbers that may be ranges can be linked."
            raise InputError(must("correlation", "between numbers that vary", name, then))
    first, second = sorted(names)
    return first, second


def _said(pair: tuple[str, str]) -> str:
    return " and ".join(label_of(name) for name in pair)
