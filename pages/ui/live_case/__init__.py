"""The live case: headline, chart and the assumptions that matter most, moving with the hand.

The browser gets every assumption of every scenario once and works out the cash flow by itself, in
every frame. When the hand is lifted Python hears of it, and answers with what takes many trials.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.plots.format import symbol
from pages.ui.live_case.controls import control, ends_of, matter_most
from pages.ui.live_case.memory import Message, forget, memory_of, messages, params_for, taken
from pages.ui.live_case.sent import answered, base_of, scenarios_of, stamped
from pages.ui.live_curve.bundle import script, style
from pages.ui.live_curve.state import held, known, receive

if TYPE_CHECKING:
    from lepton.finance import Earning, Plan
    from lepton.finance.risk import Risk

__all__ = [
    "START", "Look", "Message", "forget", "live_case", "live_case_after", "matter_most", "taken",
]  # fmt: skip

HERE = Path(__file__).parent
START = HERE / "js" / "main.js"
AFTER = HERE.parent / "live_curve" / "after.js"

# Registered once, when this module is first imported: again in every run would warn.
_COMPONENT = st.components.v2.component(
    "lepton_live_case", js=script(START), css=style(HERE / "case.css")
)
_AFTER = st.components.v2.component("lepton_case_after", js=AFTER.read_text(encoding="utf-8"))


@dataclass(frozen=True, eq=False)
class Look:
    """What one live case shows.

    Parameters
    ----------
    plan
        The case, its scenarios, and which of them is looked at.
    earning
        What a decision earns, before any scenario.
    names
        Assumptions that get a slider, at most five; see :func:`matter_most`.
    labels
        What assumptions are called, by name; the others have their usual names.
    marks
        A word beside an assumption, by name, such as "yours" for what a client said.
    title
        Heading of the sliders.
    note
        A line under the answer, such as how many inputs are guesses.
    room
        Whether it is shown to a room: nothing is kept in the browser, and a button fills the
        screen.
    only
        The one scenario whose numbers may be moved; None for all that are not locked.
    """

    plan: "Plan"
    earning: "Earning"
    names: Sequence[str]
    labels: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    title: str = "What matters most"
    note: str = ""
    room: bool = False
    only: str | None = None


def live_case(look: Look, *, key: str, keep: Callable[[Message], None]) -> None:
    """Show the case, and hand over what a person has set.

    Parameters
    ----------
    look
        What to show.
    key
        Identity of the case on this page; a new one starts a new case.
    keep
        Called before the next run, once for each scenario in which something was changed and
        always for the one that is looked at. What it gets is not validated; the run after it
        passes in the plan as it then is.
    """
    memory = memory_of(st.session_state, key)
    sent = _sent(look, memory.ends)
    memory.values = _values(look, sent)
    memory.stamp = stamped({**sent, "shown": look.plan.shown})
    wanted = params_for(st.session_state, key, look.plan.shown, memory.values)
    base = known(st.session_state, key, wanted)
    data = {"key": key, "stamp": memory.stamp, **sent, "params": base.params, "rev": base.rev}
    _COMPONENT(
        key=key,
        data=data,
        default={"params": None},
        on_params_change=partial(_take, key, keep),
    )


def live_case_after(
    *,
    risk: "Risk | None",
    break_evens: Mapping[str, float | None],
    key: str,
    refused: str = "",
) -> None:
    """Send what took a moment to work out; call it after :func:`live_case`, in the same run.

    Parameters
    ----------
    risk
        The trials of what is looked at; None where there are none.
    break_evens
        By assumption, of what is looked at.
    key
        That of the case.
    refused
        Why the last change was not kept, or "".
    """
    told = {"npv": None, "band": None} if risk is None else answered(risk)
    memory = memory_of(st.session_state, key)
    data = {
        "key": key, "stamp": memory.stamp, "params": held(st.session_state, key), **told,
        "break_evens": dict(break_evens), "refused": refused,
    }  # fmt: skip
    _AFTER(key=f"{key}_after", data=data)


def _sent(look: Look, ends: dict[str, tuple[float, float]]) -> dict[str, Any]:
    """What does not change while the hand is still; the ends of sliders stay where they were."""
    plan, base = look.plan, base_of(look.plan.case, look.earning, look.plan.changes)
    ranges = plan.ranges()
    for name in look.names:
        if name not in ends:
            ends[name] = ends_of(name, base[name], ranges.get(name))
    controls = [
        {**control(name, ends[name], look.labels), "mark": look.marks.get(name)}
        for name in look.names
    ]
    return {
        "base": base, "scenarios": scenarios_of(plan, look.earning, look.only),
        "controls": controls,
        "symbol": symbol(look.earning.currency), "title": look.title, "note": look.note,
        "room": look.room,
    }  # fmt: skip


def _values(look: Look, sent: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """What the sliders say in every scenario."""
    whole = {s["name"]: {**sent["base"], **s["changes"]} for s in sent["scenarios"]}
    return {scenario: {n: v[n] for n in look.names} for scenario, v in whole.items()}


def _take(key: str, keep: Callable[[Message], None]) -> None:
    """Hand over what the browser has just sent."""
    message = receive(st.session_state, key, st.session_state[key].get("params"))
    if message is None:
        return
    for each in messages(message.params, memory_of(st.session_state, key).values):
        keep(each)
