"""What a client has said in the room: kept in this browser tab only, until it is thrown away."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.ui.live_case import forget

if TYPE_CHECKING:
    from lepton.finance import Plan
    from pages.ui.live_case import Message

__all__ = [
    "YOURS", "Said", "laid_over", "leave", "said_of", "start_over", "stay", "take", "try_again",
]  # fmt: skip

YOURS = "Your numbers"
PREFIX = "workshop"


@dataclass
class Said:
    """What one client has said.

    Attributes
    ----------
    project_id
        Whose case it is about.
    values
        By name of the assumption.
    looked_at
        The scenario that is on the screen; None for the client's own.
    names
        Assumptions that have a slider.
    refused
        Why the last number was not taken, or nothing.
    leaving
        Whether it is being asked what becomes of the numbers.
    problem
        Why they could not be kept, or nothing.
    turn
        Counts the clients of a day, so that nobody gets what was drawn for another.
    """

    project_id: str
    values: dict[str, Any] = field(default_factory=dict)
    looked_at: str | None = None
    names: tuple[str, ...] = ()
    refused: str = ""
    leaving: bool = False
    problem: str = ""
    turn: int = 1

    @property
    def key(self) -> str:
        """Identity of what is drawn for this client."""
        return f"{PREFIX}-{self.project_id}-{self.turn}".replace("_", "-")

    def named(self, widget: str) -> str:
        """Name of a widget of this client."""
        return f"{self.key}-{widget}"


def said_of(project_id: str) -> Said:
    """Give what was said about a project in this browser tab."""
    found: Said = st.session_state.setdefault(_place(project_id), Said(project_id))
    return found


def laid_over(plan: "Plan", values: Mapping[str, Any], looked_at: str | None = None) -> "Plan":
    """Give a plan with what was said as one more scenario, beside the one it started from.

    Parameters
    ----------
    plan
        As it is kept; it is not changed.
    values
        What was said.
    looked_at
        The scenario on the screen; None for the client's own.
    """
    from lepton.finance.scenario import Book, Scenario

    start = plan.scenario()
    beside = () if start.is_base else (start,)
    book = Book(beside)
    yours = Scenario(book.free_name(YOURS), {**start.changes, **values})
    there = looked_at if looked_at is not None and looked_at in book else yours.name
    return replace(plan, book=Book((*beside, yours)), client={}, shown=there)


def take(said: Said, message: "Message") -> None:
    """Take what came from the browser; what cannot be used is refused with its reason."""
    from lepton.errors import LeptonError
    from lepton.finance.names import checked_value

    said.refused = ""
    own = message.shown.startswith(YOURS)
    said.looked_at = None if own else message.shown
    if not own:
        return
    try:
        checked = {name: checked_value(name, value) for name, value in message.changed.items()}
    except LeptonError as problem:
        said.refused = str(problem)
        return
    said.values.update(checked)


def try_again(said: Said) -> None:
    """Back to the numbers that were brought along; the client stays."""
    said.values.clear()
    said.refused = ""


def leave(said: Said) -> None:
    """Make room for the next client; ask first where this one gave numbers."""
    if said.values:
        said.leaving = True
    else:
        start_over(said)


def stay(said: Said) -> None:
    """Go on with this client after all."""
    said.leaving, said.problem = False, ""


def start_over(said: Said) -> None:
    """Keep nothing of this client, neither numbers nor names, and make room for the next one."""
    forget(st.session_state, said.key)
    for name in [name for name in st.session_state if str(name).startswith(f"{said.key}-")]:
        del st.session_state[name]
    st.session_state[_place(said.project_id)] = Said(
        said.project_id, names=said.names, turn=said.turn + 1
    )


def _place(project_id: str) -> str:
    return f"{PREFIX}_said_{project_id}"
