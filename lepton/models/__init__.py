"""Families of models, and the trained model with everything that is known about it."""

from lepton.models.family import Family
from lepton.models.model import Model
from lepton.models.progress import Progress
from lepton.models.registry import families, get_family

__all__ = ["Family", "Model", "Progress", "families", "get_family"]
