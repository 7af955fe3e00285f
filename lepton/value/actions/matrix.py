"""The value of every action for every truth, and which action to take."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, listed, must
from lepton.value.checks import Floats
from lepton.value.result import Result

__all__ = ["ActionMatrix", "chances", "indices"]

Whole = npt.NDArray[np.intp]
ROUNDING = 1e-3  # probabilities in single precision add up to one but for this
BLOCK = 1 << 14


@dataclass(frozen=True, eq=False)
class ActionMatrix(Result):
    """What each action earns where each class is the truth.

    Parameters
    ----------
    classes
        The true classes: the rows.
    actions
        What can be done: the columns; they need not be the classes.
    values
        Net value per decision, costs negative, shape (classes, actions).
    person
        Name of the action that is asking a person; None where nobody can be asked.

    Examples
    --------
    >>> desk = ActionMatrix.of(["card", "cash"], ["bot", "expert"], [[1, -2], [-9, 3]])
    >>> desk.choose([[0.9, 0.1], [0.2, 0.8]]).tolist()
    [0, 1]
    """

    classes: tuple[str, ...]
    actions: tuple[str, ...]
    values: Floats
    person: str | None = None

    @classmethod
    def of(
        cls,
        classes: Sequence[str],
        actions: Sequence[str],
        values: npt.ArrayLike,
        person: str | None = None,
    ) -> "ActionMatrix":
        """Check and complete a matrix.

        Raises
        ------
        InputError
            The shape does not fit the names, names repeat, or a value is not finite.
        """
        given = _numbers(values)
        names, done = tuple(map(str, classes)), tuple(map(str, actions))
        if given.shape != (len(names), len(done)) or not given.size:
            rule = f"of shape ({len(names)}, {len(done)}): a row per class, a column per action"
            raise InputError(
                must("values", rule, f"shape {given.shape}", "Give each pair a value.")
            )
        for what, every in (("classes", names), ("actions", done)):
            if len(set(every)) < len(every):
                raise InputError(must(what, "all different", listed(every), "Rename one."))
        if person is not None and person not in done:
            raise InputError(must("person", "one of the actions", repr(person), "Add it to them."))
        if done == (person,):
            then = "Add an action that needs no person."
            raise InputError(must("actions", "more than asking a person", repr(person), then))
        given.flags.writeable = False
        return cls(names, done, given, person)

    @property
    def asking(self) -> int | None:
        """Position of asking a person among the actions."""
        return None if self.person is None else self.actions.index(self.person)

    @property
    def automatic(self) -> Whole:
        """Positions of the actions that need no person."""
        return np.flatnonzero(np.arange(len(self.actions)) != self.asking)

    def expected(self, probabilities: npt.ArrayLike) -> Floats:
        """Expected value of every action in every row: ``sum over y of p(y) · V[y, a]``.

        Parameters
        ----------
        probabilities
            Calibrated probability of every class, shape (n, classes); rows add up to 1.

        Returns
        -------
        Money per decision, shape (n, actions).

        Raises
        ------
        InputError
            The probabilities have another shape, lie outside 0 to 1 or do not add up to 1.
        """
        expected: Floats = chances(probabilities, len(self.classes)) @ self.values
        return expected

    def choose(self, probabilities: npt.ArrayLike) -> Whole:
        """Position of the action with the highest expected value in every row, shape (n,).

        Bayes minimum risk (Elkan 2001, eq. 1); the first of equal actions.
        """
        return np.asarray(self.expected(probabilities).argmax(axis=1), dtype=np.intp)

    def realised(self, y_true: npt.ArrayLike, action: npt.ArrayLike) -> Floats:
        """What each action earned, now that the truth is known, shape (n,).

        Parameters
        ----------
        y_true, action
            Classes and actions, by position or by name, shape (n,).
        """
        truth = indices("y_true", y_true, self.classes)
        taken = indices("action", action, self.actions)
        if truth.size != taken.size:
            rule, then = f"as long as y_true ({truth.size:,} rows)", "Give each row one action."
            raise InputError(must("action", rule, f"{taken.size:,} rows", then))
        earned: Floats = self.values[truth, taken]
        return earned

    def is_best(self) -> npt.NDArray[np.bool_]:
        """Whether an action earns the most that any automatic one can, for each truth."""
        best = self.values[:, self.automatic].max(axis=1)
        return np.asarray(self.values >= best[:, None])


def chances(probabilities: npt.ArrayLike, classes: int) -> Floats:
    """Probabilities as float64 of shape (n, classes).

    Raises
    ------
    InputError
        Another shape, values outside 0 to 1, or rows that do not add up to 1.
    """
    then = "Pass predict_proba(X), one column per class."
    given = _numbers(probabilities, "probabilities", then)
    if given.ndim != 2 or given.shape[1] != classes or not given.size:
        rule = f"of shape (rows, {classes})"
        raise InputError(must("probabilities", rule, f"shape {given.shape}", then))
    if given.min() < 0 or given.max() > 1:
        got = f"{given.min():g} to {given.max():g}"
        raise InputError(must("probabilities", "between 0 and 1", got, then))
    off = np.flatnonzero(np.abs(given.sum(axis=1) - 1) > ROUNDING)
    if off.size:
        got = f"a sum of {given[off[0]].sum():g} in row {off[0]}"
        raise InputError(must("probabilities", "1 in sum in every row", got, then))
    return given


def indices(name: str, values: npt.ArrayLike, names: Sequence[str]) -> Whole:
    """Positions among some names, given as positions or as names.

    Raises
    ------
    InputError
        Anything that is neither.
    """
    given: npt.NDArray[Any] = np.asarray(values)
    if given.ndim != 1 or given.size == 0:
        then = "Pass one value per row."
        raise InputError(must(name, "one-dimensional and filled", f"shape {given.shape}", then))
    if given.dtype.kind in "iu" or given.dtype == np.bool_:
        found = given.astype(np.intp)
        strange = (found < 0) | (found >= len(names))
    else:
        places = {str(known): i for i, known in enumerate(names)}
        found = np.array([places.get(str(v), -1) for v in given], dtype=np.intp)
        strange = found < 0
    if strange.any():
        rule = f"one of {listed(names)}, or a position from 0 to {len(names) - 1}"
        got = listed(dict.fromkeys(given[strange].tolist()))
        raise InputError(must(name, rule, got, "Check the spelling."))
    return found


def _numbers(values: npt.ArrayLike, name: str = "values", then: str = "Enter numbers.") -> Floats:
    try:
        given = np.array(values, dtype=np.float64)
    except (TypeError, ValueError) as wrong:
        raise InputError(must(name, "a table of numbers", type(values).__name__, then)) from wrong
    if not np.isfinite(given).all():
        raise InputError(must(name, "finite throughout", "a gap", then))
    return given
