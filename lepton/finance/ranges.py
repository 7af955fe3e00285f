"""What a person is unsure of: an assumption as a range instead of one number."""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, listed, must
from lepton.finance import shapes
from lepton.value.checks import Floats, amount, share
from lepton.value.entries import fields_in

__all__ = ["KINDS", "Range"]

NEEDED = {
    "fixed": ("mode",),
    "triangular": ("low", "mode", "high"),
    "pert": ("low", "mode", "high"),
    "lognormal": ("low", "high"),
    "beta": ("k", "n"),
    "bernoulli": ("p",),
    "uniform": ("low", "high"),
    "normal": ("low", "high"),
}
KINDS = tuple(NEEDED)
RARE = 1e-12  # a chance that nobody will ever see
LOWER_FIRST = "Enter the lower end of the range first, or one plain number if nothing varies."


@dataclass(frozen=True, slots=True)
class Range:
    """An assumption that may take many values, each more or less likely.

    Parameters
    ----------
    kind
        "fixed", "triangular", "pert", "lognormal", "beta", "bernoulli", "uniform" or "normal".
    low, mode, high
        Least, most likely and most: ``mode`` alone for "fixed". For "lognormal" and "normal",
        ``low`` and ``high`` are the values with a chance of one in ten to be below and above
        (P10 and P90).
    k, n
        For "beta": seen in ``k`` of ``n`` cases, so Beta(k + 1, n - k + 1).
    p
        For "bernoulli": chance of 1; it is 0 otherwise.
    floor, ceiling
        Bounds that no value crosses, as :meth:`within` sets them; None for none. What lies
        outside is left out and the rest becomes likelier in proportion: the range is truncated,
        its values are not piled up at the bound.

    Raises
    ------
    InputError
        The kind does not exist, a number is missing or not needed, or they are out of order.

    Examples
    --------
    >>> known = Range.pert(10, 20, 60)
    >>> known.mean, known.sd
    (25.0, 8.660254)
    >>> known.quantile(0.9)
    37.2667
    >>> Range.from_dict(known.to_dict()) == known
    True
    """

    kind: str
    low: float | None = None
    mode: float | None = None
    high: float | None = None
    k: float | None = None
    n: float | None = None
    p: float | None = None
    floor: float | None = None
    ceiling: float | None = None

    def __post_init__(self) -> None:
        if self.kind not in NEEDED:
            rule = f"one of {', '.join(KINDS)}"
            raise InputError(must("kind", rule, repr(self.kind), "Choose one of them."))
        self._complete()
        for name in (*NEEDED[self.kind], "floor", "ceiling"):
            if getattr(self, name) is not None:
                object.__setattr__(self, name, amount(name, getattr(self, name)))
        self._ordered()
        self._inside()

    @classmethod
    def fixed(cls, value: float) -> "Range":
        """One number that is known."""
        return cls("fixed", mode=value)

    @classmethod
    def triangular(cls, low: float, mode: float, high: float) -> "Range":
        """Rising straight to the most likely value and falling straight from it."""
        return cls("triangular", low=low, mode=mode, high=high)

    @classmethod
    def pert(cls, low: float, mode: float, high: float) -> "Range":
        """As the triangle, but rounded: the ends are rarer."""
        return cls("pert", low=low, mode=mode, high=high)

    @classmethod
    def lognormal(cls, low: float, high: float) -> "Range":
        """Above zero with a long upper tail, from its P10 and P90."""
        return cls("lognormal", low=low, high=high)

    @classmethod
    def lognormal_mean(cls, mean: float, cv: float) -> "Range":
        """As :meth:`lognormal`, from its mean and its standard deviation as a share of it.

        Examples
        --------
        >>> Range.lognormal_mean(100, 0.5).mean
        100.0
        """
        then = "Both the mean and the spread have to be above zero."
        middle = amount("mean", mean, least=1e-12, then=then)
        spread = amount("cv", cv, least=1e-9, most=100.0, then=then)
        low, high = shapes.lognormal_ends(middle, spread)
        return cls("lognormal", low=low, high=high)

    @classmethod
    def normal(cls, low: float, high: float) -> "Range":
        """The bell curve, from its P10 and P90."""
        return cls("normal", low=low, high=high)

    @classmethod
    def uniform(cls, low: float, high: float) -> "Range":
        """Every value from low to high is as likely."""
        return cls("uniform", low=low, high=high)

    @classmethod
    def beta(cls, k: float, n: float) -> "Range":
        """A share of which is known that it was seen in ``k`` of ``n`` cases."""
        return cls("beta", k=k, n=n)

    @classmethod
    def bernoulli(cls, p: float) -> "Range":
        """It happens (1) with this chance, or not (0)."""
        return cls("bernoulli", p=p)

    @property
    def varies(self) -> bool:
        """Whether it can take more than one value."""
        return self.kind != "fixed" and not (self.kind == "bernoulli" and self.p in {0.0, 1.0})

    @property
    def mean(self) -> float:
        """Expected value."""
        return shapes.moments(self)[0]

    @property
    def sd(self) -> float:
        """Standard deviation."""
        return shapes.moments(self)[1]

    def ppf(self, u: npt.ArrayLike) -> Floats:
        """The value below which a share ``u`` of the chances lies; any shape, 0 to 1."""
        return shapes.ppf(self, np.asarray(u, dtype=np.float64))

    def quantile(self, q: float) -> float:
        """As :meth:`ppf`, for one share.

        Raises
        ------
        InputError
            ``q`` is not between 0 and 1.
        """
        return float(self.ppf(share("q", q)))

    def of_scores(self, z: Floats) -> Floats:
        """Values for normal scores, shape (d,); quick, and within 1e-4 standard deviations."""
        return shapes.of_scores(self, z)

    def within(self, floor: float, ceiling: float) -> "Range":
        """The range inside the bounds of a field.

        Raises
        ------
        InputError
            A number that was entered for the range lies outside the bounds.
        """
        given = [v for v in (self.low, self.mode, self.high) if v is not None]
        if any(not floor <= v <= ceiling for v in given):
            rule = f"from {floor:,.6g} to {ceiling:,.6g}"
            raise InputError(must("range", rule, listed(given), "Keep all of it inside."))
        cut = shapes.below(self, floor) > RARE
        capped = shapes.below(self, ceiling) < 1.0 - RARE
        return replace(self, floor=floor if cut else None, ceiling=ceiling if capped else None)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; what is not used is left out."""
        given = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: value for name, value in given.items() if value is not None}

    @classmethod
    def from_dict(cls, given: dict[str, Any]) -> "Range":
        """Read what :meth:`to_dict` wrote.

        Raises
        ------
        InputError
            A field does not exist, or a value cannot be used.
        """
        rule = f"made of kind and {', '.join(f.name for f in fields(cls)[1:])}"
        known = fields_in("range", given, cls, rule)
        if "kind" not in known:
            raise InputError(must("range", rule, "no kind", "Check the spelling."))
        return cls(**known)

    def _complete(self) -> None:
        needed = NEEDED[self.kind]
        numbers = ("low", "mode", "high", "k", "n", "p")
        missing = [name for name in needed if getattr(self, name) is None]
        idle = [n for n in numbers if n not in needed and getattr(self, n) is not None]
        if missing or idle:
            got = f"no {listed(missing)}" if missing else f"{listed(idle)} as well"
            rule = f"given by {' and '.join(needed)}"
            raise InputError(must(f"a {self.kind} range", rule, got, "Give just these numbers."))

    def _ordered(self) -> None:
        low, mode, high = self.low, self.mode, self.high
        if low is not None and high is not None:
            if not low < high:
                raise InputError(must("low", f"below high ({high:g})", f"{low:g}", LOWER_FIRST))
            if mode is not None and not low <= mode <= high:
                then = "The most likely value lies between the two ends."
                raise InputError(must("mode", f"from {low:g} to {high:g}", f"{mode:g}", then))
            if self.kind == "lognormal" and low <= 0:
                then = "Choose another kind of range for what may be zero or negative."
                raise InputError(must("low", "above 0", f"{low:g}", then))
        if self.kind == "beta":
            n = amount("n", self.n, least=0.0, most=1e12, then="Enter how many cases were seen.")
            amount("k", self.k, least=0.0, most=n, then=f"It was seen in at most all {n:g} cases.")
        if self.kind == "bernoulli":
            share("p", self.p)

    def _inside(self) -> None:
        floor, ceiling = self.floor, self.ceiling
        if floor is None and ceiling is None:
            return
        low, high = shapes.support(self)
        least = low if floor is None else floor
        most = high if ceiling is None else ceiling
        if not (least < most and least < high and most > low):
            got = f"{least:g} to {most:g}"
            raise InputError(must("floor and ceiling", "around a part of it", got, LOWER_FIRST))
