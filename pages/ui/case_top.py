"""The answer of the case: live in the browser, then what takes many trials, in plain words."""

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from lepton.plots.format import money, percent
from pages.ui.case_keep import edit, refused, valued
from pages.ui.live_case import Look, Message, live_case, live_case_after, matter_most
from pages.ui.text import plain
from pages.ui.worth_parts import table

if TYPE_CHECKING:
    from lepton.finance import Plan
    from pages.ui.case_shown import Shown

__all__ = ["Keeping", "answer_on_top"]

LONGEST = 900
PARTS = {
    "decided": "Extra profit a month on the page Worth, before its fixed cost",
    "volume": "Growth and season",
    "uptake": "Not everybody uses it from the start",
    "limits": "The limits of a month",
    "fading": "The model fades between trainings",
    "caution": "Taken off, to be careful",
    "prices": "Inflation",
    "benefit": "Benefit of an average month of use, here",
}
ROOM = 880  # pixels kept for the case while it loads; then it takes what it needs
CENT = 0.01
CLIENTS = "the client’s"


def answer_on_top(shown: "Shown") -> None:
    """Show the live case with its sliders, then say how sure it is and what it rests on."""
    key, names = _key(shown), _moved(shown)
    marks = dict.fromkeys(shown.plan.client, CLIENTS)
    said = shown.ledger.said()
    look = Look(
        shown.plan, shown.study.earning, names, shown.labels, marks,
        note=f"{said[0].upper()}{said[1:]}.",
    )  # fmt: skip
    with st.container(key="live_case", height=ROOM, border=False):
        live_case(look, key=key, keep=Keeping(shown))
    why = refused()
    with st.container(key="live_case_after"):
        live_case_after(
            risk=shown.study.risk, break_evens=_limits(shown, names), key=key, refused=why
        )
    if why:
        st.warning(plain(why, LONGEST))
    _in_words(shown)
    _figures(shown)
    _worth(shown)


def _key(shown: "Shown") -> str:
    return f"case-{shown.project.id}".replace("_", "-")


def _moved(shown: "Shown") -> tuple[str, ...]:
    """Assumptions that get a slider: once chosen they keep their places while the page is open."""
    place = shown.key("sliders")
    known = shown.ledger.values
    names = st.session_state.get(place)
    if not names or any(name not in known for name in names):
        from lepton.finance.study import WORTH_ASKING

        bars = [bar.name for bar in shown.study.tornado]
        names = matter_most([*bars, *WORTH_ASKING], known)
        st.session_state[place] = names
    return tuple(names)


def _limits(shown: "Shown", names: tuple[str, ...]) -> dict[str, float | None]:
    from lepton.finance.breakeven import break_evens

    return break_evens(shown.case, shown.earning, names)


class Keeping:
    """Keeps what the browser has sent, in the scenarios that it was set in, one after another."""

    def __init__(self, shown: "Shown") -> None:
        self.shown = shown

    def __call__(self, message: Message) -> None:
        """Keep one message; the next goes on from there."""

        def moved(plan: "Plan") -> "Plan":
            values = {name: x for name, x in message.changed.items() if name in plan.ledger}
            return replace(valued(plan, values, message.shown), shown=message.shown)

        self.shown = edit(self.shown, moved)


def _in_words(shown: "Shown") -> None:
    """How sure it is, in the sentences that stand in every file."""
    from lepton.report.sentences import (
        UNPROVEN,
        asked_words,
        gap_words,
        risk_words,
        varies,
        worst_words,
    )

    study, currency = shown.study, shown.currency
    asked = asked_words(shown.case, study.flow, study.measures, study.risk, currency)
    st.markdown(f"**{plain(asked, LONGEST)}**")
    if varies(study.risk):  # how many trials pay stands above already
        risk = worst_words(study.risk, currency)
    else:
        risk = risk_words(shown.case, study.risk, currency)
    said = [study.measures.nothing_earned, risk, gap_words(study.risk, currency)]
    st.markdown(plain(" ".join(filter(None, said)), LONGEST))
    against = f"Compared with {study.origin.against}."
    notes = " ".join(study.origin.notes[:1]) if study.origin.kind == "napkin" else ""
    st.caption(plain(f"{UNPROVEN} {against} {notes}", LONGEST))


def _figures(shown: "Shown") -> None:
    """The figures as Python works them out: these, unrounded, go into every file."""
    from lepton.report.sentences import chance

    found, risk, case = shown.study.measures, shown.study.risk, shown.case
    low, high = (money(v, shown.currency) for v in (risk.p10, risk.p90))
    back = found.payback_months
    paid = f"not within {case.horizon_months} months"
    paid = paid if back is None else f"after {back:.1f} months"
    with st.container(key="case_figures"):
        st.caption(
            plain(
                "The figures in full, as every file has them: net present value "
                f"{money(found.npv, shown.currency)}; 8 of 10 trials between {low} and {high}; "
                f"ROI {percent(found.roi)} of all costs, which are "
                f"{money(found.pv_costs, shown.currency)} in today’s money; paid back: {paid}; "
                f"{chance(risk.chance_positive)} of {risk.trials:,} trials pay.",
                LONGEST,
            )
        )


def _worth(shown: "Shown") -> None:
    """How the benefit of a month follows from the page of returns."""
    from lepton.finance.reconcile import reconciled

    there = reconciled(shown.case, shown.study.earning)[0].amount
    here, *parts = reconciled(shown.case, shown.earning)
    steps = [(PARTS["decided"], there), *((PARTS[part.key], part.amount) for part in parts)]
    if abs(here.amount - there) > CENT:
        steps.insert(1, ("Other values here than on the page Worth", here.amount - there))
    first, last = (money(steps[i][1], shown.currency, short=True) for i in (0, -1))
    box = st.expander(
        plain(f"From {first} a month on the page Worth to {last} a month here", LONGEST),
        key=shown.key("reconciled"), on_change="rerun",
    )  # fmt: skip
    if not box.open:
        return
    with box:
        table(
            {
                "": [words for words, _ in steps],
                "A month": [money(amount, shown.currency) for _, amount in steps],
            },
            "case_reconciled",
            "From the profit of a month on the page Worth to the benefit of a month here",
        )
        fixed = money(shown.value("fixed_cost"), shown.currency)
        st.caption(
            plain(
                f"The fixed cost of acting, {fixed} a month, is among the costs of operations. "
                f"The profit is what acting earns over {shown.study.origin.against}.",
                LONGEST,
            )
        )
