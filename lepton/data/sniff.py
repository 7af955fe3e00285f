"""What a file really is, from its first bytes: the name may be wrong."""

import zipfile

from lepton.data.charset import is_unmarked_utf16
from lepton.data.source import Source
from lepton.errors import InputError, must

__all__ = ["kind_of", "mismatch"]

_REFUSED = (
    (b"PARE", "an encrypted Parquet file", "Save it without encryption."),
    (b"%PDF", "a PDF document", "Export the table as CSV or Excel."),
    (b"\x89PNG", "a picture", "Export the table as CSV or Excel."),
    (b"\xff\xd8\xff", "a picture", "Export the table as CSV or Excel."),
    (b"GIF8", "a picture", "Export the table as CSV or Excel."),
    (b"\x1f\x8b", "a compressed file (gzip)", "Unpack it first."),
    (b"BZh", "a compressed file (bzip2)", "Unpack it first."),
    (b"\xfd7zXZ", "a compressed file (xz)", "Unpack it first."),
    (b"\x28\xb5\x2f\xfd", "a compressed file (zstd)", "Unpack it first."),
    (b"7z\xbc\xaf", "an archive (7z)", "Unpack it first."),
    (b"Rar!", "an archive (rar)", "Unpack it first."),
    (b"SQLite format 3", "a database (SQLite)", "Export one of its tables as CSV."),
    (b"ARROW1", "an Arrow file", "Save it as Parquet."),
    (b"FEA1", "a Feather file", "Save it as Parquet."),
    (b"\x89HDF", "an HDF5 file", "Save it as Parquet."),
    (b"Obj\x01", "an Avro file", "Save it as Parquet."),
    (b"ORC", "an ORC file", "Save it as Parquet."),
    (b"\x80\x04\x95", "a Python pickle, which is never opened", "Save it as Parquet."),
    (b"\x80\x05\x95", "a Python pickle, which is never opened", "Save it as Parquet."),
    (b"{\\rtf", "a text document", "Export the table as CSV or Excel."),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta", b"<head")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1a\x1b")
_EXPECTED = {
    ".csv": "text", ".tsv": "text", ".tab": "text", ".txt": "text", ".xlsx": "workbook",
    ".xlsm": "workbook", ".xls": "workbook", ".ods": "workbook", ".parquet": "parquet",
    ".pq": "parquet",
}  # fmt: skip
_TITLES = {"text": "plain text", "workbook": "an Excel workbook", "parquet": "a Parquet table"}


def kind_of(source: Source) -> str:
    """One of "text", "workbook", "parquet".

    Raises
    ------
    InputError
        If it is something else, with what to do about it.
    """
    head = source.head
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(_ZIP):
        return _archive(source)
    if head.startswith(_OLE):
        return _compound(source)
    for mark, title, then in _REFUSED:
        if head.startswith(mark):
            raise _refused(source, title, then)
    return _text(source)


def mismatch(source: Source, kind: str) -> list[str]:
    """What to say if the name promises another kind of file."""
    expected = _EXPECTED.get(source.suffix)
    if expected is None or expected == kind:
        return []
    return [
        f"The name ends in {source.suffix} but the file is {_TITLES[kind]}; it was read as one."
    ]


def _refused(source: Source, title: str, then: str) -> InputError:
    return InputError(must(f"file {source.name!r}", "a CSV, Excel or Parquet table", title, then))


def _archive(source: Source) -> str:
    try:
        with source.open() as file, zipfile.ZipFile(file) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        title = "a damaged or cut workbook or archive"
        raise _refused(source, title, "Export or copy it again.") from None
    if "xl/workbook.xml" in members or {"mimetype", "content.xml"} <= members:
        return "workbook"
    if "xl/workbook.bin" in members:
        raise _refused(source, "a binary workbook (xlsb)", "Save it as xlsx.")
    if "word/document.xml" in members or "ppt/presentation.xml" in members:
        raise _refused(source, "a document", "Export the table as CSV or Excel.")
    raise _refused(source, "a zip archive", "Unpack it first and give the table in it.")


def _compound(source: Source) -> str:
    """An old Excel file, or the shell around an encrypted new one."""
    if "EncryptedPackage".encode("utf-16-le") in source.read():
        raise _refused(
            source, "an Excel file with a password", "Remove the password in Excel and save it."
        )
    return "workbook"


def _text(source: Source) -> str:
    start = source.head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith(_MARKUP):
        raise _refused(
            source, "a web page or XML", "Open it in Excel and save it as a workbook or CSV."
        )
    if start.startswith((b"{", b"[{")) and (source.suffix == ".json" or b'":' in start):
        raise _refused(source, "JSON", "Turn it into a table and save that as CSV.")
    if source.suffix in {".parquet", ".pq"} and b"\0" in source.head:
        raise _refused(source, "a damaged Parquet file", "Export or copy it again.")
    if _is_binary(source.head):
        raise _refused(source, "something that is no text", "Export the table again as CSV.")
    return "text"


def _is_binary(head: bytes) -> bool:
    """Zero bytes or many control characters, unless the text is in a wide encoding."""
    if head.startswith(_WIDE_MARKS) or is_unmarked_utf16(head):
        return False
    control = len(head) - len(head.translate(None, _CONTROL))
    return b"\0" in head or control > 0.02 * len(head)
