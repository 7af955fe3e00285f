"""The id of a table: a hash of its content."""

import hashlib
import json
from collections.abc import Mapping

import numpy as np
import pandas as pd

from lepton.data.frames import read_column

__all__ = ["hash_of_choices", "hash_of_frame"]


def hash_of_choices(digest: str, choices: Mapping[str, str]) -> str:
    """The hash of a file's bytes, mixed with how it was read where that changes the table."""
    if not choices:
        return digest
    chosen = json.dumps(dict(choices), sort_keys=True)
    return hashlib.sha256(f"{digest}{chosen}".encode()).hexdigest()


def hash_of_frame(frame: pd.DataFrame) -> str:
    """SHA-256 over names, types and values, column by column.

    The same content has the same hash on every machine and in every session: how the values are
    stored (NumPy, Arrow, categories) does not matter, nor does the index.

    Examples
    --------
    >>> one = pd.DataFrame({"a": [1, 2], "b": ["x", None]})
    >>> hash_of_frame(one) == hash_of_frame(one.copy())
    True
    """
    digest = hashlib.sha256(f"{len(frame)}".encode())
    for position, name in enumerate(frame.columns):
        column = frame.iloc[:, position]
        kind, parts = _content(column)
        digest.update(json.dumps([str(name), kind]).encode())
        for part in parts:
            digest.update(part)
    return digest.hexdigest()


def _content(column: pd.Series) -> tuple[str, list[bytes]]:
    kind = column.dtype
    if pd.api.types.is_bool_dtype(kind):
        return "bool", [column.to_numpy(dtype=bool).tobytes()]
    if pd.api.types.is_datetime64_any_dtype(kind):
        return "date", [column.to_numpy(dtype="datetime64[us]").astype("<i8").tobytes()]
    if pd.api.types.is_integer_dtype(kind):
        return "int", [column.to_numpy(dtype="<i8").tobytes()]
    if pd.api.types.is_float_dtype(kind):
        values = column.to_numpy(dtype="<f8") + 0.0  # -0.0 is 0.0
        values[np.isnan(values)] = np.nan  # one bit pattern for every NaN
        return "float", [values.tobytes()]
    return "text", _text_content(column)


def _text_content(column: pd.Series) -> list[bytes]:
    """The length in bytes of every text (−1 for a missing one), then the texts themselves."""
    import polars as pl

    texts = read_column(column).cast(pl.String)
    lengths = texts.str.len_bytes().cast(pl.Int64).fill_null(-1).to_numpy()
    joined = texts.drop_nulls().str.join("", ignore_nulls=True)
    return [lengths.astype("<i8").tobytes(), str(joined[0] if len(joined) else "").encode()]
