"""The same file for the same numbers: the dates in a zipped document are those of its study."""

import io
import re
import zipfile
from datetime import UTC, datetime

__all__ = ["moment_of", "settled"]

FIRST = datetime(2000, 1, 1, tzinfo=UTC)  # where nothing says when
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def moment_of(text: str) -> datetime:
    """When a study was made, in UTC; the start of 2000 where that is not known.

    Examples
    --------
    >>> moment_of("2025-03-04T10:20:00+01:00").isoformat()
    '2025-03-04T09:20:00+00:00'
    """
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return FIRST
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def settled(document: bytes, when: datetime) -> bytes:
    """Write a zipped document anew, with that date in it and in the workbooks it holds."""
    said = when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name.endswith(".xlsx"):
                part = settled(part, when)
            elif name == "docProps/core.xml":
                part = STAMP.sub(rb"\g<1>" + said + rb"\g<2>", part)
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return file.getvalue()
