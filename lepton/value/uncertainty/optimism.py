"""How much the best share is flattered by being chosen on the rows that report it."""

from dataclasses import dataclass

import numpy as np

from lepton.value.counts import ScoreCounts
from lepton.value.result import Result
from lepton.value.uncertainty.money import Money, terms_for
from lepton.value.uncertainty.replicates import Replicates, estimated

__all__ = ["Optimism", "optimism"]

POINTS = 1000
DRAWS = 500


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


def optimism(
    counts: ScoreCounts, money: Money, *, replicates: int = DRAWS, seed: int = 0
) -> Optimism:
    """Tell how much of the most profit is luck of having chosen the share on the same rows.

    In every resampled table the best share is chosen and priced there, and priced on the rows
    as they are; the mean difference is the optimism (Efron 1983; Harrell 2015, section 5.3).
    A share chosen on other rows has none, which is better than any correction.

    Parameters
    ----------
    counts
        Scores of rows that the model was not fitted on.
    money
        Assumptions, a payoff that is the same in every row, or prices.
    replicates
        How often to draw, 100 to 100,000.

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
    terms = terms_for(counts, money)
    points = None if len(counts) <= POINTS else POINTS
    drawn = Replicates.of(counts, replicates=replicates, points=points, seed=seed)
    profit, real = drawn.profit(money), drawn.estimate(money)
    chosen = profit.argmax(axis=0)
    luck = float(np.mean(profit.max(axis=0) - real[chosen]))
    whole_curve = estimated(terms)
    best = int(whole_curve.argmax())
    apparent = float(whole_curve[best])
    left = apparent - luck
    return Optimism(
        apparent=apparent,
        optimism=luck,
        corrected=left,
        relative=luck / left if left > 0 else None,
        fraction=float(terms.counts.n[best] / terms.counts.total),
    )
