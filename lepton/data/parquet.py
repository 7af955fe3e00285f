"""Read a Parquet file; its size is known before its cells are read."""

from lepton.data.raw import Raw, check_shape
from lepton.data.source import Source
from lepton.errors import InputError, must

__all__ = ["read_parquet"]


def read_parquet(source: Source) -> Raw:
    """Read a Parquet file.

    Raises
    ------
    InputError
        If it is damaged or too large.
    """
    import polars as pl
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with source.open() as file:
            described = pq.ParquetFile(file)
            check_shape(described.metadata.num_rows, described.metadata.num_columns)
            table = described.read(use_pandas_metadata=False)
    except (pa.ArrowException, OSError) as problem:
        raise InputError(
            must(
                f"file {source.name!r}",
                "a whole Parquet file",
                "a damaged or cut one",
                "Export or copy it again.",
            )
        ) from problem
    columns = [pl.Series(table.column(i)) for i in range(table.num_columns)]
    return Raw(list(table.column_names), columns)
