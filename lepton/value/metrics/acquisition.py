"""Value of a ranking of people who may become customers.

A prospect who is contacted and buys brings the contribution R. The share ``direct_selling`` of
them is sold to by the own staff, at ``sales_cost`` each; the others through partners, for the
share ``commission`` of R.
"""

from dataclasses import dataclass

import numpy.typing as npt

from lepton.value.checks import share
from lepton.value.metrics.maximum import (
    MaxProfit,
    cost_of,
    expected_max_profit,
    max_profit,
    profit_of,
)
from lepton.value.metrics.uncertain import Gamma
from lepton.value.payoff import Payoff

__all__ = ["empa", "empa_score", "mpa", "mpa_score"]


def mpa(
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    *,
    contribution: float = 8000.0,
    contact_cost: float = 50.0,
    sales_cost: float = 500.0,
    direct_selling: float = 1.0,
    commission: float = 0.1,
    sample_weight: npt.ArrayLike | None = None,
) -> MaxProfit:
    """Most profit of winning customers whose contribution is known (MPA).

    ``max_t [ρ(R − s − c) + (1 − ρ)((1 − k)R − c)] · TP(t)/n − c · FP(t)/n`` with ρ the share
    sold directly, s the sales cost, k the commission and c the contact cost. The cut-off is
    chosen on the rows that report it: a measure to compare models with, not a forecast.

    Parameters
    ----------
    y_true
        1 for a prospect who buys when contacted, shape (n,).
    y_score
        Any finite scores, higher meaning more likely to buy, shape (n,).
    contribution
        What a new customer brings, R.
    contact_cost, sales_cost
        Cost of a contact, and of a direct sale; zero or more.
    direct_selling, commission
        Share sold directly, and share of R that a partner keeps; 0 to 1.
    sample_weight
        How many prospects each row stands for, shape (n,).

    Returns
    -------
    Profit in currency per prospect.

    Raises
    ------
    InputError
        The arrays cannot be used, a cost is negative, or a share lies outside 0 to 1.

    Examples
    --------
    >>> y, s = [0, 1, 0, 1, 0, 1, 0, 1], [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9]
    >>> mpa(y, s).profit
    3706.25
    """
    sale = _Sale.of(contact_cost, sales_cost, direct_selling, commission)
    payoff = Payoff(tp=sale.gain * contribution - sale.cost, fp=-sale.contact)
    return max_profit(y_true, y_score, payoff, sample_weight=sample_weight)


def empa(  # noqa: PLR0913 - the measure is known by these names
    y_true: npt.ArrayLike,
    y_score: npt.ArrayLike,
    *,
    alpha: float = 12.0,
    beta: float = 0.0015,
    contact_cost: float = 50.0,
    sales_cost: float = 500.0,
    direct_selling: float = 1.0,
    commission: float = 0.1,
    sample_weight: npt.ArrayLike | None = None,
) -> MaxProfit:
    """Expected maximum profit of winning customers whose contribution is uncertain (EMPA).

    As :func:`mpa`, with the contribution R Gamma distributed, integrated exactly along the ROC
    convex hull. The best cut-off is taken for every R apart, as if R were known before anybody
    is contacted: choose a model by it, do not promise it.

    Parameters
    ----------
    y_true
        1 for a prospect who buys when contacted, shape (n,).
    y_score
        Any finite scores, higher meaning more likely to buy, shape (n,).
    alpha, beta
        Shape and rate of the contribution: its mean is ``alpha / beta``, 8,000 by default.
    contact_cost, sales_cost
        Cost of a contact, and of a direct sale; zero or more.
    direct_selling, commission
        Share sold directly, and share of R that a partner keeps; 0 to 1.
    sample_weight
        How many prospects each row stands for, shape (n,).

    Returns
    -------
    Profit in currency per prospect; the fraction is the expected share to contact.

    Raises
    ------
    InputError
        The arrays cannot be used, a cost is negative, or a share lies outside 0 to 1.

    Examples
    --------
    >>> y, s = [0, 1, 0, 1, 0, 1, 0, 1], [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9]
    >>> empa(y, s).profit
    3706.25
    """
    sale = _Sale.of(contact_cost, sales_cost, direct_selling, commission)
    return expected_max_profit(
        y_true,
        y_score,
        Gamma(alpha, beta),
        gain=sale.gain,
        cost=sale.cost,
        loss=sale.contact,
        sample_weight=sample_weight,
    )


@dataclass(frozen=True, slots=True)
class _Sale:
    """A sale brings ``gain · R − cost``; a contact in vain costs ``contact``."""

    gain: float
    cost: float
    contact: float

    @classmethod
    def of(cls, contact: float, sales: float, direct: float, commission: float) -> "_Sale":
        contact, sales = cost_of("contact_cost", contact), cost_of("sales_cost", sales)
        direct, kept = share("direct_selling", direct), 1 - share("commission", commission)
        return cls(direct + (1 - direct) * kept, direct * sales + contact, contact)


mpa_score = profit_of(mpa)
empa_score = profit_of(empa)
