"""Scenarios: named differences on a base, never copies of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lepton.errors import InputError, NotFound, listed, must
from lepton.finance.case import Case
from lepton.finance.earning import Earning
from lepton.finance.fields import FIELDS
from lepton.finance.made import own_note
from lepton.finance.names import EARNED, checked_value
from lepton.finance.repriced import repriced
from lepton.finance.wording import LONGEST_NOTE, name_of, text_of

__all__ = ["BASE", "MOST_SCENARIOS", "Book", "Scenario", "applied", "under"]

BASE = "Base"
MOST_SCENARIOS = 20
CHECK = "Check the file."


@dataclass(frozen=True)
class Scenario:
    """What is different from the base, and nothing else.

    Parameters
    ----------
    name
        How people call it: at most 60 characters on one line.
    changes
        Values by name of the assumption: fields of the case, or names of ``earning.base``.
    note
        Why it looks like that, in words.
    locked
        Whether it is kept from being changed.

    Raises
    ------
    InputError
        The name or a value cannot be used, or an assumption does not exist.

    Examples
    --------
    >>> Scenario("Dear", {"hosting": 400}).changes["hosting"]
    400.0
    """

    name: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    locked: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.changes, Mapping):
            got = type(self.changes).__name__
            raise InputError(must("changes", "values by name", got, CHECK))
        if not isinstance(self.locked, bool):
            raise InputError(must("locked", "true or false", repr(self.locked), CHECK))
        changed = {name: checked_value(name, value) for name, value in self.changes.items()}
        object.__setattr__(self, "name", name_of("scenario", self.name))
        object.__setattr__(self, "changes", changed)
        object.__setattr__(self, "note", text_of("note", self.note, most=LONGEST_NOTE))

    def __hash__(self) -> int:
        return hash((self.name, tuple(sorted(self.changes)), self.note, self.locked))

    @property
    def is_base(self) -> bool:
        """Whether it is the base itself."""
        return _same(self.name, BASE)

    def with_values(self, values: Mapping[str, Any]) -> "Scenario":
        """The same with further differences.

        Raises
        ------
        InputError
            It is locked, or a value cannot be used.
        """
        if self.locked:
            then = "Make a copy of it and change that."
            raise InputError(must(f"scenario {self.name}", "open for changes", "locked", then))
        return self._changed({**self.changes, **values})

    def without(self, *names: str) -> "Scenario":
        """The same without some differences: these follow the base again."""
        return self.with_values({})._changed(_left(self.changes, names))

    def _changed(self, changes: Mapping[str, Any]) -> "Scenario":
        """The same with other differences; one that followed the ranges no longer does."""
        found = replace(self, changes=changes)
        return found if found == self else replace(found, note=own_note(self.note))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        changes = {n: list(v) if isinstance(v, tuple) else v for n, v in self.changes.items()}
        return {"name": self.name, "changes": changes, "note": self.note, "locked": self.locked}

    @classmethod
    def from_dict(cls, given: Any) -> "Scenario":
        """Read what :meth:`to_dict` wrote.

        Raises
        ------
        InputError
            A field does not exist, or a value cannot be used.
        """
        known = ("name", "changes", "note", "locked")
        if not isinstance(given, dict) or "name" not in given:
            raise InputError(must("scenario", "a name with changes", repr(given), CHECK))
        unknown = [name for name in given if name not in known]
        if unknown:
            raise InputError(must("scenario", "made of known fields", listed(unknown), CHECK))
        return cls(**given)


@dataclass(frozen=True)
class Book:
    """The scenarios of a case beside its base; names stand once, whatever their capitals.

    Parameters
    ----------
    scenarios
        At most 20, in the order in which they are shown. The base is not among them: it is
        always there, under the name "Base".

    Raises
    ------
    InputError
        A name stands twice or is that of the base, or there are too many.

    Examples
    --------
    >>> Book((Scenario("Dear", {"hosting": 400}),)).names
    ('Base', 'Dear')
    """

    scenarios: tuple[Scenario, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "scenarios", tuple(self.scenarios))
        if len(self.scenarios) > MOST_SCENARIOS:
            then = "Remove one that nobody looks at."
            rule = f"at most {MOST_SCENARIOS}"
            raise InputError(must("number of scenarios", rule, len(self.scenarios), then))
        names = [_folded(BASE), *(_folded(each.name) for each in self.scenarios)]
        twice = [s.name for s in self.scenarios if names.count(_folded(s.name)) > 1]
        if twice:
            rule = "names that stand once; Base is taken"
            raise InputError(must("scenarios", rule, listed(twice), "Choose another name."))

    def __iter__(self) -> Iterator[Scenario]:
        return iter(self.every)

    def __len__(self) -> int:
        return len(self.every)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and any(_same(each.name, name) for each in self.every)

    def __getitem__(self, name: str) -> Scenario:
        for each in self.every:
            if _same(each.name, name):
                return each
        raise NotFound(f"There is no scenario called {name}: it was removed, or has a new name.")

    @property
    def every(self) -> tuple[Scenario, ...]:
        """The base, then the others."""
        return (Scenario(BASE), *self.scenarios)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all, the base first."""
        return tuple(each.name for each in self.every)

    def put(self, scenario: Scenario) -> "Book":
        """The book with a scenario added, or in place of the one with its name.

        Raises
        ------
        InputError
            The one in its place is locked, or there are too many.
        """
        if scenario.name in self and not scenario.is_base:
            old = self[scenario.name]
            if old.locked and old.changes != scenario.changes:
                old.with_values(scenario.changes)
            return Book(tuple(scenario if each is old else each for each in self.scenarios))
        return Book((*self.scenarios, scenario))

    def remove(self, name: str) -> "Book":
        """The book without a scenario; the base stays."""
        gone = self[name]
        if gone.is_base:
            then = "Change its values, or remove another scenario."
            raise InputError(must("scenario to remove", "another than the base", name, then))
        return Book(tuple(each for each in self.scenarios if each is not gone))

    def rename(self, name: str, to: str) -> "Book":
        """The book with another name for a scenario."""
        old = self[name]
        if old.is_base:
            raise InputError(must("scenario to rename", "another than the base", name, "Copy it."))
        new = replace(old, name=to)
        return Book(tuple(new if each is old else each for each in self.scenarios))

    def free_name(self, wanted: str) -> str:
        """A name that is not taken yet: the one wanted, or with a number behind it.

        Examples
        --------
        >>> Book().free_name("Base"), Book().free_name("Dear")
        ('Base 2', 'Dear')
        """
        number, name = 1, name_of("scenario", wanted)
        short = name[:55]
        while name in self:
            number += 1
            name = f"{short} {number}"
        return name


