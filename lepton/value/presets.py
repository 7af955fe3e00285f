"""First guesses at the money of ten kinds of decision, to be replaced by one's own figures.

Every amount is illustrative. Money is measured against not acting, so that no loss is counted
twice: what not acting costs is written as what acting saves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lepton.errors import InputError, NotApplicable, NotFound, listed, must
from lepton.value.assumptions import Assumptions
from lepton.value.result import Result

if TYPE_CHECKING:
    from lepton.value.actions import ActionMoney
    from lepton.value.forecast import ForecastMoney

__all__ = ["Preset", "preset", "presets"]

NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True, eq=False)
class Preset(Result):
    """One kind of decision with a first guess at its money.

    Parameters
    ----------
    key, title, question
        What it is called, and what it answers.
    task
        "binary", "multiclass", "regression" or "ranking".
    kind
        The form of its money: "campaign", "matrix", "actions", "forecast" or "slots".
    money
        The amounts, as :meth:`assumptions` reads them.
    main
        Names of the assumptions that matter most, the most important first.
    words
        What the assumptions and the decisions are called.
    assumes
        What the amounts assume, in one sentence.
    baseline
        What is done without a model, to compare with.
    capacity
        A first guess at how many can be acted on a month; None where nothing limits it.
    base_rate
        A first guess at the share of decisions where the outcome happens; None for numbers.
    by_row, columns
        Formulas that price every row by its own columns, and what those columns hold.
    illustrative
        Always true: no amount here is anybody's own.
    """

    key: str
    title: str
    question: str
    task: str
    kind: str
    money: Mapping[str, Any]
    main: tuple[str, ...]
    words: Mapping[str, str]
    assumes: str
    baseline: str
    capacity: float | None = None
    base_rate: float | None = None
    by_row: Mapping[str, str] = field(default_factory=lambda: NONE)
    columns: Mapping[str, str] = field(default_factory=lambda: NONE)
    illustrative: bool = True

    def assumptions(self, **columns: str) -> "Assumptions | ActionMoney | ForecastMoney":
        """Give the amounts in the form that prices this kind of decision.

        Parameters
        ----------
        **columns
            Where every row has its own amount: which column of the table holds it, by the names
            in ``columns``.

        Raises
        ------
        InputError
            A column is named that this decision does not use, or not all of them are.
        NotApplicable
            Offers in slots have no such form: pass ``money`` to ``slot_value``.

        Examples
        --------
        >>> preset("churn").assumptions().benefit
        200.0
        >>> preset("credit").assumptions(exposure="LIMIT BAL").tp_formula
        '0.45 * "LIMIT BAL"'
        """
        if columns:
            return Assumptions.from_dict(self._formulas(columns))
        if self.kind in {"campaign", "matrix"}:
            return Assumptions.from_dict(dict(self.money))
        if self.kind == "actions":
            from lepton.value.actions import ActionMoney

            return ActionMoney.from_dict(self.money)
        if self.kind == "forecast":
            from lepton.value.forecast import ForecastMoney

            return ForecastMoney.from_dict(self.money)
        then = "Pass its money to slot_value."
        raise NotApplicable(must("preset", "priced by assumptions", repr(self.key), then))

    def _formulas(self, columns: Mapping[str, str]) -> dict[str, Any]:
        if set(columns) != set(self.columns):
            rule = f"named for {', '.join(self.columns) or 'nothing'}"
            then = "Name each of them once." if self.columns else "Leave columns out."
            raise InputError(must("columns", rule, listed(columns), then))
        quoted = {name: '"' + str(c).replace('"', '""') + '"' for name, c in columns.items()}
        formulas = {name: text.format(**quoted) for name, text in self.by_row.items()}
        kept = ("fixed_cost", "decisions_per_month", "currency")
        return {n: self.money[n] for n in kept if n in self.money} | formulas | {"form": "formula"}


def presets() -> tuple[Preset, ...]:
    """All kinds of decision, in the order in which they are offered."""
    return tuple(_every().values())


def preset(key: str) -> Preset:
    """One kind of decision by its key.

    Raises
    ------
    NotFound
        There is none of that key.
    """
    known = _every()
    if key not in known:
        raise NotFound(must("preset", f"one of {', '.join(known)}", repr(key), "Check the key."))
    return known[key]


def _every() -> dict[str, Preset]:
    from lepton.value.preset_texts import EVERY

    return {given["key"]: Preset(**given) for given in EVERY}
