"""Split, fit, calibrate, evaluate; on a GPU where one works."""

from lepton.training.device import gpu_available, usable_device
from lepton.training.fitting import train

__all__ = ["gpu_available", "train", "usable_device"]
