"""Where the money comes from: the profit of a fixed policy, part by part."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.value.checks import Floats, amount, column, share, weights
from lepton.value.curve import sealed
from lepton.value.result import Result

__all__ = ["Acted", "Segments", "segment_profits"]


@dataclass(frozen=True, slots=True, eq=False)
class Segments(Result):
    """What acting earns in each part of the decisions, at one policy.

    Arrays have one entry for each segment, shape (k,), and are read-only.

    Parameters
    ----------
    column
        What the decisions are parted by.
    name
        What each segment is called.
    n
        All decisions of the segment.
    acted
        Those of them that are acted on.
    hits
        Those of them where the outcome happens.
    profit
        Gain of acting over not acting, before the fixed cost, in currency.
    low, high
        Range of that profit from sampling error alone.
    level
        How much the range covers, such as 0.9.
    fixed_cost
        What acting at all costs; it belongs to no segment.
    total
        Sum of the segments less the fixed cost: the profit of the policy.
    """

    column: str
    name: npt.NDArray[Any]
    n: Floats
    acted: Floats
    hits: Floats
    profit: Floats
    low: Floats
    high: Floats
    level: float
    fixed_cost: float
    total: float

    def __len__(self) -> int:
        return self.n.size


@dataclass(frozen=True, slots=True, eq=False)
class Acted:
    """A policy at work on rows: who is acted on, and what that brings.

    Parameters
    ----------
    acted
        Whether each row is acted on, shape (n,).
    hits
        Outcomes, 0 or 1, shape (n,).
    gain
        Gain of acting over not acting in each row, in currency, shape (n,).
    weight
        How many decisions each row stands for, shape (n,); None where each is one.
    shift
        How much more often such a row comes up in use, shape (n,); None where as often as here.
    group
        Rows with the same value belong together, shape (n,): the ranges are then those of whole
        groups. None where each row stands for itself.
    scale
        Decisions of the population per decision of the rows.
    fixed_cost
        Cost of acting at all, for the population.
    by_class
        Whether the base rate is assumed, so that how many of the rows are hits is no luck.
    """

    acted: npt.NDArray[np.bool_]
    hits: npt.NDArray[Any]
    gain: Floats
    weight: Floats | None = None
    shift: Floats | None = None
    group: npt.NDArray[Any] | None = None
    scale: float = 1.0
    fixed_cost: float = 0.0
    by_class: bool = False


def segment_profits(
    codes: npt.ArrayLike,
    names: Sequence[str],
    policy: Acted,
    *,
    column_name: str = "segment",
    level: float = 0.9,
) -> Segments:
    """Tell what each segment brings at a policy that stays as it is.

    With g the gain of the rows acted on, 0 for the others, and w their weight, a segment brings
    ``scale · Σ w·g`` with standard error ``scale · √(Σ w·g² − (Σ w·g)² / Σ w)``, where the sums
    over g go over the segment and the last one over all rows: how many rows fall into a segment
    is a matter of chance too. At an assumed base rate hits and others vary apart.

    Parameters
    ----------
    codes
        Which segment each row belongs to, from 0, shape (n,).
    names
        What each segment is called, shape (k,).
    policy
        Who is acted on, and what that brings.
    column_name
        What the rows are parted by.
    level
        How much the ranges cover.

    Raises
    ------
    InputError
        Arrays of different lengths, codes without a name, or a level not between 0 and 1.

    Examples
    --------
    >>> acted = np.array([True, True, False, True])
    >>> policy = Acted(acted, np.array([1, 0, 1, 1]), np.array([10.0, -4.0, 10.0, 10.0]))
    >>> found = segment_profits([0, 0, 1, 1], ["old", "new"], policy)
    >>> found.profit, found.hits, found.total
    (array([ 6., 10.]), array([1., 1.]), 16.0)
    """
    code = _codes(codes, len(names), policy.acted.size)
    weight = weights(policy.weight, code.size)
    weight = np.ones(code.size) if weight is None else weight
    counts = weight if policy.shift is None else weight * policy.shift
    gain = counts * np.where(policy.acted, column("gain", policy.gain, code.size), 0.0)
    hits = policy.acted & np.asarray(policy.hits, dtype=bool)
    size = len(names)
    profit = policy.scale * _sums(code, gain, size)
    error = policy.scale * _errors(code, gain, weight, policy, size)
    reach = error * _reach(level)
    fixed = policy.fixed_cost if policy.acted.any() else 0.0
    return Segments(
        column=column_name,
        name=np.array([str(name) for name in names], dtype=object),
        n=sealed(policy.scale * _sums(code, counts, size)),
        acted=sealed(policy.scale * _sums(code, counts * policy.acted, size)),
        hits=sealed(policy.scale * _sums(code, counts * hits, size)),
        profit=sealed(profit),
        low=sealed(profit - reach),
        high=sealed(profit + reach),
        level=level,
        fixed_cost=fixed,
        total=math.fsum(profit) - fixed,
    )


def _sums(code: npt.NDArray[np.intp], values: Floats, size: int) -> Floats:
    return np.asarray(np.bincount(code, weights=values, minlength=size), dtype=np.float64)


def _errors(
    code: npt.NDArray[np.intp], gain: Floats, weight: Floats, policy: Acted, size: int
) -> Floats:
    """Standard error of each sum of weighted gains; of whole groups where there are any."""
    if policy.group is not None:
        spread = _spread_of_groups(code, gain, policy.group, size)
    else:
        hits = np.asarray(policy.hits, dtype=bool)
        classes = (hits, ~hits) if policy.by_class else (np.ones(hits.size, dtype=bool),)
        spread = np.zeros(size)
        for part in (c for c in classes if weight[c].any()):
            spread += _spread(code[part], gain[part], weight[part], size)
    return np.asarray(np.sqrt(np.maximum(0.0, spread)), dtype=np.float64)


def _spread(code: npt.NDArray[np.intp], gain: Floats, weight: Floats, size: int) -> Floats:
    each = np.divide(gain, weight, out=np.zeros_like(gain), where=weight > 0)
    return _sums(code, gain * each, size) - _sums(code, gain, size) ** 2 / float(weight.sum())


def _spread_of_groups(
    code: npt.NDArray[np.intp], gain: Floats, group: npt.NDArray[Any], size: int
) -> Floats:
    _, member = np.unique(group, return_inverse=True)
    groups = int(member.max()) + 1
    cells, cell = np.unique(code * groups + member, return_inverse=True)
    totals = _sums(cell, gain, cells.size)
    return _sums(cells // groups, totals**2, size) - _sums(code, gain, size) ** 2 / groups


def _reach(level: float) -> float:
    from statistics import NormalDist

    within = share("level", level)
    if within in {0.0, 1.0}:
        raise InputError(must("level", "above 0 and below 1", f"{within:g}", "Write 90 % as 0.9."))
    return NormalDist().inv_cdf((1 + within) / 2)


def _codes(codes: npt.ArrayLike, names: int, rows: int) -> npt.NDArray[np.intp]:
    found = np.asarray(codes)
    if found.shape != (rows,) or found.dtype.kind not in "iu":
        then = "Pass the number of its segment for each row."
        got = f"{found.dtype} of shape {found.shape}"
        raise InputError(must("codes", f"whole numbers of shape ({rows},)", got, then))
    least, most = int(found.min()), int(found.max())
    if least < 0 or most >= names:
        amount("codes", most if most >= names else least, least=0, most=names - 1)
    return found.astype(np.intp, copy=False)
