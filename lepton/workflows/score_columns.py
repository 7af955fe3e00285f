"""Which columns of a person's own table hold what, and whether they can be used."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lepton.errors import InputError, listed, must

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ScoreColumns", "as_in_use", "finite", "notes_on", "outcomes", "weights"]

CORRECTED = {
    "positive_weight": "Enter the weight used in training, such as 9, or leave it out.",
    "kept_negatives": "Enter kept rows over all rows, such as 0.1, or leave it out.",
}
SPELLING = "Check the spelling, capitals included."


@dataclass(frozen=True, kw_only=True)
class ScoreColumns:
    """What the columns of a table with scores mean.

    Parameters
    ----------
    y
        The outcome: two values, such as 0 and 1, or yes and no.
    scores
        One column for each model to look at; higher means more likely.
    value
        What a success is worth in each row.
    weight
        How many decisions each row stands for.
    group
        Which rows belong together; they are never split up.
    positive
        The value of the outcome that is worth acting on; chosen and said so where left out.
    all_rows
        Choose and report on the same rows: more rows for both, but the result flatters.
    positive_weight
        Weight that rows where it happens had over the others when the models were trained, as in
        ``scale_pos_weight``; the scores, which have to be chances, are put right for it.
    kept_negatives
        Share of the rows where it does not happen that training kept; put right as well.

    Raises
    ------
    InputError
        No score is named, a column has two roles, or a weight or share is not above zero.
    """

    y: str
    scores: tuple[str, ...]
    value: str | None = None
    weight: str | None = None
    group: str | None = None
    positive: Any = None
    all_rows: bool = False
    positive_weight: float | None = None
    kept_negatives: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "scores", _names(self.scores))
        if not self.scores:
            then = "Name the column that holds the scores."
            raise InputError(must("scores", "at least one column", "none", then))
        for name, then in CORRECTED.items():
            _above_zero(name, getattr(self, name), then)
        named = [self.y, *self.scores, self.value, self.weight, self.group]
        twice = [name for name in dict.fromkeys(named) if name and named.count(name) > 1]
        if twice:
            then = "Name another column, or leave it out."
            got = f"{listed(map(repr, twice))} twice"
            raise InputError(must("columns", "of one meaning each", got, then))

    def check(self, frame: "pd.DataFrame") -> None:
        """Refuse a name that the table does not have.

        Raises
        ------
        InputError
            The first such name, with its role.
        """
        named = [("y", self.y), *(("score", s) for s in self.scores)]
        named += [(role, getattr(self, role)) for role in ("value", "weight", "group")]
        for role, name in named:
            if name is not None and name not in frame.columns:
                rule = f"a column of the table ({listed(frame.columns)})"
                raise InputError(must(role, rule, repr(name), SPELLING))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {**asdict(self), "scores": list(self.scores)}

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> "ScoreColumns":
        """Read what :meth:`to_dict` wrote."""
        return cls(**kept)


def outcomes(frame: "pd.DataFrame", columns: ScoreColumns) -> tuple[np.ndarray, tuple[str, ...]]:
    """The outcome as 0 and 1 in every row, and what was decided about it.

    Raises
    ------
    InputError
        More than two values and none named as positive; or only one value.
    """
    from lepton.data import Task
    from lepton.data.labels import labels_of
    from lepton.data.target import understand_target

    labels = labels_of(frame[columns.y])
    kinds = sorted({str(label) for label in labels})
    if len(kinds) > 2 and columns.positive is None:
        then = "Name the one that is worth acting on as positive, or choose another column."
        got = f"{len(kinds):,}: {listed(kinds)}"
        raise InputError(must(f"y {columns.y!r}", "a column of two values", got, then))
    if len(kinds) < 2:
        then = "Add rows with the other outcome, or choose another column."
        got = f"only {kinds[0]!r}"
        rule = "a column where it happens in some rows and not in others"
        raise InputError(must(f"y {columns.y!r}", rule, got, then))
    task = Task(columns.y, positive=columns.positive, kind="binary")
    target = understand_target(task, frame[columns.y])
    return (labels == target.classes[1]).astype(np.int64), target.notes


def finite(frame: "pd.DataFrame", name: str, role: str) -> np.ndarray:
    """A column as one finite number per row, shape (n,).

    Raises
    ------
    InputError
        Text, dates, or a number that is missing or infinite.
    """
    import pandas as pd

    column, called = frame[name], f"{role} {name!r}"
    if not pd.api.types.is_numeric_dtype(column.dtype):
        got = f"such as {str(column.dropna().iloc[0])!r}" if column.notna().any() else "no value"
        raise InputError(must(called, "a number in every row", got, "Choose a column of numbers."))
    found = column.to_numpy(dtype=float, na_value=np.nan)
    bad = np.flatnonzero(~np.isfinite(found))
    if bad.size:
        got = f"{bad.size:,} missing or infinite (rows {listed(bad + 1)})"
        then = "Fill them in, or leave those rows out."
        raise InputError(must(called, "a finite number in every row", got, then))
    return found


def weights(frame: "pd.DataFrame", name: str) -> np.ndarray:
    """Weights, none negative and not all zero, shape (n,).

    Raises
    ------
    InputError
        As for :func:`finite`, or a negative weight, or zeros only.
    """
    found = finite(frame, name, "weight")
    negative = np.flatnonzero(found < 0)
    if negative.size:
        got = f"{found[negative[0]]:g} in row {negative[0] + 1:,}"
        then = "A weight says how many decisions a row stands for."
        raise InputError(must(f"weight {name!r}", "zero or more in every row", got, then))
    if not found.any():
        then = "Leave it out to count every row once."
        raise InputError(must(f"weight {name!r}", "above zero in some row", "zeros only", then))
    return found


def as_in_use(
    name: str, score: np.ndarray, columns: ScoreColumns
) -> tuple[np.ndarray, tuple[str, ...]]:
    """A column of scores put right for how training weighted or drew its rows, and a note on it.

    Raises
    ------
    InputError
        The scores are no chances between 0 and 1.
    """
    from lepton.value.calibration import undo_resampling, undo_weights

    weight, kept = columns.positive_weight, columns.kept_negatives
    if weight is None and kept is None:
        return score, ()
    if score.min() < 0 or score.max() > 1:
        got = f"{score.min():g} to {score.max():g}"
        then = "Only chances can be put right: leave the weight and the share out."
        raise InputError(must(f"score {name!r}", "between 0 and 1", got, then))
    found = score if weight is None else undo_weights(score, weight)
    found = found if kept is None else undo_resampling(found, kept_negatives=kept)
    told = f"The scores of {name!r} are put right for how their model was trained: "
    return found, (f"{told}{score.mean():.2g} on average became {found.mean():.2g}.",)


def notes_on(name: str, score: np.ndarray) -> list[str]:
    """What there is to say about a column of scores that can be used."""
    lowest, highest = float(score.min()), float(score.max())
    if lowest == highest:
        return [
            f"All scores of {name!r} are the same ({lowest:g}): they can only tell acting on "
            "everybody from acting on nobody."
        ]
    if lowest < 0 or highest > 1:
        return [
            f"The scores of {name!r} go from {lowest:g} to {highest:g}, so they are taken as a "
            "ranking, not as chances; what needs a chance cannot be worked out from them."
        ]
    return []


def _above_zero(name: str, value: float | None, then: str) -> None:
    from lepton.value.checks import amount

    if value is not None and amount(name, value, then=then) <= 0:
        raise InputError(must(name, "above zero", f"{value:g}", then))


def _names(given: Any) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
