"""Data sets: a Parquet file each, named by its content."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from lepton.errors import NotFound, StorageError
from lepton.store import schema
from lepton.store.clock import moment, now
from lepton.store.files import checked_key
from lepton.store.frames import read_frame, write_frame
from lepton.store.part import Part
from lepton.store.records import StoredTable, TableInfo
from lepton.store.text import from_text, to_text

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Tables"]

AGAIN = "Open the file or the sample again: everything else is kept."


class Tables(Part):
    """Keeps data sets."""

    def put_table(
        self,
        frame: "pd.DataFrame",
        *,
        id: str,  # noqa: A002 - a data set's id is called id everywhere
        name: str,
        notes: tuple[str, ...] = (),
    ) -> TableInfo:
        """Keep a data set; the same content is kept once, and a damaged copy is healed.

        Parameters
        ----------
        frame
            The rows. Types come back as they were; columns of mixed things become text.
        id
            SHA-256 of the content.
        name
            How the person knows it.
        notes
            What was inferred or repaired, in plain words.

        Raises
        ------
        StorageError
            The disk is full or refuses; nothing is left half-written.
        """
        write_frame(self.table_file(id), frame)
        row = {
            "id": id, "name": name, "notes": to_text("notes", list(notes)),
            "rows": len(frame), "columns": frame.shape[1], "created": now(), "updated": now(),
        }  # fmt: skip
        fresh = {key: row[key] for key in ("name", "notes", "updated")}
        put = insert(schema.tables).values(row)
        with self.database.write() as connection:
            connection.execute(put.on_conflict_do_update(index_elements=["id"], set_=fresh))
        return self.table_info(id)

    def table(self, dataset_id: str) -> StoredTable:
        """A data set with its rows.

        Raises
        ------
        NotFound
            There is no such data set.
        StorageError
            It is damaged.
        """
        info = self.table_info(dataset_id)
        frame = read_frame(self.table_file(dataset_id), f"The data set {info.name}", AGAIN)
        return StoredTable(frame=frame, id=info.id, name=info.name, notes=info.notes)

    def table_info(self, dataset_id: str) -> TableInfo:
        """What is known of a data set without reading it."""
        with self.database.read() as connection:
            row = connection.execute(_KNOWN.where(schema.tables.c.id == dataset_id)).one_or_none()
        if row is None:
            raise NotFound(f"The data set {dataset_id[:12]} is not in the store. {AGAIN}")
        return _info(row)

    def tables(self) -> list[TableInfo]:
        """Every data set, the newest first; a damaged one is left out."""
        with self.database.read() as connection:
            rows = connection.execute(_KNOWN.order_by(schema.tables.c.updated.desc())).all()
        return [found for row in rows if (found := _readable(row)) is not None]

    def table_file(self, dataset_id: str) -> Path:
        """Where the rows of a data set lie."""
        return self.home / "datasets" / f"{checked_key(dataset_id)}.parquet"


_KNOWN = sa.select(schema.tables)


def _readable(row: sa.Row[Any]) -> TableInfo | None:
    try:
        return _info(row)
    except StorageError:
        return None


def _info(row: sa.Row[Any]) -> TableInfo:
    return TableInfo(
        id=row.id,
        name=row.name,
        notes=tuple(from_text(row.notes, f"The data set {row.name}", AGAIN)),
        rows=row.rows,
        columns=row.columns,
        created=moment(row.created),
        updated=moment(row.updated),
    )
