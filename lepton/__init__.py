"""What is an AI model worth to the business, and why should anyone believe it?

The public names below load what they need when they are first used, so that
``import lepton`` is quick and the app's first page does not wait for them.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOME = {
    "Assumptions": "lepton.value",
    "Case": "lepton.finance",
    "Dataset": "lepton.data",
    "InputError": "lepton.errors",
    "LeptonError": "lepton.errors",
    "MissingExtra": "lepton.errors",
    "Model": "lepton.models",
    "NoSolution": "lepton.errors",
    "NotApplicable": "lepton.errors",
    "NotFound": "lepton.errors",
    "Payoff": "lepton.value",
    "Sample": "lepton.data",
    "StorageError": "lepton.errors",
    "Task": "lepton.data",
    "ValueCurve": "lepton.value",
    "answer_for": "lepton.workflows",
    "case_for": "lepton.workflows",
    "explain": "lepton.explanation",
    "families": "lepton.models",
    "load": "lepton.data",
    "load_sample": "lepton.data",
    "samples": "lepton.data",
    "train": "lepton.training",
    "value_curve": "lepton.value",
}

__all__ = ["__version__", *sorted(_HOME)]  # noqa: PLE0604 - the names are the keys of the table above


def __getattr__(name: str) -> Any:
    """Load a public name from the module that holds it."""
    if name not in _HOME:
        raise AttributeError(f"module 'lepton' has no attribute {name!r}")
    found = getattr(import_module(_HOME[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
