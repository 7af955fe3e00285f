"""Sentences on a business case as functions of its parts, so that a page may say one alone."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from lepton.finance.names import label_of
from lepton.finance.risk import said_share
from lepton.finance.usable import DELIVERED, MODEL
from lepton.plots.format import NBSP, money, number, percent

if TYPE_CHECKING:
    from lepton.finance.case import Case
    from lepton.finance.earning import Earning
    from lepton.finance.flows import CashFlow
    from lepton.finance.measures import Measures
    from lepton.finance.risk import Risk

__all__ = [
    "UNPROVEN", "answer_of", "asked_words", "bringing", "duration", "even_words", "gap_words",
    "headline_words", "quoted", "risk_words", "spread_words", "stretch", "varies", "worst_words",
]  # fmt: skip

UNPROVEN = "Estimated, not measured, until a hold-out confirms it."
YEAR = 12
WEEKS = 365.25 / 7 / 12
FEW = 1.5  # months, below which weeks are counted
EVEN = 0.5
RARE = 0.01
ROUNDING = 1e-9
NOTABLE = 0.07  # of the spread: a source below it is not named
MOST_SOURCES = 3
SMALL_GAP = 0.05  # of the headline: a smaller difference is not explained
BEFORE_USE = ("needs", "data", "model", "deployment", "contingency")


def stretch(months: int) -> str:
    """Word a stretch of whole months.

    Examples
    --------
    >>> print(stretch(36), stretch(18), stretch(1), sep=", ")
    3 years, 18 months, 1 month
    """
    many, word = (months // YEAR, "year") if months % YEAR == 0 else (months, "month")
    return f"{many}{NBSP}{word}" + ("" if many == 1 else "s")


def duration(months: float) -> str:
    """Word a time that was worked out: two significant figures, in weeks where it is short.

    Examples
    --------
    >>> print(duration(12.74), duration(8.94), duration(2.0), duration(0.4), sep=", ")
    13 months, 8.9 months, 2 months, 2 weeks
    """
    if months < FEW:
        weeks = max(1, round(months * WEEKS))
        return f"{weeks}{NBSP}week" + ("" if weeks == 1 else "s")
    text = number(months, 2)
    return f"{text}{NBSP}month" + ("" if text == "1" else "s")


def bringing(low: float, high: float, currency: str) -> str:
    """Word a range that may be a loss.

    Examples
    --------
    >>> print(bringing(-15_600, 260_000, "EUR"), bringing(-9e3, -2e3, "EUR"), sep="; ")
    a loss of €16 k to a gain of €260 k; a loss of €2 k to €9 k
    """
    small, large = (money(abs(v), currency, short=True) for v in sorted((low, high), key=abs))
    if low < 0 < high:
        least, most = (money(abs(v), currency, short=True) for v in (low, high))
        return f"a loss of {least} to a gain of {most}"
    sign = "a loss of " if high <= 0 and low < 0 else ""
    return f"{sign}about {large}" if small == large else f"{sign}{small} to {large}"


def answer_of(measures: "Measures", risk: "Risk") -> str:
    """Whether to invest: "yes", or "no" where it loses money or more likely fails than pays.

    It is no where the net present value is not above 0, or fewer than half of the trials pay.
    """
    return "no" if measures.npv <= 0 or risk.chance_positive < EVEN else "yes"


def headline_words(case: "Case", measures: "Measures", risk: "Risk", currency: str) -> str:
    """What it is worth: the range first, then the point, then when it has paid back."""
    over = f"over {stretch(case.horizon_months)}"
    rate = f"in today's money at {percent(case.discount_rate, short=True)} a year"
    verdict = "No. " if answer_of(measures, risk) == "no" else ""
    if measures.nothing_earned:
        verdict += f"{measures.nothing_earned} "
    point = f"{'a loss of ' if measures.npv < 0 else ''}about {_size(measures.npv, currency)}"
    spread = bringing(risk.p10, risk.p90, currency).removeprefix("a ")
    worth = f"An estimated {spread.replace('about ', '')} {over}, {rate}"
    if varies(risk):
        worth += f"; {point} if it is delivered and all is as assumed"
    return f"{verdict}{worth}. {_paid_back(case, measures)} {_returned(measures, currency)}".strip()


def varies(risk: "Risk") -> bool:
    """Whether the trials differ at all."""
    return risk.sd > ROUNDING * max(abs(risk.base), 1.0)


def _size(amount: float, currency: str) -> str:
    return money(abs(amount), currency, short=True)


def _paid_back(case: "Case", measures: "Measures") -> str:
    when = measures.payback_months
    if when is None:
        return f"It would not have paid for itself within {stretch(case.horizon_months)}."
    if when == 0:
        return "It would pay for itself at once."
    again = "" if measures.payback_holds else ", though not for good"
    return f"It would have paid for itself after {duration(when)}{again}."


def _returned(measures: "Measures", currency: str) -> str:
    if measures.roi is None:
        return ""
    one = money(1, currency)
    earned = money(float(f"{abs(measures.roi):.2g}"), currency)
    verb = "loses" if measures.roi < 0 else "earns"
    return (
        f"Each {one} of cost {verb} {earned} on top of itself."
        if verb == "earns"
        else (f"Each {one} of cost loses {earned}.")
    )


def asked_words(case: "Case", flow: "CashFlow", measures: "Measures", risk: "Risk",
                currency: str) -> str:  # fmt: skip
    """The decision that is asked for, with what it takes."""
    now = float(sum(flow.items[item][0] for item in BEFORE_USE))
    later = measures.total_costs - now
    use = duration(case.build_months) if case.build_months else ""
    takes = f"{money(now, currency, short=True)} before it is in use"
    takes += f" in {use}" if use else ""
    takes += f", and {money(later, currency, short=True)} to run it until month "
    takes += f"{case.horizon_months}"
    if answer_of(measures, risk) == "no":
        return f"As assumed, do not spend it: {takes}."
    return f"To be decided: whether to spend {takes}."


def risk_words(case: "Case", risk: "Risk", currency: str) -> str:
    """How likely it pays, what the worst cases come to, and what is counted among them."""
    trials = f"{chance(risk.chance_positive)} of {risk.trials:,} trials pay"
    within = chance(risk.chance_payback_within(case.horizon_months))
    said = [
        f"{trials[0].upper()}{trials[1:]}; in {within} the money spent is back within "
        f"{stretch(case.horizon_months)}.",
        worst_words(risk, currency),
    ]
    if case.delivery_chance < 1:
        never = percent(1 - case.delivery_chance, short=True)
        said.append(f"That it is never delivered counts among them, with {never}.")
    elif not varies(risk):
        said = ["Nothing is allowed to vary yet, so nothing is known of the risk."]
    return " ".join(said)


def worst_words(risk: "Risk", currency: str) -> str:
    """What the worst trials come to."""
    lost = risk.expected_shortfall
    worst = f"a loss of {_size(lost, currency)}" if lost < 0 else _size(lost, currency)
    return f"The worst one in twenty come to {worst} on average."


def spread_words(risk: "Risk", labels: Mapping[str, str], *, draws: int) -> str:
    """Which sources the spread of the trials comes from, the largest first.

    Parameters
    ----------
    labels
        Plain words by assumption.
    draws
        Bootstrap draws of the model; 0 where its error is not known.
    """
    named = [(n, s) for n, s in risk.sources.items() if s >= NOTABLE][:MOST_SOURCES]
    if not named:
        return ""
    parts = [f"{said_share(share)} {_from(name, labels)}" for name, share in named]
    first = parts[0][0].upper() + parts[0][1:].replace(" from", " of the spread comes from", 1)
    said = f"{', '.join([first, *parts[1:]])}."
    if draws == 0:
        return f"{said} The error of the model itself is not known, so it is not in there."
    if MODEL not in dict(named):
        told = percent(risk.share_of_model, 0) if risk.share_of_model >= 0.01 else "hardly any"
        said += f" {told[0].upper()}{told[1:]} comes from the model having been judged on few rows."
    return said


def _from(name: str, labels: Mapping[str, str]) -> str:
    if name == DELIVERED:
        return "from whether it is delivered at all"
    if name == MODEL:
        return "from the model having been judged on few rows"
    return f"from {quoted(labels.get(name) or label_of(name))}"


def quoted(label: str) -> str:
    """Words that name an assumption inside a sentence."""
    return f"“{label}”"


def gap_words(risk: "Risk", currency: str) -> str:
    """Why the trials come to another mean than the headline; nothing where it is the same."""
    gap = risk.base - risk.mean
    if abs(gap) <= max(SMALL_GAP * abs(risk.base), 3 * risk.monte_carlo_error):
        return ""
    came = np.asarray(risk.draws.values.get(DELIVERED, np.ones(risk.trials))) > 0
    delivered = float(risk.npv[came].mean()) if came.any() else risk.mean
    parts = {
        f"it is never delivered in {percent(1 - float(came.mean()), short=True)} of them": (
            delivered - risk.mean
        ),
        "the ranges do not lie evenly about what is assumed": risk.base - delivered,
    }
    why = [
        f"{_size(part, currency)} {'less' if part > 0 else 'more'} because {reason}"
        for reason, part in parts.items()
        if abs(part) > SMALL_GAP * abs(gap)
    ]
    mean = f"{'a loss of ' if risk.mean < 0 else ''}{_size(risk.mean, currency)}"
    base = f"{'a loss of ' if risk.base < 0 else ''}{_size(risk.base, currency)}"
    return f"The trials come to {mean} on average, not to {base}: {', '.join(why)}."


def chance(share: float) -> str:
    """Word a share of the trials, which never are all or none for sure.

    Examples
    --------
    >>> print(chance(0.897), chance(0.002), chance(0.998), sep=", ")
    90 %, fewer than 1 %, more than 99 %
    """
    if share < RARE:
        return f"fewer than {percent(RARE, short=True)}"
    return f"more than {percent(1 - RARE, short=True)}" if share > 1 - RARE else percent(share, 0)


def even_words(
    case: "Case", earning: "Earning", found: Mapping[str, float | None],
    labels: Mapping[str, str], most: int = 4,
) -> tuple[str, ...]:  # fmt: skip
    """How far each assumption may go before nothing is earned, the others as they are.

    Parameters
    ----------
    found
        As :func:`lepton.finance.breakeven.break_evens` gives it; the first ones are told.
    most
        How many.
    """
    from lepton.finance.fields import FIELDS
    from lepton.finance.flows import cash_flow
    from lepton.finance.limits import safe_limit
    from lepton.report.values import unit_of, valued

    pays = cash_flow(case, earning).npv > 0
    said: list[str] = []
    for name, limit in found.items():
        if limit is None or len(said) == most:
            continue
        now = float(getattr(case, name) if name in FIELDS else earning.base[name])
        told = (safe_limit(limit, now, pays=pays), now)
        at, assumed = (valued(v, unit_of(name), earning.currency) for v in told)
        way = "rise" if limit > now else "fall"
        verb = f"may {way} to" if pays else f"would have to {way} to"
        end = "before nothing is earned" if pays else "before anything is earned"
        label = quoted(labels.get(name) or label_of(name))
        said.append(f"{label} {verb} {at} {end} (assumed: {assumed}).")
    return tuple(said)
