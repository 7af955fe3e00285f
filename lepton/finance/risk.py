"""What many trials of a case come to: ranges and chances, and where the spread comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from lepton.finance.drawing import Draws
from lepton.finance.usable import MODEL
from lepton.value.checks import Floats, amount
from lepton.value.result import Result

__all__ = ["Risk", "said_share"]

PARTS = (
    (0.08, "a small part"),
    (0.16, "a tenth"),
    (0.22, "a fifth"),
    (0.29, "a quarter"),
    (0.41, "a third"),
    (0.58, "half"),
    (0.70, "two thirds"),
    (0.85, "three quarters"),
    (0.95, "nine tenths"),
)


@dataclass(frozen=True, eq=False)
class Risk(Result):
    """The net present value in many trials, and what it depends on.

    Attributes
    ----------
    npv
        Net present value of every trial, shape (trials,): all sources of uncertainty together.
    payback
        Months until each trial has paid back, shape (trials,); NaN where it does not.
    base
        Net present value if it is delivered and everything is as assumed.
    p10, p50, p90
        One trial in ten comes to less than ``p10``, half to less than ``p50``, nine in ten to
        less than ``p90``.
    mean, sd
        Over the trials.
    chance_positive
        Share of the trials above 0.
    expected_shortfall
        Mean of the worst 5 % of the trials.
    monte_carlo_error
        Standard error of the mean that comes from the number of trials alone.
    npv_model, npv_assumptions
        The same trials with one source alone, shape (trials,): the error of the model with every
        assumption as it is, and the assumptions with the model as measured.
    share_of_model, share_of_assumptions
        Of the variance of the two sources alone; they add up to 1, or are both 0 where nothing
        varies.
    shares_by_name
        Share of each assumption, largest first; together with ``share_of_model`` they add up to
        1. See :func:`lepton.finance.shares.by_name`.
    cumulative_low, cumulative_mid, cumulative_high
        P10, P50 and P90 of the running sum of money in every month, shape (months + 1,).
    correlated
        Whether assumptions were drawn together; shares of single ones overlap then.
    trials, seed
        How many, and where the draws started.
    draws
        What each trial assumed.
    """

    npv: Floats
    payback: Floats
    base: float
    p10: float
    p50: float
    p90: float
    mean: float
    sd: float
    chance_positive: float
    expected_shortfall: float
    monte_carlo_error: float
    npv_model: Floats
    npv_assumptions: Floats
    share_of_model: float
    share_of_assumptions: float
    shares_by_name: Mapping[str, float]
    cumulative_low: Floats
    cumulative_mid: Floats
    cumulative_high: Floats
    correlated: bool
    trials: int
    seed: int
    draws: Draws

    def chance_payback_within(self, months: float) -> float:
        """Share of the trials that have paid back after so many months.

        Raises
        ------
        InputError
            The months are negative or no number.
        """
        then = "Enter a number of months."
        limit = amount("months", months, least=0.0, most=1e6, then=then)
        return float(np.mean(self.payback <= limit))

    @property
    def chance_error(self) -> float:
        """Standard error of ``chance_positive`` that comes from the number of trials alone."""
        return float(np.sqrt(self.chance_positive * (1 - self.chance_positive) / self.trials))

    @property
    def model_shift(self) -> float:
        """Mean of the trials with the error of the model alone, less the base."""
        return float(self.npv_model.mean()) - self.base

    @property
    def sources(self) -> dict[str, float]:
        """Share of the spread by source, largest first; the model is named "model"."""
        found = {MODEL: self.share_of_model, **self.shares_by_name}
        return dict(sorted(found.items(), key=lambda pair: -pair[1]))

    @property
    def main_source(self) -> tuple[str, str] | None:
        """Name of the largest source and its share in words; None where nothing varies.

        ("success_rate", "two thirds") reads "two thirds of the spread comes from …".
        """
        name, share = next(iter(self.sources.items()))
        return (name, said_share(share)) if share > 0 else None

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; the draws of single assumptions are left out."""
        told = super().to_dict()
        del told["draws"]  # they follow from the ranges and the seed
        return told


def said_share(share: float) -> str:
    """A share of the spread in words.

    Examples
    --------
    >>> said_share(0.65), said_share(0.5), said_share(0.99)
    ('two thirds', 'half', 'nearly all')
    """
    return next((words for limit, words in PARTS if share < limit), "nearly all")
