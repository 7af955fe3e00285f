"""From one scenario to another, assumption by assumption, so that it adds up."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lepton.finance.case import Case
from lepton.finance.earning import Earning
from lepton.finance.fields import FIELDS
from lepton.finance.flows import cash_flow
from lepton.finance.names import EARNED, label_of
from lepton.finance.scenario import Scenario, under
from lepton.value.result import Result

__all__ = ["Step", "bridge"]


@dataclass(frozen=True)
class Step(Result):
    """What one assumption adds on the way from one scenario to another.

    Attributes
    ----------
    name
        The assumption.
    from_, to
        Its value in the one and in the other: a number, a choice, or the factors of a season.
    npv_change
        What it changes in the net present value, in currency.
    """

    name: str
    from_: Any
    to: Any
    npv_change: float

    @property
    def label(self) -> str:
        """What a person calls the assumption."""
        return label_of(self.name)


def bridge(
    case: Case,
    earning: Earning,
    a: Scenario,
    b: Scenario,
    changes: Mapping[str, Any] | None = None,
) -> list[Step]:
    """Say which assumption brings how much of the difference between two scenarios.

    Parameters
    ----------
    case, earning, changes
        The base, as for :func:`lepton.finance.compare`.
    a, b
        From the one to the other.

    Returns
    -------
    One step for each assumption that differs, the largest first. They add up to the net
    present value of ``b`` less that of ``a``.

    Notes
    -----
    Assumptions act together (more decisions at a higher success rate bring more than the sum of
    both), so what one of them adds depends on the order in which they change. They are changed
    one after the other, the one with the largest effect of its own first, then in the opposite
    order; each step is the mean of the two. What two assumptions cause together is therefore
    shared equally between them.

    Examples
    --------
    >>> from lepton.finance import FlatEarning
    >>> earning = FlatEarning(profit=2.5, decisions_per_month=10_000)
    >>> more = Scenario("More", {"decisions_per_month": 12_000, "profit": 3})
    >>> [step.name for step in bridge(Case(), earning, Scenario("Base"), more)]
    ['profit', 'decisions_per_month']
    """
    start, goal = (_values(*under(case, earning, each, changes)) for each in (a, b))
    differ = [name for name in goal if start[name] != goal[name]]
    if not differ:
        return []
    value = _valued(case, earning)
    first, last = value(start), value(goal)
    alone = {name: value({**start, name: goal[name]}) - first for name in differ}
    order = sorted(differ, key=lambda name: -abs(alone[name]))
    there = _walk(value, start, goal, order)
    back = _walk(value, start, goal, order[::-1])
    steps = [Step(n, start[n], goal[n], (there[n] + back[n]) / 2.0) for n in order]
    steps.sort(key=lambda step: -abs(step.npv_change))
    return _adding_up(steps, last - first)


def _values(case: Case, earning: Earning) -> dict[str, Any]:
    earned = {name: float(earning.base[name]) for name in EARNED if name in earning.base}
    return {**earned, **{name: getattr(case, name) for name in FIELDS}}


def _valued(case: Case, earning: Earning) -> Callable[[Mapping[str, Any]], float]:
    """Net present value as a function of all values."""

    def value(values: Mapping[str, Any]) -> float:
        own = {name: values[name] for name in FIELDS}
        rest = {name: v for name, v in values.items() if name not in FIELDS}
        return cash_flow(replace(case, **own), earning, rest).npv

    return value


def _walk(
    value: Callable[[Mapping[str, Any]], float],
    start: Mapping[str, Any],
    goal: Mapping[str, Any],
    order: Sequence[str],
) -> dict[str, float]:
    """Change one assumption after the other, and keep what each adds."""
    now, before = dict(start), value(start)
    added: dict[str, float] = {}
    for name in order:
        now[name] = goal[name]
        after = value(now)
        added[name], before = after - before, after
    return added


def _adding_up(steps: list[Step], total: float) -> list[Step]:
    """Put what rounding has left over into the largest step."""
    left = total - math.fsum(step.npv_change for step in steps)
    return [replace(steps[0], npv_change=steps[0].npv_change + left), *steps[1:]]
