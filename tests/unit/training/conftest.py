import numpy as np
import pandas as pd
import pytest


@pytest.fixture
def small():
    """A hundred and fifty customers; who complains leaves."""
    rng = np.random.default_rng(5)
    complaints = rng.poisson(1.5, 150)
    return pd.DataFrame(
        {
            "complaints": complaints,
            "age": rng.normal(45, 12, 150),
            "worth": rng.uniform(10, 500, 150).round(2),
            "left": np.where(complaints + rng.normal(scale=0.7, size=150) > 2, "yes", "no"),
        }
    )
