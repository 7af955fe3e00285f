"""What scores are worth under a person's assumptions: the one way to ask, for all who ask."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from lepton.errors import NotApplicable, must
from lepton.store import Project, Store
from lepton.value.result import Result
from lepton.workflows.basis import Evidence, Scored
from lepton.workflows.evidence import evidence_from, evidence_of, require_binary

if TYPE_CHECKING:
    from lepton.models import Model
    from lepton.value import Answer, Assumptions, Payoff, ScoreCounts

__all__ = [
    "ModelValue",
    "answer_for",
    "answer_of",
    "assumptions_of",
    "counted",
    "counts_of",
    "first_guess",
    "model_values",
    "priced_by",
    "values_of",
]

STEPS = 1_000  # cut-offs kept: what the page draws, so that all give the same number
OTHER_FORMS = ("actions", "forecast")  # money for several classes, and for numbers


def counts_of(model: "Model") -> "ScoreCounts":
    """Count the model's held-out scores, once and for any money that is the same in every row.

    Raises
    ------
    NotApplicable
        The model does not answer a yes-or-no question; the sentence says where to ask.
    """
    from lepton.value import ScoreCounts

    require_binary(model)
    held = model.holdout
    value = held["value"].to_numpy() if "value" in held else None
    return ScoreCounts.from_scores(
        held["y_true"].to_numpy(), held["y_score"].to_numpy(), value=value
    )


def counted(scored: Scored, assumptions: "Assumptions") -> "tuple[ScoreCounts, ScoreCounts | None]":
    """Count one model's rows, in the order of what acting is worth.

    Returns
    -------
    Of the rows that report the money, and of those to choose on (None where there are none);
    each thinned to about 1,000 cut-offs.
    """
    table = scored.rows.counts_for(assumptions).thin(STEPS)
    choose = None if scored.choose is None else scored.choose.counts_for(assumptions).thin(STEPS)
    return table, choose


def answer_for(source: "Model | Evidence", assumptions: "Assumptions") -> "Answer":
    """What the page, the shell and the package say of a model under one set of assumptions.

    Parameters
    ----------
    source
        A model, or evidence: then its first model. Formulas and today's rule name columns, which
        only evidence knows.
    assumptions
        What a person assumes about the money.

    Raises
    ------
    NotApplicable
        The model does not answer a yes-or-no question, or has no value column to price by.
    InputError
        A formula or a rule cannot be worked out.
    """
    evidence = source if isinstance(source, Evidence) else evidence_from(source)
    return answer_of(evidence.first, assumptions)


def answer_of(scored: Scored, assumptions: "Assumptions") -> "Answer":
    """The same for one of the models of some evidence."""
    from lepton.value import answer

    table, choose = counted(scored, assumptions)
    return answer(table, assumptions, choose=choose, today=scored.rows.today(assumptions))


@dataclass(frozen=True, slots=True)
class ModelValue(Result):
    """What one of several models is worth, at the share that it chose for itself.

    Attributes
    ----------
    id, title
        Which model.
    profit
        A month, in currency, on rows that had no say in the choice.
    low, high
        Range that holds it in 90 of 100 samples.
    fraction
        Share acted on.
    chosen_elsewhere
        Whether the share was chosen on other rows; if not, the profit flatters.
    best
        Whether no other model has a higher profit.
    """

    id: str
    title: str
    profit: float
    low: float
    high: float
    fraction: float
    chosen_elsewhere: bool
    best: bool


def model_values(
    store: Store, project: Project, evidence: Evidence | None = None
) -> list[ModelValue]:
    """What each model of a project is worth under the project's assumptions, the best first.

    Parameters
    ----------
    store, project
        Which project; without assumptions of its own the first guess is taken.
    evidence
        Where it is known already.

    Raises
    ------
    InputError, NotApplicable
        As for :func:`lepton.workflows.evidence.evidence_of`.
    """
    known = evidence_of(store, project) if evidence is None else evidence
    return values_of(known, assumptions_of(project) or first_guess())


def values_of(evidence: Evidence, assumptions: "Assumptions") -> list[ModelValue]:
    """The same for any evidence: each model at the share that it chose for itself."""
    free = replace(assumptions, fraction=None)
    found = [(scored, answer_of(scored, free)) for scored in evidence.models]
    most = max(told.chosen.profit for _, told in found)
    values = [
        ModelValue(
            id=scored.id,
            title=scored.title,
            profit=told.chosen.profit,
            low=told.low,
            high=told.high,
            fraction=told.chosen.fraction,
            chosen_elsewhere=told.chosen_elsewhere,
            best=told.chosen.profit == most,
        )
        for scored, told in found
    ]
    return sorted(values, key=lambda value: -value.profit)


def assumptions_of(project: Project) -> "Assumptions | None":
    """What a person has set for a project; None before they did.

    Money for several classes or for a forecast, left from another question, counts as not set.
    """
    from lepton.value import Assumptions

    kept = project.assumptions
    if kept is None or kept.get("form") in OTHER_FORMS:
        return None
    return Assumptions.from_dict(kept)


def first_guess() -> "Assumptions":
    """Money to start from where nothing is known of the business; the page says it is a guess.

    Acting pays from a chance of one in six, so that the curve has a top worth looking at.
    """
    from lepton.value import Assumptions

    return Assumptions(benefit=100.0, success_rate=0.3, contact_cost=5.0)


def priced_by(payoff: "Payoff", **rest: Any) -> "Assumptions":
    """The assumptions that say the same as a payoff which is the same in every row.

    Parameters
    ----------
    payoff
        Net value per decision.
    **rest
        Further fields of :class:`lepton.value.Assumptions`.

    Raises
    ------
    NotApplicable
        The payoff differs from row to row.
    """
    from lepton.value import Assumptions

    if payoff.per_row:
        then = "Use value_curve, which knows each row."
        raise NotApplicable(must("payoff", "the same in every row", "amounts per row", then))
    tp, fp, fn, tn, spend = (
        float(amount) for amount in (payoff.tp, payoff.fp, payoff.fn, payoff.tn, payoff.spend)
    )
    if tp >= 0 >= fp and fn <= 0 <= tn and spend == -fp:
        matrix: dict[str, Any] = {"right": tp, "wrong": -fp, "missed": -fn, "spared": tn}
        return Assumptions(form="matrix", **matrix, **rest)
    cells = {"tp": tp, "fp": fp, "fn": fn, "tn": tn, "cost": spend}
    texts: dict[str, Any] = {f"{name}_formula": repr(amount) for name, amount in cells.items()}
    return Assumptions(form="formula", **texts, **rest)
