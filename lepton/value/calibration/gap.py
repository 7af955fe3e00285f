"""The cut-off that theory asks for against the one that paid: an alarm for probabilities."""

from dataclasses import dataclass

import numpy as np

from lepton.errors import InputError, NotApplicable, must
from lepton.value.assumptions import Assumptions
from lepton.value.counts import ScoreCounts
from lepton.value.curve import first_best
from lepton.value.payoff import Payoff
from lepton.value.result import Result
from lepton.value.uncertainty.money import terms_for
from lepton.value.uncertainty.replicates import estimated

__all__ = ["ThresholdGap", "threshold_gap"]

CERTAIN = 3.0  # standard errors: the best cut-off was picked for its luck as well
MATERIAL = 0.05


@dataclass(frozen=True, slots=True)
class ThresholdGap(Result):
    """Two cut-offs, and what lies between them.

    Parameters
    ----------
    break_even
        Probability from which acting pays if probabilities are right.
    best_threshold
        Lowest score acted on where most was earned; infinity for nobody.
    profit_at_break_even, best_profit
        Money at each.
    lost
        What following the probabilities gives up.
    standard_error
        Of ``lost``.
    alarm
        Whether the loss is neither luck nor small: then the probabilities are off.
    verdict
        "good", "optimistic" (too many were acted on: the probabilities are too high) or
        "pessimistic".
    """

    break_even: float
    best_threshold: float
    profit_at_break_even: float
    best_profit: float
    lost: float
    standard_error: float
    alarm: bool
    verdict: str


def threshold_gap(counts: ScoreCounts, money: Assumptions | Payoff) -> ThresholdGap:
    """Tell whether the cut-off that theory asks for is the one that paid.

    With calibrated probabilities the best cut-off is ``t*`` (Elkan 2001, eq. 2). The best one in
    the data differs by chance; where it earned clearly more, the probabilities are off.

    Parameters
    ----------
    counts
        Probabilities of rows that the model was not fitted on, counted.
    money
        Assumptions, or a payoff, that is the same in every row.

    Returns
    -------
    Money as in the curve of the counts: per month under assumptions.

    Raises
    ------
    InputError
        The scores are no probabilities.
    NotApplicable
        The money differs from row to row: every row has its own threshold.
    NoSolution
        The same choice is best at every probability.

    Examples
    --------
    >>> counts = ScoreCounts.from_scores([1, 0, 0, 0] * 100, [0.6, 0.4, 0.3, 0.2] * 100)
    >>> threshold_gap(counts, Payoff(tp=1, fp=-1)).alarm
    False
    """
    _require_probabilities(counts)
    payoff = _payoff(money)
    break_even = payoff.threshold()
    if not isinstance(break_even, float):
        raise NotApplicable(_per_row())
    terms = terms_for(counts, money)
    used, p = terms.counts, terms.prices
    profit = estimated(terms)
    best = first_best(profit, p.rounding)
    theory = int(np.count_nonzero(used.threshold >= break_even)) - 1
    lost = float(profit[best] - profit[theory])
    hits = abs(float(used.tp[best] - used.tp[theory]))
    misses = abs(float((used.n - used.tp)[best] - (used.n - used.tp)[theory]))
    squares = p.right**2 * used.hit_weight * hits + p.wrong**2 * used.other_weight * misses
    error = p.scale * float(np.sqrt(squares))
    alarm = lost > max(CERTAIN * error, MATERIAL * abs(float(profit[best])))
    side = "optimistic" if best < theory else "pessimistic"
    return ThresholdGap(
        break_even=break_even,
        best_threshold=float(used.threshold[best]),
        profit_at_break_even=float(profit[theory]),
        best_profit=float(profit[best]),
        lost=lost,
        standard_error=error,
        alarm=alarm,
        verdict=side if alarm else "good",
    )


def _payoff(money: Assumptions | Payoff) -> Payoff:
    payoff = money
    if isinstance(money, Assumptions):
        if money.per_row:
            raise NotApplicable(_per_row())
        payoff = money.payoff()
    if not isinstance(payoff, Payoff):
        then = "Write Assumptions(…) or Payoff(tp=…, fp=…)."
        raise InputError(must("money", "Assumptions or a Payoff", repr(money), then))
    if payoff.per_row:
        raise NotApplicable(_per_row())
    return payoff


def _per_row() -> str:
    then = "Compare expected with realised money instead: money_calibration."
    return must("money", "the same in every row", "amounts per row", then)


def _require_probabilities(counts: ScoreCounts) -> None:
    low, high = float(counts.threshold[-1]), float(counts.threshold[1:].max())
    if low < 0 or high > 1 or counts.ranked_by != "score":
        got = "expected gains" if counts.ranked_by != "score" else f"{low:g} to {high:g}"
        then = "Calibrate the scores first."
        raise InputError(must("y_score", "probabilities between 0 and 1", got, then))
