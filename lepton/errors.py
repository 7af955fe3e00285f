"""What can go wrong, and the words for it.

Every message has one shape: ``{name} must be {rule}; got {value}. {What to do next.}``
The app shows a :class:`LeptonError` as guidance; anything else is a bug.
"""

from collections.abc import Iterable

__all__ = [
    "Cancelled",
    "Conflict",
    "InputError",
    "LeptonError",
    "MissingExtra",
    "NoSolution",
    "NotApplicable",
    "NotFound",
    "StorageError",
    "listed",
    "must",
]

MOST_NAMED = 5
LONGEST_VALUE = 80


class LeptonError(Exception):
    """Something the user can act on; its text says what to do."""


class InputError(LeptonError, ValueError):
    """The data, a setting or an amount of money cannot be used as given."""


class NotApplicable(LeptonError):
    """The question does not apply to this kind of model or data."""


class MissingExtra(LeptonError, ImportError):
    """An optional library or device that was asked for is not there."""


class NotFound(LeptonError, LookupError):
    """A data set, model, project or job does not exist."""


class NoSolution(LeptonError):
    """The question is sound but has no answer in the allowed range."""


class StorageError(LeptonError, OSError):
    """The store could not keep or return something: full disk, damaged file."""


class Conflict(LeptonError):
    """Somebody else saved meanwhile; both versions are still there, nothing was written."""


class Cancelled(LeptonError):
    """The user stopped the work; nothing was lost."""


def must(name: str, rule: str, value: object, then: str) -> str:
    """Word one rule that was broken.

    Parameters
    ----------
    name
        The public name of what is wrong, as the user knows it.
    rule
        What it has to be.
    value
        What it is; long values are cut.
    then
        What to do next: a whole sentence.

    Examples
    --------
    >>> must("success_rate", "between 0 and 1", 1.2, "Write 30 % as 0.3.")
    'success_rate must be between 0 and 1; got 1.2. Write 30 % as 0.3.'
    """
    shown = str(value)
    if len(shown) > LONGEST_VALUE:
        shown = shown[: LONGEST_VALUE - 1] + "…"
    return f"{name} must be {rule}; got {shown}. {then}"


def listed(values: Iterable[object]) -> str:
    """Name at most five offenders and count the rest.

    Examples
    --------
    >>> listed(["a", "b"])
    'a, b'
    >>> listed(range(8))
    '0, 1, 2, 3, 4 and 3 more'
    """
    every = [str(v) for v in values]
    named = ", ".join(every[:MOST_NAMED])
    rest = len(every) - MOST_NAMED
    return f"{named} and {rest} more" if rest > 0 else named
