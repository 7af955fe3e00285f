"""Text for paper: fonts that travel with the file, and other scripts as well as they can be."""

import re
import unicodedata
from itertools import groupby
from xml.sax.saxutils import escape

from lepton.report.fonts import FILES, font_file, printable
from lepton.report.text import cleaned

__all__ = ["BOLD", "PLAIN", "SLANTED", "UNPRINTED", "marked", "register_fonts", "unprinted"]

PLAIN, BOLD, SLANTED = "Lepton", "Lepton-Bold", "Lepton-Italic"
NAMES = {"": PLAIN, "b": BOLD, "i": SLANTED}
CHINESE, KOREAN = "STSong-Light", "HYSMyeongJo-Medium"  # every reader of PDF brings them
UNPRINTED = "\u25a1"
HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
EAST = re.compile("[\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\uff00-\uffef]")
SOFT = "\u200b"


def register_fonts() -> None:
    """Make the fonts known; a second call changes nothing."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFont

    if PLAIN in pdfmetrics.getRegisteredFontNames():
        return
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
    pdfmetrics.registerFont(UnicodeCIDFont(KOREAN))
    for style in reversed(FILES):
        pdfmetrics.registerFont(TTFont(NAMES[style], str(font_file(style))))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=SLANTED, boldItalic=BOLD)


def marked(text: object) -> str:
    """Give text as a paragraph wants it: nothing in it is read as markup.

    Characters that no font here can print become a box.

    Examples
    --------
    >>> marked("<b>5 < 6</b>")
    '&lt;b&gt;5 &lt; 6&lt;/b&gt;'
    >>> marked("\u4f1a\u793e")
    '<font name="STSong-Light">\u4f1a\u793e</font>'
    """
    seen = _as_seen(cleaned(text).replace("\u200c", "").replace("\u200d", ""))
    return "".join(_run(font, "".join(chars)) for font, chars in groupby(seen, key=_font_of))


def unprinted(text: object) -> bool:
    """Whether some character of it cannot be printed."""
    return any(_font_of(c) == UNPRINTED for c in cleaned(text) if c not in "\u200c\u200d")


def _font_of(char: str) -> str:
    if ord(char) in printable():
        return PLAIN
    if HANGUL.match(char):
        return KOREAN
    return CHINESE if EAST.match(char) else UNPRINTED


def _run(font: str, text: str) -> str:
    if font == PLAIN:
        return escape(text)
    return UNPRINTED if font == UNPRINTED else f'<font name="{font}">{escape(text)}</font>'


def _as_seen(text: str) -> str:
    """Turn what is written from right to left into the order in which it is drawn."""
    kinds = [unicodedata.bidirectional(c) in {"R", "AL"} for c in text]
    if not any(kinds):
        return text
    return re.sub(r"[{0}](?:[{0}\s]*[{0}])?".format(_class(text)), lambda m: m.group()[::-1], text)


def _class(text: str) -> str:
    """Every letter of the text that is written from right to left, for a set of a pattern."""
    rights = {c for c in text if unicodedata.bidirectional(c) in {"R", "AL", "NSM"}}
    return "".join(re.escape(c) for c in sorted(rights))
