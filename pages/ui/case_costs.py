"""What it costs, and what else is assumed: every number behind the case, in groups."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton.plots.format import money
from pages.ui.case_fields import field_rows
from pages.ui.case_keep import set_values
from pages.ui.text import plain

if TYPE_CHECKING:
    from lepton.finance import CashFlow
    from pages.ui.case_shown import Shown

__all__ = ["costs_view"]

ITEMS = ("needs", "data", "model", "deployment", "operations")
BESIDES = ("time", "volume", "adoption", "decay", "caution")
LONGEST = 400


def costs_view(shown: "Shown") -> None:
    """Show the five items with what drives them, then everything else that is assumed."""
    from lepton.finance.fields import GROUPS
    from lepton.finance.lines import ITEMS as NAMES

    flow = shown.study.flow
    where = "" if shown.is_base else f" What is changed here belongs to {shown.name}."
    st.caption(plain(f"Open an item to see and change what drives it.{where}", LONGEST))
    for item in ITEMS:
        _group(shown, item, f"{NAMES[item]}: {_cost(flow, item, shown.currency)}")
    added = money(float(flow.items["contingency"].sum()), shown.currency, short=True)
    st.caption(plain(f"On top comes contingency, {added}, set under Caution.", LONGEST))
    st.markdown("**What else is assumed**")
    for group in BESIDES:
        _group(shown, group, GROUPS[group])
    _group(shown, "earning", "What a decision earns")


def _cost(flow: "CashFlow", item: str, currency: str) -> str:
    """What an item costs today and later, over the whole time."""
    now, all_of_it = float(flow.items[item][0]), float(flow.items[item].sum())
    later = all_of_it - now
    said = [f"{money(now, currency, short=True)} once"] if now else []
    said += [f"{money(later, currency, short=True)} while in use"] if later else []
    return " and ".join(said) or money(0, currency)


def _group(shown: "Shown", group: str, title: str) -> None:
    """One group; its fields are only there while it is open."""
    names = shown.names_of(group)
    if not names:
        return
    box = st.expander(plain(title), key=shown.key(f"group_{group}"), on_change="rerun")
    if not box.open:
        return
    with box:
        if group == "earning":
            st.caption(
                "These come from the page Worth. What is changed here counts for this case only."
            )
        field_rows(shown, [n for n in names if n != "season"])
        if "season" in names:
            _season(shown)


def _season(shown: "Shown") -> None:
    """Twelve factors side by side."""
    import calendar

    st.caption("Season: how busy each month of the year is; 1 is a usual month.")
    factors = list(shown.value("season"))
    keys = [shown.key(f"season_{month}") for month in range(12)]
    grid = st.grid(12, min_column_width=90)
    for month, (key, factor) in enumerate(zip(keys, factors, strict=True)):
        if st.session_state.get(key) != float(factor):
            st.session_state[key] = float(factor)
        grid.number_input(
            calendar.month_abbr[month + 1], 0.0, 100.0, step=0.1, key=key,
            disabled=shown.locked, on_change=_keep_season, args=(shown, keys),
        )  # fmt: skip


def _keep_season(shown: "Shown", keys: list[str]) -> None:
    values = [st.session_state[key] for key in keys]
    if None not in values:
        set_values(shown, {"season": values})
