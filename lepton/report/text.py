"""Text of a user that goes into a file: names of any length and any script, and nothing hidden."""

import re
import unicodedata

__all__ = ["LONGEST_NAME", "cleaned", "shortened"]

LONGEST_NAME = 90
LONGEST_TEXT = 4_000
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # control, format, halves of a pair, private, unknown
SPACES = re.compile(r"[^\S\u00a0\u202f]+")  # those that keep a number and its unit together stay
JOINERS = "\u200c\u200d"  # scripts and emoji are written with them


def cleaned(text: object, longest: int = LONGEST_TEXT) -> str:
    r"""Leave out what cannot be seen, such as marks that turn the direction, and cut long text.

    Examples
    --------
    >>> cleaned(" one\x00\n two ")
    'one two'
    """
    spaced = SPACES.sub(" ", str(text)).strip()
    seen = "".join(c for c in spaced if c in JOINERS or unicodedata.category(c) not in HIDDEN)
    return shortened(seen, longest)


def shortened(text: str, longest: int = LONGEST_NAME) -> str:
    """Cut a text to so many characters, with an ellipsis.

    Examples
    --------
    >>> shortened("a long name", 7)
    'a long…'
    """
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
