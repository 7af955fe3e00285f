"""How sure the money of a project is: against luck, and one model beside another."""

from typing import TYPE_CHECKING

import numpy as np

from lepton.workflows.basis import Scored
from lepton.workflows.worth import counted

if TYPE_CHECKING:
    from lepton.value import Answer, Assumptions
    from lepton.value.calibration import MoneyCalibration, Reliability, ThresholdGap
    from lepton.value.uncertainty import Comparison, NoiseFloor, Optimism, ProfitInterval

__all__ = ["compare_models", "flattery", "luck", "range_of", "trust"]


def range_of(scored: Scored, assumptions: "Assumptions", found: "Answer") -> "ProfitInterval":
    """Tell between which amounts the profit of the chosen share lies, a month.

    Rows that belong together are drawn together.

    Parameters
    ----------
    scored, assumptions
        What the money is told of.
    found
        Their answer.
    """
    from lepton.value.uncertainty import Replicates, profit_interval

    rows = scored.rows
    fraction = found.chosen.fraction
    source = (
        counted(scored, assumptions)[0]
        if rows.group is None
        else Replicates.of_rows(rows, assumptions, fraction=fraction)
    )
    return profit_interval(source, assumptions, fraction=fraction)


def luck(scored: Scored, assumptions: "Assumptions") -> "NoiseFloor":
    """Tell what a model that knows nothing would seem to earn on as many rows, a month.

    Raises
    ------
    NotApplicable
        The money differs from row to row.
    """
    from lepton.value.uncertainty import noise_floor

    rows = scored.rows
    hit_rate = float(np.dot(rows.weight, rows.y_true == 1) / rows.weight.sum())
    rate = hit_rate if assumptions.base_rate is None else assumptions.base_rate
    return noise_floor(len(rows), rate, assumptions)


def flattery(scored: Scored, assumptions: "Assumptions", found: "Answer") -> "Optimism":
    """Tell by how much the largest profit on the reporting rows is too good to be quoted.

    Where the share is chosen on other rows, the difference to it is known; elsewhere it is found
    by splitting the rows again and again.

    Parameters
    ----------
    scored, assumptions
        What the money is told of.
    found
        Their answer.
    """
    from lepton.value.uncertainty import Optimism, optimism

    if not found.chosen_elsewhere:
        table, _ = counted(scored, assumptions)
        return optimism(table, assumptions)
    left = found.honest.profit
    return Optimism(
        apparent=found.best.profit,
        optimism=found.optimism,
        corrected=left,
        relative=found.optimism / left if left > 0 else None,
        fraction=found.best.fraction,
    )


def compare_models(first: Scored, second: Scored, assumptions: "Assumptions") -> "Comparison":
    """Tell which of two models earns more on the rows both were judged on, and how sure it is.

    Raises
    ------
    InputError
        They were judged on other rows.
    """
    from lepton.value.uncertainty import compare

    one, other = (
        None if s.choose is None else s.choose.counts_for(assumptions) for s in (first, second)
    )
    return compare(first.rows, second.rows, assumptions, choose_a=one, choose_b=other)


def trust(
    scored: Scored, assumptions: "Assumptions"
) -> "tuple[Reliability, MoneyCalibration, ThresholdGap | None]":
    """Tell whether the chances of a model hold, and whether the money they promise came in.

    The last is the cut-off that theory asks for beside the one that paid; None where there is no
    such cut-off, because money differs from row to row or one choice is always best.

    Raises
    ------
    InputError
        The scores are no chances.
    """
    from lepton.errors import NoSolution
    from lepton.value.calibration import money_calibration, reliability, threshold_gap

    rows = scored.rows
    found = reliability(rows.y_true, rows.probabilities(), sample_weight=rows.sample_weight)
    money = money_calibration(rows, assumptions)
    if assumptions.per_row:
        return found, money, None
    try:
        return found, money, threshold_gap(rows.counts_for(assumptions), assumptions)
    except NoSolution:
        return found, money, None
