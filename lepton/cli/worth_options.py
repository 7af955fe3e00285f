"""The options of ``lepton value`` and ``lepton recheck`` beside the money, written once."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from lepton.workflows.handing_over import HandingOver
    from lepton.workflows.within import RowLimits

__all__ = ["By", "FormulaFlags", "ListFlags", "PolicyFlags", "ScoreFlags", "WorthFlags"]


def _option(flag: str, what: str, metavar: str) -> Any:
    return typer.Option(flag, help=what, metavar=metavar, show_default=False)


FORMULAS = ("tp_formula", "fp_formula", "fn_formula", "tn_formula", "cost_formula")
Number = float | None
Text = str | None
By = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="COL", help="Tell the profit by this column; may be repeated."),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulaFlags:
    """The money as formulas of columns, where it differs from row to row."""

    tp_formula: Annotated[
        Text, _option("--tp-formula", "By row: acting rightly, such as 'amount * 0.2'.", "EXPR")
    ] = None
    fp_formula: Annotated[Text, _option("--fp-formula", "By row: acting needlessly.", "EXPR")] = (
        None
    )
    fn_formula: Annotated[Text, _option("--fn-formula", "By row: wrongly not acting.", "EXPR")] = (
        None
    )
    tn_formula: Annotated[Text, _option("--tn-formula", "By row: rightly not acting.", "EXPR")] = (
        None
    )
    cost_formula: Annotated[
        Text, _option("--cost-formula", "By row: what acting costs, positive.", "EXPR")
    ] = None

    @property
    def formulas(self) -> dict[str, str]:
        """The formulas that were given, by name."""
        found = {f.name: getattr(self, f.name) for f in fields(self) if f.name in FORMULAS}
        return {name: text for name, text in found.items() if text is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFlags(FormulaFlags):
    """What can be done with one list of scored rows."""

    capacity: Annotated[
        Number, _option("--capacity", "Act on at most so many of these rows.", "N")
    ] = None
    budget: Annotated[
        Number, _option("--budget", "Spend at most so much on these rows.", "AMOUNT")
    ] = None
    exact: Annotated[
        bool | None,
        typer.Option("--exact", help="Within the limits, find the rows that earn most together.",
                     show_default=False),
    ] = None  # fmt: skip
    data: Annotated[
        Text, _option("--data", "The table the model was trained on: for formulas.", "FILE")
    ] = None
    reasons: Annotated[
        int | None, _option("--reasons", "So many reasons beside each row to act on.", "N")
    ] = None
    leave_alone: Annotated[
        Number,
        _option("--leave-alone", "Leave this share of them alone, to see what acting brings.",
                "SHARE"),
    ] = None  # fmt: skip

    def handing_over(self) -> "HandingOver | None":
        """How the list is made for those who act; None where nothing of it is asked for."""
        from lepton.workflows.handing_over import HandingOver

        if self.reasons is None and self.leave_alone is None:
            return None
        return HandingOver(reasons=self.reasons or 0, leave_alone=self.leave_alone or 0.0)

    def limits(self) -> "RowLimits | None":
        """The limits; None where there are none.

        Raises
        ------
        InputError
            A limit is negative, or the best rows are asked for without limits.
        """
        from lepton.workflows.within import RowLimits

        found = RowLimits(capacity=self.capacity, budget=self.budget, exact=bool(self.exact))
        return found or None

    def given(self) -> list[str]:
        """The options that were given, as they are typed."""
        found = [f.name for f in fields(self) if getattr(self, f.name) is not None]
        return [f"--{name.replace('_', '-')}" for name in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFlags(FormulaFlags):
    """What else is assumed: limits, another base rate, what is done today."""

    capacity: Annotated[
        Number, _option("--capacity", "At most so many can be acted on a month.", "N")
    ] = None
    budget: Annotated[
        Number, _option("--budget", "At most so much can be spent a month.", "AMOUNT")
    ] = None
    base_rate: Annotated[
        Number, _option("--base-rate", "Share where it happens in use, if not as here.", "SHARE")
    ] = None
    success_low: Annotated[
        Number, _option("--success-low", "The success rate is assumed to be at least.", "SHARE")
    ] = None
    success_high: Annotated[
        Number, _option("--success-high", "The success rate is assumed to be at most.", "SHARE")
    ] = None
    today: Annotated[
        Text, _option("--today", "What is done today: a column, or such as 'age > 40'.", "RULE")
    ] = None
    follow: Annotated[
        Text,
        _option("--follow", "The share with most profit, or the fewest contacts near it.",
                "profit|fewest"),
    ] = None  # fmt: skip
    currency: Annotated[Text, _option("--currency", "Such as USD [EUR].", "CODE")] = None

    def given(self) -> dict[str, Any]:
        """The options that were given, by the names of the assumptions."""
        found = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: value for name, value in found.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreFlags:
    """Scores of one's own instead of a model folder."""

    scores: Annotated[
        Text, _option("--scores", "File with scores and outcomes, instead of DIR.", "FILE")
    ] = None
    y: Annotated[Text, _option("--y", "Column of the outcome.", "COL")] = None
    score: Annotated[
        list[str] | None,
        _option("--score", "Column of scores; may be repeated to compare.", "COL"),
    ] = None
    value: Annotated[
        Text, _option("--value", "Column of money per row: see --benefit-from-value.", "COL")
    ] = None
    weight: Annotated[
        Text, _option("--weight", "Column: how many decisions a row stands for.", "COL")
    ] = None
    group: Annotated[Text, _option("--group", "Column: which rows belong together.", "COL")] = None
    positive: Annotated[
        Text, _option("--positive", "The outcome that is worth acting on.", "LABEL")
    ] = None
    positive_weight: Annotated[
        Number,
        _option("--positive-weight", "Weight that a row where it happens had in training.", "W"),
    ] = None
    kept_negatives: Annotated[
        Number,
        _option("--kept-negatives", "Share of the other rows that training kept.", "SHARE"),
    ] = None
    all_rows: Annotated[
        bool | None,
        typer.Option("--all-rows", help="Choose and report on the same rows; this flatters.",
                     show_default=False),
    ] = None  # fmt: skip

    def given(self) -> list[str]:
        """The options that were given, as they are typed."""
        found = [f.name for f in fields(self) if getattr(self, f.name)]
        return [f"--{name.replace('_', '-')}" for name in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorthFlags:
    """What is asked beside the answer itself."""

    data: Annotated[
        Text,
        _option("--data", "The table the model was trained on: for --by, --today and formulas.",
                "FILE"),
    ] = None  # fmt: skip
    beside: Annotated[
        list[str] | None,
        _option("--beside", "Another model judged on the same rows; may be repeated.", "DIR"),
    ] = None
    by: By = None
    band: Annotated[
        bool | None,
        typer.Option("--band", help="Also tell between which profits the curve lies.",
                     show_default=False),
    ] = None  # fmt: skip
    compare: Annotated[
        bool | None,
        typer.Option("--compare", help="Also tell which model is better, and how sure that is.",
                     show_default=False),
    ] = None  # fmt: skip
