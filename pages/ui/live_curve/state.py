"""Who knows which assumptions: the browser's curve and the server must not overwrite each other.

What the browser was sent stays the same text from run to run, so that it is not sent again; it is
replaced, under a higher revision, only when the server has something the browser does not know.
"""

import time
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Base", "known", "receive"]

VERSION = 1
Session = MutableMapping[Any, Any]  # the state of one browser tab


@dataclass(slots=True)
class Base:
    """What one curve was sent, what it holds now, and the last message from it."""

    params: dict[str, Any]
    held: dict[str, Any]
    rev: int = field(default_factory=lambda: time.time_ns() // 1_000_000)  # grows across sessions
    seq: int = 0


def known(session: Session, key: str, assumptions: dict[str, Any]) -> Base:
    """Give what to send to the curve: the same as before unless the server knows better."""
    name = _name(key)
    base: Base | None = session.get(name)
    if base is None or key not in session:  # new, or not on the page in the last run
        base = Base(assumptions, assumptions)
    elif assumptions != base.held:
        newer = max(base.rev + 1, time.time_ns() // 1_000_000)
        base = Base(assumptions, assumptions, newer, base.seq)
    session[name] = base
    return base


def receive(session: Session, key: str, message: Any) -> dict[str, Any] | None:
    """Give the assumptions of a message not seen before; anything malformed is no message."""
    base: Base = session[_name(key)]
    if not isinstance(message, dict) or message.get("version") != VERSION:
        return None
    seq, params = message.get("seq"), message.get("params")
    if not isinstance(seq, int) or seq <= base.seq or not isinstance(params, dict):
        return None
    base.seq = seq
    base.held = dict(params)
    return base.held


def _name(key: str) -> str:
    return f"lepton_base_{key}"
