"""The case on paper: one page, or everything."""

import io

import pytest
from pypdf import PdfReader

from lepton.errors import InputError
from lepton.plots.format import money
from lepton.report.paper import write_paper
from lepton.report.paper.ink import marked, unprinted
from lepton.report.words import said


def paper_of(study, **how):
    file = io.BytesIO()
    write_paper(study, file, **how)
    return PdfReader(io.BytesIO(file.getvalue()))


def text_of(reader):
    """Every word, with one space between."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def flat(text):
    return " ".join(text.split())


@pytest.fixture(scope="module")
def full(good, logo):
    return paper_of(good, full=True, logo=logo)


@pytest.fixture(scope="module")
def ones(good, bad, hostile):
    named = {"good": good, "bad": bad, "hostile": hostile}
    return {name: (study, paper_of(study, full=False)) for name, study in named.items()}


@pytest.mark.parametrize("kind", ["good", "bad", "hostile"])
def test_one_page_is_one_page_and_holds_the_decision(kind, ones):
    study, made = ones[kind]
    words, text = said(study), text_of(made)
    assert len(made.pages) == 1
    for told in (words.headline, words.asked, words.guesses, words.unproven, words.next_step):
        assert flat(told) in text


def test_everything_holds_every_number_of_the_study(full, good):
    text, m = text_of(full), good.measures
    for amount in (m.npv, m.pv_benefits, m.pv_costs, m.total_costs, m.equivalent_annual):
        assert money(amount) in text
    for title in ("What to", "Cash flow by year", "What it costs", "Scenarios", "Where it stops"):
        assert title.split()[0] in text
    assert "What would change our mind" in text
    assert "Assumptions and where they come from" in text
    assert all(flat(note) in text for note in said(good).footnotes)
    assert good.origin.data_hash in text


def test_pages_are_numbered_and_every_page_says_how_many_are_guesses(full, good):
    assert len(full.pages) > 4
    for at, page in enumerate(full.pages, start=1):
        text = flat(page.extract_text())
        assert f"Page {at}" in text
        assert said(good).guesses in text


def test_the_file_knows_its_title_and_its_day_and_carries_its_fonts(full, good):
    assert full.metadata.title == good.title
    assert full.metadata.creation_date_raw.startswith("D:20250304102000")
    fonts = full.pages[0]["/Resources"]["/Font"]
    for font in (fonts[key].get_object() for key in fonts):
        if font["/Subtype"] == "/TrueType":
            assert "/FontFile2" in font["/FontDescriptor"]


def test_the_same_study_gives_the_same_file(bad):
    files = [io.BytesIO(), io.BytesIO()]
    for file in files:
        write_paper(bad, file, full=False)
    assert files[0].getvalue() == files[1].getvalue()


def test_a_bad_logo_is_refused_before_anything_is_written(good):
    file = io.BytesIO()
    with pytest.raises(InputError, match="logo must be"):
        write_paper(good, file, full=False, logo=b"no picture")
    assert file.getvalue() == b""


def test_no_text_of_a_user_is_markup_and_other_scripts_find_a_font():
    assert marked("<para>&") == "&lt;para&gt;&amp;"
    assert marked("\ud55c\uae00") == '<font name="HYSMyeongJo-Medium">\ud55c\uae00</font>'
    assert marked("a\U0001f389") == "a□"
    assert marked("\u05d0\u05d1\u05d2 x") == "\u05d2\u05d1\u05d0 x"


def test_what_cannot_be_printed_is_said(ones):
    note = "Characters that this file cannot print stand as □."
    assert unprinted("\U0001f389")
    assert note in text_of(ones["hostile"][1])
    assert note not in text_of(ones["good"][1])
