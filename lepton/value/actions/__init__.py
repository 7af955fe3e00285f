"""Several possible actions, asking a person among them: which to take, and what it is worth."""

from lepton.value.actions.answer import action_value
from lepton.value.actions.gains import Gains, gains_by_case
from lepton.value.actions.matrix import ActionMatrix
from lepton.value.actions.money import ActionMoney
from lepton.value.actions.result import ActionBaseline, ActionCurve, ActionMistake, ActionResult

__all__ = [
    "ActionBaseline",
    "ActionCurve",
    "ActionMatrix",
    "ActionMistake",
    "ActionMoney",
    "ActionResult",
    "Gains",
    "action_value",
    "gains_by_case",
]
