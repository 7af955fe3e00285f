"""Whether the money that probabilities promise came in."""

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lepton.value.assumptions import Assumptions
from lepton.value.calibration.reliability import CERTAIN, MATERIAL, bins_of, sums_by_bin
from lepton.value.checks import Floats, column, weights
from lepton.value.curve import sealed
from lepton.value.pricing import scale_of
from lepton.value.result import Result
from lepton.value.uncertainty.money import label_shift, level_of, whole

if TYPE_CHECKING:
    from lepton.value.scored import ScoredRows

__all__ = ["MoneyCalibration", "expected_against_realised", "money_calibration"]


@dataclass(frozen=True, eq=False)
class MoneyCalibration(Result):
    """Expected against realised gain of acting, in tenths of the rows; arrays of shape (m,).

    The first tenth holds the rows with the highest expected gain.

    Parameters
    ----------
    share
        Share of all decisions down to the end of each group.
    expected
        Gain that the probabilities promise, summed over the group, per population.
    realised
        Gain that came in.
    low, high
        Range of the realised gain.
    expected_where_it_pays, realised_where_it_pays
        The same sums over all rows whose expected gain is above zero: the policy that the
        probabilities ask for.
    low_where_it_pays, high_where_it_pays
        Range of the realised one.
    kept
        Realised over expected where it pays: 0.9 keeps 90 % of the promise; None where nothing
        is promised.
    verdict
        "good", "optimistic" (less came in than promised) or "pessimistic" (more did).
    level
        How sure the ranges are.
    """

    share: Floats
    expected: Floats
    realised: Floats
    low: Floats
    high: Floats
    expected_where_it_pays: float
    realised_where_it_pays: float
    low_where_it_pays: float
    high_where_it_pays: float
    kept: float | None
    verdict: str
    level: float


def money_calibration(
    rows: "ScoredRows", assumptions: Assumptions, *, bins: int = 10, level: float = 0.9
) -> MoneyCalibration:
    """Tell whether acting brought in what the probabilities promised.

    Parameters
    ----------
    rows
        Rows that the model was not fitted on, with calibrated probabilities as scores.
    assumptions
        What a person assumes about the money.
    bins
        Groups of equal size, 2 to 1,000.
    level
        How sure the ranges should be, 0.5 to 0.999.

    Returns
    -------
    Money per month. A base rate that is assumed re-weighs the rows as well.

    Raises
    ------
    InputError
        The scores are no probabilities, or a setting is out of range.

    Examples
    --------
    >>> from lepton.value.scored import ScoredRows
    >>> rows = ScoredRows.of([1, 0, 0, 0] * 100, [0.25] * 400)
    >>> offer = Assumptions(benefit=10, contact_cost=1, decisions_per_month=400)
    >>> found = money_calibration(rows, offer)
    >>> found.expected_where_it_pays, found.realised_where_it_pays, found.verdict
    (600.0, 600.0, 'good')
    """
    hit, weight = rows.y_true == 1, rows.weight
    shifted = label_shift(hit, weight, assumptions.base_rate)
    given = _Given(
        rows.expected(assumptions),
        rows.gains(assumptions)[0],
        shifted,
        None if shifted is weight else (hit, weight),
    )
    return _compared(given, bins, level, assumptions.decisions_per_month)


def expected_against_realised(
    expected: npt.ArrayLike,
    realised: npt.ArrayLike,
    *,
    sample_weight: npt.ArrayLike | None = None,
    bins: int = 10,
    level: float = 0.9,
    population: float | None = None,
) -> MoneyCalibration:
    """Compare expected with realised gains, however they came about.

    Parameters
    ----------
    expected, realised
        Gain of acting over not acting in each row, shape (n,).
    sample_weight
        How many decisions each row stands for, shape (n,).
    population
        Decisions to scale the money to; the given rows when left out.

    Returns
    -------
    Money per population.

    Raises
    ------
    InputError
        Gaps, other lengths, or a setting out of range.

    Examples
    --------
    >>> found = expected_against_realised([2.0, 2.0, 1.0, 1.0], [3.0, 1.0, 1.0, 1.0], bins=2)
    >>> found.expected.tolist(), found.realised.tolist()
    ([4.0, 2.0], [4.0, 2.0])
    """
    hope = column("expected", expected, np.size(expected))
    came = column("realised", realised, hope.size)
    weight = weights(sample_weight, hope.size)
    w = np.ones(hope.size) if weight is None else weight
    return _compared(_Given(hope, came, w), bins, level, population)


