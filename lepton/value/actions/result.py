"""What deciding by a model is worth where there are several things to do."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats
from lepton.value.result import Result

__all__ = ["ActionBaseline", "ActionClasses", "ActionCurve", "ActionMistake", "ActionResult"]


@dataclass(frozen=True, eq=False)
class ActionBaseline(Result):
    """Another way to decide the same cases.

    Parameters
    ----------
    key
        "person", "constant", "model" (no person at all) or "today".
    action
        The one action that is taken, where it is one.
    profit
        Money a month.
    over, over_low, over_high
        What the chosen way earns more, a month, with its range.
    automated
        Share decided without a person.
    error_rate
        Share of those that went wrong; None where there are none.
    """

    key: str
    action: str | None
    profit: float
    over: float
    over_low: float
    over_high: float
    automated: float
    error_rate: float | None


@dataclass(frozen=True, eq=False)
class ActionCurve(Result):
    """Money against the share that is decided automatically; arrays of equal length.

    Parameters
    ----------
    share
        Of cases decided automatically, rising from 0 to 1; the surest gains come first.
    saved
        Money a month over deciding none of them automatically, fixed cost taken off.
    low, high
        Range of it.
    error_rate
        Share of the automatic ones that went wrong; nan for none.
    gain
        Expected gain of the last case that is still decided automatically, per case.
    """

    share: Floats
    saved: Floats
    low: Floats
    high: Floats
    error_rate: Floats
    gain: Floats

    def at(self, share: float) -> int:
        """Position of the deepest point that decides at most this share automatically."""
        return int(np.searchsorted(self.share, share + 1e-12, side="right")) - 1


@dataclass(frozen=True, eq=False)
class ActionClasses(Result):
    """One row for each true class; counts and money a month.

    Parameters
    ----------
    name
        The class.
    n, automated, wrong
        Cases, those decided automatically, and those of them that went wrong.
    saved
        Money over asking a person about all of them, without the fixed cost.
    """

    name: npt.NDArray[Any]
    n: Floats
    automated: Floats
    wrong: Floats
    saved: Floats


@dataclass(frozen=True, eq=False)
class ActionMistake(Result):
    """A true class, the action it got, how often a month, and what was lost against the best."""

    truth: str
    action: str
    n: float
    lost: float


@dataclass(frozen=True, eq=False)
class ActionResult(Result):
    """One month of deciding by expected value, judged on rows the model has never seen.

    Money is in ``currency`` a month. "Saved" is measured against the fallback: asking a person
    about every case, or the best single action for all where nobody can be asked.

    Parameters
    ----------
    saved, low, high
        Money over the fallback, fixed cost taken off, and its range.
    level
        Share of samples in which such a range holds the truth.
    chance_of_saving
        Chance that it is above zero, from the size of the sample alone.
    expected
        What the model's own probabilities said it would be.
    profit
        Money in all, as the amounts count it; the fallback's is ``profit - saved``.
    share, people
        Cases decided automatically, and by a person (or by the fallback), as shares.
    error_rate
        Share of the automatic ones that went wrong; None where there are none.
    chosen_by
        "value": what pays. "capacity": people cannot take more. "share": set by hand.
    one_more
        Expected gain of letting people take one more case; None where that would not help.
    fallback
        Name of the action the automatic ones are compared with.
    asks_people
        Whether the fallback is a person.
    baselines
        Other ways to decide the same cases.
    curve
        Money against the share decided automatically.
    classes
        Where the money comes from.
    matrix
        Money a month over the fallback by truth (rows) and action taken (columns).
    actions
        Names of the columns.
    mistakes
        The costliest mix-ups of the automatic decisions, at most ten.
    rows
        Rows judged on.
    """

    saved: float
    low: float
    high: float
    level: float
    chance_of_saving: float
    expected: float
    profit: float
    share: float
    people: float
    error_rate: float | None
    chosen_by: str
    one_more: float | None
    fallback: str
    asks_people: bool
    baselines: tuple[ActionBaseline, ...]
    curve: ActionCurve
    classes: ActionClasses
    matrix: Floats
    actions: tuple[str, ...]
    mistakes: tuple[ActionMistake, ...]
    rows: int
    decisions_per_month: float
    currency: str

    def baseline(self, key: str) -> ActionBaseline | None:
        """The other way to decide of this key; None where there is none."""
        return next((b for b in self.baselines if b.key == key), None)
