"""What it takes to prove the value: how many of the chosen to leave alone, and for how long."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lepton.errors import NotApplicable, must
from lepton.value.result import Result

if TYPE_CHECKING:
    from lepton.value import Answer, Assumptions
    from lepton.value.uplift import ControlGroup

__all__ = ["ControlPlan", "control_plan"]

WEEKS_A_MONTH = 365.25 / 12 / 7
MOST_SHARE = 0.5
NEARLY_ALL = 0.999


@dataclass(frozen=True, slots=True)
class ControlPlan(Result):
    """A group of the chosen that is left alone, picked by chance, to compare with the others.

    Parameters
    ----------
    group
        How many people it takes, and how many weeks at the volume of the chosen.
    hit_rate
        Share of the chosen where the outcome happens if nobody acts.
    effect
        Change of that share by acting that the groups are large enough to show.
    forgone
        Profit expected to be given up on those left alone: the price of knowing, in currency.
    """

    group: "ControlGroup"
    hit_rate: float
    effect: float
    forgone: float


def control_plan(
    found: "Answer",
    assumptions: "Assumptions",
    *,
    works_for: float | None = None,
    left_alone: float = 0.2,
) -> ControlPlan:
    """Tell how many of the chosen must be left alone to show that acting works as assumed.

    Acting is taken to change the outcome of a share ``works_for`` of the hits among the chosen,
    so that the effect is ``works_for · hit rate``; sizes by :func:`control_group_size`, in 95 of
    100 cases no luck and in 80 of 100 seen.

    Parameters
    ----------
    found
        What :func:`lepton.value.answer` gave under these assumptions.
    assumptions
        Their success rate is used where ``works_for`` is left out.
    works_for
        Share of the hits for whom acting works, above 0 and up to 1.
    left_alone
        Share of the chosen that is left alone, above 0 and up to a half.

    Raises
    ------
    NotApplicable
        Nobody is chosen, or every one of the chosen is a hit.
    InputError
        A share lies outside its range.
    """
    from lepton.value.checks import amount
    from lepton.value.uplift import control_group_size

    rate = found.precision
    if rate is None or not 0 < rate < 1:
        got = "nobody chosen" if rate is None else f"{rate:.0%} hits among them"
        then = "Choose a share that is worth acting on first."
        raise NotApplicable(must("chosen", "some with a hit and some without", got, then))
    then = "Enter a share above 0 and up to 1."
    usual = assumptions.success_rate if assumptions.form == "campaign" else 1.0
    part = amount("works_for", usual if works_for is None else works_for, least=1e-6, most=1.0,
                  then=then)  # fmt: skip
    alone = amount("left_alone", left_alone, least=0.01, most=MOST_SHARE, then="Write 20 % as 0.2.")
    effect = part * rate
    seen = min(effect, NEARLY_ALL * rate)  # where nobody is left, nothing varies any more
    group = control_group_size(
        rate, -seen, control_share=alone, per_week=found.chosen.n / WEEKS_A_MONTH
    )
    each = (found.chosen.profit + assumptions.fixed_cost) / found.chosen.n
    return ControlPlan(group, rate, effect, max(0.0, each) * group.n_control)
