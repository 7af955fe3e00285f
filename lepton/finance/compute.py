"""On which computer the trainings cost least: one of the office, a rented GPU, an own one."""

import math
from dataclasses import dataclass, replace

from lepton.finance import timeline
from lepton.finance.case import Case
from lepton.finance.terms import training_hour
from lepton.value.checks import amount
from lepton.value.result import Result

__all__ = ["ComputeOption", "compute_options", "own_after_hours", "trainings"]

LABELS = {"cpu": "An ordinary computer", "rented": "A rented GPU", "owned": "A GPU of your own"}


@dataclass(frozen=True)
class ComputeOption(Result):
    """One way to train, over the whole horizon, at the prices of today.

    Attributes
    ----------
    key, label
        "cpu", "rented" or "owned", and what a person calls it.
    chosen
        Whether the case is worked out with it.
    hours
        Of training; None where nobody has measured how fast this computer is.
    hour_cost
        One hour of training, in currency: idle time that is paid for and energy included.
    cost
        Hours × cost of an hour, as the cash flow has it; None where the hours are not known.
    cost_alone
        What it costs if the computer is bought for these trainings alone and then sold, in
        currency; the same as ``cost`` where nothing is bought.
    even_speedup
        How many times as fast as an ordinary computer a GPU must be for the same cost; None for
        the ordinary one, and where that costs nothing.
    """

    key: str
    label: str
    chosen: bool
    hours: float | None
    hour_cost: float
    cost: float | None
    cost_alone: float | None
    even_speedup: float | None


def compute_options(case: Case, *, gpu_speedup: float | None = None) -> list[ComputeOption]:
    """Compare an ordinary computer, a rented GPU and one of your own.

    Parameters
    ----------
    case
        Its hours of one training are those on the computer that it names.
    gpu_speedup
        How many times as fast a GPU trains this model, above 0; None where it was not measured:
        then the hours and costs of the other kind of computer stay unknown, and only what they
        would have to be is told.

    Returns
    -------
    Three options, an ordinary computer first.

    Raises
    ------
    InputError
        The speed-up is not above 0.

    Examples
    --------
    >>> [option.cost for option in compute_options(Case())]
    [5.0, None, None]
    >>> [round(option.cost, 2) for option in compute_options(Case(), gpu_speedup=5)]
    [5.0, 10.0, 3.7]
    """
    if gpu_speedup is not None:
        then = "A GPU ten times as fast as the ordinary computer has 10."
        gpu_speedup = amount("gpu_speedup", gpu_speedup, least=1e-6, most=1e6, then=then)
    hour = {key: _hour(case, key) for key in LABELS}
    return [_option(case, key, hour, _hours(case, key, gpu_speedup)) for key in LABELS]


def own_after_hours(case: Case) -> float | None:
    """Hours of training from which a GPU of your own costs less than a rented one.

    Parameters
    ----------
    case
        Its prices are used; the GPU is bought for these trainings alone and sold in the end.

    Returns
    -------
    Hours over its life; None where it never pays within the hours that it lasts.

    Notes
    -----
    (price - salvage) / (rent of a used hour - energy of an hour).

    Examples
    --------
    >>> round(own_after_hours(Case()), 1)
    5257.6
    """
    saved = _hour(case, "rented") - _energy(case)
    bought = case.gpu_price - case.gpu_salvage
    if bought <= 0:
        return 0.0
    hours = bought / saved if saved > 0 else math.inf
    return hours if hours <= case.gpu_life_hours * case.gpu_utilisation else None


def trainings(case: Case) -> float:
    """How many single trainings a case takes: those of building, and all new ones."""
    return float(case.training_runs + case.retrain_runs * timeline.retrained(case).sum())


def _hour(case: Case, key: str) -> float:
    chosen = replace(case, compute=key)
    return float(training_hour(chosen, chosen.to_dict()))


def _energy(case: Case) -> float:
    return case.power_kw * case.pue * case.kwh_price


def _hours(case: Case, key: str, speedup: float | None) -> float | None:
    hours = case.training_hours * trainings(case)
    if (key == "cpu") == (case.compute == "cpu"):
        return hours
    if speedup is None:
        return None
    return hours * speedup if key == "cpu" else hours / speedup


def _option(case: Case, key: str, hour: dict[str, float], hours: float | None) -> ComputeOption:
    gpu = key != "cpu" and hour["cpu"] > 0
    cost = None if hours is None else hours * hour[key]
    alone = cost
    if key == "owned" and hours is not None:
        bought = max(math.ceil(hours / (case.gpu_life_hours * case.gpu_utilisation)), 1)
        alone = bought * (case.gpu_price - case.gpu_salvage) + hours * _energy(case)
    return ComputeOption(
        key=key, label=LABELS[key], chosen=key == case.compute, hours=hours, hour_cost=hour[key],
        cost=cost, cost_alone=alone, even_speedup=hour[key] / hour["cpu"] if gpu else None,
    )  # fmt: skip
