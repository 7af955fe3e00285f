"""The case as one file of HTML."""

import re
from html import escape
from html.parser import HTMLParser

import pytest

from lepton.plots.format import money
from lepton.report.page import html_report
from lepton.report.words import said

EMPTY = {"meta", "img", "link", "br", "input", "hr"}


class Strict(HTMLParser):
    """Every element that is opened is closed in order; keeps names and attributes."""

    def __init__(self):
        super().__init__()
        self.open, self.seen = [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page(good, logo):
    return html_report(good, logo=logo)


def parsed(text):
    reader = Strict()
    reader.feed(text)
    assert reader.open == []
    return reader.seen


@pytest.fixture(scope="module")
def odd(hostile):
    return html_report(hostile)


@pytest.mark.parametrize("kind", ["page", "odd"])
def test_nothing_is_fetched_and_nothing_runs(kind, request):
    text = request.getfixturevalue(kind)
    seen = parsed(text)
    assert "default-src 'none'" in text
    assert not {"script", "iframe", "link", "object", "form", "base", "a"} & {t for t, _ in seen}
    for tag, attrs in seen:
        assert not [name for name in attrs if name.startswith("on")]
        target = attrs.get("src") or attrs.get("href") or ""
        assert target == "" or target.startswith(("#", "data:image/png")), (tag, target)
    assert not re.search(r"url\((?!#)|@import|https?://", text)
    assert len(text.encode()) < 3_000_000


def test_the_page_says_what_the_study_says(page, good):
    words = said(good)
    for told in (words.headline, words.asked, words.risk, words.next_step, *words.footnotes):
        assert escape(told) in page
    assert money(good.measures.npv) in page
    assert words.guesses in page


def test_names_are_text_and_never_markup(odd):
    assert "<script" not in odd
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in odd
    assert "\u202e" not in odd


def test_tables_and_charts_can_be_read_without_seeing_them(page):
    seen = parsed(page)
    heads = [attrs for tag, attrs in seen if tag == "th"]
    assert heads
    assert all(attrs.get("scope") in {"col", "row"} for attrs in heads)
    charts = [attrs for tag, attrs in seen if tag == "svg"]
    assert len(charts) == 7
    assert all(attrs["role"] == "img" and len(attrs["aria-label"]) > 20 for attrs in charts)
    names = [attrs["id"] for _, attrs in seen if "id" in attrs]
    assert len(names) == len(set(names))


def test_the_page_follows_light_and_dark_and_prints(page):
    for rule in ("prefers-color-scheme: dark", "@media print", "@page"):
        assert rule in page
    used = set(re.findall(r"var\(--([a-z-]+)\)", page))
    assert all(f"--{name}:" in page for name in used)


def test_a_case_that_loses_says_so_and_the_same_case_gives_the_same_page(bad):
    text = html_report(bad)
    assert said(bad).answer == "no"
    assert escape(said(bad).headline) in text
    assert text == html_report(bad)
