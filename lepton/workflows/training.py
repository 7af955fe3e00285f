"""From a project to a trained model in the store."""

from typing import TYPE_CHECKING, Any

from lepton import jobs
from lepton.errors import InputError, LeptonError, must
from lepton.jobs import Job, Report
from lepton.store import Project, Store
from lepton.store.files import remove
from lepton.workflows.projects import dataset_of, task_of

if TYPE_CHECKING:
    from lepton.models import Model

__all__ = ["keep_model", "model_of", "start_training", "train_job"]


def start_training(
    store: Store,
    project: Project,
    family: str = "xgboost",
    *,
    device: str = "auto",
    seed: int = 0,
    test_size: float = 0.2,
) -> Job:
    """Train in the background; the model becomes the project's when it is ready.

    Parameters
    ----------
    store, project
        What to learn from: the project's data set and task.
    family, device, seed, test_size
        As for :func:`lepton.train`.

    Returns
    -------
    Job
        Of kind ``train``; its result is ``{"model_id": …}``.

    Raises
    ------
    InputError
        The project has no data or no task yet, or there is no such family.
    """
    from lepton.models import get_family

    if project.dataset_id is None:
        then = "Choose a sample or upload a file on the start page."
        raise InputError(must("project", "about a data set", "none yet", then))
    params = {
        "dataset_id": project.dataset_id,
        "task": task_of(project).to_dict(),
        "family": get_family(family).name,
        "device": device,
        "seed": seed,
        "test_size": test_size,
    }
    return jobs.submit(store, "train", params, project.id)


def train_job(store: Store, job: Job, report: Report) -> dict[str, Any]:
    """What a worker does for a job of kind ``train``."""
    from lepton.data import Task
    from lepton.training import train

    params = job.params
    model = train(
        dataset_of(store, params["dataset_id"]),
        Task.from_dict(params["task"]),
        params["family"],
        device=params["device"],
        seed=params["seed"],
        test_size=params["test_size"],
        on_progress=report,
    )
    report(1.0, "Keeping the model")
    return {"model_id": keep_model(store, str(job.project_id), model)}


def keep_model(store: Store, project_id: str, model: "Model") -> str:
    """Put a trained model into the store, make it the project's, and give its id."""
    folder = store.new_model_folder()
    try:
        model.save(folder)
    except LeptonError:
        remove(folder)
        raise
    record = {
        "dataset_id": model.info["data_id"],
        "family": model.family,
        "task": model.problem.task.to_dict(),
        "info": model.info,
        "metrics": model.metrics,
    }
    model_id = store.add_model(project_id, folder, record)
    store.update_project(project_id, model_id=model_id)
    return model_id


def model_of(store: Store, model_id: str) -> "Model":
    """A model from the store, ready to predict.

    Raises
    ------
    NotFound
        It is no longer there.
    StorageError
        It is damaged.
    """
    from lepton.models import Model

    return Model.load(store.model(model_id).folder)
