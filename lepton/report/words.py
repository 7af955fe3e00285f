"""What is said of a business case, written once for the page and every file.

Plain words for a manager: ranges before points, two significant figures, the denominator of
every ratio, the horizon and the rate beside every present value, and a plain no where the
answer is no.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lepton.finance.limits import safe_limit
from lepton.finance.usable import DELIVERED
from lepton.plots.format import count, money, percent
from lepton.report.sentences import (
    UNPROVEN,
    answer_of,
    asked_words,
    duration,
    even_words,
    gap_words,
    headline_words,
    quoted,
    risk_words,
    spread_words,
    stretch,
)

if TYPE_CHECKING:
    from lepton.finance.information import Information
    from lepton.finance.pilot import Pilot
    from lepton.finance.study import Study

__all__ = ["Said", "goes_above", "said"]

STAGE = ("needs", "data", "model")
SHORTEST = 3  # months of a trial beside today's practice
SUCCESS, PROFIT = "success_rate", "profit"
WAITING = {
    "forecast": "planning by today's rule", "classes": "deciding as today",
    "napkin": "today's practice",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Everything that is said of one business case.

    Attributes
    ----------
    answer
        "yes" or "no".
    headline
        What it is worth, when it has paid back, what each unit of cost earns.
    asked
        The decision that is asked for, with what it takes.
    risk
        How likely it pays, and what the worst cases come to.
    spread
        Where the spread comes from; empty where nothing varies.
    gap
        Why the trials come to another mean than the headline; empty where they do not.
    break_evens
        How far the assumptions that matter most may go, a sentence each.
    knowing
        What knowing more is worth at most; empty where nothing varies.
    next_step
        A pilot with its control group, its cost and the rule when to stop.
    delay
        What waiting a month costs.
    guesses
        How many of the inputs are guesses.
    against
        What the benefit is measured against.
    unproven
        That it is estimated, not measured.
    footnotes
        What every figure is of, a sentence each; the guesses and ``unproven`` come first.
    """

    answer: str
    headline: str
    asked: str
    risk: str
    spread: str
    gap: str
    break_evens: tuple[str, ...]
    knowing: str
    next_step: str
    delay: str
    guesses: str
    against: str
    unproven: str
    footnotes: tuple[str, ...]


def said(study: "Study") -> Said:
    """Put a business case into words.

    Parameters
    ----------
    study
        As :func:`lepton.finance.study.study` gives it; its trials are run if they were not yet.

    Examples
    --------
    >>> from lepton.finance import Case, FlatEarning, first_plan
    >>> from lepton.finance.study import study
    >>> earning = FlatEarning(profit=2.5, decisions_per_month=10_000)
    >>> told = said(study(first_plan(Case(), earning), earning, title="Churn"))
    >>> told.answer
    'yes'
    """
    case, found, risk, currency = study.case, study.measures, study.risk, study.currency
    names = [bar.name for bar in study.tornado if bar.name in study.break_evens]
    limits = {name: study.break_evens[name] for name in names} or study.break_evens
    told = study.ledger.said()
    guesses = f"{told[0].upper()}{told[1:]}."
    return Said(
        answer=answer_of(found, risk),
        headline=headline_words(case, found, risk, currency),
        asked=asked_words(case, study.flow, found, risk, currency),
        risk=risk_words(case, risk, currency),
        spread=spread_words(risk, study.labels, draws=study.priced.draws),
        gap=gap_words(risk, currency),
        break_evens=even_words(case, study.priced, limits, study.labels),
        knowing=_knowing(study, study.information),
        next_step=_next_step(study),
        delay=_delay(study.delay_cost, currency),
        guesses=guesses,
        against=_against(study),
        unproven=UNPROVEN,
        footnotes=(UNPROVEN, guesses, _against(study), *_footnotes(study)),
    )


def _knowing(study: "Study", known: "Information") -> str:
    """The most that knowing the assumption that matters most is worth."""
    worth = {name: each for name, each in known.evppi.items() if name != DELIVERED}
    if not worth or known.evpi <= 0:
        return ""
    name, most = next(iter(worth.items()))
    come = known.evppi.get(DELIVERED, 0.0)
    amount, coming, everything = (_worth(v, study.currency) for v in (most, come, known.evpi))
    if most >= 1:
        told = f"Knowing {quoted(study.labels[name])} for certain is worth at most {amount}; "
        told += "finding out more cheaply than that may pay."
    elif come >= 1:
        told = "Knowing any one assumption better would not change the decision, except whether "
        told += f"it is delivered at all: that is worth at most {coming}."
    else:
        told = "Knowing any one assumption better would not change the decision."
    return f"{told} Knowing everything beforehand: at most {everything}."


def _next_step(study: "Study") -> str:
    if answer_of(study.measures, study.risk) == "no":
        return _instead(study)
    pilot = study.information.pilot
    return _stage(study) if pilot is None else _pilot(study, pilot)


