"""Value of a ranking of customers who may leave.

The names and defaults are those of the papers: a customer is worth ``clv``, a contact costs
``contact_cost``, the offer ``incentive_cost``, and it convinces the share γ of those who would
have left. Everybody else who is contacted takes the offer and stays as they would have.
"""

import numpy as np
import numpy.typing as npt

from lepton.value.checks import column, share
from lepton.value.metrics.maximum import (
    MaxProfit,
    cost_of,
    expected_max_profit,
    max_profit,
    profit_of,
)
from lepton.value.metrics.uncertain import Beta
from lepton.value.payoff import Payoff

__all__ = ["empb", "empb_score", "empc", "empc_score", "mpc", "mpc_score"]


def mpc(
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    *,
    clv: float = 200.0,
    incentive_cost: float = 10.0,
    contact_cost: float = 1.0,
    accept_rate: float = 0.3,
    sample_weight: npt.ArrayLike | None = None,
) -> MaxProfit:
    """Most profit of a retention offer whose success rate is known (MPC).

    ``max_t [γ(clv − d) − f] · TP(t)/n − (d + f) · FP(t)/n`` (Verbraken, Verbeke & Baesens 2013,
    IEEE TKDE 25(5)). The cut-off is chosen on the rows that report it: a measure to compare
    models with, not a forecast.

    Parameters
    ----------
    y_true
        1 for a customer who leaves, shape (n,).
    y_score
        Any finite scores, higher meaning more likely to leave, shape (n,).
    clv
        What a kept customer is worth.
    incentive_cost, contact_cost
        Cost of the offer d and of the contact f, zero or more.
    accept_rate
        Share γ of leaving customers whom the offer keeps, 0 to 1.
    sample_weight
        How many customers each row stands for, shape (n,).

    Returns
    -------
    Profit in currency per customer.

    Raises
    ------
    InputError
        The arrays cannot be used, a cost is negative, or the rate lies outside 0 to 1.

    Examples
    --------
    >>> y, s = [0, 1, 0, 1, 0, 1, 0, 1], [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9]
    >>> mpc(y, s)
    MaxProfit(profit=23.875, fraction=0.875, threshold=0.2)
    """
    offer = Payoff.campaign(
        clv, contact_cost=contact_cost, success_rate=accept_rate, incentive_cost=incentive_cost
    )
    return max_profit(y_true, y_score, offer, sample_weight=sample_weight)


def empc(
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    *,
    clv: float = 200.0,
    incentive_cost: float = 10.0,
    contact_cost: float = 1.0,
    alpha: float = 6.0,
    beta: float = 14.0,
    sample_weight: npt.ArrayLike | None = None,
) -> MaxProfit:
    """Expected maximum profit of a retention offer whose success rate is uncertain (EMPC).

    ``∫ max_t [γ(clv − d) − f] · TP(t)/n − (d + f) · FP(t)/n  dBeta(γ)`` (Verbraken, Verbeke &
    Baesens 2013), integrated exactly along the ROC convex hull.

    The best cut-off is taken for every γ apart, as if γ were known before anybody is contacted.
    That is more than any one cut-off earns: choose a model by it, do not promise it.

    Parameters
    ----------
    y_true
        1 for a customer who leaves, shape (n,).
    y_score
        Any finite scores, higher meaning more likely to leave, shape (n,).
    clv
        What a kept customer is worth.
    incentive_cost, contact_cost
        Cost of the offer d and of the contact f, zero or more.
    alpha, beta
        The success rate γ is Beta distributed with mean ``alpha / (alpha + beta)``.
    sample_weight
        How many customers each row stands for, shape (n,).

    Returns
    -------
    Profit in currency per customer; the fraction is the expected share to contact.

    Raises
    ------
    InputError
        The arrays cannot be used, a cost is negative, or alpha or beta is not above zero.

    Examples
    --------
    >>> y, s = [0, 1, 0, 1, 0, 1, 0, 1], [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9]
    >>> found = empc(y, s)
    >>> found.profit, found.fraction, found.threshold
    (23.8755934, 0.8743701, 0.2)
    """
    gift, contact = cost_of("incentive_cost", incentive_cost), cost_of("contact_cost", contact_cost)
    return expected_max_profit(
        y_true,
        y_score,
        Beta(alpha, beta),
        gain=cost_of("clv", clv) - gift,
        cost=contact,
        loss=contact + gift,
        sample_weight=sample_weight,
    )


def empb(
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    *,
    clv: npt.ArrayLike,
    incentive_fraction: float = 0.05,
    contact_cost: float = 15.0,
    alpha: float = 6.0,
    beta: float = 14.0,
    sample_weight: npt.ArrayLike | None = None,
) -> MaxProfit:
    """Most expected profit of a retention offer where each customer has its own worth (EMPB).

    ``max_t (1/n) Σ_{s_i ≥ t} y_i [E(γ)(1 − δ)clv_i − f] − (1 − y_i)(δ·clv_i + f)`` (Janssens et
    al. 2022, Annals of Operations Research). The profit is linear in γ and one cut-off is taken
    for all of them, so only its mean counts, and this measure does not look into the future as
    :func:`empc` does; its cut-off is still chosen on the rows that report it.

    Parameters
    ----------
    y_true
        1 for a customer who leaves, shape (n,).
    y_score
        Any finite scores, higher meaning contacted first, shape (n,).
    clv
        What each customer is worth, shape (n,).
    incentive_fraction
        The offer δ, as a share of the customer's worth, 0 to 1.
    contact_cost
        Cost of reaching one customer, zero or more.
    alpha, beta
        The success rate γ is Beta distributed with mean ``alpha / (alpha + beta)``.
    sample_weight
        How many customers each row stands for, shape (n,).

    Returns
    -------
    Profit in currency per customer.

    Raises
    ------
    InputError
        The arrays cannot be used, a cost is negative, or a share lies outside 0 to 1.

    Examples
    --------
    >>> y, s = [0, 1, 0, 1, 0, 1, 0, 1], [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9]
    >>> empb(y, s, clv=[100, 200, 150, 300, 120, 250, 180, 220]).profit
    18.61875
    """
    worth = column("clv", clv, np.size(y_true))
    gift, contact = (
        share("incentive_fraction", incentive_fraction),
        cost_of("contact_cost", contact_cost),
    )
    kept = Beta(alpha, beta).mean * (1 - gift) * worth
    payoff = Payoff(tp=kept - contact, fp=-(gift * worth + contact))
    return max_profit(y_true, y_score, payoff, sample_weight=sample_weight)


mpc_score = profit_of(mpc)
empc_score = profit_of(empc)
empb_score = profit_of(empb)
