"""What a visitor sees when something goes wrong, and names that try to be markup."""

import logging
import re

import pytest

from pages.ui.text import plain

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "$x$ and $$y$$",
    ":material/home: :smile: :red[x]",
    "[a](http://b) ![i](http://c)",
    "www.evil.example me@evil.example",
    "`code` **bold** _it_ ~~no~~",
    "# head",
    "1. item",
    "a -> b <- c >= d",
    "&lt;b&gt;",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_plain_text_reads_as_it_was_typed(name):
    assert plain(name).replace("\\", "").replace("\u2060", "") == name


@pytest.mark.parametrize("name", HOSTILE)
def test_every_mark_of_markdown_is_defused(name):
    left = re.sub(r"\\.", "", plain(name))
    assert not re.search(r"[<>`*_\[\]()#$&!~|]", left)
    assert not re.search(r":[a-z]|www\.|@\w", left)


def test_long_text_is_cut_and_lines_are_joined():
    assert plain("a\nb\u2028\n c") == "a b c"
    assert plain("12\u00a0x") == "12\u00a0x"
    assert plain("x" * 200) == "x" * 79 + "…"


def guarded_page(kind):
    import streamlit as st

    from lepton.errors import InputError
    from pages.ui.guard import guarding

    with guarding():
        if kind == "ours":
            raise InputError("column must be known; got '<b>'. Check the spelling.")
        raise RuntimeError("secret detail")
    st.markdown("the rest of the page")


def run(kind):
    from streamlit.testing.v1 import AppTest

    return AppTest.from_function(guarded_page, args=(kind,), default_timeout=30).run()


def test_an_error_of_ours_is_shown_as_guidance_and_the_page_goes_on():
    app = run("ours")
    assert "Check the spelling" in app.warning[0].value
    assert "<b>" not in app.warning[0].value.replace("\\<", "")
    assert app.markdown[0].value == "the rest of the page"


def test_a_bug_is_logged_with_an_id_and_shown_without_detail(caplog):
    with caplog.at_level(logging.ERROR, logger="lepton.app"):
        app = run("bug")
    shown = app.error[0].value
    name = re.search(r"id ([0-9a-f]{8})", shown).group(1)
    assert "Nothing you entered is lost" in shown
    assert "secret" not in shown
    assert name in caplog.text
    assert "secret detail" in caplog.text
