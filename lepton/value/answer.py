"""What to do under one set of assumptions, and what it is worth.

The page, the command line and every export take their figures from :func:`answer`, and the page
works out the very same in the browser.
"""

from dataclasses import dataclass
from typing import Any

from lepton.errors import NoSolution
from lepton.value.answering.breakeven import break_evens, profit_at_success
from lepton.value.answering.case import Case
from lepton.value.answering.limits import shadow_price
from lepton.value.answering.points import at_random, captured, today_point
from lepton.value.assumptions import Assumptions
from lepton.value.base_rate import at_base_rate
from lepton.value.counts import ScoreCounts
from lepton.value.curve import Point, ValueCurve
from lepton.value.policy import chosen_policy
from lepton.value.pricing import prices_for
from lepton.value.result import Result
from lepton.value.spread import Z90, chance_above_zero
from lepton.value.today import Today

__all__ = ["Answer", "answer", "curve_for", "prices_for"]

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Answer(Result):
    """One month under one set of assumptions.

    Money is told on the reporting rows. Where there are other rows to choose on, the share was
    chosen there: ``honest``.

    Parameters
    ----------
    chosen
        The share asked for, or the one to follow where none was asked for; limits kept.
    best
        The most profitable share of the reporting rows within the limits; nobody where no
        cut-off pays. Its profit is too good to be quoted where it was not chosen elsewhere.
    best_roi
        The share that earns most per unit spent; None where nothing is ever spent.
    everybody, nobody
        Acting on all decisions, and on none; whatever the limits.
    random
        Acting on as many as chosen, but picked at random.
    honest
        The share with the most profit on the choosing rows, priced on the reporting rows.
    chosen_elsewhere
        Whether there were other rows to choose on.
    optimism
        Profit of the best less that of the honest share: what quoting the best would overstate.
    f1
        The share with the highest F1 score, which knows nothing of money.
    fewest
        The smallest share of the plateau, priced on the reporting rows.
    plateau
        Smallest and largest share that earn as much as the best but for one standard error: found
        on the choosing rows, told as cut-offs of the reporting rows, where ties can move them.
    limit
        The deepest cut-off that the limits allow; None without limits.
    limited_by
        "capacity" or "budget" where more would be acted on without it; else None.
    shadow_price
        More profit per one more unit of that limit: per contact, or per unit of money.
    today
        What is done today; None where it is not known.
    over_today
        Profit of the chosen share less that of today.
    standard_error
        Of the chosen profit, because the rows are a sample.
    low, high
        Range that holds the chosen profit in 90 of 100 samples; assumptions taken as true.
    chance_of_profit
        Chance that the chosen share earns more than nothing; assumptions taken as true.
    assumed_low, assumed_high
        Chosen profit at both ends of the assumed range of the success rate; None without it.
    profitable
        Whether any cut-off within the limits earns more than acting on nobody.
    profit_per_year
        Twelve months of the chosen share.
    best_profit_per_year
        Twelve months of the best share.
    precision
        Share of hits among the chosen; None where nobody is chosen.
    break_even
        Share of hits at which one more contact pays for itself; None where every share or no
        share does, or where money differs from row to row.
    captured
        Chosen profit between the better of everybody and nobody (0) and a perfect ranking (1);
        below 0 it is worse than no model. Under limits everybody means as many at random as
        they allow. None where even a perfect ranking adds nothing.
    break_evens
        By assumption: the value at which the chosen share earns nothing, all else equal; None
        where there is none.
    """

    chosen: Point
    best: Point
    best_roi: Point | None
    everybody: Point
    nobody: Point
    random: Point
    honest: Point
    chosen_elsewhere: bool
    optimism: float
    f1: Point
    fewest: Point
    plateau: list[float]
    limit: Point | None
    limited_by: str | None
    shadow_price: float | None
    today: Point | None
    over_today: float | None
    standard_error: float
    low: float
    high: float
    chance_of_profit: float
    assumed_low: float | None
    assumed_high: float | None
    profitable: bool
    profit_per_year: float
    best_profit_per_year: float
    precision: float | None
    break_even: float | None
    captured: float | None
    break_evens: dict[str, float | None]


