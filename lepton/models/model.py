"""A trained model with everything that is known about it."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from lepton.data.problem import Problem
from lepton.data.reading import as_learned
from lepton.errors import NotApplicable, StorageError, must
from lepton.models.combination import Combination, probabilities
from lepton.models.encoding.reader import require_columns
from lepton.models.family import Fitted
from lepton.models.folder import read_folder, write_folder
from lepton.models.judged import table_in
from lepton.models.registry import get_family

__all__ = ["Model"]

CHUNK_ROWS = 100_000
RECORD = "model.json"
TABLES = ("holdout", "sample", "oof")
CUT = 0.5


@dataclass(frozen=True, eq=False)
class Model:
    """A fitted family, calibrated, with the scores of the rows it has never seen.

    Attributes
    ----------
    family
        Name of the family.
    problem
        What is predicted, from which columns, and what was left out.
    fitted
        The family's own part, before calibration.
    calibration
        Turns the family's score into calibrated log-odds; leaves a predicted number as it is.
    info
        Family, device, seconds, rows, features, data id, seed, versions, notes.
    metrics, baseline_metrics
        On the held-out rows: of the model, and of one answer for every row. None where a figure
        is not defined.
    checks
        Confusion matrix and curves of the held-out rows, ready to draw.
    holdout
        One row per held-out row: ``row_id`` (position in the table), ``y_true`` (0/1, class
        index or number), ``y_score`` (probability of the positive class, of the predicted class,
        or the predicted number), ``y_pred``; ``value`` where the task names a value column;
        ``group`` (a number for each group) where it names a group column; and ``p_<class>`` for
        several classes.
    sample
        At most 2,000 held-out rows of the original columns, to explain; indexed by ``row_id``.
    oof
        Rows learned from, with the scores of models that had not seen them (out of fold): the
        columns of ``holdout``. On whom to act is chosen here, and what it earns is told from
        ``holdout``. Empty where there are none; ``info["oof_how"]`` says why, or how many.
    """

    family: str
    problem: Problem
    fitted: Fitted
    calibration: Combination
    info: dict[str, Any] = field(default_factory=dict)
    metrics: dict[str, float | None] = field(default_factory=dict)
    baseline_metrics: dict[str, float | None] = field(default_factory=dict)
    checks: dict[str, Any] = field(default_factory=dict)
    holdout: pd.DataFrame = field(default_factory=pd.DataFrame)
    sample: pd.DataFrame = field(default_factory=pd.DataFrame)
    oof: pd.DataFrame = field(default_factory=pd.DataFrame)

    def __repr__(self) -> str:
        return f"<Model {self.family!r} of {self.problem.task.target!r} ({self.problem.kind})>"

    def read(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Read rows as the table the model learned from was read: its columns, in its types.

        Decimal marks, percent signs, the order of a date and outer spaces follow
        ``problem.reading``, whatever these rows look like on their own.

        Raises
        ------
        InputError
            If a column is missing, or most of its filled cells cannot be read.
        """
        read = as_learned(frame, self.problem.features, self.problem.reading)
        require_columns(read, self.problem.features)
        return read

    def raw(self, frame: pd.DataFrame) -> np.ndarray:
        """Score rows in the unit that explanations add up in.

        Parameters
        ----------
        frame
            Rows with the columns the model learned from, in any order; others are ignored. A
            value never seen before counts as another value, infinity as missing. Text is read
            as it was in the table the model learned from: see :meth:`read`.

        Returns
        -------
        ndarray
            Calibrated log-odds of the positive class, shape (n,); one column per class for
            several classes; the predicted number, in the target's unit, for a regression.

        Raises
        ------
        InputError
            If a column is missing or cannot be read.
        """
        frame = self.read(frame)
        if len(frame) == 0:
            several = self.problem.kind == "multiclass"
            return np.empty((0, len(self.problem.classes)) if several else 0)
        parts = [
            self.fitted.raw(frame.iloc[start : start + CHUNK_ROWS])
            for start in range(0, len(frame), CHUNK_ROWS)
        ]
        return self.calibration.apply(np.concatenate(parts)[None])

    def predict_proba(self, frame: pd.DataFrame) -> np.ndarray:
        """Probability of every class, shape (n, classes), in the order of ``problem.classes``.

        Raises
        ------
        NotApplicable
            If the model predicts a number.
        """
        if self.problem.kind == "regression":
            raise NotApplicable("A predicted number has no probabilities. Use predict instead.")
        return probabilities(self.raw(frame))

    def predict(self, frame: pd.DataFrame) -> np.ndarray:
        """Most likely class, written as in the target column, or the predicted number; shape (n,).

        For two classes the positive one is given from a probability of one half; what is worth
        doing is another question: see :func:`lepton.value_curve`.
        """
        if self.problem.kind == "regression":
            return self.raw(frame)
        return self.problem.labels[predicted(self.predict_proba(frame))]

    def score(self, frame: pd.DataFrame) -> np.ndarray:
        """One number per row to rank by, as ``y_score`` of the hold-out; shape (n,)."""
        if self.problem.kind == "regression":
            return self.raw(frame)
        return scores_of(self.predict_proba(frame))

    def save(self, folder: str | Path) -> None:
        """Write the model to a folder, whole or not at all, without pickle.

        Raises
        ------
        InputError
            If the folder holds something that is not a model.
        StorageError
            If it cannot be written.
        """
        record = {
            "family": self.family,
            "problem": self.problem.to_dict(),
            "calibration": self.calibration.to_dict(),
            "info": self.info,
            "metrics": self.metrics,
            "baseline_metrics": self.baseline_metrics,
            "checks": self.checks,
        }
        kept = {f"fitted-{name}": content for name, content in self.fitted.files().items()}
        kept[RECORD] = json.dumps(record, ensure_ascii=False, allow_nan=False).encode()
        for name in TABLES:
            kept[f"{name}.parquet"] = _as_parquet(getattr(self, name))
        write_folder(Path(folder), kept)

    @classmethod
    def load(cls, folder: str | Path) -> "Model":
        """Read a model back; its predictions are identical to the bit.

        Raises
        ------
        NotFound
            If the folder holds no model.
        StorageError
            If a file is missing, changed, damaged or of an unknown type.

        Notes
        -----
        Hashes show damage, not origin. Load only models that you or your own store saved: the
        libraries that read them are not hardened against a crafted file.
        """
        kept = read_folder(Path(folder))
        try:
            return _restore(kept)
        except (StorageError, MemoryError):
            raise
        except Exception as error:  # a crafted file can fail in any library's own way
            then = "Train the model again with this version."
            raise StorageError(
                must("model folder", "readable by this version", type(error).__name__, then)
            ) from error


