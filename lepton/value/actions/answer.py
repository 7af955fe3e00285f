"""What to do with each case, and what that is worth.

With V[y, a] the value of action a where y is the truth, the best automatic action of a case is
``argmax_a sum_y p(y) · V[y, a]``. Cases are ranked by what that action is expected to earn over
asking a person; they are decided automatically while that is above zero (Chow 1970; Elkan 2001,
eq. 1), or until no more are left than people can take. Nothing is tuned on the rows that report
the money: the choice is made by probabilities, the money is counted by what turned out true.
"""

from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.value.actions.choice import Choice, how_many
from lepton.value.actions.matrix import Whole, chances, indices
from lepton.value.actions.money import ActionMoney
from lepton.value.actions.result import (
    ActionBaseline,
    ActionClasses,
    ActionCurve,
    ActionMistake,
    ActionResult,
)
from lepton.value.checks import Floats, share
from lepton.value.intervals import spread_of

__all__ = ["action_value"]

STEPS = 200
MOST_MISTAKES = 10


def action_value(
    y_true: npt.ArrayLike,
    probabilities: npt.ArrayLike,
    money: ActionMoney,
    *,
    classes: npt.ArrayLike | None = None,
    today: npt.ArrayLike | None = None,
    level: float = 0.9,
) -> ActionResult:
    """Tell what deciding each case by its probabilities is worth, and whom to ask instead.

    Parameters
    ----------
    y_true
        True classes, by position or by name, shape (n,), of rows the model was not fitted on.
    probabilities
        Calibrated probability of every class, shape (n, classes).
    money
        What right, wrong and asking a person are worth.
    classes
        Names of the columns, shape (classes,); their positions when left out.
    today
        What is done with each case now, by name of the action, shape (n,).
    level
        Share of samples in which the ranges hold the truth, above 0 and below 1.

    Returns
    -------
    Money in the currency of ``money``, per month.

    Raises
    ------
    InputError
        The arrays do not fit each other, probabilities are none, or a name is unknown.

    Examples
    --------
    >>> desk = ActionMoney(wrong=6, automatic=0, human=2, human_right=1, decisions_per_month=4)
    >>> p = [[0.9, 0.1], [0.8, 0.2], [0.5, 0.5], [0.1, 0.9]]
    >>> found = action_value([0, 0, 1, 1], p, desk)
    >>> found.share, found.saved, found.error_rate
    (0.75, 6.0, 0.0)
    """
    names = _names(classes, probabilities)
    p = chances(probabilities, len(names))
    matrix = money.matrix_for(names)
    truth = indices("y_true", y_true, matrix.classes)
    _same_rows("y_true", truth.size, p.shape[0])
    _level(level)
    choice = Choice.of(matrix, p, truth)
    kept, chosen_by = how_many(choice, money)
    now = None if today is None else indices("today", today, matrix.actions)
    if now is not None:
        _same_rows("today", now.size, p.shape[0])
    return _result(choice, money, kept, chosen_by, now, level)


def _result(
    choice: Choice,
    money: ActionMoney,
    kept: int,
    chosen_by: str,
    now: Whole | None,
    level: float,
) -> ActionResult:
    n = choice.gain.size
    scale = money.decisions_per_month / n
    taken = np.where(choice.rank < kept, choice.action, choice.fallback)
    fixed = money.fixed_cost if kept else 0.0
    ours = choice.earned(taken) - fixed / money.decisions_per_month
    spread = spread_of(ours)
    low, high = spread.at(level)
    of_fallback = float(choice.matrix.values[choice.truth, choice.fallback].sum())
    month = money.decisions_per_month
    return ActionResult(
        saved=month * spread.mean,
        low=month * low,
        high=month * high,
        level=level,
        chance_of_saving=spread.chance_above_zero,
        expected=scale * float(choice.gain[choice.order[:kept]].sum()) - fixed,
        profit=scale * of_fallback + month * spread.mean,
        share=kept / n,
        people=1 - kept / n,
        error_rate=_rate(choice.wrong(taken)[choice.rank < kept]),
        chosen_by=chosen_by,
        one_more=_one_more(choice, kept, chosen_by),
        fallback=choice.matrix.actions[choice.fallback],
        asks_people=choice.matrix.asking is not None,
        baselines=_baselines(choice, money, ours, now, level),
        curve=_curve(choice, money, level, kept),
        classes=_classes(choice, taken, scale, choice.rank < kept),
        matrix=_money_table(choice, taken, scale),
        actions=choice.matrix.actions,
        mistakes=_mistakes(choice, taken, scale, choice.rank < kept),
        rows=n,
        decisions_per_month=money.decisions_per_month,
        currency=money.currency,
    )


def _rate(wrong: npt.NDArray[np.bool_]) -> float | None:
    return float(wrong.mean()) if wrong.size else None


def _one_more(choice: Choice, kept: int, chosen_by: str) -> float | None:
    """The last automatic case is one that a person would do better, were there time."""
    if chosen_by != "capacity" or kept == 0:
        return None
    return -float(choice.gain[choice.order[kept - 1]])


