"""What a live case was sent in this browser tab, and what a person has moved in it since.

Values that were moved come back by scenario. Once Python has kept them they agree with the plan,
and nothing has to be sent again; where they do not agree, the plan goes out under a new revision.
"""

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from pages.ui.live_curve.state import forget as forget_base
from pages.ui.live_curve.state import held

if TYPE_CHECKING:
    from lepton.finance import Plan

__all__ = ["Memory", "Message", "forget", "memory_of", "messages", "params_for", "taken"]

Session = MutableMapping[Any, Any]
Values = Mapping[str, Mapping[str, float]]  # by scenario, by assumption


class Message(NamedTuple):
    """What a person has set in a scenario; not validated.

    Parameters
    ----------
    shown
        The scenario that was looked at.
    values
        All that the sliders of it say, by name of the assumption.
    changed
        Those of them that differ from what they were.
    """

    shown: str
    values: dict[str, float]
    changed: dict[str, float]


@dataclass(slots=True)
class Memory:
    """What one live case showed in the last run."""

    values: Values = field(default_factory=dict)
    ends: dict[str, tuple[float, float]] = field(default_factory=dict)
    stamp: str = ""


def memory_of(session: Session, key: str) -> Memory:
    """Give the memory of a live case, a new one at first."""
    found: Memory = session.setdefault(_name(key), Memory())
    return found


def forget(session: Session, key: str) -> None:
    """Keep nothing of a live case."""
    session.pop(_name(key), None)
    session.pop(key, None)
    forget_base(session, key)


def params_for(session: Session, key: str, shown: str, values: Values) -> dict[str, Any]:
    """Give what the browser should hold: what it holds already, if that is what the plan says."""
    now = held(session, key)
    if now and now.get("shown") == shown and all(_agree(now.get("hands"), values)):
        return now
    return {"shown": shown, "hands": {}}


def messages(params: Mapping[str, Any], values: Values) -> list[Message]:
    """Sort what came by scenario; the one that is looked at comes last, and always.

    Parameters
    ----------
    params
        From the browser; whatever is malformed in it is left out.
    values
        What the sliders said when they were sent.
    """
    hands, shown = params.get("hands"), params.get("shown")
    if not isinstance(hands, dict) or not isinstance(shown, str) or shown not in values:
        return []
    order = [*(name for name in values if name != shown), shown]
    found = [_message(name, hands.get(name), values[name]) for name in order]
    return [each for each in found if each.changed or each.shown == shown]


def taken(plan: "Plan", message: Message, *, at: str = "") -> "Plan":
    """Give the plan with what a message says: which scenario is looked at, and its values.

    Raises
    ------
    InputError
        A value cannot be used, or values of a locked scenario were changed.
    """
    values = {name: x for name, x in message.changed.items() if name in plan.ledger}
    moved = plan.with_values(values, scenario=message.shown, at=at) if values else plan
    return replace(moved, shown=message.shown)


def _message(scenario: str, moved: Any, known: Mapping[str, float]) -> Message:
    given = moved if isinstance(moved, dict) else {}
    numbers = {n: float(x) for n, x in given.items() if n in known and _number(x)}
    changed = {name: value for name, value in numbers.items() if value != known[name]}
    return Message(scenario, {**known, **numbers}, changed)


def _agree(hands: Any, values: Values) -> Iterator[bool]:
    for scenario, moved in (hands if isinstance(hands, dict) else {}).items():
        known = values.get(scenario, {})
        yield isinstance(moved, dict) and all(known.get(name) == x for name, x in moved.items())


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _name(key: str) -> str:
    return f"lepton_case_{key}"
