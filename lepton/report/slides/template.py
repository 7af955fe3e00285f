"""A user's template: checked before it is opened, and emptied of its slides."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from lepton.errors import InputError, listed, must

__all__ = ["open_template"]

MOST_BYTES = 25_000_000
MOST_PARTS = 3_000
MOST_UNPACKED = 250_000_000
CONTENT = "[Content_Types].xml"
MAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
TEMPLATE = b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
SHOW = b"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml"
ACTIVE = ("vbaproject", "activex", "oleobject")
LINK = re.compile(rb"<Relationship\b[^>]*TargetMode=\"External\"[^>]*>")
HARMLESS = b"/hyperlink"
THEN = "Save the template as a .pptx file in PowerPoint and choose it again."


def open_template(given: bytes | Path) -> Any:
    """Open a template without its slides: its layouts, its colours and its fonts stay.

    Parameters
    ----------
    given
        A .pptx or .potx file.

    Raises
    ------
    InputError
        It is no presentation, is too large, holds macros or fetches something from elsewhere.
    """
    from pptx import Presentation

    data = given.read_bytes() if isinstance(given, Path) else given
    checked = _checked(data)
    try:
        deck = Presentation(io.BytesIO(checked))
        layouts = len(deck.slide_layouts)
        _emptied(deck)
    except Exception:  # noqa: BLE001 - a damaged file fails in as many ways as it has parts
        raise _refused("an undamaged presentation", "one that cannot be read") from None
    if not layouts:
        raise _refused("a presentation with layouts", "one without any")
    return deck


def _refused(rule: str, got: str, then: str = THEN) -> InputError:
    return InputError(must("template", rule, got, then))


def _checked(data: bytes) -> bytes:
    """Give the file anew as an ordinary presentation, after a look at all its parts."""
    if len(data) > MOST_BYTES:
        rule = f"at most {MOST_BYTES // 1_000_000} MB large"
        raise _refused(rule, f"{len(data) / 1e6:.0f} MB", "Take the pictures out of its slides.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            too_much = _too_much(packed)
            parts = {} if too_much else {name: packed.read(name) for name in packed.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise _refused("a PowerPoint file", _kind(data)) from None
    if too_much:
        rule = f"at most {MOST_UNPACKED // 1_000_000} MB large when it is unpacked"
        raise _refused(rule, "more", "Take the pictures and films out of its slides.")
    if CONTENT not in parts or not any(kind in parts[CONTENT] for kind in (MAIN, TEMPLATE, SHOW)):
        macros = CONTENT in parts and b"macroEnabled" in parts[CONTENT]
        if not macros:
            raise _refused("a PowerPoint file", "another kind of file")
        raise _refused("without macros", "one with macros")
    _check_parts(parts)
    return _packed(parts)


def _too_much(packed: zipfile.ZipFile) -> bool:
    infos = packed.infolist()
    return len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNPACKED


def _check_parts(parts: dict[str, bytes]) -> None:
    active = [name for name in parts if any(word in name.lower() for word in ACTIVE)]
    if active:
        raise _refused("without macros and embedded programs", listed(active))
    odd = [n for n, part in parts.items() if n.endswith((".xml", ".rels")) and b"<!DOCTYPE" in part]
    if odd:
        raise _refused("an ordinary presentation", f"a document type in {listed(odd)}")
    linked = [name for name, part in parts.items() if name.endswith(".rels") and _fetches(part)]
    if linked:
        then = "Break its links in PowerPoint (File, Info, Edit Links) and choose it again."
        got = f"links to other places in {listed(linked)}"
        raise _refused("complete in itself", got, then)


def _fetches(part: bytes) -> bool:
    """Whether it points at something outside, other than a link that a person may follow."""
    return any(HARMLESS not in link for link in LINK.findall(part))


def _packed(parts: dict[str, bytes]) -> bytes:
    for kind in (TEMPLATE, SHOW):
        parts[CONTENT] = parts[CONTENT].replace(kind, MAIN)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return file.getvalue()


def _kind(data: bytes) -> str:
    if not data:
        return "an empty file"
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return "an old or a protected file"
    return "another kind of file"


def _emptied(deck: Any) -> None:
    """Take out the slides, and what refers to them: sections and shows."""
    from pptx.oxml.ns import qn

    root = deck.element
    slides = root.find(qn("p:sldIdLst"))
    for each in list(slides) if slides is not None else ():
        deck.part.drop_rel(each.get(qn("r:id")))
        slides.remove(each)
    for tag in ("p:extLst", "p:custShowLst"):
        for found in root.findall(qn(tag)):
            root.remove(found)
