"""What a decision earns under other values for some of its assumptions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.finance.earning import Earning, Values, Worth

__all__ = ["Repriced", "repriced"]


def repriced(earning: Earning, changes: Mapping[str, Any]) -> Earning:
    """Give the earning with other values; itself where nothing changes.

    Names that the earning does not know are left out.

    Examples
    --------
    >>> from lepton.finance import FlatEarning
    >>> plain = FlatEarning(profit=2.5, decisions_per_month=1000)
    >>> repriced(plain, {"profit": 3.0}).worth({}).profit
    3.0
    >>> repriced(plain, {}) is plain
    True
    """
    kept = {
        name: float(value)
        for name, value in changes.items()
        if name in earning.base and float(value) != earning.base[name]
    }
    return Repriced(earning, kept) if kept else earning


@dataclass(frozen=True, slots=True, eq=False)
class Repriced:
    """An earning whose assumptions have other values; everything else is as it was."""

    inner: Earning
    changes: Mapping[str, float]

    @property
    def base(self) -> dict[str, float]:
        """Assumptions with their new values."""
        return {**self.inner.base, **self.changes}

    @property
    def draws(self) -> int:
        """How many bootstrap draws of the model there are."""
        return self.inner.draws

    @property
    def capacity(self) -> float | None:
        """At most so many acted on in a month."""
        return self.inner.capacity

    @property
    def budget(self) -> float | None:
        """At most so much spent in a month."""
        return self.inner.budget

    @property
    def currency(self) -> str:
        """Three-letter code."""
        return self.inner.currency

    def worth(self, values: Values, draw: npt.NDArray[np.intp] | None = None) -> Worth:
        """Price a decision; values that are asked for go before the new ones."""
        return self.inner.worth({**self.changes, **values}, draw)

    def to_dict(self) -> dict[str, Any]:
        """Plain values of the earning it is made from, at the share it has here."""
        told = getattr(self.inner, "to_dict", None)
        if told is None:
            return {}
        plain: dict[str, Any] = told(self.changes["share"]) if "share" in self.changes else told()
        return plain
