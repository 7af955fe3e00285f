"""The arithmetic of ranges: quantiles, shares below a value, mean and spread.

PERT is Beta(1 + 4(m - a)/(b - a), 1 + 4(b - m)/(b - a)) on [a, b] (Malcolm, Roseboom, Clark &
Fazar 1959, with weight 4). The lognormal and the normal are found from P10 and P90, which lie
2.5631 standard deviations apart.
"""

import math
from functools import lru_cache
from typing import TYPE_CHECKING, cast

import numpy as np

from lepton.value.checks import Floats

if TYPE_CHECKING:
    from lepton.finance.ranges import Range

__all__ = ["below", "lognormal_ends", "moments", "of_scores", "ppf", "support"]

TENTH = 1.2815515655446004  # normal score of P90
WIDE = 6.0  # normal scores of the table; beyond it lies one draw in a billion
STEPS = 1024
NODES = 256
SMALL = 64  # up to so many, the exact quantile is quick enough


def lognormal_ends(mean: float, cv: float) -> tuple[float, float]:
    """P10 and P90 of a lognormal with this mean and coefficient of variation."""
    s = math.sqrt(math.log1p(cv * cv))
    middle = math.log(mean) - s * s / 2
    return math.exp(middle - TENTH * s), math.exp(middle + TENTH * s)


def support(r: "Range") -> tuple[float, float]:
    """Least and most it could be, its own bounds left aside."""
    if r.kind == "fixed":
        return float(r.mode or 0.0), float(r.mode or 0.0)
    if r.kind in {"beta", "bernoulli"}:
        return 0.0, 1.0
    if r.kind == "normal":
        return -math.inf, math.inf
    if r.kind == "lognormal":
        return 0.0, math.inf
    return _number(r.low), _number(r.high)


def ppf(r: "Range", u: Floats) -> Floats:
    """Quantile for each share of ``u``."""
    if r.floor is None and r.ceiling is None:
        return _ppf(r, u)
    least = 0.0 if r.floor is None else below(r, r.floor)
    most = 1.0 if r.ceiling is None else below(r, r.ceiling)
    found = _ppf(r, least + u * (most - least))
    return np.clip(found, r.floor, r.ceiling)


def of_scores(r: "Range", z: Floats) -> Floats:
    """Values for normal scores; exact where that is quick, else read from a table."""
    from scipy.special import ndtr

    free = r.floor is None and r.ceiling is None
    if free and r.kind in {"normal", "lognormal"}:
        middle, s = _normal(r)
        spread = middle + s * z
        return np.exp(spread) if r.kind == "lognormal" else spread
    if r.kind in {"pert", "beta"} and z.size > SMALL:
        return _read(_table(r), z)
    return ppf(r, ndtr(z))


def moments(r: "Range") -> tuple[float, float]:
    """Mean and standard deviation."""
    if r.floor is not None or r.ceiling is not None:
        return _truncated(r)
    if r.kind == "fixed":
        return _number(r.mode), 0.0
    if r.kind == "bernoulli":
        p = _number(r.p)
        return p, math.sqrt(p * (1 - p))
    if r.kind == "beta":
        a, b = _beta(r)
        return a / (a + b), math.sqrt(a * b / ((a + b) ** 2 * (a + b + 1)))
    middle, s = _normal(r) if r.kind in {"normal", "lognormal"} else (0.0, 0.0)
    if r.kind == "normal":
        return middle, s
    if r.kind == "lognormal":
        mean = math.exp(middle + s * s / 2)
        return mean, mean * math.sqrt(math.expm1(s * s))
    return _bounded(r)


def _bounded(r: "Range") -> tuple[float, float]:
    a, b = _number(r.low), _number(r.high)
    if r.kind == "uniform":
        return (a + b) / 2, (b - a) / math.sqrt(12)
    m = _number(r.mode)
    if r.kind == "triangular":
        variance = (a * a + m * m + b * b - a * b - a * m - b * m) / 18
        return (a + m + b) / 3, math.sqrt(max(variance, 0.0))
    mean = (a + 4 * m + b) / 6
    return mean, math.sqrt((mean - a) * (b - mean) / 7)


