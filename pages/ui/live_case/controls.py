"""The sliders of a live case: which assumptions can have one, and where it ends."""

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from lepton.finance.names import field_of, label_of, may_range

if TYPE_CHECKING:
    from lepton.finance.fields import Field
    from lepton.finance.ranges import Range

__all__ = ["MOST", "control", "ends_of", "matter_most"]

MOST = 5
UNMOVED = ("delivery_chance", "share")  # the headline does not depend on them, or they are chosen
FRACTIONS = ("share", "rate a year")
BEYOND = 0.5  # of a range, on either side: a slider goes a little further than one expects
REACH = 2.5  # times a value without a range
TAIL = 0.02
BOUNDED = ("pert", "triangular", "uniform")  # ranges whose ends are the least and the most
STEPS = 10
NEAR_ZERO = 0.4  # a slider that begins below this part of its end may as well begin at 0
Ends = tuple[float, float]


def matter_most(names: Iterable[str], known: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the first five that a slider can move.

    Parameters
    ----------
    names
        Assumptions, the one that matters most first.
    known
        Those that the case and its earning have.

    Examples
    --------
    >>> matter_most(["delivered", "hosting", "horizon_months"], {"hosting": 1, "horizon_months": 1})
    ('hosting',)
    """
    found = [name for name in names if name in known and name not in UNMOVED and may_range(name)]
    return tuple(dict.fromkeys(found))[:MOST]


def control(name: str, ends: Ends, labels: Mapping[str, str]) -> dict[str, Any]:
    """Describe one slider with its number field to the browser."""
    field = field_of(name)
    kind = _kind(field)
    unit = field.unit.removeprefix("money").strip() if kind == "money" else field.unit
    shown = unit if kind == "money" or unit in {"days", "hours", "months", "minutes", "kW"} else ""
    return {
        "name": name, "label": labels.get(name) or label_of(name), "kind": kind,
        "unit": shown or None, "low": field.low, "high": field.high, "ends": list(ends),
    }  # fmt: skip


def ends_of(name: str, value: float, span: "Range | None") -> Ends:
    """Where a slider begins and ends: a little beyond the range, in round numbers.

    Examples
    --------
    >>> ends_of("hosting", 150.0, None), ends_of("success_rate", 0.3, None)
    ((0.0, 400.0), (0.0, 0.8))
    """
    field = field_of(name)
    low, high = (min(max(end, field.low), field.high) for end in _wanted(field, value, span))
    step = _round((high - low) / STEPS)
    if 0 < low < NEAR_ZERO * high:
        low = 0.0
    low, high = step * math.floor(low / step + 1e-9), step * math.ceil(high / step - 1e-9)
    clean = (float(f"{min(max(end, field.low), field.high):.12g}") for end in (low, high))
    return next(clean), next(clean)


def _wanted(field: "Field", value: float, span: "Range | None") -> Ends:
    if span is not None and span.varies:
        low, high = _of(span)
        low, high = min(low, value), max(high, value)
        return low - BEYOND * (high - low), high + BEYOND * (high - low)
    if value == 0:
        return 0.0, 1.0 if field.unit in FRACTIONS else 100.0
    return (0.0, REACH * value) if value > 0 else (REACH * value, 0.0)


def _of(span: "Range") -> Ends:
    if span.kind in BOUNDED and span.low is not None and span.high is not None:
        return span.low, span.high
    return float(span.quantile(TAIL)), float(span.quantile(1 - TAIL))


def _kind(field: "Field") -> str:
    if field.unit.startswith("money"):
        return "money"
    return "rate" if field.unit in FRACTIONS else "number"


def _round(rough: float) -> float:
    """1, 2 or 5 times a power of ten, at least as large."""
    unit: float = 10.0 ** math.floor(math.log10(rough))
    return next(times * unit for times in (1, 2, 5, 10) if rough <= times * unit * (1 + 1e-9))
