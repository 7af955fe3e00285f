"""What :func:`lepton.value.measures.measures` gives: every curve of a ranking."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats
from lepton.value.net_benefit import NetBenefit
from lepton.value.result import Result

__all__ = ["Measured", "Measures", "Roc"]


@dataclass(frozen=True, eq=False)
class Measured(Result):
    """One policy, such as the model's ranking, at every share acted on; arrays of shape (m,).

    What is undefined, such as the precision of acting on nobody, is nan. Money is None where no
    assumptions were given.

    Parameters
    ----------
    fraction, n, threshold
        Share of decisions acted on, how many, and the lowest score among them.
    tp
        Those of them where the outcome happens.
    gains
        Share of all hits that are among them: cumulative gains, or recall.
    response
        Share of them that are hits: cumulative response, or precision.
    lift
        That share over the share of hits among all.
    profit, cost, roi
        Money earned, money spent, and profit over that of nobody per unit spent.
    marginal_profit
        What one more decision earns in this part of the ranking, of ``parts`` equal ones.
    captured
        Profit between the better of everybody and nobody (0) and a perfect ranking (1).
    """

    fraction: Floats
    n: Floats
    threshold: Floats
    tp: Floats
    gains: Floats
    response: Floats
    lift: Floats
    profit: Floats | None = None
    cost: Floats | None = None
    roi: Floats | None = None
    marginal_profit: Floats | None = None
    captured: Floats | None = None

    @property
    def recall(self) -> Floats:
        """Share of all hits that are acted on; the gains."""
        return self.gains

    @property
    def precision(self) -> Floats:
        """Share of those acted on that are hits; the response."""
        return self.response


@dataclass(frozen=True, eq=False)
class Roc(Result):
    """The ROC curve, and the few of its points that can be the best for some money.

    Parameters
    ----------
    false_alarms, found
        Share of the negatives and of the hits acted on at every cut-off, shape (m,).
    hull
        Indices of the corners of the convex hull, shape (h,).
    hull_precision
        Share of hits between each corner and the one before, falling, shape (h − 1,): a corner
        is best where the break-even precision lies between its two stretches.
    area
        Area under the curve; None where there are no hits or only hits.
    """

    false_alarms: Floats
    found: Floats
    hull: npt.NDArray[np.intp]
    hull_precision: Floats
    area: float | None


@dataclass(frozen=True, eq=False)
class Measures(Result):
    """All curves of one ranking beside those of nobody, everybody, chance and hindsight.

    Parameters
    ----------
    model
        Acting on the highest scores.
    nobody, everybody
        The two constant policies, told at the shares of the model.
    random
        Acting on the same shares at random, in expectation.
    perfect
        Acting on the hits first; its profit is that of the best ranking there can be.
    roc
        False alarms against hits found.
    net_benefit
        Decision curves; None where the scores are no probabilities.
    base_rate
        Share of hits among all decisions.
    captured
        Most that the model captures of the profit between the better constant policy and a
        perfect ranking; None without money, or where even that adds nothing. The share is picked
        on these very rows: the honest one is :attr:`lepton.value.Answer.captured`.
    """

    model: Measured
    nobody: Measured
    everybody: Measured
    random: Measured
    perfect: Measured
    roc: Roc
    net_benefit: NetBenefit | None
    base_rate: float
    captured: float | None

    def to_frame(self) -> Any:
        """The model's curves as a table; those of the others are in their own."""
        return self.model.to_frame()
