"""What every family of models offers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd

from lepton.models.context import FitContext

__all__ = ["Family", "Files", "Fitted"]

Files = Mapping[str, bytes]

# below this many rows the calibration is cross-fitted: three more fits on two thirds each
CROSS_FIT_ROWS = 5_000
CROSS_FIT_COST = 3.0
CROSS_FIT_AT_MOST = 50_000  # above this, more fits cost more than they give


class Fitted(Protocol):
    """A fitted model before calibration: its own columns, encoding and estimator."""

    def raw(self, frame: pd.DataFrame) -> np.ndarray:
        """Score rows in the family's own unit: (n,), or (n, classes) for several classes."""
        ...

    def files(self) -> dict[str, bytes]:
        """Return what has to be kept, by file name."""
        ...


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of model: a row of the registry.

    Parameters
    ----------
    name
        What a caller writes.
    title
        What a person reads.
    good_at
        One sentence: when to choose it.
    fit
        ``fit(frame, y, context)``; never changes its input.
    restore
        Builds the fitted model from the files it gave.
    seconds
        ``seconds(rows, columns, outputs)``: a rough estimate of one fit on two slow cores.
    uses_gpu
        Whether a GPU makes it faster.
    needs_calibration
        Whether its output has to be calibrated on rows it has not seen.
    """

    name: str
    title: str
    good_at: str
    fit: Callable[[pd.DataFrame, np.ndarray, FitContext], Fitted]
    restore: Callable[[Files], Fitted]
    seconds: Callable[[int, int, int], float]
    uses_gpu: bool = False
    needs_calibration: bool = True

    def estimate_seconds(self, rows: int, columns: int, kind: str, classes: int = 2) -> float:
        """Estimate how long training takes, within a factor of about three.

        Parameters
        ----------
        rows, columns
            Size of the table.
        kind
            ``binary``, ``multiclass`` or ``regression``.
        classes
            Number of classes, for ``multiclass``.

        Returns
        -------
        float
            Seconds on two slow cores, without a GPU; the order of magnitude is the message.

        Examples
        --------
        >>> from lepton.models import get_family
        >>> quick = get_family("linear").estimate_seconds(10_000, 20, "binary")
        >>> slow = get_family("ensemble").estimate_seconds(10_000, 20, "binary")
        >>> quick < slow
        True
        """
        outputs = max(classes, 3) if kind == "multiclass" else 1
        one = self.seconds(rows, columns, outputs)
        few = CROSS_FIT_AT_MOST if kind == "regression" else CROSS_FIT_ROWS
        crossed = self.needs_calibration and rows < few
        return 0.3 + one * (CROSS_FIT_COST if crossed else 1.0)
