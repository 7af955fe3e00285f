"""Which prices hold: from assumptions, a payoff, or ready-made ones."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, NotApplicable, must
from lepton.value.assumptions import Assumptions
from lepton.value.base_rate import at_base_rate
from lepton.value.checks import Floats, amount
from lepton.value.counts import ScoreCounts
from lepton.value.payoff import Payoff
from lepton.value.pricing import Prices, prices_for, prices_of
from lepton.value.spread import standard_error_at

__all__ = [
    "Money",
    "Terms",
    "label_shift",
    "level_of",
    "seed_of",
    "squares_of",
    "terms_for",
    "whole",
]

Money: TypeAlias = Assumptions | Payoff | Prices

MOST_DRAWS = 100_000
FEWEST_DRAWS = 100
LEAST_SURE, MOST_SURE = 0.5, 0.999


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Counts in use, what they are worth, and the share of positives expected in use.

    Parameters
    ----------
    counts
        Re-weighted to the base rate in use.
    prices
        Constants of the formula for them.
    base_rate
        Share of positives that is taken for certain; None for the share in the data, which is
        itself a draw.
    """

    counts: ScoreCounts
    prices: Prices
    base_rate: float | None = None

    def factors(self, positives: Any, negatives: Any) -> tuple[Any, Any]:
        """How much each positive and each negative counts, so that all add up to their sum."""
        if self.base_rate is None:
            return 1.0, 1.0
        total = positives + negatives
        with np.errstate(divide="ignore", invalid="ignore"):
            return (
                np.where(positives > 0, self.base_rate * total / positives, 0.0),
                np.where(negatives > 0, (1 - self.base_rate) * total / negatives, 0.0),
            )

    def standard_error(self, index: int) -> float:
        """Standard error of the profit of acting above one fixed cut-off; see the spread."""
        i, known = range(len(self.counts))[index], self.base_rate is not None
        return standard_error_at(self.counts, self.prices, i, by_class=known)


def terms_for(counts: ScoreCounts, money: Money) -> Terms:
    """Read assumptions, a payoff that is the same in every row, or prices.

    Raises
    ------
    InputError
        Anything else.
    NotApplicable
        The payoff differs from row to row, or the value column was not counted.
    """
    if isinstance(money, Prices):
        return Terms(counts, money)
    if isinstance(money, Payoff):
        total, positives = counts.total, counts.positives
        priced = prices_of(money, fixed_cost=0.0, population=None, total=total, positives=positives)
        return Terms(counts, priced)
    if isinstance(money, Assumptions):
        shifted = at_base_rate(counts, money.base_rate)
        # gains by row hold hits and others together: there the base rate is in the weights
        base_rate = None if counts.spend is not None else money.base_rate
        return Terms(shifted, prices_for(shifted, money), base_rate)
    then = "Write Assumptions(…) or Payoff(tp=…, fp=…)."
    raise InputError(must("money", "Assumptions, a Payoff or Prices", repr(money), then))


def squares_of(counts: ScoreCounts) -> Floats:
    """Sum of the squared value over the hits.

    Raises
    ------
    NotApplicable
        The counts have a value column but not its squares.
    """
    if counts.value2_tp is None:
        then = "Count the scores again with ScoreCounts.from_scores(…, value=…)."
        raise NotApplicable(must("counts", "counted with the squares of the value", "none", then))
    return counts.value2_tp


def label_shift(hit: npt.NDArray[np.bool_], weight: Floats, base_rate: float | None) -> Floats:
    """Weights that bring the share of positives to the base rate; None leaves it."""
    known = float(weight[hit].sum() / weight.sum())
    if base_rate is None or not 0 < known < 1:
        return weight
    return weight * np.where(hit, base_rate / known, (1 - base_rate) / (1 - known))


def level_of(level: Any) -> float:
    """How sure a range is: from 0.5 to 0.999."""
    then = "Write 90 % as 0.9."
    sure = amount("level", level, then=then)
    if not LEAST_SURE <= sure <= MOST_SURE:
        rule = f"between {LEAST_SURE} and {MOST_SURE}"
        raise InputError(must("level", rule, f"{sure:g}", then))
    return sure


def whole(name: str, value: Any, *, least: int = FEWEST_DRAWS, most: int = MOST_DRAWS) -> int:
    """A whole number of draws, points or bins."""
    then = "1,000 are enough for a chart, 10,000 for a quoted figure."
    if name != "replicates":
        then = "Pass a whole number."
    number = amount(name, value, least=least, most=most, then=then)
    if number != int(number):
        raise InputError(must(name, "a whole number", repr(value), then))
    return int(number)


def seed_of(seed: Any) -> np.random.Generator:
    """A stream of random numbers that is the same for the same seed."""
    return np.random.default_rng(whole("seed", seed, least=0, most=2**53))
