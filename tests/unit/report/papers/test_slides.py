"""Six slides with charts of their own."""

import io
import zipfile

import numpy as np
import pytest
from pptx import Presentation

from lepton.errors import InputError
from lepton.finance.lines import ITEMS
from lepton.report.charts.curve import curve_of
from lepton.report.slides import open_template, write_slides
from lepton.report.slides.place import cut, fitted
from lepton.report.tables import yearly
from lepton.report.words import said

POTX = "presentationml.template.main+xml"
PPTX = "presentationml.presentation.main+xml"


def deck_of(study, **how):
    file = io.BytesIO()
    write_slides(study, file, **how)
    return Presentation(io.BytesIO(file.getvalue()))


def charts_in(slide):
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def text_of(slide):
    frames = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    cells = [c.text for s in slide.shapes if s.has_table for r in s.table.rows for c in r.cells]
    return "\n".join(frames + cells)


def template(slides=1, **changed):
    """A presentation with a slide of its own, and with parts added or changed."""
    deck = Presentation()
    for _ in range(slides):
        deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Old words"
    file = io.BytesIO()
    deck.save(file)
    return repacked(file.getvalue(), changed)


def repacked(data, changed):
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            for before, after in changed.items():
                part = part.replace(before.encode(), after.encode())
            new.writestr(name, part)
    return file.getvalue()


def with_part(data, name, part):
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as packed:
        packed.writestr(name, part)
    return file.getvalue()


@pytest.fixture(scope="module")
def deck(good, logo):
    return deck_of(good, logo=logo)


def test_there_are_six_slides_with_the_sentences_of_the_study(deck, good):
    words, slides = said(good), list(deck.slides)
    assert len(slides) == 6
    assert words.headline in text_of(slides[0])
    assert words.asked in text_of(slides[0])
    assert words.risk in text_of(slides[3])
    assert words.next_step in text_of(slides[5])
    for slide in slides:
        assert words.guesses in text_of(slide)
        assert words.unproven in text_of(slide)
        assert words.footnotes[3] in slide.notes_slide.notes_text_frame.text


def test_the_charts_hold_the_numbers_of_the_engine(deck, good):
    slides = list(deck.slides)
    (curve,) = charts_in(slides[1])
    assert next(s.name for s in curve.plots[0].series) == "Extra profit a month"
    assert list(curve.plots[0].series[0].values) == pytest.approx(list(curve_of(good).profit))
    total, items = charts_in(slides[2])
    lines = {s.name: list(s.values) for s in total.plots[0].series}
    assert lines["As assumed"] == pytest.approx(list(good.flow.cumulative))
    assert lines["P10"] == pytest.approx(list(good.risk.cumulative_low))
    bars = {s.name: list(s.values) for s in items.plots[0].series}
    assert bars["Benefit"] == pytest.approx(yearly(good.flow.items["benefit"]))
    assert bars[ITEMS["operations"]] == pytest.approx(
        [-v for v in yearly(good.flow.items["operations"])]
    )
    histogram, tornado = charts_in(slides[3])
    assert sum(map(sum, (s.values for s in histogram.plots[0].series))) == pytest.approx(100)
    worse, better = (list(s.values) for s in tornado.plots[0].series)
    first = good.tornado[0]
    assert [worse[-1], better[-1]] == pytest.approx(sorted((first.npv_low, first.npv_high)))


