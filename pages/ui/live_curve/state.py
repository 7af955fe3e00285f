"""Who knows which assumptions: the browser's curve and the server must not overwrite each other.

What the browser was sent stays the same text from run to run, so that it is not sent again; it is
replaced, under a higher revision, only when the server has something the browser does not know.
A message is taken in a callback, before the script runs: a script may be broken off halfway when
the next message comes, a callback may not.
"""

import time
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

__all__ = ["Base", "Message", "forget", "held", "known", "receive"]

VERSION = 1
Session = MutableMapping[Any, Any]  # the state of one browser tab


@dataclass(slots=True)
class Base:
    """What one curve was sent, what it holds now, and the last message from it."""

    params: dict[str, Any]
    held: dict[str, Any]
    rev: int
    seq: int = 0
    view: dict[str, Any] = field(default_factory=dict)


class Message(NamedTuple):
    """What a person has set, not validated; and what they look at."""

    params: dict[str, Any]
    view: dict[str, Any]


def known(
    session: Session, key: str, assumptions: dict[str, Any], view: Mapping[str, Any] | None = None
) -> Base:
    """Give what to send to the curve: the same as before unless the server knows better."""
    name = _name(key)
    base: Base | None = session.get(name)
    if base is None or key not in session:  # new, or not on the page in the last run
        base = Base(assumptions, assumptions, _later(base), view=dict(view or {}))
    elif assumptions != base.held:
        view = base.view if view is None else dict(view)
        base = Base(assumptions, assumptions, _later(base), base.seq, view)
    session[name] = base
    return base


def receive(session: Session, key: str, message: Any) -> Message | None:
    """Give what a message not seen before says; anything malformed is no message."""
    base: Base | None = session.get(_name(key))
    if base is None or not isinstance(message, dict) or message.get("version") != VERSION:
        return None
    seq, params, view = (message.get(name) for name in ("seq", "params", "view"))
    if not isinstance(seq, int) or seq <= base.seq or not isinstance(params, dict):
        return None
    base.seq = seq
    base.held = dict(params)
    view = dict(view) if isinstance(view, dict) else {}
    if message.get("rev") != base.rev:  # sent before the curve had our last change: the hand wins
        base.params, base.view, base.rev = base.held, view, _later(base)
    return Message(base.held, view)


def held(session: Session, key: str) -> dict[str, Any] | None:
    """Give what the browser holds as far as it is known; None where nothing was sent yet."""
    base: Base | None = session.get(_name(key))
    return None if base is None else base.held


def forget(session: Session, key: str) -> None:
    """Keep nothing of what was sent to a curve, and nothing of what came back."""
    session.pop(_name(key), None)


def _later(base: Base | None) -> int:
    """Number a revision: by the clock, so that it also grows from one session to the next."""
    now = time.time_ns() // 1_000_000
    return now if base is None else max(now, base.rev + 1)


def _name(key: str) -> str:
    return f"lepton_base_{key}"
