"""What sorting cases into several classes is worth: the sentence, the chart, the assumptions."""

import json
from typing import TYPE_CHECKING

import streamlit as st

from lepton.config import home
from lepton.errors import LeptonError
from lepton.plots.format import NOTHING, count, money, percent, symbol
from pages.ui.cached import model_of, table_of
from pages.ui.guard import guarded
from pages.ui.store import store
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark
from pages.ui.worth_evidence_actions import evidence
from pages.ui.worth_fields import COLUMN, COUNT, CURRENCY, MONEY, SHARE, Field, change, show, warned
from pages.ui.worth_matrix import every_action
from pages.ui.worth_parts import beside, caveat, labels_of, tiles

if TYPE_CHECKING:
    from lepton.plots.actions import ActionWords
    from lepton.store import Project
    from lepton.value.actions import ActionMoney, ActionResult

__all__ = ["worth_actions"]

LONGEST = 600
GUESSED = ("wrong", "human")


def worth_actions(project: "Project") -> None:
    """Show what acting on a model of several classes is worth, and let the money be set."""
    _live(project.id)


@st.fragment
@guarded
def _live(project_id: str) -> None:
    """Everything that follows the assumptions; only this part runs again when they change."""
    from lepton.plots.actions import ActionWords, verdict
    from lepton.workflows.actions import action_money_of, first_action_guess

    project = store().project(project_id)
    labels = labels_of(project)
    words = ActionWords.of(labels)
    guess = first_action_guess(project.use_case)
    kept = action_money_of(project) or guess
    found = _found(project, kept)
    warned()
    st.subheader(plain(verdict(found, words), LONGEST), anchor=False)
    answer, assumptions = beside()
    with assumptions:
        _assumptions(project, kept, labels)
    with answer:
        _answer(found, kept, words)
        said = f"Worked out on {count(found.rows)} {words.units} the model has never seen."
        caveat(project, said, [getattr(kept, n) == getattr(guess, n) for n in GUESSED])
    every_action(project, kept, labels.get("class", "class"))
    evidence(found, words, labels)


def _found(project: "Project", kept: "ActionMoney") -> "ActionResult":
    """Give the answer; without today's column where that cannot be used, which is said."""
    asked = json.dumps(kept.to_dict(), sort_keys=True)
    model_id, dataset_id = str(project.model_id), str(project.dataset_id)
    try:
        return _worked_out(str(home()), model_id, dataset_id, asked)
    except LeptonError as problem:
        if kept.today is None:
            raise
        st.warning(plain(problem, LONGEST))
    asked = json.dumps(kept.to_dict() | {"today": None}, sort_keys=True)
    return _worked_out(str(home()), model_id, dataset_id, asked)


@st.cache_resource(max_entries=64, show_spinner=False)
def _worked_out(
    folder: str,  # noqa: ARG001 - part of the key
    model_id: str,
    dataset_id: str,
    asked: str,
) -> "ActionResult":
    from lepton.value.actions import ActionMoney
    from lepton.workflows.actions import actions_of

    kept = ActionMoney.from_dict(json.loads(asked))
    frame = None if kept.today is None else table_of(dataset_id).frame
    return actions_of(model_of(model_id), kept, frame=frame)


