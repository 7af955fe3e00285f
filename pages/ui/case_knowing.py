"""Is knowing more worth it? Everything, one assumption, or a pilot with a control group."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton.plots.format import count, money, percent
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


def knowing_view(shown: "Shown") -> None:
    """Say what finding out more is worth at most, and what to try first."""
    from lepton.report.words import said

    told, found = said(shown.study), shown.study.information
    if not found.evppi:
        st.caption("Nothing varies: give the assumptions ranges first.")
        return
    go = "go ahead" if found.go else "leave it"
    everything = money(found.evpi, shown.currency, short=True)
    wrong = percent(found.chance_wrong, 0)
    st.markdown(
        plain(
            f"On what is known now: {go}. That turns out wrong in {wrong} of the trials; to know "
            f"everything beforehand would be worth at most {everything}. {told.knowing}",
            LONGEST,
        )
    )
    _each(shown, found)
    st.markdown("**Next step**")
    st.markdown(plain(told.next_step, LONGEST))
    if found.pilot is not None:
        _pilot(shown, found.pilot)
    st.caption(plain(told.delay, LONGEST))


def _each(shown: "Shown", found: "Information") -> None:
    """What knowing each assumption alone is worth."""
    worth = dict(list(found.evppi.items())[:MOST])
    names = [shown.labels.get(name, name) for name in worth]
    amounts = [money(value, shown.currency, short=True) for value in worth.values()]
    if shown.study.priced.draws:
        names.append("How good the model really is")
        amounts.append(money(found.evppi_model, shown.currency, short=True))
    table(
        {"Knowing this alone": names, "is worth at most": amounts},
        "case_knowing",
        "What knowing each assumption is worth at most",
    )


def _pilot(shown: "Shown", pilot: "Pilot") -> None:
    currency = shown.currency
    months = f"{pilot.months:,.1f} months"
    limit = pilot.go_above
    stop = "none" if limit is None else written(pilot.name, limit, currency)
    tiles(
        [
            ("Treated", count(pilot.n_per_arm), months, "People who are treated in the pilot."),
            ("Left alone", count(pilot.n_per_arm), "control group",
             "As many people, drawn by chance, to compare with."),
            ("It costs", money(pilot.cost, currency, short=True), "",
             "Setting it up, and treating the people in it."),
            ("It is worth", money(pilot.evsi, currency, short=True), "before the result is known",
             "What its result would be worth on average, because some results say no."),
            ("Go ahead above", stop, "stop rule",
             "The result from which on to go ahead; none where no result changes the decision."),
        ]
    )  # fmt: skip
