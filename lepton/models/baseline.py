"""Baseline: the same answer for every row."""

import json
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lepton.models.context import FitContext
from lepton.models.family import Family, Files
from lepton.models.outputs import every_class

__all__ = ["FAMILY", "Baseline"]


@dataclass(frozen=True)
class Baseline:
    """The log-odds of each class, or the mean of the target, whatever the row.

    Parameters
    ----------
    answer
        One number, or one per class.
    """

    answer: np.ndarray

    def raw(self, frame: pd.DataFrame) -> np.ndarray:
        """Return the same answer for every row."""
        shape = (len(frame),) if self.answer.ndim == 0 else (len(frame), len(self.answer))
        return np.broadcast_to(self.answer, shape).copy()

    def files(self) -> dict[str, bytes]:
        """Return what has to be kept, by file name."""
        return {"answer.json": json.dumps(self.answer.tolist()).encode()}


def fit(frame: pd.DataFrame, y: np.ndarray, context: FitContext) -> Baseline:  # noqa: ARG001 - every family fits on rows; this one needs the target only
    """Take the share of each class, or the mean."""
    context.progress(0.5, "Counting")
    if context.kind == "regression":
        return Baseline(np.array(float(np.mean(y))))
    seen, counts = np.unique(y, return_counts=True)
    shares = every_class(counts[None, :] / len(y), seen, context.n_classes, absent=0.0)[0]
    log_shares = np.log(np.clip(shares, 1.0 / (len(y) + 2), None))
    if context.kind == "binary":
        return Baseline(np.array(log_shares[1] - log_shares[0]))
    return Baseline(log_shares)


def _restore(files: Files) -> Baseline:
    return Baseline(np.array(json.loads(files["answer.json"]), dtype=float))


FAMILY = Family(
    name="baseline",
    title="Baseline",
    good_at="No model at all: the same answer for every row. Any other model has to beat it.",
    fit=fit,
    restore=_restore,
    seconds=lambda _rows, _columns, _outputs: 0.0,
    needs_calibration=False,
)
