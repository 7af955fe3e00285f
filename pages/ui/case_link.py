"""A compressed link to an exact state of the business case: packed, and unpacked with care."""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from typing import Any, NoReturn

from lepton.errors import InputError, must

__all__ = ["IN_URL", "packed", "unpacked"]

IN_URL = "case"
MOST_SENT = 16_000  # characters in the address
MOST_READ = 400_000  # bytes after unpacking: a small text must not become a large one
VERSION = 1
AGAIN = "Copy the link again on the page it came from."
NAME = "the case in the link"


def packed(state: Mapping[str, Any]) -> str:
    """Write a state as a text for an address.

    Parameters
    ----------
    state
        Plain values as JSON has them.

    Returns
    -------
    base64url of the compressed JSON.

    Raises
    ------
    InputError
        It is too long for an address.

    Examples
    --------
    >>> unpacked(packed({"view": "risk"}))
    {'view': 'risk'}
    """
    given = json.dumps({"version": VERSION, **state}, separators=(",", ":"), allow_nan=False)
    text = base64.urlsafe_b64encode(zlib.compress(given.encode(), 9)).decode().rstrip("=")
    if len(text) > MOST_SENT:
        then = "Send the project file instead: it holds everything."
        rule = f"at most {MOST_SENT:,} characters long"
        raise InputError(must(NAME, rule, f"{len(text):,}", then))
    return text


def unpacked(text: str) -> dict[str, Any]:
    """Read what :func:`packed` wrote; nothing of it is checked but its shape.

    Raises
    ------
    InputError
        It is too long, damaged, becomes too large, or comes from a newer version.
    """
    if len(text) > MOST_SENT:
        rule = f"at most {MOST_SENT:,} characters long"
        raise InputError(must(NAME, rule, f"{len(text):,}", AGAIN))
    if not re.fullmatch(r"[A-Za-z0-9_-]+", text):
        raise _broken("other characters")
    try:
        given = json.loads(_inflated(text).decode("utf-8"), parse_constant=_no_number)
    except InputError:
        raise
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        raise _broken("a damaged text") from None
    if not isinstance(given, dict) or not isinstance(given.get("version"), int):
        raise _broken("something else")
    if given["version"] > VERSION:
        then = "Open it with the version it was made with, or a newer one."
        raise InputError(must(NAME, "one that this version reads", "a newer one", then))
    return {name: value for name, value in given.items() if name != "version"}


def _inflated(text: str) -> bytes:
    raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    reader = zlib.decompressobj()
    found = reader.decompress(raw, MOST_READ)
    if reader.unconsumed_tail:
        raise _broken(f"more than {MOST_READ:,} bytes")
    if not reader.eof or reader.unused_data:
        raise _broken("a damaged text")
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _broken(got: str) -> InputError:
    return InputError(must(NAME, "one that this page has made", got, AGAIN))
