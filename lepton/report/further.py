"""Sentences for who checks a case: what would change the answer, and what else was looked at."""

from typing import TYPE_CHECKING, Any

from lepton.plots.format import money
from lepton.report.sentences import chance, stretch
from lepton.report.tables import limit_of, named
from lepton.report.text import cleaned

if TYPE_CHECKING:
    from lepton.finance.study import Study
    from lepton.report.words import Said

__all__ = ["also_looked_at", "mind_changers"]

MOST_NAMED = 3


def mind_changers(study: "Study") -> tuple[str, ...]:
    """What would change our mind: what turns the answer within what is thought possible.

    Returns
    -------
    Whole sentences.
    """
    turned = [bar for bar in study.tornado if bar.crosses_zero_at is not None][:MOST_NAMED]
    said = [f"{named(study, bar.name)}: the answer turns at {_at(study, bar)}." for bar in turned]
    if not said:
        sign = "above" if study.measures.npv > 0 else "below"
        said = [f"No single assumption turns the answer within its range: it stays {sign} 0."]
    often = chance(1 - study.risk.chance_positive)
    worst = money(study.risk.expected_shortfall, study.currency, short=True)
    rest = f"the worst 5 % come to {worst} on average."
    return (*said, f"All together, it does not pay in {often} of the trials; {rest}")


def _at(study: "Study", bar: Any) -> str:
    limit = study.break_evens.get(bar.name)
    found = bar.crosses_zero_at if limit is None else limit
    return limit_of(study, bar.name, found)


def also_looked_at(study: "Study", said: "Said") -> tuple[str, ...]:
    """What knowing more is worth, what waiting costs, how often to train, build or buy."""
    told = (said.knowing, said.delay, _retraining(study), _build_or_buy(study))
    return tuple(each for each in told if each)


def _retraining(study: "Study") -> str:
    found = study.retraining
    if found is None:
        return ""
    now = f"every {stretch(found.now_months)}" if found.now_months else "never"
    if not found.best_months:
        return f"Training again does not pay; the case trains again: {now}."
    return f"Training again pays best every {stretch(found.best_months)}; in the case: {now}."


def _build_or_buy(study: "Study") -> str:
    found, currency = study.build_or_buy, study.currency
    if found is None or study.plan.offer is None:
        return ""
    build, buy = (money(v, currency, short=True) for v in (found.build_npv, found.buy_npv))
    name = cleaned(study.plan.offer.name, 60)
    verdict = {
        "build": "building it is better", "buy": f"buying from {name} is better",
        "even": "both are worth the same", "neither": "neither pays",
    }[found.better]  # fmt: skip
    return f"Build or buy: building is worth {build}, buying from {name} {buy}; {verdict}."
