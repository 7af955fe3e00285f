"""Which assumptions may be ranges, and between which bounds."""

import math
from collections.abc import Mapping

from lepton.errors import InputError, listed, must
from lepton.finance.case import Case
from lepton.finance.earning import Earning
from lepton.finance.fields import FIELDS
from lepton.finance.names import EARNED, field_of, label_of
from lepton.finance.ranges import Range

__all__ = ["DELIVERED", "MODEL", "base_values", "bounds_of", "usable"]

DELIVERED = "delivered"
"""Name of whether it is delivered at all: 1 or 0 in every trial."""
MODEL = "model"
"""Name under which the error of the model itself is reported."""


def bounds_of(name: str) -> tuple[float, float]:
    """Least and most that an assumption may be; infinite where nothing bounds it.

    Examples
    --------
    >>> bounds_of("success_rate")
    (0.0, 1.0)
    """
    if name == DELIVERED:
        return 0.0, 1.0
    if name not in FIELDS and name not in EARNED:
        return -math.inf, math.inf  # only the earning itself knows it
    field = field_of(name)
    return field.low, field.high


def base_values(case: Case, earning: Earning) -> dict[str, float]:
    """Every assumption that may vary, with its value in the case."""
    numbers = {n: getattr(case, n) for n, f in FIELDS.items() if f.numeric and not f.whole}
    return {**numbers, **earning.base}


def usable(case: Case, earning: Earning, ranges: Mapping[str, Range]) -> dict[str, Range]:
    """The ranges, each inside the bounds of its assumption, with the chance of delivery.

    Raises
    ------
    InputError
        A name is unknown or cannot be a range, or a range leaves the bounds.
    """
    _known({*base_values(case, earning), DELIVERED}, ranges)
    found = {name: _bounded(name, given) for name, given in ranges.items()}
    chance = found.pop("delivery_chance", Range.fixed(case.delivery_chance))
    if DELIVERED not in found:
        # a range for a chance comes to its mean: it happens or it does not
        found[DELIVERED] = Range.bernoulli(chance.mean)
    elif found[DELIVERED].kind not in {"bernoulli", "fixed"}:
        rule = "a bernoulli range: it happens or it does not"
        raise InputError(must(DELIVERED, rule, found[DELIVERED].kind, "Give its chance as p."))
    if found[DELIVERED] == Range.bernoulli(1.0):
        del found[DELIVERED]
    return found


def _known(known: set[str], ranges: Mapping[str, Range]) -> None:
    whole = [name for name in ranges if name in FIELDS and name not in known]
    if whole:
        then = "Whole months and choices are changed in a scenario."
        raise InputError(must("ranges", "for numbers that may vary", listed(whole), then))
    unknown = [name for name in ranges if name not in known]
    if unknown:
        raise InputError(
            must("ranges", "for assumptions of the case", listed(unknown), "Check the spelling.")
        )


def _bounded(name: str, given: Range) -> Range:
    if not isinstance(given, Range):
        raise InputError(must(name, "a Range", repr(given), "Use Range.fixed for one number."))
    low, high = bounds_of(name)
    ends = [v for v in (given.low, given.mode, given.high) if v is not None]
    if any(not low <= v <= high for v in ends):
        label = label_of(name) if name in {**FIELDS, **EARNED, DELIVERED: 0} else name
        rule = f"from {low:,.6g} to {high:,.6g}"
        raise InputError(must(f"the range of {name}", rule, listed(ends), f"Check {label!r}."))
    return given.within(low, high)
