"""What is not known about the money: a distribution, and its exact partial means.

A metric that averages over an uncertain amount needs two numbers only: how likely the amount is
above a limit, and how much of its mean lies there. Both are incomplete beta or gamma functions,
so nothing is drawn at random.
"""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from lepton.errors import InputError, must
from lepton.value.checks import Floats, amount, share

__all__ = ["Beta", "Fixed", "Gamma", "Mixture", "Uncertain"]

SMALLEST = 1e-9
LARGEST = 1e9


class Uncertain(Protocol):
    """An amount that is not known for certain."""

    @property
    def mean(self) -> float:
        """Expected amount."""
        ...

    def above(self, limit: Floats) -> tuple[Floats, Floats]:
        """Chance of being above each limit, and the part of the mean that lies there.

        Parameters
        ----------
        limit
            Any numbers, infinity too, shape (m,).

        Returns
        -------
        ``P(θ > limit)`` and ``E[θ · 1(θ > limit)]``, each of shape (m,).
        """
        ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """An amount that is known.

    Parameters
    ----------
    value
        The amount.
    """

    value: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", amount("value", self.value))

    @property
    def mean(self) -> float:
        """The amount itself."""
        return self.value

    def above(self, limit: Floats) -> tuple[Floats, Floats]:
        """One above every smaller limit; see :class:`Uncertain`."""
        over = np.asarray(self.value > limit, dtype=np.float64)
        return over, self.value * over


@dataclass(frozen=True, slots=True)
class Beta:
    """A share between 0 and 1, with mean ``alpha / (alpha + beta)``.

    Parameters
    ----------
    alpha, beta
        Above zero; 1 and 1 make every share equally likely.

    Examples
    --------
    >>> Beta(6, 14).mean
    0.3
    """

    alpha: float
    beta: float

    def __post_init__(self) -> None:
        for name in ("alpha", "beta"):
            object.__setattr__(self, name, _shape(name, getattr(self, name)))

    @property
    def mean(self) -> float:
        """Expected share."""
        return self.alpha / (self.alpha + self.beta)

    def above(self, limit: Floats) -> tuple[Floats, Floats]:
        """Incomplete beta functions; see :class:`Uncertain`."""
        from scipy.special import betaincc

        x = np.clip(limit, 0.0, 1.0)
        over = np.asarray(betaincc(self.alpha, self.beta, x))
        return over, self.mean * np.asarray(betaincc(self.alpha + 1, self.beta, x))


@dataclass(frozen=True, slots=True)
class Gamma:
    """An amount above zero, with mean ``alpha / beta``.

    Parameters
    ----------
    alpha
        Shape, above zero.
    beta
        Rate, above zero: one over the scale.

    Examples
    --------
    >>> Gamma(12, 0.0015).mean
    8000.0
    """

    alpha: float
    beta: float

    def __post_init__(self) -> None:
        for name in ("alpha", "beta"):
            object.__setattr__(self, name, _shape(name, getattr(self, name)))

    @property
    def mean(self) -> float:
        """Expected amount."""
        return self.alpha / self.beta

    def above(self, limit: Floats) -> tuple[Floats, Floats]:
        """Incomplete gamma functions; see :class:`Uncertain`."""
        from scipy.special import gammaincc

        x = self.beta * np.maximum(limit, 0.0)
        over = np.asarray(gammaincc(self.alpha, x))
        return over, self.mean * np.asarray(gammaincc(self.alpha + 1, x))


@dataclass(frozen=True, slots=True)
class Mixture:
    """One of several distributions, each with its chance.

    Parameters
    ----------
    parts
        Pairs of a chance, 0 to 1, and a distribution; the chances add up to 1.

    Examples
    --------
    >>> Mixture(((0.5, Fixed(0.0)), (0.5, Beta(1, 1)))).mean
    0.25
    """

    parts: tuple[tuple[float, Uncertain], ...]

    def __post_init__(self) -> None:
        chances = [share("chance", chance) for chance, _ in self.parts]
        if abs(sum(chances) - 1.0) > SMALLEST:
            then = "Give every case its chance."
            raise InputError(must("chances", "1 in total", f"{sum(chances):g}", then))

    @property
    def mean(self) -> float:
        """Expected amount."""
        return sum(chance * part.mean for chance, part in self.parts)

    def above(self, limit: Floats) -> tuple[Floats, Floats]:
        """Weighted sum over the parts; see :class:`Uncertain`."""
        found = [(chance, *part.above(limit)) for chance, part in self.parts]
        over = np.sum([chance * p for chance, p, _ in found], axis=0)
        return over, np.sum([chance * m for chance, _, m in found], axis=0)


def _shape(name: str, value: Any) -> float:
    then = "Both parameters of a distribution are above zero."
    return amount(name, value, least=SMALLEST, most=LARGEST, then=then)