def _instead(study: "Study") -> str:
    """What to do where the answer is no: look for what would turn it, before any money goes."""
    from lepton.report.values import unit_of, valued

    limits = study.break_evens
    near = ((bar.name, limits.get(bar.name)) for bar in study.tornado)
    name, limit = next(((n, at) for n, at in near if at is not None), ("", None))
    if limit is None:
        return (
            "Do not build it as it is: no assumption alone would make it pay. Look for a decision "
            "that comes up more often or is worth more."
        )
    now = study.ledger.values[name]
    at = valued(safe_limit(limit, now, pays=False), unit_of(name), study.currency)
    return (
        f"Do not build it as it is. Find out first whether {quoted(study.labels[name])} can reach "
        f"{at}, on cases of the past and at no more cost than a few days of work; if not, stop."
    )


def _pilot(study: "Study", pilot: "Pilot") -> str:
    cost, worth = (_worth(v, study.currency) for v in (pilot.cost, pilot.evsi))
    people, label = count(pilot.n_per_arm), quoted(study.labels[pilot.name])
    groups = (
        f"treat {people} of those the model points to and leave {people} like them alone, drawn "
        f"by chance, over {duration(pilot.months)}"
    )
    limit = goes_above(study, pilot)
    rule = "Stop if it brings nothing."
    if limit is not None:
        rule = f"Go on if {label} comes out above {percent(limit, short=True)}, else stop."
    if pilot.pays:
        told = f"It costs about {cost}, and what it tells is worth about {worth}."
        return f"A pilot before anything is built in: {groups}. {told} {rule}"
    told = f"A pilot is not likely to change the decision (worth {worth}, cost {cost})"
    return f"{told}, so begin; but prove it from the first month on: {groups}. {rule}"


def goes_above(study: "Study", pilot: "Pilot") -> float | None:
    """Success rate from which on to go: what the pilot turns on, else where nothing is earned.

    Returns
    -------
    As a fraction, rounded up to two significant figures; None where every rate would do.
    """
    limit = pilot.go_above if pilot.pays else None
    if limit is None or limit <= 0:
        limit = study.break_evens.get(pilot.name)
    return None if limit is None else safe_limit(limit, math.inf, pays=True)


def _worth(amount: float, currency: str) -> str:
    """Word what knowing something is worth, which may be next to nothing."""
    return money(amount, currency, short=True) if amount >= 1 else "next to nothing"


def _stage(study: "Study") -> str:
    """Where no control group measures one rate: a model on paper beside today's practice."""
    flow, case = study.flow, study.case
    part = sum(float(flow.items[item][0]) for item in STAGE) * (1 + case.contingency)
    trial = max(case.build_months, SHORTEST)
    half = count(study.priced.base["decisions_per_month"] * trial / 2)
    beside = WAITING.get(study.origin.kind, "today's practice")
    limit = _floor(study)
    least = f"it earns less than {limit} more per decision" if limit else "it earns no more"
    return (
        f"A first stage for about {money(part, study.currency, short=True)}: needs, data and a "
        f"model, and nothing built in. Then {stretch(trial)} beside {beside}, with half of the "
        f"cases drawn by chance for each ({half}). Stop if {least}; the rest of the money is "
        "spent only after that."
    )


def _floor(study: "Study") -> str:
    """Profit per decision at which nothing is earned."""
    from lepton.finance.breakeven import break_even

    worth = float(study.priced.worth({}).profit)
    if worth <= 0:
        return ""
    if PROFIT in study.priced.base:
        limit = break_even(study.case, study.priced, PROFIT)
    else:
        volume = break_even(study.case, study.priced, "benefit_haircut")
        left = 1 - study.case.benefit_haircut
        limit = None if volume is None or left <= 0 else worth * (1 - volume) / left
    return "" if limit is None else money(safe_limit(limit, worth, pays=True), study.currency)


def _delay(cost: float, currency: str) -> str:
    amount = money(abs(cost), currency, short=True)
    if cost <= 0:
        return f"Waiting a month costs nothing: it saves {amount}."
    return f"Each month of delay costs about {amount}, if the end stays where it is."


def _against(study: "Study") -> str:
    origin = study.origin
    rows = f", on {origin.rows:,} rows that had no say in the choice" if origin.rows else ""
    if origin.kind == "napkin":
        return "The benefit rests on a rule of thumb, over acting on nobody: nothing was measured."
    return f"The benefit is what is earned over {origin.against}{rows}."


def _footnotes(study: "Study") -> tuple[str, ...]:
    case, m, risk = study.case, study.measures, study.risk
    span = f"{case.horizon_months} months at {percent(case.discount_rate, short=True)} a year"
    taxed = "after tax" if case.tax_rate else "before tax"
    told = [
        f"Present values: {span}, {taxed}, money moving "
        f"{'in the middle' if case.timing == 'mid' else 'at the end'} of each month.",
        "ROI and the return on each unit are of the present value of all costs over the whole "
        "horizon, contingency included; contacts and offers are already taken off the benefit "
        "and are not among these costs.",
        f"Ranges hold 8 of 10 of {risk.trials:,} trials (seed {risk.seed}); their mean is known "
        f"to ±{money(risk.monte_carlo_error, study.currency, short=True)}. "
        "P10 and P90 of different figures must not be added.",
    ]
    gap = gap_words(risk, study.currency)
    if gap:
        told.append(gap)
    if m.irr is None and m.irr_note:
        told.append(m.irr_note)
    elif m.sign_changes > 1:
        told.append(f"The monthly net turns its sign {m.sign_changes} times: trust the MIRR more.")
    if study.scenario != "Base":
        told.append(f"Scenario shown: {study.scenario}.")
    return tuple(told)
