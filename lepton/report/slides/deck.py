"""The six slides."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from lepton.report.charts import charts_of
from lepton.report.charts.canvas import COLOURS
from lepton.report.fonts import wide
from lepton.report.logo import Logo, read_logo
from lepton.report.settled import moment_of, settled
from lepton.report.slides import charts
from lepton.report.slides.own import own_deck
from lepton.report.slides.place import POINT, Box, fill, put_logo, put_table, put_text
from lepton.report.slides.template import open_template
from lepton.report.tables import (
    break_even_table,
    figure_cards,
    ledger_table,
    scenario_table,
    without,
    year_table,
)  # fmt: skip
from lepton.report.text import cleaned, shortened

if TYPE_CHECKING:
    from lepton.finance.study import Study
    from lepton.report.charts import Drawn
    from lepton.report.words import Said

__all__ = ["write_slides"]

FOOT = 26 * POINT
LEAST_SIDE = 30 * POINT
TITLES = (28, 26, 24, 22, 20, 18, 16, 14)
BODY = (20, 18, 16, 14, 13, 12, 11, 10)
SMALL = (14, 13, 12, 11, 10, 9)
TINY = (11, 10, 9)
MOST_INPUTS, MOST_LIMITS = 7, 6
LARGE, LEAST_CARD = 26, 90.0  # points
Maker = Callable[[Any, Box, "Study", charts.Paint], Any]


def write_slides(
    study: "Study",
    file: Path | BinaryIO,
    *,
    template: bytes | Path | None = None,
    logo: bytes | Path | None = None,
) -> None:
    """Write six slides: decision, what we do differently, cash flow, risk, scenarios, next step.

    Parameters
    ----------
    study
        The case and all that follows from it.
    file
        Where to.
    template
        A .pptx or .potx file whose layouts, colours and fonts are used; ours where left out.
    logo
        A PNG or JPEG picture for the foot of each slide.

    Raises
    ------
    InputError
        The template or the logo cannot be used.
    """
    from lepton.report.words import said

    picture = read_logo(logo)
    deck = own_deck() if template is None else open_template(template)
    work = _Deck(deck, study, said(study), picture, own=template is None)
    for make in (_decision, _differently, _money, _risk, _scenarios, _next):
        make(work)
    when = moment_of(study.origin.made_at)
    core = deck.core_properties
    core.title, core.author, core.subject = cleaned(study.title, 200), "Lepton", "Business case"
    core.last_modified_by, core.comments, core.keywords = "Lepton", "", ""
    core.created = core.modified = when.replace(tzinfo=None)
    core.revision = 1
    packed = io.BytesIO()
    deck.save(packed)
    data = settled(packed.getvalue(), when)
    if isinstance(file, Path):
        file.write_bytes(data)
    else:
        file.write(data)


class _Deck:
    """A presentation that is being made, and what every slide of it needs."""

    def __init__(
        self, deck: Any, study: "Study", words: "Said", logo: Logo | None, *, own: bool
    ) -> None:
        self.deck, self.study, self.words, self.logo, self.own = deck, study, words, logo, own
        self.paint = charts.Paint(own)
        self.layout = _layout(deck)
        self.drawn: dict[str, Drawn] = charts_of(study, bridges=False)

    def slide(self, title: str, notes: Sequence[str] = ()) -> "_Slide":
        """Begin a slide with its title, its foot and its notes."""
        made = self.deck.slides.add_slide(self.layout)
        space = self._room(made, title)
        foot = Box(space.left, space.top + space.height - FOOT, space.width, FOOT)
        self._foot(made, foot)
        told = [*notes, *self.words.footnotes]
        made.notes_slide.notes_text_frame.text = "\n".join(cleaned(each) for each in told if each)
        free = space.height - FOOT - 8 * POINT
        return _Slide(self, made, Box(space.left, space.top, space.width, free))

    def _room(self, made: Any, title: str) -> Box:
        """Fill in the title, and give what is free under it."""
        wide, high = self.deck.slide_width, self.deck.slide_height
        side = max(LEAST_SIDE, wide // 22)
        head = made.shapes.title
        for shape in list(made.placeholders):
            if head is None or shape.shape_id != head.shape_id:
                shape._element.getparent().remove(shape._element)
        words = shortened(cleaned(title), 160)
        if head is None:
            box = Box(side, high // 18, wide - 2 * side, high // 8)
            put_text(made, box, [words], TITLES, bold=True)
        else:
            box = Box(head.left, head.top, head.width, head.height)
            room = (box.width / POINT - 16, box.height / POINT - 8)
            fill(head.text_frame, [words], room, TITLES, bold=True)
            if self.own:
                head.text_frame.paragraphs[0].runs[0].font.bold = True
                head.text_frame.paragraphs[0].alignment = 1  # left
        top = box.top + box.height + 8 * POINT
        return Box(side, top, wide - 2 * side, self._floor() - top)

    def _floor(self) -> int:
        """Where what stands at the foot of the template begins."""
        from pptx.enum.shapes import PP_PLACEHOLDER as KINDS

        foot = {KINDS.DATE, KINDS.FOOTER, KINDS.SLIDE_NUMBER}
        high = self.deck.slide_height
        tops = [s.top for s in self.layout.placeholders
                if s.placeholder_format.type in foot and s.top and s.top > high * 0.8]  # fmt: skip
        if self.own or not tops:
            return int(high * 0.965)
        return int(min(tops))

    def _foot(self, made: Any, box: Box) -> None:
        at = f"{self.words.unproven} {self.words.guesses}"
        text, mark = box.row([4, 1]) if self.logo else (box, None)
        number = len(self.deck.slides)
        shade = COLOURS.muted if self.own else None
        put_text(made, text, [f"{number}   {at}"], (11, 10, 9, 8), shade=shade)
        if self.logo is not None and mark is not None:
            put_logo(made, self.logo, mark)


@dataclass(frozen=True, slots=True)
class _Slide:
    """A slide that is being made, and what is free on it."""

    deck: _Deck
    made: Any
    free: Box

    def chart(self, box: Box, name: str, make: Maker, *, title: bool = True) -> None:
        """Put a chart with its title and the text for who cannot see it."""
        drawn = self.deck.drawn[name]
        if title:
            head, box = _under_title(box)
            put_text(self.made, head, [drawn.title], (14, 12, 11, 10), bold=True)
        before = len(self.made.shapes)
        make(self.made, box, self.deck.study, self.deck.paint)
        for shape in list(self.made.shapes)[before:]:
            shape._element.nvGraphicFramePr.cNvPr.set("descr", cleaned(drawn.told, 1_000))
            shape.name = drawn.title

    def text(
        self, box: Box, texts: Sequence[str], sizes: Sequence[float] = BODY, **how: Any
    ) -> None:
        """Write paragraphs."""
        put_text(self.made, box, texts, sizes, **how)


def _under_title(box: Box) -> tuple[Box, Box]:
    line = 22 * POINT
    return (
        Box(box.left, box.top, box.width, line),
        Box(box.left, box.top + line, box.width, box.height - line),
    )


def _layout(deck: Any) -> Any:
    """The layout with a title and as little else as possible."""
    from pptx.enum.shapes import PP_PLACEHOLDER as KINDS

    foot = {KINDS.DATE, KINDS.FOOTER, KINDS.SLIDE_NUMBER}

    def other(layout: Any) -> tuple[bool, int]:
        kinds = [s.placeholder_format.type for s in layout.placeholders]
        return KINDS.TITLE not in kinds, sum(kind not in foot for kind in kinds)

    return min(deck.slide_layouts, key=other)


def _decision(work: _Deck) -> None:
    slide = work.slide(work.study.title, [work.words.headline, work.words.asked])
    head, asked, figures = slide.free.column([3, 3, 3])
    slide.text(head, [work.words.headline], (30, 28, 26, 24, 22, 20, 18, 16, 14), bold=True)
    slide.text(asked, [work.words.asked])
    cards = figure_cards(work.study)
    needs = [max(wide(value, LARGE, bold=True), LEAST_CARD) for _, value, _ in cards]
    free = figures.width / POINT - 18 * (len(needs) - 1)
    size = min(LARGE, int(LARGE * free / (sum(needs) * 1.06)))
    shade = COLOURS.muted if work.own else None
    for box, (name, value, of) in zip(figures.row(needs), cards, strict=True):
        top, middle, low = box.column([1, 1.6, 2], gap=2 * POINT)
        slide.text(top, [name], TINY, shade=shade)
        slide.text(middle, [value], (size, 10), bold=True)
        slide.text(low, [of], TINY, shade=shade)


def _differently(work: _Deck) -> None:
    name, make = ("curve", charts.curve_chart)
    if "curve" not in work.drawn:
        name, make = "items", charts.items_chart
    told = [work.drawn[name].told, work.words.against]
    slide = work.slide("What we do differently", told)
    words, picture = slide.free.column([1, 6])
    slide.text(words, told, SMALL)
    slide.chart(picture, name, make, title="curve" not in work.drawn)


def _money(work: _Deck) -> None:
    slide = work.slide("The money over time", [work.drawn["total"].told, work.drawn["items"].told])
    left, right = slide.free.row([1, 1])
    slide.chart(left, "total", charts.total_chart)
    if "curve" in work.drawn:
        slide.chart(right, "items", charts.items_chart)
    else:
        put_table(slide.made, right, year_table(work.study, short=True), plain=work.own)


def _risk(work: _Deck) -> None:
    words = work.words
    slide = work.slide("How sure it is", [words.risk, words.spread])
    top, below = slide.free.column([1.4, 6])
    slide.text(top, [words.risk, words.spread], SMALL)
    if "tornado" not in work.drawn:
        slide.chart(below, "histogram", charts.histogram_chart)
        return
    left, right = below.row([1, 1])
    slide.chart(left, "histogram", charts.histogram_chart)
    slide.chart(right, "tornado", charts.tornado_chart)


def _scenarios(work: _Deck) -> None:
    study, study_words = work.study, work.words
    slide = work.slide("Scenarios and assumptions", [ledger_table(study).note])
    tables, below = slide.free.column([4, 1])
    left, right = tables.row([1, 1.5])
    slide.text(below, [study_words.knowing, study_words.delay], SMALL)
    put_table(slide.made, left, without(scenario_table(study), 3), plain=work.own)
    put_table(slide.made, right, without(ledger_table(study, MOST_INPUTS), 4, 5), plain=work.own)


def _next(work: _Deck) -> None:
    slide = work.slide("Next step", [work.words.next_step])
    left, right = slide.free.row([1.2, 1])
    slide.text(left, [work.words.next_step, *work.words.break_evens[:2]])
    limits = break_even_table(work.study, MOST_LIMITS)
    put_table(slide.made, right, limits, plain=work.own)
