"""What the store gives back: plain, frozen, small."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Document", "ModelRecord", "Project", "StoredTable", "TableInfo"]


@dataclass(frozen=True, slots=True)
class TableInfo:
    """What is known of a data set without reading it.

    Attributes
    ----------
    id
        SHA-256 of its content.
    rows, columns
        Its size.
    notes
        What was inferred or repaired when it was read, in plain words.
    created, updated
        UTC.
    """

    id: str
    name: str
    notes: tuple[str, ...]
    rows: int
    columns: int
    created: datetime
    updated: datetime


@dataclass(frozen=True, eq=False, slots=True)
class StoredTable:
    """A data set with its rows."""

    frame: "pd.DataFrame"
    id: str
    name: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """One decision somebody works on; everything a page needs to go on where it was left.

    Attributes
    ----------
    id
        Short and hard to guess; it stands in the address of the page.
    task
        What to predict, as :meth:`lepton.data.Task.to_dict` gives it; None until chosen.
    model_id
        The model that is looked at; None before the first training.
    assumptions
        What the person set on the page of returns.
    page
        The page that was open last.
    dataset_name, model_count
        For lists of projects.
    created, updated
        UTC.
    """

    id: str
    name: str
    use_case: str | None
    dataset_id: str | None
    task: dict[str, Any] | None
    model_id: str | None
    assumptions: dict[str, Any] | None
    page: str | None
    created: datetime
    updated: datetime
    dataset_name: str | None = None
    model_count: int = 0


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """A trained model, without loading it.

    Attributes
    ----------
    folder
        For :meth:`lepton.models.Model.load`.
    task
        What it predicts.
    info, metrics
        As the model gave them, with null where a figure is not defined.
    """

    id: str
    project_id: str
    dataset_id: str | None
    family: str
    folder: Path
    task: dict[str, Any] | None
    info: dict[str, Any]
    metrics: dict[str, Any]
    created: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """One revision of a text that belongs to a project and that several people may write.

    Attributes
    ----------
    name
        Which text of the project.
    revision
        1, 2, … with each change.
    by
        Who saved it, as they typed their name; may be empty.
    at
        When, UTC.
    body
        The text.
    """

    name: str
    revision: int
    by: str
    at: datetime
    body: str
