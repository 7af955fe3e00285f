from typing import Any

import pandas as pd

from lepton.data.dataset import Dataset
from lepton.data.delimited import read_delimited
from lepton.data.fingerprint import hash_of_choices, hash_of_frame
from lepton.data.frames import read_frame
from lepton.data.parquet import read_parquet
from lepton.data.raw import Raw
from lepton.data.source import Source, open_source
from lepton.data.tidy import tidy

__all__ = ["load"]


def load(
    source: Any,
    *,
    sheet: str | int | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Dataset:
    """Read a table and repair what can be repaired, saying so."""
    if isinstance(source, pd.DataFrame):
        frame, notes = tidy(read_frame(source))
        return Dataset(frame, hash_of_frame(frame), notes, "table")
    opened = open_source(source)
    raw = _read(opened, sheet=sheet, encoding=encoding, delimiter=delimiter)
    frame, notes = tidy(raw)
    return Dataset(frame, hash_of_choices(opened.digest, raw.choices), notes, opened.name)


def _read(
    source: Source, *, sheet: str | int | None, encoding: str | None, delimiter: str | None
) -> Raw:
    if source.head.startswith(b"PAR1"):
        return read_parquet(source)
    return read_delimited(source, encoding=encoding, delimiter=delimiter)
