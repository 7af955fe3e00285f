"""The most a ranking can earn, for money that is known or only roughly known.

Between two corners of the ROC convex hull lies a group of decisions with a fixed mix of hits and
misses. Taking a group pays exactly where the uncertain amount θ is above the group's own
break-even, and that break-even rises from group to group, so

    EMP = Σ_groups ∫ max(0, a·θ − b) h(θ) dθ = Σ_groups [a · E(θ; θ > b/a) − b · P(θ > b/a)]

which is the integral of Verbraken, Verbeke & Baesens (2013, IEEE TKDE 25(5), equation 9) without
an approximation. The same sum of chances times group sizes is the share to act on.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

import numpy as np
import numpy.typing as npt

from lepton.value.checks import LARGEST, Floats, amount
from lepton.value.counts import ScoreCounts
from lepton.value.hull import upper_hull
from lepton.value.metrics.uncertain import Uncertain
from lepton.value.payoff import Payoff
from lepton.value.result import Result
from lepton.value.rows import value_curve

__all__ = ["MaxProfit", "expected_max_profit", "max_profit", "max_profit_score", "profit_of"]

P = ParamSpec("P")
# A share such as 0.875 times a number of rows misses a whole number by a rounding at most.
SHARE_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class MaxProfit(Result):
    """The most a ranking can earn, and where.

    Parameters
    ----------
    profit
        Money per decision, over acting on nobody. For models to be compared, not to be promised:
        where an amount is uncertain, it supposes that the amount becomes known before anybody
        acts.
    fraction
        Share to act on; the expected one where the amount is uncertain.
    threshold
        Act on scores at or above this one to reach the share; infinity for nobody.
    """

    profit: float
    fraction: float
    threshold: float


def max_profit(
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    payoff: Payoff,
    *,
    sample_weight: npt.ArrayLike | None = None,
) -> MaxProfit:
    """Tell the most a ranking earns per decision under one payoff, and at which cut-off.

    ``max_t [right · TP(t) + wrong · FP(t)] / n``, against acting on nobody. The cut-off is chosen
    on the rows that report it: use it to compare models, and take the money from other rows.

    Parameters
    ----------
    y_true
        Outcomes, 0 or 1, shape (n,).
    y_score
        Any finite scores, higher meaning more likely, shape (n,).
    payoff
        Net value per decision, the same in every row or one per row.
    sample_weight
        How many decisions each row stands for, shape (n,).

    Returns
    -------
    Profit in currency per decision, never below zero.

    Raises
    ------
    InputError
        As for :func:`lepton.value.value_curve`.

    Examples
    --------
    >>> y, s = [0, 1, 0, 1, 0, 1, 0, 1], [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9]
    >>> max_profit(y, s, Payoff(tp=56, fp=-11))
    MaxProfit(profit=23.875, fraction=0.875, threshold=0.2)
    """
    curve = value_curve(y_true, y_score, payoff, sample_weight=sample_weight, population=1)
    best, nothing = curve.best, curve.nobody.profit
    return MaxProfit(best.profit - nothing, best.fraction, best.threshold)


def expected_max_profit(
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    uncertain: Uncertain,
    *,
    gain: float = 1.0,
    cost: float = 0.0,
    loss: float,
    sample_weight: npt.ArrayLike | None = None,
) -> MaxProfit:
    """Tell the most a ranking earns on average over an uncertain amount θ.

    Acting rightly earns ``gain · θ − cost``, acting needlessly costs ``loss``. The integral is
    exact, along the ROC convex hull; see the top of :mod:`lepton.value.metrics.maximum`.

    The best cut-off is taken for every θ apart, as if θ were known before anybody acts. That is
    more than any one cut-off earns: use it to compare models, never as a forecast of profit.

    Parameters
    ----------
    y_true
        Outcomes, 0 or 1, shape (n,).
    y_score
        Any finite scores, higher meaning more likely, shape (n,).
    uncertain
        Distribution of θ: :class:`Beta`, :class:`Gamma`, :class:`Fixed` or :class:`Mixture`.
    gain
        Money per unit of θ where acting was right.
    cost
        Cost of acting rightly that does not depend on θ, zero or more.
    loss
        Cost of acting needlessly, zero or more.
    sample_weight
        How many decisions each row stands for, shape (n,).

    Returns
    -------
    Profit in currency per decision, never below zero.

    Raises
    ------
    InputError
        The arrays cannot be used, or a cost is negative.

    Examples
    --------
    >>> from lepton.value.metrics import Beta
    >>> y, s = [0, 1, 0, 1, 0, 1, 0, 1], [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9]
    >>> expected_max_profit(y, s, Beta(1, 1), gain=90, cost=1, loss=11).profit
    18.1756944
    """
    rising, paid, lost = amount("gain", gain), cost_of("cost", cost), cost_of("loss", loss)
    counts = ScoreCounts.from_scores(y_true, y_score, sample_weight=sample_weight)
    hits, misses = groups(counts)
    if rising <= 0:
        return MaxProfit(0.0, 0.0, np.inf)
    profit, share = exercised(rising * hits, paid * hits + lost * misses, hits + misses, uncertain)
    share /= counts.total
    return MaxProfit(profit / counts.total, share, threshold_at(counts, share))


def groups(counts: ScoreCounts) -> tuple[Floats, Floats]:
    """Hits and misses in each group between two corners of the ROC convex hull."""
    corners = upper_hull(counts.n, counts.tp)
    hits = np.diff(counts.tp[corners])
    return hits, np.diff(counts.n[corners]) - hits


def exercised(
    rise: Floats, price: Floats, size: Floats, uncertain: Uncertain
) -> tuple[float, float]:
    """Expected sum of ``max(0, rise · θ − price)``, and the size of what is then taken."""
    limit = np.divide(price, rise, out=np.full(rise.size, np.inf), where=rise > 0)
    chance, mean = uncertain.above(limit)
    return float(np.sum(rise * mean - price * chance)), float(np.sum(size * chance))


def threshold_at(counts: ScoreCounts, fraction: float) -> float:
    """Highest threshold that reaches a share; infinity for nobody."""
    i = np.searchsorted(counts.n, fraction * counts.total * (1 - SHARE_ROUNDING))
    return float(counts.threshold[min(int(i), len(counts) - 1)])


def cost_of(name: str, value: float) -> float:
    """Cost as a positive amount."""
    return amount(name, value, least=0.0, most=LARGEST, then="Enter costs as positive amounts.")


def profit_of(
    result: Callable[Concatenate[npt.ArrayLike, npt.ArrayLike, P], MaxProfit],
) -> Callable[Concatenate[npt.ArrayLike, npt.ArrayLike, P], float]:
    """Make the plain score of a measure: the profit alone, as scikit-learn wants it."""
    name, signature = result.__name__, inspect.signature(result)

    @wraps(result)
    def score(
        y_true: npt.ArrayLike, y_score: npt.ArrayLike, *args: P.args, **money: P.kwargs
    ) -> float:
        return result(y_true, y_score, *args, **money).profit

    own = {
        "__signature__": signature.replace(return_annotation=float),
        "__annotations__": {**result.__annotations__, "return": float},
    }
    score.__dict__.pop("__wrapped__")  # or its signature would be shown instead
    for attribute, value in own.items():
        setattr(score, attribute, value)
    score.__name__ = score.__qualname__ = f"{name}_score"
    score.__doc__ = (
        f"Profit of :func:`{name}` alone, in currency per decision.\n\n"
        f"Parameters, errors and what to beware of are those of :func:`{name}`."
    )
    return score


max_profit_score = profit_of(max_profit)
