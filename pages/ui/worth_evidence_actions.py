"""What stands under the worth of sorting: other ways to decide, each class, the method."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.plots.format import NOTHING, count, money, percent
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark
from pages.ui.worth_parts import csv_button, table

if TYPE_CHECKING:
    from lepton.plots.actions import ActionWords
    from lepton.value.actions import ActionResult

__all__ = ["evidence"]

LONGEST = 600
WAYS = {
    "person": "A person {acting} every one",
    "constant": "“{action}” for every one",
    "model": "The model for every one, nobody asked",
    "today": "As today",
}


def evidence(found: "ActionResult", words: "ActionWords", labels: dict[str, str]) -> None:
    """Show the other ways to decide, where the money comes from, and how it was worked out."""
    from lepton.plots.actions import money_table

    name = labels.get("class", "class")
    with st.expander("Compared with other ways"):
        _compared(found, words)
    with st.expander(f"{_capital(name)} by {name}: where the money comes from"):
        figure = money_table(found, dark=is_dark())
        if figure is not None:
            chart(figure, "money_table", "Money by true class and what is done")
        _by_class(found, name, words)
        _mistakes(found)
    with st.expander("How this is worked out, and the figures as files"):
        st.markdown(plain(HOW, 2000))
        likely = money(found.expected, found.currency, short=True)
        st.markdown(
            plain(
                f"Before the truth was known, the model’s own probabilities promised {likely} a "
                f"month; it came to {money(found.saved, found.currency, short=True)}.",
                LONGEST,
            )
        )
        csv_button(found.curve.to_frame(), "automation.csv", "The curve (CSV)", "csv_curve")
        csv_button(
            found.classes.to_frame(), "classes.csv", f"Each {plain(name)} (CSV)", "csv_class"
        )


HOW = (
    "For each case the model gives a probability to every class. What each possible action is "
    "expected to earn follows from them, and the best one is taken; a person is asked where that "
    "is expected to earn more. Nothing is tuned on the cases that report the money: they are "
    "counted by what turned out to be true. The range is what chance alone could do with so many "
    "cases, in nine of ten samples. How often a person is right is an assumption, not measured."
)


def _compared(found: "ActionResult", words: "ActionWords") -> None:
    from lepton.plots.amounts import between

    rows: dict[str, list[str]] = {
        "Instead": [],
        "Ours earns more by, a month": [],
        "Range": [],
        "Automatic": [],
        "Wrong among automatic": [],
    }
    for other in found.baselines:
        said = WAYS[other.key].format(acting=words.acting, action=other.action)
        wrong = NOTHING if other.error_rate is None else percent(other.error_rate)
        values = (
            said,
            money(other.over, found.currency),
            between(other.over_low, other.over_high, found.currency),
            percent(other.automated, 0),
            wrong,
        )
        for column, value in zip(rows.values(), values, strict=True):
            column.append(value)
    table(rows, "compared", "What we earn more than other ways to decide")


def _by_class(found: "ActionResult", name: str, words: "ActionWords") -> None:
    each = found.classes
    order = (-each.saved).argsort()
    made: dict[str, Any] = {
        _capital(name): [str(each.name[i]) for i in order],
        f"{_capital(words.units)} a month": [count(each.n[i]) for i in order],
        "Automatic": [percent(each.automated[i] / each.n[i], 0) if each.n[i] else NOTHING
                      for i in order],
        "Wrong among automatic": [
            percent(each.wrong[i] / each.automated[i], 0) if each.automated[i] else NOTHING
            for i in order
        ],
        "Saved a month": [money(each.saved[i], found.currency) for i in order],
    }  # fmt: skip
    table(made, "by_class", "Money saved by class")


def _mistakes(found: "ActionResult") -> None:
    if not found.mistakes:
        return
    st.markdown("**The costliest mix-ups**")
    lines = [
        f"- {plain(m.truth)} taken for {plain(m.action)}: {count(m.n)} a month, "
        f"{plain(money(m.lost, found.currency))}"
        for m in found.mistakes[:6]
    ]
    st.markdown("\n".join(lines))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