def _restore(kept: Mapping[str, bytes]) -> Model:
    record = json.loads(kept[RECORD])
    prefix = "fitted-"
    own = {n.removeprefix(prefix): c for n, c in kept.items() if n.startswith(prefix)}
    model = Model(
        family=record["family"],
        problem=Problem.from_dict(record["problem"]),
        fitted=get_family(record["family"]).restore(own),
        calibration=Combination.from_dict(record["calibration"]),
        info=record["info"],
        metrics=record["metrics"],
        baseline_metrics=record["baseline_metrics"],
        checks=record["checks"],
        **{name: table_in(kept, name) for name in TABLES},
    )
    _try_out(model)
    return model


def _try_out(model: Model) -> None:
    """Score one row: parts of the wrong type or size must fail here and not in use.

    Raises
    ------
    ValueError
        If the model's answer has not the shape that its target asks for.
    """
    rows = model.sample.head(1)
    several = (len(model.problem.classes),) if model.problem.kind == "multiclass" else ()
    calibration = model.calibration
    if calibration.weights.shape != (1,) or calibration.offsets.shape not in {
        (1,),
        several or (1,),
    }:
        raise ValueError("calibration")
    answer = model.raw(rows)
    if len(rows) == 0 or answer.shape != (1, *several) or not np.isfinite(answer).all():
        raise ValueError("answer")


def predicted(chances: np.ndarray) -> np.ndarray:
    """Index of the class to name for every row of probabilities."""
    if chances.shape[1] == 2:
        return (chances[:, 1] >= CUT).astype(np.int64)
    return chances.argmax(axis=1)


def scores_of(chances: np.ndarray) -> np.ndarray:
    """Probability of the positive class, or of the most likely one of several."""
    return chances[:, 1] if chances.shape[1] == 2 else chances.max(axis=1)


def _as_parquet(frame: pd.DataFrame) -> bytes:
    """Write a table; columns of mixed values become text, which Parquet can hold."""
    mixed = [name for name in frame.columns if frame[name].dtype == object]
    plain = frame.astype(dict.fromkeys(mixed, "string")) if mixed else frame
    buffer = io.BytesIO()
    plain.to_parquet(buffer)
    return buffer.getvalue()
