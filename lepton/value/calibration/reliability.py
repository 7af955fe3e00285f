"""Whether what is predicted in 20 % of cases happens in 20 % of them."""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.value.calibration.corrections import probabilities
from lepton.value.checks import Floats, labels, weights
from lepton.value.curve import sealed
from lepton.value.result import Result
from lepton.value.uncertainty.money import level_of, whole

__all__ = ["Reliability", "bins_of", "reliability"]

MATERIAL = 0.05  # a gap of less than 5 % of what is there is good enough for money
CERTAIN = 0.999  # how sure a gap has to be before it is called one
UNEVEN = 3.0  # times as far off as luck alone would be
TINY = 1e-12


@dataclass(frozen=True, eq=False)
class Reliability(Result):
    """Predicted against observed shares, in bins of equal size; arrays of shape (m,).

    Parameters
    ----------
    predicted
        Mean probability of each bin, rising.
    observed
        Share of the rows where the outcome happened.
    count
        Rows in each bin; summed weights where weights were given.
    low, high
        Range of the observed share (Wilson 1927).
    ece
        Expected calibration error: mean distance of observed from predicted, by rows.
    ece_by_chance
        The same for probabilities that are exactly right, by luck of so few rows alone.
    largest_gap
        Largest distance of observed from predicted, above zero where predicted is higher.
    brier
        Mean squared distance of the probabilities from what happened.
    mean_predicted, mean_observed
        Over all rows.
    slope
        What stretches the log-odds best: below 1 the probabilities are too extreme.
    verdict
        "good"; "optimistic" or "pessimistic", where positives are predicted too often or not
        often enough overall; "overconfident" or "underconfident", where they are right overall
        but too extreme or not extreme enough; "uneven", where they are right on average but far
        off in some bins.
    level
        How sure ``low`` and ``high`` are.
    """

    predicted: Floats
    observed: Floats
    count: Floats
    low: Floats
    high: Floats
    ece: float
    ece_by_chance: float
    largest_gap: float
    brier: float
    mean_predicted: float
    mean_observed: float
    slope: float
    verdict: str
    level: float


def reliability(
    y_true: npt.ArrayLike,
    y_prob: npt.ArrayLike,
    *,
    bins: int = 10,
    sample_weight: npt.ArrayLike | None = None,
    level: float = 0.9,
) -> Reliability:
    """Tell whether probabilities can be taken at their word.

    Parameters
    ----------
    y_true
        Outcomes, 0 or 1, shape (n,), of rows that the model was not fitted on.
    y_prob
        Predicted probabilities, shape (n,).
    bins
        Groups of equal size, 2 to 1,000; equal probabilities are never parted.
    sample_weight
        How many decisions each row stands for, shape (n,).
    level
        How sure the ranges should be, 0.5 to 0.999.

    Returns
    -------
    Shares between 0 and 1.

    Raises
    ------
    InputError
        Probabilities outside 0 to 1, other lengths, or a number of bins out of range.

    Examples
    --------
    >>> found = reliability([0, 0, 0, 1] * 100, [0.25] * 400)
    >>> found.ece, found.verdict
    (0.0, 'good')
    """
    y = labels(y_true).astype(np.float64)
    p = probabilities(y_prob, "y_prob")
    if p.size != y.size:
        rule, got = f"as long as y_true ({y.size:,} rows)", f"{p.size:,} rows"
        raise InputError(must("y_prob", rule, got, "Pass exactly one value per row."))
    weight = weights(sample_weight, y.size)
    w = np.ones(y.size) if weight is None else weight
    parts, sure = whole("bins", bins, least=2, most=1000), level_of(level)
    count, said, came, luck = sums_by_bin(bins_of(p, w, parts), w, w * p, w * y, w * p * (1 - p))
    predicted, observed = said / count, came / count
    gap, total = predicted - observed, float(count.sum())
    low, high = wilson(observed, count, sure)
    slope, slope_error = _slope(y, p, w)
    overall = (float(said.sum() / total), float(came.sum() / total))
    ece = float(np.abs(gap) @ count / total)
    by_chance = math.sqrt(2 / math.pi) * float(np.sqrt(luck).sum()) / total
    verdict = _verdict(overall, math.sqrt(float(luck.sum())) / total, slope, slope_error)
    if verdict == "good" and ece > max(UNEVEN * by_chance, 2 * MATERIAL * overall[1]):
        verdict = "uneven"
    return Reliability(
        predicted=sealed(predicted),
        observed=sealed(observed),
        count=sealed(count),
        low=sealed(low),
        high=sealed(high),
        ece=ece,
        ece_by_chance=by_chance,
        largest_gap=float(gap[np.abs(gap).argmax()]),
        brier=float(w @ np.square(p - y) / total),
        mean_predicted=overall[0],
        mean_observed=overall[1],
        slope=slope,
        verdict=verdict,
        level=sure,
    )


