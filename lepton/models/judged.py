"""A saved model without the part that predicts: what it is, and the rows it was judged on."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from lepton.data.problem import Problem
from lepton.errors import StorageError, must
from lepton.models.folder import read_folder

__all__ = ["Judged", "table_in"]

RECORD = "model.json"
LATER = ("oof",)  # a folder of an earlier version has none


@dataclass(frozen=True, eq=False)
class Judged:
    """Everything known of a model but how it predicts; quick to read.

    Attributes
    ----------
    family, problem, info, metrics, holdout, oof
        As of :class:`lepton.models.Model`.
    """

    family: str
    problem: Problem
    info: dict[str, Any]
    metrics: dict[str, float | None]
    holdout: pd.DataFrame
    oof: pd.DataFrame

    @classmethod
    def load(cls, folder: str | Path) -> "Judged":
        """Read what a model's folder says of it; nothing in it is run.

        Raises
        ------
        NotFound
            If the folder holds no model.
        StorageError
            If a file is missing, changed or damaged.
        """
        kept = read_folder(Path(folder))
        try:
            record = json.loads(kept[RECORD])
            return cls(
                record["family"],
                Problem.from_dict(record["problem"]),
                record["info"],
                record["metrics"],
                table_in(kept, "holdout"),
                table_in(kept, "oof"),
            )
        except (StorageError, MemoryError):
            raise
        except Exception as error:  # a crafted file can fail in any library's own way
            then = "Train the model again with this version."
            raise StorageError(
                must("model folder", "readable by this version", type(error).__name__, then)
            ) from error


def table_in(kept: Mapping[str, bytes], name: str) -> pd.DataFrame:
    """One of the tables of a model's folder; empty where an earlier version had none."""
    file = f"{name}.parquet"
    if name in LATER and file not in kept:
        return pd.DataFrame()
    return pd.read_parquet(io.BytesIO(kept[file]))
