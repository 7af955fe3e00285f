"""What decisions made by a score are worth: plain arithmetic on plain arrays."""

from lepton.value.answer import Answer, answer, curve_for
from lepton.value.assumptions import Assumptions
from lepton.value.counts import ScoreCounts
from lepton.value.curve import Point, ValueCurve
from lepton.value.payoff import Payoff
from lepton.value.rows import value_curve

__all__ = [
    "Answer",
    "Assumptions",
    "Payoff",
    "Point",
    "ScoreCounts",
    "ValueCurve",
    "answer",
    "curve_for",
    "value_curve",
]
