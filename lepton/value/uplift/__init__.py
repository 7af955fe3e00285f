"""What acting changes: measured against people left alone by chance, or assumed and said so."""

from lepton.value.uplift.assumption import AssumedRange, assumed_range
from lepton.value.uplift.curve import uplift_curve
from lepton.value.uplift.experiment import Balance, Effect, balance
from lepton.value.uplift.offer import Offer
from lepton.value.uplift.outcome import UpliftCurve, UpliftPoint
from lepton.value.uplift.reaction import Sleeping, Tenths
from lepton.value.uplift.sizing import (
    ControlGroup,
    DetectableEffect,
    Proof,
    control_group_size,
    detectable_effect,
    proof_of_value,
)

__all__ = [
    "AssumedRange",
    "Balance",
    "ControlGroup",
    "DetectableEffect",
    "Effect",
    "Offer",
    "Proof",
    "Sleeping",
    "Tenths",
    "UpliftCurve",
    "UpliftPoint",
    "assumed_range",
    "balance",
    "control_group_size",
    "detectable_effect",
    "proof_of_value",
    "uplift_curve",
]
