"""What decisions made by a score are worth: plain arithmetic on plain arrays."""

from lepton.value.answer import Answer, answer, curve_for
from lepton.value.assumptions import Assumptions
from lepton.value.base_rate import at_base_rate, shifted_probability
from lepton.value.counts import ScoreCounts
from lepton.value.curve import Point, ValueCurve
from lepton.value.payoff import Payoff
from lepton.value.policy import Policy, apply_policy, choose_policy
from lepton.value.rows import value_curve
from lepton.value.scored import ScoredRows
from lepton.value.today import Today

__all__ = [
    "Answer",
    "Assumptions",
    "Payoff",
    "Point",
    "Policy",
    "ScoreCounts",
    "ScoredRows",
    "Today",
    "ValueCurve",
    "answer",
    "apply_policy",
    "at_base_rate",
    "choose_policy",
    "curve_for",
    "shifted_probability",
    "value_curve",
]
