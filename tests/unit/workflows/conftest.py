"""A store, and small models that are trained once."""

import numpy as np
import pandas as pd
import pytest

import lepton
from lepton.store import Store


@pytest.fixture
def store(home):
    opened = Store.open()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def visits():
    """Rows where few visits mean leaving, with a value and a text that spreadsheets would run."""
    rng = np.random.default_rng(7)
    n = 400
    visits = rng.integers(0, 40, n)
    return pd.DataFrame({
        "visits": visits,
        "plan": rng.choice(["=basic", "gold"], n),
        "worth": rng.uniform(10, 300, n).round(2),
        "left": np.where(visits + rng.normal(0, 8, n) < 15, "yes", "no"),
        "size": visits * 2.5 + rng.normal(0, 1, n),
        "mood": rng.choice(["red", "green", "blue"], n),
    })  # fmt: skip


@pytest.fixture(scope="session")
def model(visits):
    task = lepton.Task("left", positive="yes", value="worth", drop=("size", "mood"))
    return lepton.train(visits, task, "linear")


@pytest.fixture(scope="session")
def number_model(visits):
    return lepton.train(visits[["visits", "plan", "size"]], lepton.Task("size"), "linear")


@pytest.fixture(scope="session")
def classes_model(visits):
    return lepton.train(visits[["visits", "plan", "mood"]], lepton.Task("mood"), "linear")
