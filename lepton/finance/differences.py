"""What differs between two plans, in words: after somebody else saved, and between versions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lepton.finance.entries import Entry
from lepton.finance.made import follows, own_note
from lepton.finance.names import label_of
from lepton.finance.plan import Plan
from lepton.finance.scenario import BASE, Scenario
from lepton.value.result import Result

__all__ = ["Difference", "differences", "mine_as_scenario"]

RANGE = ("distribution", "low", "mode", "high", "k", "n")
SOURCE = ("source_type", "source", "owner", "date", "confidence")
NONE = "none"


@dataclass(frozen=True)
class Difference(Result):
    """One thing that differs.

    Attributes
    ----------
    what
        In plain words, such as "Hosting", "range of Hosting" or "scenario Dear".
    before, after
        What it was and what it is, as short texts.
    """

    what: str
    before: str
    after: str

    def said(self) -> str:
        """As one phrase.

        Examples
        --------
        >>> Difference("Hosting", "150", "200").said()
        'Hosting (150, now 200)'
        """
        return f"{self.what} ({_short(self.before)}, now {_short(self.after)})"


def differences(a: Plan, b: Plan) -> list[Difference]:
    """List what differs from one plan to another; empty where they say the same.

    Values first, then ranges (unless they only moved along with their value), sources, scenarios
    and the rest. When something was edited last does not count.
    """
    found = [*_entries(a, b), *_scenarios(a, b), *_rest(a, b)]
    return [Difference(*each) for each in found]


def mine_as_scenario(theirs: Plan, mine: Plan, name: str) -> Plan:
    """Keep both: their plan, with mine as a scenario in it, which is then shown.

    The scenario holds every value in which the base of mine differs from theirs. Scenarios that
    only I have come along; one of the same name with other values comes along under a new name.
    Ranges, sources and notes stay theirs: lock a version of mine to keep those as well.

    Raises
    ------
    InputError
        There are too many scenarios.
    """
    there, here = _values(theirs), _values(mine)
    changes = {n: v for n, v in here.items() if n not in there or v != there[n]}
    added = Scenario(theirs.book.free_name(name), changes, f"Kept beside what was saved as {BASE}.")
    book = theirs.book.put(added)
    for each in mine.book.scenarios:
        if each.name not in book:
            book = book.put(each)
        elif each.changes != book[each.name].changes and not _made(each, book[each.name]):
            kept = replace(each, name=book.free_name(each.name), note=own_note(each.note))
            book = book.put(kept)
    return replace(theirs, book=book, shown=added.name)


def _made(*both: Scenario) -> bool:
    """Whether both follow the ranges: then theirs follows the ranges that are kept."""
    return all(follows(each.note) for each in both)


def _values(plan: Plan) -> dict[str, Any]:
    return plan.ledger.values


Said = Iterator[tuple[str, str, str]]


def _entries(a: Plan, b: Plan) -> Said:
    names = [e.id for e in a.ledger] + [e.id for e in b.ledger if e.id not in a.ledger]
    pairs = [(n, _entry(a, n), _entry(b, n)) for n in names]
    for name, one, other in pairs:
        before, after = _value(one), _value(other)
        if before != after:
            yield label_of(name), before, after
    for name, one, other in pairs:
        if one is None or other is None:
            continue
        moved = one.with_value(other.value)
        if _some(moved, RANGE) != _some(other, RANGE):
            yield f"range of {label_of(name)}", _range(one), _range(other)
        if _some(one, SOURCE) != _some(other, SOURCE):
            yield f"source of {label_of(name)}", _source(one), _source(other)


def _scenarios(a: Plan, b: Plan) -> Said:
    names = [*a.book.names, *(name for name in b.book.names if name not in a.book)]
    for name in names:
        before, after = _scenario(a, name), _scenario(b, name)
        if before == after:
            continue
        yield f"scenario {name}", before or NONE, after or NONE


def _rest(a: Plan, b: Plan) -> Said:
    for what, before, after in (
        ("links between assumptions", _links(a), _links(b)),
        ("what the client said", _listed(a.client), _listed(b.client)),
        ("the offer", _offer(a), _offer(b)),
        ("the notes", a.notes or NONE, b.notes or NONE),
        ("the scenario that is shown", a.shown, b.shown),
    ):
        if before != after:
            yield what, before, after


def _entry(plan: Plan, name: str) -> Entry | None:
    return next((entry for entry in plan.ledger if entry.id == name), None)


def _value(entry: Entry | None) -> str:
    return NONE if entry is None else _said(entry.value)


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return " ".join(_said(each) for each in value)
    return value if isinstance(value, str) else f"{value:,.12g}"


def _some(entry: Entry, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(entry, name) for name in names)


def _range(entry: Entry) -> str:
    if not entry.ranged:
        return NONE
    if entry.k is not None and entry.n is not None:
        return f"{_said(entry.k)} of {_said(entry.n)}"
    mode = "" if entry.mode is None else f", most likely {_said(entry.mode)}"
    return f"{entry.distribution} {_said(entry.low)} to {_said(entry.high)}{mode}"


def _source(entry: Entry) -> str:
    parts = [entry.source_type, entry.source, entry.owner, entry.date]
    return f"{', '.join(p for p in parts if p)}, {entry.confidence} of 5"


def _scenario(plan: Plan, name: str) -> str:
    if name not in plan.book:
        return ""
    found = plan.book[name]
    locked = "locked; " if found.locked else ""
    note = f"; {found.note}" if found.note else ""
    return f"{locked}{_listed(found.changes)}{note}"


def _listed(changes: Mapping[str, Any]) -> str:
    said = ", ".join(f"{label_of(name)} {_said(value)}" for name, value in changes.items())
    return said or "as the base"


def _links(plan: Plan) -> str:
    pairs = sorted(plan.correlations.items())
    said = (f"{label_of(a)} with {label_of(b)} {r:g}" for (a, b), r in pairs)
    return ", ".join(said) or NONE


def _offer(plan: Plan) -> str:
    return NONE if plan.offer is None else str(plan.offer)


def _short(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
