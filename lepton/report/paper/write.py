"""Put the parts on pages: margins, logo, page numbers, what stands at the foot of each."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from lepton.report.charts.canvas import COLOURS
from lepton.report.logo import Logo, read_logo
from lepton.report.paper.full import everything
from lepton.report.paper.ink import PLAIN, marked, unprinted
from lepton.report.paper.one import one_page
from lepton.report.paper.parts import MARGIN, WIDTH, line, styles
from lepton.report.settled import moment_of
from lepton.report.text import cleaned, shortened

if TYPE_CHECKING:
    from lepton.finance.study import Study

__all__ = ["write_paper"]

PAGE = (595.28, 841.89)  # A4 in points
TOP, BOTTOM = 48.0, 46.0
LOGO = (110.0, 26.0)
UNPRINTED_NOTE = "Characters that this file cannot print stand as □."


def write_paper(
    study: "Study",
    file: Path | BinaryIO,
    *,
    full: bool,
    logo: bytes | Path | None = None,
) -> None:
    """Write the case as PDF: one page, or everything.

    Parameters
    ----------
    study
        The case and all that follows from it.
    file
        Where to.
    full
        True for everything, False for one page.
    logo
        A PNG or JPEG picture for the head of each page.

    Raises
    ------
    InputError
        The logo cannot be used.
    """
    from reportlab.platypus import BaseDocTemplate, Frame, KeepInFrame, PageTemplate

    from lepton.report.words import said

    words, picture = said(study), read_logo(logo)
    height = PAGE[1] - TOP - BOTTOM - (LOGO[1] if picture else 0.0)
    story = everything(study, words) if full else one_page(study, words)
    if _unprinted(study):
        story.append(line(UNPRINTED_NOTE, "small"))
    if not full:
        story = [KeepInFrame(WIDTH, height, story, mode="shrink")]
    frame = Frame(MARGIN, BOTTOM, WIDTH, height, 0, 0, 0, 0)
    foot = _Foot(study, f"{words.unproven} {words.guesses}", picture)
    page = PageTemplate("page", [frame], onPage=foot, pagesize=PAGE)
    target = str(file) if isinstance(file, Path) else file
    document = BaseDocTemplate(
        target, pagesize=PAGE, pageTemplates=[page], invariant=1, title=cleaned(study.title, 200),
        author="Lepton", subject="Business case", creator="Lepton", lang="en",
    )  # fmt: skip
    document.build(story)


def _unprinted(study: "Study") -> bool:
    entries = study.ledger.used
    texts = [study.title, study.origin.data_name, *(o.name for o in study.outcomes)]
    texts += [text for e in entries for text in (e.label, e.source, e.owner)]
    return any(unprinted(text) for text in texts)


class _Foot:
    """Draws what stands on every page."""

    def __init__(self, study: "Study", told: str, logo: Logo | None) -> None:
        self.logo, self.when = logo, moment_of(study.origin.made_at)
        self.title = shortened(cleaned(study.title), 60)
        self.said = told

    def __call__(self, canvas: Any, document: Any) -> None:
        """Draw on the page that begins."""
        styles()
        stamp = self.when.strftime("D:%Y%m%d%H%M%SZ")
        canvas.setDateFormatter(lambda *_: stamp)
        canvas.saveState()
        canvas.setStrokeColor(COLOURS.grid)
        canvas.line(MARGIN, BOTTOM - 8, MARGIN + WIDTH, BOTTOM - 8)
        self._write(canvas, f"{self.said} · Page {document.page}", BOTTOM - 18)
        self._write(canvas, f"{self.title} · {self.when:%Y-%m-%d} · Lepton", BOTTOM - 28)
        if self.logo is not None:
            self._draw(canvas, self.logo)
        canvas.restoreState()

    def _write(self, canvas: Any, text: str, y: float) -> None:
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.platypus import Paragraph

        style = ParagraphStyle(
            "foot", fontName=PLAIN, fontSize=7, leading=9, textColor=COLOURS.muted
        )
        put = Paragraph(marked(text), style)
        put.wrapOn(canvas, WIDTH, 20)
        put.drawOn(canvas, MARGIN, y - 2)

    def _draw(self, canvas: Any, logo: Logo) -> None:
        import io

        from reportlab.lib.utils import ImageReader

        wide, high = logo.fit(*LOGO)
        at = (MARGIN + WIDTH - wide, PAGE[1] - 18 - high)
        canvas.drawImage(ImageReader(io.BytesIO(logo.png)), *at, wide, high, mask="auto")
