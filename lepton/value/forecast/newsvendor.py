"""How much to have ready when demand is uncertain: the newsvendor in closed form.

With the cost of one piece too few c_u and of one too many c_o, the best stock is the quantile
``c_u / (c_u + c_o)`` of demand, the critical fractile (Snyder & Shen, Fundamentals of Supply
Chain Theory, 2nd edition 2019, section 4.3).
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

from lepton.errors import NoSolution, must
from lepton.value.checks import amount
from lepton.value.entries import above_zero, cost
from lepton.value.result import Result

__all__ = [
    "Stock",
    "critical_fractile",
    "newsvendor_normal",
    "newsvendor_poisson",
    "sharper_forecast_value",
]

STANDARD = NormalDist()


@dataclass(frozen=True)
class Stock(Result):
    """What to have ready for one period, and what being wrong is expected to cost.

    Parameters
    ----------
    stock
        Pieces to have ready.
    cost
        Expected cost of pieces too few and too many, per period.
    enough
        Chance that the stock is enough.
    """

    stock: float
    cost: float
    enough: float


def critical_fractile(under: float, over: float) -> float:
    """Share of periods in which the stock should be enough: ``c_u / (c_u + c_o)``.

    Parameters
    ----------
    under, over
        Cost of one piece too few, and of one too many, as positive amounts.

    Raises
    ------
    InputError
        A cost is negative or not a number.
    NoSolution
        Both are zero: any stock is as good as another.

    Examples
    --------
    >>> critical_fractile(4, 1)
    0.8
    """
    few, many = cost("under", under), cost("over", over)
    if few + many == 0:
        then = "Enter what one piece too few or too many costs."
        raise NoSolution(must("under", "above zero where over is zero", "both zero", then))
    return few / (few + many)


def newsvendor_normal(
    mean: float, sd: float, *, under: float, over: float, stock: float | None = None
) -> Stock:
    """Best stock for demand with a normal distribution, or the cost of another one.

    ``S* = μ + z·σ`` with ``z = Φ⁻¹(c_u / (c_u + c_o))``; the expected cost of a stock at z is
    ``σ · [c_o·z + (c_u + c_o) · (φ(z) − z·(1 − Φ(z)))]``, which is ``(c_u + c_o)·φ(z)·σ`` at the
    best one.

    Parameters
    ----------
    mean, sd
        Of the demand in one period; sd above zero.
    under, over
        Cost of one piece too few, and of one too many.
    stock
        Price this stock; the best one when left out.

    Raises
    ------
    InputError
        A number that cannot be used.
    NoSolution
        A cost is zero, so that the best stock is none or endless.

    Examples
    --------
    >>> newsvendor_normal(50, 8, under=0.70, over=0.18).stock
    56.6039559
    """
    mu = amount("mean", mean)
    sigma = above_zero("sd", sd, "Enter how much demand moves about its mean.")
    if stock is None:
        z = _z(critical_fractile(under, over))
    else:
        z = (amount("stock", stock) - mu) / sigma
    tail = STANDARD.pdf(z) - z * (1 - STANDARD.cdf(z))
    lost = sigma * (over * z + (under + over) * tail)
    return Stock(mu + z * sigma, lost, STANDARD.cdf(z))


def newsvendor_poisson(
    mean: float, *, under: float, over: float, stock: float | None = None
) -> Stock:
    """Best whole stock for demand with a Poisson distribution, or the cost of another one.

    The best one is the smallest S with ``F(S) ≥ c_u / (c_u + c_o)``. The expected shortage is
    ``μ·P(D ≥ S) − S·P(D > S)``.

    Parameters
    ----------
    mean
        Of the demand in one period, above zero.
    under, over
        Cost of one piece too few, and of one too many.
    stock
        Price this whole stock; the best one when left out.

    Raises
    ------
    InputError
        A number that cannot be used.
    NoSolution
        A cost is zero, so that the best stock is none or endless.

    Examples
    --------
    >>> newsvendor_poisson(6, under=4, over=1).stock
    8.0
    """
    from scipy.stats import poisson

    mu = above_zero("mean", mean, "Enter the mean demand of one period.")
    if stock is None:
        _z(critical_fractile(under, over))
        s = float(poisson.ppf(critical_fractile(under, over), mu))
    else:
        s = math.floor(amount("stock", stock, least=0.0))
    short = mu * float(poisson.sf(s - 1, mu)) - s * float(poisson.sf(s, mu))
    return Stock(float(s), under * short + over * (s - mu + short), float(poisson.cdf(s, mu)))


def sharper_forecast_value(*, under: float, over: float, sd_old: float, sd_new: float) -> float:
    """What a better forecast saves in one period, where errors are normal.

    ``(c_u + c_o) · φ(z) · (σ_old − σ_new)``; below zero where the new one is worse.

    Parameters
    ----------
    under, over
        Cost of one piece too few, and of one too many.
    sd_old, sd_new
        Standard deviation of the errors of the two forecasts.

    Examples
    --------
    >>> sharper_forecast_value(under=0.70, over=0.18, sd_old=8, sd_new=6)
    0.4994013
    """
    old, new = (amount(n, v, least=0.0) for n, v in (("sd_old", sd_old), ("sd_new", sd_new)))
    z = _z(critical_fractile(under, over))
    return (under + over) * STANDARD.pdf(z) * (old - new)


def _z(fractile: float) -> float:
    if 0 < fractile < 1:
        return STANDARD.inv_cdf(fractile)
    got = "under 0" if fractile == 0 else "over 0"
    then = "With one of the two free of cost the best stock is none, or endless."
    raise NoSolution(must("under and over", "both above zero", got, then))
