"""Scenarios that are made from the ranges, told by their note, and follow these."""

__all__ = ["BAD", "GOOD", "follows", "own_note"]

_NOTE = (
    "Every assumption with a range at its {end} end at once: one in ten is beyond it for each "
    "by itself, far fewer for all together. It follows the ranges until it is changed."
)
BAD, GOOD = (_NOTE.format(end=end) for end in ("bad", "good"))


def follows(note: str) -> bool:
    """Whether a scenario with this note is made from the ranges, so that it follows them."""
    return note in {BAD, GOOD}


def own_note(note: str) -> str:
    """The note once a person has changed a value: it no longer follows anything.

    Examples
    --------
    >>> own_note("Dear hosting"), own_note(BAD)
    ('Dear hosting', '')
    """
    return "" if follows(note) else note
