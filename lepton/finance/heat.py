"""Two assumptions at once: the net present value on a grid of their values."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lepton.errors import InputError, must
from lepton.finance.case import Case
from lepton.finance.earning import Earning
from lepton.finance.ranges import Range
from lepton.finance.simulate import npvs
from lepton.finance.usable import base_values, bounds_of, usable
from lepton.value.checks import Floats
from lepton.value.result import Result

__all__ = ["HeatMap", "heat_map"]

TENTH = 0.1
AROUND = 0.5  # of the value, either way, where no range is known
FEWEST, MOST = 2, 101


@dataclass(frozen=True, slots=True, eq=False)
class HeatMap(Result):
    """Net present value on a grid of two assumptions, all others as they are.

    Attributes
    ----------
    x_name, y_name
        The two assumptions.
    x, y
        Their values, shapes (nx,) and (ny,), rising.
    npv
        In currency, if it is delivered; shape (ny, nx).
    x_base, y_base
        Their values in the case.
    """

    x_name: str
    y_name: str
    x: Floats
    y: Floats
    npv: Floats
    x_base: float
    y_base: float


def heat_map(
    case: Case,
    earning: Earning,
    ranges: Mapping[str, Range],
    x: str,
    y: str,
    *,
    steps: int = 21,
) -> HeatMap:
    """Tell what two assumptions do together.

    Parameters
    ----------
    case, earning
        The assumptions of the investment, and what one decision earns.
    ranges
        An assumption with a range goes from its P10 to its P90, widened to hold its value in the
        case; one without goes from half to one and a half times its value.
    x, y
        Two different assumptions that may vary.
    steps
        Values of each, 2 to 101.

    Raises
    ------
    InputError
        The names are the same or unknown, or there are too few or too many steps.

    Examples
    --------
    >>> from lepton.finance import Case, FlatEarning
    >>> earning = FlatEarning(profit=2.5, decisions_per_month=1000)
    >>> found = heat_map(Case(), earning, {}, "profit", "hosting", steps=3)
    >>> found.x, found.y, found.npv.shape
    (array([1.25, 2.5 , 3.75]), array([ 75., 150., 225.]), (3, 3))
    """
    base = base_values(case, earning)
    for name in (x, y):
        if name not in base:
            then = "Whole months and choices are changed in a scenario."
            raise InputError(must("x and y", "assumptions that may vary", repr(name), then))
    if x == y:
        raise InputError(must("y", f"another assumption than x ({x})", repr(y), "Choose two."))
    plain = isinstance(steps, int) and not isinstance(steps, bool)
    if not plain or not FEWEST <= steps <= MOST:
        rule = f"a whole number from {FEWEST} to {MOST}"
        raise InputError(must("steps", rule, repr(steps), "21 are usual."))
    known = usable(case, earning, ranges)
    along = {name: _values(name, known.get(name), base[name], steps) for name in (x, y)}
    across, up = (grid.ravel() for grid in np.meshgrid(along[x], along[y]))
    npv = npvs(case, earning, {x: across, y: up}, None, steps * steps).reshape(steps, steps)
    return HeatMap(x, y, along[x], along[y], npv, base[x], base[y])


def _values(name: str, known: Range | None, base: float, steps: int) -> Floats:
    if known is not None and known.varies:
        ends = [known.quantile(TENTH), known.quantile(1 - TENTH), base]
        return np.linspace(min(ends), max(ends), steps)
    least, most = bounds_of(name)
    away = AROUND * abs(base) or 1.0
    return np.linspace(max(base - away, least), min(base + away, most), steps)
