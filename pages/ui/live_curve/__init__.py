"""The live curve: assumptions and profit curve in the browser, repainted while a slider moves.

The server sends the sorted counts once, about 30 KB. Everything a person drags is worked out in
the browser; the server hears of it once, when the hand is lifted, and works out the same answer
from the same counts for everything that leaves the app.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from lepton.plots.format import CURRENCIES, symbol
from pages.ui.live_curve.bundle import script, style
from pages.ui.live_curve.state import known, receive
from pages.ui.live_curve.wording import groups, words

__all__ = ["live_curve"]

# Registered once, when this module is first imported: again in every run would warn.
_COMPONENT = st.components.v2.component("lepton_live_curve", js=script(), css=style())


def live_curve(
    counts: Mapping[str, Any],
    assumptions: Mapping[str, Any],
    labels: Mapping[str, str],
    *,
    key: str,
    dataset: str,
    keep: Callable[[dict[str, Any]], None],
) -> None:
    """Show the curve with its assumptions, and hand over what a person has set.

    Parameters
    ----------
    counts
        ``ScoreCounts.thin().to_dict()``.
    assumptions
        ``Assumptions.to_dict()`` as kept in the store.
    labels
        Wording of the use case: by assumption, and any of the words of the sentences.
    key
        Identity of the curve on this page; a new one starts a new curve.
    dataset
        Id of the counts, such as the model's: new counts are only read where it changed.
    keep
        Called before the next run with the assumptions as set in the browser; they are not
        validated. The run after it passes in what was kept.
    """
    form = str(assumptions.get("form", "campaign"))
    base = known(st.session_state, key, dict(assumptions))
    data = {
        "key": key,
        "dataset": dataset,
        "counts": counts,
        "groups": groups(form, labels),
        "words": words(form, labels),
        "currencies": _currencies(base.params),
        "params": base.params,
        "rev": base.rev,
    }
    _COMPONENT(
        key=key,
        data=data,
        default={"params": None},
        on_params_change=partial(_take, key, keep),
    )


def _take(key: str, keep: Callable[[dict[str, Any]], None]) -> None:
    """Hand over what the browser has just sent."""
    params = receive(st.session_state, key, st.session_state[key].get("params"))
    if params is not None:
        keep(params)


def _currencies(params: Mapping[str, Any]) -> list[dict[str, str]]:
    """Give the currencies to choose from, the one in use among them even if we do not know it."""
    codes = dict.fromkeys([*CURRENCIES, str(params.get("currency", "EUR"))])
    return [{"code": code, "symbol": symbol(code)} for code in codes]
