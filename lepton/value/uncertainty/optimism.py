"""How much the best share is flattered by being chosen on the rows that report it."""

from dataclasses import dataclass

import numpy as np

from lepton.value.counts import ScoreCounts
from lepton.value.result import Result
from lepton.value.uncertainty.money import Money, seed_of, terms_for, whole
from lepton.value.uncertainty.replicates import Replicates, estimated, evenly
from lepton.value.uncertainty.tables import Bins

__all__ = ["Optimism", "optimism"]

POINTS = 1000
SPLITS = 500
PART = 0.2


@dataclass(frozen=True, slots=True)
class Optimism(Result):
    """The largest profit of a curve, and what of it will probably not come.

    Parameters
    ----------
    apparent
        Most profit along the curve, on the rows that chose the share: do not quote.
    optimism
        What of it is luck of the choice, on average.
    corrected
        The rest.
    relative
        Optimism as a share of the rest; None where nothing is left.
    fraction
        The share with most profit.
    """

    apparent: float
    optimism: float
    corrected: float
    relative: float | None
    fraction: float


def optimism(counts: ScoreCounts, money: Money, *, splits: int = SPLITS, seed: int = 0) -> Optimism:
    """Tell how much of the most profit is luck of having chosen the share on the same rows.

    Again and again the share is chosen on four fifths of the rows, drawn at random, and priced
    on the fifth that was left out; the mean of these prices is what can be expected. The usual
    correction by the bootstrap (Efron 1983) was tried first and takes off only about two thirds
    of the optimism at 500 rows: the largest value of a curve is too rugged for it.

    Parameters
    ----------
    counts
        Scores of rows that the model was not fitted on; a weight counts as that many rows.
    money
        Assumptions, a payoff that is the same in every row, or prices. Limits are left aside.
    splits
        How often to split, 100 to 100,000.

    Returns
    -------
    Money as in the curve of the counts: per month under assumptions.

    Examples
    --------
    >>> from lepton.value import Payoff
    >>> counts = ScoreCounts.from_scores([1, 0, 1, 0] * 100, np.arange(400) % 37)
    >>> found = optimism(counts, Payoff(tp=10, fp=-9))
    >>> found.apparent > found.corrected
    True
    """
    times, rng = whole("splits", splits, least=100), seed_of(seed)
    terms = terms_for(counts, money)
    profit = estimated(terms)
    best = int(profit.argmax())
    kept = counts if len(counts) <= POINTS else evenly(counts, POINTS)
    apparent, left = float(profit[best]), _left_out(kept, money, times, rng)
    return Optimism(
        apparent=apparent,
        optimism=apparent - left,
        corrected=left,
        relative=(apparent - left) / left if left > 0 else None,
        fraction=float(terms.counts.n[best] / terms.counts.total),
    )


def _left_out(counts: ScoreCounts, money: Money, times: int, rng: np.random.Generator) -> float:
    """Mean profit on the rows left out, at the share that was best on the others."""
    out, rest = Bins.of(counts).left_out(PART, times, rng)
    chosen = Replicates.from_bins(counts, rest, "chosen on").profit(money).argmax(axis=0)
    priced = Replicates.from_bins(counts, out, "left out").profit(money)
    return float(priced[chosen, np.arange(times)].mean())
