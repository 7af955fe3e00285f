"""Periods with what was needed, what was forecast, and what simpler rules would have said."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.value.checks import Floats, column

__all__ = ["ForecastRows"]

FEWEST = 2


@dataclass(frozen=True, eq=False)
class ForecastRows:
    """Rows that the model was not fitted on; arrays of shape (n,).

    Parameters
    ----------
    y_true
        What was needed.
    forecast
        What the model said.
    baselines
        What simpler rules would have said, by their name.
    today
        What was planned; None where nobody knows.
    in_order
        Whether the rows follow each other in time.
    """

    y_true: Floats
    forecast: Floats
    baselines: Mapping[str, Floats] = field(default_factory=dict)
    today: Floats | None = None
    in_order: bool = False

    @classmethod
    def of(
        cls,
        y_true: npt.ArrayLike,
        forecast: npt.ArrayLike,
        *,
        baselines: Mapping[str, npt.ArrayLike] | None = None,
        today: npt.ArrayLike | None = None,
        in_order: bool = False,
    ) -> "ForecastRows":
        """Check the arrays.

        Raises
        ------
        InputError
            They are empty, of different lengths, or not finite.
        """
        y = column("y_true", y_true, np.size(y_true))
        if y.size < FEWEST:
            then = "Add rows that the model has not seen."
            raise InputError(must("y_true", f"at least {FEWEST} rows long", y.size, then))
        simple = {str(k): column(str(k), v, y.size) for k, v in (baselines or {}).items()}
        now = None if today is None else column("today", today, y.size)
        return cls(y, column("forecast", forecast, y.size), simple, now, in_order)

    @property
    def residual(self) -> Floats:
        """What was needed less what was forecast."""
        return np.asarray(self.y_true - self.forecast)

    def only(self, kept: npt.NDArray[np.intp]) -> "ForecastRows":
        """Some of the rows."""
        return ForecastRows(
            self.y_true[kept],
            self.forecast[kept],
            {name: values[kept] for name, values in self.baselines.items()},
            None if self.today is None else self.today[kept],
            self.in_order,
        )

    def halves(self, seed: int) -> tuple["ForecastRows", "ForecastRows"]:
        """One half to choose on and one to report on: by time where there is one, else drawn."""
        n = self.y_true.size
        order = np.arange(n) if self.in_order else np.random.default_rng(seed).permutation(n)
        first, second = np.sort(order[: n // 2]), np.sort(order[n // 2 :])
        return self.only(first), self.only(second)
