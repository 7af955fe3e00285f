"""What several possible actions bring and cost."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from lepton.errors import InputError, listed, must
from lepton.value.actions.matrix import ActionMatrix
from lepton.value.checks import share
from lepton.value.entries import above_zero, column_name, cost, currency, known_fields, money

__all__ = ["ActionMoney"]

COSTS = ("wrong", "automatic", "fixed_cost")
PER_CLASS = {"right_of": money, "wrong_of": cost}


@dataclass(frozen=True, kw_only=True)
class ActionMoney:
    """What sorting cases by themselves is worth, and what asking a person costs.

    Parameters
    ----------
    right
        Value of a case that went to the right place, whoever sent it there.
    wrong
        Cost of a case that went to the wrong place, as a positive amount.
    automatic
        Cost of one case that is decided automatically, as a positive amount.
    human
        Cost of one case that a person decides; None where nobody can be asked.
    human_right
        Share of cases that a person gets right, 0 to 1.
    right_of, wrong_of
        The same amounts for single classes, where they differ.
    matrix
        The net value of every action for every true class, ``{truth: {action: value}}``. It takes
        the place of the amounts above.
    person
        What asking a person is called: a column of the matrix, or added to it.
    max_human_share
        Most cases that people can take, as a share, 0 to 1.
    automated_share
        Share to decide automatically, 0 to 1; None for what pays.
    today
        Column that holds what is done with each case today; None for none.
    fixed_cost
        Cost a month that does not depend on the cases, as a positive amount.
    decisions_per_month
        Cases that come up in a month.
    currency
        Three-letter code, such as "EUR".

    Raises
    ------
    InputError
        An amount is negative, not a number or absurdly large; or the matrix has gaps.

    Examples
    --------
    >>> desk = ActionMoney(wrong=6, automatic=0.2, human=2, human_right=0.95)
    >>> desk.matrix_for(["card", "cash"]).values.round(2).tolist()
    [[-0.2, -6.2, -2.3], [-6.2, -0.2, -2.3]]
    >>> ActionMoney.from_dict(desk.to_dict()) == desk
    True
    """

    right: float = 0.0
    wrong: float = 10.0
    automatic: float = 0.1
    human: float | None = 2.0
    human_right: float = 0.95
    right_of: Mapping[str, float] = field(default_factory=dict)
    wrong_of: Mapping[str, float] = field(default_factory=dict)
    matrix: Mapping[str, Mapping[str, float]] | None = None
    person: str = "ask a person"
    max_human_share: float = 1.0
    automated_share: float | None = None
    today: str | None = None
    fixed_cost: float = 0.0
    decisions_per_month: float = 1000.0
    currency: str = "EUR"

    def __post_init__(self) -> None:
        for name in COSTS:
            self._set(name, cost(name, getattr(self, name)))
        self._set("right", money("right", self.right))
        if self.human is not None:
            self._set("human", cost("human", self.human))
        for name in ("human_right", "max_human_share"):
            self._set(name, share(name, getattr(self, name)))
        if self.automated_share is not None:
            self._set("automated_share", share("automated_share", self.automated_share))
        for name, check in PER_CLASS.items():
            given = {str(k): check(name, v) for k, v in _table(name, getattr(self, name)).items()}
            self._set(name, given)
        then = "Enter how many cases come up in a month."
        self._set(
            "decisions_per_month", above_zero("decisions_per_month", self.decisions_per_month, then)
        )
        self._set("currency", currency(self.currency))
        column_name("today", self.today)
        self._set("person", _name("person", self.person))
        if self.matrix is not None:
            self._set("matrix", _matrix(self.matrix))

    def matrix_for(self, classes: Sequence[str]) -> ActionMatrix:
        """Net value of every action for every true class, in the order of these classes.

        Raises
        ------
        InputError
            A class is missing from the matrix, or an amount is for a class that does not exist.
        """
        names = tuple(str(name) for name in classes)
        if self.matrix is not None:
            return self._given(names, self.matrix)
        for what in PER_CLASS:
            _require(what, "a class of the target", getattr(self, what), names)
        right = np.array([self.right_of.get(name, self.right) for name in names])
        wrong = np.array([self.wrong_of.get(name, self.wrong) for name in names])
        values = np.tile(-wrong[:, None], (1, len(names)))
        np.fill_diagonal(values, right)
        values = values - self.automatic
        if self.human is None:
            return ActionMatrix.of(names, names, values)
        asked = self.human_right * right - (1 - self.human_right) * wrong - self.human
        person = self._free_name(names)
        return ActionMatrix.of(names, (*names, person), np.column_stack([values, asked]), person)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"form": "actions", **asdict(self)}

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> "ActionMoney":
        """Read what :meth:`to_dict` wrote; fields left out take their defaults.

        Raises
        ------
        InputError
            It is another form of money, a field does not exist, or a value cannot be used.
        """
        return cls(**known_fields(given, cls, "actions"))

    def _given(
        self, names: tuple[str, ...], matrix: Mapping[str, Mapping[str, float]]
    ) -> ActionMatrix:
        _require("matrix", "a class of the target", matrix, names)
        missing = [name for name in names if name not in matrix]
        if missing:
            then = "Add a row for each class."
            raise InputError(must("matrix", "complete", f"no row for {listed(missing)}", then))
        actions = tuple(matrix[names[0]])
        values = np.array([[matrix[name][action] for action in actions] for name in names])
        person = self.person if self.person in actions else None
        return ActionMatrix.of(names, actions, values, person)

    def _free_name(self, names: tuple[str, ...]) -> str:
        """Asking a person must not be taken for a class that happens to be called the same."""
        person = self.person
        while person in names:
            person += " (not the class)"
        return person

    def _set(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)


def _matrix(given: Any) -> dict[str, dict[str, float]]:
    rows = {str(k): _table("matrix", row) for k, row in _table("matrix", given).items()}
    if not rows:
        then = "Give each class a row: {class: {action: value}}."
        raise InputError(must("matrix", "filled", "no class", then))
    actions = [str(a) for a in next(iter(rows.values()))]
    for name, row in rows.items():
        if [str(a) for a in row] != actions or not actions:
            then = "Name the same actions, in the same order, for every class."
            got = f"{listed(row) or 'nothing'} for {name}"
            raise InputError(must("matrix", "of the same actions in every row", got, then))
    return {
        name: {str(a): money(f"matrix[{name}][{a}]", value) for a, value in row.items()}
        for name, row in rows.items()
    }


def _table(name: str, given: Any) -> Mapping[Any, Any]:
    if isinstance(given, Mapping):
        return given
    then = "Write {class: amount}."
    raise InputError(must(name, "a table of amounts by class", type(given).__name__, then))


def _require(what: str, rule: str, given: Mapping[str, Any], names: tuple[str, ...]) -> None:
    strange = [name for name in given if name not in names]
    if strange:
        raise InputError(must(what, rule, listed(strange), "Check the spelling."))


def _name(name: str, value: Any) -> str:
    if isinstance(value, str) and value.strip():
        return value
    raise InputError(must(name, "a name", repr(value), "Say what asking a person is called."))
