"""The store as one thing: data sets, projects, models, results and jobs."""

import time
from pathlib import Path
from typing import Self

import sqlalchemy as sa

from lepton import config
from lepton.errors import StorageError
from lepton.store import schema
from lepton.store.blobs import Blobs
from lepton.store.copies import Copies
from lepton.store.database import Database
from lepton.store.documents import Documents
from lepton.store.files import checked_key, remove, told_of_disk
from lepton.store.models import UNFINISHED, Models
from lepton.store.projects import Projects
from lepton.store.tables import Tables

__all__ = ["Store"]

DAY = 86_400.0


class Store(Tables, Projects, Models, Blobs, Documents, Copies):
    """Everything that must survive a reload or a restart.

    One object may be used by many threads, and many processes may open the same folder.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     store = Store.open(Path(folder))
    ...     project = store.create_project("Who will leave?")
    ...     store.update_project(project.id, page="roi").page
    'roi'
    """

    @classmethod
    def open(cls, home: Path | None = None) -> Self:
        """Open a store, or make it.

        Parameters
        ----------
        home
            Its folder; by default ``LEPTON_HOME``, else the user's data directory.

        Raises
        ------
        StorageError
            The folder cannot be used, or a newer Lepton wrote it.
        """
        home = (home or config.home()).absolute()
        if home.exists() and not home.is_dir():
            raise StorageError(
                f"{home} is a file, not a folder. Set LEPTON_HOME to a folder for Lepton's data."
            )
        with told_of_disk(home):
            home.mkdir(parents=True, exist_ok=True)
            store = cls(home, Database(home / "lepton.db"))
        store._sweep()
        return store

    @property
    def notices(self) -> tuple[str, ...]:
        """What was repaired when the store was opened; to be shown to the person."""
        return self.database.notices

    def close(self) -> None:
        """Let go of the database's file; the store may still be used afterwards."""
        self.database.close()

    def log_file(self, job_id: str) -> Path:
        """Where a job's process writes what it says."""
        return self.home / "logs" / f"{job_id}.log"

    def delete_project(self, project_id: str) -> None:
        """Forget a project with its models and jobs, and its data if no other project uses it."""
        project = self.project(project_id)
        for model in self.models(project_id):
            self.delete_model(model.id)
        with self.database.write() as connection:
            kept = schema.jobs.c.project_id == project_id
            gone = [r.id for r in connection.execute(sa.select(schema.jobs.c.id).where(kept))]
            connection.execute(schema.projects.delete().where(schema.projects.c.id == project_id))
        for job_id in gone:
            remove(self.log_file(job_id))
        remove(self.home / "blobs" / checked_key(project_id))
        if project.dataset_id:
            self._drop_unused_table(project.dataset_id)

    def _drop_unused_table(self, dataset_id: str) -> None:
        users = sa.select(schema.projects.c.id).where(schema.projects.c.dataset_id == dataset_id)
        with self.database.write() as connection:
            if connection.execute(users.limit(1)).first() is not None:
                return
            connection.execute(schema.tables.delete().where(schema.tables.c.id == dataset_id))
            remove(self.table_file(dataset_id))
            remove(self.home / "blobs" / checked_key(dataset_id))

    def _sweep(self) -> None:
        """Clear away what a process that was killed left half-written a day ago or earlier."""
        for folder in ("models", "datasets", "blobs"):
            for part in (self.home / folder).rglob(f"*{UNFINISHED}"):
                with told_of_disk(self.home):
                    if time.time() - part.stat().st_mtime > DAY:
                        remove(part)
