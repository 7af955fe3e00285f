"""Whether a predicted probability can be taken at its word, and how to put it right."""

from lepton.value.calibration.corrections import shift_base_rate, undo_resampling, undo_weights
from lepton.value.calibration.gap import ThresholdGap, threshold_gap
from lepton.value.calibration.money import (
    MoneyCalibration,
    expected_against_realised,
    money_calibration,
)
from lepton.value.calibration.reliability import Reliability, reliability

__all__ = [
    "MoneyCalibration",
    "Reliability",
    "ThresholdGap",
    "expected_against_realised",
    "money_calibration",
    "reliability",
    "shift_base_rate",
    "threshold_gap",
    "undo_resampling",
    "undo_weights",
]
