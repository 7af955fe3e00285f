"""The model card as a Word document."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from lepton.report.card.content import sections
from lepton.report.charts.canvas import COLOURS
from lepton.report.settled import moment_of, settled
from lepton.report.text import cleaned

if TYPE_CHECKING:
    from lepton.finance.study import Study
    from lepton.models import Model
    from lepton.report.tables import Table

__all__ = ["write_card"]

FONT, SIZE, SMALL = "Arial", 10, 9
PAGE = (21.0, 29.7)  # A4 in centimetres
MARGIN = 2.2
LEAST = 1.5  # of a column


def write_card(
    study: "Study",
    model: "Model | None",
    file: Path | BinaryIO,
    *,
    importance: Mapping[str, float] | None = None,
) -> None:
    """Write the model card as Word.

    Parameters
    ----------
    study
        The case that rests on the model.
    model
        The trained model; None where scores came from elsewhere.
    file
        Where to.
    importance
        What each column contributes on average; left out, the card does not tell it.
    """
    from docx import Document

    document = Document()
    _look(document)
    title = cleaned(study.title, 200)
    document.add_heading(f"Model card: {title}", 0)
    for section in sections(study, model, importance):
        document.add_heading(section.title, 1)
        for line in filter(None, section.lines):
            document.add_paragraph(cleaned(line))
        if section.table is not None and section.table.rows:
            _table(document, section.table)
    when = moment_of(study.origin.made_at)
    core = document.core_properties
    core.title, core.author, core.comments = title, "Lepton", ""
    core.created = core.modified = when.replace(tzinfo=None)
    packed = io.BytesIO()
    document.save(packed)
    data = settled(packed.getvalue(), when)
    if isinstance(file, Path):
        file.write_bytes(data)
    else:
        file.write(data)


def _look(document: Any) -> None:
    from docx.shared import Cm, Pt

    page = document.sections[0]
    page.page_width, page.page_height = (Cm(side) for side in PAGE)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(MARGIN)
    sizes = {"Normal": SIZE, "Title": 20, "Heading 1": 13}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        _same_font(style)
        if name != "Normal":
            style.font.color.rgb = _colour(COLOURS.text)
            style.font.bold = True
    document.styles["Normal"].paragraph_format.space_after = Pt(4)


def _same_font(style: Any) -> None:
    """Headings name a font of the theme, which goes before the one asked for."""
    from docx.oxml.ns import qn

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(key), None)
    for key in ("w:ascii", "w:hAnsi"):
        fonts.set(qn(key), FONT)


def _colour(value: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(value.lstrip("#"))


def _table(document: Any, given: "Table") -> None:
    from docx.shared import Cm

    grid = document.add_table(rows=0, cols=len(given.head), style="Normal Table")
    grid.autofit = False
    _lines(grid)
    widths = _widths(given)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Cm(width)
    for at, row in enumerate((given.head, *given.rows)):
        cells = grid.add_row().cells
        for i, text in enumerate(row):
            cells[i].width = Cm(widths[i])
            _write(cells[i], text, right=i in given.figures, bold=at == 0)
    _repeat(grid.rows[0])
    document.add_paragraph()


def _lines(grid: Any) -> None:
    """A fine line under each row."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("w:bottom", "w:insideH"):
        line = OxmlElement(side)
        for key, value in (("val", "single"), ("sz", "4"), ("color", COLOURS.compare.lstrip("#"))):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    grid._tbl.tblPr.append(borders)


def _widths(given: "Table") -> list[float]:
    """Centimetres of each column, by its longest cell."""
    need = [
        min(max(len(row[i]) for row in (given.head, *given.rows)), 60) + 4
        for i in range(len(given.head))
    ]
    free = PAGE[0] - 2 * MARGIN - LEAST * len(need)
    return [LEAST + free * each / sum(need) for each in need]


def _write(cell: Any, text: str, *, right: bool, bold: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run(cleaned(text))
    run.bold, run.font.size = bold, Pt(SMALL)


def _repeat(row: Any) -> None:
    """Show the head of a table again on every page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