def sums_by_bin(where: npt.NDArray[np.intp], *columns: Floats) -> list[Floats]:
    """Sums of columns in each bin that holds anything; the first column says how much."""
    sums = [np.bincount(where, weights=v).astype(np.float64, copy=False) for v in columns]
    held = sums[0] > 0
    return [v[held] for v in sums]


def bins_of(ranked_by: Floats, weight: Floats, bins: int) -> npt.NDArray[np.intp]:
    """Groups of about equal weight from the lowest value up, equal values together."""
    order = np.argsort(ranked_by, kind="stable")
    ranked, reached = ranked_by[order], np.cumsum(weight[order])
    # the group of a value is that of the middle of all rows that share it
    first = np.searchsorted(ranked, ranked, side="left")
    last = np.searchsorted(ranked, ranked, side="right") - 1
    middle = (reached[first] - weight[order][first] + reached[last]) / 2
    found = np.empty(order.size, dtype=np.intp)
    found[order] = np.minimum((middle * bins / reached[-1]).astype(np.intp), bins - 1)
    return found


def wilson(share: Floats, count: Floats, level: float) -> tuple[Floats, Floats]:
    """Range of a share that was seen in so many rows (Wilson 1927)."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle = (share + z**2 / (2 * count)) / (1 + z**2 / count)
    reach = z / (1 + z**2 / count) * np.sqrt(share * (1 - share) / count + (z / (2 * count)) ** 2)
    return np.maximum(middle - reach, 0.0), np.minimum(middle + reach, 1.0)


def _slope(y: Floats, p: Floats, w: Floats) -> tuple[float, float]:
    """Logistic slope of the outcomes on the log-odds, and its standard error.

    A few Newton steps from an exact calibration (Cox 1958, "Two further applications of a model
    for binary regression"). Where all log-odds are equal there is no slope: 1, infinitely unsure.
    """
    x = np.log(np.clip(p, TINY, 1 - TINY) / np.clip(1 - p, TINY, 1 - TINY))
    at, slope = 0.0, 1.0
    error = math.inf
    for _ in range(8):
        fitted = 1 / (1 + np.exp(-np.clip(at + slope * x, -500, 500)))
        bend = w * fitted * (1 - fitted)
        mass = float(bend.sum())
        if mass <= TINY:
            return 1.0, math.inf
        middle = float(bend @ x) / mass
        away = x - middle
        information = float(bend @ np.square(away))
        if information <= TINY:
            return 1.0, math.inf
        left = w * (y - fitted)
        turn = float(left @ away) / information
        slope, at = slope + turn, at + float(left.sum()) / mass - turn * middle
        error = 1 / math.sqrt(information)
        if abs(turn) < error / 1000:
            break
    return slope, error


def _verdict(overall: tuple[float, float], sd: float, slope: float, slope_error: float) -> str:
    """A gap counts if it is neither luck nor too small to matter for money."""
    z = NormalDist().inv_cdf(CERTAIN)
    predicted, observed = overall
    gap = predicted - observed
    if abs(gap) > max(z * sd, MATERIAL * observed):
        return "optimistic" if gap > 0 else "pessimistic"
    if abs(slope - 1) > max(z * slope_error, 2 * MATERIAL):
        return "overconfident" if slope < 1 else "underconfident"
    return "good"
