"""A formula cut into its words, each with the position at which it stands."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lepton.errors import InputError, must

__all__ = ["LONGEST", "Token", "tokens", "wrong"]

LONGEST = 500
WORDS = ("and", "or", "not")
SIGNS = {
    "×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "≤": "<=", "≥": ">=", "≠": "!=", "==": "=",
    "<>": "!=",
}  # fmt: skip
QUOTES = {'"': '"', "“": "”", "`": "`", "'": "'", "‘": "’"}
AROUND_TEXT = ("'", "‘")
NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
NAME = re.compile(r"[^\W0-9]\w*")
SIGN = re.compile(r"<=|>=|==|!=|<>|[-+*/()<>=,×·÷−–≤≥≠]")
ADVICE = {
    "%": "Write 30 % as 0.3.",
    "^": "Write a power as a product, such as x * x.",
    "&": "Write and between two conditions.",
    "|": "Write or between two conditions.",
    "!": "Write not, or != for unequal.",
    ".": "Put a name with points in it in double quotes.",
}


class Token(NamedTuple):
    """One word of a formula.

    Parameters
    ----------
    kind
        "number", "name" (bare), "column" (in quotes), "text", "word" (and, or, not), "sign",
        or "end".
    text
        The word itself; signs in their plain spelling, quotes taken off.
    at
        Where it starts, counted from 1.
    """

    kind: str
    text: str
    at: int


def wrong(rule: str, got: str, at: int, then: str) -> InputError:
    """Word what is wrong with a formula, and where."""
    return InputError(must("formula", rule, f"{got} at position {at}", then))


def tokens(text: str) -> list[Token]:
    """Cut a formula into words; the last one is the end.

    Raises
    ------
    InputError
        A character that has no meaning, a quote that never ends, or a name of no letters.

    Examples
    --------
    >>> [t.text for t in tokens('2 × "Customer Value"')]
    ['2', '*', 'Customer Value', '']
    """
    return [*_each(text), Token("end", "", len(text) + 1)]


def _each(text: str) -> Iterator[Token]:
    i = 0
    while i < len(text):
        if text[i].isspace():
            i += 1
            continue
        token, i = _quoted(text, i) if text[i] in QUOTES else _plain(text, i)
        yield token


def _plain(text: str, i: int) -> tuple[Token, int]:
    for kind, pattern in (("number", NUMBER), ("name", NAME), ("sign", SIGN)):
        found = pattern.match(text, i)
        if found:
            return _named(kind, found.group(), i + 1), found.end()
    then = ADVICE.get(text[i], "Use names, numbers, + - * / ( ), min, max and comparisons.")
    raise wrong("made of names, numbers and signs", repr(text[i]), i + 1, then)


def _named(kind: str, found: str, at: int) -> Token:
    if kind == "name" and found.lower() in WORDS:
        return Token("word", found.lower(), at)
    return Token(kind, SIGNS.get(found, found) if kind == "sign" else found, at)


def _quoted(text: str, i: int) -> tuple[Token, int]:
    """What stands in quotes; a quote inside is written twice."""
    close, parts, start = QUOTES[text[i]], "", i + 1
    kind = "text" if text[i] in AROUND_TEXT else "column"
    while True:
        end = text.find(close, start)
        if end < 0:
            then = f"Write the {close} at the end of it as well."
            raise wrong("complete", f"a {text[i]} that is never closed", i + 1, then)
        parts += text[start:end]
        if not text.startswith(close, end + 1):
            break
        parts, start = parts + close, end + 2
    if kind == "column" and not parts.strip():
        raise wrong("made of columns", "an empty name", i + 1, "Write the column's name.")
    return Token(kind, parts, i + 1), end + 1
