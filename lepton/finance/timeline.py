"""What changes from month to month: volume, uptake, fading, prices, discounting.

Every function takes values that are numbers or arrays of shape (d, 1), and gives arrays that
spread over the months 0 to ``horizon_months`` in their last axis.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.finance.case import Case
from lepton.finance.rates import monthly_rate

__all__ = [
    "adoption", "audited", "decay", "discounting", "in_use", "moments", "monthly_rate", "months",
    "prices", "retrained", "uptake", "volume",
]  # fmt: skip

Floats = npt.NDArray[np.float64]
YEAR = 12


def months(case: Case) -> Floats:
    """0, 1, … up to the horizon."""
    return np.arange(case.horizon_months + 1, dtype=np.float64)


def moments(case: Case) -> Floats:
    """When the money of each month moves, in months from today: at its end or in its middle."""
    when = months(case)
    return np.maximum(when - 0.5, 0.0) if case.timing == "mid" else when


def in_use(case: Case) -> Floats:
    """Months since it went into use, 1 in the first; 0 before."""
    return np.maximum(months(case) - case.build_months, 0.0)


def discounting(case: Case, rate: Any) -> Any:
    """Factor that brings money of each month to today; month 0 is not discounted."""
    return np.exp(np.log1p(rate) * (-moments(case) / YEAR))


def volume(case: Case, decisions: Any, growth: Any) -> Any:
    """Decisions of each month; none in month 0.

    Growth counts from month 1. The season multiplies as it stands: factors whose mean is not 1
    change the decisions of a year.
    """
    when = months(case)
    season = np.asarray(case.season)[(case.first_month - 1 + when.astype(int) - 1) % YEAR]
    grown = np.exp(np.log1p(growth) * (np.maximum(when - 1, 0.0) / YEAR))
    return decisions * grown * np.where(when > 0, season, 0.0)


def prices(case: Case, inflation: Any) -> Any:
    """Price level of each month against today."""
    return np.exp(np.log1p(inflation) * (months(case) / YEAR))


def adoption(case: Case, v: Mapping[str, Any]) -> Any:
    """Share of the decisions that follow the model, month by month; 0 before it is in use."""
    return v["adoption_ceiling"] * uptake(case, v)


def uptake(case: Case, v: Mapping[str, Any]) -> Any:
    """How far it has come to its ceiling, from 0 before it is in use to 1."""
    used = in_use(case)
    return _uptake(case.adoption, used, v) * (used > 0)


def _uptake(shape: str, used: Floats, v: Mapping[str, Any]) -> Any:
    if shape == "linear":
        return np.minimum(used / np.maximum(v["adoption_months"], 1e-9), 1.0)
    if shape == "logistic":
        # as 1 / (1 + e^-x), which would overflow for a steep curve far away
        return 0.5 + 0.5 * np.tanh(v["adoption_speed"] * (used - v["adoption_midpoint"]) / 2)
    if shape == "bass":
        p, q = v["bass_innovation"], v["bass_imitation"]
        fade = np.exp(-(p + q) * used)
        return (1.0 - fade) / (1.0 + q / p * fade)
    return np.ones_like(used)


def decay(case: Case, v: Mapping[str, Any]) -> Any:
    """Part of the model's advantage that is left, 1 right after a training."""
    used = in_use(case)
    age = np.maximum(used - 1, 0.0)
    if case.retrain_every > 0:
        age = age % case.retrain_every
    half = np.asarray(v["half_life_months"], dtype=np.float64)
    shortest = np.where(half > 0, np.maximum(half, 1e-9), 1.0)  # a rate that stays finite
    fading = np.where(half > 0, np.log(2) / shortest, 0.0)
    ages, which = np.unique(age, return_inverse=True)  # the same age has the same advantage
    left = v["lasting_share"] + (1.0 - v["lasting_share"]) * np.exp(-fading * ages)
    return left[..., which]


def retrained(case: Case) -> Floats:
    """1 in the months with a new training, else 0; the first training is part of building."""
    age = in_use(case) - 1
    if case.retrain_every == 0:
        return np.zeros_like(age)
    return np.where((age > 0) & (age % case.retrain_every == 0), 1.0, 0.0)


def audited(case: Case) -> Floats:
    """1 after each full year of use, else 0."""
    used = in_use(case)
    return np.where((used > 0) & (used % YEAR == 0), 1.0, 0.0)
