"""The range of one assumption: whether it can be used, and how it follows its value."""

from typing import TYPE_CHECKING, Any

from lepton.errors import InputError, must
from lepton.finance.names import checked_value, field_of, label_of, may_range
from lepton.value.checks import amount

if TYPE_CHECKING:
    from lepton.finance.entries import Entry

__all__ = ["COUNTED", "DISTRIBUTIONS", "FIXED", "NO_RANGE", "THREE", "checked_range", "moved_range"]

THREE, TWO, COUNTED, FIXED = ("triangular", "pert"), ("uniform", "normal", "lognormal"), "beta", ""
DISTRIBUTIONS = (FIXED, *THREE, *TWO, COUNTED)
PLACES = 12  # significant digits kept where a range follows its value
NO_RANGE: dict[str, Any] = {
    "low": None, "mode": None, "high": None, "k": None, "n": None, "distribution": FIXED,
}  # fmt: skip


def checked_range(entry: "Entry") -> dict[str, Any]:
    """The range as it is kept; what its distribution does not need is left out."""
    kind, who = entry.distribution, entry.label or label_of(entry.id)
    if kind not in DISTRIBUTIONS:
        rule = f"one of {', '.join(DISTRIBUTIONS[1:])}, or empty"
        raise InputError(must("distribution", rule, repr(kind), "Choose one of them."))
    if kind == FIXED:
        return NO_RANGE
    if not may_range(entry.id):
        then = "Make a scenario for another value of it."
        raise InputError(must(who, "a number that may vary, to have a range", kind, then))
    if kind == COUNTED:
        return {**NO_RANGE, "distribution": kind, **_counted(entry, who)}
    ends = {"low": _end(entry, "low", who), "high": _end(entry, "high", who)}
    if kind in THREE and entry.mode is not None:
        ends["mode"] = _end(entry, "mode", who)
    _check_order(entry, ends, who)
    return {**NO_RANGE, "distribution": kind, **ends}


def _end(entry: "Entry", which: str, who: str) -> float:
    value = getattr(entry, which)
    if value is None:
        then = "Give both ends, or take the range away."
        raise InputError(must(f"{which} end of {who}", "given", "nothing", then))
    try:
        return float(checked_value(entry.id, value))
    except InputError as problem:
        raise InputError(f"{who}, {which}: {problem}") from None


def _check_order(entry: "Entry", ends: dict[str, float], who: str) -> None:
    low, high = ends["low"], ends["high"]
    if not low < high:
        then = "Enter the smaller end first, or take the range away."
        raise InputError(must(f"range of {who}", "from low to high", f"{low:g} to {high:g}", then))
    if entry.distribution == "lognormal" and low <= 0:
        then = "Choose another shape for a range that reaches 0."
        raise InputError(must(f"lognormal range of {who}", "above 0", f"{low:g}", then))
    if entry.distribution not in THREE:
        return
    mode = ends.get("mode", checked_value(entry.id, entry.value))
    if not low <= mode <= high:
        rule = f"between {low:g} and {high:g}, its range"
        then = "Widen the range, or move the most likely value into it."
        raise InputError(must(f"most likely value of {who}", rule, f"{mode:g}", then))


def _counted(entry: "Entry", who: str) -> dict[str, float]:
    then = "Say how many of how many cases, such as 30 of 100."
    if field_of(entry.id).unit != "share":
        other = "Only a share can be so many of so many."
        raise InputError(must(f"range of {who}", "of another shape", "a count", other))
    try:
        n = amount("n", entry.n, least=1.0, most=1e12, then=then)
        k = amount("k", entry.k, least=0.0, most=n, then=then)
    except InputError as problem:
        raise InputError(f"Count behind {who}: {problem}") from None
    return {"k": k, "n": n}


def moved_range(entry: "Entry", new: float) -> dict[str, Any]:
    """The range around a new value, or none."""
    if entry.distribution == COUNTED or not entry.value or new / entry.value <= 0:
        return NO_RANGE
    field, by = field_of(entry.id), new / entry.value
    moved = {
        name: min(max(float(f"{end * by:.{PLACES}g}"), field.low), field.high)
        for name in ("low", "mode", "high")
        if (end := getattr(entry, name)) is not None
    }
    if by < 0 or not moved["low"] < moved["high"]:
        return NO_RANGE
    if entry.distribution in THREE:  # rounding may push an end past the value itself
        mode = moved.get("mode", new)
        moved |= {"low": min(moved["low"], mode), "high": max(moved["high"], mode)}
    return moved
