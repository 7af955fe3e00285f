"""Assumptions that move together, as a plan keeps them."""

from collections.abc import Mapping
from typing import Any

from lepton.errors import InputError, must
from lepton.finance.copula import strengths
from lepton.finance.fields import FIELDS
from lepton.finance.names import EARNED, may_range

__all__ = ["checked_links"]

MOST = 100


def checked_links(given: Any) -> dict[tuple[str, str], float]:
    """Check correlations by pair of names; the names of a pair are sorted.

    A pair stays even while one of the two has no range: it counts again once there is one.

    Raises
    ------
    InputError
        A pair names an assumption that may not vary, or one twice; a strength is not between -1
        and 1; the strengths contradict each other; or there are too many.

    Examples
    --------
    >>> checked_links({("hosting", "benefit"): 0.5})
    {('benefit', 'hosting'): 0.5}
    """
    if not isinstance(given, Mapping):
        got = type(given).__name__
        raise InputError(must("correlations", "strengths by pair", got, "Check the file."))
    if len(given) > MOST:
        then = "Keep those that matter."
        raise InputError(must("number of correlations", f"at most {MOST}", len(given), then))
    known = {name for name in (*FIELDS, *EARNED) if may_range(name)}
    return strengths(given, known)
