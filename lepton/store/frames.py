"""Tables as Parquet that come back with the types they had."""

import base64
import json
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from lepton.errors import InputError, NotFound, StorageError, listed, must
from lepton.store.files import writing

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["read_frame", "write_frame", "write_plain"]

# What Arrow keeps faithfully when it comes as Python objects; everything else becomes text.
KEPT = {
    "string", "boolean", "date", "decimal", "bytes", "integer", "floating",
    "mixed-integer-float", "datetime", "datetime64", "timedelta", "timedelta64", "empty", "time",
}  # fmt: skip
EXTRA = b"lepton"


def write_frame(file: Path, frame: "pd.DataFrame") -> None:
    """Write a table, keeping every type; columns of mixed things become text.

    Parameters
    ----------
    file
        Where to; an earlier file is replaced only once the new one is complete.
    frame
        Any number of rows, with unique column names.

    Raises
    ------
    InputError
        Two columns share a name, or a name is not text.
    StorageError
        The disk is full or refuses.
    """
    import pyarrow.parquet as pq

    _check_names(frame)
    plain, extra = _plain(frame)
    arrow = _arrow(plain)
    arrow = arrow.replace_schema_metadata(
        {**(arrow.schema.metadata or {}), EXTRA: json.dumps(extra).encode()}
    )
    with writing(file) as part:
        pq.write_table(arrow, part, compression="zstd", write_page_checksum=True)


def write_plain(target: Path | IO[bytes], frame: "pd.DataFrame") -> None:
    """Write a table for others: categories as what they stand for, mixed things as text.

    Raises
    ------
    InputError
        Two columns share a name, or a name is not text.
    """
    import pandas as pd
    import pyarrow.parquet as pq

    _check_names(frame)
    plain = frame.copy(deep=False)
    for name, column in frame.items():
        if isinstance(column.dtype, pd.CategoricalDtype):
            plain[name] = column.astype(column.cat.categories.dtype)
    plain, _ = _plain(plain)
    pq.write_table(_arrow(plain), target, compression="zstd")


def read_frame(file: Path, what: str, then: str) -> "pd.DataFrame":
    """Read a table back.

    Parameters
    ----------
    file
        Where it lies.
    what
        What it is, for the message: ``"The data set churn.csv"``.
    then
        What the person can do where it is gone or damaged.

    Raises
    ------
    NotFound
        The file is gone.
    StorageError
        It is damaged.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not file.exists():
        raise NotFound(f"{what} is no longer in the store. {then}")
    try:
        arrow = pq.read_table(file, page_checksum_verification=True)
    except MemoryError:
        raise
    except (pa.ArrowException, OSError, ValueError) as error:
        raise StorageError(f"{what} is damaged in the store. {then}") from error
    return _with_types(arrow.to_pandas(), _extra(arrow))


def _check_names(frame: "pd.DataFrame") -> None:
    odd = [c for c in frame.columns if not isinstance(c, str)]
    if odd:
        raise InputError(must("column names", "text", listed(odd), "Rename these columns."))
    twice = frame.columns[frame.columns.duplicated()]
    if len(twice):
        raise InputError(must("column names", "unique", listed(twice), "Rename one of each pair."))


def _plain(frame: "pd.DataFrame") -> tuple["pd.DataFrame", dict[str, Any]]:
    """The table as Arrow can keep it, and what is needed to undo that."""
    import pandas as pd

    plain = frame.copy(deep=False)
    plain.attrs = {}
    extra: dict[str, Any] = {"types": {}, "categories": {}}
    for name, column in frame.items():
        kind = column.dtype
        if isinstance(kind, pd.CategoricalDtype):
            plain[name] = _codes(str(name), column, extra)
        elif kind == np.dtype(object) and pd.api.types.infer_dtype(column, skipna=True) not in KEPT:
            plain[name] = as_text(column)
        elif str(kind).endswith("64[s]") or "64[s," in str(kind):
            extra["types"][name] = str(kind)  # Parquet has no whole seconds
        elif kind.kind == "c":
            plain[name] = as_text(column)
    return plain, extra


def _arrow(plain: "pd.DataFrame") -> Any:
    """The table in Arrow; a column it has no type for, such as huge integers, becomes text."""
    import pyarrow as pa

    try:
        return pa.Table.from_pandas(plain)
    except (pa.ArrowException, OverflowError):
        for name, column in plain.items():
            try:
                pa.array(column, from_pandas=True)
            except (pa.ArrowException, OverflowError):
                plain[name] = as_text(column)
        return pa.Table.from_pandas(plain)


def as_text(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """Every value as text; what is missing stays missing."""
    return column.astype(object).map(str, na_action="ignore")


def _codes(name: str, column: "pd.Series[Any]", extra: dict[str, Any]) -> Any:
    """Categories of numbers, dates or nothing as codes: Parquet keeps only those of text."""
    import pandas as pd

    kinds = column.cat.categories
    if kinds.dtype == np.dtype(object) and pd.api.types.infer_dtype(kinds) not in KEPT:
        return as_text(column).astype("category")
    if len(kinds) and pd.api.types.infer_dtype(kinds) == "string":
        return column
    extra["categories"][name] = {"ordered": bool(column.cat.ordered), "of": _packed(kinds)}
    return column.cat.codes.astype("int32")


def _packed(kinds: "pd.Index[Any]") -> str:
    import pyarrow as pa

    arrow = pa.Table.from_pandas(kinds.to_frame(index=False, name="of"))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, arrow.schema) as stream:
        stream.write_table(arrow)
    return base64.b64encode(sink.getvalue().to_pybytes()).decode()


def _unpacked(text: str) -> "pd.Index[Any]":
    import pandas as pd
    import pyarrow as pa

    with pa.ipc.open_stream(base64.b64decode(text)) as stream:
        return pd.Index(stream.read_all().to_pandas()["of"]).rename(None)


def _extra(arrow: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((arrow.schema.metadata or {}).get(EXTRA, b"{}"))
    return found


def _with_types(frame: "pd.DataFrame", extra: dict[str, Any]) -> "pd.DataFrame":
    import pandas as pd

    for name, kept in extra.get("categories", {}).items():
        codes = frame[name].to_numpy()
        kinds = _unpacked(kept["of"])
        frame[name] = pd.Categorical.from_codes(codes, kinds, ordered=kept["ordered"])
    return frame.astype(extra.get("types", {}))
