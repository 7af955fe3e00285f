"""Small data: what a model is worth, from many trainings of which each judged other rows.

One split of a small table leaves so few rows to report that chance decides. Here every row
reports, in each of several repeats, for a model that has not seen it and a share that was chosen
without it (Cawley & Talbot 2010, JMLR 11, 2079-2107).
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, must
from lepton.value.answer import Answer, answer
from lepton.value.assumptions import Assumptions
from lepton.value.checks import Floats
from lepton.value.curve import sealed
from lepton.value.result import Result
from lepton.value.scored import ScoredRows

__all__ = ["Fold", "NestedAnswer", "nested_answer"]

LEVEL = 0.9


@dataclass(frozen=True, eq=False)
class Fold:
    """One training of many.

    Parameters
    ----------
    repeat
        Which shuffle of the table it belongs to.
    rows
        Rows it has never seen: they report the money.
    choose
        Other rows, to choose the share on; None where there were too few: then the rows of the
        other folds of its repeat choose.
    """

    repeat: int
    rows: ScoredRows
    choose: ScoredRows | None = None


@dataclass(frozen=True, slots=True, eq=False)
class NestedAnswer(Result):
    """What to expect a month of a model trained on such a table, and of its chosen share.

    Parameters
    ----------
    profit
        Mean profit of the chosen share, on rows that had no say in anything.
    standard_error
        Of that mean; None where there was a single training.
    low, high
        Range that holds the true profit in 90 of 100 tables; None as above.
    by_repeat
        Profit in each repeat, shape (repeats,): how much depends on the shuffle alone.
    lowest, highest
        The smallest and the largest of these.
    apparent
        Mean profit of the share that looks best on the very rows that report it: too good to
        be quoted.
    optimism
        Apparent less honest profit.
    fraction
        Mean share acted on.
    fraction_low, fraction_high
        Smallest and largest share that one of the trainings chose.
    trainings
        How many models reported.
    rows
        Rows that reported, each once in every repeat.
    profit_per_year
        Twelve months of the profit.
    """

    profit: float
    standard_error: float | None
    low: float | None
    high: float | None
    by_repeat: Floats
    lowest: float
    highest: float
    apparent: float
    optimism: float
    fraction: float
    fraction_low: float
    fraction_high: float
    trainings: int
    rows: int
    profit_per_year: float


def nested_answer(folds: Sequence[Fold], assumptions: Assumptions) -> NestedAnswer:
    """Tell what to expect of a model of a small table, honestly.

    Each training chooses its share on rows of its own and reports on rows it has never seen. The
    trainings share most of their rows, so their spread alone would promise too much: with J of
    them the variance of the mean is ``(1/J + test/train) · var`` (Nadeau & Bengio 2003, "Inference
    for the generalization error", Machine Learning 52), and the range is that of Student's t with
    J − 1 degrees of freedom.

    Parameters
    ----------
    folds
        One for each training; within a repeat every row reports at most once.
    assumptions
        What a person assumes about the money.

    Returns
    -------
    Money in the currency of the assumptions, per month unless the name says per year.

    Raises
    ------
    InputError
        There are no folds, or a repeat is one fold without rows to choose on.
    NotApplicable
        The assumptions need a value or chances that the rows do not have.

    Examples
    --------
    >>> half = ScoredRows.of([1, 0, 1, 0], [0.9, 0.2, 0.7, 0.3])
    >>> other = ScoredRows.of([1, 0, 0, 1], [0.8, 0.1, 0.4, 0.6])
    >>> offer = Assumptions(benefit=14, contact_cost=4, decisions_per_month=400)
    >>> nested_answer([Fold(0, half, other), Fold(0, other, half)], offer).profit
    2000.0
    """
    if not folds:
        then = "Pass one fold for each training."
        raise InputError(must("folds", "at least one", "none", then))
    found = [_answer(fold.rows, _choosing(fold, folds), assumptions) for fold in folds]
    profit = np.array([each.chosen.profit for each in found])
    share = np.array([each.chosen.fraction for each in found])
    size = np.array([_size(fold.rows) for fold in folds])
    repeat = np.array([fold.repeat for fold in folds])
    mean, error, reach = _inferred(profit, size, repeat)
    by_repeat = _means(profit, size, repeat)
    apparent = float(np.mean([_apparent(folds, r, assumptions) for r in np.unique(repeat)]))
    return NestedAnswer(
        profit=mean,
        standard_error=error,
        low=None if reach is None else mean - reach,
        high=None if reach is None else mean + reach,
        by_repeat=sealed(by_repeat),
        lowest=float(by_repeat.min()),
        highest=float(by_repeat.max()),
        apparent=apparent,
        optimism=apparent - mean,
        fraction=float(np.average(share, weights=size)),
        fraction_low=float(share.min()),
        fraction_high=float(share.max()),
        trainings=len(folds),
        rows=sum(f.rows.y_true.size for f in folds if f.repeat == repeat[0]),
        profit_per_year=12 * mean,
    )


def _answer(rows: ScoredRows, choose: ScoredRows | None, assumptions: Assumptions) -> Answer:
    there = None if choose is None else choose.counts_for(assumptions)
    return answer(rows.counts_for(assumptions), assumptions, choose=there)


def _choosing(fold: Fold, folds: Sequence[Fold]) -> ScoredRows:
    """Rows to choose the share on: never those that report it."""
    if fold.choose is not None:
        return fold.choose
    others = [other.rows for other in folds if other.repeat == fold.repeat and other is not fold]
    if not others:
        then = "Give the fold rows to choose on, or cut the table into more parts."
        raise InputError(must("folds", "of rows to choose on", "one fold without any", then))
    return _joined(others)


def _size(rows: ScoredRows) -> float:
    """Decisions the rows stand for."""
    return float(rows.y_true.size if rows.sample_weight is None else rows.sample_weight.sum())


def _means(profit: Floats, size: Floats, repeat: Floats) -> Floats:
    return np.array(
        [np.average(profit[repeat == r], weights=size[repeat == r]) for r in np.unique(repeat)]
    )


def _inferred(
    profit: Floats, size: Floats, repeat: Floats
) -> tuple[float, float | None, float | None]:
    """Mean, its standard error, and how far the range reaches to both sides."""
    mean = float(np.average(profit, weights=size))
    trainings = profit.size
    if trainings < 2:
        return mean, None, None
    from scipy.special import stdtrit

    in_one = np.bincount(np.unique(repeat, return_inverse=True)[1]).max()
    to_train = 1 / max(in_one - 1, 1)
    variance = float(np.average((profit - mean) ** 2, weights=size)) * trainings / (trainings - 1)
    error = math.sqrt((1 / trainings + to_train) * variance)
    return mean, error, float(stdtrit(trainings - 1, (1 + LEVEL) / 2)) * error


def _apparent(folds: Sequence[Fold], repeat: float, assumptions: Assumptions) -> float:
    """The best profit there is on the rows of a repeat, picked by looking at them."""
    rows = _joined([fold.rows for fold in folds if fold.repeat == repeat])
    return _answer(rows, None, assumptions).best.profit


def _joined(parts: Sequence[ScoredRows]) -> ScoredRows:
    first = parts[0]

    def whole(name: str) -> Floats | None:
        if getattr(first, name) is None:
            return None
        return np.concatenate([getattr(part, name) for part in parts])

    rows = ScoredRows.of(
        np.concatenate([part.y_true for part in parts]),
        np.concatenate([part.y_score for part in parts]),
        value=whole("value"),
        sample_weight=whole("sample_weight"),
    )
    return replace(rows, columns=_Joined([part.columns for part in parts]))


class _Joined(Mapping[str, npt.NDArray[Any]]):
    """Columns of several sets of rows, put together when they are asked for."""

    def __init__(self, parts: Sequence[Mapping[str, npt.NDArray[Any]]]) -> None:
        self._parts = parts

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        return np.concatenate([part[name] for part in self._parts])

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts[0])

    def __len__(self) -> int:
        return len(self._parts[0])
