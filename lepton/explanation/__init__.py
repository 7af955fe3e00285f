"""Why does a model predict what it predicts?"""

from lepton.explanation.explaining import explain, is_sampled, sampled_rows
from lepton.explanation.words import importance, reasons

__all__ = ["explain", "importance", "is_sampled", "reasons", "sampled_rows"]
