"""Families of models, and the trained model with everything that is known about it."""

import os

from lepton.models.family import Family
from lepton.models.model import Model
from lepton.models.progress import Progress
from lepton.models.registry import families, get_family

__all__ = ["Family", "Model", "Progress", "families", "get_family"]

# Threads that wait must sleep, not spin: spinning, they take the cores that other work needs, and
# on a busy machine XGBoost trained two to twenty times slower. Read when XGBoost is first loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
