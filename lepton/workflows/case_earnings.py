"""What a decision of a project earns, whatever kind of question it asks."""

from typing import TYPE_CHECKING

from lepton.errors import LeptonError
from lepton.store import Project, Store
from lepton.workflows.basis import Scored
from lepton.workflows.evidence import evidence_of
from lepton.workflows.napkins import has_napkin, napkin_counts_of, napkin_of
from lepton.workflows.projects import dataset_of
from lepton.workflows.worth import assumptions_of, first_guess

if TYPE_CHECKING:
    import pandas as pd

    from lepton.finance import Earning, FlatEarning
    from lepton.models import Model
    from lepton.models.judged import Judged
    from lepton.value import Assumptions
    from lepton.value.actions import ActionMoney
    from lepton.value.forecast import ForecastMoney
    from lepton.value.policy_money import PolicyEarning

__all__ = [
    "classes_earning", "earning_of", "forecast_earning", "kind_of", "napkin_earning",
    "policy_earning",
]  # fmt: skip

RULES = {
    "today": "today's plan",
    "mean": "planning the mean",
    "last": "the last value",
    "season": "the value of a season before",
    "column": "the usual value of the same kind",
}


def earning_of(store: Store, project: Project, *, seed: int = 0) -> "Earning":
    """What a decision earns: of a model, of scores, of a rule of thumb, of a forecast.

    It is the money of the page of returns at the share chosen there, with a bootstrap of the
    rows it was measured on; nothing is drawn for a rule of thumb.

    Parameters
    ----------
    store, project
        Which project; without money of its own the first guess is taken.
    seed
        Of the draws.

    Raises
    ------
    InputError
        The project has neither a model nor scores, or its money cannot be used.
    NotFound, StorageError
        What it needs is gone or damaged.
    """
    kind = kind_of(store, project)
    if kind == "napkin":
        return napkin_earning(store, project)
    if kind == "forecast":
        from lepton.workflows.forecast import first_forecast_guess, forecast_money_of

        planned = forecast_money_of(project) or first_forecast_guess(project.use_case)
        model = _judged(store, project)
        return forecast_earning(model, planned, _frame(store, project), seed=seed)
    if kind == "classes":
        from lepton.workflows.actions import action_money_of, first_action_guess

        sorted_by = action_money_of(project) or first_action_guess(project.use_case)
        frame = None if sorted_by.today is None else _frame(store, project)
        return classes_earning(_judged(store, project), sorted_by, frame, seed=seed)
    money = assumptions_of(project) or first_guess()
    return policy_earning(evidence_of(store, project).first, money, seed=seed)


def kind_of(store: Store, project: Project) -> str:
    """What the money of a project comes from.

    Returns
    -------
    "policy" (a model that says yes or no), "forecast", "classes", "scores" or "napkin"; "scores"
    too where there is nothing yet, for then scores would do.
    """
    if has_napkin(store, project):
        return "napkin"
    if project.model_id is None:
        return "scores"
    kinds = {"regression": "forecast", "multiclass": "classes"}
    return kinds.get(str(store.model(project.model_id).info.get("kind")), "policy")


def policy_earning(scored: Scored, assumptions: "Assumptions", *, seed: int = 0) -> "PolicyEarning":
    """Price the policy of one model under some assumptions; errors as for ``answer_for``."""
    from lepton.value.policy_money import PolicyEarning

    return PolicyEarning.of(scored.rows, assumptions, choose=scored.choose, seed=seed)


def napkin_earning(store: Store, project: Project) -> "PolicyEarning":
    """Price a rule of thumb: nothing was measured, so nothing is known of its error."""
    from dataclasses import replace

    from lepton.value.policy_money import PolicyEarning

    money = replace(assumptions_of(project) or first_guess(), base_rate=None)
    return PolicyEarning.of_counts(napkin_counts_of(napkin_of(store, project)), money, draws=0)


def forecast_earning(
    model: "Model | Judged",
    money: "ForecastMoney",
    frame: "pd.DataFrame | None" = None,
    *,
    seed: int = 0,
) -> "FlatEarning":
    """Price planning by a forecast, per period, over today's plan or the best simple rule."""
    from lepton.finance import FlatEarning
    from lepton.value.uncertainty.means import drawn_means
    from lepton.workflows.forecast import forecast_savings_of

    saved, reference, in_order = forecast_savings_of(model, money, frame)
    return FlatEarning(
        profit=float(saved.mean()),
        decisions_per_month=money.periods_per_month,
        fixed_cost=money.fixed_cost,
        sampled=drawn_means(saved, in_order=in_order, seed=seed),
        currency=money.currency,
        against=RULES.get(reference, reference),
        rows=len(saved),
    )


def classes_earning(
    model: "Model | Judged",
    money: "ActionMoney",
    frame: "pd.DataFrame | None" = None,
    *,
    seed: int = 0,
) -> "FlatEarning":
    """Price deciding by a model of several classes, per case, over today or the best simple way."""
    from lepton.finance import FlatEarning
    from lepton.value.uncertainty.means import drawn_means
    from lepton.workflows.actions import action_gains_of

    found = action_gains_of(model, money, frame=frame)
    over = {"today": "today's way", "person": "asking a person about every case"}
    return FlatEarning(
        profit=float(found.each.mean()),
        decisions_per_month=money.decisions_per_month,
        fixed_cost=found.fixed_cost,
        sampled=drawn_means(found.each, seed=seed),
        currency=money.currency,
        against=over.get(found.reference, f"{found.action} for every case"),
        rows=len(found.each),
    )


def _judged(store: Store, project: Project) -> "Judged":
    from lepton.models.judged import Judged

    return Judged.load(store.model(str(project.model_id)).folder)


def _frame(store: Store, project: Project) -> "pd.DataFrame | None":
    """The table the model learned from; None where it is gone, for then less can be compared."""
    record = store.model(str(project.model_id))
    if record.dataset_id is None:
        return None
    try:
        return dataset_of(store, record.dataset_id).frame
    except LeptonError:
        return None
