"""What is asked of an explanation, and what a family answers."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lepton.models import Model, Progress

__all__ = ["Contributions", "Request"]


@dataclass(frozen=True)
class Request:
    """Rows to explain, of one fitted family.

    Parameters
    ----------
    frame
        The rows.
    n_features, n_classes
        Original columns, and classes (1 for a number).
    kind
        Of the target.
    exact
        False for a quick picture.
    sample
        Rows to compare with, where a family needs them.
    progress
        Where to report.
    """

    frame: pd.DataFrame
    n_features: int
    n_classes: int
    kind: str
    exact: bool
    sample: pd.DataFrame
    progress: Progress

    @classmethod
    def of(cls, model: Model, frame: pd.DataFrame, *, exact: bool, progress: Progress) -> "Request":
        """Ask for these rows of a model."""
        return cls(
            frame=frame,
            n_features=len(model.problem.features),
            n_classes=max(len(model.problem.classes), 1),
            kind=model.problem.kind,
            exact=exact,
            sample=model.sample,
            progress=progress,
        )


@dataclass(frozen=True)
class Contributions:
    """What a family answers, in its own unit, before calibration.

    Parameters
    ----------
    pushes
        Shape (n, features), or (n, features, classes) for several classes.
    base
        Shape (n,), or (n, classes).
    error
        Standard error of every push, where they are an estimate from sampling; None where they
        are not.
    """

    pushes: np.ndarray
    base: np.ndarray
    error: np.ndarray | None = None