def applied(
    case: Case, scenario: Scenario, changes: Mapping[str, Any] | None = None
) -> tuple[Case, dict[str, Any]]:
    """Give the case of a scenario, and what it changes in the earning.

    Parameters
    ----------
    case
        The base.
    scenario
        What is different; without differences the case itself comes back.
    changes
        What the base changes in the earning already; the scenario goes first.

    Returns
    -------
    The case, and the changes for :func:`lepton.finance.cash_flow`.

    Examples
    --------
    >>> case, changes = applied(Case(), Scenario("Dear", {"hosting": 400, "benefit": 80}))
    >>> case.hosting, changes
    (400.0, {'benefit': 80.0})
    """
    own = {name: value for name, value in scenario.changes.items() if name in FIELDS}
    rest = {name: value for name, value in scenario.changes.items() if name in EARNED}
    return replace(case, **own) if own else case, {**(changes or {}), **rest}


def under(
    case: Case, earning: Earning, scenario: Scenario, changes: Mapping[str, Any] | None = None
) -> tuple[Case, Earning]:
    """Give the case and the earning of a scenario, for everything that asks both.

    Simulation, tornado and break-evens take these two as they take the base. What the scenario
    says of assumptions that this earning does not know is left out.
    """
    found, rest = applied(case, scenario, changes)
    return found, repriced(earning, rest)


def _left(changes: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if name not in names}


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _same(a: str, b: str) -> bool:
    return _folded(a) == _folded(b)
