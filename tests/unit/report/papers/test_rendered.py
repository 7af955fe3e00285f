"""Files as their readers see them: opened by another program, nothing runs over an edge."""

import re
import subprocess

import pytest

from lepton.report.card import write_card
from lepton.report.paper import write_paper
from lepton.report.slides import write_slides
from lepton.report.words import said

WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">')
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')


def boxes(pdf):
    """Size of each page, and where its words stand."""
    told = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True
    ).stdout.decode(errors="replace")
    for page in told.split("<page ")[1:]:
        size = PAGE.match("<page " + page)
        yield tuple(map(float, size.groups())), [tuple(map(float, w)) for w in WORD.findall(page)]


def outside(pdf):
    """Words that reach over the edge of their page."""
    return [
        (number, word)
        for number, ((width, height), words) in enumerate(boxes(pdf), start=1)
        for word in words
        if word[0] < 0 or word[1] < 0 or word[2] > width + 0.5 or word[3] > height + 0.5
    ]


@pytest.fixture(scope="module")
def printed(office, tmp_path_factory, good, bad, hostile, model, logo):
    """Every file of every study as PDF, by name."""
    folder = tmp_path_factory.mktemp("printed")
    given = []
    for name, study in (("good", good), ("bad", bad), ("hostile", hostile)):
        write_slides(study, folder / f"{name}.pptx", logo=logo if name == "good" else None)
        write_paper(study, folder / f"{name}-one.pdf", full=False)
        given.append(folder / f"{name}.pptx")
    write_card(hostile, model, folder / "card.docx")
    office.convert([*given, folder / "card.docx"], "pdf", folder)
    return folder


@pytest.mark.parametrize("name", ["good", "bad", "hostile"])
def test_slides_are_six_pages_with_nothing_over_the_edge(printed, name):
    pages = list(boxes(printed / f"{name}.pdf"))
    assert len(pages) == 6
    assert outside(printed / f"{name}.pdf") == []


def test_slides_show_the_words_of_the_study(printed, office, good):
    text = " ".join(office.text(printed / "good.pdf").split())
    for told in (said(good).headline, said(good).next_step):
        assert all(word in text for word in told.split())


@pytest.mark.parametrize("name", ["good-one", "bad-one", "hostile-one", "card"])
def test_papers_and_cards_have_nothing_over_the_edge(printed, name):
    assert outside(printed / f"{name}.pdf") == []
