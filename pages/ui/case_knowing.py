"""Is knowing more worth it? Everything, one assumption, or a pilot with a control group."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton.plots.format import count, money
from pages.ui.case_fields import written
from pages.ui.text import plain
from pages.ui.worth_parts import table, tiles

if TYPE_CHECKING:
    from lepton.finance.information import Information
    from lepton.finance.pilot import Pilot
    from pages.ui.case_shown import Shown

__all__ = ["knowing_view"]

LONGEST = 700
MOST = 8
LEAST = 1.0  # of the currency: less is next to nothing


def knowing_view(shown: "Shown") -> None:
    """Say what finding out more is worth at most, and what to try first."""
    from lepton.report.sentences import answer_of, chance
    from lepton.report.words import said

    told, found = said(shown.study), shown.study.information
    if not found.evppi:
        st.caption("Nothing varies: give the assumptions ranges first.")
        return
    go = "go ahead" if found.go else "leave it"
    wrong = chance(found.chance_wrong)
    no = answer_of(shown.study.measures, shown.study.risk) == "no"
    known = "By the average of the trials alone" if found.go == no else "On what is known now"
    st.markdown(
        plain(
            f"{known}: {go}. That turns out wrong in {wrong} of the trials. {told.knowing}",
            LONGEST,
        )
    )
    _each(shown, found)
    st.markdown("**Next step**")
    st.markdown(plain(told.next_step, LONGEST))
    if found.pilot is not None and not no:
        _pilot(shown, found.pilot)
    st.caption(plain(told.delay, LONGEST))


def _each(shown: "Shown", found: "Information") -> None:
    """What knowing each assumption alone is worth; the model is one of them."""
    worth = {shown.labels.get(name, name): value for name, value in found.evppi.items()}
    if shown.earning.draws:
        worth["How good the model really is"] = found.evppi_model
    told = {
        name: money(value, shown.currency, short=True)
        for name, value in sorted(worth.items(), key=lambda pair: -pair[1])
        if value >= LEAST
    }
    if told:
        table(
            {
                "Knowing this alone": list(told)[:MOST],
                "is worth at most": list(told.values())[:MOST],
            },
            "case_knowing",
            "What knowing each assumption is worth at most",
        )
    if len(told) < len(worth):
        rest = "any of the others" if told else "any of them"
        st.caption(f"To know {rest} alone would hardly change the decision: worth next to nothing.")


def _pilot(shown: "Shown", pilot: "Pilot") -> None:
    from lepton.report.sentences import duration
    from lepton.report.words import goes_above

    currency = shown.currency
    months = duration(pilot.months)
    limit = goes_above(shown.study, pilot)
    stop = "any" if limit is None else written(pilot.name, limit, currency)
    worth = pilot.evsi if pilot.evsi >= LEAST else 0.0
    tiles(
        [
            ("Treated", count(pilot.n_per_arm), months, "People who are treated in the pilot."),
            ("Left alone", count(pilot.n_per_arm), "control group",
             "As many people, drawn by chance, to compare with."),
            ("It costs", money(pilot.cost, currency, short=True), "in all",
             "Setting it up, and treating the people in it."),
            ("It is worth", money(worth, currency, short=True), "before its result",
             "What its result would be worth on average, because some results say no."),
            ("Go ahead above", stop, "stop rule",
             "The measured rate from which on to go ahead; below it the money is not earned back."),
        ]
    )  # fmt: skip
