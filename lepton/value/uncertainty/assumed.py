"""A band for what is assumed: success rates, benefits and costs that nobody knows exactly."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, NotApplicable, must
from lepton.value.assumptions import Assumptions
from lepton.value.checks import Floats, column
from lepton.value.counts import ScoreCounts
from lepton.value.curve import sealed
from lepton.value.pricing import prices_for
from lepton.value.result import Result
from lepton.value.uncertainty.money import level_of, whole
from lepton.value.uncertainty.replicates import evenly

__all__ = ["AssumedBand", "PriceDraws", "assumption_band"]

FEW = 2000  # draws up to which ordinary partitioning is quicker
SAMPLED = 20
SURE = 4.0  # standard errors of a sampled rank
# what enters the prices as a factor or a term of its own, and never twice in one product
DRAWABLE = (
    "benefit",
    "success_rate",
    "contact_cost",
    "incentive_cost",
    "harm",
    "takers",
    "right",
    "wrong",
    "missed",
    "spared",
    "fixed_cost",
    "decisions_per_month",
)
MOST_DRAWN = 8


@dataclass(frozen=True, slots=True, eq=False)
class PriceDraws:
    """Constants of the formula in many possible worlds; arrays of shape (d,), scale included.

    Parameters
    ----------
    right, wrong, value
        Money for each counted hit, each counted miss, and each unit of the value column.
    off
        Money that does not depend on how many are acted on: what nobody earns less the fixed
        cost.
    """

    right: Floats
    wrong: Floats
    value: Floats
    off: Floats

    @classmethod
    def of(
        cls, counts: ScoreCounts, assumptions: Assumptions, draws: Mapping[str, npt.ArrayLike]
    ) -> "PriceDraws":
        """Price every draw of some assumptions; the others stay as they are.

        Every price is linear in each assumption alone, so it is worked out at the smallest and
        the largest drawn values only, and lies between them in proportion.

        Parameters
        ----------
        counts
            What the prices are for.
        assumptions
            The assumptions that are not drawn.
        draws
            Values for up to eight assumptions by name, each of shape (d,).

        Raises
        ------
        InputError
            A name that cannot be drawn, a value that the assumption cannot have, or arrays of
            different lengths.
        NotApplicable
            Formulas give the money, or a base rate is assumed: price each world by itself.

        Examples
        --------
        >>> counts = ScoreCounts.from_scores([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.2])
        >>> rates = [0.2, 0.3, 0.4]
        >>> offer = Assumptions(benefit=100, contact_cost=1, decisions_per_month=4)
        >>> PriceDraws.of(counts, offer, {"success_rate": rates}).right
        array([19., 29., 39.])
        """
        if assumptions.form == "formula" or assumptions.base_rate is not None:
            then = "Price each world by itself."
            said = must("assumptions", "plain amounts", "formulas or a base rate", then)
            raise NotApplicable(said)
        values = _drawn(draws)
        plain = replace(assumptions, success_low=None, success_high=None)
        found = np.zeros((4, next(iter(values.values())).size))
        for corner in product((False, True), repeat=len(values)):
            at: dict[str, Any] = {}
            share = np.ones(found.shape[1])
            for (name, v), high in zip(values.items(), corner, strict=True):
                at[name] = float(v.max() if high else v.min())
                share *= _nearness(v, high=high)
            p = prices_for(counts, replace(plain, **at))
            constants = (p.scale * p.right, p.scale * p.wrong, p.scale * p.value)
            found += np.outer((*constants, p.nothing - p.fixed), share)
        return cls(*(sealed(row) for row in found))


@dataclass(frozen=True, eq=False)
class AssumedBand(Result):
    """Profit at fixed cut-offs over many possible worlds; arrays of shape (m,).

    Parameters
    ----------
    share
        Share of all decisions above the cut-off; the first is nobody.
    mean
        Mean profit.
    low, high
        Range of the profit at each cut-off.
    level
        Share of the worlds inside the range.
    """

    share: Floats
    mean: Floats
    low: Floats
    high: Floats
    level: float


def assumption_band(
    counts: ScoreCounts, draws: PriceDraws, *, level: float = 0.9, points: int = 200
) -> AssumedBand:
    """Tell between which profits the curve lies if the assumptions are only known roughly.

    It takes the curve of the counts for certain, and the assumptions for uncertain: the
    counterpart of :func:`lepton.value.uncertainty.bands.bands`.

    Parameters
    ----------
    counts
        Scores of rows that the model was not fitted on.
    draws
        Prices in many possible worlds.
    level
        Share of the worlds inside the range, 0.5 to 0.999.
    points
        Cut-offs kept, evenly by share.

    Returns
    -------
    Money as in the curve of the counts: per month under assumptions.

    Examples
    --------
    >>> counts = ScoreCounts.from_scores([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.2])
    >>> offer = Assumptions(benefit=100, contact_cost=1, decisions_per_month=4)
    >>> rates = np.linspace(0.2, 0.4, 101)
    >>> draws = PriceDraws.of(counts, offer, {"success_rate": rates})
    >>> assumption_band(counts, draws).mean.round(6).tolist()
    [0.0, 29.0, 28.0, 57.0, 56.0]
    """
    sure = level_of(level)
    parts = whole("points", points, least=1, most=10_000)
    kept = evenly(counts, parts)
    columns = [kept.tp, kept.n - kept.tp, np.ones(len(kept))]
    prices = [draws.right, draws.wrong, draws.off]
    if draws.value.any():
        columns.append(kept.value_of_hits())
        prices.append(draws.value)
    table, worlds = np.stack(columns, axis=1), np.stack(prices)
    low, high = _tails(table, worlds, sure)
    mean = table @ worlds.mean(axis=1)
    for line in (low, high, mean):
        line[0] = 0.0
    share = kept.n / kept.total
    return AssumedBand(sealed(share), sealed(mean), sealed(low), sealed(high), sure)


def _tails(table: Floats, worlds: Floats, level: float) -> tuple[Floats, Floats]:
    """Quantiles of ``table @ worlds`` along each row, without keeping the product.

    The worlds are put in the order of the middle row first, and only what a sample says may
    belong to a tail is looked at closely: several times as fast as partitioning every row.
    """
    size = worlds.shape[1]
    below = int((1 - level) / 2 * (size - 1))
    low, high = np.empty(len(table)), np.empty(len(table))
    worlds = np.ascontiguousarray(worlds[:, np.argsort(table[len(table) // 2] @ worlds)])
    if size > FEW:
        floor, ceiling = _fences(table @ worlds[:, ::SAMPLED], below / size)
    else:
        floor, ceiling = np.full(len(table), np.inf), np.full(len(table), -np.inf)
    for i, row in enumerate(table):
        money = row @ worlds
        low[i] = _ranked(money, money[money <= floor[i]], below)
        high[i] = -_ranked(-money, -money[money >= ceiling[i]], below)
    return low, high


def _fences(sample: Floats, tail: float) -> tuple[Floats, Floats]:
    """Values that nearly surely lie inside of both quantiles."""
    sample.sort(axis=1)
    size = sample.shape[1]
    up = int(tail * size + SURE * np.sqrt(size * tail * (1 - tail))) + 1
    up = min(up, size - 1)
    return sample[:, up], sample[:, size - 1 - up]


def _ranked(every: Floats, near: Floats, rank: int) -> float:
    """The value at a rank, from the few that are near it if they are enough."""
    few = near if near.size > rank else every.copy()
    few.partition(rank)
    return float(few[rank])


def _drawn(draws: Mapping[str, npt.ArrayLike]) -> dict[str, Floats]:
    strange = [name for name in draws if name not in DRAWABLE]
    if strange or not 0 < len(draws) <= MOST_DRAWN:
        rule = f"one to {MOST_DRAWN} of {', '.join(DRAWABLE)}"
        then = "Name only assumptions that are amounts or rates."
        raise InputError(must("draws", rule, ", ".join(strange or draws) or "none", then))
    size = np.size(next(iter(draws.values())))
    sizes = {name: np.size(v) for name, v in draws.items()}
    if set(sizes.values()) != {size}:
        got = ", ".join(f"{name} {s:,}" for name, s in sizes.items())
        raise InputError(must("draws", "of one length", got, "Draw all of them equally often."))
    return {name: column(name, v, size) for name, v in draws.items()}


def _nearness(values: Floats, *, high: bool) -> Floats:
    """How near each value is to the largest or the smallest, 0 to 1; both together give 1."""
    low, most = values.min(), values.max()
    up = (values - low) / (most - low) if most > low else np.zeros(values.size)
    return up if high else 1 - up
