"""The list of assumptions: value, range, where it comes from, who answers for it, how sure."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.ui.case_fields import unit_of
from pages.ui.case_keep import edit
from pages.ui.text import plain
from pages.ui.worth_parts import csv_button

if TYPE_CHECKING:
    import pandas as pd

    from lepton.finance import Entry, Plan
    from pages.ui.case_shown import Shown

__all__ = ["ledger_view", "with_cells"]

LONGEST = 500
SHAPES = {
    "": "none", "pert": "rounded", "triangular": "triangle", "uniform": "even",
    "normal": "bell", "lognormal": "long tail", "beta": "counted",
}  # fmt: skip
NUMBERS = ("Value", "Low", "Most likely", "High")
TEXTS = ("source", "owner", "date")
HEIGHT = 520


def ledger_view(shown: "Shown") -> None:
    """Show every input with its range and its source, to be edited in place."""
    ledger = shown.plan.ledger
    said = shown.ledger.said()
    st.markdown(plain(f"{said[0].upper()}{said[1:]}. This count stands on every file.", LONGEST))
    if not shown.is_base:
        st.caption(
            plain(
                f"Values and ranges of the base stand here. What {shown.name} changes stands "
                "under Scenarios.",
                LONGEST,
            )
        )
    entries = [entry for entry in ledger.used if isinstance(entry.value, int | float)]
    frame = _frame(shown, entries)
    key = shown.key(f"ledger_{shown.kept.revision}_{st.session_state.get(_again(shown), 0)}")
    st.data_editor(
        frame, key=key, hide_index=True, height=HEIGHT, column_config=_columns(),
        placeholder="", disabled=["Assumption", "Unit"], on_change=_keep,
        args=(shown, key, entries), alt=said,
    )  # fmt: skip
    st.caption(
        "A range needs a lower and an upper end and a shape; without a shape the number is taken "
        "as certain. For the bell and the long tail the ends are those that one in ten is below "
        "and above. Shares and rates are in percent."
    )
    _correlations(shown)
    csv_button(_frame(shown, list(ledger)), "assumptions.csv", "All of them (CSV)", "case_ledger")


def _frame(shown: "Shown", entries: "list[Entry]") -> "pd.DataFrame":
    from lepton.value.result import frame_of

    rows = [_row(shown, entry) for entry in entries]
    return frame_of({name: [row[name] for row in rows] for name in rows[0]})


def _row(shown: "Shown", entry: "Entry") -> dict[str, Any]:
    from lepton.finance.entries import SOURCE_TYPES

    factor = _factor(entry.id)
    ends = {name: getattr(entry, name) for name in ("low", "mode", "high")}
    value = entry.value if isinstance(entry.value, str) else None
    number = entry.value if isinstance(entry.value, int | float) else None
    return {
        "Assumption": shown.labels.get(entry.id, entry.label),
        "Value": value or (None if number is None else round(number * factor, 9)),
        "Unit": unit_of(entry.unit, shown.currency),
        "Low": _times(ends["low"], factor),
        "Most likely": _times(ends["mode"], factor),
        "High": _times(ends["high"], factor),
        "Shape": SHAPES[entry.distribution],
        "Kind of source": SOURCE_TYPES[entry.source_type],
        "Source": entry.source,
        "Owner": entry.owner,
        "Date": entry.date,
        "Sure (1 to 5)": entry.confidence,
    }


def _columns() -> dict[str, Any]:
    from lepton.finance.entries import SOURCE_TYPES

    config = st.column_config
    return {
        "Assumption": config.TextColumn(pinned=True),
        **{name: config.NumberColumn(format="localized") for name in NUMBERS},
        "Shape": config.SelectboxColumn(options=list(SHAPES.values()), required=True),
        "Kind of source": config.SelectboxColumn(
            options=list(SOURCE_TYPES.values()), required=True
        ),
        "Source": config.TextColumn(max_chars=500),
        "Owner": config.TextColumn(max_chars=500),
        "Date": config.TextColumn(max_chars=40),
        "Sure (1 to 5)": config.NumberColumn(min_value=1, max_value=5, step=1, required=True),
    }


def _keep(shown: "Shown", key: str, entries: "list[Entry]") -> None:
    """Keep the cells that a person has changed."""
    cells = st.session_state[key]["edited_rows"]
    again = _again(shown)
    st.session_state[again] = st.session_state.get(again, 0) + 1  # what is refused goes back

    def changed(plan: "Plan") -> "Plan":
        for row, given in cells.items():
            plan = with_cells(plan, entries[int(row)], given)
        return plan

    edit(shown, changed)


def with_cells(plan: "Plan", entry: "Entry", given: dict[str, Any]) -> "Plan":
    """The plan with the cells of one row that a person has changed.

    Parameters
    ----------
    plan
        As it is.
    entry
        Which assumption.
    given
        New values by title of the column, as they stand in the table.

    Raises
    ------
    InputError
        A value, a range or a source cannot be used.
    """
    from dataclasses import replace

    from lepton.finance.entries import SOURCE_TYPES

    factor, name = _factor(entry.id), entry.id
    if given.get("Value") is not None:
        plan = plan.with_values({name: round(given["Value"] / factor, 12)})
    ledger = plan.ledger
    said: dict[str, Any] = {
        t: given[t.capitalize()] or "" for t in TEXTS if t.capitalize() in given
    }
    kinds = {words: key for key, words in SOURCE_TYPES.items()}
    if given.get("Kind of source"):
        said["source_type"] = kinds[given["Kind of source"]]
    if given.get("Sure (1 to 5)") is not None:
        said["confidence"] = int(given["Sure (1 to 5)"])
    if said:
        ledger = ledger.with_source(name, **said)
    if {"Low", "Most likely", "High", "Shape"} & set(given):
        ledger = _ranged(ledger, name, given, factor)
    return replace(plan, ledger=ledger)


def _ranged(ledger: Any, name: str, given: dict[str, Any], factor: float) -> Any:
    """The range as the person has it now; one that is half written waits for its other half."""
    now = ledger[name]
    shapes = {words: key for key, words in SHAPES.items()}
    ends = {
        key: _over(given[title], factor) if title in given else getattr(now, key)
        for key, title in (("low", "Low"), ("mode", "Most likely"), ("high", "High"))
    }
    shape = shapes[given["Shape"]] if "Shape" in given else now.distribution
    if shape == "" and "Shape" not in given:
        shape = "pert"  # whoever writes an end wants a range
    if shape == "":
        return ledger.with_range(name, "")
    if shape == "beta":
        return ledger.with_range(name, "beta", k=now.k, n=now.n)
    value = now.value
    ends["low"] = value * 0.8 if ends["low"] is None else ends["low"]
    ends["high"] = value * 1.2 if ends["high"] is None else ends["high"]
    kept = {
        key: end for key, end in ends.items() if key != "mode" or shape in ("pert", "triangular")
    }
    return ledger.with_range(name, shape, **kept)


def _correlations(shown: "Shown") -> None:
    """Which assumptions go together."""
    links = shown.plan.correlations
    names = list(shown.study.ranges)
    with st.expander(
        "Assumptions that go together", key=shown.key("links"), on_change="rerun"
    ) as box:
        if not box.open:
            return
        for (a, b), strength in links.items():
            told = f"{shown.labels.get(a, a)} with {shown.labels.get(b, b)}: {strength:+.2f}"
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(plain(told, LONGEST))
                st.button(
                    "Take away", key=shown.key(f"link_{a}_{b}"), on_click=_unlink,
                    args=(shown, (a, b)),
                )  # fmt: skip
        if len(names) < 2:
            st.caption("At least two assumptions need a range.")
            return
        _new_link(shown, names)


def _new_link(shown: "Shown", names: list[str]) -> None:
    def called(name: str) -> str:
        return plain(shown.labels.get(name, name))

    with st.container(horizontal=True, vertical_alignment="bottom"):
        a = st.selectbox("One", names, format_func=called, key=shown.key("link_a"))
        others = [name for name in names if name != a]
        b = st.selectbox("The other", others, format_func=called, key=shown.key("link_b"))
        strength = st.number_input(
            "How strongly, −1 to 1", -1.0, 1.0, 0.5, step=0.1, key=shown.key("link_r")
        )
        st.button(
            "They go together", key=shown.key("link"), on_click=_link,
            args=(shown, (str(a), str(b)), float(strength)),
        )  # fmt: skip


def _link(shown: "Shown", pair: tuple[str, str], strength: float) -> None:
    from dataclasses import replace

    def linked(plan: "Plan") -> "Plan":
        others = {p: r for p, r in plan.correlations.items() if set(p) != set(pair)}
        return replace(plan, correlations={**others, pair: strength})

    edit(shown, linked)


def _unlink(shown: "Shown", pair: tuple[str, str]) -> None:
    from dataclasses import replace

    def unlinked(plan: "Plan") -> "Plan":
        rest = {p: r for p, r in plan.correlations.items() if p != pair}
        return replace(plan, correlations=rest)

    edit(shown, unlinked)


def _again(shown: "Shown") -> str:
    return shown.key("ledger_again")


def _factor(name: str) -> float:
    from lepton.finance.names import field_of

    return 100.0 if field_of(name).unit in ("share", "rate a year") else 1.0


def _times(end: float | None, factor: float) -> float | None:
    return None if end is None else round(end * factor, 9)


def _over(end: float | None, factor: float) -> float | None:
    return None if end is None else round(end / factor, 12)
