"""Everything that is kept of a project's business case."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from lepton.errors import InputError, listed, must
from lepton.finance.bridge import Step, bridge
from lepton.finance.buying import Offer
from lepton.finance.case import Case
from lepton.finance.earning import Earning
from lepton.finance.fields import FIELDS
from lepton.finance.first_ledger import first_ledger
from lepton.finance.ledger import Ledger
from lepton.finance.linked import checked_links
from lepton.finance.made import follows, own_note
from lepton.finance.names import EARNED, checked_value, label_of
from lepton.finance.outcomes import Outcome, compare, from_ranges
from lepton.finance.scenario import BASE, Book, Scenario, under
from lepton.finance.wording import LONGEST_NOTE, name_of, text_of

if TYPE_CHECKING:
    from lepton.finance.ranges import Range

__all__ = ["Plan", "first_plan"]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A business case with its list of assumptions and its scenarios.

    Parameters
    ----------
    case
        The base.
    ledger
        Every assumption. Its values follow the case and ``changes``: those are what counts.
    book
        Scenarios beside the base.
    changes
        What the base assumes of the earning otherwise than the page of returns, by name.
    correlations
        By pair of names, from -1 to 1.
    shown
        Name of the scenario that is looked at; the base where there is none of that name.
    client
        What a client said in the room, by name of the assumption. It lies over the scenario
        that is shown and is taken away without a trace.
    offer
        What another firm asks for it, to set building against buying; None without one.
    notes
        For the person who presents it.

    Raises
    ------
    InputError
        A value cannot be used, or an assumption does not exist.

    Examples
    --------
    >>> from lepton.finance import FlatEarning
    >>> plan = first_plan(Case(), FlatEarning(profit=2.5, decisions_per_month=1000))
    >>> plan.with_values({"hosting": 300}).case.hosting
    300.0
    """

    case: Case
    ledger: Ledger
    book: Book = field(default_factory=Book)
    changes: Mapping[str, float] = field(default_factory=dict)
    correlations: Mapping[tuple[str, str], float] = field(default_factory=dict)
    shown: str = BASE
    client: Mapping[str, Any] = field(default_factory=dict)
    offer: Offer | None = None
    notes: str = ""

    def __post_init__(self) -> None:
        foreign = [name for name in self.changes if name not in EARNED]
        if foreign:
            then = "What the case itself assumes is changed in the case."
            raise InputError(must("changes", "of what a decision earns", foreign[0], then))
        kept = {
            "changes": _checked(self.changes),
            "client": _checked(self.client),
            "correlations": checked_links(self.correlations),
            "shown": _shown(self.book, self.shown),
            "offer": _named(self.offer),
            "notes": text_of("notes", self.notes, most=LONGEST_NOTE),
        }
        for name, value in kept.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "ledger", _following(self.ledger, self.case, self.changes))

    def scenario(self, name: str | None = None) -> Scenario:
        """A scenario by name, the one that is shown by default.

        Over the one that is shown lies what the client said.
        """
        found = self.book[self.shown if name is None else name]
        if found.name != self.shown or not self.client:
            return found
        return replace(found, changes={**found.changes, **self.client})

    def under(self, earning: Earning, name: str | None = None) -> tuple[Case, Earning]:
        """The case and the earning of a scenario, the one that is shown by default.

        Everything that asks both (cash flow, simulation, tornado, break-evens) takes these.
        """
        return under(self.case, earning, self.scenario(name), self.changes)

    def ledger_of(self, name: str | None = None) -> Ledger:
        """The list of assumptions as a scenario has them; ranges move with their values."""
        scenario = self.scenario(name)
        found = self.ledger
        for each, value in scenario.changes.items():
            if each in found:
                found = found.with_value(each, value)
        marked = self.client if scenario.name == self.shown else {}
        return found.with_client({n: v for n, v in marked.items() if n in found})

    def ranges(self, name: str | None = None) -> "dict[str, Range]":
        """Ranges for the simulation of a scenario, the one that is shown by default."""
        return self.ledger_of(name).ranges()

    def links(self, name: str | None = None) -> dict[tuple[str, str], float]:
        """Correlations of the assumptions that have a range in a scenario."""
        varies = self.ranges(name)
        return {pair: r for pair, r in self.correlations.items() if set(pair) <= set(varies)}

    def scenarios(self) -> tuple[Scenario, ...]:
        """The base and all others as :meth:`scenario` gives them, for :func:`compare`."""
        return tuple(self.scenario(name) for name in self.book.names)

    def outcomes(self, earning: Earning) -> list[Outcome]:
        """What every scenario comes to, and how far it is from the base."""
        return compare(self.case, earning, self.scenarios(), self.changes)

    def bridge(self, earning: Earning, a: str, b: str) -> list[Step]:
        """The way from one scenario to another by assumption; see :func:`bridge`."""
        return bridge(self.case, earning, self.scenario(a), self.scenario(b), self.changes)

    def with_ends(self, earning: Earning) -> "Plan":
        """The plan with a pessimistic and an optimistic scenario made from its ranges.

        They take the place of those that have these names already.

        Raises
        ------
        InputError
            One that is there is locked.
        """
        book = self.book
        for made in from_ranges(self.case, earning, self.ledger.ranges(), self.changes):
            book = book.put(made)
        return replace(self, book=book)

    def with_values(
        self,
        values: Mapping[str, Any],
        *,
        scenario: str = BASE,
        source_type: str | None = None,
        at: str = "",
    ) -> "Plan":
        """The plan with other values.

        Parameters
        ----------
        values
            By name of the assumption.
        scenario
            Where they go: into the base (then every scenario follows that does not differ
            there), or among the differences of another one.
        source_type
            For the base, where they come from; None keeps what was said.
        at
            When: ISO 8601.

        Raises
        ------
        InputError
            A value cannot be used, or the scenario is locked.
        """
        chosen = self.book[scenario]
        if not chosen.is_base:
            return replace(self, book=self.book.put(chosen.with_values(values)))
        unknown = [label_of(name) for name in values if name not in self.ledger]
        if unknown:
            then = "What is earned does not depend on it."
            raise InputError(must("assumption", "one of this case", listed(unknown), then))
        ledger = self.ledger
        for name, value in values.items():
            ledger = ledger.with_value(name, value, source_type=source_type, at=at)
        own = {name: value for name, value in values.items() if name in FIELDS}
        rest = {name: value for name, value in values.items() if name not in FIELDS}
        case = replace(self.case, **own)
        return replace(self, case=case, changes={**self.changes, **rest}, ledger=ledger)

    def measured(self, values: Mapping[str, Any], source: str, *, at: str = "") -> "Plan":
        """The plan with values that were measured, marked so."""
        own = {name: value for name, value in values.items() if name in FIELDS}
        ledger = self.ledger.measured(values, source, at=at)
        return replace(self, case=replace(self.case, **own), ledger=ledger)

    def aligned(self, earning: Earning) -> "Plan":
        """The plan with assumptions and ranges that follow what is earned today.

        Scenarios that were made from the ranges follow these, unless somebody has changed or
        locked them: otherwise the pessimistic one could earn more than the base.
        """
        known = {name: earning.base[name] for name in EARNED if name in earning.base}
        changes = {name: value for name, value in self.changes.items() if name in known}
        found = replace(self, ledger=self.ledger.aligned(self.case, {**known, **changes}))
        return found._with_ends_again(earning)

    def _with_ends_again(self, earning: Earning) -> "Plan":
        """The plan with the scenarios made from the ranges made anew."""
        made = [s for s in self.book.scenarios if follows(s.note) and not s.locked]
        if not made:
            return self
        ends = from_ranges(self.case, earning, self.ledger.ranges(), self.changes)
        changes = {each.note: each.changes for each in ends}
        book = self.book
        for each in made:
            book = book.put(replace(each, changes=changes[each.note]))
        return replace(self, book=book)

    def as_kept(self, earning: Earning) -> "Plan":
        """The plan that gives the numbers it gave when it was kept, if the model is the same.

        What the list of assumptions says of the earning goes before what the page of returns
        says today. The curve itself, today's rule and the limits are those of now.
        """
        kept = {e.id: e.value for e in self.ledger if e.id in EARNED}
        other = {n: v for n, v in kept.items() if n in earning.base and v != earning.base[n]}
        return replace(self, changes=other)

    def with_client(self, values: Mapping[str, Any]) -> "Plan":
        """The plan with what a client said, laid over what is shown."""
        return replace(self, client={**self.client, **values})

    def without_client(self) -> "Plan":
        """The plan as it was before the client came."""
        return replace(self, client={})

    def client_kept(self, name: str) -> "Plan":
        """The plan with what the client said as a scenario of its own, which is then shown."""
        shown = self.scenario()
        made = replace(
            shown, name=name_of("scenario", name), locked=False, note=own_note(shown.note)
        )
        book = Book((*self.book.scenarios, made))
        return replace(self, book=book, client={}, shown=made.name)


