"""Texts of a project that several people may change: nobody overwrites anybody unseen."""

from typing import Any

import sqlalchemy as sa

from lepton.errors import Conflict, NotFound
from lepton.store import schema
from lepton.store.clock import moment, now
from lepton.store.files import checked_key
from lepton.store.part import Part
from lepton.store.records import Document

__all__ = ["Documents"]

KEPT = 30  # revisions of a text that changes; older ones are dropped
GONE = (
    "This project is not in the store: it was deleted, or the address is wrong. "
    "Choose another on the start page."
)


class Documents(Part):
    """Keeps texts with a revision; they go away with their project.

    A text is saved in one transaction of the database: it is there wholly or not at all, whatever
    ends the process, and of two who start from the same revision only the first one saves.
    """

    def put_document(
        self, project_id: str, name: str, body: str, *, revision: int, by: str = ""
    ) -> Document:
        """Save a text as the next revision.

        Parameters
        ----------
        project_id, name
            Which text.
        body
            The text.
        revision
            The one that the change started from; 0 where there was none yet.
        by
            Who saves.

        Raises
        ------
        Conflict
            There is a newer revision; nothing was written.
        NotFound
            There is no such project.
        """
        key = checked_key(name)
        row = {
            "project_id": project_id, "name": key, "revision": revision + 1,
            "by": by, "at": now(), "body": body,
        }  # fmt: skip
        with self.database.write() as connection:
            _project_is_there(connection, project_id)
            last = _last(connection, project_id, key)
            if last != revision:
                raise Conflict(f"{name} was saved by somebody else meanwhile: reload, then save.")
            connection.execute(schema.documents.insert().values(row))
            connection.execute(_older(project_id, key, revision + 1 - KEPT))
            touched = schema.projects.update().where(schema.projects.c.id == project_id)
            connection.execute(touched.values(updated=row["at"]))
        return _document(row)

    def document(self, project_id: str, name: str, revision: int | None = None) -> Document:
        """One revision of a text, the newest by default.

        Raises
        ------
        NotFound
            There is none, or it was dropped because many followed.
        """
        asked = _of(project_id, checked_key(name))
        if revision is not None:
            asked = asked.where(schema.documents.c.revision == revision)
        newest = asked.order_by(schema.documents.c.revision.desc()).limit(1)
        with self.database.read() as connection:
            row = connection.execute(newest).one_or_none()
        if row is None:
            raise NotFound(f"{name} is not in the store, or no longer.")
        return _document(row._mapping)

    def documents(self, project_id: str, folder: str) -> list[Document]:
        """Every text of a project whose name starts with ``folder/``, the newest first.

        Only the last revision of each.
        """
        table, start = schema.documents, f"{checked_key(folder)}/"
        asked = (
            sa.select(table)
            .where(table.c.project_id == project_id)
            .where(table.c.name.startswith(start, autoescape=True))
            .order_by(table.c.at.desc(), table.c.revision.desc())
        )
        with self.database.read() as connection:
            rows = connection.execute(asked).all()
        found: dict[str, Document] = {}
        for row in rows:
            each = _document(row._mapping)
            kept = found.get(each.name)
            if kept is None or each.revision > kept.revision:
                found[each.name] = each
        return list(found.values())

    def delete_document(self, project_id: str, name: str) -> None:
        """Forget a text with all its revisions; one that is not there is as good as deleted."""
        table = schema.documents
        mine = (table.c.project_id == project_id) & (table.c.name == checked_key(name))
        with self.database.write() as connection:
            connection.execute(table.delete().where(mine))


def _of(project_id: str, name: str) -> sa.Select[Any]:
    table = schema.documents
    return sa.select(table).where(table.c.project_id == project_id).where(table.c.name == name)


def _last(connection: sa.Connection, project_id: str, name: str) -> int:
    newest = _of(project_id, name).with_only_columns(sa.func.max(schema.documents.c.revision))
    return connection.execute(newest).scalar() or 0


def _older(project_id: str, name: str, revision: int) -> sa.Delete:
    table = schema.documents
    mine = (table.c.project_id == project_id) & (table.c.name == name)
    return table.delete().where(mine & (table.c.revision <= revision))


def _project_is_there(connection: sa.Connection, project_id: str) -> None:
    asked = sa.select(schema.projects.c.id).where(schema.projects.c.id == project_id)
    if connection.execute(asked).first() is None:
        raise NotFound(GONE)


def _document(row: Any) -> Document:
    return Document(
        name=row["name"],
        revision=row["revision"],
        by=row["by"],
        at=moment(row["at"]),
        body=row["body"],
    )
