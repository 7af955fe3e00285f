"""Choose how deep to go on one set of rows, and price the choice on another.

The most profitable cut-off of the rows that also report the money looks better than it is, since
it was chosen by the luck of those very rows. So the share is chosen on out-of-fold scores and the
money is told on rows that had no say.
"""

from dataclasses import dataclass

from lepton.errors import InputError, must
from lepton.value.answering.case import Case
from lepton.value.assumptions import Assumptions
from lepton.value.counts import ScoreCounts
from lepton.value.curve import Point
from lepton.value.result import Result

__all__ = ["Policy", "apply_policy", "choose_policy", "chosen_policy"]

PREFERENCES = ("profit", "fewest")


@dataclass(frozen=True)
class Policy(Result):
    """Act on so large a share, highest first.

    Parameters
    ----------
    fraction
        Share of decisions to act on, limits kept.
    threshold
        The lowest score, or expected gain, acted on among the choosing rows; infinity for
        nobody.
    prefer
        "profit" or "fewest".
    wanted
        The share there would be without limits.
    low, high
        Ends of the plateau: from the smallest to the largest share around the best that earns
        as much but for one standard error.
    apparent
        Profit on the choosing rows: too good to be quoted.
    """

    fraction: float
    threshold: float
    prefer: str
    wanted: float
    low: float
    high: float
    apparent: float


def choose_policy(
    choose: ScoreCounts, assumptions: Assumptions, *, prefer: str | None = None
) -> Policy:
    """Choose the share to act on, within capacity and budget.

    Parameters
    ----------
    choose
        Rows that report no money: out-of-fold scores.
    assumptions
        Their ``fraction`` has no say here.
    prefer
        "profit": the most profitable share. "fewest": the smallest share that earns as much but
        for one standard error. Left out, what the assumptions follow.

    Raises
    ------
    InputError
        There is no such preference.

    Examples
    --------
    >>> counts = ScoreCounts.from_scores([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.2])
    >>> choose_policy(counts, Assumptions(benefit=14, contact_cost=4)).fraction
    0.75
    """
    wish = assumptions.follow if prefer is None else prefer
    if wish not in PREFERENCES:
        raise InputError(must("prefer", "'profit' or 'fewest'", repr(wish), "Choose one of them."))
    return chosen_policy(Case.of(choose, assumptions), wish)


def chosen_policy(case: Case, prefer: str) -> Policy:
    """The same for rows that are priced already."""
    low, high = case.plateau(case.best, case.reach.index)
    index, wanted = (low, _fewest(case)) if prefer == "fewest" else (case.best, case.wanted)
    return Policy(
        fraction=case.share(index),
        threshold=float(case.counts.threshold[index]),
        prefer=prefer,
        wanted=case.share(wanted),
        low=case.share(low),
        high=case.share(high),
        apparent=case.point(index).profit,
    )


def apply_policy(policy: Policy, counts: ScoreCounts, assumptions: Assumptions) -> Point:
    """Tell what a policy earns on rows that had no say in it.

    Acted on is at most the share of the policy, and no more than the limits allow; equal scores
    are not parted.

    Parameters
    ----------
    counts
        Untouched rows.
    assumptions
        What a person assumes about the money; others than those it was chosen under will do.
    """
    case = Case.of(counts, assumptions)
    return case.point(min(case.at_share(policy.fraction), case.reach.index))


def _fewest(case: Case) -> int:
    """First cut-off of the plateau there would be without limits."""
    return case.plateau(case.wanted, len(case.counts) - 1)[0]
