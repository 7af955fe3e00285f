"""Contributions in a neural network, estimated by sampling."""

from dataclasses import dataclass, replace

import numpy as np

from lepton.explanation.request import Contributions, Request
from lepton.models.neural import Neural

__all__ = ["contributions"]

PAIRS_A_BATCH = 32  # background rows, each with one order of the columns there and back
PAIRS_QUICK = 6
FEWEST_PAIRS = 4
SWITCHES = 4_096  # of columns, over the pairs of a batch: with many columns there are fewer
STEADY = 0.05  # mean standard error, as a share of the mean size of a contribution
MOST_STEPS = 60_000_000  # outputs of the network, over all pairs: about a minute
MOST_PAIRS = 4_096
CELLS_AT_ONCE = 2_000_000  # numbers held at a time: 16 MB


def contributions(fitted: Neural, request: Request) -> Contributions:
    """Estimate SHAP values by antithetic permutations against background rows.

    Going from a background row to the explained one, the original columns are switched over one
    by one in a random order, and back in the reverse order; each switch changes the output, and
    the mean change is the column's contribution. The steps of a path always add up, so the sum
    is exact; how it is shared out is an estimate. Pairs of paths are added until the standard
    error is small, or there have been enough. The seed is fixed.

    Every order of few columns could be tried instead, but the background rows would still be a
    sample.

    Notes
    -----
    Strumbelj & Kononenko (2014), "Explaining prediction models and individual predictions with
    feature contributions", algorithm 1; the reversed order as in Mitchell et al. (2022),
    "Sampling permutations for Shapley value estimation", section 3.3.
    """
    rng = np.random.default_rng(0)
    shown = fitted.encode(request.frame)
    most = _most_pairs(request)
    background = _background(request, most, rng)
    found = _Mean.nothing()
    while found.pairs < most:
        rows = background[found.pairs : found.pairs + min(_batch(request), most - found.pairs)]
        there = _sums(fitted, fitted.encode(request.sample.iloc[rows]), request)
        orders = [rng.permutation(request.n_features) for _ in there]
        share = found.pairs / most, (found.pairs + len(rows)) / most
        part = replace(request, progress=request.progress.part(*share))
        found = found.plus(_batch_of(fitted, shown, there, orders, part))
        if found.is_steady:
            break
    base = np.broadcast_to(found.base, (len(shown), *found.base.shape))
    return Contributions(found.pushes, base, found.error)


@dataclass(frozen=True)
class _Mean:
    """Sums over pairs of paths: of the pushes, of their squares, and of where they start."""

    pairs: int
    total: np.ndarray
    squares: np.ndarray
    starts: np.ndarray

    @classmethod
    def nothing(cls) -> "_Mean":
        return cls(0, np.zeros(()), np.zeros(()), np.zeros(()))

    def plus(self, other: "_Mean") -> "_Mean":
        return _Mean(
            self.pairs + other.pairs,
            self.total + other.total,
            self.squares + other.squares,
            self.starts + other.starts,
        )

    @property
    def pushes(self) -> np.ndarray:
        return self.total / self.pairs

    @property
    def base(self) -> np.ndarray:
        return self.starts / self.pairs

    @property
    def error(self) -> np.ndarray:
        """Standard error of the mean over the pairs."""
        spread = np.maximum(self.squares / self.pairs - self.pushes**2, 0.0)
        return np.sqrt(spread / max(self.pairs - 1, 1))

    @property
    def is_steady(self) -> bool:
        return float(self.error.mean()) <= STEADY * float(np.abs(self.pushes).mean())


def _batch(request: Request) -> int:
    most = PAIRS_A_BATCH if request.exact else PAIRS_QUICK
    return max(FEWEST_PAIRS, min(most, SWITCHES // request.n_features))


def _most_pairs(request: Request) -> int:
    """As many pairs as the budget allows; for a quick picture, one batch."""
    if not request.exact:
        return _batch(request)
    steps = 2 * len(request.frame) * (request.n_features + 1)
    return max(_batch(request), min(MOST_PAIRS, MOST_STEPS // steps))


def _background(request: Request, rows: int, rng: np.random.Generator) -> np.ndarray:
    """Positions in the sample: every row once in a random order, and again, as often as needed."""
    n = len(request.sample)
    return np.concatenate([rng.permutation(n) for _ in range(-(-rows // n))])[:rows]


def _batch_of(
    fitted: Neural,
    shown: np.ndarray,
    there: np.ndarray,
    orders: list[np.ndarray],
    request: Request,
) -> _Mean:
    """One batch of pairs, for the rows in parts that fit into memory."""
    rows = max(1, CELLS_AT_ONCE // there[0].size)
    parts = []
    for start in range(0, len(shown), rows):
        request.progress(start / len(shown), f"Comparing with {len(there)} rows at a time")
        here = _sums(fitted, shown[start : start + rows], request)
        parts.append(_changes_of_pairs(fitted, here, there, orders))
    starts = np.sum([fitted.outputs(sums.sum(axis=0)) for sums in there], axis=0)
    total, squares = (np.concatenate(column) for column in zip(*parts, strict=True))
    return _Mean(len(there), total, squares, starts)


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


def _changes_of_pairs(
    fitted: Neural, here: np.ndarray, there: np.ndarray, orders: list[np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """Sum and sum of squares, over pairs, of the mean change at every switch: (n, features, …)."""
    total, squares = np.zeros(()), np.zeros(())
    for start, order in zip(there, orders, strict=True):
        ways = (order, order[::-1])
        change = sum(_changes(fitted, here, start, way) for way in ways) / len(ways)
        total, squares = total + change, squares + change**2
    return total, squares


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
