"""The live curve: assumptions and profit curve in the browser, repainted while a slider moves.

The server sends the sorted counts once, some 50 KB a model. Everything a person drags is worked
out in the browser; the server hears of it once, when the hand is lifted, and works out the same
answer from the same counts for everything that leaves the app. What takes the server a moment,
such as the band, follows in a message of its own, so that the counts are not sent again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from lepton.plots.format import CURRENCIES, symbol
from pages.ui.live_curve.bundle import script, style
from pages.ui.live_curve.state import Message, known, receive
from pages.ui.live_curve.wording import FIRST_FORMULAS, FORMS, groups, words

__all__ = ["Message", "Shown", "live_after", "live_curve"]

AFTER = Path(__file__).with_name("after.js")

# Registered once, when this module is first imported: again in every run would warn.
_COMPONENT = st.components.v2.component("lepton_live_curve", js=script(), css=style())
_AFTER = st.components.v2.component("lepton_live_after", js=AFTER.read_text(encoding="utf-8"))


@dataclass(frozen=True, eq=False)
class Shown:
    """What one curve shows.

    Parameters
    ----------
    models
        The project's own first: each with ``id``, ``title``, ``dataset`` (new counts are read
        where it changes), ``counts`` (``ScoreCounts.thin().to_dict()``) and ``choose``: the
        counts that choose the share, or None.
    labels
        Wording of the use case: by assumption, and any of the words of the sentences.
    columns
        Names that may stand in a rule or a formula, to be offered.
    view
        What was looked at last: the message's own, handed back.
    """

    models: Sequence[Mapping[str, Any]]
    labels: Mapping[str, str]
    columns: Sequence[str] = ()
    view: Mapping[str, Any] | None = None


def live_curve(
    shown: Shown,
    assumptions: Mapping[str, Any],
    *,
    key: str,
    keep: Callable[[Message], None],
) -> None:
    """Show the curve with its assumptions, and hand over what a person has set.

    Parameters
    ----------
    shown
        Counts and words.
    assumptions
        ``Assumptions.to_dict()`` as kept in the store.
    key
        Identity of the curve on this page; a new one starts a new curve.
    keep
        Called before the next run with what was set in the browser; it is not validated. The
        run after it passes in what was kept.
    """
    base = known(st.session_state, key, dict(assumptions), shown.view)
    data = {
        "key": key,
        "models": list(shown.models),
        "groups": {form: groups(form, shown.labels) for form in FORMS},
        "forms": FORMS,
        "formulas": FIRST_FORMULAS,
        "words": {form: words(form, shown.labels) for form in FORMS},
        "columns": list(shown.columns),
        "currencies": _currencies(base.params),
        "params": base.params,
        "view": base.view,
        "rev": base.rev,
    }
    _COMPONENT(
        key=key,
        data=data,
        default={"params": None},
        on_params_change=partial(_take, key, keep),
    )


def live_after(after: Mapping[str, Any], *, key: str) -> None:
    """Send the curve what took a moment to work out.

    Parameters
    ----------
    after
        ``of``: the assumptions it belongs to; ``band``: None, or ``level``, ``share``, ``low``,
        ``high``, ``low_all``, ``high_all``; ``today``: None, or ``label``, ``kind``, ``point``
        and ``counts``; ``refused``: why the last change was not kept, or "".
    key
        That of the curve.
    """
    _AFTER(key=f"{key}_after", data={"key": key, **after})


def _take(key: str, keep: Callable[[Message], None]) -> None:
    """Hand over what the browser has just sent."""
    message = receive(st.session_state, key, st.session_state[key].get("params"))
    if message is not None:
        keep(message)


def _currencies(params: Mapping[str, Any]) -> list[dict[str, str]]:
    """Give the currencies to choose from, the one in use among them even if we do not know it."""
    codes = dict.fromkeys([*CURRENCIES, str(params.get("currency", "EUR"))])
    return [{"code": code, "symbol": symbol(code)} for code in codes]
