"""Value of a ranking of loans that may not be paid back.

Acting means to turn an applicant down. That avoids the loss of λ, the share of a defaulted loan
that never comes back, and gives up the return ``roi`` of a loan that would have been paid back.
Amounts are shares of the money lent.
"""

import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.value.checks import share
from lepton.value.metrics.maximum import (
    MaxProfit,
    cost_of,
    expected_max_profit,
    max_profit,
    profit_of,
)
from lepton.value.metrics.uncertain import Beta, Fixed, Mixture
from lepton.value.payoff import Payoff

__all__ = ["empcs", "empcs_score", "mpcs", "mpcs_score"]

ROUNDING = 1e-12  # 0.9 and 0.1 add up to a hair more than 1 on a computer


def mpcs(
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    *,
    loan_lost_rate: float = 0.275,
    roi: float = 0.2644,
    sample_weight: npt.ArrayLike | None = None,
) -> MaxProfit:
    """Most profit of a credit score where the loss of a default is known (MPCS).

    ``max_t λ · TP(t)/n − roi · FP(t)/n`` (Verbraken et al. 2014, European Journal of Operational
    Research 238(2)). The cut-off is chosen on the rows that report it: a measure to compare
    models with, not a forecast.

    Parameters
    ----------
    y_true
        1 for a loan that defaults, shape (n,).
    y_score
        Any finite scores, higher meaning more likely to default, shape (n,).
    loan_lost_rate
        Share λ of a defaulted loan that is lost, 0 to 1.
    roi
        Return on a loan that is paid back, zero or more.
    sample_weight
        How many loans each row stands for, shape (n,).

    Returns
    -------
    Profit as a share of the money lent, per loan.

    Raises
    ------
    InputError
        The arrays cannot be used, or a rate lies outside its range.

    Examples
    --------
    >>> y, s = [0, 1, 0, 1, 0, 1, 0, 1], [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9]
    >>> mpcs(y, s).profit
    0.03835
    """
    payoff = Payoff(tp=share("loan_lost_rate", loan_lost_rate), fp=-cost_of("roi", roi))
    return max_profit(y_true, y_score, payoff, sample_weight=sample_weight)


def empcs(
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    *,
    success_rate: float = 0.55,
    default_rate: float = 0.1,
    roi: float = 0.2644,
    sample_weight: npt.ArrayLike | None = None,
) -> MaxProfit:
    """Expected maximum profit of a credit score where the loss of a default is uncertain (EMPCS).

    λ is 0 with chance ``success_rate``, 1 with chance ``default_rate``, and otherwise every share
    is equally likely (Verbraken et al. 2014); integrated exactly along the ROC convex hull. The
    best cut-off is taken for every λ apart, as if λ were known before anybody is turned down:
    choose a model by it, do not promise it.

    Parameters
    ----------
    y_true
        1 for a loan that defaults, shape (n,).
    y_score
        Any finite scores, higher meaning more likely to default, shape (n,).
    success_rate
        Chance that a defaulted loan comes back in full, 0 to 1.
    default_rate
        Chance that nothing of it comes back, 0 to 1.
    roi
        Return on a loan that is paid back, zero or more.
    sample_weight
        How many loans each row stands for, shape (n,).

    Returns
    -------
    Profit as a share of the money lent, per loan; the fraction is the expected share to turn
    down.

    Raises
    ------
    InputError
        The arrays cannot be used, a rate lies outside its range, or the two chances exceed 1.

    Examples
    --------
    >>> y, s = [0, 1, 0, 1, 0, 1, 0, 1], [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9]
    >>> found = empcs(y, s)
    >>> found.profit, found.fraction
    (0.0974702, 0.324345)
    """
    nothing, everything = share("success_rate", success_rate), share("default_rate", default_rate)
    rest = 1 - nothing - everything
    if rest < -ROUNDING:
        then = "They are chances of two things that exclude each other."
        got = f"{nothing + everything:g}"
        raise InputError(must("success_rate + default_rate", "at most 1", got, then))
    parts = ((nothing, Fixed(0.0)), (everything, Fixed(1.0)), (max(0.0, rest), Beta(1, 1)))
    return expected_max_profit(
        y_true, y_score, Mixture(parts), loss=cost_of("roi", roi), sample_weight=sample_weight
    )


mpcs_score = profit_of(mpcs)
empcs_score = profit_of(empcs)
