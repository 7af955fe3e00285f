"""How far an assumption may be off before the investment earns nothing."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, listed, must
from lepton.finance.case import Case
from lepton.finance.earning import Earning
from lepton.finance.fields import FIELDS, Field
from lepton.finance.flows import trial_npvs
from lepton.finance.names import field_of

__all__ = ["break_even", "break_evens"]

Floats = npt.NDArray[np.float64]
LOOKED_AT = 25  # of the whole months within the bounds, at first
EVEN = 65  # values spread evenly over bounds that are near
DECADES = np.geomspace(1e-3, 1e3, 73)  # steps of a value that has no near bounds
NEAR = 1_000.0  # bounds this close are looked at evenly


def break_evens(case: Case, earning: Earning, names: Iterable[str]) -> dict[str, float | None]:
    """For each assumption, the value at which the net present value is exactly 0.

    Parameters
    ----------
    case, earning
        As for :func:`lepton.finance.cash_flow`.
    names
        Assumptions: numbers of the case or of ``earning.base``. Whole months are allowed too:
        the value between two of them is found on the straight line.

    Returns
    -------
    By name, in the unit of the assumption, the others as they are: the value nearest to the
    present one if there are several, None if no value within the bounds will do. For the chance
    of delivery it is where the expected value is 0: the present value if it is delivered, and
    the one-off costs lost if not.

    Raises
    ------
    InputError
        A name is none of a number that is assumed.

    Examples
    --------
    >>> from lepton.finance import Case, FlatEarning
    >>> found = break_evens(Case(), FlatEarning(2.5, 10_000), ["profit"])
    >>> round(found["profit"], 3)
    0.406
    """
    wanted = list(names)
    known = {n for n, f in FIELDS.items() if f.numeric} | set(earning.base)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        then = "Leave out what is a choice, and check the spelling."
        raise InputError(must("names", "numbers that are assumed", listed(unknown), then))
    return {name: break_even(case, earning, name) for name in wanted}


def break_even(case: Case, earning: Earning, name: str) -> float | None:
    """The value of one assumption at which the net present value is 0; see :func:`break_evens`."""
    if name == "delivery_chance":
        return _chance(case, earning)
    field = field_of(name)
    now = float(getattr(case, name) if name in FIELDS else earning.base[name])
    if field.whole:
        return _nearest(_between_months(case, earning, field), now)
    values = _grid(field, now)
    worth = np.broadcast_to(trial_npvs(case, earning, {name: values}), values.shape)
    return _nearest([_root(case, earning, name, values[i : i + 2]) for i in _crossings(worth)], now)


def _chance(case: Case, earning: Earning) -> float | None:
    came, lost = (float(trial_npvs(case, earning, {"delivered": d})) for d in (1.0, 0.0))
    return -lost / (came - lost) if came > 0 >= lost and came > lost else None


def _between_months(case: Case, earning: Earning, field: Field) -> list[float]:
    """Look at some months, then at every one where the worth turned between them."""
    last = _last(case, field)
    found = []
    some = np.unique(np.round(np.linspace(field.low, last, LOOKED_AT)))
    worth = _worths(case, earning, field.name, some)
    for i in _crossings(worth):
        each = np.arange(some[i], some[i + 1] + 1)
        near = _worths(case, earning, field.name, each)
        found += [_straight(each, near, j) for j in _crossings(near)]
    return found


def _last(case: Case, field: Field) -> float:
    """Months of the case never reach beyond its horizon; the horizon itself may."""
    return field.high if field.name == "horizon_months" else min(field.high, case.horizon_months)


def _worths(case: Case, earning: Earning, name: str, months: Floats) -> Floats:
    given = case.to_dict()
    cases = [Case.from_dict({**given, name: int(month)}) for month in months]
    return np.array([trial_npvs(each, earning, {}) for each in cases])


def _grid(field: Field, now: float) -> Floats:
    """Values within the bounds: even where these are near, in growing steps where they are far."""
    low, high = field.low, field.high
    if high - low <= NEAR:
        return np.unique([*np.linspace(low, high, EVEN), now])
    size = max(abs(now), 1.0)
    steps = np.concatenate([[0.0], size * DECADES, np.geomspace(size * 1e3, max(high, size), 19)])
    values = np.concatenate([steps, -steps, now + steps, now - steps, [low, high]])
    return np.unique(values[(values >= low) & (values <= high)])


def _crossings(worth: Floats) -> npt.NDArray[np.intp]:
    """Positions of intervals at whose ends the worth has different signs, or is 0."""
    sign = np.sign(worth)
    turned = (sign[:-1] * sign[1:] <= 0) & (sign[:-1] != sign[1:])
    return np.flatnonzero(turned)


def _straight(values: Floats, worth: Floats, i: int) -> float:
    part = worth[i] / (worth[i] - worth[i + 1])
    return float(values[i] + part * (values[i + 1] - values[i]))


def _root(case: Case, earning: Earning, name: str, ends: Floats) -> float:
    from scipy.optimize import brentq

    def worth(value: float) -> Any:
        return trial_npvs(case, earning, {name: value})

    return float(brentq(worth, ends[0], ends[1], xtol=1e-12, rtol=1e-12))


def _nearest(found: list[float], now: float) -> float | None:
    return min(found, key=lambda value: abs(value - now)) if found else None