def test_every_chart_and_picture_has_a_text_for_who_cannot_see_it(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 13:
                assert shape._element.xpath(".//p:cNvPr/@descr")[0]


def test_a_case_without_a_curve_shows_what_comes_and_goes(bad):
    slides = list(deck_of(bad).slides)
    assert len(slides) == 6
    assert next(s.name for s in charts_in(slides[1])[0].plots[0].series) == "Benefit"
    assert all("CHF" in text_of(slides[at]) for at in (0, 4, 5))


def test_the_same_study_gives_the_same_file(good):
    files = [io.BytesIO(), io.BytesIO()]
    for file in files:
        write_slides(good, file)
    assert files[0].getvalue() == files[1].getvalue()
    core = Presentation(files[0]).core_properties
    assert (core.created.year, core.created.month) == (2025, 3)


def test_names_that_nobody_would_choose_do_no_harm(hostile):
    made = deck_of(hostile)
    text = "\n".join(text_of(slide) for slide in made.slides)
    assert "<script>" in text
    assert "\u202e" not in text


def test_a_template_lends_its_size_and_layouts_but_not_its_slides(good):
    made = deck_of(good, template=template(3))
    assert (made.slide_width, len(made.slides)) == (Presentation().slide_width, 6)
    assert "Old words" not in "\n".join(text_of(slide) for slide in made.slides)
    assert made.slides[0].slide_layout.name == "Title Only"


def test_a_template_saved_as_one_will_do(good):
    assert len(deck_of(good, template=template(**{PPTX: POTX})).slides) == 6


def test_sections_of_old_slides_go_with_them():
    section = '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"/></p:extLst>'
    data = template(**{"</p:presentation>": f"{section}</p:presentation>"})
    made = open_template(data)
    assert not made.element.xpath("./p:extLst")


EXTERNAL = (
    '<Relationship Id="rId99" Type="http://x/image" Target="http://x/a.png" TargetMode="External"/>'
)
BAD = {
    "nothing": (b"", "PowerPoint file; got an empty file"),
    "text": (b"hello", "PowerPoint file; got another kind of file"),
    "old or protected": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 90, "old or a protected"),
    "another zip": (repacked(template(), {PPTX: "application/other"}), "got another kind of file"),
    "macros": (repacked(template(), {PPTX: "macroEnabled"}), "without macros"),
    "hidden macros": (with_part(template(), "ppt/vbaProject.bin", b"x"), "vbaProject.bin"),
    "a link": (repacked(template(), {"</Relationships>": EXTERNAL + "</Relationships>"}), "links"),
    "a document type": (with_part(template(), "ppt/x.xml", b"<!DOCTYPE a>"), "a document type"),
    "damaged": (repacked(template(), {"<p:sldIdLst>": "<p:sldIdLst"}), "undamaged"),
}


@pytest.mark.parametrize(("data", "told"), BAD.values(), ids=BAD)
def test_what_is_no_template_is_refused_in_one_sentence(data, told):
    with pytest.raises(InputError, match=told) as caught:
        open_template(data)
    assert str(caught.value).startswith("template must be ")


def test_a_template_may_be_large_but_not_huge():
    with pytest.raises(InputError, match="another kind of file"):
        open_template(b"0" * 25_000_000)
    with pytest.raises(InputError, match="at most 25 MB"):
        open_template(b"0" * 25_000_001)
    file = io.BytesIO(template())
    with zipfile.ZipFile(file, "a") as packed:
        for i in range(3_000):
            packed.writestr(f"junk/{i}", b"")
    with pytest.raises(InputError, match="250 MB large when it is unpacked"):
        open_template(file.getvalue())


def test_a_link_that_a_person_may_follow_stays():
    link = EXTERNAL.replace("http://x/image", "http://x/hyperlink")
    data = repacked(template(), {"</Relationships>": link + "</Relationships>"})
    assert open_template(data) is not None


def test_text_shrinks_until_it_fits_and_is_cut_at_last():
    size, kept = fitted(["word " * 12], 200, 30, (20, 10, 8))
    assert size < 20
    assert kept == ["word " * 12]
    size, kept = fitted(["word " * 500, "more"], 200, 30, (20, 10))
    assert size == 10
    assert kept[-1].endswith("…")
    assert fitted(["W" * 900], 100, 20, (10,))[1][0].endswith("…")
    assert cut("W" * 90, 10, 100).endswith("…")


def test_bins_of_the_histogram_are_told_apart_by_sign(deck, good):
    series = {
        s.name: np.array(s.values) for s in charts_in(list(deck.slides)[3])[0].plots[0].series
    }
    assert series["Loses money"].sum() == pytest.approx(
        100 * (1 - good.risk.chance_positive), abs=0.2
    )
