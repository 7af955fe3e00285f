"""Models: a folder each, and a row that says what it is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from lepton.errors import NotFound, StorageError
from lepton.store import schema
from lepton.store.clock import moment, now
from lepton.store.files import checked_key, publish_folder, remove, told_of_disk
from lepton.store.part import Part, new_id
from lepton.store.records import ModelRecord
from lepton.store.text import from_text, to_text

__all__ = ["Models"]

AGAIN = "Train it again: the data and the settings are kept."
UNFINISHED = ".part"


class Models(Part):
    """Keeps models."""

    def new_model_folder(self) -> Path:
        """An empty folder to save a model into; :meth:`add_model` makes it part of the store."""
        folder = self.home / "models" / f"{new_id()}{UNFINISHED}"
        with told_of_disk(self.home):
            folder.mkdir(parents=True)
        return folder

    def add_model(self, project_id: str, folder: Path, record: Mapping[str, Any]) -> str:
        """Take a saved model into the store.

        Parameters
        ----------
        project_id
            The project it was trained for.
        folder
            What :meth:`new_model_folder` gave, filled by :meth:`lepton.models.Model.save`.
        record
            ``family``, and as far as known ``dataset_id, task, info, metrics``.

        Returns
        -------
        str
            The model's id.

        Raises
        ------
        StorageError
            The disk is full or refuses; the model is then not listed.
        """
        values = {
            "id": folder.name.removesuffix(UNFINISHED),
            "project_id": project_id,
            "dataset_id": record.get("dataset_id"),
            "family": record["family"],
            "task": to_text("task", record.get("task")),
            "info": to_text("info", record.get("info") or {}),
            "metrics": to_text("metrics", record.get("metrics") or {}),
            "created": now(),
        }
        target = self._model_folder(values["id"])
        publish_folder(folder, target)
        try:
            with self.database.write() as connection:
                connection.execute(schema.models.insert().values(values))
        except Exception:  # whatever it was, a model that is not listed must not stay
            remove(target)
            raise
        return str(values["id"])

    def model(self, model_id: str) -> ModelRecord:
        """What is known of a model, and where it lies.

        Raises
        ------
        NotFound
            There is no such model, or its folder is gone.
        StorageError
            What was kept of it is damaged.
        """
        with self.database.read() as connection:
            asked = sa.select(schema.models).where(schema.models.c.id == model_id)
            row = connection.execute(asked).one_or_none()
        if row is None or not self._model_folder(model_id).is_dir():
            raise NotFound(f"The model {model_id} is no longer in the store. {AGAIN}")
        return self._model(row)

    def models(self, project_id: str) -> list[ModelRecord]:
        """A project's models, the newest first; a damaged one is left out."""
        table = schema.models
        asked = sa.select(table).where(table.c.project_id == project_id)
        with self.database.read() as connection:
            rows = connection.execute(asked.order_by(table.c.created.desc())).all()
        return [found for row in rows if (found := self._readable_model(row)) is not None]

    def delete_model(self, model_id: str) -> None:
        """Forget a model and everything made from it."""
        with self.database.write() as connection:
            connection.execute(schema.models.delete().where(schema.models.c.id == model_id))
        remove(self._model_folder(model_id))
        remove(self.home / "blobs" / checked_key(model_id))

    def _model_folder(self, model_id: str) -> Path:
        return self.home / "models" / checked_key(model_id)

    def _model(self, row: sa.Row[Any]) -> ModelRecord:
        fields = dict(row._mapping)
        for name in ("task", "info", "metrics"):
            fields[name] = from_text(fields[name], f"The model {row.id}", AGAIN)
        fields["created"] = moment(fields["created"])
        return ModelRecord(folder=self._model_folder(row.id), **fields)

    def _readable_model(self, row: sa.Row[Any]) -> ModelRecord | None:
        try:
            return self._model(row) if self._model_folder(row.id).is_dir() else None
        except StorageError:
            return None
