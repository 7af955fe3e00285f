"""Put text, tables and pictures on a slide so that nothing runs over its edge."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lepton.report.charts.canvas import COLOURS
from lepton.report.fonts import wide
from lepton.report.text import cleaned

if TYPE_CHECKING:
    from lepton.report.logo import Logo
    from lepton.report.tables import Table

__all__ = ["Box", "colour", "cut", "fitted", "put_logo", "put_table", "put_text"]

POINT = 12_700
LEADING = 1.25  # of a line, in its size
AIR = 1.04  # some fonts are a little wider than the one we measure with
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
CELL_SIDE = 0.05 * 72  # points
ROW = 1.9  # height of a row, in its size
SIZES = (16, 14, 13, 12, 11, 10, 9, 8)
LEAST = 10
WIDEST = 0.4  # of a table, that a column may ask for


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide; all sides in English Metric Units, as PowerPoint has them."""

    left: int
    top: int
    width: int
    height: int

    def row(self, shares: Sequence[float], gap: int = 18 * POINT) -> "list[Box]":
        """Divide it from left to right."""
        free = self.width - gap * (len(shares) - 1)
        boxes, at = [], self.left
        for share in shares:
            wide_ = int(free * share / sum(shares))
            boxes.append(Box(at, self.top, wide_, self.height))
            at += wide_ + gap
        return boxes

    def column(self, shares: Sequence[float], gap: int = 10 * POINT) -> "list[Box]":
        """Divide it from top to bottom."""
        free = self.height - gap * (len(shares) - 1)
        boxes, at = [], self.top
        for share in shares:
            high = int(free * share / sum(shares))
            boxes.append(Box(self.left, at, self.width, high))
            at += high + gap
        return boxes


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """How many lines a text takes at a size, both in points; long words are broken."""
    lines, used = 1, 0.0
    for word in text.split(" "):
        need = wide(word, size, bold=bold) * AIR
        space = wide(" ", size, bold=bold) if used else 0.0
        if used and used + space + need > width:
            lines, used, space = lines + 1, 0.0, 0.0
        if need > width:
            broken = int(need // width)
            lines, need = lines + broken, need - broken * width
        used += space + need
    return lines


def fitted(
    texts: Sequence[str], width: float, height: float, sizes: Sequence[float], *, bold: bool = False
) -> tuple[float, list[str]]:
    """Find the largest size at which paragraphs fit into a box; the last size cuts them.

    Parameters
    ----------
    texts
        One for each paragraph.
    width, height
        Of the box, in points.
    sizes
        Largest first.

    Returns
    -------
    The size and the paragraphs.
    """
    kept = [text for text in texts if text]
    for size in sizes:
        if _high(kept, size, width, bold=bold) <= height:
            return size, kept
    size = sizes[-1]
    while kept and _high(kept, size, width, bold=bold) > height:
        last = kept[-1].rstrip("…").rsplit(" ", 1)[0].rstrip()
        whole = " " in kept[-1] or len(kept[-1]) <= 1
        shorter = last if whole else kept[-1].rstrip("…")[: -max(len(kept[-1]) // 8, 1)]
        kept = [*kept[:-1], shorter + "…"] if len(shorter) > 1 else kept[:-1]
    return size, kept


def _high(texts: Sequence[str], size: float, width: float, *, bold: bool) -> float:
    lines = sum(wrapped(text, size, width, bold=bold) for text in texts)
    return lines * size * LEADING + max(len(texts) - 1, 0) * size * 0.4


def cut(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Shorten a text to one line."""
    if wide(text, size, bold=bold) * AIR <= width:
        return text
    while text and wide(text + "…", size, bold=bold) * AIR > width:
        text = text[:-1]
    return text.rstrip() + "…"


def colour(value: str) -> Any:
    """A colour of ours as PowerPoint wants it."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(value.lstrip("#"))


def put_text(
    slide: Any,
    box: Box,
    texts: Sequence[str],
    sizes: Sequence[float],
    *,
    bold: bool = False,
    shade: str | None = None,
) -> Any:
    """Write paragraphs into a box of their own; without a shade in the colour of the theme."""
    shape = slide.shapes.add_textbox(box.left, box.top, box.width, box.height)
    _bare(shape.text_frame)
    fill(shape.text_frame, texts, (box.width / POINT, box.height / POINT), sizes, bold=bold)
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.bold = bold
            if shade:
                run.font.color.rgb = colour(shade)
    return shape


def _bare(frame: Any) -> None:
    from pptx.enum.text import MSO_AUTO_SIZE

    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def fill(
    frame: Any, texts: Sequence[str], room: tuple[float, float], sizes: Sequence[float], *,
    bold: bool = False,
) -> None:  # fmt: skip
    """Write paragraphs at the largest size that fits into so many points."""
    from pptx.util import Pt

    size, kept = fitted([cleaned(text) for text in texts], *room, sizes, bold=bold)
    for i, text in enumerate(kept):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        paragraph.space_before = Pt(size * 0.4 if i else 0)
        paragraph.line_spacing = 1.0
        run = paragraph.add_run()
        run.text, run.font.size = text, Pt(size)


def put_table(slide: Any, box: Box, given: "Table", *, plain: bool) -> None:
    """Put a table with its title into a box, one line for each row; what does not fit is cut."""
    title = Box(box.left, box.top, box.width, 22 * POINT)
    put_text(slide, title, [given.title], (14, 12, 11), bold=True)
    top = title.top + title.height + 4 * POINT
    free = (box.top + box.height - top) / POINT
    rows = (given.head, *given.rows)
    size = _size([s for s in SIZES if len(rows) * s * ROW <= free], rows, box.width / POINT)
    rows = rows[: max(int(free / (size * ROW)), 2)]
    high = int(size * ROW * POINT)
    place = (box.left, top, box.width, high * len(rows))
    frame = slide.shapes.add_table(len(rows), len(given.head), *place)
    _describe(frame, f"{given.title}. {given.note}".strip())
    widths = _shares(rows, size, box.width / POINT)
    for column, wide_ in zip(frame.table.columns, widths, strict=True):
        column.width = int(wide_ * POINT)
    for at, row in enumerate(rows):
        frame.table.rows[at].height = high
        kind = _Kind(size, head=at == 0, bold=at - 1 in given.strong, plain=plain)
        for i, text in enumerate(row):
            said = cut(text, size, widths[i] - 2 * CELL_SIDE, bold=kind.bold)
            _write_cell(frame.table.cell(at, i), said, kind, right=i in given.figures)


def _describe(frame: Any, text: str) -> None:
    """Take the stripes away, and say what it is for who cannot see it."""
    from pptx.oxml.ns import qn

    frame.table._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE
    frame._element.nvGraphicFramePr.cNvPr.set("descr", text)


def _size(sizes: Sequence[float], rows: Sequence[Sequence[str]], width: float) -> float:
    """The largest size at which nothing is cut; rather than a small one, the longest are cut."""
    most = width * WIDEST
    for least, cap in ((LEAST, width), (SIZES[-1], most)):
        for size in sizes:
            if size >= least and sum(min(each, cap) for each in _needs(rows, size)) <= width:
                return size
    return SIZES[-1]


def _needs(rows: Sequence[Sequence[str]], size: float) -> list[float]:
    return [
        max(wide(row[i], size) for row in rows) * AIR + 2 * CELL_SIDE + 6
        for i in range(len(rows[0]))
    ]


def _shares(rows: Sequence[Sequence[str]], size: float, width: float) -> list[float]:
    """Give columns what they need; where that is too much, the widest give way."""
    needs = _needs(rows, size)
    if sum(needs) <= width:
        return [each + (width - sum(needs)) / len(needs) for each in needs]
    cap, free = width / len(needs), width
    for at, each in enumerate(sorted(needs)):
        cap = free / (len(needs) - at)
        if each > cap:
            break
        free -= each
    return [min(each, cap) for each in needs]


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a row of a table looks."""

    size: float
    head: bool
    bold: bool
    plain: bool


def _write_cell(cell: Any, text: str, kind: _Kind, *, right: bool) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    cell.margin_left = cell.margin_right = int(CELL_SIDE * POINT)
    cell.margin_top = cell.margin_bottom = 0
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.text_frame.word_wrap = True
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text, run.font.size, run.font.bold = text, Pt(kind.size), kind.bold
    if kind.head and kind.plain:
        run.font.color.rgb = colour(COLOURS.muted)
    _underline(cell, COLOURS.compare if kind.head else COLOURS.grid)


def _underline(cell: Any, shade: str) -> None:
    """Draw the lower edge of a cell."""
    from pptx.oxml import parse_xml

    cell._tc.get_or_add_tcPr().append(
        parse_xml(
            '<a:lnB xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" w="6350">'
            f'<a:solidFill><a:srgbClr val="{shade.lstrip("#")}"/></a:solidFill></a:lnB>'
        )
    )


def put_logo(slide: Any, logo: "Logo", box: Box) -> None:
    """Put the logo at the right of a box."""
    width, height = (int(v) for v in logo.fit(box.width, box.height))
    left = box.left + box.width - width
    picture = slide.shapes.add_picture(io.BytesIO(logo.png), left, box.top, width, height)
    picture._element.nvPicPr.cNvPr.set("descr", "Logo")
