"""The usual measures of a ranking, at some shares acted on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lepton.errors import InputError, NoSolution, NotApplicable
from lepton.value.result import Result
from lepton.workflows.basis import Scored
from lepton.workflows.worth import counted

if TYPE_CHECKING:
    from lepton.value import Assumptions, ScoreCounts
    from lepton.value.measures import Measures

__all__ = ["DEPTHS", "Depths", "measured_at"]

DEPTHS = (0.01, 0.05, 0.1, 0.2, 0.5)


@dataclass(frozen=True, eq=False)
class Depths(Result):
    """The measures of a ranking at some shares; what is undefined is None.

    Parameters
    ----------
    fraction
        Shares acted on; rows of equal score are never parted, so they lie at or below those
        that were asked for.
    gains, lift, precision, profit
        At each of them: share of all hits found, times as many as by chance, share of hits
        among those acted on, and money a month.
    captured
        Most of the profit between the better of everybody and nobody (0) and a perfect ranking
        (1) that the ranking captures.
    auc, auc_hull
        Area under the ROC curve, and under its convex hull.
    break_even
        Probability from which acting pays; None where there is no such number.
    net_benefit, net_benefit_everybody
        Hits per decision, needless actions taken off, from that probability on; by the model
        and by acting on everybody.
    """

    fraction: list[float | None]
    gains: list[float | None]
    lift: list[float | None]
    precision: list[float | None]
    profit: list[float | None]
    captured: float | None
    auc: float | None
    auc_hull: float | None
    break_even: float | None
    net_benefit: float | None
    net_benefit_everybody: float | None


def measured_at(
    scored: Scored, assumptions: "Assumptions", depths: tuple[float, ...] = DEPTHS
) -> Depths:
    """Measure a ranking at some shares acted on, without drawing it.

    Parameters
    ----------
    scored, assumptions
        What is measured, and by which money.
    depths
        Shares acted on, 0 to 1.

    Raises
    ------
    InputError
        A share lies outside 0 to 1.
    NotApplicable
        The assumptions need a value column, or formulas, that the rows lack.
    """
    from lepton.value.checks import share
    from lepton.value.curve import depth
    from lepton.value.measures import measures

    counts = counted(scored, assumptions)[0]
    found = measures(counts, assumptions)
    model = found.model
    at = depth(model.n, np.array([share("depth", part) for part in depths]))
    even, benefit, everybody = _net_benefit(counts, assumptions)
    return Depths(
        fraction=_plain(model.fraction[at]),
        gains=_plain(model.gains[at]),
        lift=_plain(model.lift[at]),
        precision=_plain(model.precision[at]),
        profit=_plain(np.asarray(model.profit)[at]),
        captured=found.captured,
        auc=found.roc.area,
        auc_hull=_hull_area(found),
        break_even=even,
        net_benefit=benefit,
        net_benefit_everybody=everybody,
    )


def _plain(values: np.ndarray) -> list[float | None]:
    return [float(v) if np.isfinite(v) else None for v in values]


def _hull_area(found: "Measures") -> float | None:
    """Area under the outer edge of the ROC curve."""
    roc = found.roc
    if roc.area is None:
        return None
    x, y = roc.false_alarms[roc.hull], roc.found[roc.hull]
    return float(np.sum(np.diff(x) * (y[1:] + y[:-1]) / 2))


def _net_benefit(
    counts: "ScoreCounts", assumptions: "Assumptions"
) -> tuple[float | None, float | None, float | None]:
    """From which chance on acting pays, and the net benefit there of the model and of all."""
    from lepton.value.base_rate import at_base_rate
    from lepton.value.net_benefit import net_benefit

    try:
        even = float(assumptions.payoff().threshold())
    except (NoSolution, NotApplicable):
        return None, None, None
    try:
        found = net_benefit(at_base_rate(counts, assumptions.base_rate), [even])
    except (InputError, NotApplicable):
        return even, None, None
    return even, float(found.model[0]), float(found.everybody[0])
