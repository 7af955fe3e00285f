"""Decision tree: a handful of rules that fit on a page."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lepton.models.context import FitContext, Kind
from lepton.models.encoding.wide import Wide
from lepton.models.family import Family, Files
from lepton.models.outputs import every_class
from lepton.models.trusted import dumps, loads

__all__ = ["FAMILY", "Trees", "restore_trees"]

DEPTH = 6
FEWEST_ROWS = 5
LEAF_SHARE = 500  # a leaf holds at least one row in 500


@dataclass(frozen=True)
class Trees:
    """One scikit-learn tree, or a forest of them.

    Parameters
    ----------
    encoder
        From the table to numbers.
    estimator
        The fitted scikit-learn estimator.
    kind
        Of the target.
    n_classes
        Number of classes; 1 for a number.
    logs
        For one tree of classes: the logarithm of every class's share at every node, shape
        (nodes, classes). Log-odds are what the calibration stretches and shifts; shares, which
        end at 0 and 1, come out crooked.
    """

    encoder: Wide
    estimator: Any
    kind: Kind
    n_classes: int
    logs: np.ndarray | None = None

    def raw(self, frame: pd.DataFrame) -> np.ndarray:
        """Return the positive class (n,), each class (n, classes), or a number.

        Classes are in log-odds and logarithms for one tree, in shares for a forest.
        """
        return self.answers(self.encoder.encode(frame))

    def answers(self, encoded: np.ndarray) -> np.ndarray:
        """Return the same for rows that are encoded already."""
        if self.kind == "regression":
            return self.estimator.predict(encoded)
        if self.logs is not None:
            found = self.logs[self.estimator.apply(encoded)]
            return found[:, 1] - found[:, 0] if self.kind == "binary" else found
        shares = self.estimator.predict_proba(encoded)
        every = every_class(shares, self.estimator.classes_, self.n_classes, absent=0.0)
        return every[:, 1] if self.kind == "binary" else every

    def files(self) -> dict[str, bytes]:
        """Return what has to be kept, by file name."""
        kept = {"estimator": self.estimator, "kind": self.kind, "n_classes": self.n_classes}
        kept |= {} if self.logs is None else {"logs": self.logs}
        return {**self.encoder.files(), "trees.skops": dumps(kept)}


def fit(frame: pd.DataFrame, y: np.ndarray, context: FitContext) -> Trees:
    """Grow one tree, at most six questions deep."""
    from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

    context.progress(0.0, "Reading the columns")
    encoder = Wide.learn(frame, context.features, scale=False, text="topics", seed=context.seed)
    made = DecisionTreeRegressor if context.kind == "regression" else DecisionTreeClassifier
    tree = made(
        max_depth=DEPTH,
        min_samples_leaf=max(FEWEST_ROWS, len(y) // LEAF_SHARE),
        random_state=context.seed,
    )
    context.progress(0.3, "Growing the tree")
    tree.fit(encoder.encode(frame), y)
    logs = None if context.kind == "regression" else _logs(tree, context.n_classes)
    return Trees(encoder, tree, context.kind, context.n_classes, logs)


def _logs(tree: Any, n_classes: int) -> np.ndarray:
    """Logarithm of every class's share at every node, as if a row more had been seen there.

    The row is split among the classes as evenly as Laplace would, so that no share is 0 or 1.
    """
    rows = tree.tree_.weighted_n_node_samples[:, None]
    shares = every_class(tree.tree_.value[:, 0], tree.classes_, n_classes, absent=0.0)
    return np.log((shares * rows + 1 / n_classes) / (rows + 1))


def restore_trees(files: Files) -> Trees:
    """Rebuild a tree or a forest."""
    return Trees(Wide.restore(files), **loads(files["trees.skops"]))


def _seconds(rows: int, columns: int, outputs: int) -> float:
    return 0.2 + 1.5e-6 * rows * columns * (1 + 0.05 * outputs)


FAMILY = Family(
    name="tree",
    title="Decision tree",
    good_at="A few rules that everybody can read; rarely the best forecast.",
    fit=fit,
    restore=restore_trees,
    seconds=_seconds,
)
