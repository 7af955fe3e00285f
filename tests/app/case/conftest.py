"""The page of the case, opened at one of its views, and what a test reads from it or sets on it."""

import numpy as np
import pandas as pd
import pytest

from lepton.workflows.case import earning_of, first_plan
from lepton.workflows.case_store import plan_of
from lepton.workflows.napkins import open_napkin


@pytest.fixture
def projects(filled, store) -> dict[str, str]:
    """One project of each kind; the one that says yes or no has a model that knows something."""
    from lepton.workflows.scores import ScoreColumns, open_scores

    linear = next(m for m in store.models(filled.binary) if m.family == "linear")
    store.update_project(filled.binary, model_id=linear.id)
    rng = np.random.default_rng(5)
    p = rng.beta(1, 3, 600)
    frame = pd.DataFrame({"left": np.where(rng.random(600) < p, "yes", "no"), "model": p})
    columns = ScoreColumns(y="left", scores=("model",), positive="yes")
    return {
        "binary": filled.binary,
        "multiclass": filled.multiclass,
        "regression": filled.regression,
        "napkin": open_napkin(store, "churn").id,
        "scores": open_scores(store, frame, columns, "scores.csv").id,
    }


@pytest.fixture
def napkin(store) -> str:
    """The quickest case there is: no model, no rows."""
    return open_napkin(store, "churn").id


@pytest.fixture
def look(start, choose):
    """Open the page at one of the views."""

    def opened(project: str, view: str | None = None):
        app = start("case", project)
        return choose(app, view) if view else app

    return opened


@pytest.fixture
def choose(fine):
    """Choose a view of the page that is open."""

    def chosen(app, view: str):
        app.pills[0].select(view).run()
        return fine(app)

    return chosen


@pytest.fixture
def words(plain):
    """Everything that a page says in words."""

    def said(app) -> str:
        told = (*app.markdown, *app.caption, *app.info, *app.warning)
        return plain(" ".join(e.value for e in told))

    return said


@pytest.fixture
def plain():
    """Text as a reader sees it, without what only the layout needs."""

    def seen(text: str) -> str:
        return text.replace("\\", "").replace("\u2060", "").replace("\u00a0", " ")

    return seen


@pytest.fixture
def figures(plain):
    """The line of figures beside the answer."""

    def line(app) -> str:
        return plain(next(c.value for c in app.caption if c.value.startswith("The figures")))

    return line


@pytest.fixture
def plan():
    """The plan that is kept for a project."""

    def kept(store, project_id: str):
        return plan_of(store, store.project(project_id)).plan

    return kept


@pytest.fixture
def by_key():
    """Any control by its key."""

    def control(app, key: str):
        kinds = (
            "number_input", "selectbox", "button", "toggle", "slider", "multiselect", "text_input",
            "text_area", "file_uploader", "radio",
        )  # fmt: skip
        return next(node for kind in kinds for node in getattr(app, kind) if node.key == key)

    return control


@pytest.fixture
def a_plan():
    """A plan: that of a project, or any."""

    def made(store=None, project: str = ""):
        if store is None:
            from lepton.finance import Case, FlatEarning
            from lepton.finance import first_plan as first

            return first(Case(), FlatEarning(profit=2.5, decisions_per_month=3_000))
        found = store.project(project)
        return first_plan(store, found, earning_of(store, found), at="")

    return made
