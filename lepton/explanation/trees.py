"""Exact contributions of a decision tree or a forest."""

from typing import Any

import numpy as np

from lepton.explanation.request import Contributions, Request
from lepton.explanation.settling import grouped
from lepton.models.outputs import every_class
from lepton.models.tree import Trees

__all__ = ["contributions"]

CHUNK_ROWS = 50


def contributions(fitted: Trees, request: Request) -> Contributions:
    """Return path-dependent SHAP values of the mean of the trees, or the quick approximation.

    In log-odds for one tree, in shares of a class for a forest, or in the target's unit.

    Notes
    -----
    Lundberg et al. (2020), algorithm 2, by ``shap.TreeExplainer``.
    """
    import shap

    encoded = fitted.encoder.encode(request.frame).astype(np.float32)
    trees = fitted.estimator if fitted.logs is None else _written_out(fitted.estimator, fitted.logs)
    quick = fitted.logs is None and not request.exact  # one tree takes no time
    explainer = shap.TreeExplainer(trees, feature_perturbation="tree_path_dependent")
    parts = []
    for start in range(0, len(encoded), CHUNK_ROWS):
        request.progress(start / len(encoded), f"Row {start:,} of {len(encoded):,}")
        chunk = encoded[start : start + CHUNK_ROWS]
        found = explainer.shap_values(chunk, check_additivity=False, approximate=quick)
        parts.append(np.asarray(found))
    # the base is right only after the values have been computed
    pushes, base = _by_output(np.concatenate(parts), explainer.expected_value, fitted)
    pushes = grouped(pushes, fitted.encoder.groups, request.n_features)
    return Contributions(pushes, np.broadcast_to(base, (len(encoded), *base.shape)))


def _written_out(estimator: Any, logs: np.ndarray) -> dict[str, Any]:
    """One tree with its own values at the leaves, as ``shap`` takes any tree."""
    tree = estimator.tree_
    written = {
        "children_left": tree.children_left,
        "children_right": tree.children_right,
        "children_default": tree.children_left,  # never used: nothing is missing
        "features": tree.feature,
        "thresholds": tree.threshold.astype(np.float64),
        "values": logs,
        "node_sample_weight": tree.weighted_n_node_samples,
    }
    return {"trees": [written], "input_dtype": np.float32, "internal_dtype": np.float64}


def _by_output(values: np.ndarray, expected: Any, fitted: Trees) -> tuple[np.ndarray, np.ndarray]:
    """Bring (n, columns, classes seen) to what the model gives: one output or every class."""
    base = np.atleast_1d(np.asarray(expected, dtype=float))
    if fitted.logs is not None:
        several = fitted.kind == "multiclass"
        return (
            (values, base)
            if several
            else (values[..., 1] - values[..., 0], (base[1:2] - base[0:1]).reshape(()))
        )
    if fitted.kind == "regression":
        return values, base[0:1].reshape(())
    seen, n_classes = fitted.estimator.classes_, fitted.n_classes
    flat = every_class(values.reshape(-1, len(seen)), seen, n_classes, absent=0.0)
    every = flat.reshape(*values.shape[:2], n_classes)
    base = every_class(base[None, :], seen, n_classes, absent=0.0)[0]
    return (every[..., 1], base[1:2].reshape(())) if fitted.kind == "binary" else (every, base)
