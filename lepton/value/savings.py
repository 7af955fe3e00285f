"""How much of the cost of having no model a model saves, where costs differ from row to row.

Savings are ``1 − cost(model) / min(cost(act on nobody), cost(act on everybody))`` (Bahnsen,
Aouada & Ottersten 2014): 1 where nothing is lost any more, 0 where the model is no better than
the better of both, below 0 where it is worse.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, NoSolution, must
from lepton.value import checks
from lepton.value.amounts import money
from lepton.value.checks import Floats
from lepton.value.payoff import Payoff

__all__ = [
    "bayes_decision",
    "expected_cost_score",
    "expected_savings_score",
    "savings_score",
]


class _Costs(NamedTuple):
    """Per row: the outcome, the probability, its weight, and what acting and not acting costs."""

    positive: npt.NDArray[np.bool_]
    p: Floats
    weight: Floats
    acting: Floats
    leaving: Floats


def bayes_decision(y_score: npt.ArrayLike, payoff: Payoff) -> npt.NDArray[np.bool_]:
    """Decide every row by minimum Bayes risk: act where acting is expected to gain.

    Parameters
    ----------
    y_score
        Calibrated probabilities, shape (n,).
    payoff
        Net value per decision; numbers, or arrays of shape (n,).

    Returns
    -------
    Whether to act, shape (n,).

    Raises
    ------
    InputError
        The probabilities are not numbers from 0 to 1, or differ in length from the amounts.

    Examples
    --------
    >>> bayes_decision([0.4, 0.8], Payoff(tp=[0, 0], fp=[-4, -1], fn=[-1, -3])).tolist()
    [False, True]
    """
    return payoff.expected_value(y_score) > 0


def expected_cost_score(
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    *,
    tp_cost: Any = 0.0,
    fp_cost: Any = 1.0,
    fn_cost: Any = 1.0,
    tn_cost: Any = 0.0,
    sample_weight: npt.ArrayLike | None = None,
) -> float:
    """Cost per decision if each row is acted on with its own probability.

    Parameters
    ----------
    y_true
        Outcomes, 0 or 1, shape (n,).
    y_score
        Probabilities, shape (n,).
    tp_cost, fp_cost, fn_cost, tn_cost
        What each of the four cases costs, positive; numbers, or one per row, shape (n,). What
        is earned is a negative cost. Left out, both mistakes cost 1 and the rest nothing.
    sample_weight
        How many decisions each row stands for, shape (n,).

    Returns
    -------
    Money per decision; lower is better.

    Raises
    ------
    InputError
        The arrays cannot be used, or a score lies outside 0 to 1.

    Examples
    --------
    >>> expected_cost_score([0, 1, 1, 0], [0.4, 0.8, 0.75, 0.1],
    ...     fp_cost=[4, 1, 2, 2], fn_cost=[1, 3, 3, 1])
    0.7875
    """
    costs = (tp_cost, fp_cost, fn_cost, tn_cost)
    given = _given(y_true, y_score, costs, sample_weight)
    return _mean(given, given.p)


def expected_savings_score(
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    *,
    tp_cost: Any = 0.0,
    fp_cost: Any = 1.0,
    fn_cost: Any = 1.0,
    tn_cost: Any = 0.0,
    sample_weight: npt.ArrayLike | None = None,
) -> float:
    """Savings if each row is acted on with its own probability.

    Parameters are those of :func:`expected_cost_score`.

    Returns
    -------
    At most 1; higher is better.

    Raises
    ------
    InputError
        As for :func:`expected_cost_score`.
    NoSolution
        Without a model nothing is lost, so there is nothing to save.

    Examples
    --------
    >>> expected_savings_score([0, 1, 1, 0], [0.4, 0.8, 0.75, 0.1],
    ...     fp_cost=[4, 1, 2, 2], fn_cost=[1, 3, 3, 1])
    0.475
    """
    costs = (tp_cost, fp_cost, fn_cost, tn_cost)
    given = _given(y_true, y_score, costs, sample_weight)
    return _saved(given, given.p)


def savings_score(
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    *,
    tp_cost: Any = 0.0,
    fp_cost: Any = 1.0,
    fn_cost: Any = 1.0,
    tn_cost: Any = 0.0,
    sample_weight: npt.ArrayLike | None = None,
) -> float:
    """Savings of the decisions of minimum Bayes risk, or of decisions that are given.

    Parameters are those of :func:`expected_cost_score`; scores that are all 0 or 1 are taken as
    the decisions themselves.

    Returns
    -------
    At most 1; higher is better.

    Raises
    ------
    InputError
        As for :func:`expected_cost_score`.
    NoSolution
        Without a model nothing is lost, so there is nothing to save.

    Examples
    --------
    >>> savings_score([0, 1, 1, 0], [0.4, 0.8, 0.75, 0.1],
    ...     fp_cost=[4, 1, 2, 2], fn_cost=[1, 3, 3, 1])
    1.0
    """
    costs = (tp_cost, fp_cost, fn_cost, tn_cost)
    given = _given(y_true, y_score, costs, sample_weight)
    if np.isin(given.p, (0.0, 1.0)).all():
        return _saved(given, given.p)
    tp, fp, fn, tn = (-_per_row("cost", c, given.p.size) for c in costs)
    return _saved(given, bayes_decision(given.p, Payoff(tp, fp, fn, tn)).astype(np.float64))


def _given(
    y_true: npt.ArrayLike, y_score: npt.ArrayLike, costs: tuple[Any, ...], weight: Any
) -> _Costs:
    positive = checks.labels(y_true) == 1
    rows = positive.size
    p = checks.scores(y_score, rows).astype(np.float64)
    if p.min() < 0 or p.max() > 1:
        then = "Pass calibrated probabilities, such as predict_proba(X)[:, 1]."
        raise InputError(must("y_score", "between 0 and 1", f"{p.min():g} to {p.max():g}", then))
    names = ("tp_cost", "fp_cost", "fn_cost", "tn_cost")
    tp, fp, fn, tn = (_per_row(n, c, rows) for n, c in zip(names, costs, strict=True))
    counted = checks.weights(weight, rows)
    counted = np.ones(rows) if counted is None else counted
    return _Costs(positive, p, counted, np.where(positive, tp, fp), np.where(positive, fn, tn))


def _per_row(name: str, value: Any, rows: int) -> Floats:
    given = np.asarray(money(name, value))
    if given.ndim and given.size != rows:
        rule = f"one number, or one per row ({rows:,} rows)"
        then = "Take the costs from the same rows as the scores."
        raise InputError(must(name, rule, f"{given.size:,} values", then))
    return np.broadcast_to(given, rows)


def _mean(given: _Costs, acts: Any) -> float:
    cost = acts * given.acting + (1 - acts) * given.leaving
    return float(np.average(cost, weights=given.weight))


def _saved(given: _Costs, acts: Floats) -> float:
    without = min(_mean(given, 0.0), _mean(given, 1.0))
    if without <= 0:
        then = "Measure the profit instead: there is nothing to save."
        raise NoSolution(must("cost without a model", "above zero", f"{without:g}", then))
    return 1 - _mean(given, acts) / without
