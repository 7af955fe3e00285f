"""Our own look where the user has no template: wide, white, one accent colour."""

from typing import Any

from lepton.report.charts.canvas import COLOURS

__all__ = ["own_deck"]

INCH = 914_400
WIDE, HIGH = int(13.333 * INCH), int(7.5 * INCH)
SIDE = int(0.6 * INCH)
TITLE = (SIDE, int(0.4 * INCH), WIDE - 2 * SIDE, int(0.9 * INCH))
FONT = "Arial"
KEPT = "Title Only"
THEME = {
    "dk1": COLOURS.text, "lt1": COLOURS.paper, "dk2": COLOURS.muted, "lt2": COLOURS.grid,
    "accent1": COLOURS.accent, "accent2": COLOURS.compare, "accent3": COLOURS.today,
    "accent4": COLOURS.loss, "accent5": COLOURS.muted, "accent6": COLOURS.faint,
    "hlink": COLOURS.accent, "folHlink": COLOURS.muted,
}  # fmt: skip
THEME_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
THUMBNAIL = "/thumbnail"


def own_deck() -> Any:
    """Give an empty presentation, 16:9, with a single layout that has a title."""
    from pptx import Presentation
    from pptx.util import Emu

    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDE), Emu(HIGH)
    for layout in list(deck.slide_layouts):
        if layout.name != KEPT:
            deck.slide_layouts.remove(layout)
    for place in (deck.slide_master, deck.slide_layouts[0]):
        _arrange(place)
    _paint(deck.slide_master)
    for key, rel in list(deck.part.package._rels.items()):
        if rel.reltype.endswith(THUMBNAIL):
            deck.part.package._rels.pop(key)
    return deck


def _arrange(place: Any) -> None:
    """Put the title where we want it, and all else of a place by its old proportions."""
    from pptx.enum.shapes import PP_PLACEHOLDER
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    for shape in place.placeholders:
        if shape.placeholder_format.type == PP_PLACEHOLDER.TITLE:
            shape.left, shape.top, shape.width, shape.height = TITLE
            shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            shape.text_frame.margin_left = 0
            shape.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        else:
            scale = WIDE / (10 * INCH)
            shape.left, shape.width = int(shape.left * scale), int(shape.width * scale)


def _paint(master: Any) -> None:
    """Write our colours and font into the theme."""
    from pptx.opc.oxml import serialize_part_xml
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import qn

    part = master.part.part_related_by(THEME_TYPE)
    root = parse_xml(part.blob)
    for name, colour in THEME.items():
        for slot in root.iter(qn(f"a:{name}")):
            for old in list(slot):
                slot.remove(old)
            slot.append(slot.makeelement(qn("a:srgbClr"), {"val": colour.lstrip("#")}))
    for fonts in root.iter(qn("a:fontScheme")):
        for font in fonts.iter(qn("a:latin")):
            font.set("typeface", FONT)
    part._blob = serialize_part_xml(root)
