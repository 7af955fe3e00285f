"""What moves a case most: each assumption from a low to a high value, the others as they are."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lepton.finance.case import Case
from lepton.finance.earning import Earning
from lepton.finance.ranges import Range
from lepton.finance.simulate import npvs
from lepton.finance.usable import DELIVERED, base_values, usable
from lepton.value.checks import Floats
from lepton.value.result import Result

__all__ = ["Bar", "tornado"]

TENTH = 0.1
STEPS = 17  # values looked at before a crossing is narrowed down
HALVINGS = 40


@dataclass(frozen=True, slots=True)
class Bar(Result):
    """What one assumption does to the net present value, all others as they are.

    Attributes
    ----------
    name
        The assumption.
    low, high
        Its P10 and P90.
    npv_low, npv_high
        Net present value there, in currency, if it is delivered.
    swing
        How far the two lie apart, 0 or more.
    crosses_zero_at
        Value between ``low`` and ``high`` where the net present value crosses 0; None where it
        does not.
    """

    name: str
    low: float
    high: float
    npv_low: float
    npv_high: float
    swing: float
    crosses_zero_at: float | None


def tornado(case: Case, earning: Earning, ranges: Mapping[str, Range]) -> list[Bar]:
    """Tell what each assumption does alone, the one that does most first.

    Every assumption goes to its P10 and its P90 while the others stay as they are in the case;
    it is taken as delivered. Bars do not add up: nobody has bad luck with everything at once.

    Parameters
    ----------
    case, earning
        The assumptions of the investment, and what one decision earns.
    ranges
        What may vary, by assumption; those with one number have no bar.

    Raises
    ------
    InputError
        A range cannot be used.

    Examples
    --------
    >>> from lepton.finance import Case, FlatEarning
    >>> earning = FlatEarning(profit=2.5, decisions_per_month=1000)
    >>> bars = tornado(Case(), earning, {"hosting": Range.uniform(100, 200),
    ...                                  "profit": Range.uniform(1, 4)})
    >>> [(bar.name, bar.low, bar.high) for bar in bars]
    [('profit', 1.3, 3.7), ('hosting', 110.0, 190.0)]
    """
    known = {n: r for n, r in usable(case, earning, ranges).items() if r.varies and n != DELIVERED}
    if not known:
        return []
    ends = {name: r.ppf(np.linspace(TENTH, 1 - TENTH, 2)) for name, r in known.items()}
    grid = {name: np.linspace(low, high, STEPS) for name, (low, high) in ends.items()}
    found = _each(case, earning, grid)
    crossing = _crossings(case, earning, grid, found)
    bars = [
        Bar(name, float(at[0]), float(at[-1]), float(npv[0]), float(npv[-1]),
            abs(float(npv[-1] - npv[0])), crossing.get(name))
        for (name, at), npv in zip(grid.items(), found, strict=True)
    ]  # fmt: skip
    return sorted(bars, key=lambda bar: (-bar.swing, bar.name))


def _each(case: Case, earning: Earning, grid: Mapping[str, Floats]) -> Floats:
    """Net present values where one assumption moves and the others rest, one row for each."""
    rows, steps = len(grid), len(next(iter(grid.values())))
    base = base_values(case, earning)
    changes = {}
    for i, (name, values) in enumerate(grid.items()):
        column = np.full((rows, steps), base[name])
        column[i] = values
        changes[name] = column.ravel()
    return npvs(case, earning, changes, None, rows * steps).reshape(rows, steps)


def _crossings(
    case: Case, earning: Earning, grid: Mapping[str, Floats], npv: Floats
) -> dict[str, float]:
    """Where each first crosses 0, narrowed down by halving, all at once."""
    turns = (npv[:, :-1] > 0) != (npv[:, 1:] > 0)
    some = np.flatnonzero(turns.any(axis=1))
    if some.size == 0:
        return {}
    names = [list(grid)[i] for i in some]
    first = turns[some].argmax(axis=1)
    values = np.stack(list(grid.values()))
    low, high, rises = values[some, first], values[some, first + 1], npv[some, first] <= 0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        worth = _each(case, earning, dict(zip(names, middle[:, None], strict=True)))[:, 0]
        beyond = (worth > 0) == rises
        low, high = np.where(beyond, low, middle), np.where(beyond, middle, high)
    return dict(zip(names, ((low + high) / 2).tolist(), strict=True))
