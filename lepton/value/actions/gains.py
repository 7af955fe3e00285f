"""What deciding each case by its probabilities earns over today's way, case by case."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from lepton.value.actions.choice import Choice, how_many
from lepton.value.actions.matrix import chances, indices
from lepton.value.checks import Floats

if TYPE_CHECKING:
    from lepton.value.actions.money import ActionMoney

__all__ = ["Gains", "gains_by_case"]


@dataclass(frozen=True, slots=True, eq=False)
class Gains:
    """Money of each case over what it is measured against.

    Parameters
    ----------
    each
        Per case, shape (n,); the fixed cost is not taken off.
    reference
        "today", "person" or "constant".
    action
        The one action of the reference, where it is one; else empty.
    fixed_cost
        A month; 0 where nothing is decided automatically.
    """

    each: Floats
    reference: str
    action: str
    fixed_cost: float


def gains_by_case(
    y_true: npt.ArrayLike,
    probabilities: npt.ArrayLike,
    money: "ActionMoney",
    *,
    classes: npt.ArrayLike,
    today: npt.ArrayLike | None = None,
) -> Gains:
    """Tell what each case earns over today's way, or over the best simple one if it is not known.

    The simple ways are asking a person about every case and the one automatic action that is
    best for all. Parameters as for :func:`lepton.value.actions.action_value`, which gives the
    same money as sums of a month.

    Examples
    --------
    >>> from lepton.value.actions import ActionMoney
    >>> desk = ActionMoney(wrong=6, automatic=0, human=2, human_right=1)
    >>> p = [[0.9, 0.1], [0.8, 0.2], [0.5, 0.5], [0.1, 0.9]]
    >>> found = gains_by_case([0, 0, 1, 1], p, desk, classes=["0", "1"])
    >>> found.each.tolist(), found.reference
    ([2.0, 2.0, 0.0, 2.0], 'person')
    """
    names = tuple(str(name) for name in np.asarray(classes, dtype=object))
    matrix = money.matrix_for(names)
    truth = indices("y_true", y_true, matrix.classes)
    choice = Choice.of(matrix, chances(probabilities, len(names)), truth)
    kept, _ = how_many(choice, money)
    ours = choice.earned(np.where(choice.rank < kept, choice.action, choice.fallback))
    fixed = money.fixed_cost if kept else 0.0
    if today is not None:
        theirs = choice.earned(indices("today", today, matrix.actions))
        return Gains(ours - theirs, "today", "", fixed)
    person = [] if matrix.asking is None else [matrix.asking]
    options = [*person, *matrix.automatic.tolist()]
    means = [float(choice.earned(option).mean()) for option in options]
    best = options[int(np.argmax(means))]
    reference = "person" if best == matrix.asking else "constant"
    return Gains(ours - choice.earned(best), reference, matrix.actions[best], fixed)
