"""Parts of the explain page: the picture over all cases, and one column."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton import jobs
from lepton.plots.format import count
from pages.ui.cached import explanation_of, model_of
from pages.ui.guard import guarded
from pages.ui.progress import watch
from pages.ui.store import store
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark

if TYPE_CHECKING:
    import shap

    from lepton.models import Model
    from lepton.store import Project

__all__ = ["Picture", "best_picture", "one_column", "overall", "pick_class", "unit_of"]

SHOWN = 12
EXACT_AT_ONCE = ("baseline", "linear", "tree")  # families whose exact values take no time


@dataclass(frozen=True, eq=False)
class Picture:
    """What explains a model: SHAP values of one output, their unit, and how good they are."""

    values: "shap.Explanation"
    unit: str
    exact: bool


def best_picture(project: "Project") -> Picture:
    """Give the exact picture if it is there; else a quick one, while the exact one is made."""
    from lepton.explanation import is_sampled

    model_id = str(project.model_id)
    model = model_of(model_id)
    exact = model.family in EXACT_AT_ONCE or _is_there(project)
    if not exact:
        _make_exact(project)
    picture = explanation_of(model_id, exact=exact)
    rows = f"{count(len(picture.values))} rows the model has never seen"
    if exact and is_sampled(picture):
        st.caption(f"Estimated by sampling, from {rows}.")
    elif exact:
        st.caption(f"Exact values, from {rows}.")
    else:
        finer = "a finer one" if is_sampled(picture) else "the exact one"
        how = "Estimated by sampling: a" if is_sampled(picture) else "A"
        st.caption(f"{how} quick picture from {rows}; {finer} replaces it when it is ready.")
    return Picture(picture, unit_of(model), exact)


def pick_class(project: "Project", picture: Picture) -> Picture:
    """With several classes, let one be chosen: reasons are always for one of them."""
    if picture.values.values.ndim < 3:
        return picture
    model = model_of(str(project.model_id))
    names = list(model.problem.classes)
    chosen = st.selectbox(
        "Reasons for the class",
        names,
        key=f"class_{project.model_id}",
        persist_state="session",
    )
    place = names.index(str(chosen))
    return Picture(picture.values[:, :, place], picture.unit, picture.exact)


def overall(picture: Picture) -> None:
    """Which columns move the predictions, and which way."""
    from lepton.plots.explained import beeswarm, importance, ranking

    st.subheader("Over all cases", anchor=False)
    first = [plain(name) for name, size in ranking(picture.values)[:3] if size > 0]
    if not first:
        st.markdown("No column moves the prediction: it is the same for every case.")
        return
    st.markdown(f"What moves the prediction most: {', '.join(first)}.")
    dark = is_dark()
    left, right = st.columns(2)
    with left:
        chart(
            importance(picture.values, picture.unit, SHOWN, dark=dark),
            "importance",
            "Columns by how far they move the prediction",
        )
    with right:
        chart(
            beeswarm(picture.values, picture.unit, SHOWN, dark=dark),
            "beeswarm",
            "Every row as a dot, by how far each column moves its prediction",
        )
        st.caption("One dot is one row. Blue: a high value of the column; grey: a low one.")


@st.fragment
@guarded
def one_column(project: "Project", picture: Picture) -> None:
    """How the push of one column changes with its value."""
    from lepton.plots.explained import dependence, is_free_text, ranking

    st.subheader("One column", anchor=False)
    names = [name for name, _ in ranking(picture.values)]
    chosen = st.selectbox(
        "Column",
        names,
        key=f"column_{project.model_id}",
        persist_state="session",
        help="Sorted by how far they move the prediction.",
    )
    if is_free_text(picture.values, str(chosen)):
        st.markdown("Every row has words of its own here: look at single cases below.")
        return
    chart(
        dependence(picture.values, str(chosen), picture.unit, dark=is_dark()),
        "dependence",
        f"Push of {chosen} by its value",
    )


def unit_of(model: "Model") -> str:
    """Say in which unit a model's reasons add up."""
    if model.problem.kind == "regression":
        return model.problem.task.target
    return "log-odds" if model.problem.kind == "binary" else "points of score"


def _make_exact(project: "Project") -> None:
    """Have the exact values made in the background, once; after a failure only when asked."""
    job = jobs.latest(store(), project.id, "explain")
    if job is None or job.params.get("model_id") != project.model_id:
        _start(project)
    elif job.state == "done" and _is_there(project):
        st.rerun()  # it was finished a moment ago
    elif not job.active:
        st.button("Work out the exact values", key="exact", on_click=_start, args=(project,))
    watch(project, "explain")


def _is_there(project: "Project") -> bool:
    from lepton.workflows import has_explanation

    return has_explanation(store(), str(project.model_id), exact=True)


def _start(project: "Project") -> Any:
    from lepton.workflows import start_explanation

    return start_explanation(store(), project, exact=True)
