"""A link to a case gives back what was put in, and refuses everything else in one sentence."""

import base64
import json
import zlib

import pytest

from lepton.errors import InputError
from pages.ui.case_link import MOST_READ, MOST_SENT, packed, unpacked


def written(text: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(text)).decode().rstrip("=")


@pytest.mark.parametrize("state", [{}, {"a": [1, 2.5, None, "ü <b>"]}, {"n": {"m": {"k": True}}}])
def test_a_state_comes_back_as_it_was(state):
    assert unpacked(packed(state)) == state


def test_a_usual_case_is_short():
    state = {"case": {f"field_{i}": i * 1.25 for i in range(60)}}
    assert len(packed(state)) < 1000


def test_a_state_too_long_for_an_address_is_refused():
    import random

    noise = random.Random(1).randbytes(MOST_SENT).hex()
    with pytest.raises(InputError, match="Send the project file instead"):
        packed({"noise": noise})
    with pytest.raises(InputError, match="at most 16,000 characters long; got 16,001"):
        unpacked("A" * (MOST_SENT + 1))


def test_a_small_text_cannot_become_a_large_one():
    just = json.dumps({"version": 1, "x": "a" * (MOST_READ - 30)}).encode()
    assert len(just) <= MOST_READ
    assert unpacked(written(just))["x"].startswith("aaa")
    bomb = json.dumps({"version": 1, "x": "a" * MOST_READ}).encode()
    with pytest.raises(InputError, match="more than 400,000 bytes"):
        unpacked(written(bomb))


@pytest.mark.parametrize(
    ("text", "got"),
    [
        ("a+b", "other characters"),
        ("", "other characters"),
        ("A", "a damaged text"),
        ("AAAA", "a damaged text"),
        (base64.urlsafe_b64encode(b'{"version":1}').decode().rstrip("="), "a damaged text"),
        (written(b'{"version":1}')[:-6], "a damaged text"),
        (written(b'{"version":1,"x":NaN}'), "a damaged text"),
        (written(b"[" * 5000), "a damaged text"),
        (written(b"\xff\xfe"), "a damaged text"),
        (written(b"[1]"), "something else"),
        (written(b"{}"), "something else"),
        (written(b'{"version":"1"}'), "something else"),
    ],
)
def test_what_this_page_has_not_made_is_refused(text, got):
    with pytest.raises(InputError) as refused:
        unpacked(text)
    assert str(refused.value) == (
        f"the case in the link must be one that this page has made; got {got}. "
        "Copy the link again on the page it came from."
    )


def test_a_link_from_a_newer_version_says_so():
    with pytest.raises(InputError, match="got a newer one"):
        unpacked(written(b'{"version":2}'))
