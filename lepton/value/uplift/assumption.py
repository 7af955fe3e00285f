"""The success rate where nobody was left alone: assumed, with a range, and labelled so."""

from dataclasses import dataclass

from lepton.errors import NotApplicable, must
from lepton.value.answer import Answer
from lepton.value.assumptions import Assumptions
from lepton.value.result import Result

__all__ = ["AssumedRange", "assumed_range"]


@dataclass(frozen=True, slots=True)
class AssumedRange(Result):
    """Profit over an assumed range of the success rate; nothing here was measured.

    Parameters
    ----------
    low_rate, rate, high_rate
        The assumed range, and the rate counted with.
    low, base, high
        Profit a month of the chosen share at each; it is a straight line in the rate.
    pays_from
        Rate from which the chosen share earns money; None where no rate makes it, or nobody is
        chosen.
    safe
        Whether it earns money in the whole range.
    assumed
        Always true: only an experiment can measure the rate.
    """

    low_rate: float
    rate: float
    high_rate: float
    low: float
    base: float
    high: float
    pays_from: float | None
    safe: bool
    assumed: bool = True


def assumed_range(found: Answer, assumptions: Assumptions) -> AssumedRange:
    """Tell what the chosen share earns over the assumed range of the success rate.

    Without people left alone at random nobody knows how many of the reached would have come
    anyway; the rate is then a belief, and its range belongs beside every figure that rests on it.

    Parameters
    ----------
    found
        What :func:`lepton.value.answer` gave under these assumptions.
    assumptions
        With ``success_low`` and ``success_high``.

    Returns
    -------
    Money in the currency of the assumptions, per month.

    Raises
    ------
    NotApplicable
        No range was given, or the money does not depend on a success rate.

    Examples
    --------
    >>> from lepton.value import Assumptions, ScoreCounts, answer
    >>> counts = ScoreCounts.from_scores([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.2])
    >>> offer = Assumptions(benefit=200, success_rate=0.3, contact_cost=5, success_low=0.1,
    ...                     success_high=0.4, decisions_per_month=400)
    >>> known = assumed_range(answer(counts, offer), offer)
    >>> known.low, known.base, known.high, known.pays_from
    (2500.0, 10500.0, 14500.0, 0.0375)
    """
    low, high = assumptions.success_low, assumptions.success_high
    low_profit, high_profit = found.assumed_low, found.assumed_high
    if low is None or high is None or low_profit is None or high_profit is None:
        then = "Give success_low and success_high to a campaign, or run an experiment."
        got = "no range" if assumptions.form == "campaign" else f"form {assumptions.form!r}"
        raise NotApplicable(must("success rate", "assumed with a range", got, then))
    return AssumedRange(
        low_rate=low,
        rate=assumptions.success_rate,
        high_rate=high,
        low=low_profit,
        base=found.chosen.profit,
        high=high_profit,
        pays_from=found.break_evens.get("success_rate"),
        safe=found.chosen.n > 0 and min(low_profit, high_profit) > 0,
    )
