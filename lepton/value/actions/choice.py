"""Which action each case gets, and how many are decided without a person."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lepton.value.actions.matrix import BLOCK, ActionMatrix, Whole
from lepton.value.actions.money import ActionMoney
from lepton.value.checks import Floats

__all__ = ["Choice", "how_many"]

SHARE_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Choice:
    """Every row with its best automatic action, ranked by the expected gain of taking it.

    Parameters
    ----------
    matrix
        What each action earns.
    truth
        True class of each row.
    fallback
        What is done with the rows that are not decided automatically.
    action
        The best automatic action of each row.
    gain
        What it is expected to earn over the fallback.
    order, rank
        Rows by falling gain, and the place of each row among them.
    """

    matrix: ActionMatrix
    truth: Whole
    fallback: int
    action: Whole
    gain: Floats
    order: Whole
    rank: Whole

    @classmethod
    def of(cls, matrix: ActionMatrix, p: Floats, truth: Whole) -> "Choice":
        """Choose for every row by its probabilities; the truth is only kept beside it."""
        fallback = _fallback(matrix, p)
        action, gain = _best_automatic(matrix, p, fallback)
        order = np.argsort(-gain, kind="stable")
        rank = np.empty_like(order)
        rank[order] = np.arange(order.size)
        return cls(matrix, truth, fallback, action, gain, order, rank)

    def earned(self, action: Whole | int) -> Floats:
        """What an action earned over the fallback in each row."""
        values = self.matrix.values
        earned: Floats = values[self.truth, action] - values[self.truth, self.fallback]
        return earned

    def wrong(self, action: Whole | int) -> npt.NDArray[np.bool_]:
        """Whether an automatic action was not the best one."""
        return np.asarray(~self.matrix.is_best()[self.truth, action])


def _fallback(matrix: ActionMatrix, p: Floats) -> int:
    if matrix.asking is not None:
        return matrix.asking
    return int((p.mean(axis=0) @ matrix.values).argmax())


def _best_automatic(matrix: ActionMatrix, p: Floats, fallback: int) -> tuple[Whole, Floats]:
    options = matrix.automatic
    action, gain = np.empty(p.shape[0], dtype=np.intp), np.empty(p.shape[0])
    for start in range(0, p.shape[0], BLOCK):  # a table of all actions would not fit the cache
        part = slice(start, start + BLOCK)
        expected = p[part] @ matrix.values
        found = options[expected[:, options].argmax(axis=1)]
        action[part] = found
        gain[part] = expected[np.arange(found.size), found] - expected[:, fallback]
    return action, gain


def how_many(choice: Choice, money: ActionMoney) -> tuple[int, str]:
    """Cases to decide automatically: those that pay, as far as people can take the others."""
    n = choice.gain.size
    least = 0
    if choice.matrix.asking is not None:
        least = n - math.floor(money.max_human_share * n * (1 + SHARE_ROUNDING))
    pays, by = int(np.count_nonzero(choice.gain > 0)), "value"
    if money.automated_share is not None:
        pays, by = math.floor(money.automated_share * n * (1 + SHARE_ROUNDING)), "share"
    return (least, "capacity") if least > pays else (pays, by)
