"""What belongs to a project as files and texts, to be carried to another store and back."""

from collections.abc import Iterable
from pathlib import Path

import sqlalchemy as sa

from lepton.errors import InputError, must
from lepton.store import schema
from lepton.store.clock import moment
from lepton.store.files import checked_key, writing
from lepton.store.part import Part
from lepton.store.records import Document

__all__ = ["BLOB_ENDINGS", "Copies"]

BLOB_ENDINGS = (".json", ".npz", ".parquet")


class Copies(Part):
    """Lists what is kept under an id, and takes copies of it in again."""

    def blob_files(self, owner: str) -> list[Path]:
        """Files of the results kept for a project, a model or a data set, in a fixed order."""
        folder = self.home / "blobs" / checked_key(owner)
        found = (f for f in folder.rglob("*") if f.suffix in BLOB_ENDINGS and f.is_file())
        return sorted(found)

    def put_blob_file(self, key: str, ending: str, content: bytes) -> None:
        """Keep a result as it was written elsewhere.

        Raises
        ------
        InputError
            The name could lead out of the store, or the ending is none of ours.
        """
        if ending not in BLOB_ENDINGS:
            rule = f"one of {', '.join(BLOB_ENDINGS)}"
            raise InputError(must("ending", rule, repr(ending), "Leave the file out."))
        with writing(self.home / "blobs" / f"{checked_key(key)}{ending}") as part:
            part.write_bytes(content)

    def all_documents(self, project_id: str) -> list[Document]:
        """Every text of a project in its last revision, by name."""
        table = schema.documents
        mine = sa.select(table).where(table.c.project_id == project_id)
        with self.database.read() as connection:
            rows = connection.execute(mine.order_by(table.c.name, table.c.revision)).all()
        last = {row.name: row for row in rows}
        return [
            Document(name=r.name, revision=r.revision, by=r.by, at=moment(r.at), body=r.body)
            for r in last.values()
        ]

    def restore_documents(self, project_id: str, documents: Iterable[Document]) -> None:
        """Take texts in with who saved them and when; the project must not have them yet."""
        rows = [
            {
                "project_id": project_id, "name": checked_key(d.name), "revision": 1,
                "by": d.by, "at": d.at.isoformat(timespec="microseconds"), "body": d.body,
            }
            for d in documents
        ]  # fmt: skip
        if rows:
            with self.database.write() as connection:
                connection.execute(schema.documents.insert(), rows)
