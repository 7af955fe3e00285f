"""Acting on a predicted number: do it where it is expected to bring more than it costs."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.value.checks import Floats, column
from lepton.value.counts import ScoreCounts
from lepton.value.intervals import spread_of
from lepton.value.result import Result

__all__ = ["ActIf", "act_if"]


@dataclass(frozen=True, eq=False)
class ActIf(Result):
    """Decisions by a predicted number; money per decision of all rows.

    Parameters
    ----------
    expected
        What acting is expected to bring, ``margin · ŷ − cost``, shape (n,).
    realised
        What it did bring, ``margin · y − cost``, shape (n,).
    share
        Of rows that are acted on: those with an expected gain above zero.
    profit, low, high
        Money per row from acting on them, and its range.
    everybody
        Money per row from acting on all.
    right
        Share of those acted on where it did pay; None where nobody is acted on.
    level
        Share of samples in which the range holds the truth.
    """

    expected: Floats
    realised: Floats
    share: float
    profit: float
    low: float
    high: float
    everybody: float
    right: float | None
    level: float

    def counts(self) -> ScoreCounts:
        """Rows ranked by expected gain, to be priced and drawn like any other curve.

        Each row counts as a hit worth its realised gain, so price it with
        ``Assumptions(benefit=1, benefit_from="column", contact_cost=0)``; the cost of acting is
        inside the gain already.
        """
        return ScoreCounts.from_scores(
            np.ones(self.expected.size, dtype=np.bool_), self.expected, value=self.realised
        )


def act_if(
    y_true: npt.ArrayLike,
    forecast: npt.ArrayLike,
    *,
    margin: npt.ArrayLike = 1.0,
    cost: npt.ArrayLike = 0.0,
    level: float = 0.9,
) -> ActIf:
    """Tell what acting pays where ``margin · ŷ > cost``.

    Parameters
    ----------
    y_true
        What came true, shape (n,), of rows that the model was not fitted on.
    forecast
        What was predicted, shape (n,).
    margin
        Money per unit of it: a number, or one per row.
    cost
        Cost of acting once, zero or more: a number, or one per row.
    level
        Share of samples in which the range holds the truth.

    Raises
    ------
    InputError
        Arrays of different lengths or with gaps, or a negative cost.

    Examples
    --------
    >>> found = act_if([10, 0, 6], [8, 3, 5], margin=2, cost=9)
    >>> found.share, found.realised.tolist()
    (0.6666667, [11.0, -9.0, 3.0])
    """
    y = column("y_true", y_true, np.size(y_true))
    guess = column("forecast", forecast, y.size)
    per_unit, spent = _each("margin", margin, y.size), _each("cost", cost, y.size)
    if spent.min() < 0:
        got = f"{spent.min():g}"
        raise InputError(must("cost", "zero or more", got, "Enter costs as positive amounts."))
    expected, realised = per_unit * guess - spent, per_unit * y - spent
    acted = expected > 0
    spread = spread_of(np.where(acted, realised, 0.0))
    low, high = spread.at(level)
    return ActIf(
        expected=expected,
        realised=realised,
        share=float(acted.mean()),
        profit=spread.mean,
        low=low,
        high=high,
        everybody=float(realised.mean()),
        right=float(np.mean(realised[acted] > 0)) if acted.any() else None,
        level=level,
    )


def _each(name: str, value: npt.ArrayLike, rows: int) -> Floats:
    return column(name, np.full(rows, value) if np.ndim(value) == 0 else value, rows)
