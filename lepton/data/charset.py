"""Which text encoding a file is in."""

import codecs
import re

from lepton.data.source import HEAD_BYTES, Source
from lepton.errors import InputError, must

__all__ = ["check_encoding", "decode", "detect", "is_unmarked_utf16"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE = {"gb2312", "gbk", "gb18030", "hz", "cp936"}
_WESTERN = {"ascii", "latin_1", "iso8859_1", "iso8859_15", "cp1252", "cp1250", "cp850", "cp437",
            "mac_roman", "cp858", "iso8859_9", "cp1254"}  # fmt: skip
_WESTERN_SIGNS = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸ€£°§«»‘’“”„–—…\xa0]")
_MOST_DAMAGED = 0.01
_TITLES = {"gb18030": "Chinese (GB18030)", "cp1252": "Western European (Windows-1252)",
           "latin-1": "Western European (Latin-1)", "utf-16": "UTF-16"}  # fmt: skip


def detect(source: Source) -> tuple[str, tuple[str, ...]]:
    """The encoding of a text file and what to say about it.

    A byte order mark decides; then strict UTF-8 over the whole file; then the statistics of 64 KB
    from the first character beyond ASCII. What is found decodes the whole file.
    """
    for mark, name in _BOMS:
        if source.head.startswith(mark):
            return name, ()
    if is_unmarked_utf16(source.head):
        wide = "utf-16-le" if source.head[1:2] == b"\0" else "utf-16-be"
        return wide, ("The text was read as UTF-16.",)
    if source.utf8:
        return "utf-8", ()
    content = source.read()
    damaged = _bad_characters(content)
    if damaged:
        return "utf-8", (f"Damaged characters were replaced by �: {damaged:,}.",)
    guesses = (_guess(_telling(content)), "cp1252", "latin-1")
    name = next(guess for guess in guesses if _decodes(content, guess))
    return name, (
        f"The text was read as {_TITLES.get(name, name)}; if letters look wrong, choose another "
        "encoding.",
    )


def check_encoding(encoding: object) -> None:
    """Refuse what is no name of a text encoding.

    Raises
    ------
    InputError
        If Python knows no encoding of this name.
    """
    try:
        if encoding is not None:
            codecs.lookup(encoding)  # type: ignore[arg-type]  # what is no text is refused
    except (LookupError, TypeError, ValueError):
        raise _unknown(encoding) from None


def _unknown(encoding: object) -> InputError:
    then = "Try utf-8, latin-1, gb18030 or utf-16."
    return InputError(must("encoding", "a known text encoding", repr(encoding), then))


def _telling(content: bytes) -> bytes:
    """64 KB from shortly before the first byte beyond ASCII."""
    first = re.search(rb"[\x80-\xff]", content)
    start = max(0, first.start() - 1000) if first else 0
    return content[start : start + HEAD_BYTES]


def _bad_characters(content: bytes) -> int:
    """How many characters are damaged in a text that is UTF-8 but for very few; else 0."""
    text = content.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore"))
    return bad if bad <= _MOST_DAMAGED * beyond_ascii else 0


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except (UnicodeError, ValueError):
        return False
    return True


def decode(source: Source, encoding: str, *, errors: str = "strict") -> str:
    """The whole text.

    Raises
    ------
    InputError
        If the encoding is unknown or does not fit.
    """
    try:
        return source.read().decode(encoding, errors)
    except LookupError:
        raise _unknown(encoding) from None
    except (UnicodeError, ValueError):
        raise InputError(
            must(
                "encoding",
                "the one the file was written in",
                repr(encoding),
                "Leave it out to have it found, or try utf-8, latin-1, gb18030 or utf-16.",
            )
        ) from None


def is_unmarked_utf16(head: bytes) -> bool:
    """Every other byte of Western text in UTF-16 is zero."""
    even, odd = head[0:2000:2], head[1:2000:2]
    zeros = sorted((even.count(0), odd.count(0)))
    return len(odd) > 3 and zeros[0] == 0 and zeros[1] > 0.7 * len(odd)


def _guess(head: bytes) -> str:
    from charset_normalizer import from_bytes

    if _fits(head, "gb18030") and _mostly_chinese(head):
        return "gb18030"
    if _fits(head, "cp1252") and _mostly_western(head):
        return "cp1252"
    best = from_bytes(head[:HEAD_BYTES]).best()
    found = best.encoding if best is not None else "cp1252"
    if found in _CHINESE:
        return "gb18030"
    if found in _WESTERN or not _fits(head, found):
        return "cp1252" if _fits(head, "cp1252") else "latin-1"
    return found


def _fits(head: bytes, encoding: str) -> bool:
    """True if the head decodes; a character cut at its end does not count."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        decoder.decode(head, False)
    except UnicodeError:
        return False
    return True


def _mostly_chinese(head: bytes) -> bool:
    """Nearly all characters beyond ASCII are common Chinese characters or their punctuation."""
    text = codecs.getincrementaldecoder("gb18030")("strict").decode(head, False)
    wide = [c for c in text if ord(c) > 127]
    common = sum(
        "\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef"
        for c in wide
    )
    level_one = sum(_is_level_one(c) for c in wide)
    return bool(wide) and common >= 0.9 * len(wide) and level_one >= 0.6 * len(wide)


def _mostly_western(head: bytes) -> bool:
    """Nearly all characters beyond ASCII are accented letters or signs, one or two in a row."""
    text = codecs.getincrementaldecoder("cp1252")("strict").decode(head, False)
    runs = re.findall(r"[^\x00-\x7f]+", text)
    usual = sum(len(_WESTERN_SIGNS.findall(run)) for run in runs)
    total = sum(len(run) for run in runs)
    return total > 0 and usual >= 0.95 * total and total <= 1.5 * len(runs)


def _is_level_one(character: str) -> bool:
    """The 3,755 most common characters of GB2312 and its punctuation have lead bytes A1–D7."""
    try:
        lead = character.encode("gb2312")
    except UnicodeError:
        return False
    return 0xA1 <= lead[0] <= 0xD7
