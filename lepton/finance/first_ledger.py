"""The list of assumptions before anybody has touched it: guesses, and the ranges of guesses."""

from collections.abc import Mapping
from typing import Any

from lepton.finance.case import Case
from lepton.finance.earning import Earning
from lepton.finance.entries import Entry
from lepton.finance.fields import FIELDS
from lepton.finance.ledger import Ledger
from lepton.finance.lines import ITEMS
from lepton.finance.names import EARNED, field_of

__all__ = ["DEFAULT_RANGES", "default_range", "first_ledger", "used_in"]

COST = (0.8, 1.5)
"""Work that was not offered for a fixed price: a fifth less, or half as much again."""

DEFAULT_RANGES: dict[str, tuple[float, float]] = {
    "benefit": (0.8, 1.2),
    "success_rate": (0.5, 1.5),
    "right": (0.8, 1.2),
    "profit": (0.8, 1.2),
    "decisions_per_month": (0.8, 1.2),
    "adoption_ceiling": (0.7, 1.1),
    "adoption_months": (0.5, 2.0),
    "half_life_months": (0.5, 2.0),
    "needs_days": COST,
    "data_days": COST,
    "model_days": COST,
    "integration_days": COST,
    "testing_days": COST,
    "hosting": COST,
    "monitoring": COST,
    "retrain_days": COST,
    "review_minutes": COST,
}
"""By assumption: the ends of its first range, as parts of its value."""

_EVERYTHING = ("discount_rate", "inflation", "horizon_months", "build_months", "timing")
_ITEMS_OF = {
    "time": tuple(ITEMS), "volume": ("benefit", "operations"), "adoption": ("benefit",),
    "decay": ("benefit", "operations"), "caution": ("benefit",), "needs": ("needs",),
    "data": ("data",), "model": ("model",), "deployment": ("deployment",),
    "operations": ("operations",), "earning": ("benefit",),
}  # fmt: skip
_ALSO = {
    "tax_rate": ("tax",),
    "depreciation_months": ("tax",),
    "contingency": ("contingency",),
    "delivery_chance": tuple(ITEMS),
    "day_rate": ("needs", "data", "model", "deployment", "operations"),
    "half_life_months": ("benefit",),
    "lasting_share": ("benefit",),
    "training_hours": ("model", "operations"),
    "cpu_rate": ("model", "operations"),
    "gpu_rate": ("model", "operations"),
    "decisions_per_month": ("benefit", "operations"),
    "fixed_cost": ("operations",),
}


def first_ledger(
    case: Case,
    earning: Earning,
    *,
    success_low: float | None = None,
    success_high: float | None = None,
    at: str = "",
) -> Ledger:
    """List every assumption as a guess, with a first range for those that matter most.

    The ranges are guesses as well; the list says so until somebody gives a source.

    Parameters
    ----------
    case, earning
        Where the values come from.
    success_low, success_high
        Range of the success rate, where one was given with the money.
    at
        When: ISO 8601.
    """
    given = {"success_rate": (success_low, success_high)}
    values = {**_earned(earning), **{name: getattr(case, name) for name in FIELDS}}
    entries = (
        Entry(
            id=name, value=value, used_in=used_in(name), edited=at,
            **default_range(name, value, given.get(name, (None, None))),
        )
        for name, value in values.items()
    )  # fmt: skip
    return Ledger(tuple(entries))


def default_range(
    name: str, value: Any, given: tuple[float | None, float | None] = (None, None)
) -> dict[str, Any]:
    """The first range of an assumption, as fields of an entry; empty where it has none.

    Examples
    --------
    >>> default_range("hosting", 200.0)
    {'distribution': 'pert', 'low': 160.0, 'high': 300.0}
    >>> default_range("success_rate", 0.3, (0.2, None))
    {'distribution': 'pert', 'low': 0.2, 'high': 0.45}
    """
    if name not in DEFAULT_RANGES:
        return {}
    field, parts = field_of(name), DEFAULT_RANGES[name]
    ends = [
        round(value * part, 10) if end is None else end
        for part, end in zip(parts, given, strict=True)
    ]
    low, high = (min(max(end, field.low), field.high) for end in sorted(ends))
    if not low < high:
        return {}
    return {"distribution": "pert", "low": low, "high": high}


def used_in(name: str) -> tuple[str, ...]:
    """The items of the cash flow that depend on an assumption, in plain words."""
    if name in _EVERYTHING:
        return tuple(ITEMS.values())
    return tuple(ITEMS[item] for item in _ALSO.get(name, _ITEMS_OF[field_of(name).group]))


def _earned(earning: Earning) -> Mapping[str, float]:
    """Values of what is earned, in the order in which they are asked."""
    return {name: float(earning.base[name]) for name in EARNED if name in earning.base}
