"""Helpers for tables that are made up on the spot."""

import io

import numpy as np
import pandas as pd
import pytest

import lepton.data


@pytest.fixture
def load_text():
    """Load text as an uploaded file would be: a binary file object with a name."""

    def load(text, name="made.csv", written="utf-8", **choices):
        file = io.BytesIO(text if isinstance(text, bytes) else text.encode(written))
        file.name = name
        return lepton.data.load(file, **choices)

    return load


@pytest.fixture
def customers():
    """Two hundred customers with every kind of column, a binary target first of all."""
    rng = np.random.default_rng(7)
    rows = 200
    return pd.DataFrame(
        {
            "customer_id": [f"C{i:04d}" for i in range(rows)],
            "age": rng.integers(18, 80, rows),
            "plan": rng.choice(["basic", "plus", "max"], rows),
            "spend": rng.gamma(2.0, 50.0, rows).round(2),
            "joined": pd.date_range("2022-01-01", periods=rows, freq="D"),
            "country": ["DE"] * rows,
            "nothing": [np.nan] * rows,
            "household": rng.integers(0, 60, rows),
            "churn": np.where(rng.random(rows) < 0.3, "yes", "no"),
        }
    )
