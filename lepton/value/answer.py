"""What to do under one set of assumptions, and what it is worth.

The page, the command line and every export take their figures from :func:`answer`.
"""

import math
from dataclasses import dataclass, fields, replace
from typing import Any

from lepton.errors import NoSolution
from lepton.value.assumptions import Assumptions
from lepton.value.counts import ScoreCounts
from lepton.value.curve import Point, ValueCurve, depth, point
from lepton.value.pricing import prices_for

__all__ = ["Answer", "answer", "curve_for", "prices_for"]

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """One month under one set of assumptions.

    Parameters
    ----------
    chosen
        The share asked for, or the best one where none was asked for.
    best
        The most profitable share; nobody where no cut-off pays.
    best_roi
        The share that earns most per unit spent; None where nothing is ever spent.
    everybody, nobody
        Acting on all decisions, and on none.
    random
        Acting on as many as chosen, but picked at random.
    profitable
        Whether any cut-off earns more than acting on nobody.
    profit_per_year
        Twelve months of the chosen share.
    best_profit_per_year
        Twelve months of the best share.
    precision
        Share of hits among the chosen; None where nobody is chosen.
    break_even
        Share of hits at which one more contact pays for itself; None where every share or no
        share does, or where each success is worth its own value.
    captured
        Chosen profit between the better of everybody and nobody (0) and a perfect ranking (1);
        below 0 it is worse than no model. None where even a perfect ranking adds nothing.
    """

    chosen: Point
    best: Point
    best_roi: Point | None
    everybody: Point
    nobody: Point
    random: Point
    profitable: bool
    profit_per_year: float
    best_profit_per_year: float
    precision: float | None
    break_even: float | None
    captured: float | None

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; points as dictionaries, what is undefined as None."""
        return {
            f.name: value.to_dict() if isinstance(value, Point) else value
            for f in fields(self)
            for value in (getattr(self, f.name),)
        }


def answer(counts: ScoreCounts, assumptions: Assumptions) -> Answer:
    """Tell what to do under these assumptions, and what it is worth a month and a year.

    Parameters
    ----------
    counts
        Scores of rows the model was not fitted on; thinned counts give the same optima.
    assumptions
        What a person assumes about the money.

    Returns
    -------
    Money in the currency of the assumptions, per month unless the name says per year.

    Raises
    ------
    NotApplicable
        The benefit comes from a value column that was not counted.

    Examples
    --------
    >>> counts = ScoreCounts.from_scores([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.2])
    >>> found = answer(counts, Assumptions(benefit=14, contact_cost=4, decisions_per_month=400))
    >>> found.best.n, found.best.profit, found.profit_per_year
    (300.0, 1600.0, 19200.0)
    """
    prices = prices_for(counts, assumptions)
    best, best_roi = counts.best_priced(prices), counts.best_roi_priced(prices)
    nobody, everybody = counts.point(0, prices), counts.point(-1, prices)
    chosen = best
    if assumptions.fraction is not None:
        chosen = counts.point(int(depth(counts.n, assumptions.fraction)), prices)
    return Answer(
        chosen=chosen,
        best=best,
        best_roi=None if math.isnan(best_roi.roi) else best_roi,
        everybody=everybody,
        nobody=nobody,
        random=_at_random(chosen, nobody, everybody, prices.fixed),
        profitable=best.n > 0,
        profit_per_year=MONTHS * chosen.profit,
        best_profit_per_year=MONTHS * best.profit,
        precision=chosen.tp / chosen.n if chosen.n > 0 else None,
        break_even=_break_even(assumptions),
        captured=_captured(chosen, max(nobody.profit, everybody.profit), counts.ceiling(prices)),
    )


def curve_for(counts: ScoreCounts, assumptions: Assumptions) -> ValueCurve:
    """Draw the curve behind :func:`answer`; its ``random`` and ``perfect`` lines come with it.

    Raises
    ------
    NotApplicable
        The benefit comes from a value column that was not counted.
    """
    return counts.priced(prices_for(counts, assumptions))


def _at_random(chosen: Point, nobody: Point, everybody: Point, fixed: float) -> Point:
    if chosen.n == 0:
        return replace(nobody, threshold=math.nan)
    part = chosen.fraction
    profit = nobody.profit + part * (everybody.profit + fixed - nobody.profit) - fixed
    return point(
        threshold=math.nan,
        n=chosen.n,
        tp=part * everybody.tp,
        total=everybody.n,
        profit=profit,
        nothing=nobody.profit,
        cost=fixed + part * (everybody.cost - fixed),
    )


def _break_even(assumptions: Assumptions) -> float | None:
    if assumptions.per_row:
        return None
    try:
        return float(assumptions.payoff().threshold())
    except NoSolution:
        return None


def _captured(chosen: Point, constant: float, ceiling: float) -> float | None:
    possible = ceiling - constant
    return (chosen.profit - constant) / possible if possible > 0 else None
