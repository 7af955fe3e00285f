"""Projects: what somebody wants to decide, and how far they are."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from lepton.errors import InputError, NotFound, StorageError, listed, must
from lepton.store import schema
from lepton.store.clock import moment, now
from lepton.store.part import Part, new_id
from lepton.store.records import Project
from lepton.store.text import from_text, to_text

__all__ = ["Projects"]

CHANGEABLE = ("name", "use_case", "dataset_id", "task", "model_id", "assumptions", "page")
AS_JSON = ("task", "assumptions")
LONGEST_NAME = 200
AGAIN = "Start a new project with the same data; the data and the models are kept."


class Projects(Part):
    """Keeps projects."""

    def create_project(self, name: str, **fields: Any) -> Project:
        """Start a project.

        Parameters
        ----------
        name
            How the person knows it.
        **fields
            Any of ``use_case, dataset_id, task, model_id, assumptions, page``.

        Raises
        ------
        InputError
            A field is unknown.
        """
        values = _values({"name": name, **fields})
        values |= {"id": new_id(), "created": now(), "updated": now()}
        with self.database.write() as connection:
            connection.execute(schema.projects.insert().values(values))
        return self.project(values["id"])

    def project(self, project_id: str) -> Project:
        """One project.

        Raises
        ------
        NotFound
            There is no such project.
        StorageError
            What was kept of it is damaged.
        """
        with self.database.read() as connection:
            asked = _LISTED.where(schema.projects.c.id == project_id)
            row = connection.execute(asked).one_or_none()
        if row is None:
            raise NotFound(
                "This project is not in the store: it was deleted, or the address is wrong. "
                "Choose another on the start page."
            )
        return _project(row)

    def projects(self, limit: int = 20) -> list[Project]:
        """The projects worked on last, the newest first; a damaged one is left out."""
        asked = _LISTED.order_by(schema.projects.c.updated.desc()).limit(limit)
        with self.database.read() as connection:
            rows = connection.execute(asked).all()
        return [found for row in rows if (found := _readable(row)) is not None]

    def update_project(self, project_id: str, **fields: Any) -> Project:
        """Change fields of a project and give it back as it now is.

        Raises
        ------
        InputError
            A field is unknown, or a value cannot be kept.
        NotFound
            There is no such project.
        """
        values = {**_values(fields), "updated": now()}
        change = schema.projects.update().where(schema.projects.c.id == project_id).values(values)
        with self.database.write() as connection:
            connection.execute(change)
        return self.project(project_id)


_MODELS = (
    sa.select(sa.func.count())
    .where(schema.models.c.project_id == schema.projects.c.id)
    .scalar_subquery()
)
_LISTED = sa.select(
    schema.projects,
    schema.tables.c.name.label("dataset_name"),
    _MODELS.label("model_count"),
).join(schema.tables, schema.tables.c.id == schema.projects.c.dataset_id, isouter=True)


def _values(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as columns, checked."""
    unknown = [f for f in fields if f not in CHANGEABLE]
    if unknown:
        then = f"Use one of {', '.join(CHANGEABLE)}."
        raise InputError(must("a project's field", "known", listed(unknown), then))
    values = {k: to_text(k, v) if k in AS_JSON else v for k, v in fields.items()}
    if "name" in values:
        values["name"] = str(values["name"]).strip()[:LONGEST_NAME] or "Untitled"
    return values


def _project(row: sa.Row[Any]) -> Project:
    fields = dict(row._mapping)
    for name in AS_JSON:
        fields[name] = from_text(fields[name], f"The project {row.name}", AGAIN)
    for name in ("created", "updated"):
        fields[name] = moment(fields[name])
    return Project(**fields)


def _readable(row: sa.Row[Any]) -> Project | None:
    try:
        return _project(row)
    except StorageError:
        return None
