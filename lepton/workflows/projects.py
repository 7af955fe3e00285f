"""From a file or a sample to a project."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lepton.errors import InputError, must
from lepton.store import Project, Store

if TYPE_CHECKING:
    from lepton.data import Dataset, Task

__all__ = ["dataset_of", "open_file", "open_sample", "task_of"]


def open_sample(store: Store, key: str) -> Project:
    """Start a project from a built-in sample, with its task and its illustrative money.

    Parameters
    ----------
    store
        Where it is kept.
    key
        One of :func:`lepton.samples`; it becomes the project's ``use_case``.

    Raises
    ------
    NotFound
        There is no such sample.
    """
    from lepton.data import load_sample

    sample = load_sample(key)
    store.put_table(sample.frame, id=sample.id, name=sample.name, notes=sample.notes)
    return store.create_project(
        sample.title,
        use_case=sample.key,
        dataset_id=sample.id,
        task=sample.task.to_dict(),
        assumptions=None if sample.money is None else sample.money.to_dict(),
    )


def open_file(store: Store, file: Any, name: str | None = None, **reading: Any) -> Project:
    """Start a project from a person's own table; what to predict is chosen later.

    Parameters
    ----------
    store
        Where it is kept.
    file
        Whatever :func:`lepton.load` takes: a path, an open file, a table.
    name
        How the person knows it; by default the file's own name.
    **reading
        ``sheet``, ``encoding`` or ``delimiter``, as for :func:`lepton.load`.

    Raises
    ------
    InputError
        The file cannot be read as a table.
    """
    from lepton.data import load

    data = load(file, **reading)
    called = name or data.name
    store.put_table(data.frame, id=data.id, name=called, notes=data.notes)
    store.put_json(_reading(data.id), {name: r.to_dict() for name, r in data.reading.items()})
    return store.create_project(Path(called).stem, dataset_id=data.id)


def dataset_of(store: Store, dataset_id: str) -> "Dataset":
    """A stored data set as :func:`lepton.load` gave it.

    Raises
    ------
    NotFound
        It is no longer in the store.
    StorageError
        It is damaged.
    """
    from lepton.data import Dataset
    from lepton.data.rules import Rule

    kept = store.table(dataset_id)
    rules = store.json(_reading(dataset_id)) if store.has(_reading(dataset_id)) else {}
    reading = {name: Rule.from_dict(rule) for name, rule in rules.items()}
    return Dataset(kept.frame, kept.id, kept.notes, kept.name, reading)


def _reading(dataset_id: str) -> str:
    """Where it is kept how the columns of a data set were read."""
    return f"{dataset_id}/reading"


def task_of(project: Project) -> "Task":
    """What a project predicts.

    Raises
    ------
    InputError
        Nobody has chosen it yet.
    """
    from lepton.data import Task

    if project.task is None:
        then = "Choose on the data page what to predict."
        raise InputError(must("target", "a column of the data", "none yet", then))
    return Task.from_dict(project.task)
