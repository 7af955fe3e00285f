"""What one decision earns: where the money of a case comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.finance.names import checked_value
from lepton.value.worth import Worth

__all__ = ["Earning", "FlatEarning", "Values", "Worth"]

Floats = npt.NDArray[np.float64]
Values = Mapping[str, Any]
"""Values of assumptions by name: each a number, or an array of shape (d,) with one per trial."""


class Earning(Protocol):
    """Where the benefit comes from: a policy on scored rows, a forecast, or a plain figure.

    ``base`` always names ``decisions_per_month``, ``fixed_cost`` (a month, spent where anybody is
    acted on) and ``share`` (of decisions acted on); ``draws`` is 0 where the error of the model
    is not known.
    """

    @property
    def base(self) -> Mapping[str, float]:
        """Assumptions that it can be asked about, with their values."""
        ...

    @property
    def draws(self) -> int:
        """How many bootstrap draws of the model it holds."""
        ...

    @property
    def capacity(self) -> float | None:
        """At most so many acted on in a month; None for no limit."""
        ...

    @property
    def budget(self) -> float | None:
        """At most so much spent in a month; None for no limit."""
        ...

    @property
    def currency(self) -> str:
        """Three-letter code."""
        ...

    def worth(self, values: Values, draw: npt.NDArray[np.intp] | None = None) -> Worth:
        """Price a decision.

        Parameters
        ----------
        values
            Values for some names of ``base``; the others stay as they are.
        draw
            Which bootstrap draw of the model, shape (d,), from 0 to ``draws`` - 1; None for the
            estimate itself.
        """
        ...


@dataclass(frozen=True, slots=True, eq=False)
class FlatEarning:
    """A known profit per decision, such as that of a forecast, of routing, or a plain guess.

    Parameters
    ----------
    profit
        Extra profit per decision, in currency.
    decisions_per_month
        How many decisions come up.
    fixed_cost
        A month, positive.
    sampled
        Bootstrap draws of the profit per decision, shape (draws,); None where unknown.
    currency
        Three-letter code.
    capacity, budget
        At most so many acted on, and so much spent, in a month; None for no limit.
    against
        What the profit is measured against, in words; empty where it is acting on nobody.
    rows
        Rows it was measured on; 0 for a guess.

    Raises
    ------
    InputError
        There are no decisions, or a number is missing or outside its bounds.

    Examples
    --------
    >>> FlatEarning(profit=2.5, decisions_per_month=1000).worth({}).profit
    2.5
    >>> FlatEarning(profit=2.5, decisions_per_month=1000).worth({"profit": 3.0}).profit
    3.0
    """

    profit: float
    decisions_per_month: float
    fixed_cost: float = 0.0
    sampled: Floats | None = None
    currency: str = "EUR"
    capacity: float | None = None
    budget: float | None = None
    against: str = ""
    rows: int = 0

    def __post_init__(self) -> None:
        for name in ("profit", "decisions_per_month", "fixed_cost"):
            checked_value(name, getattr(self, name))
        if self.sampled is not None and not np.isfinite(self.sampled).all():
            then = "Leave the draws out where they are not known."
            raise InputError(must("sampled", "finite in every draw", "a gap", then))

    @property
    def base(self) -> dict[str, float]:
        """Assumptions that it can be asked about."""
        return {
            "profit": self.profit, "decisions_per_month": self.decisions_per_month,
            "fixed_cost": self.fixed_cost, "share": 1.0,
        }  # fmt: skip

    @property
    def draws(self) -> int:
        """How many bootstrap draws it holds."""
        return 0 if self.sampled is None else self.sampled.size

    def worth(self, values: Values, draw: npt.NDArray[np.intp] | None = None) -> Worth:
        """Give the profit, moved by what the draws differ from the estimate.

        Where only a share of the decisions follows, the others are made as today.
        """
        profit = values.get("profit", self.profit)
        if draw is not None:
            if self.sampled is None:
                raise InputError(must("draw", "left out", "given", "No draws are known."))
            profit = profit + (self.sampled[draw] - self.profit)
        return Worth(profit * values.get("share", 1.0), 0.0)

    def to_dict(self, share: float | None = None) -> dict[str, Any]:  # noqa: ARG002 - as of a policy
        """Plain values: with those of :attr:`base` they are enough to price it elsewhere."""
        return {"kind": "flat"}
