"""Is there a GPU that really works?"""

import json
import warnings
from functools import cache

import numpy as np

from lepton.errors import InputError, MissingExtra, must

__all__ = ["DEVICES", "choose_device", "gpu_available", "usable_device"]

DEVICES = ("auto", "cpu", "cuda")


@cache
def gpu_available() -> bool:
    """Tell whether XGBoost can train on a GPU here; tried once per process.

    The library says it was built for one whether or not there is one, and falls back to the
    processor with no more than a warning: so a tree is grown, and then asked where.
    """
    import xgboost

    rows = np.arange(16, dtype=np.float32).reshape(-1, 1)
    table = xgboost.DMatrix(rows, label=rows[:, 0] > 7)
    settings = {"device": "cuda", "tree_method": "hist", "max_depth": 1, "verbosity": 0}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            booster = xgboost.train(settings, table, 1)
        except xgboost.core.XGBoostError:  # a driver without a device, or too old a one
            return False
        return _device_of(booster).startswith("cuda")


def usable_device() -> str:
    """Return ``cuda`` where a GPU works, else ``cpu``."""
    return "cuda" if gpu_available() else "cpu"


def choose_device(asked: str, *, uses_gpu: bool, family: str) -> tuple[str, str | None]:
    """Decide where to train, and what to say about it.

    Parameters
    ----------
    asked
        ``auto``, ``cpu`` or ``cuda``.
    uses_gpu
        Whether the family can use a GPU.
    family
        Its name.

    Returns
    -------
    tuple
        ``cpu`` or ``cuda``, and a sentence for the notes or None.

    Raises
    ------
    InputError
        If `asked` is none of the three, or the family cannot use a GPU.
    MissingExtra
        If ``cuda`` was asked for and no GPU works: nothing is trained.
    """
    if asked not in DEVICES:
        raise InputError(
            must("device", f"one of {', '.join(DEVICES)}", repr(asked), "Choose one of them.")
        )
    if asked == "cuda":
        return _cuda_or_error(uses_gpu, family)
    if asked == "cpu" or not uses_gpu:
        return "cpu", None
    if gpu_available():
        return "cuda", None
    return "cpu", "No usable GPU was found, so it was trained on the processor."


def _cuda_or_error(uses_gpu: bool, family: str) -> tuple[str, None]:
    if not uses_gpu:
        then = "Use device auto or cpu, or the family xgboost."
        raise InputError(must("device", f"cpu for the family {family}", "cuda", then))
    if not gpu_available():
        raise MissingExtra(
            "device must be one that works here; got cuda, and no usable GPU was found. "
            "Use device auto or cpu, or check the graphics driver."
        )
    return "cuda", None


def _device_of(booster: object) -> str:
    config = json.loads(booster.save_config())  # type: ignore[attr-defined]
    return str(config["learner"]["generic_param"]["device"])
