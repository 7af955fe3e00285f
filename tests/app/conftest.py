"""The app in this process, with a store of its own: empty, or with models trained for real."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[2]
WAIT = 120


@dataclass(frozen=True)
class Filled:
    """A store with one trained project per kind of target."""

    home: Path
    binary: str
    multiclass: str
    regression: str


@pytest.fixture
def start(home) -> Callable[..., Any]:
    """Open a page of the app; without a project the store is empty."""
    from streamlit.testing.v1 import AppTest

    def opened(page: str = "start", project: str | None = None) -> Any:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        if project is not None:
            app.query_params["project"] = project
        app.run()
        if page != "start":
            app.switch_page(f"pages/{page}.py").run()
        return settled(app)

    return opened


@pytest.fixture
def store(home):
    """The store that the pages see."""
    from lepton.store import Store

    return Store.open(home)


@pytest.fixture(scope="session")
def trained(tmp_path_factory) -> Filled:
    """Three projects with models, trained once per session."""
    from lepton.store import Store

    folder = tmp_path_factory.mktemp("trained")
    store = Store.open(folder)
    made = {
        kind: _project(store, kind, families)
        for kind, families in {
            "binary": ("linear", "baseline"),
            "multiclass": ("linear",),
            "regression": ("tree",),
        }.items()
    }
    return Filled(folder, **made)


@pytest.fixture
def filled(trained, home) -> Filled:
    """A copy of the trained store for one test."""
    shutil.copytree(trained.home, home)
    return Filled(home, trained.binary, trained.multiclass, trained.regression)


@pytest.fixture
def finished(store) -> Callable[..., Any]:
    """Wait until the newest job of a project is over, and give it."""
    from lepton import jobs

    def wait(project_id: str, kind: str) -> Any:
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            job = jobs.latest(store, project_id, kind)
            if job is not None and not job.active:
                return job
            time.sleep(0.2)
        pytest.fail(f"the job {kind} did not finish in {WAIT} s")

    return wait


@pytest.fixture
def fine() -> Callable[[Any], Any]:
    """A page that has not ended in an error of its own."""
    return settled


def settled(app: Any) -> Any:
    """No page may ever end in an error of its own."""
    assert not app.exception, app.exception[0].value
    assert not app.error, app.error[0].value
    return app


def table(rows: int = 400) -> pd.DataFrame:
    """Customers of a made-up shop; who complains often leaves."""
    rng = np.random.default_rng(7)
    complaints = rng.poisson(1.2, rows)
    spend = rng.gamma(2.0, 60.0, rows).round(2)
    plan = rng.choice(["basic", "family", "business"], rows)
    leaves = rng.random(rows) < 1 / (1 + np.exp(2.2 - 1.3 * complaints))
    return pd.DataFrame(
        {
            "complaints": complaints,
            "spend": spend,
            "plan": plan,
            "visits": rng.integers(0, 30, rows),
            "left": np.where(leaves, "yes", "no"),
        }
    )


def _project(store: Any, kind: str, families: tuple[str, ...]) -> str:
    from lepton import load
    from lepton.data import Task
    from lepton.training import train
    from lepton.workflows.training import keep_model

    tasks = {
        "binary": Task("left", positive="yes", value="spend"),
        "multiclass": Task("plan"),
        "regression": Task("spend"),
    }
    data = load(table())
    store.put_table(data.frame, id=data.id, name="shop.csv", notes=data.notes)
    project = store.create_project(kind, dataset_id=data.id, task=tasks[kind].to_dict())
    for family in families:
        keep_model(store, project.id, train(data, tasks[kind], family))
    return project.id
