"""The list of assumptions: what is known of every number, and how many are guesses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lepton.errors import InputError, NotFound, listed, must
from lepton.finance.case import Case
from lepton.finance.entries import CLIENT, GUESS, MEASURED, Entry
from lepton.finance.fields import FIELDS
from lepton.finance.idle import used_names
from lepton.finance.names import label_of

if TYPE_CHECKING:
    from lepton.finance.ranges import Range

__all__ = ["Ledger"]

RANGE = ("low", "mode", "high", "distribution", "k", "n")
CHECK = "Check the file."
SOURCE = ("source_type", "source", "owner", "date", "confidence")


@dataclass(frozen=True)
class Ledger:
    """Every assumption of a case and of what it earns, each with its range and its source.

    Parameters
    ----------
    entries
        One for each assumption; those of the case are all there.

    Raises
    ------
    InputError
        An assumption stands twice, or one of the case is missing.

    Examples
    --------
    >>> from lepton.finance import Case, FlatEarning, first_ledger
    >>> ledger = first_ledger(Case(), FlatEarning(profit=2.5, decisions_per_month=1000))
    >>> ledger.said()
    '40 of 40 inputs are guesses'
    >>> ledger.with_source("hosting", source_type="finance system", source="invoice").said()
    '39 of 40 inputs are guesses'
    """

    entries: tuple[Entry, ...]

    def __post_init__(self) -> None:
        names = [entry.id for entry in self.entries]
        twice = sorted({name for name in names if names.count(name) > 1})
        missing = [f"no {name}" for name in FIELDS if name not in set(names)]
        if twice or missing:
            rule = "a list in which every assumption stands once"
            raise InputError(must("ledger", rule, listed(twice + missing), "Check the file."))

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __getitem__(self, name: str) -> Entry:
        try:
            return self._by_name[name]
        except KeyError:
            raise NotFound(f"The ledger has no assumption called {name}.") from None

    @cached_property
    def _by_name(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.entries}

    @property
    def values(self) -> dict[str, Any]:
        """Every assumption with its value."""
        return {entry.id: entry.value for entry in self.entries}

    @cached_property
    def used(self) -> tuple[Entry, ...]:
        """The inputs: assumptions that the result depends on, see :func:`used_names`."""
        names = used_names(self.values)
        return tuple(entry for entry in self.entries if entry.id in names)

    @property
    def guesses(self) -> tuple[Entry, ...]:
        """The inputs that nobody has given a source for."""
        return tuple(entry for entry in self.used if entry.guessed)

    @property
    def total(self) -> int:
        """How many inputs there are."""
        return len(self.used)

    def said(self) -> str:
        """How many of the inputs are guesses, for every page and every file."""
        count, total = len(self.guesses), self.total
        if count == 0:
            return f"none of {total} inputs is a guess"
        verb = "is a guess" if count == 1 else "are guesses"
        return f"{count} of {total} inputs {verb}"

    def ranges(self) -> "dict[str, Range]":
        """Range of each input that has one, ready for the simulation; idle ones are left out."""
        return {e.id: found for e in self.used if (found := e.range) is not None}

    def with_value(
        self, name: str, value: Any, *, source_type: str | None = None, at: str = ""
    ) -> "Ledger":
        """Change a value; its range moves with it, see :meth:`Entry.with_value`.

        Parameters
        ----------
        name, value
            Which assumption, and what it is now.
        source_type
            Where the new value comes from; None keeps what was said, but a measured value that
            somebody overwrites becomes a guess.
        at
            When: ISO 8601.
        """
        new = _changed(self[name], value)
        if new is self[name] and source_type is None:
            return self
        return self._put(replace(new, source_type=source_type or new.source_type), at)

    def with_range(
        self, name: str, distribution: str = "pert", *, at: str = "", **ends: float | None
    ) -> "Ledger":
        """Give an assumption a range.

        Parameters
        ----------
        name
            Which.
        distribution
            See :class:`Entry`; "" takes the range away.
        at
            When: ISO 8601.
        **ends
            ``low``, ``high``, ``mode``, or ``k`` and ``n``.

        Raises
        ------
        InputError
            The ends are out of order, out of bounds, or the assumption may not vary.
        """
        unknown = [name for name in ends if name not in RANGE]
        if unknown:
            then = "Give low and high, perhaps mode; or k and n."
            raise InputError(must("range", "made of ends", listed(unknown), then))
        plain = self[name].without_range()
        shaped: Any = {"distribution": distribution, **ends}
        return self._put(replace(plain, **shaped), at)

    def with_source(self, name: str, *, at: str = "", **said: Any) -> "Ledger":
        """Say where a number comes from: source_type, source, owner, date, confidence."""
        unknown = [key for key in said if key not in SOURCE]
        if unknown:
            rule = f"told by {', '.join(SOURCE)}"
            raise InputError(must("source", rule, listed(unknown), "Check the spelling."))
        return self._put(replace(self[name], **said), at)

    def measured(self, values: Mapping[str, Any], source: str, *, at: str = "") -> "Ledger":
        """Fill in what was measured: value, source and a confidence of 4; no range is kept."""
        found = self
        for name, value in values.items():
            plain = replace(found[name].without_range(), value=value)
            told = replace(plain, source_type=MEASURED, source=source, confidence=4)
            found = found._put(told, at)
        return found

    def with_client(self, values: Mapping[str, Any], *, at: str = "") -> "Ledger":
        """Values that the client gave, marked as theirs; ranges move with them."""
        found = self
        for name, value in values.items():
            found = found.with_value(name, value, source_type=CLIENT, at=at)
        return found

    def aligned(self, case: Case, earned: Mapping[str, Any]) -> "Ledger":
        """The same with the values of a case and of what it earns.

        Entries of an earning of another kind are dropped, new ones come in as guesses; so does
        a value that was measured and is another now.
        """
        values = {**case.to_dict(), **earned}
        known = [_changed(e, values[e.id]) for e in self.entries if e.id in values]
        have = {entry.id for entry in known}
        new = [Entry(id=name, value=value) for name, value in values.items() if name not in have]
        made = (*known, *new)
        return self if made == self.entries else Ledger(made)

    def said_of(self, name: str) -> str:
        """Where one number comes from, in a few words."""
        from lepton.finance.entries import SOURCE_TYPES

        entry = self[name]
        about = f": {entry.source}" if entry.source else ""
        return f"{label_of(name)} is {SOURCE_TYPES[entry.source_type]}{about}"

    def to_dict(self) -> list[dict[str, Any]]:
        """Plain values for JSON: a list of entries."""
        return [entry.to_dict() for entry in self.entries]

    @classmethod
    def from_dict(cls, given: Any, case: Case | None = None) -> "Ledger":
        """Read what :meth:`to_dict` wrote.

        Parameters
        ----------
        given
            A list of entries.
        case
            Where entries that are not in the list are taken from, as guesses.

        Raises
        ------
        InputError
            It is no list of entries, or one cannot be used.
        """
        if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
            raise InputError(must("ledger", "a list of entries", type(given).__name__, CHECK))
        entries = [Entry.from_dict(each) for each in given]
        have = {entry.id for entry in entries}
        rest = {} if case is None else case.to_dict()
        more = [Entry(id=name, value=value) for name, value in rest.items() if name not in have]
        return cls((*entries, *more))

    def _put(self, entry: Entry, at: str) -> "Ledger":
        dated = replace(entry, edited=at) if at else entry
        return Ledger(tuple(dated if e.id == entry.id else e for e in self.entries))


def _changed(entry: Entry, value: Any) -> Entry:
    """Another value: one that was measured becomes a guess."""
    new = entry.with_value(value)
    if new is entry or entry.source_type != MEASURED:
        return new
    return replace(new, source_type=GUESS, source="", confidence=1)
