"""The font that charts and papers carry with them, what it can print, and how wide it prints."""

import textwrap
import unicodedata
from functools import lru_cache
from pathlib import Path

from lepton.report.text import cleaned, shortened

__all__ = ["drawable", "font_file", "in_two", "printable", "wide"]

FILES = {"": "DejaVuSans.ttf", "b": "DejaVuSans-Bold.ttf", "i": "DejaVuSans-Oblique.ttf"}
FULL = 1.0  # width of a Chinese, Japanese or Korean character, in ems
PLAIN = 0.6


def font_file(style: str = "") -> Path:
    """File of DejaVu Sans that matplotlib brings along; "" for plain, "b" bold, "i" slanted."""
    import matplotlib as mpl

    return Path(mpl.get_data_path()) / "fonts" / "ttf" / FILES[style]


@lru_cache(maxsize=1)
def printable() -> frozenset[int]:
    """Characters that the font has in all its styles."""
    return frozenset.intersection(*(frozenset(_glyphs(style)) for style in FILES))


@lru_cache(maxsize=len(FILES))
def _glyphs(style: str) -> dict[int, int]:
    from matplotlib.ft2font import FT2Font

    return dict(FT2Font(str(font_file(style))).get_charmap())


@lru_cache(maxsize=len(FILES))
def _advances(style: str) -> dict[int, float]:
    """Width of each character in ems."""
    from reportlab.pdfbase.ttfonts import TTFontFile

    face = TTFontFile(str(font_file(style)))
    return {code: width / 1000 for code, width in face.charWidths.items()}


def drawable(text: object, otherwise: str, longest: int = 60) -> str:
    """Give the text where the font has every character of it, else other words.

    Examples
    --------
    >>> drawable("Prüfung", "this"), drawable("\u4f1a\u793e", "this scenario")
    ('Prüfung', 'this scenario')
    """
    seen = cleaned(text)
    return shortened(seen if all(ord(c) in printable() for c in seen) else otherwise, longest)


def in_two(text: str, longest: int = 30) -> str:
    """Break a name into two lines at most, for the side of a chart.

    Examples
    --------
    >>> in_two("Decisions that follow the model in the end").splitlines()
    ['Decisions that follow the', 'model in the end']
    """
    lines = textwrap.wrap(text, longest, break_long_words=True)
    return "\n".join(lines[:1] + [shortened(" ".join(lines[1:]), longest)] * (len(lines) > 1))


def wide(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a line of text, in the unit of the size; no narrower than in most other fonts.

    Examples
    --------
    >>> wide("iii", 10) < wide("WWW", 10)
    True
    """
    known = _advances("b" if bold else "")
    return size * sum(known.get(ord(c), _unknown(c)) for c in text)


def _unknown(char: str) -> float:
    return FULL if unicodedata.east_asian_width(char) in "WF" else PLAIN
