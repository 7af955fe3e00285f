"""Exact contributions of a linear model: weight times distance from the mean."""

import numpy as np

from lepton.explanation.request import Contributions, Request
from lepton.models.linear import Linear

__all__ = ["contributions"]


def contributions(fitted: Linear, request: Request) -> Contributions:
    """Return weight × (value − training mean), summed over the columns of one original.

    Notes
    -----
    The SHAP values of a linear model with independent columns: Lundberg & Lee (2017),
    "A unified approach to interpreting model predictions", corollary 1.
    """
    X = fitted.encoder.encode(request.frame)
    X = X.tocsc() if hasattr(X, "tocsc") else X  # columns of a sparse table are taken out below
    groups, weights = fitted.encoder.groups, fitted.weights
    values = np.zeros((len(request.frame), request.n_features, len(weights)))
    for feature in range(request.n_features):
        request.progress(feature / request.n_features, "Explaining")
        own = np.flatnonzero(groups == feature)
        if len(own):
            values[:, feature] = X[:, own] @ weights[:, own].T - weights[:, own] @ fitted.means[own]
    start = fitted.intercepts + weights @ fitted.means
    base = np.tile(start, (len(request.frame), 1))
    return (
        Contributions(values, base) if fitted.several else Contributions(values[..., 0], base[:, 0])
    )
