"""What sorting cases into several classes is worth: the sentence, the chart, the assumptions."""

import json
from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.config import home
from lepton.errors import LeptonError
from lepton.plots.format import NOTHING, count, money, percent
from pages.ui.cached import model_of, table_of
from pages.ui.guard import guarded
from pages.ui.store import store
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark
from pages.ui.worth_fields import COLUMN, COUNT, CURRENCY, MONEY, SHARE, Field, show, warned
from pages.ui.worth_parts import beside, caveat, csv_button, labels_of, table, tiles

if TYPE_CHECKING:
    from lepton.plots.actions import ActionWords
    from lepton.store import Project
    from lepton.value.actions import ActionMoney, ActionResult

__all__ = ["worth_actions"]

LONGEST = 600
GUESSED = ("wrong", "human")
WAYS = {
    "person": "A person {acting} every one",
    "constant": "“{action}” for every one",
    "model": "The model for every one, nobody asked",
    "today": "As today",
}


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
    _evidence(found, words, labels)


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
    from lepton.plots.actions import saved_curve
    from lepton.plots.amounts import between

    month, currency = found.decisions_per_month, found.currency
    wrong = NOTHING if found.error_rate is None else percent(found.error_rate, short=True)
    tiles(
        [
            (
                "Saved a month",
                money(found.saved, currency, short=True),
                between(found.low, found.high, currency),
            ),
            (
                f"{words.acted[:1].upper()}{words.acted[1:]} automatically",
                percent(found.share, short=True),
                f"{count(found.share * month, short=True)} a month",
            ),
            (
                "Left to people" if found.asks_people else "Left as they are",
                percent(found.people, short=True),
                f"{count(found.people * month, short=True)} a month",
            ),
            ("Wrong among automatic", wrong, _people_wrong(found, kept)),
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


def _evidence(found: "ActionResult", words: "ActionWords", labels: dict[str, str]) -> None:
    from lepton.plots.actions import money_table

    name = labels.get("class", "class")
    with st.expander("Compared with other ways"):
        _compared(found, words)
    with st.expander(f"{name[:1].upper()}{name[1:]} by {name}: where the money comes from"):
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
        "We earn more by, a month": [],
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
        name[:1].upper() + name[1:]: [str(each.name[i]) for i in order],
        f"{words.units[:1].upper()}{words.units[1:]} a month": [count(each.n[i]) for i in order],
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
