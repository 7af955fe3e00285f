"""What a cash flow is made of: amounts, each times a profile over the months.

Kept apart like this, thousands of trials cost little: where only amounts vary from trial to trial,
the profiles are worked out once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, listed, must
from lepton.finance import timeline
from lepton.finance.case import Case
from lepton.finance.earning import Earning, Values
from lepton.finance.fields import FIELDS
from lepton.finance.names import EARNED, checked_value

__all__ = [
    "Months",
    "Term",
    "Terms",
    "allowed",
    "as_column",
    "assumed",
    "terms_of",
    "training_hour",
]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
PER = 1_000  # predictions are priced by the thousand
MINUTES = 60
LITTLE = 1e-12


@dataclass(frozen=True, slots=True)
class Term:
    """A line, or a part of one: the amount times the profile.

    Attributes
    ----------
    key
        Of :data:`lepton.finance.lines.LINES`.
    amount
        A number, or one per trial of shape (d, 1); costs positive.
    profile
        How it spreads over the months, shape (months + 1,) or (d, months + 1).
    """

    key: str
    amount: Any
    profile: Any

    @property
    def line(self) -> Any:
        """Money month by month."""
        return self.amount * self.profile


@dataclass(frozen=True, slots=True)
class Terms:
    """All terms before contingency and tax, and what is told beside them.

    Attributes
    ----------
    benefit, costs
        The terms.
    spend, volume, acted_on
        Month by month: what contacts and offers cost, decisions, and those acted on.
    """

    benefit: tuple[Term, ...]
    costs: tuple[Term, ...]
    spend: Term
    volume: Term
    acted_on: Term


@dataclass(frozen=True, slots=True)
class Months:
    """Profiles that terms share; each of shape (months + 1,), or (d, months + 1) if it varies."""

    now: Any
    used: Any
    volume: Any
    uptake: Any
    left: Any
    level: Any

    @classmethod
    def of(cls, case: Case, v: Mapping[str, Any]) -> "Months":
        """Work them out."""
        return cls(
            now=np.where(timeline.months(case) == 0, 1.0, 0.0),
            used=np.where(timeline.in_use(case) > 0, 1.0, 0.0),
            volume=timeline.volume(case, 1.0, v["volume_growth"]),
            uptake=timeline.uptake(case, v),
            left=timeline.decay(case, v),
            level=timeline.prices(case, v["inflation"]),
        )


def assumed(case: Case, earning: Earning, changes: Values | None = None) -> dict[str, Any]:
    """Every number of the case and of what it earns by name; arrays of (d,) become (d, 1).

    Raises
    ------
    InputError
        A change names no number that may vary, or a number is outside its bounds. Draws of a
        range, which come as arrays, are cut at the bounds instead.
    """
    given = dict(changes or {})
    numbers = {name: getattr(case, name) for name in _NUMERIC}
    known = {**numbers, **earning.base}
    unknown = [name for name in given if name not in known]
    fixed = [name for name in given if name in FIELDS and FIELDS[name].whole]
    if unknown or fixed:
        rule = "numbers of the case that may vary"
        then = "Whole months and choices are changed in the case itself."
        raise InputError(must("changes", rule, listed(unknown + fixed), then))
    return {**known, **{name: as_column(_bounded(name, value)) for name, value in given.items()}}


_NUMERIC = tuple(name for name, field in FIELDS.items() if field.numeric)


def training_hour(case: Case, v: Mapping[str, Any]) -> Any:
    """Cost of one hour of training on the chosen computer, in currency."""
    if case.compute == "cpu":
        return v["cpu_rate"]
    if case.compute == "rented":
        return v["gpu_rate"] / v["gpu_utilisation"]
    owned = (v["gpu_price"] - v["gpu_salvage"]) / (v["gpu_life_hours"] * v["gpu_utilisation"])
    return owned + v["power_kw"] * v["pue"] * v["kwh_price"]


def terms_of(case: Case, earning: Earning, v: Mapping[str, Any], draw: Ints | None) -> Terms:
    """The terms of a case, from the values that :func:`assumed` gives."""
    months = Months.of(case, v)
    asked = {name: _row(v[name]) for name in earning.base}
    worth = earning.worth(asked, draw)
    profit, spend = as_column(worth.profit), as_column(worth.spend)
    most = v["decisions_per_month"] * v["adoption_ceiling"]
    followed = months.volume * months.uptake
    followed = followed * allowed(earning, v, spend, followed)
    priced = followed * months.level
    gain = np.maximum(profit, 0.0) * most * (1.0 - v["benefit_haircut"])
    benefit = [Term("benefit", gain, priced * months.left)]
    if np.any(profit < 0):
        benefit.append(Term("benefit", np.minimum(profit, 0.0) * most, priced))
    return Terms(
        benefit=tuple(benefit),
        costs=(*_once(case, v, months), *_running(case, v, months)),
        spend=Term("benefit", most * spend, priced),
        volume=Term("benefit", v["decisions_per_month"], months.volume),
        acted_on=Term("benefit", most * v["share"], followed),
    )


def allowed(earning: Earning, v: Mapping[str, Any], spend: Any, followed: Any) -> Any:
    """Part of the followed decisions that the limits of a month allow, up to 1.

    Parameters
    ----------
    earning, v
        Where the limits and the numbers come from.
    spend
        Of a decision, in currency.
    followed
        Decisions that follow the model, as parts of those of a month of full use.
    """
    most = v["decisions_per_month"] * v["adoption_ceiling"]
    limits = []
    if earning.capacity is not None:
        limits.append((earning.capacity, most * v["share"]))
    if earning.budget is not None:
        limits.append((np.maximum(earning.budget - v["fixed_cost"], 0.0), most * spend))
    part: Any = 1.0
    for limit, each in limits:
        if np.any(each * followed.max(axis=-1, keepdims=True) > limit):
            part = np.minimum(part, limit / np.maximum(each * followed, LITTLE))
    return part


def _bounded(name: str, value: Any) -> Any:
    if np.ndim(value) == 0:
        return checked_value(name, float(value)) if name in FIELDS or name in EARNED else value
    field = FIELDS.get(name) or EARNED.get(name)
    if field is None:
        return value
    drawn = np.asarray(value, dtype=np.float64)
    inside = drawn.size == 0 or (drawn.min() >= field.low and drawn.max() <= field.high)
    return drawn if inside else np.clip(drawn, field.low, field.high)


def as_column(value: Any) -> Any:
    """A number as it is, an array of (d,) as a column of shape (d, 1)."""
    array = np.asarray(value, dtype=np.float64)
    return float(array) if array.ndim == 0 else array[:, None]


def _row(value: Any) -> Any:
    """Numbers as they are, columns of trials as flat arrays: what an earning is asked with."""
    return value[:, 0] if isinstance(value, np.ndarray) else value


def _once(case: Case, v: Mapping[str, Any], months: Months) -> list[Term]:
    """Costs of month 0."""
    rate = v["day_rate"]
    amounts = {
        "workshops": v["needs_days"] * rate,
        "preparation": v["data_days"] * rate,
        "labels": v["label_count"] * v["label_cost"],
        "privacy": v["privacy_review"],
        "building": v["model_days"] * rate,
        "tools": v["tools"],
        "computing": v["training_runs"] * v["training_hours"] * training_hour(case, v),
        "integration": (v["integration_days"] + v["testing_days"]) * rate,
        "security": v["security_review"],
        "change": v["change_management"],
        "user_training": v["trained_users"] * v["hours_per_user"] * v["user_rate"],
    }
    return [Term(key, amount, months.now) for key, amount in amounts.items()]


def _running(case: Case, v: Mapping[str, Any], months: Months) -> list[Term]:
    """Costs of the months of use."""
    training = v["retrain_days"] * v["day_rate"]
    training = training + v["retrain_runs"] * v["training_hours"] * training_hour(case, v)
    looked_at = v["review_share"] * v["review_minutes"] / MINUTES * v["reviewer_rate"]
    monthly = months.used * months.level
    decided = months.volume * monthly
    decisions = v["decisions_per_month"]
    return [
        Term("hosting", v["hosting"], monthly),
        Term("predictions", v["prediction_cost"] / PER * decisions, decided),
        Term("monitoring", v["monitoring"], monthly),
        Term("retraining", training, timeline.retrained(case) * months.level),
        Term("review", looked_at * decisions, decided),
        Term("licences", v["licences"], monthly),
        Term("incentives", v["incentives"], monthly),
        Term("audits", v["audit_cost"], timeline.audited(case) * months.level),
        Term("campaign", v["fixed_cost"] * (v["share"] > 0), monthly),
    ]
