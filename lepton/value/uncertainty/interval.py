"""The range of the profit at one policy."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from lepton.value.answer import answer
from lepton.value.assumptions import Assumptions
from lepton.value.checks import share
from lepton.value.counts import ScoreCounts
from lepton.value.curve import depth
from lepton.value.result import Result
from lepton.value.uncertainty.bands import tails
from lepton.value.uncertainty.money import Money, Terms, level_of, terms_for
from lepton.value.uncertainty.replicates import Replicates, only

__all__ = ["ProfitInterval", "profit_interval"]

DRAWS = 10_000


@dataclass(frozen=True, slots=True)
class ProfitInterval(Result):
    """Profit at one fixed cut-off, and how far chance may have moved it.

    Parameters
    ----------
    fraction
        Share of all decisions above the cut-off.
    profit
        Money in the rows as they are.
    low, high
        Range from the bootstrap.
    chance_of_profit
        Share of the replicates that earn more than nothing.
    standard_error
        Of the profit.
    normal_low, normal_high, normal_chance
        The same from the normal distribution, without any draw.
    level
        How sure the ranges are meant to be.
    method
        How the replicates were drawn, in words.
    """

    fraction: float
    profit: float
    low: float
    high: float
    chance_of_profit: float
    standard_error: float
    normal_low: float
    normal_high: float
    normal_chance: float
    level: float
    method: str


def profit_interval(
    source: Replicates | ScoreCounts,
    money: Money,
    *,
    fraction: float | None = None,
    level: float = 0.9,
    seed: int = 0,
) -> ProfitInterval:
    """Tell between which amounts the profit of one policy lies, and whether it is a profit.

    The cut-off is held fixed and the rows drawn anew. For a share that was chosen on the same
    rows the range is about the policy, but its middle is flattered: see
    :func:`lepton.value.uncertainty.optimism.optimism`. With g the gain of each row, zero where
    nobody acts, the normal range is ``sum(g) ± z · sd(g) · sqrt(n)``, scaled to the population.

    Parameters
    ----------
    source
        Counts, at their exact cut-off; or replicates, at the nearest of theirs: so that groups
        are drawn whole.
    money
        Assumptions, a payoff that is the same in every row, or prices.
    fraction
        Share acted on, at most; left out, the one to choose under the assumptions, or the most
        profitable one.
    level
        How sure the ranges should be, 0.5 to 0.999.

    Returns
    -------
    Money as in the curve of the counts: per month under assumptions.

    Raises
    ------
    InputError
        The share or the level lies outside its range.

    Examples
    --------
    >>> from lepton.value import Payoff
    >>> counts = ScoreCounts.from_scores([1, 0, 1, 0] * 250, np.arange(1000) % 9)
    >>> found = profit_interval(counts, Payoff(tp=10, fp=-4), fraction=0.5)
    >>> found.low < found.profit < found.high
    True
    """
    sure = level_of(level)
    counts = source.counts if isinstance(source, Replicates) else source
    terms = terms_for(counts, money)
    index = int(depth(terms.counts.n, _share(terms, money, fraction)))
    drawn, at = _drawn(source, index, seed)
    money_drawn = drawn.profit(money)[at]
    groups = isinstance(source, Replicates)
    error = float(money_drawn.std()) if groups else terms.standard_error(index)
    profit = float(drawn.estimate(money)[at])
    low, high = tails(money_drawn, sure)
    reach = NormalDist().inv_cdf((1 + sure) / 2) * error
    return ProfitInterval(
        fraction=float(terms.counts.n[index] / terms.counts.total),
        profit=profit,
        low=float(low),
        high=float(high),
        chance_of_profit=float(np.mean(money_drawn > 0)),
        standard_error=error,
        normal_low=profit - reach,
        normal_high=profit + reach,
        normal_chance=NormalDist().cdf(profit / error) if error > 0 else float(profit > 0),
        level=sure,
        method=f"bootstrap: {money_drawn.size:,} times {drawn.method}; cut-off held fixed",
    )


def _share(terms: Terms, money: Money, fraction: float | None) -> float:
    if fraction is not None:
        return share("fraction", fraction)
    if isinstance(money, Assumptions):
        return answer(terms.counts, money).chosen.fraction
    return terms.counts.best_priced(terms.prices).fraction


def _drawn(source: Replicates | ScoreCounts, index: int, seed: int) -> tuple[Replicates, int]:
    """Replicates and where the cut-off stands in them: of counts only this cut-off is drawn."""
    if isinstance(source, Replicates):
        return source, index
    kept = np.unique([0, index, len(source) - 1])
    drawn = Replicates.of(only(source, kept), replicates=DRAWS, points=None, seed=seed)
    return drawn, int(np.searchsorted(kept, index))
