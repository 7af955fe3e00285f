"""One line of the list of assumptions: a number, where it comes from, how sure one is."""

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from lepton.errors import InputError, listed, must
from lepton.finance.entry_range import (
    COUNTED,
    DISTRIBUTIONS,
    FIXED,
    NO_RANGE,
    THREE,
    checked_range,
    moved_range,
)
from lepton.finance.names import checked_value, field_of, label_of
from lepton.finance.wording import name_of, text_of

if TYPE_CHECKING:
    from lepton.finance.ranges import Range

__all__ = ["DISTRIBUTIONS", "GUESS", "SOURCE_TYPES", "Entry"]

GUESS, MEASURED, CLIENT = "guess", "measured", "client"
SOURCE_TYPES = {
    MEASURED: "measured in your data",
    "finance system": "from the finance system",
    "benchmark": "a benchmark",
    "expert": "an expert's estimate",
    CLIENT: "the client's own input",
    GUESS: "a guess",
}
SUREST = 5
LONGEST_DATE = 40
MOST_USES = 20


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An assumption with its range, its source and who answers for it.

    Parameters
    ----------
    id
        Name of the assumption, as in :class:`lepton.finance.Case` or ``earning.base``.
    label, unit
        In plain words; filled in where left empty.
    value
        What the base case assumes: a number, a choice, or twelve factors of the season.
    low, high
        Ends of its range. The 10 % and 90 % points of a normal or lognormal range, else the
        smallest and the largest value there can be. None without a range.
    mode
        The most likely value of a triangular or PERT range; None for the value itself.
    distribution
        "" (no range), "triangular", "pert", "uniform", "normal", "lognormal", or "beta".
    k, n
        For "beta": so many of so many cases.
    source_type
        A key of :data:`SOURCE_TYPES`.
    source
        Where it comes from, in words.
    owner
        Who answers for it.
    date
        When it was found out, as the person writes it.
    confidence
        How sure one is, from 1 (not at all) to 5.
    used_in
        The items of the cash flow that depend on it.
    edited
        When it was changed last: ISO 8601, or empty.

    Raises
    ------
    InputError
        A value or a range cannot be used, or a text is too long.

    Examples
    --------
    >>> Entry(id="hosting", value=150.0, low=100, high=300, distribution="pert").label
    'Hosting'
    """

    id: str
    value: Any
    label: str = ""
    unit: str = ""
    low: float | None = None
    mode: float | None = None
    high: float | None = None
    distribution: str = FIXED
    k: float | None = None
    n: float | None = None
    source_type: str = GUESS
    source: str = ""
    owner: str = ""
    date: str = ""
    confidence: int = 1
    used_in: tuple[str, ...] = ()
    edited: str = ""

    def __post_init__(self) -> None:
        field = field_of(self.id)
        kept: dict[str, Any] = {"value": checked_value(self.id, self.value)}
        kept["label"] = name_of("label", self.label or label_of(self.id), most=200)
        kept["unit"] = text_of("unit", self.unit or field.unit, most=60)
        kept |= {name: text_of(name, getattr(self, name)) for name in ("source", "owner")}
        for name in ("date", "edited"):
            kept[name] = text_of(name, getattr(self, name), most=LONGEST_DATE)
        kept["used_in"] = tuple(text_of("used_in", text, most=200) for text in self.used_in)
        kept |= checked_range(self)
        for name, value in kept.items():
            object.__setattr__(self, name, value)
        _check_source(self)

    @property
    def ranged(self) -> bool:
        """Whether it is a range."""
        return self.distribution != FIXED

    @property
    def guessed(self) -> bool:
        """Whether nobody has said where it comes from."""
        return self.source_type == GUESS

    @property
    def range(self) -> "Range | None":
        """The range as the simulation takes it; None without one."""
        if not self.ranged:
            return None
        from lepton.finance.ranges import Range

        if self.distribution == COUNTED:
            return Range(COUNTED, k=self.k, n=self.n)
        mode = self.value if self.mode is None else self.mode
        three = self.distribution in THREE
        return Range(self.distribution, low=self.low, mode=mode if three else None, high=self.high)

    def with_value(self, value: Any) -> "Entry":
        """The same with another value; the range moves with it.

        Low, most likely and high are multiplied by new value / old value and kept within the
        bounds of the field. Where that leaves no range (the old or the new value is 0, or
        their signs differ) the range is taken away; so is one that was counted (k of n),
        because the count said something else.
        """
        new = checked_value(self.id, value)
        if new == self.value:
            return self
        if not self.ranged:
            return replace(self, value=new)
        return replace(self, value=new, **moved_range(self, new))

    def without_range(self) -> "Entry":
        """The same as a plain number."""
        return replace(self, **NO_RANGE)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        plain = {f.name: getattr(self, f.name) for f in fields(self)}
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        return {**plain, "value": value, "used_in": list(self.used_in)}

    @classmethod
    def from_dict(cls, given: dict[str, Any]) -> "Entry":
        """Read what :meth:`to_dict` wrote.

        Raises
        ------
        InputError
            A field does not exist or is missing, or a value cannot be used.
        """
        known = {f.name for f in fields(cls)}
        wrong = [name for name in given if name not in known]
        wrong += [f"no {name}" for name in ("id", "value") if name not in given]
        if wrong:
            rule = "made of the fields that it has"
            raise InputError(must("entry of the ledger", rule, listed(wrong), "Check the file."))
        where = given.get("used_in", [])
        if not isinstance(where, list | tuple) or len(where) > MOST_USES:
            rule = f"a list of at most {MOST_USES} texts"
            raise InputError(must("used_in", rule, repr(where), "Check the file."))
        return cls(**{**given, "used_in": tuple(given.get("used_in", ()))})


def _check_source(entry: Entry) -> None:
    if entry.source_type not in tuple(SOURCE_TYPES):
        rule = f"one of {', '.join(SOURCE_TYPES)}"
        got = repr(entry.source_type)
        raise InputError(must("source_type", rule, got, "Choose one of them."))
    sure = entry.confidence
    if type(sure) is not int or not 1 <= sure <= SUREST:
        then = "1 is a shot in the dark, 5 is as good as known."
        raise InputError(must("confidence", "a whole number from 1 to 5", repr(sure), then))
