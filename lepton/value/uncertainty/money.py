"""Which prices hold: from assumptions, a payoff, or ready-made ones."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from lepton.errors import InputError, must
from lepton.value.assumptions import Assumptions
from lepton.value.checks import Floats, amount
from lepton.value.counts import ScoreCounts
from lepton.value.curve import depth
from lepton.value.payoff import Payoff
from lepton.value.pricing import Prices, prices_for, prices_of

__all__ = ["Money", "Terms", "cut_off", "level_of", "seed_of", "terms_for", "whole"]

Money: TypeAlias = Assumptions | Payoff | Prices

MOST_DRAWS = 100_000
FEWEST_DRAWS = 100


@dataclass(frozen=True, slots=True)
class Terms:
    """Prices per counted decision, and the share of positives expected in use.

    Parameters
    ----------
    prices
        Constants of the formula for the counts as they are.
    base_rate
        Share of positives that is taken for certain; None for the share in the data, which is
        itself a draw.
    """

    prices: Prices
    base_rate: float | None = None

    def factors(self, positives: Any, negatives: Any) -> tuple[Any, Any]:
        """How much each positive and each negative counts, so that all add up to their sum."""
        total = positives + negatives
        if self.base_rate is None:
            return 1.0, 1.0
        with np.errstate(divide="ignore", invalid="ignore"):
            return (
                np.where(positives > 0, self.base_rate * total / positives, 0.0),
                np.where(negatives > 0, (1 - self.base_rate) * total / negatives, 0.0),
            )

    def standard_error(self, counts: ScoreCounts, index: int) -> float:
        """Standard error of the profit of acting above one fixed cut-off.

        With g the gain of a row above the cut-off and 0 below, ``scale · sqrt(Σg² − (Σg)²/n)``:
        the textbook error of a sum. With a base rate taken for certain, positives and
        negatives each have their own.
        """
        p, i = self.prices, range(len(counts))[index]
        tp, fp = float(counts.tp[i]), float(counts.n[i] - counts.tp[i])
        first, second = p.right * tp, p.right**2 * tp
        if p.value:
            worth, squares = float(counts.value_of_hits()[i]), float(squares_of(counts)[i])
            first += p.value * worth
            second += p.value**2 * squares + 2 * p.value * p.right * worth
        wrong, wrong2 = p.wrong * fp, p.wrong**2 * fp
        if self.base_rate is None:
            variance = second + wrong2 - (first + wrong) ** 2 / counts.total
            return p.scale * float(np.sqrt(max(0.0, variance)))
        negatives = counts.total - counts.positives
        on, off = self.factors(counts.positives, negatives)
        variance = on**2 * counts.hit_weight * _spread(second, first, counts.positives)
        variance += off**2 * counts.other_weight * _spread(wrong2, wrong, negatives)
        return p.scale * float(np.sqrt(max(0.0, variance)))


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
        return Terms(money)
    if isinstance(money, Payoff):
        total, positives = counts.total, counts.positives
        free = {"fixed_cost": 0.0, "population": None}
        return Terms(prices_of(money, **free, total=total, positives=positives))  # type: ignore[arg-type]
    if isinstance(money, Assumptions):
        # gains by row hold hits and others together: there the base rate is in the weights
        base_rate = None if counts.spend is not None else money.base_rate
        return Terms(prices_for(counts, money), base_rate)
    then = "Write Assumptions(…) or Payoff(tp=…, fp=…)."
    raise InputError(must("money", "Assumptions, a Payoff or Prices", repr(money), then))


def squares_of(counts: ScoreCounts) -> Floats:
    """Sum of the squared value over the hits.

    Raises
    ------
    InputError
        The counts have a value column but not its squares.
    """
    squares = counts.value2_tp
    if squares is None:
        then = "Count the scores again with ScoreCounts.from_scores(…, value=…)."
        raise InputError(must("counts", "counted with the squares of the value", "none", then))
    return squares


def cut_off(counts: ScoreCounts, fraction: float) -> int:
    """Index of the deepest cut-off that acts on at most this share."""
    return int(depth(counts.n, fraction))


def level_of(level: Any) -> float:
    """How sure a range is: from 0.5 to 0.999."""
    return amount("level", level, least=0.5, most=0.999, then="Write 90 % as 0.9.")


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


def _spread(squares: float, sums: float, count: float) -> float:
    return squares - sums**2 / count if count > 0 else 0.0
