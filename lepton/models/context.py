"""What a family is told besides the rows: the question, the seed, the machine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from lepton.models.progress import Progress

__all__ = ["FitContext", "Fold", "Kind"]

Kind = Literal["binary", "multiclass", "regression"]
Fold = tuple[np.ndarray, np.ndarray]


def _no_folds(_rows: np.ndarray, _parts: int) -> Sequence[Fold]:
    return ()


@dataclass(frozen=True)
class FitContext:
    """Everything a family needs to fit that is not a row.

    Parameters
    ----------
    kind
        ``binary``, ``multiclass`` or ``regression``.
    features
        Names of the columns to learn from, in a fixed order.
    n_classes
        Number of classes; 1 for regression.
    seed
        The same seed gives the same model.
    device
        ``cpu`` or ``cuda``, already known to work.
    n_threads
        Threads to use.
    progress
        Where to report.
    make_folds
        ``make_folds(rows, parts)``: pairs of positions (learn, judge) among the given row
        numbers, which keep to the rules of the split (time, group, duplicates). Rows are
        numbers into the rows that were handed to training.
    rows
        Which of those rows this fit sees.
    """

    kind: Kind
    features: tuple[str, ...]
    n_classes: int
    seed: int = 0
    device: str = "cpu"
    n_threads: int = 1
    progress: Progress = field(default_factory=Progress)
    make_folds: Callable[[np.ndarray, int], Sequence[Fold]] = _no_folds
    rows: np.ndarray | None = None

    def reporting(self, progress: Progress) -> "FitContext":
        """Return the same context, reporting elsewhere."""
        return replace(self, progress=progress)

    def seeing(self, rows: np.ndarray) -> "FitContext":
        """Return the same context for a subset of the rows."""
        return replace(self, rows=rows)

    def folds(self, parts: int) -> Sequence[Fold]:
        """Split the rows of this fit into pairs of positions to learn from and to judge on."""
        return () if self.rows is None else self.make_folds(self.rows, parts)