def _answer(found: "ActionResult", kept: "ActionMoney", words: "ActionWords") -> None:
    from lepton.plots.actions import headline, saved_curve
    from lepton.plots.amounts import between

    month, currency = found.decisions_per_month, found.currency
    wrong = NOTHING if found.error_rate is None else percent(found.error_rate, short=True)
    head = headline(found, words)
    tiles(
        [
            (
                "Saved a month",
                money(head.saved, currency, short=True),
                between(head.low, head.high, currency),
                f"Against {head.against}; the range is what chance alone could do.",
            ),
            (
                "Automatic",
                percent(found.share, short=True),
                f"{count(found.share * month, short=True)} a month",
                f"Share of {words.units} {words.acted} without a person.",
            ),
            (
                "Left to people" if found.asks_people else "Left as they are",
                percent(found.people, short=True),
                f"{count(found.people * month, short=True)} a month",
                f"Share of {words.units} that do better there.",
            ),
            (
                f"{_capital(words.acted)} wrong",
                wrong,
                _people_wrong(found, kept),
                f"Share of the {words.units} {words.acted} automatically that went wrong.",
            ),
        ]
    )
    limit = 1 - kept.max_human_share if found.asks_people else None
    figure = saved_curve(found, words, limit=limit or None, dark=is_dark())
    alt = f"{figure.layout.title.text}: {percent(found.share)} saves {money(found.saved, currency)}"
    chart(figure, "saved_curve", alt)
    if found.one_more is not None and found.one_more > 0:
        more = money(found.one_more, currency)
        st.caption(plain(f"One more that people could take would be worth {more}.", LONGEST))


def _people_wrong(found: "ActionResult", kept: "ActionMoney") -> str:
    if not found.asks_people or kept.matrix is not None:
        return ""
    return f"people: {percent(1 - kept.human_right, short=True)}"


def _assumptions(project: "Project", kept: "ActionMoney", labels: dict[str, str]) -> None:
    unit = labels.get("unit", "case")

    def named(name: str, usual: str) -> str:
        return labels.get(name, usual)

    main = [
        Field("wrong", MONEY, named("wrong", f"Cost of a {unit} decided wrongly")),
        Field("human", MONEY, named("human", f"Cost of a person deciding one {unit}")),
        Field("human_right", SHARE, named("human_right", "Share that a person gets right")),
        Field("automatic", MONEY, named("automatic", f"Cost of one automatic {unit}")),
        Field("decisions_per_month", COUNT, named("decisions_per_month", "Cases a month")),
    ]
    more = [
        Field("max_human_share", SHARE, "Most that people can take"),
        Field(
            "automated_share",
            SHARE,
            "Share decided automatically",
            follow="As many automatically as pays",
        ),
        Field("right", MONEY, f"Value of a {unit} decided rightly"),
        Field("fixed_cost", MONEY, "Fixed cost a month"),
        Field("today", COLUMN, "What is done today: column", empty="not known"),
        Field("currency", CURRENCY, "Currency"),
    ]
    st.markdown("**What it costs**")
    show(project.id, kept, main if kept.matrix is None else main[-1:])
    columns = list(table_of(str(project.dataset_id)).frame.columns)
    target = (project.task or {}).get("target")
    with st.expander("More assumptions"):
        show(project.id, kept, more, [c for c in columns if c != target])
        if kept.matrix is None:
            _own_cost(project, kept, unit, labels.get("class", "class"))


def _own_cost(project: "Project", kept: "ActionMoney", unit: str, name: str) -> None:
    """Let a single class cost more or less than the others."""
    classes = list(model_of(str(project.model_id)).problem.classes)
    chosen = st.selectbox(
        f"An {name} that costs more or less" if name[0] in "aeiou" else f"A {name} of its own cost",
        ["", *classes],
        format_func=lambda c: plain(c or "none") + (" (set)" if c in kept.wrong_of else ""),
        key="worth_class",
    )
    if not chosen:
        return
    key = f"worth_wrong_of_{chosen}"
    now = kept.wrong_of.get(chosen, kept.wrong)
    if st.session_state.get(key) != now:
        st.session_state[key] = now
    sign = symbol(kept.currency).strip()
    label = plain(f"Cost of a {unit} of that {name} decided wrongly ({sign})")
    st.number_input(label, 0.0, 1e12, key=key, on_change=_keep_own, args=(project.id, kept, chosen))


def _keep_own(project_id: str, kept: "ActionMoney", chosen: str) -> None:
    value = st.session_state[f"worth_wrong_of_{chosen}"]
    others = {name: cost for name, cost in kept.wrong_of.items() if name != chosen}
    mine = {} if value is None or value == kept.wrong else {chosen: value}
    change(project_id, kept, "wrong_of", others | mine)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
