"""Where the money comes from: the profit of the chosen policy by any column of the table."""

from typing import TYPE_CHECKING

import numpy as np

from lepton.errors import InputError, NotApplicable, listed, must
from lepton.value.segments import Acted, Segments, segment_profits
from lepton.workflows.basis import Evidence, Scored
from lepton.workflows.binning import parts_of
from lepton.workflows.worth import answer_of, counted

if TYPE_CHECKING:
    from lepton.value import Assumptions

__all__ = ["acted_on", "segments"]

MOST_NAMED = 50


def segments(
    evidence: Evidence,
    assumptions: "Assumptions",
    column: str,
    *,
    most: int = 8,
    level: float = 0.9,
) -> Segments:
    """Tell what each part of the decisions brings at the chosen policy.

    The policy is that of :func:`lepton.workflows.answer_for`; the sums of the segments, less the
    fixed cost, are its profit.

    Parameters
    ----------
    evidence
        Its first model is acted on; its table has the column.
    assumptions
        What a person assumes about the money.
    column
        Any column of the table: numbers and dates come in up to five parts, other columns by
        their most frequent values.
    most
        How many different values are named, 1 to 50.
    level
        How much the ranges cover.

    Raises
    ------
    NotApplicable
        The table is not known.
    InputError
        There is no such column, or a number cannot be used.
    """
    from lepton.value.checks import amount

    amount("most", most, least=1, most=MOST_NAMED)
    if evidence.table is None:
        then = "Give the table the model was trained on."
        raise NotApplicable(must("table", "known to part the decisions by a column", "none", then))
    if column not in evidence.table.columns:
        rule = f"a column of the table ({listed(evidence.column_names)})"
        raise InputError(must("column", rule, repr(column), "Check the spelling."))
    named = evidence.table[column]
    where = evidence.reported
    codes, names = parts_of(named if where is None else named.iloc[where], int(most))
    policy = acted_on(evidence.first, assumptions)
    return segment_profits(codes, names, policy, column_name=str(column), level=level)


def acted_on(scored: Scored, assumptions: "Assumptions") -> Acted:
    """Who is acted on at the chosen policy, and what each of them brings."""
    rows, chosen = scored.rows, answer_of(scored, assumptions).chosen
    known, used = _base_rates(scored, assumptions)
    hit = rows.y_true == 1
    shift = None
    if known != used:
        shift = np.where(hit, used / known, (1 - used) / (1 - known))
    return Acted(
        acted=_acted(scored, assumptions, chosen.fraction),
        hits=hit,
        gain=rows.gains(assumptions)[0],
        weight=rows.sample_weight,
        shift=shift,
        group=rows.group,
        scale=assumptions.decisions_per_month / float(rows.weight.sum()),
        fixed_cost=assumptions.fixed_cost,
        by_class=assumptions.base_rate is not None and assumptions.form != "formula",
    )


def _acted(scored: Scored, assumptions: "Assumptions", share: float) -> np.ndarray:
    """Rows at or above the cut-off that acts on this share."""
    from lepton.value.answering.case import Case

    table, _ = counted(scored, assumptions)
    index = Case.of(table, assumptions).at_share(share)
    by_gain = table.ranked_by == "gain"
    rank = scored.rows.expected(assumptions) if by_gain else scored.rows.y_score
    return np.asarray(rank >= table.threshold[index])


def _base_rates(scored: Scored, assumptions: "Assumptions") -> tuple[float, float]:
    weight, hit = scored.rows.weight, scored.rows.y_true == 1
    known = float(np.dot(weight, hit) / weight.sum())
    wanted = assumptions.base_rate
    return (known, known) if wanted is None or not 0 < known < 1 else (known, wanted)