@dataclass(frozen=True, slots=True, eq=False)
class _Given:
    """Promise, outcome and weight of each row, shape (n,).

    Where a base rate is assumed, ``before`` tells the hits and the weights without it: how many
    of the rows are hits is then no luck, and a row stands for another number of decisions.
    """

    hope: Floats
    came: Floats
    weight: Floats
    before: tuple[npt.NDArray[np.bool_], Floats] | None = None

    def errors(self, where: npt.NDArray[np.intp]) -> Floats:
        """Standard error of what came in, in each group that rows may belong to."""
        w, size = self.weight, int(where.max()) + 1
        if self.before is None:
            every: Floats = np.bincount(where, weights=w, minlength=size).astype(np.float64)
            return np.asarray(np.sqrt(self._variance(where, slice(None), every)))
        hit, weight = self.before
        found = np.zeros(size)
        for kind in (hit, ~hit):
            total = float(w[kind].sum())
            times = total / float(weight[kind].sum())
            found += times * self._variance(where, kind, np.full(size, total))
        return np.asarray(np.sqrt(found))

    def _variance(self, where: npt.NDArray[np.intp], rows: Any, count: Floats) -> Floats:
        """``Σ w·g² − (Σ w·g)² / count`` in each group."""
        got, squares = (
            np.bincount(where[rows], weights=v, minlength=count.size)
            for v in (self.weight[rows] * self.came[rows], (self.weight * self.came**2)[rows])
        )
        mean = np.divide(got**2, count, out=np.zeros_like(got), where=count > 0)
        return np.asarray(np.maximum(squares - mean, 0.0))


def _compared(given: _Given, bins: int, level: float, population: float | None) -> MoneyCalibration:
    hope, came, w = given.hope, given.came, given.weight
    parts, sure = whole("bins", bins, least=2, most=1000), level_of(level)
    scale, total = scale_of(population, float(w.sum())), float(w.sum())
    where = bins_of(-hope, w, parts)
    count, said, got = sums_by_bin(where, w, w * hope, w * came)
    error = given.errors(where)[np.bincount(where, weights=w) > 0]
    z = NormalDist().inv_cdf((1 + sure) / 2)
    pays = hope > 0
    said_all, got_all = (scale * float((w * v)[pays].sum()) for v in (hope, came))
    error_all = scale * float(given.errors(pays.astype(np.intp))[-1]) if pays.any() else 0.0
    return MoneyCalibration(
        share=sealed(np.cumsum(count) / total),
        expected=sealed(scale * said),
        realised=sealed(scale * got),
        low=sealed(scale * (got - z * error)),
        high=sealed(scale * (got + z * error)),
        expected_where_it_pays=said_all,
        realised_where_it_pays=got_all,
        low_where_it_pays=got_all - z * error_all,
        high_where_it_pays=got_all + z * error_all,
        kept=got_all / said_all if said_all > 0 else None,
        verdict=_verdict(said_all, got_all, error_all),
        level=sure,
    )


def _verdict(expected: float, realised: float, error: float) -> str:
    """A gap counts if it is neither luck nor too small to matter."""
    reach = NormalDist().inv_cdf(CERTAIN) * error
    if abs(realised - expected) <= max(reach, MATERIAL * abs(expected)):
        return "good"
    return "optimistic" if realised < expected else "pessimistic"
