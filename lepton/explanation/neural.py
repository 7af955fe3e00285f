"""Contributions in a neural network, estimated by sampling."""

import numpy as np
import pandas as pd

from lepton.explanation.request import Contributions, Request
from lepton.models.neural import Neural

__all__ = ["contributions"]

PAIRS = 32  # background rows, each with one order of the columns there and back
PAIRS_QUICK = 6
CELLS_AT_ONCE = 4_000_000  # numbers held at a time: about 32 MB


def contributions(fitted: Neural, request: Request) -> Contributions:
    """Estimate SHAP values by antithetic permutations against background rows.

    Going from a background row to the explained one, the original columns are switched over one
    by one in a random order, and back in the reverse order; each switch changes the output, and
    the mean change is the column's contribution. The steps of a path always add up, so the sum
    is exact; how it is shared out is an estimate. The seed is fixed.

    Notes
    -----
    Strumbelj & Kononenko (2014), "Explaining prediction models and individual predictions with
    feature contributions", algorithm 1; the reversed order as in Mitchell et al. (2022),
    "Sampling permutations for Shapley value estimation", section 3.3.
    """
    rng = np.random.default_rng(0)
    pairs = PAIRS if request.exact else PAIRS_QUICK
    background = fitted.encode(_background(request, pairs, rng))
    shown = fitted.encode(request.frame)
    # a column acts on the first layer only by its own sums: switching it is one addition
    here = _sums(fitted, shown, request.n_features)
    there = _sums(fitted, background, request.n_features)
    outputs = np.stack([fitted.outputs(b[None].sum(axis=1))[0] for b in there])
    total = np.zeros((*here.shape[:2], *outputs.shape[1:]))
    for i, start in enumerate(there):
        request.progress(i / len(there), f"Comparison {i + 1} of {len(there)}")
        order = rng.permutation(request.n_features)
        total += _path(fitted, here, start, order) + _path(fitted, here, start, order[::-1])
    base = outputs.mean(axis=0)
    pushes = total / (2 * len(there))
    return Contributions(pushes, np.broadcast_to(base, (len(shown), *base.shape)), sampled=True)


def _background(request: Request, rows: int, rng: np.random.Generator) -> pd.DataFrame:
    chosen = rng.permutation(len(request.sample))[:rows]
    return request.sample.iloc[np.sort(chosen)]


def _sums(fitted: Neural, encoded: np.ndarray, n_features: int) -> np.ndarray:
    """What every original column adds to the first layer: (n, features, width)."""
    first, groups = fitted.network.weights[0], fitted.encoder.groups
    sums = np.zeros((len(encoded), n_features, first.shape[1]))
    for feature in range(n_features):
        own = np.flatnonzero(groups == feature)
        sums[:, feature] = encoded[:, own] @ first[own]
    return sums


def _path(fitted: Neural, here: np.ndarray, start: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Change of the output at every switch from one background row: (n, features, ...)."""
    width = max(here.shape[2], fitted.network.biases[-1].size)
    rows = max(1, CELLS_AT_ONCE // ((len(order) + 1) * width))
    parts = [_steps(fitted, here[i : i + rows], start, order) for i in range(0, len(here), rows)]
    return np.concatenate(parts)


def _steps(fitted: Neural, here: np.ndarray, start: np.ndarray, order: np.ndarray) -> np.ndarray:
    sums = np.empty((len(here), len(order) + 1, here.shape[2]))
    sums[:, 0] = start.sum(axis=0)
    np.cumsum(here[:, order] - start[order], axis=1, out=sums[:, 1:])
    sums[:, 1:] += sums[:, :1]
    outputs = fitted.outputs(sums)
    changes = np.empty((len(here), len(order), *outputs.shape[2:]))
    changes[:, order] = np.diff(outputs, axis=1)
    return changes
