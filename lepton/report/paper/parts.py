"""What a paper is made of: headings, paragraphs, tables that break over pages, charts, figures."""

import io
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lepton.report.charts import png_of
from lepton.report.charts.canvas import COLOURS
from lepton.report.paper.ink import BOLD, PLAIN, marked, register_fonts

if TYPE_CHECKING:
    from lepton.report.charts import Drawn
    from lepton.report.tables import Table

__all__ = [
    "WIDTH",
    "cards",
    "chart",
    "heading",
    "line",
    "styles",
    "table",
    "table_parts",
    "together",
]

WIDTH = 481.9  # points between the margins of A4, 20 mm each
MARGIN = 56.7
INCH = 72.0
WIDEST = 0.45  # of a table goes to one column
AIR = 8.0
LEAST_CARD = 78.0
LEAST_START = 130.0  # points of a page under which no long table begins
MOST_KEPT = 9  # rows of a table that is not to be broken


@lru_cache(maxsize=1)
def styles() -> dict[str, Any]:
    """Give the few kinds of text there are."""
    from reportlab.lib.styles import ParagraphStyle

    register_fonts()
    body = ParagraphStyle(
        "body", fontName=PLAIN, fontSize=9, leading=13, textColor=COLOURS.text, splitLongWords=1,
        allowWidows=0, allowOrphans=0, spaceAfter=4,
    )  # fmt: skip

    def kind(name: str, **other: Any) -> Any:
        return ParagraphStyle(name, parent=body, **other)

    return {
        "body": body,
        "title": kind("title", fontName=BOLD, fontSize=17, leading=21, spaceAfter=2),
        "lead": kind("lead", fontSize=11.5, leading=16, spaceAfter=6),
        "heading": kind("heading", fontName=BOLD, fontSize=11.5, leading=15, spaceBefore=12,
                        spaceAfter=4, keepWithNext=1),
        "small": kind("small", fontSize=7.5, leading=10.5, textColor=COLOURS.muted),
        "cell": kind("cell", fontSize=8, leading=10.5, spaceAfter=0),
        "strong": kind("strong", fontName=BOLD, fontSize=8, leading=10.5, spaceAfter=0),
        "number": kind("number", fontSize=8, leading=10.5, alignment=2, spaceAfter=0),
        "total": kind("total", fontName=BOLD, fontSize=8, leading=10.5, alignment=2, spaceAfter=0),
        "head": kind("head", fontSize=7.5, leading=9.5, textColor=COLOURS.muted, spaceAfter=0),
        "headnumber": kind("headnumber", fontSize=7.5, leading=9.5, textColor=COLOURS.muted,
                           alignment=2, spaceAfter=0),
        "figure": kind("figure", fontName=BOLD, fontSize=13, leading=16, spaceAfter=0),
    }  # fmt: skip


def line(text: object, style: str = "body") -> Any:
    """Give a paragraph of plain text."""
    from reportlab.platypus import Paragraph

    return Paragraph(marked(text), styles()[style])


def heading(text: str) -> Any:
    """Give a heading that stays with what follows."""
    return line(text, "heading")


def together(*parts: Any) -> Any:
    """Keep parts on one page."""
    from reportlab.platypus import KeepTogether

    return KeepTogether([part for part in parts if part is not None])


def chart(drawn: "Drawn", width: float = WIDTH, high: float = 0.46) -> Any:
    """Give a chart as wide as asked for; its height is a share of the width."""
    from reportlab.platypus import Image

    size = drawn.sized(width / INCH, width * high / INCH)
    picture = Image(io.BytesIO(png_of(drawn, size)), width=width, height=size[1] * INCH)
    picture.hAlign = "LEFT"
    return picture


def cards(figures: Sequence[tuple[str, str, str]], width: float = WIDTH) -> Any:
    """Give the first figures side by side: name, figure, what it is of."""
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.platypus import Table as Grid

    styles()
    for style in ("figure", "strong"):
        size = styles()[style].fontSize
        need = [max(stringWidth(value, BOLD, size) + 14, LEAST_CARD) for _, value, _ in figures]
        if sum(need) <= width:
            break
    widths = [each * width / sum(need) for each in need]
    cells = [
        [line(name, "head"), line(value, style), line(of, "head")] for name, value, of in figures
    ]
    lines = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 6),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4), ("LINEBEFORE", (0, 0), (-1, -1), 1.5, COLOURS.grid),
    ]  # fmt: skip
    return Grid([cells], colWidths=widths, style=lines, hAlign="LEFT")


def table(given: "Table", width: float = WIDTH) -> list[Any]:
    """Give a table with its title and note; long ones break over pages and repeat their head."""
    from reportlab.platypus import CondPageBreak

    parts = table_parts(given, width)
    if len(given.rows) <= MOST_KEPT:
        return [together(*parts)]
    return [CondPageBreak(LEAST_START), together(parts[0]), *parts[1:]]


def table_parts(given: "Table", width: float = WIDTH) -> list[Any]:
    """Give the parts of a table one by one, for a place that they must fit into anyway."""
    from reportlab.platypus import Table as Grid

    rows = [_cells(given, given.head, "head")]
    for i, row in enumerate(given.rows):
        rows.append(_cells(given, row, "cell", strong=i in given.strong))
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -2), 0.4, COLOURS.grid),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, COLOURS.compare), ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5), ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        *(("LINEABOVE", (0, i + 1), (-1, i + 1), 0.8, COLOURS.compare) for i in given.strong[:1]),
    ]  # fmt: skip
    grid = Grid(
        rows,
        colWidths=_widths(given, width),
        style=style,
        repeatRows=1,
        splitInRow=1,
        hAlign="LEFT",
    )
    note = [line(given.note, "small")] if given.note else []
    return [heading(given.title), grid, *note]


def _cells(given: "Table", row: Sequence[str], kind: str, *, strong: bool = False) -> list[Any]:
    number = {"head": "headnumber", "cell": "total" if strong else "number"}[kind]
    words = "strong" if strong else kind
    return [line(text, number if i in given.figures else words) for i, text in enumerate(row)]


def _widths(given: "Table", width: float) -> list[float]:
    """Give columns room: no figure is ever broken, and words share what is left."""
    columns = range(len(given.head))
    needs = [_needs(given, i, width) for i in columns]
    least, whole = ([each[k] for each in needs] for k in (0, 1))
    spare = width - sum(whole)
    if spare >= 0:
        words = [i for i in columns if i not in given.figures] or list(columns)
        total = sum(whole[i] for i in words)
        return [whole[i] + (spare * whole[i] / total if i in words else 0.0) for i in columns]
    if sum(least) >= width:
        return [each * width / sum(least) for each in least]
    share = (width - sum(least)) / (sum(whole) - sum(least))
    return [a + (b - a) * share for a, b in zip(least, whole, strict=True)]


def _needs(given: "Table", column: int, width: float) -> tuple[float, float]:
    """Width that a column must have, and the width at which nothing in it is wrapped."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    styles()
    cells = [given.head[column], *(row[column] for row in given.rows)]
    most = width * WIDEST
    pieces = [stringWidth(piece, BOLD, 8) for cell in cells for piece in cell.split(" ")]
    whole = max(stringWidth(cell, BOLD, 8) for cell in cells)
    return min(max(pieces), most) + AIR, min(whole, most) + AIR
