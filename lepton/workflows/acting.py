"""Acting on a predicted number: where it is expected to bring more than it costs."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from lepton.errors import LeptonError, NotApplicable, must
from lepton.store import Project, Store
from lepton.value.entries import above_zero, cost, currency, money
from lepton.value.result import Result

if TYPE_CHECKING:
    from lepton.models import Model
    from lepton.value import Answer, Assumptions, ScoreCounts, ValueCurve
    from lepton.value.forecast import ActIf

__all__ = ["ActMoney", "Acting", "act_money_of", "acting_of", "keep_act_money"]


@dataclass(frozen=True, kw_only=True)
class ActMoney:
    """What a predicted number is worth, and what acting on it costs.

    Parameters
    ----------
    margin
        Money per unit of the predicted number, where one acts.
    cost
        Of acting once, as a positive amount.
    fixed_cost
        Of acting at all, a month.
    decisions_per_month
        How many such decisions come up in a month.
    currency
        Three-letter code.

    Raises
    ------
    InputError
        An amount is negative where it must not be, or not a number.
    """

    margin: float = 1.0
    cost: float = 0.0
    fixed_cost: float = 0.0
    decisions_per_month: float = 1000.0
    currency: str = "EUR"

    def __post_init__(self) -> None:
        money("margin", self.margin)
        cost("cost", self.cost)
        cost("fixed_cost", self.fixed_cost)
        then = "Enter how many decisions come up in a month."
        above_zero("decisions_per_month", self.decisions_per_month, then)
        currency(self.currency)

    def assumptions(self) -> "Assumptions":
        """The same as the page of returns prices it: each row is worth what it brings."""
        from lepton.value import Assumptions

        return Assumptions(
            benefit=1.0,
            benefit_from="column",
            contact_cost=0.0,
            fixed_cost=self.fixed_cost,
            decisions_per_month=self.decisions_per_month,
            currency=self.currency,
        )


@dataclass(frozen=True, eq=False)
class Acting(Result):
    """What deciding by a predicted number is worth a month.

    Parameters
    ----------
    answer
        As of any other ranking; the share is chosen on rows that the model had not seen, where
        it keeps such.
    share, profit, low, high
        Acting wherever ``margin · forecast > cost``: share of decisions, money a month and its
        range in 90 of 100 samples; the fixed cost is taken off where anybody is acted on.
    right
        Share of those where acting did pay; None where nobody is acted on.
    everybody
        Money a month from acting on all.
    rows
        Rows that report.
    counts, curve
        The ranking, and its profit by share acted on.
    """

    answer: "Answer"
    share: float
    profit: float
    low: float
    high: float
    right: float | None
    everybody: float
    rows: int
    counts: "ScoreCounts"
    curve: "ValueCurve"

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON, without the curve."""
        names = ("share", "profit", "low", "high", "right", "everybody", "rows")
        return {name: getattr(self, name) for name in names} | {"answer": self.answer.to_dict()}


def acting_of(model: "Model", money: ActMoney) -> Acting:
    """Tell what acting where ``margin · forecast > cost`` is worth, on rows never seen.

    Parameters
    ----------
    model
        That predicts a number.
    money
        What it is worth.

    Raises
    ------
    NotApplicable
        The model does not predict a number.
    """
    from lepton.value import answer, curve_for

    if model.problem.kind != "regression":
        then = "Use value for a yes-or-no question, and value-classes for several classes."
        raise NotApplicable(must("model", "one that predicts a number", model.problem.kind, then))
    found = _act(model.holdout, money)
    counts = found.counts()
    choose = _act(model.oof, money).counts() if len(model.oof) > 1 else None
    assumptions, month = money.assumptions(), money.decisions_per_month
    fixed = money.fixed_cost if found.share > 0 else 0.0
    return Acting(
        answer=answer(counts, assumptions, choose=choose),
        share=found.share,
        profit=month * found.profit - fixed,
        low=month * found.low - fixed,
        high=month * found.high - fixed,
        right=found.right,
        everybody=month * found.everybody - money.fixed_cost,
        rows=found.expected.size,
        counts=counts,
        curve=curve_for(counts, assumptions),
    )


def act_money_of(store: Store, project: Project) -> ActMoney:
    """What a person has set for acting on a project's forecasts; a guess before they did."""
    if store.has(_key(project)):
        try:
            return ActMoney(**store.json(_key(project)))
        except (LeptonError, TypeError):  # written by another version: better a guess
            return ActMoney()
    return ActMoney()


def keep_act_money(store: Store, project: Project, money: ActMoney) -> None:
    """Keep it with the project."""
    store.put_json(_key(project), asdict(money))


def _act(held: Any, money: ActMoney) -> "ActIf":
    from lepton.value.forecast import act_if

    y, forecast = held["y_true"].to_numpy(dtype=float), held["y_score"].to_numpy(dtype=float)
    return act_if(y, forecast, margin=money.margin, cost=money.cost)


def _key(project: Project) -> str:
    return f"{project.id}/acting"
