"""Contributions in a neural network, estimated by sampling."""

import numpy as np
import pandas as pd

from lepton.explanation.request import Contributions, Request
from lepton.models.neural import Neural

__all__ = ["contributions"]

PAIRS = 32  # background rows, each with one order of the columns there and back
PAIRS_QUICK = 6
FEWEST_PAIRS = 4
SWITCHES = 4_096  # of columns, over all pairs: with many columns there are fewer pairs
CELLS_AT_ONCE = 2_000_000  # numbers held at a time: 16 MB


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
    there = _sums(fitted, fitted.encode(_background(request, _pairs(request), rng)), request)
    orders = [rng.permutation(request.n_features) for _ in there]
    shown = fitted.encode(request.frame)
    rows = max(1, CELLS_AT_ONCE // there[0].size)
    parts = []
    for start in range(0, len(shown), rows):
        request.progress(start / len(shown), f"Row {start:,} of {len(shown):,}")
        here = _sums(fitted, shown[start : start + rows], request)
        parts.append(_mean_changes(fitted, here, there, orders))
    base = np.mean([fitted.outputs(sums.sum(axis=0)) for sums in there], axis=0)
    pushes = np.concatenate(parts)
    return Contributions(pushes, np.broadcast_to(base, (len(shown), *base.shape)), sampled=True)


def _pairs(request: Request) -> int:
    most = PAIRS if request.exact else PAIRS_QUICK
    return max(FEWEST_PAIRS, min(most, SWITCHES // request.n_features))


def _background(request: Request, rows: int, rng: np.random.Generator) -> pd.DataFrame:
    chosen = rng.permutation(len(request.sample))[:rows]
    return request.sample.iloc[np.sort(chosen)]


def _sums(fitted: Neural, encoded: np.ndarray, request: Request) -> np.ndarray:
    """What every original column adds to the first layer: (n, features, width).

    A column acts on the network only by this sum: switching it is one addition.
    """
    first, groups = fitted.network.weights[0], fitted.encoder.groups
    sums = np.zeros((len(encoded), request.n_features, first.shape[1]))
    for feature in range(request.n_features):
        own = np.flatnonzero(groups == feature)
        sums[:, feature] = encoded[:, own] @ first[own]
    return sums


def _mean_changes(
    fitted: Neural, here: np.ndarray, there: np.ndarray, orders: list[np.ndarray]
) -> np.ndarray:
    """Mean change of the output at every switch, over all pairs: (n, features, ...)."""
    pairs = zip(there, orders, strict=True)
    paths = [(start, way) for start, order in pairs for way in (order, order[::-1])]
    total = _changes(fitted, here, *paths[0])
    for start, order in paths[1:]:
        total += _changes(fitted, here, start, order)
    return total / len(paths)


def _changes(fitted: Neural, here: np.ndarray, start: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Change of the output at every switch on one path from a background row."""
    sums = np.empty((len(here), len(order) + 1, here.shape[2]))
    sums[:, 0] = start.sum(axis=0)
    np.cumsum(here[:, order] - start[order], axis=1, out=sums[:, 1:])
    sums[:, 1:] += sums[:, :1]
    outputs = fitted.outputs(sums)
    changes = np.empty((len(here), len(order), *outputs.shape[2:]))
    changes[:, order] = np.diff(outputs, axis=1)
    return changes
