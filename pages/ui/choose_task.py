"""Choosing what to predict: the target, the positive class, and the columns with a role."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.errors import LeptonError
from pages.ui.cached import labels_in, problem_of, question_of
from pages.ui.store import store
from pages.ui.text import plain

if TYPE_CHECKING:
    from lepton.data import Problem, Task
    from lepton.store import Project, StoredTable

__all__ = ["choose_task", "leave_out"]

LONGEST = 400
NONE = "none"
KINDS = {
    "As found": None,
    "Yes or no": "binary",
    "One of several classes": "multiclass",
    "A number": "regression",
}
EVERY_CLASS = "tell all classes apart"


def choose_task(project: "Project", table: "StoredTable") -> "Problem | None":
    """Let the visitor say what to predict; keep it; give it once it can be answered."""
    st.subheader("What do you want to predict?", anchor=False)
    saved = project.task or {}
    names = [str(name) for name in table.frame.columns]
    left, right = st.columns(2)
    target = left.selectbox(
        "Column that says how each case ended",
        names,
        index=_place(names, saved.get("target")),
        placeholder="Choose a column",
        key=f"target_{project.id}",
        help="The answer that is known for past cases, and that a model should give for new ones.",
    )
    if target is None:
        st.info("Choose the column to predict: everything else follows from it.")
        return None
    same = saved if saved.get("target") == target else {}
    roles = _roles(project, [n for n in names if n != target], same)
    with right:
        positive = _positive(project, target, roles["kind"], same)
    return _checked(project, {"target": target, "positive": positive, **roles})


def leave_out(project_id: str, column: str) -> None:
    """Put a column on the list of those left out (before the next run draws the list)."""
    key = f"drop_{project_id}"
    st.session_state[key] = [*st.session_state.get(key, []), column]


def _roles(project: "Project", names: list[str], saved: dict[str, Any]) -> dict[str, Any]:
    """Columns with a role of their own; most tables need none."""
    chosen: dict[str, Any] = {}
    with st.expander(_roles_title(saved), key="roles"):
        for role, text, why in (
            ("value", "Worth of each case", "Money per row, such as what a customer is worth."),
            ("time", "Order in time", "The newest rows are then held out to test on."),
            ("group", "What belongs together", "Rows of one customer or machine are never split."),
        ):
            options = [NONE, *names]
            found = st.selectbox(
                text,
                options,
                index=_place(options, saved.get(role)) or 0,
                key=f"{role}_{project.id}",
                help=why,
            )
            chosen[role] = None if found == NONE else found
        chosen["drop"] = st.multiselect(
            "Columns to leave out",
            names,
            default=[n for n in saved.get("drop", ()) if n in names],
            key=f"drop_{project.id}",
            help="Above all columns that are known only after the decision.",
        )
        kinds = list(KINDS)
        asked = st.selectbox(
            "Treat the target as",
            kinds,
            index=list(KINDS.values()).index(saved.get("kind")),
            key=f"kind_{project.id}",
        )
        chosen["kind"] = KINDS[str(asked)]
    return chosen


def _roles_title(saved: dict[str, Any]) -> str:
    """Say behind which click the roles are, and which are set."""
    words = {"value": "worth", "time": "order", "group": "group"}
    given = [f"{word}: {plain(saved[role])}" for role, word in words.items() if saved.get(role)]
    if saved.get("drop"):
        given.append(f"left out: {len(saved['drop'])}")
    return "Columns with a role of their own" + (f" ({', '.join(given)})" if given else "")


def _positive(
    project: "Project", target: str, kind: str | None, saved: dict[str, Any]
) -> Any | None:
    """The class that an action is about; nothing for a number."""
    from lepton.data.labels import label_of

    found = _first_look(str(project.dataset_id), target, kind)
    labels = labels_in(str(project.dataset_id), target)
    if not labels or "regression" in (kind, found.kind if found else None):
        return None
    kept = saved.get("positive")
    options, default = _classes(found, labels, None if kept is None else label_of(kept))
    chosen = st.selectbox(
        "Case that calls for action",
        options,
        index=default,
        key=f"positive_{project.id}_{target}_{kind}",
        placeholder="Choose a value",
        help="For instance the customers who left, or the payments that failed.",
    )
    if chosen is None or chosen == EVERY_CLASS:
        return None
    return kept if kept is not None and label_of(kept) == chosen else chosen


def _classes(
    found: "Problem | None", labels: list[str], kept: str | None
) -> tuple[list[str], int | None]:
    """What can be chosen as the positive class, and what is chosen at first."""
    if found is not None and found.kind == "multiclass":
        return [EVERY_CLASS, *labels], labels.index(kept) + 1 if kept in labels else 0
    if kept is None and found is not None:
        kept = found.classes[1]
    return labels, labels.index(kept) if kept in labels else None


def _first_look(dataset_id: str, target: str, kind: str | None) -> "Problem | None":
    """What the target is by itself; nothing where that cannot be said yet."""
    from lepton.data import Task

    try:
        return problem_of(dataset_id, Task(target, kind=kind))
    except LeptonError:
        return None


def _checked(project: "Project", wanted: dict[str, Any]) -> "Problem | None":
    """Check the task, say what it asks, and keep it if it is new."""
    from lepton.data import Task

    try:
        task = Task.from_dict(wanted)
        problem = problem_of(str(project.dataset_id), task)
    except LeptonError as wrong:
        st.warning(plain(wrong, LONGEST))
        return None
    st.info(plain(question_of(str(project.dataset_id), task), LONGEST))
    for note in problem.notes:
        st.caption(plain(note, LONGEST))
    if task.to_dict() != project.task:
        _keep(project, task)
    return problem


def _keep(project: "Project", task: "Task") -> None:
    """Keep a new task; the model of another question is put aside, not deleted."""
    plain_task = task.to_dict()
    fitting = [m.id for m in store().models(project.id) if m.task == plain_task]
    store().update_project(project.id, task=plain_task, model_id=fitting[0] if fitting else None)
    if project.model_id is not None and not fitting:
        st.toast("Models for the earlier question are kept: choose it again and they are back.")
    st.rerun()


def _place(options: list[str], wanted: Any) -> int | None:
    """Position of what was chosen before."""
    return options.index(wanted) if wanted in options else None
