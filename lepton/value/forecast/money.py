"""What a forecast that is too low or too high costs."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.value.checks import Floats, amount, share
from lepton.value.entries import above_zero, column_name, cost, currency, known_fields
from lepton.value.forecast.newsvendor import critical_fractile

__all__ = ["ForecastMoney"]

ROUNDING = 1e-9  # a plan at the very edge of the tolerance is inside
COSTS = ("under", "over", "tolerance", "step", "fixed_cost")


@dataclass(frozen=True, kw_only=True)
class ForecastMoney:
    """What one piece too few and one too many cost, in each period that is planned.

    Parameters
    ----------
    under
        Cost of one piece too few, such as the margin of a lost sale, as a positive amount.
    over
        Cost of one piece too many, such as one that stands idle, as a positive amount.
    tolerance
        Pieces that a plan may be off without any cost.
    step
        Cost of each period in which the plan is off by more than that, on top.
    enough
        Share of periods in which the plan is to be enough, 0 to 1; None for what costs least.
    fixed_cost
        Cost of the forecast a month, as a positive amount.
    periods_per_month
        Periods that are planned in a month.
    season
        Rows after which the same comes round again, such as 24 for hours of the day; None for
        none.
    season_column
        Column whose values say what comes round again, such as the hour; None for none.
    today
        Column that holds what is planned today; None for none.
    currency
        Three-letter code, such as "EUR".

    Raises
    ------
    InputError
        An amount is negative, not a number or absurdly large, or both costs are zero.

    Examples
    --------
    >>> ForecastMoney(under=4, over=1).fractile
    0.8
    """

    under: float = 3.0
    over: float = 1.0
    tolerance: float = 0.0
    step: float = 0.0
    enough: float | None = None
    fixed_cost: float = 0.0
    periods_per_month: float = 1000.0
    season: int | None = None
    season_column: str | None = None
    today: str | None = None
    currency: str = "EUR"

    def __post_init__(self) -> None:
        for name in COSTS:
            self._set(name, cost(name, getattr(self, name)))
        if self.under + self.over + self.step == 0:
            then = "Enter what one piece too few or one too many costs."
            raise InputError(must("under", "above zero where over is zero", "both zero", then))
        if self.enough is not None:
            self._set("enough", share("enough", self.enough))
        then = "Enter how many periods are planned in a month."
        self._set(
            "periods_per_month", above_zero("periods_per_month", self.periods_per_month, then)
        )
        if self.season is not None:
            then = "Enter after how many rows the same comes round again."
            self._set("season", int(amount("season", self.season, least=1.0, then=then)))
        for name in ("season_column", "today"):
            column_name(name, getattr(self, name))
        self._set("currency", currency(self.currency))

    @classmethod
    def of_sales(
        cls, *, revenue: float, purchase: float, salvage: float = 0.0, **more: Any
    ) -> "ForecastMoney":
        """Price pieces that are bought, sold, and given away below cost if left over.

        Too few: the margin ``revenue - purchase``. Too many: the loss ``purchase - salvage``.

        Raises
        ------
        InputError
            The revenue lies below the purchase price, or the salvage value above it.

        Examples
        --------
        >>> ForecastMoney.of_sales(revenue=1, purchase=0.3, salvage=0.12).fractile
        0.7954545
        """
        bought = cost("purchase", purchase)
        sold = amount("revenue", revenue, least=bought, then="A sale has to bring its price back.")
        left = amount(
            "salvage", salvage, least=0.0, most=bought, then="Else it pays to buy without end."
        )
        return cls(under=sold - bought, over=bought - left, **more)

    @property
    def fractile(self) -> float:
        """Share of periods in which the plan should be enough (the critical fractile)."""
        if self.under + self.over == 0:
            return 0.5  # only misses as such cost anything
        return critical_fractile(self.under, self.over)

    @property
    def linear(self) -> bool:
        """Whether the cost grows with every piece from the first."""
        return self.tolerance == 0 and self.step == 0

    @property
    def edge(self) -> float:
        """How far a plan may be off without the cost of a step, room for rounding included."""
        return self.tolerance * (1 + ROUNDING)

    def cost_of(self, error: npt.ArrayLike) -> Floats:
        """Cost of each period, by what was needed less what was planned.

        ``under·(e − t)₊ + over·(−e − t)₊ + step·[|e| > t]`` with the tolerance t.

        Parameters
        ----------
        error
            Needed less planned, in pieces, any shape.
        """
        e = np.asarray(error, dtype=np.float64)
        short = np.maximum(e - self.tolerance, 0.0)
        spare = np.maximum(-e - self.tolerance, 0.0)
        missed = np.abs(e) > self.edge
        return np.asarray(self.under * short + self.over * spare + self.step * missed)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"form": "forecast", **asdict(self)}

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> "ForecastMoney":
        """Read what :meth:`to_dict` wrote; fields left out take their defaults.

        Raises
        ------
        InputError
            It is another form of money, a field does not exist, or a value cannot be used.
        """
        return cls(**known_fields(given, cls, "forecast"))

    def _set(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)
