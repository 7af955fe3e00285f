"""Every family, trained once on a small untidy table for each kind of target."""

import numpy as np
import pandas as pd
import pytest

from lepton.models import families
from lepton.training import train

FAMILIES = [family.name for family in families()]
KINDS = ["binary", "multiclass", "regression"]
TARGETS = {"binary": "left", "multiclass": "next step", "regression": "spend"}


def untidy(n: int = 240, seed: int = 3) -> pd.DataFrame:
    """Numbers with gaps, words, a flag, a date, names no library likes, and three targets."""
    rng = np.random.default_rng(seed)
    heat = rng.normal(size=n)
    plan = rng.choice(["gold", "silver", "bronze"], n)
    signal = heat + (plan == "gold") + rng.normal(scale=0.4, size=n)
    frame = pd.DataFrame(
        {
            "heat [K]": heat,
            "a < b": rng.normal(size=n),
            "Größe, 大小": rng.integers(0, 50, n),
            "plan": plan,
            "asked": rng.random(n) < 0.5,
            "since": pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 400, n), "D"),
            "left": np.where(signal > 0.4, "yes", "no"),
            "next step": np.select([signal < -0.3, signal < 0.8], ["call", "mail"], "visit"),
            "spend": 100 + 20 * signal,
        }
    )
    frame.loc[frame.index % 7 == 0, "heat [K]"] = np.nan
    frame.loc[frame.index % 11 == 0, "plan"] = None
    return frame


def table_for(kind: str, frame: pd.DataFrame) -> pd.DataFrame:
    others = [name for k, name in TARGETS.items() if k != kind]
    return frame.drop(columns=others)


@pytest.fixture(scope="session")
def untidy_table():
    """Build the table for one kind of target."""
    return lambda kind: table_for(kind, untidy())


@pytest.fixture(scope="session")
def trained(untidy_table):
    """Train a family on a kind of target, once per session."""
    kept = {}

    def get(family, kind):
        if (family, kind) not in kept:
            kept[family, kind] = train(untidy_table(kind), TARGETS[kind], family, device="cpu")
        return kept[family, kind]

    return get


@pytest.fixture(params=FAMILIES)
def family(request):
    return request.param


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest.fixture
def model(trained, family, kind):
    return trained(family, kind)


@pytest.fixture
def frame(untidy_table, kind):
    return untidy_table(kind)


@pytest.fixture
def target(kind):
    return TARGETS[kind]
