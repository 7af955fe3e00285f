"""Which assumptions matter, alone and through others: Sobol's indices of variance.

Saltelli's design: two independent samples A and B of N points, and for each of d inputs the
sample A with that input's column from B, so N · (d + 2) runs. First order after Saltelli et al.
(2010), Computer Physics Communications 181:259–270; total order after Jansen (1999), Computer
Physics Communications 117:35–43.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from lepton.errors import InputError, must
from lepton.finance.case import Case
from lepton.finance.earning import Earning
from lepton.finance.ranges import Range
from lepton.finance.simulate import npvs
from lepton.finance.usable import MODEL, usable
from lepton.value.checks import Floats
from lepton.value.result import Result

__all__ = ["SobolIndex", "indices", "sobol"]

FEWEST, MOST = 64, 65_536
RESAMPLED = 200


@dataclass(frozen=True, slots=True)
class SobolIndex(Result):
    """Share of one input in the variance of the net present value.

    Attributes
    ----------
    name
        The assumption, "delivered", or "model" for the bootstrap draw.
    first
        Share that goes away if it alone were known; about 0 to 1.
    total
        Share that stays if all others were known; more than ``first`` where it works through
        others.
    first_error, total_error
        Standard errors from the number of runs alone (bootstrap).
    """

    name: str
    first: float
    total: float
    first_error: float
    total_error: float


def sobol(
    case: Case,
    earning: Earning,
    ranges: Mapping[str, Range],
    *,
    size: int = 1024,
    seed: int = 0,
) -> list[SobolIndex]:
    """Tell how much of the spread each assumption makes, alone and together with others.

    All inputs are taken as independent: strengths between assumptions are not used, and where
    there are some, :attr:`lepton.finance.Risk.shares_by_name` is the figure to show.

    Parameters
    ----------
    case, earning
        The assumptions of the investment, and what one decision earns.
    ranges
        What may vary, by assumption.
    size
        Points in each sample, a power of 2 from 64 to 65,536; there are ``size · (inputs + 2)``
        runs.
    seed
        The same seed gives the same points.

    Returns
    -------
    One for each input, the largest total first; empty where nothing varies.

    Raises
    ------
    InputError
        A range or the size cannot be used.

    Examples
    --------
    >>> from lepton.finance import Case, FlatEarning
    >>> earning = FlatEarning(profit=2.5, decisions_per_month=1000)
    >>> found = sobol(Case(delivery_chance=1.0), earning, {
    ...     "profit": Range.uniform(2, 3), "hosting": Range.uniform(100, 200)})
    >>> [(each.name, round(each.total, 2)) for each in found]
    [('profit', 0.98), ('hosting', 0.02)]
    """
    known = usable(case, earning, ranges)
    fixed = {name: given.mean for name, given in known.items() if not given.varies}
    varying = {name: given for name, given in known.items() if given.varies}
    names = [*varying, MODEL] if earning.draws else list(varying)

    def worth(u: Floats) -> Floats:
        values = {name: varying[name].ppf(u[i]) for i, name in enumerate(varying)}
        which = (u[-1] * earning.draws).astype(np.intp) if earning.draws else None
        return npvs(case, earning, {**fixed, **values}, which, u.shape[1])

    if not names:
        _power("size", size)
        return []
    found = indices(worth, len(names), size=size, seed=seed)
    rows = [SobolIndex(n, *map(float, row)) for n, row in zip(names, found.T, strict=True)]
    return sorted(rows, key=lambda each: (-each.total, each.name))


def indices(
    function: Callable[[Floats], Floats], inputs: int, *, size: int = 1024, seed: int = 0
) -> Floats:
    """Sobol's indices of any function of independent inputs.

    Parameters
    ----------
    function
        Takes shares of chance, shape (inputs, runs) between 0 and 1, and gives shape (runs,).
    inputs
        How many inputs it has.
    size
        Points in each sample, a power of 2 from 64 to 65,536.
    seed
        The same seed gives the same points.

    Returns
    -------
    First order, total order, and the standard error of each: shape (4, inputs).

    Raises
    ------
    InputError
        The size cannot be used.
    """
    from scipy.stats import qmc

    points = qmc.Sobol(2 * inputs, rng=seed).random_base2(_power("size", size).bit_length() - 1).T
    one, other = points[:inputs], points[inputs:]
    a, b = (function(np.ascontiguousarray(u)) for u in (one, other))
    mixed = np.stack([function(_swapped(one, other, i)) for i in range(inputs)])
    centre = (a.mean() + b.mean()) / 2
    a, b, mixed = a - centre, b - centre, mixed - centre  # fewer digits are lost
    alone, through = b * (mixed - a), (a - mixed) ** 2 / 2
    spread = (a * a + b * b) / 2
    weights = np.random.default_rng(seed).poisson(1.0, (RESAMPLED, size)).astype(np.float64)
    again = [_over(weights @ part.T, weights @ spread) for part in (alone, through)]
    return np.stack([
        *(_over(part.sum(axis=1)[None], np.array([spread.sum()]))[0] for part in (alone, through)),
        *(part.std(axis=0) for part in again),
    ])  # fmt: skip


def _swapped(one: Floats, other: Floats, at: int) -> Floats:
    mixed = one.copy()
    mixed[at] = other[at]
    return mixed


def _over(parts: Floats, whole: Floats) -> Floats:
    """Shares of the whole, 0 where nothing varies."""
    enough = whole > 0
    return np.where(enough[:, None], parts / np.where(enough, whole, 1.0)[:, None], 0.0)


def _power(name: str, value: int) -> int:
    plain = isinstance(value, int) and not isinstance(value, bool)
    if not plain or not FEWEST <= value <= MOST or value & (value - 1):
        rule = f"a power of 2 from {FEWEST} to {MOST:,}"
        raise InputError(must(name, rule, repr(value), "1024 is usual."))
    return value
