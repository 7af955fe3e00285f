"""Where the spread comes from: the share of each assumption in the variance."""

from collections.abc import Mapping

import numpy as np

from lepton.value.checks import Floats

__all__ = ["by_name", "by_source", "explained"]

CELLS = 20


def by_source(model: Floats, assumptions: Floats) -> tuple[float, float]:
    """Shares of the model and of the assumptions in the sum of their variances.

    Each variance is that of the trials in which the source varies alone. What arises only where
    both vary at once belongs to neither and is left out.

    Examples
    --------
    >>> by_source(np.array([-1.0, 1.0]), np.array([-3.0, 3.0]))
    (0.1, 0.9)
    """
    one, other = float(np.var(model)), float(np.var(assumptions))
    scale = max(float(np.abs(model).max()), float(np.abs(assumptions).max()), 1e-12)
    total = one + other
    # differences below rounding are no spread
    return (one / total, other / total) if total > (1e-12 * scale) ** 2 else (0.0, 0.0)


def by_name(
    scores: Mapping[str, Floats], outcome: Floats, together: float, values: Mapping[str, Floats]
) -> dict[str, float]:
    """Shares of single assumptions, largest first, scaled so that they add up to ``together``.

    Each is the part of the variance of ``outcome`` that the assumption explains alone
    (:func:`explained`). What two explain only at once is spread over all of them in proportion,
    and what correlated ones explain jointly is counted for each of them before the scaling.

    Parameters
    ----------
    scores
        Normal scores by name, each of shape (d,).
    outcome
        Net present value of the trials in which the assumptions vary alone, shape (d,).
    together
        Share of all assumptions.
    values
        Values by name: where there are only two, they are taken as they are.
    """
    from scipy.special import ndtr

    found = {name: explained(_cells(ndtr(z), values[name]), outcome) for name, z in scores.items()}
    total = sum(found.values())
    if total <= 0 or together <= 0:
        return dict.fromkeys(found, 0.0)
    scaled = {name: together * share / total for name, share in found.items()}
    return dict(sorted(scaled.items(), key=lambda pair: -pair[1]))


def explained(cell: Floats, outcome: Floats) -> float:
    """Part of the variance that lies between groups of trials, 0 to 1 (correlation ratio).

    Chance makes groups differ a little even where nothing explains anything; that is taken off:
    ε² = 1 - (1 - η²)(n - 1)/(n - groups) (Kelley 1935).

    Parameters
    ----------
    cell
        Group of each trial: whole numbers from 0, shape (d,).
    outcome
        Shape (d,).
    """
    which = cell.astype(np.intp)
    size = np.bincount(which).astype(np.float64)
    filled = size > 0
    centred = outcome - outcome.mean()
    means = np.bincount(which, centred)[filled] / size[filled]
    spread = float(centred @ centred)
    if spread <= 0:
        return 0.0
    between = float(size[filled] @ means**2) / spread
    n, groups = outcome.size, int(filled.sum())
    return max(0.0, 1.0 - (1.0 - between) * (n - 1) / (n - groups))


def _cells(u: Floats, values: Floats) -> Floats:
    """Groups of equal chance; two groups for what is 1 or 0."""
    if np.all((values == 0) | (values == 1)):
        return values
    return np.minimum(np.floor(u * CELLS), CELLS - 1)
