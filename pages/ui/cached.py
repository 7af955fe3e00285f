"""Large things by id: read once per server, shared by all visitors, never changed.

Only ids and short texts are ever part of a cache key: a table as a key would be hashed from a
sample of its rows, and a changed table could then get a stale answer.
"""

import json
from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.config import home
from pages.ui.store import store

if TYPE_CHECKING:
    import pandas as pd
    import shap

    from lepton.data import Problem, Profile, Suspect, Task
    from lepton.models import Model
    from lepton.store import StoredTable

__all__ = [
    "case_of",
    "explanation_of",
    "gpu_usable",
    "labels_in",
    "model_of",
    "problem_of",
    "profile_of",
    "question_of",
    "scores_of",
    "suspects_in",
    "table_of",
]

MOST_LABELS = 200
QUICK_ROWS = {"xgboost": 2_000}
FEW_ROWS = 150  # of the slower families, so that a first picture is there at once


def table_of(dataset_id: str) -> "StoredTable":
    """Give a data set with its rows; do not change them."""
    return _table(str(home()), dataset_id)


def profile_of(dataset_id: str) -> "Profile":
    """Give what each column holds."""
    return _profile(str(home()), dataset_id)


def problem_of(dataset_id: str, task: "Task") -> "Problem":
    """Check a task against a data set; raises what :func:`lepton.data.resolve` raises."""
    return _problem(str(home()), dataset_id, _text(task))


def question_of(dataset_id: str, task: "Task") -> str:
    """Say in one sentence what a task asks; not to be shown as markup."""
    return _question(str(home()), dataset_id, _text(task))


def suspects_in(dataset_id: str, task: "Task") -> "list[Suspect]":
    """List the columns that look like leaks or identifiers for this task."""
    return _suspects(str(home()), dataset_id, _text(task))


def labels_in(dataset_id: str, column: str) -> list[str]:
    """List the values of a column as labels, the most frequent first; none if there are many."""
    return _labels(str(home()), dataset_id, column)


def model_of(model_id: str) -> "Model":
    """Give a trained model, ready to predict; do not change it."""
    return _model(str(home()), model_id)


def scores_of(model_id: str) -> "pd.Series[float]":
    """Give the scores of the rows kept to explain, by row number of the table, high to low."""
    return _scores(str(home()), model_id)


def explanation_of(model_id: str, *, exact: bool) -> "shap.Explanation":
    """Give SHAP values of the rows kept to explain: exact ones, or a quick picture."""
    return _explanation(str(home()), model_id, exact)


def case_of(model_id: str, row: int) -> "shap.Explanation":
    """Give exact SHAP values of one row of the table, by its number from 0."""
    return _case(str(home()), model_id, row)


@st.cache_resource(max_entries=1, show_spinner=False)
def gpu_usable() -> bool:
    """Say whether a GPU can be used to train; looks for a driver before it loads a library."""
    import shutil
    from pathlib import Path

    if not (shutil.which("nvidia-smi") or Path("/dev/nvidia0").exists()):
        return False
    from lepton.training import gpu_available

    return gpu_available()


@st.cache_resource(max_entries=6, show_spinner="Opening the table…")
def _table(folder: str, dataset_id: str) -> "StoredTable":  # noqa: ARG001 - part of the key
    return store().table(dataset_id)


@st.cache_resource(max_entries=20, show_spinner="Looking at the columns…")
def _profile(folder: str, dataset_id: str) -> "Profile":
    from lepton.data import profile

    return profile(_table(folder, dataset_id).frame)


@st.cache_resource(max_entries=100, show_spinner=False)
def _problem(folder: str, dataset_id: str, task: str) -> "Problem":
    from lepton.data import resolve

    return resolve(_task(task), _table(folder, dataset_id).frame)


@st.cache_resource(max_entries=100, show_spinner=False)
def _question(folder: str, dataset_id: str, task: str) -> str:
    from lepton.plots.questions import question

    problem, frame = _problem(folder, dataset_id, task), _table(folder, dataset_id).frame
    return question(problem, problem.target(frame.loc[problem.rows(frame)]))


@st.cache_resource(max_entries=50, show_spinner="Looking for columns that give it away…")
def _suspects(folder: str, dataset_id: str, task: str) -> "list[Suspect]":
    from lepton.data import suspects

    return list(suspects(_table(folder, dataset_id).frame, _task(task)))


@st.cache_resource(max_entries=50, show_spinner=False)
def _labels(folder: str, dataset_id: str, column: str) -> list[str]:
    from lepton.data.labels import label_of

    counts = _table(folder, dataset_id).frame[column].value_counts()
    return [label_of(value) for value in counts.index] if len(counts) <= MOST_LABELS else []


@st.cache_resource(max_entries=8, show_spinner="Opening the model…")
def _model(folder: str, model_id: str) -> "Model":  # noqa: ARG001 - part of the key
    from lepton.workflows import model_of as load

    return load(store(), model_id)


@st.cache_resource(max_entries=8, show_spinner=False)
def _scores(folder: str, model_id: str) -> "pd.Series[float]":
    import pandas as pd

    model = _model(folder, model_id)
    return pd.Series(model.score(model.sample), model.sample.index).sort_values(ascending=False)


@st.cache_resource(max_entries=8, show_spinner="Working out what matters…")
def _explanation(folder: str, model_id: str, exact: bool) -> "shap.Explanation":
    from lepton.explanation import explain
    from lepton.workflows import explanation_of as kept

    if exact:
        return kept(store(), model_id, exact=True)
    model = _model(folder, model_id)
    rows = QUICK_ROWS.get(model.family, FEW_ROWS)
    return explain(model, model.sample, max_rows=rows, exact=False)


@st.cache_resource(max_entries=200, show_spinner="Working out this case…")
def _case(folder: str, model_id: str, row: int) -> "shap.Explanation":
    from lepton.explanation import explain

    model = _model(folder, model_id)
    if row in model.sample.index:
        return explain(model, model.sample.loc[[row]])
    return explain(model, _table(folder, model.info["data_id"]).frame.iloc[[row]])


def _text(task: "Task") -> str:
    """A task as a short text that is the same for the same task."""
    return json.dumps(task.to_dict(), sort_keys=True, default=str)


def _task(text: str) -> "Task":
    from lepton.data import Task

    plain: dict[str, Any] = json.loads(text)
    return Task.from_dict(plain)