def answer(
    counts: ScoreCounts,
    assumptions: Assumptions,
    *,
    choose: ScoreCounts | None = None,
    today: Today | None = None,
) -> Answer:
    """Tell what to do under these assumptions, and what it is worth a month and a year.

    Parameters
    ----------
    counts
        Untouched rows that report the money. Thinned counts give the same optima; under limits,
        or where money differs from row to row, the nearest of theirs.
    assumptions
        What a person assumes about the money.
    choose
        Other rows to choose the share on, such as out-of-fold scores; left out, it is chosen
        on the reporting rows and looks better than it is.
    today
        What is done today, counted on the reporting rows.

    Returns
    -------
    Money in the currency of the assumptions, per month unless the name says per year.

    Raises
    ------
    NotApplicable
        The benefit comes from a value column that was not counted, or the counts were made for
        another form of the money.

    Examples
    --------
    >>> counts = ScoreCounts.from_scores([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.2])
    >>> found = answer(counts, Assumptions(benefit=14, contact_cost=4, decisions_per_month=400))
    >>> found.best.n, found.best.profit, found.profit_per_year
    (300.0, 1600.0, 19200.0)
    """
    case = Case.of(counts, assumptions)
    shares = _shares(case, None if choose is None else Case.of(choose, assumptions), assumptions)
    index = shares.pop("index")
    chosen, best = case.point(index), case.point(case.best)
    now = None if today is None else today_point(today, counts, assumptions, chosen.fraction)
    return Answer(
        chosen=chosen,
        best=best,
        best_roi=None if case.best_roi is None else case.point(case.best_roi),
        everybody=case.point(-1),
        nobody=case.point(0),
        random=at_random(case, chosen),
        f1=case.point(case.best_f1),
        today=now,
        over_today=None if now is None else chosen.profit - now.profit,
        profitable=case.best > 0,
        best_profit_per_year=MONTHS * best.profit,
        break_even=_break_even(assumptions),
        **shares,
        **_certainty(case, index, chosen),
        **_of_chosen(case, index, chosen, assumptions),
    )


def curve_for(counts: ScoreCounts, assumptions: Assumptions) -> ValueCurve:
    """Draw the curve behind :func:`answer`; its ``random`` and ``perfect`` lines come with it.

    Raises
    ------
    NotApplicable
        As for :func:`answer`.
    """
    shifted = at_base_rate(counts, assumptions.base_rate)
    return shifted.priced(prices_for(shifted, assumptions))


def _shares(case: Case, other: Case | None, a: Assumptions) -> dict[str, Any]:
    """Choose the share, on other rows where there are some, and see which limit holds it."""
    there = case if other is None else other
    policy = chosen_policy(there, a.follow)
    honest = _within(case, there.share(there.best))
    fewest = _within(case, policy.low)
    wanted = case.at_share(policy.wanted if a.fraction is None else a.fraction)
    index = min(wanted, case.reach.index)
    if a.fraction is None:
        index = honest if a.follow == "profit" else fewest
    limited = case.reach.by if wanted > case.reach.index else None
    point = case.point(honest)
    return {
        "index": index,
        "honest": point,
        "chosen_elsewhere": other is not None,
        "optimism": float(case.profit[case.best]) - point.profit,
        "fewest": case.point(fewest),
        "plateau": [case.share(fewest), case.share(_within(case, policy.high))],
        "limit": None if case.reach.by is None else case.point(case.reach.index),
        "limited_by": limited,
        "shadow_price": limited and shadow_price(case.counts, case.prices, case.reach),
    }


def _within(case: Case, share: float) -> int:
    return min(case.at_share(share), case.reach.index)


def _certainty(case: Case, index: int, chosen: Point) -> dict[str, Any]:
    error = case.standard_error(index)
    return {
        "standard_error": error,
        "low": chosen.profit - Z90 * error,
        "high": chosen.profit + Z90 * error,
        "chance_of_profit": chance_above_zero(chosen.profit, error),
    }


def _of_chosen(case: Case, index: int, chosen: Point, a: Assumptions) -> dict[str, Any]:
    return {
        "profit_per_year": MONTHS * chosen.profit,
        "precision": chosen.tp / chosen.n if chosen.n > 0 else None,
        "captured": captured(case, chosen),
        "break_evens": break_evens(case, index, a),
        "assumed_low": profit_at_success(case, index, a, a.success_low),
        "assumed_high": profit_at_success(case, index, a, a.success_high),
    }


def _break_even(assumptions: Assumptions) -> float | None:
    if assumptions.per_row:
        return None
    try:
        return float(assumptions.payoff().threshold())
    except NoSolution:
        return None
