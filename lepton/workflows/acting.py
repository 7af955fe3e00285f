"""Acting on a model's forecasts: where they are expected to bring more than acting costs."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from lepton.errors import LeptonError, NotApplicable, must
from lepton.store import Project, Store

if TYPE_CHECKING:
    from lepton.models import Model
    from lepton.value.forecast import Acting, ActMoney

__all__ = ["act_money_of", "acting_of", "first_act_guess", "keep_act_money"]


def acting_of(model: "Model", money: "ActMoney") -> "Acting":
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
    from lepton.value.forecast import acting

    if model.problem.kind != "regression":
        then = "Use value for a yes-or-no question, and value-classes for several classes."
        raise NotApplicable(must("model", "one that predicts a number", model.problem.kind, then))
    (y, forecast), (y_there, forecast_there) = (
        (held["y_true"].to_numpy(dtype=float), held["y_score"].to_numpy(dtype=float))
        for held in (model.holdout, model.oof)
    )
    there = (y_there, forecast_there) if len(y_there) > 1 else None
    return acting(y, forecast, money, choose=there)


def first_act_guess(model: "Model") -> "ActMoney":
    """Money to start from: acting costs what the middle forecast brings, so half of them pay."""
    from lepton.value.forecast import ActMoney

    middle = float(model.holdout["y_score"].median())
    return ActMoney(margin=1.0, cost=max(0.0, float(f"{middle:.2g}")))


def act_money_of(store: Store, project: Project) -> "ActMoney | None":
    """What a person has set for acting on a project's forecasts; None before they did."""
    from lepton.value.forecast import ActMoney

    if not store.has(_key(project)):
        return None
    try:
        return ActMoney(**store.json(_key(project)))
    except (LeptonError, TypeError):  # written by another version: better a guess
        return None


def keep_act_money(store: Store, project: Project, money: "ActMoney") -> None:
    """Keep it with the project."""
    store.put_json(_key(project), asdict(money))


def _key(project: Project) -> str:
    return f"{project.id}/acting"
