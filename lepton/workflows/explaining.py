"""SHAP values of a model's held-out sample: made once, kept without pickle."""

from typing import TYPE_CHECKING, Any

import numpy as np

from lepton import jobs
from lepton.errors import InputError, NotFound, StorageError, must
from lepton.jobs import Job, Report
from lepton.store import Project, Store
from lepton.workflows.training import model_of

if TYPE_CHECKING:
    import shap

    from lepton.models import Model

__all__ = [
    "columns_that_matter", "explain_job", "explanation_of", "has_explanation", "start_explanation",
]  # fmt: skip

ALL = 1_000_000  # rows: a model's sample is small by itself
FEW = 150  # rows: enough for the order of the columns, and there at once for every family


def start_explanation(
    store: Store, project: Project, model_id: str | None = None, *, exact: bool = True
) -> Job:
    """Explain a model in the background.

    Parameters
    ----------
    store, project
        Whose model.
    model_id
        Which model; by default the project's.
    exact
        Exact SHAP values, or a quick picture.

    Returns
    -------
    Job
        Of kind ``explain``, with ``params["model_id"]``; when it is done
        :func:`explanation_of` answers at once.

    Raises
    ------
    InputError
        The project has no model yet.
    """
    chosen = model_id or project.model_id
    if chosen is None:
        then = "Train a model on the model page."
        raise InputError(must("project", "with a trained model", "none yet", then))
    return jobs.submit(store, "explain", {"model_id": chosen, "exact": exact}, project.id)


def explain_job(store: Store, job: Job, report: Report) -> dict[str, Any]:
    """What a worker does for a job of kind ``explain``."""
    model_id, exact = job.params["model_id"], job.params["exact"]
    if not has_explanation(store, model_id, exact=exact):
        report(0.0, "Reading the model")
        _make(store, model_id, exact, report)
    return {"model_id": model_id, "exact": exact}


def explanation_of(store: Store, model_id: str, *, exact: bool = True) -> "shap.Explanation":
    """SHAP values of a model's sample: from the store, else worked out now and kept.

    Working them out takes seconds to minutes; see :func:`has_explanation` and
    :func:`start_explanation`.

    Parameters
    ----------
    store
        Where the model is, and the values are kept.
    model_id
        Which model.
    exact
        Exact SHAP values, or a quick picture.

    Returns
    -------
    shap.Explanation
        Of the rows ``model.sample``, in the model's own unit, as :func:`lepton.explain` gives it.

    Raises
    ------
    NotFound
        The model is no longer in the store.
    """
    try:
        return _kept(store, _key(model_id, exact))
    except (NotFound, StorageError):  # not made yet, or damaged: it can always be made again
        return _make(store, model_id, exact)


def columns_that_matter(model: "Model") -> "dict[str, float]":
    """How much each column moves the predictions, on average over a few rows; largest first.

    Parameters
    ----------
    model
        Which model.

    Returns
    -------
    Mean absolute SHAP value by column, in the model's raw unit: a quick picture of 150 rows, the
    same whenever it is asked for.
    """
    from lepton.explanation import explain, importance

    found = importance(explain(model, model.sample, max_rows=FEW, exact=False))
    return {str(name): float(size) for name, size in found.items()}


def has_explanation(store: Store, model_id: str, *, exact: bool = True) -> bool:
    """Whether :func:`explanation_of` would answer at once."""
    return store.has(_key(model_id, exact))


def _key(model_id: str, exact: bool) -> str:
    return f"{model_id}/shap-{'exact' if exact else 'quick'}"


def _make(
    store: Store, model_id: str, exact: bool, report: Report | None = None
) -> "shap.Explanation":
    from lepton.explanation import explain, is_sampled

    model = model_of(store, model_id)
    made = explain(model, model.sample, max_rows=ALL, exact=exact, on_progress=report)
    key = _key(model_id, exact)
    base = np.asarray(made.base_values, dtype=float)
    arrays = {"values": np.asarray(made.values), "base": base}
    if is_sampled(made):
        arrays["error"] = np.asarray(made.error_std)
    store.put_arrays(f"{key}-values", arrays)
    store.put_frame(f"{key}-rows", model.sample[list(made.feature_names)])
    # last, because it says that all is there
    store.put_json(key, {"features": list(made.feature_names), "outputs": made.output_names})
    return made


def _kept(store: Store, key: str) -> "shap.Explanation":
    import shap

    about = store.json(key)
    arrays, rows = store.arrays(f"{key}-values"), store.frame(f"{key}-rows")
    return shap.Explanation(
        values=arrays["values"],
        base_values=arrays["base"],
        data=rows[about["features"]].to_numpy(dtype=object),
        feature_names=about["features"],
        output_names=about["outputs"],
        error_std=arrays.get("error"),
    )
