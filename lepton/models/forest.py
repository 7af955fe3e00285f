"""Random forest: the mean of many trees, each grown on its own sample."""

import numpy as np
import pandas as pd

from lepton.models.context import FitContext
from lepton.models.encoding.wide import Wide
from lepton.models.family import Family
from lepton.models.tree import Trees, restore_trees

__all__ = ["FAMILY"]

TREES = 100
TREES_A_REPORT = 10
DEPTH = 12  # deeper ones hardly predict better, and take many times longer to explain
FEWEST_ROWS = 3
LEAF_SHARE = 1_000  # a leaf holds at least one row in 1,000: explanations take as long as leaves
SHARE_OF_COLUMNS = 0.6  # looked at for each split, for a number; for classes, the square root
SAMPLE_ROWS = 100_000  # a tree sees at most this many rows


def fit(frame: pd.DataFrame, y: np.ndarray, context: FitContext) -> Trees:
    """Grow the trees ten at a time, so that it can be followed and cancelled."""
    from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor

    context.progress(0.0, "Reading the columns")
    encoder = Wide.learn(frame, context.features, scale=False, text="topics", seed=context.seed)
    X = encoder.encode(frame).astype(np.float32)
    number = context.kind == "regression"
    made = RandomForestRegressor if number else RandomForestClassifier
    forest = made(
        n_estimators=0,
        max_depth=DEPTH,
        min_samples_leaf=max(FEWEST_ROWS, len(y) // LEAF_SHARE),
        max_features=SHARE_OF_COLUMNS if number else "sqrt",
        max_samples=SAMPLE_ROWS if len(y) > SAMPLE_ROWS else None,
        warm_start=True,
        n_jobs=context.n_threads,
        random_state=context.seed,
    )
    for grown in range(0, TREES, TREES_A_REPORT):
        context.progress(0.05 + 0.95 * grown / TREES, f"Tree {grown} of {TREES}")
        forest.set_params(n_estimators=grown + TREES_A_REPORT).fit(X, y)
    forest.set_params(n_jobs=1)  # one thread adds up the trees in one order: the same to the bit
    return Trees(encoder, forest, context.kind, context.n_classes)


def _seconds(rows: int, columns: int, outputs: int) -> float:
    return 0.3 + TREES * 3e-7 * min(rows, SAMPLE_ROWS) * columns**0.7 * (1 + 0.03 * outputs)


FAMILY = Family(
    name="forest",
    title="Random forest",
    good_at="Steady without tuning, hard to mislead by a few odd rows.",
    fit=fit,
    restore=restore_trees,
    seconds=_seconds,
)
