"""The baseline looks at nothing, so nothing contributes."""

import numpy as np

from lepton.explanation.request import Contributions, Request
from lepton.models.baseline import Baseline

__all__ = ["contributions"]


def contributions(fitted: Baseline, request: Request) -> Contributions:
    """Return zeros."""
    base = fitted.raw(request.frame)
    return Contributions(np.zeros((base.shape[0], request.n_features, *base.shape[1:])), base)
