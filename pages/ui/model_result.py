"""How good a trained model is: in words, in figures beside the baseline, in charts."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.plots.format import count, duration
from pages.ui.cached import model_of
from pages.ui.store import store
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark
from pages.ui.worth_models import worth_of_models

if TYPE_CHECKING:
    from lepton.models import Model
    from lepton.store import ModelRecord, Project
    from pages.ui.worth_models import Worth

__all__ = ["model_table", "result"]

DEVICE_WORDS = {"cpu": "the processor (CPU)", "cuda": "the graphics card (GPU)"}
LONGEST = 400
HALF = (
    "Here a row counts as predicted from a chance of 50 % on. On the page Worth the money decides "
    "where to draw the line, so the figures there differ."
)


def result(model_id: str) -> None:
    """Show how a model does on the rows it has never seen."""
    from lepton.plots.measures import measure_rows, verdict
    from lepton.plots.questions import positive_name

    model = model_of(model_id)
    kind = model.problem.kind
    positive = positive_name(model.problem) if kind == "binary" else ""
    st.subheader(f"{_title(model)} on rows it has never seen", anchor=False)
    said = verdict(kind, model.metrics, model.baseline_metrics, positive)
    st.markdown(plain(said, LONGEST))
    rows = measure_rows(kind, model.metrics, model.baseline_metrics)
    tiles = st.grid(4, min_column_width=190)
    for row in (r for r in rows if r.main):
        tiles.metric(
            row.title,
            row.value,
            delta=f"no model: {row.baseline}",
            delta_color="off",
            delta_arrow="off",
            help=f"{_capital(row.term)}. {row.meaning}",
            border=True,
        )
    st.caption(_how_trained(model))
    _charts(model)
    _details(model, rows)


def model_table(project: "Project") -> None:
    """List the models trained for this question, and let one be chosen for the next pages."""
    every = store().models(project.id)
    fitting = {m.id: m for m in every if m.task == project.task}
    if len(fitting) < 2:
        return
    st.subheader("Models so far", anchor=False)
    worth = worth_of_models(project, list(fitting.values()))
    order = list(fitting) if worth is None else worth.order
    st.dataframe(
        _comparison([fitting[i] for i in order], worth),
        hide_index=True,
        key="models",
        alt="The models trained so far with their figures",
    )
    if worth is not None:
        st.caption(plain(worth.note, LONGEST))
    ids = list(fitting)
    chosen = st.selectbox(
        "Model to use on the next pages",
        ids,
        index=ids.index(project.model_id) if project.model_id in fitting else 0,
        format_func=lambda i: _name(fitting[i]),
        key=f"model_{project.id}_{project.model_id}",
    )
    if chosen != project.model_id:
        store().update_project(project.id, model_id=chosen)
        st.rerun()


def _capital(term: str) -> str:
    return term[:1].upper() + term[1:]


def _title(model: "Model") -> str:
    return str(model.info.get("title", model.family))


def _how_trained(model: "Model") -> str:
    """Rows, time and device in one line."""
    info = model.info
    where = DEVICE_WORDS.get(str(info["device"]), str(info["device"]))
    return (
        f"Learned from {count(info['n_train'])} rows in {duration(info['seconds'])} on {where}; "
        f"tested on {count(info['n_test'])} rows held out."
    )


def _charts(model: "Model") -> None:
    """The charts that fit this kind of target, two beside each other."""
    from lepton.plots import quality

    dark, checks = is_dark(), model.checks
    left, right = st.columns(2)
    if model.problem.kind == "regression":
        target = model.problem.task.target
        with left:
            figure = quality.predicted_actual(checks, target, dark=dark)
            chart(figure, "predicted_actual", "Predictions against what came true")
        return
    with left:
        figure = quality.confusion(checks, model.problem.task.target, dark=dark)
        chart(figure, "confusion", "Predicted against true classes")
        if model.problem.kind == "binary":
            st.caption(HALF)
    if model.problem.kind == "multiclass":
        with right:
            _mix_ups(checks)
    if "roc" in checks:
        with right:
            chart(quality.roc(checks, dark=dark), "roc", "ROC curve beside guessing")
        left, right = st.columns(2)
        with left:
            figure = quality.precision_recall(checks, dark=dark)
            chart(figure, "precision_recall", "Precision against recall, beside picking at random")
        with right:
            figure = quality.calibration(checks, dark=dark)
            chart(figure, "calibration", "Predicted probability against what happened")


def _mix_ups(checks: dict[str, Any]) -> None:
    """What is mistaken most often, in words: a large table of classes cannot be read."""
    from lepton.plots.quality import mix_ups

    pairs = mix_ups(checks, top=8)
    st.markdown("**Mistaken most often**")
    if not pairs:
        st.markdown("Nothing was mistaken on the rows held out.")
    lines = [f"- {plain(a)} taken for {plain(b)}: {count(times)} times" for a, b, times in pairs]
    st.markdown("\n".join(lines))


def _details(model: "Model", rows: list[Any]) -> None:
    """Every figure with its meaning, and what was noted on the way."""
    with st.expander("All figures, and what they mean", key="figures"):
        st.dataframe(
            {
                "Figure": [f"{r.title} ({r.term})" for r in rows],
                "This model": [r.value for r in rows],
                "Baseline": [r.baseline for r in rows],
                "What it says": [r.meaning for r in rows],
            },
            hide_index=True,
            key="figures_table",
            alt="Figures of the model beside the baseline",
        )
        st.caption(
            "The baseline gives every row the same answer. Figures are from rows held out, which "
            "the model did not see."
        )
        for note in model.info.get("notes", ()):
            st.caption(plain(note, LONGEST))


def _comparison(models: "list[ModelRecord]", worth: "Worth | None" = None) -> dict[str, list[Any]]:
    """The models beside each other."""
    from lepton.plots.measures import measure_rows

    out: dict[str, list[Any]] = {"Model": [str(m.info.get("title", m.family)) for m in models]}
    if worth is not None:
        out["Worth a month"] = worth.cells([m.id for m in models])
    figures = [measure_rows(str(m.info["kind"]), m.metrics, {}) for m in models]
    for place, row in enumerate(figures[0]):
        if row.main:
            out[row.title] = [mine[place].value for mine in figures]
    out["Took"] = [duration(m.info.get("seconds")) for m in models]
    out["Trained (UTC)"] = [m.created.strftime("%d %b %H:%M") for m in models]
    return out


def _name(model: "ModelRecord") -> str:
    return f"{model.info.get('title', model.family)}, {model.created.strftime('%d %b %H:%M:%S')}"
