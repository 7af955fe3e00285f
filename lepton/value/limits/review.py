"""Act, ask a person, or leave it: when a second look pays for itself (Chow 1970)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, NoSolution, must
from lepton.value.checks import Floats, amount, column, labels, share, weights
from lepton.value.result import Result

__all__ = ["ThreeWay", "three_way"]

LEAVE, REVIEW, ACT = 0, 1, 2


@dataclass(frozen=True, eq=False)
class ThreeWay(Result):
    """Three ways to decide, and what they are worth over all rows, each by its weight.

    Money is measured against leaving everything.

    Parameters
    ----------
    decision
        0 leave, 1 let a person look, 2 act; shape (n,).
    leave_below
        Leave below this probability, which is where a look starts to pay.
    act_from
        Act from this probability on. Both are the same where a look never pays.
    break_even
        The probability from which acting pays if nobody looks.
    leave, review, act
        Share of the decisions made each way; they add up to 1.
    expected
        Expected money of the three ways; review paid.
    expected_without
        The same if nobody looks.
    realised, realised_without
        What came of it by the outcomes; None where none were given.
    review_pays
        Whether a look pays at any probability.
    most_review_cost
        What a look may cost at most for that.
    """

    decision: npt.NDArray[np.int8]
    leave_below: float
    act_from: float
    break_even: float
    leave: float
    review: float
    act: float
    expected: float
    expected_without: float
    realised: float | None
    realised_without: float | None
    review_pays: bool
    most_review_cost: float


def three_way(
    p: npt.ArrayLike,
    *,
    right: float,
    wrong: float,
    review_cost: float,
    review_errors: float = 0.0,
    y_true: npt.ArrayLike | None = None,
    sample_weight: npt.ArrayLike | None = None,
) -> ThreeWay:
    """Tell where to act, where to let a person look first, and where to leave it.

    A look costs ``r`` and finds the truth but for a share ``e`` of errors. With ``R`` gained by
    acting rightly and ``W`` lost by acting wrongly it pays for probabilities from
    ``(r + e·W) / ((1 − e)·R + e·W)`` to ``((1 − e)·W − r) / ((1 − e)·W + e·R)``; without errors
    that is from ``r/R`` to ``1 − r/W`` (Chow 1970).

    Parameters
    ----------
    p
        Calibrated probabilities of the outcome, shape (n,).
    right
        What acting rightly brings, against leaving it, above zero.
    wrong
        What acting wrongly costs, as a positive amount, above zero.
    review_cost
        What one look costs, zero or more.
    review_errors
        Share of looks that come to the wrong decision, 0 to 1.
    y_true
        The outcomes, 0 or 1, shape (n,), to tell what came of it.
    sample_weight
        How many decisions each row stands for, shape (n,).

    Raises
    ------
    InputError
        Probabilities outside 0 to 1, negative amounts, or outcomes of another length.
    NoSolution
        Acting can never win, or never lose, so that there is nothing to decide.

    Examples
    --------
    >>> found = three_way([0.05, 0.5, 0.95], right=100, wrong=100, review_cost=20)
    >>> found.leave_below, found.act_from, found.decision.tolist()
    (0.2, 0.8, [0, 1, 2])
    """
    probability = _probability(p)
    gain, loss = _amounts(right, wrong)
    then = "Enter what one look costs."
    cost = amount("review_cost", review_cost, least=0.0, then=then)
    errors = share("review_errors", review_errors)
    even = loss / (gain + loss)
    most = max(0.0, (1 - 2 * errors) * gain * even)
    low, high = _zone(gain, loss, cost, errors) if cost < most else (even, even)
    decision = np.where(probability >= high, ACT, np.where(probability > low, REVIEW, LEAVE))
    given = weights(sample_weight, probability.size)
    weight = np.ones(probability.size) if given is None else given
    money = _Money(gain, loss, cost, errors, weight)
    leave, review, act = np.bincount(decision, weights=weight, minlength=3) / weight.sum()
    plain = np.where(probability >= even, ACT, LEAVE)
    truth = None if y_true is None else _truth(y_true, probability.size)
    return ThreeWay(
        decision=decision.astype(np.int8),
        leave_below=low,
        act_from=high,
        break_even=even,
        leave=float(leave),
        review=float(review),
        act=float(act),
        expected=money.of(probability, decision),
        expected_without=money.of(probability, plain),
        realised=None if truth is None else money.of(truth, decision),
        realised_without=None if truth is None else money.of(truth, plain),
        review_pays=cost < most,
        most_review_cost=most,
    )


@dataclass(frozen=True, slots=True)
class _Money:
    right: float
    wrong: float
    review: float
    errors: float
    weight: Floats

    def of(self, p: Floats, decision: npt.NDArray[np.integer]) -> float:
        """Money of these decisions where the outcomes have these probabilities, or are known."""
        acting = p * self.right - (1 - p) * self.wrong
        looking = (1 - self.errors) * p * self.right - self.errors * (1 - p) * self.wrong
        each = np.where(decision == ACT, acting, 0.0)
        return float(self.weight @ np.where(decision == REVIEW, looking - self.review, each))


def _zone(gain: float, loss: float, cost: float, errors: float) -> tuple[float, float]:
    low = (cost + errors * loss) / ((1 - errors) * gain + errors * loss)
    high = ((1 - errors) * loss - cost) / ((1 - errors) * loss + errors * gain)
    return low, high


def _probability(p: npt.ArrayLike) -> Floats:
    given = column("p", p, np.size(p))
    if given.min() < 0 or given.max() > 1:
        got = f"{given.min():g} to {given.max():g}"
        then = "Pass calibrated probabilities, not raw scores."
        raise InputError(must("p", "between 0 and 1", got, then))
    return given


def _amounts(right: float, wrong: float) -> tuple[float, float]:
    then = "Enter it as a positive amount."
    gain = amount("right", right, least=0.0, then=then)
    loss = amount("wrong", wrong, least=0.0, then=then)
    if gain == 0:
        then = "Acting never pays with these amounts, so act on nobody."
        raise NoSolution(must("right", "above zero", "0", then))
    if loss == 0:
        then = "Acting never costs anything with these amounts, so act on everybody."
        raise NoSolution(must("wrong", "above zero", "0", then))
    return gain, loss


def _truth(y_true: npt.ArrayLike, rows: int) -> Floats:
    positive = labels(y_true).astype(np.float64)
    if positive.size != rows:
        rule = f"as long as p ({rows:,} rows)"
        then = "Pass exactly one outcome per row."
        raise InputError(must("y_true", rule, f"{positive.size:,} rows", then))
    return positive