def _truncated(r: "Range") -> tuple[float, float]:
    """Mean and spread as integrals of the quantile over normal scores."""
    from scipy.special import ndtr

    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    z = 8.0 * nodes
    mass = weights * np.exp(-z * z / 2)
    mass /= mass.sum()
    values = ppf(r, ndtr(z))
    mean = float(mass @ values)
    return mean, math.sqrt(float(mass @ (values - mean) ** 2))


def _ppf(r: "Range", u: Floats) -> Floats:
    from scipy import special

    if r.kind == "fixed":
        return np.full(u.shape, _number(r.mode))
    if r.kind == "bernoulli":
        # 1 for the highest scores, so that good luck in one thing can go with another's
        return np.where(u > 1.0 - _number(r.p), 1.0, 0.0)
    if r.kind in {"normal", "lognormal"}:
        middle, s = _normal(r)
        found = middle + s * np.asarray(special.ndtri(u))
        return np.exp(found) if r.kind == "lognormal" else found
    if r.kind == "beta":
        return np.asarray(special.betaincinv(*_beta(r), u))
    low, high = _number(r.low), _number(r.high)
    if r.kind == "uniform":
        return low + u * (high - low)
    if r.kind == "pert":
        return low + (high - low) * np.asarray(special.betaincinv(*_beta(r), u))
    return _triangle(low, _number(r.mode), high, u)


def _triangle(a: float, m: float, b: float, u: Floats) -> Floats:
    left = a + np.sqrt(u * (b - a) * (m - a))
    right = b - np.sqrt((1.0 - u) * (b - a) * (b - m))
    return np.where(u < (m - a) / (b - a), left, right)


def below(r: "Range", x: float) -> float:
    """Share of the chances below a value, its own bounds left aside."""
    from scipy import special

    low, high = support(r)
    if x <= low or x >= high:
        return float(x >= high)
    if r.kind in {"normal", "lognormal"}:
        middle, s = _normal(r)
        return float(special.ndtr(((math.log(x) if r.kind == "lognormal" else x) - middle) / s))
    if r.kind == "bernoulli":
        return 1.0 - _number(r.p)
    part = (x - low) / (high - low)
    if r.kind in {"beta", "pert"}:
        return float(special.betainc(*_beta(r), part))
    if r.kind == "uniform":
        return part
    m = _number(r.mode)
    if x < m:
        return (x - low) ** 2 / ((high - low) * (m - low))
    return 1.0 - (high - x) ** 2 / ((high - low) * (high - m))


def _normal(r: "Range") -> tuple[float, float]:
    """Mean and standard deviation of the bell curve, of logarithms for the lognormal."""
    low, high = _number(r.low), _number(r.high)
    if r.kind == "lognormal":
        low, high = math.log(low), math.log(high)
    return (low + high) / 2, (high - low) / (2 * TENTH)


def _beta(r: "Range") -> tuple[float, float]:
    if r.kind == "beta":
        k, n = _number(r.k), _number(r.n)
        return k + 1.0, n - k + 1.0
    a, m, b = _number(r.low), _number(r.mode), _number(r.high)
    return 1.0 + 4.0 * (m - a) / (b - a), 1.0 + 4.0 * (b - m) / (b - a)


@lru_cache(maxsize=128)
def _table(r: "Range") -> Floats:
    """Values at evenly spaced normal scores, close enough to be joined by straight lines."""
    from scipy.special import ndtr

    values = ppf(r, ndtr(np.linspace(-WIDE, WIDE, STEPS + 1)))
    values.flags.writeable = False
    return values


def _read(table: Floats, z: Floats) -> Floats:
    """Straight lines between the values of a table; even steps need no search."""
    place = (np.clip(z, -WIDE, WIDE) + WIDE) * (STEPS / (2 * WIDE))
    left = np.minimum(place.astype(np.intp), STEPS - 1)
    low: Floats = table[left]
    rise: Floats = table[left + 1] - low
    return low + (place - left) * rise


def _number(value: float | None) -> float:
    """A number that the kind of range has: Range refuses one without."""
    return cast("float", value)
