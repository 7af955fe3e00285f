"""Split, fit, calibrate, evaluate; on a GPU where one works."""

from lepton.training.device import gpu_available, usable_device
from lepton.training.fitting import train
from lepton.training.scorers import money_scorer, profit_scorer

__all__ = [
    "gpu_available",
    "money_scorer",
    "profit_scorer",
    "train",
    "usable_device",
]
