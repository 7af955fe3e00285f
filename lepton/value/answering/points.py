"""Points to compare a choice with: the same number picked at random, and today's rule."""

import math
from dataclasses import replace

from lepton.value.answering.case import Case
from lepton.value.assumptions import Assumptions
from lepton.value.base_rate import label_weights
from lepton.value.counts import ScoreCounts
from lepton.value.curve import Point, point
from lepton.value.today import Today

__all__ = ["at_random", "today_point"]


def at_random(case: Case, chosen: Point) -> Point:
    """Expect what as many decisions earn when they are picked at random."""
    nobody, everybody, fixed = case.point(0), case.point(-1), case.prices.fixed
    if chosen.n == 0:
        return replace(nobody, threshold=math.nan)
    part = chosen.fraction
    return point(
        threshold=math.nan,
        n=chosen.n,
        tp=part * everybody.tp,
        total=everybody.n,
        profit=_random_profit(case, part),
        nothing=nobody.profit,
        cost=fixed + part * (everybody.cost - fixed),
    )


def captured(case: Case, chosen: Point) -> float | None:
    """Place the chosen profit between no model (0) and a perfect ranking (1), limits kept."""
    last = case.reach.index
    constant = case.prices.nothing
    if last > 0:
        constant = max(constant, _random_profit(case, case.share(last)))
    possible = case.counts.ceiling(case.prices, last) - constant
    worth_it = possible > case.prices.rounding
    return (chosen.profit - constant) / possible if worth_it else None


def _random_profit(case: Case, part: float) -> float:
    nothing, fixed = case.prices.nothing, case.prices.fixed
    return nothing + part * (float(case.profit[-1]) + fixed - nothing) - fixed


def today_point(today: Today, counts: ScoreCounts, assumptions: Assumptions, share: float) -> Point:
    """Price what is done today; of a rule that ranks, acting on the given share.

    The fixed cost is taken off as for the model, and no limit holds.

    Parameters
    ----------
    today
        Counted on the same rows as ``counts``.
    counts
        The rows that report the money, as they were counted.
    share
        Share of decisions that the model acts on.
    """
    if today.counts is not None:
        case = Case.of(today.counts, assumptions)
        return case.point(case.at_share(share))
    case = Case.of(counts, assumptions)
    hit, other = label_weights(counts, assumptions.base_rate)
    prices = case.prices
    n, tp = hit * today.tp + other * (today.n - today.tp), hit * today.tp
    acts = n > 0
    value = hit * (today.value_tp or 0.0)
    spend = prices.spend * n if today.spend is None else today.spend
    return point(
        threshold=math.nan,
        n=prices.scale * n,
        tp=prices.scale * tp,
        total=prices.scale * case.counts.total,
        profit=prices.profit(n, tp, value) if acts else prices.nothing,
        nothing=prices.nothing,
        cost=prices.scale * spend + prices.fixed if acts else 0.0,
    )