def first_plan(case: Case, earning: Earning, **known: Any) -> Plan:
    """Give the plan before anybody has touched it: all guesses, no scenarios.

    Parameters
    ----------
    case, earning
        Where the values come from.
    **known
        As for :func:`lepton.finance.first_ledger`.
    """
    return Plan(case=case, ledger=first_ledger(case, earning, **known))


def _checked(values: Any) -> dict[str, Any]:
    if not isinstance(values, Mapping):
        got = type(values).__name__
        raise InputError(must("changes", "values by name", got, "Check the file."))
    return {name: checked_value(name, value) for name, value in values.items()}


def _shown(book: Book, name: Any) -> str:
    return book[name].name if name in book else BASE


def _named(offer: Any) -> Offer | None:
    """The offer, with a name that can be shown."""
    if offer is None:
        return None
    if not isinstance(offer, Offer):
        raise InputError(must("offer", "an Offer", type(offer).__name__, "Leave it out."))
    return replace(offer, name=name_of("offer", offer.name))


def _following(ledger: Ledger, case: Case, changes: Mapping[str, Any]) -> Ledger:
    """The list with the values that count."""
    if not isinstance(ledger, Ledger):
        raise InputError(must("ledger", "a Ledger", type(ledger).__name__, "Use first_ledger."))
    earned = {e.id: e.value for e in ledger if e.id in EARNED}
    return ledger.aligned(case, {**earned, **changes})
