"""Scenarios side by side, and the two that follow from the ranges."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from lepton.finance.case import Case
from lepton.finance.earning import Earning
from lepton.finance.fields import FIELDS
from lepton.finance.flows import cash_flow
from lepton.finance.made import BAD, GOOD
from lepton.finance.measures import Measures, measures
from lepton.finance.names import field_of
from lepton.finance.ranges import Range
from lepton.finance.scenario import Scenario, under
from lepton.value.result import Result

__all__ = ["OPTIMISTIC", "PESSIMISTIC", "Outcome", "compare", "from_ranges"]

PESSIMISTIC, OPTIMISTIC = "Pessimistic", "Optimistic"
LOW, HIGH = 0.1, 0.9
DIGITS = 4  # of a value that a scenario takes from a range


@dataclass(frozen=True)
class Outcome(Result):
    """What one scenario comes to.

    Attributes
    ----------
    name
        The scenario.
    measures
        Of its cash flow, as if it is delivered.
    difference
        Net present value less that of the base, in currency.
    differences
        The same for every measure that is a number in both; None where it is not.
    """

    name: str
    measures: Measures
    difference: float
    differences: Mapping[str, float | None]


def compare(
    case: Case,
    earning: Earning,
    scenarios: Iterable[Scenario],
    changes: Mapping[str, Any] | None = None,
) -> list[Outcome]:
    """Set scenarios side by side, each against the first.

    Parameters
    ----------
    case, earning
        The base.
    scenarios
        A :class:`lepton.finance.Book`, whose first is the base, or some scenarios.
    changes
        What the base changes in the earning, as :class:`lepton.finance.Plan` has it.

    Examples
    --------
    >>> from lepton.finance import Book, FlatEarning
    >>> earning = FlatEarning(profit=2.5, decisions_per_month=10_000)
    >>> base, dear = compare(Case(), earning, Book((Scenario("Dear", {"privacy_review": 4e3}),)))
    >>> base.difference, round(dear.difference, 2)
    (0.0, -2200.0)
    """
    found: list[Outcome] = []
    for scenario in scenarios:
        told = _measured(*under(case, earning, scenario, changes))
        first = found[0].measures if found else told
        less = _less(told, first)
        found.append(Outcome(scenario.name, told, told.npv - first.npv, less))
    return found


def from_ranges(
    case: Case,
    earning: Earning,
    ranges: Mapping[str, Range],
    changes: Mapping[str, Any] | None = None,
) -> tuple[Scenario, Scenario]:
    """Make a pessimistic and an optimistic scenario from the ranges of the assumptions.

    Each assumption is set to its 10 % or its 90 % point, whichever is worse (or better) for the
    net present value while all others stay as in the base; where neither end is worse (or
    better) than the base, it stays. Values are rounded to four digits. Both scenarios follow the
    ranges (:meth:`lepton.finance.Plan.aligned`) until somebody changes a value of theirs.

    Parameters
    ----------
    case, earning, changes
        The base, as for :func:`compare`.
    ranges
        By name, such as ``plan.ledger.ranges()``; whole months and choices have none.

    Returns
    -------
    The pessimistic and the optimistic one.
    """
    start, paid = under(case, earning, Scenario("Start"), changes)
    base = cash_flow(start, paid).npv
    worst: dict[str, float] = {}
    best: dict[str, float] = {}
    for name, span in ranges.items():
        if name not in FIELDS and name not in earning.base:
            continue
        ends = {value: _npv(start, paid, name, value) for value in _ends(name, span)}
        low, high = min(ends, key=ends.__getitem__), max(ends, key=ends.__getitem__)
        if ends[low] < base:
            worst[name] = low
        if ends[high] > base:
            best[name] = high
    return (
        Scenario(PESSIMISTIC, worst, BAD),
        Scenario(OPTIMISTIC, best, GOOD),
    )


def _measured(case: Case, earning: Earning) -> Measures:
    return measures(case, cash_flow(case, earning))


def _npv(case: Case, earning: Earning, name: str, value: float) -> float:
    return cash_flow(case, earning, {name: value}).npv


def _ends(name: str, span: Range) -> tuple[float, float]:
    """The 10 % and the 90 % point, within the bounds of the field."""
    field = field_of(name)
    low, high = (float(f"{span.quantile(q):.{DIGITS}g}") for q in (LOW, HIGH))
    return max(low, field.low), min(high, field.high)


def _less(told: Measures, first: Measures) -> dict[str, float | None]:
    """Measure by measure, one less the other."""
    found: dict[str, float | None] = {}
    for each in fields(told):
        a, b = getattr(told, each.name), getattr(first, each.name)
        if isinstance(a, str | bool) or isinstance(b, str | bool):
            continue
        found[each.name] = None if a is None or b is None else float(a - b)
    return found