def _baselines(
    choice: Choice, money: ActionMoney, ours: Floats, now: Whole | None, level: float
) -> tuple[ActionBaseline, ...]:
    asking, n = choice.matrix.asking, choice.gain.size
    fixed = money.fixed_cost / money.decisions_per_month
    ways: dict[str, tuple[Whole, float]] = {}
    if asking is not None:
        ways["person"] = (np.full(n, asking), 0.0)
    ways["constant"] = (np.full(n, _most_useful(choice)), 0.0)
    ways["model"] = (choice.action, fixed)
    if now is not None:
        ways["today"] = (now, 0.0)
    return tuple(
        _baseline(key, choice, action, (ours, paid), money, level)
        for key, (action, paid) in ways.items()
    )


def _most_useful(choice: Choice) -> int:
    """The one automatic action that is best for all, by how often each class came up."""
    matrix = choice.matrix
    often = np.bincount(choice.truth, minlength=len(matrix.classes))
    options = matrix.automatic
    return int(options[(often @ matrix.values)[options].argmax()])


def _baseline(
    key: str,
    choice: Choice,
    action: Whole,
    money_of: tuple[Floats, float],
    money: ActionMoney,
    level: float,
) -> ActionBaseline:
    ours, paid = money_of
    matrix, month = choice.matrix, money.decisions_per_month
    theirs = choice.earned(action) - paid
    spread = spread_of(ours - theirs)
    low, high = spread.at(level)
    by_machine = (
        action != matrix.asking if matrix.asking is not None else np.ones(action.size, bool)
    )
    earned = matrix.values[choice.truth, action].mean() - paid
    return ActionBaseline(
        key=key,
        action=matrix.actions[action[0]] if key in {"person", "constant"} else None,
        profit=month * float(earned),
        over=month * spread.mean,
        over_low=month * low,
        over_high=month * high,
        automated=float(np.mean(by_machine)),
        error_rate=_rate(choice.wrong(action)[by_machine]),
    )


def _curve(choice: Choice, money: ActionMoney, level: float, kept: int) -> ActionCurve:
    n = choice.gain.size
    month, ranked = money.decisions_per_month, choice.order
    each = choice.earned(choice.action)[ranked]
    wrong = choice.wrong(choice.action)[ranked]
    at = np.union1d(np.linspace(0, n, min(n, STEPS) + 1).round().astype(np.intp), [kept])
    first, second = _sums(each)[at], _sums(each * each)[at]
    # a policy earns nothing on the rows it leaves: their share widens the range too
    error = np.sqrt(np.maximum(second / n - (first / n) ** 2, 0.0) / max(n - 1, 1))
    reach = NormalDist().inv_cdf((1 + level) / 2) * month * error
    saved = month * first / n - np.where(at > 0, money.fixed_cost, 0.0)
    with np.errstate(invalid="ignore"):
        rate = _sums(wrong.astype(float))[at] / at
    gain = np.concatenate(([np.nan], choice.gain[ranked]))[at]
    return ActionCurve(at / n, saved, saved - reach, saved + reach, rate, gain)


def _sums(values: Floats) -> Floats:
    return np.concatenate(([0.0], np.cumsum(values)))


def _classes(
    choice: Choice, taken: Whole, scale: float, automatic: npt.NDArray[np.bool_]
) -> ActionClasses:
    size = len(choice.matrix.classes)

    def summed(values: npt.NDArray[Any]) -> Floats:
        weights = values.astype(np.float64)
        return np.asarray(scale * np.bincount(choice.truth, weights=weights, minlength=size))

    return ActionClasses(
        name=np.array(choice.matrix.classes, dtype=object),
        n=summed(np.ones(taken.size)),
        automated=summed(automatic),
        wrong=summed(automatic & choice.wrong(taken)),
        saved=summed(choice.earned(taken)),
    )


def _money_table(choice: Choice, taken: Whole, scale: float) -> Floats:
    table = np.zeros(choice.matrix.values.shape)
    np.add.at(table, (choice.truth, taken), scale * choice.earned(taken))
    return table


def _mistakes(
    choice: Choice, taken: Whole, scale: float, automatic: npt.NDArray[np.bool_]
) -> tuple[ActionMistake, ...]:
    matrix = choice.matrix
    rows = automatic & choice.wrong(taken)
    often = np.zeros(matrix.values.shape)
    np.add.at(often, (choice.truth[rows], taken[rows]), scale)
    best = matrix.values[:, matrix.automatic].max(axis=1)
    lost = often * (best[:, None] - matrix.values)
    worst = np.argsort(-lost, axis=None, kind="stable")[:MOST_MISTAKES]
    pairs = [np.unravel_index(at, lost.shape) for at in worst if lost.flat[at] > 0]
    return tuple(
        ActionMistake(matrix.classes[i], matrix.actions[j], float(often[i, j]), float(lost[i, j]))
        for i, j in pairs
    )


def _names(classes: npt.ArrayLike | None, probabilities: npt.ArrayLike) -> tuple[str, ...]:
    if classes is not None:
        return tuple(str(name) for name in np.asarray(classes, dtype=object))
    shape = np.shape(probabilities)
    return tuple(str(i) for i in range(shape[1] if len(shape) == 2 else 0))


def _same_rows(name: str, got: int, rows: int) -> None:
    if got != rows:
        rule, then = f"as long as the probabilities ({rows:,} rows)", "Pass one value per row."
        raise InputError(must(name, rule, f"{got:,} rows", then))


def _level(level: float) -> None:
    if share("level", level) in {0.0, 1.0}:
        raise InputError(must("level", "above 0 and below 1", level, "Write 90 % as 0.9."))
