"""What it is worth to know more before deciding: everything, one assumption, or a pilot."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from lepton.errors import InputError, must
from lepton.finance.case import Case
from lepton.finance.cells import cells
from lepton.finance.earning import Earning
from lepton.finance.pilot import Pilot, PilotTerms, pilot_of, pilot_terms
from lepton.finance.risk import Risk
from lepton.value.checks import amount
from lepton.value.result import Result

__all__ = ["Information", "evpi_normal", "information"]


@dataclass(frozen=True, slots=True, eq=False)
class Information(Result):
    """What knowing more is worth to someone who can go ahead or leave it; currency of today.

    Attributes
    ----------
    go
        Whether to go ahead on what is known now: the mean net present value is above 0.
    expected
        What the better of the two is worth now: the mean, or 0.
    evpi
        Most that any investigation can be worth: everything would be known beforehand.
    evpi_error
        Standard error of it from the number of trials alone.
    chance_wrong
        Share of the trials in which that decision turns out wrong.
    evppi
        What knowing one assumption alone is worth at most, largest first; never above ``evpi``.
    evppi_model
        The same for the error of the model, as if it were tried on endless new data.
    pilot
        The best pilot of one assumption, worth at most its ``evppi``; None where none was asked
        for, or none is possible.
    """

    go: bool
    expected: float
    evpi: float
    evpi_error: float
    chance_wrong: float
    evppi: Mapping[str, float]
    evppi_model: float
    pilot: Pilot | None


def information(
    case: Case, earning: Earning, risk: Risk, *, pilot: PilotTerms | None = None
) -> Information:
    """Tell what it is worth to know more before deciding.

    The decision is to go ahead or to leave it: whoever knows more says no to what would lose
    money. ``EVPI = E[max(NPV, 0)] - max(E[NPV], 0)``; for one assumption the net present value
    is first averaged over all trials in which the assumption is about the same, and for a pilot
    over all those in which its result may be. Averages never exceed what they are made of, so
    ``EVPI >= EVPPI >= EVSI >= 0`` holds for every sample.

    Parameters
    ----------
    case, earning
        What the risk was worked out for.
    risk
        As :func:`lepton.finance.simulate` gives it.
    pilot
        What a pilot takes; left out, that of the success rate, where there is one that varies
        (:func:`lepton.finance.pilot.pilot_terms`).

    Returns
    -------
    Money in currency of today.

    Raises
    ------
    InputError
        The pilot measures an assumption that does not vary.

    Examples
    --------
    >>> from lepton.finance import Case, FlatEarning, Range, simulate
    >>> earning = FlatEarning(profit=3.6, decisions_per_month=1000)
    >>> risk = simulate(Case(), earning, {"profit": Range.normal(2, 5)})
    >>> told = information(Case(), earning, risk)
    >>> told.evpi >= told.evppi["profit"] > told.evppi["delivered"] >= 0
    True
    """
    npv = risk.npv
    mean, gain = float(npv.mean()), np.maximum(npv, 0.0)
    best, go = max(mean, 0.0), mean > 0
    evpi = max(float(gain.mean()) - best, 0.0)
    lost = gain - npv if go else gain
    found = {name: cells(values, npv) for name, values in risk.draws.values.items()}
    worth = {name: min(each.worth, evpi) for name, each in found.items()}
    model = 0.0 if risk.draws.model is None else cells(risk.npv_model, npv).worth
    terms = _terms(case, earning, pilot, set(found))
    return Information(
        go=go,
        expected=best,
        evpi=evpi,
        evpi_error=float(lost.std()) / math.sqrt(npv.size),
        chance_wrong=float(np.mean(lost > 0)),
        evppi=dict(sorted(worth.items(), key=lambda pair: -pair[1])),
        evppi_model=min(model, evpi),
        pilot=None if terms is None else pilot_of(found[terms.name], terms),
    )


def _terms(
    case: Case, earning: Earning, given: PilotTerms | None, varying: set[str]
) -> PilotTerms | None:
    if given is None:
        usual = pilot_terms(case, earning)
        return usual if usual is not None and usual.name in varying else None
    if given.name not in varying:
        then = "Give it a range first."
        raise InputError(must("pilot", "of an assumption that varies", given.name, then))
    return given


def evpi_normal(mean: float, sd: float) -> float:
    """What knowing everything is worth where the net present value is normal.

    ``EVPI = σ φ(μ/σ) - |μ| Φ(-|μ|/σ)`` (Raiffa & Schlaifer 1961, unit normal loss).

    Parameters
    ----------
    mean, sd
        Of the net present value, in currency; the deviation is 0 or more.

    Raises
    ------
    InputError
        The deviation is negative, or a number cannot be used.

    Examples
    --------
    >>> evpi_normal(100, 200)
    39.5593
    """
    middle = amount("mean", mean)
    spread = amount("sd", sd, least=0.0, then="Enter a standard deviation.")
    if spread == 0:
        return 0.0
    normal = NormalDist()
    z = abs(middle) / spread
    return max(spread * normal.pdf(z) - abs(middle) * normal.cdf(-z), 0.0)
