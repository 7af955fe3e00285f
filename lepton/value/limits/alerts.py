"""What a budget of alerts is worth: so many a day, looked at by so many people."""

import math
from dataclasses import dataclass

import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.value.checks import LARGEST, amount
from lepton.value.counts import ScoreCounts
from lepton.value.curve import depth
from lepton.value.payoff import Payoff
from lepton.value.result import Result

__all__ = ["Alerts", "alerts", "alerts_from"]

MINUTES = 60.0
SHORTEST = 1e-9


@dataclass(frozen=True)
class Alerts(Result):
    """The alerts of an average day, and what they are worth.

    Parameters
    ----------
    alerts_per_day
        Alerts raised a day: at most as many as asked for, as equal scores are never parted.
    hits_per_day
        Those of them that are right.
    threshold
        Alert at or above this score; infinity where none is raised.
    precision
        Share of the alerts that are right; None where none is raised.
    found
        Share of all that could be found that is found; None where there is nothing to find.
    net_per_day
        ``value_per_hit · hits − cost_per_alert · alerts``.
    break_even
        Share of right alerts at which one more alert pays for itself; None where a hit is
        worth nothing.
    pays
        Whether the alerts together earn more than they cost.
    best_alerts_per_day, best_net_per_day
        How many alerts a day earn most, and what they earn; picked on these very rows, so that
        the money looks a little better than it is.
    hours_per_day
        Time that the alerts take; None where no minutes were given.
    value_per_hour
        ``net_per_day`` per hour of that time.
    backlog_per_day
        Alerts a day that nobody gets to; None where no hours were given.
    hours_missing
        Hours a day that would be needed beyond those there are.
    """

    alerts_per_day: float
    hits_per_day: float
    threshold: float
    precision: float | None
    found: float | None
    net_per_day: float
    break_even: float | None
    pays: bool
    best_alerts_per_day: float
    best_net_per_day: float
    hours_per_day: float | None
    value_per_hour: float | None
    backlog_per_day: float | None
    hours_missing: float | None


def alerts(
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    *,
    alerts_per_day: float,
    days: float,
    value_per_hit: float,
    cost_per_alert: float,
    minutes_per_alert: float | None = None,
    analysts_hours: float | None = None,
) -> Alerts:
    """Tell what raising the highest scores as alerts is worth a day.

    Parameters
    ----------
    y_true, y_score
        What turned out to be right, 0 or 1, and its score, shape (n,).
    alerts_per_day
        At most so many alerts on an average day.
    days
        How many days the rows come from, above zero.
    value_per_hit
        What one right alert is worth, before its cost; zero or more.
    cost_per_alert
        What looking at one alert costs, zero or more.
    minutes_per_alert
        How long looking at one takes.
    analysts_hours
        How many hours a day there are to look at alerts; needs the minutes.

    Raises
    ------
    InputError
        The rows cannot be used, or a number is negative or missing.

    Examples
    --------
    >>> found = alerts([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.2], alerts_per_day=1, days=2,
    ...                value_per_hit=50, cost_per_alert=10)
    >>> found.precision, found.break_even, found.net_per_day
    (0.5, 0.2, 15.0)
    """
    return alerts_from(
        ScoreCounts.from_scores(y_true, y_score),
        alerts_per_day=alerts_per_day,
        days=days,
        value_per_hit=value_per_hit,
        cost_per_alert=cost_per_alert,
        minutes_per_alert=minutes_per_alert,
        analysts_hours=analysts_hours,
    )


def alerts_from(
    counts: ScoreCounts,
    *,
    alerts_per_day: float,
    days: float,
    value_per_hit: float,
    cost_per_alert: float,
    minutes_per_alert: float | None = None,
    analysts_hours: float | None = None,
) -> Alerts:
    """Tell the same of scores that are counted already, weights and base rate included.

    Parameters and errors are those of :func:`alerts`.
    """
    day = _above_zero("days", days, "Enter how many days the rows come from.")
    worth, cost = _cost("value_per_hit", value_per_hit), _cost("cost_per_alert", cost_per_alert)
    raised = _cost("alerts_per_day", alerts_per_day) * day
    k = int(depth(counts.n, min(1.0, raised / counts.total)))
    n, hits = float(counts.n[k]), float(counts.tp[k])
    best = counts.best(Payoff(worth - cost, -cost), 0.0, counts.total)
    net = (worth * hits - cost * n) / day
    hours = _hours(n / day, minutes_per_alert)
    backlog, missing = _backlog(n / day, hours, minutes_per_alert, analysts_hours)
    return Alerts(
        alerts_per_day=n / day,
        hits_per_day=hits / day,
        threshold=float(counts.threshold[k]),
        precision=hits / n if n else None,
        found=hits / counts.positives if counts.positives else None,
        net_per_day=net,
        break_even=cost / worth if worth else None,
        pays=net > 0,
        best_alerts_per_day=best.n / day,
        best_net_per_day=best.profit / day,
        hours_per_day=hours,
        value_per_hour=net / hours if hours else None,
        backlog_per_day=backlog,
        hours_missing=missing,
    )


def _hours(a_day: float, minutes: float | None) -> float | None:
    if minutes is None:
        return None
    then = "Enter how long looking at one alert takes."
    return a_day * _above_zero("minutes_per_alert", minutes, then) / MINUTES


def _backlog(
    a_day: float, needed: float | None, minutes: float | None, there: float | None
) -> tuple[float | None, float | None]:
    if there is None:
        return None, None
    if needed is None or minutes is None:
        then = "Enter how long looking at one alert takes."
        raise InputError(must("minutes_per_alert", "given with analysts_hours", "none", then))
    hours = _cost("analysts_hours", there)
    missing = max(0.0, needed - hours)
    return min(a_day, missing * MINUTES / minutes), missing


def _cost(name: str, value: float) -> float:
    return amount(name, value, least=0.0, then="Enter zero or a positive number.")


def _above_zero(name: str, value: float, then: str) -> float:
    number = amount(name, value, least=0.0, most=LARGEST, then=then)
    if number < SHORTEST or math.isnan(number):
        raise InputError(must(name, "above zero", f"{number:g}", then))
    return number
