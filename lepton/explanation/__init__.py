"""Why does a model predict what it predicts?"""

from lepton.explanation.explaining import explain, sampled_rows
from lepton.explanation.words import importance, reasons

__all__ = ["explain", "importance", "reasons", "sampled_rows"]
