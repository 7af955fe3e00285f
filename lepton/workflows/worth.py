"""What a model's held-out scores are worth."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lepton.errors import NotApplicable
from lepton.store import Project

if TYPE_CHECKING:
    from lepton.models import Model
    from lepton.value import Answer, Assumptions, Payoff, ScoreCounts, ValueCurve

__all__ = [
    "answer_for",
    "assumptions_of",
    "counts_of",
    "curve_of",
    "first_guess",
    "require_binary",
    "value_of",
]

COMING = {
    "multiclass": (
        "This model tells several classes apart, and the return is worked out for yes-or-no "
        "questions only; for several classes it is coming. "
        "Choose one class as the positive one to see its return now."
    ),
    "regression": (
        "This model predicts a number, and the return is worked out for yes-or-no questions "
        "only; for forecasts it is coming. "
        "Choose a target with two values to see a return now."
    ),
}


def require_binary(model: "Model") -> None:
    """Say what is coming where money cannot be worked out yet.

    Raises
    ------
    NotApplicable
        The model does not answer a yes-or-no question.
    """
    if model.problem.kind != "binary":
        raise NotApplicable(COMING[model.problem.kind])


def counts_of(model: "Model") -> "ScoreCounts":
    """Count the model's held-out scores, once and for any money.

    Raises
    ------
    NotApplicable
        The model does not answer a yes-or-no question; the sentence says what is coming.
    """
    from lepton.value import ScoreCounts

    require_binary(model)
    held = model.holdout
    value = held["value"].to_numpy() if "value" in held else None
    return ScoreCounts.from_scores(
        held["y_true"].to_numpy(), held["y_score"].to_numpy(), value=value
    )


def curve_of(
    model: "Model",
    money: "Payoff | Assumptions",
    fixed_cost: float = 0.0,
    population: float | None = None,
) -> "ValueCurve":
    """Price the model's held-out scores; parameters as for :func:`value_of`."""
    from lepton.value import Assumptions
    from lepton.value.answer import curve_for

    counts = counts_of(model)
    if not isinstance(money, Assumptions):
        return counts.curve(money, fixed_cost, population)
    decisions = counts.total if population is None else population
    return curve_for(counts, replace(money, fixed_cost=fixed_cost, decisions_per_month=decisions))


def answer_for(model: "Model", assumptions: "Assumptions") -> "Answer":
    """What the page of returns says of a model under one set of assumptions.

    Raises
    ------
    NotApplicable
        As for :func:`counts_of`.
    """
    from lepton.value import answer

    return answer(counts_of(model), assumptions)


def assumptions_of(project: Project) -> "Assumptions | None":
    """What a person has set for a project; None before they did."""
    from lepton.value import Assumptions

    return None if project.assumptions is None else Assumptions.from_dict(project.assumptions)


def first_guess() -> "Assumptions":
    """Money to start from where nothing is known of the business; the page says it is a guess.

    Acting pays from a chance of one in six, so that the curve has a top worth looking at.
    """
    from lepton.value import Assumptions

    return Assumptions(benefit=100.0, success_rate=0.3, contact_cost=5.0)


def value_of(
    model: "Model",
    payoff: "Payoff | Assumptions",
    *,
    fixed_cost: float = 0.0,
    population: float | None = None,
    fractions: Iterable[float] = (),
) -> dict[str, Any]:
    """What acting on a model's scores is worth, in plain numbers.

    Parameters
    ----------
    model
        Its held-out scores are priced: rows it has never seen.
    payoff
        Net value per decision; or assumptions, where each success is worth its own value. Of
        assumptions only the prices count: what follows here replaces the rest.
    fixed_cost
        Cost of acting at all; per population where one is given.
    population
        Decisions to scale counts and money to; the held-out rows when left out.
    fractions
        Shares to target that are also told, 0 to 1.

    Returns
    -------
    dict
        ``best``, ``best_roi``, ``nobody``, ``everybody`` and the list ``at``: each with
        ``fraction, threshold, n, tp, fp, profit, cost, roi``; None where a figure is not
        defined, or infinite.

    Raises
    ------
    NotApplicable
        The model does not answer a yes-or-no question, or has no value column to price by.
    InputError
        An amount or a share cannot be used.
    """
    curve = curve_of(model, payoff, fixed_cost, population)
    told: dict[str, Any] = {
        name: getattr(curve, name).to_dict() for name in ("best", "best_roi", "nobody", "everybody")
    }
    return told | {"at": [curve.at(fraction=share).to_dict() for share in fractions]}
