"""Every field of a business case: its words, its unit, its bounds and where it belongs."""

import math
from dataclasses import dataclass
from numbers import Real
from typing import Any

import numpy as np

from lepton.errors import InputError, must

__all__ = ["FIELDS", "GROUPS", "Field", "checked"]

GROUPS = {
    "time": "Time and money",
    "volume": "How much there is to decide",
    "adoption": "How fast people use it",
    "decay": "How long the model stays good",
    "caution": "Caution",
    "needs": "Needs analysis",
    "data": "Data preparation",
    "model": "Model building",
    "deployment": "Deployment",
    "operations": "Operations",
}
MONEY, DAYS, HOURS, SHARE, MONTHS, COUNT = "money", "days", "hours", "share", "months", "count"
MOST_MONEY = 1e12
MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a business case.

    Attributes
    ----------
    name
        As in :class:`lepton.finance.Case`.
    label
        What a person calls it.
    group
        Key of :data:`GROUPS`.
    unit
        "money", "money a month", "days", "hours", "share", "months", "count", "rate a year", …
    low, high
        Bounds, both allowed.
    whole
        Whether only whole numbers make sense.
    choices
        For a choice: what there is to choose from; else empty.
    note
        One plain sentence on how to find the number.
    """

    name: str
    label: str
    group: str
    unit: str = MONEY
    low: float = 0.0
    high: float = MOST_MONEY
    whole: bool = False
    choices: tuple[str, ...] = ()
    note: str = ""

    @property
    def numeric(self) -> bool:
        """Whether it is one number, that a range or a scenario may change."""
        return not self.choices and self.unit != "factors"


def _share(name: str, label: str, group: str, note: str = "", **rest: Any) -> Field:
    return Field(name=name, label=label, group=group, unit=SHARE, high=1.0, note=note, **rest)


_ALL = (
    Field(name="horizon_months", label="Months looked at", group="time", unit=MONTHS, low=1,
          high=240, whole=True, note="Three years are usual; month 0 is today."),
    Field(name="build_months", label="Months until it is in use", group="time", unit=MONTHS,
          high=120, whole=True, note="Nothing is earned before, and nothing runs."),
    Field(name="discount_rate", label="Discount rate", group="time", unit="rate a year",
          low=-0.99, high=10.0, note="What your finance department asks of an investment."),
    Field(name="timing", label="Money moves", group="time", unit="choice", choices=("end", "mid"),
          note="At the end or in the middle of each month."),
    Field(name="inflation", label="Inflation", group="time", unit="rate a year", low=-0.5,
          high=10.0, note="Left at 0, all amounts are in today's money."),
    _share("tax_rate", "Tax on profit", "time", "Left at 0, everything is before tax."),
    Field(name="depreciation_months", label="Written off over", group="time", unit=MONTHS,
          high=240, whole=True, note="0 means at once. Only tax depends on it."),
    Field(name="volume_growth", label="Growth of decisions", group="volume", unit="rate a year",
          low=-0.99, high=10.0),
    Field(name="first_month", label="Calendar month of month 1", group="volume", unit=COUNT,
          low=1, high=12, whole=True, note="1 is January; only the season depends on it."),
    Field(name="season", label="Season", group="volume", unit="factors", high=100.0,
          note="Twelve factors, January first; 1 is a usual month. They multiply the decisions as"
               " they stand."),
    Field(name="adoption", label="Uptake", group="adoption", unit="choice",
          choices=("full", "linear", "logistic", "bass")),
    _share("adoption_ceiling", "Used in the end for", "adoption",
           "Share of the decisions that follow the model once all have got used to it."),
    Field(name="adoption_months", label="Months until then", group="adoption", unit=MONTHS,
          high=240, note="For the straight ramp."),
    Field(name="adoption_midpoint", label="Half of them after", group="adoption", unit=MONTHS,
          low=-240, high=240, note="For the S-curve."),
    Field(name="adoption_speed", label="Steepness", group="adoption", unit="a month", high=20,
          note="For the S-curve."),
    Field(name="bass_innovation", label="Starting by themselves", group="adoption",
          unit="a month", low=1e-6, high=1.0, note="For the Bass curve."),
    Field(name="bass_imitation", label="Following others", group="adoption", unit="a month",
          high=10.0, note="For the Bass curve."),
    Field(name="half_life_months", label="Half of the advantage is gone after", group="decay",
          unit=MONTHS, high=1_200, note="Without new training; 0 means that it never fades."),
    _share("lasting_share", "Part that never fades", "decay"),
    Field(name="retrain_every", label="Trained again every", group="decay", unit=MONTHS,
          high=240, whole=True, note="0 means never."),
    _share("delivery_chance", "Chance that it is delivered at all", "caution",
           "Where it is not, the one-off costs are lost."),
    _share("benefit_haircut", "Taken off the benefits", "caution",
           "For what usually turns out smaller than planned."),
    Field(name="contingency", label="Added to the costs", group="caution", unit=SHARE, high=10.0,
          note="For what usually turns out dearer than planned."),
    Field(name="day_rate", label="A day of work", group="needs", unit="money a day"),
    Field(name="needs_days", label="Workshops and analysis", group="needs", unit=DAYS, high=1e6),
    Field(name="data_days", label="Collecting and cleaning", group="data", unit=DAYS, high=1e6),
    Field(name="label_count", label="Cases to label", group="data", unit=COUNT, high=1e9),
    Field(name="label_cost", label="Cost of a label", group="data"),
    Field(name="privacy_review", label="Privacy review", group="data"),
    Field(name="model_days", label="Building and testing", group="model", unit=DAYS, high=1e6),
    Field(name="tools", label="Tools", group="model"),
    Field(name="training_hours", label="Hours of one training", group="model", unit=HOURS,
          high=1e6, note="Measured here when the model was trained."),
    Field(name="training_runs", label="Trainings until it is good", group="model", unit=COUNT,
          high=1e6),
    Field(name="compute", label="Trained on", group="model", unit="choice",
          choices=("cpu", "rented", "owned"),
          note="An ordinary computer, a rented GPU, or a GPU of your own."),
    Field(name="cpu_rate", label="An hour of computer", group="model", unit="money an hour"),
    Field(name="gpu_rate", label="An hour of rented GPU", group="model", unit="money an hour"),
    Field(name="gpu_utilisation", label="Share of paid GPU hours used", group="model", unit=SHARE,
          low=0.01, high=1.0),
    Field(name="gpu_price", label="Price of a GPU of your own", group="model"),
    Field(name="gpu_salvage", label="Worth of it at the end", group="model"),
    Field(name="gpu_life_hours", label="Hours it lasts", group="model", unit=HOURS, low=1,
          high=1e6),
    Field(name="power_kw", label="Power it draws", group="model", unit="kW", high=1e4),
    Field(name="pue", label="Power of the room for each kW", group="model", unit=COUNT, low=1,
          high=5),
    Field(name="kwh_price", label="Price of a kWh", group="model"),
    Field(name="integration_days", label="Building it in", group="deployment", unit=DAYS,
          high=1e6),
    Field(name="testing_days", label="Testing", group="deployment", unit=DAYS, high=1e6),
    Field(name="security_review", label="Security review", group="deployment"),
    Field(name="change_management", label="Bringing people along", group="deployment"),
    Field(name="trained_users", label="People to train", group="deployment", unit=COUNT,
          high=1e7),
    Field(name="hours_per_user", label="Hours for each", group="deployment", unit=HOURS,
          high=1e4),
    Field(name="user_rate", label="An hour of their time", group="deployment",
          unit="money an hour"),
    Field(name="hosting", label="Hosting", group="operations", unit="money a month"),
    Field(name="prediction_cost", label="Cost of 1,000 predictions", group="operations"),
    Field(name="monitoring", label="Watching over it", group="operations", unit="money a month"),
    Field(name="retrain_days", label="Work for each new training", group="operations", unit=DAYS,
          high=1e6),
    Field(name="retrain_runs", label="Trainings each time", group="operations", unit=COUNT,
          high=1e6),
    _share("review_share", "Decisions that a person looks at", "operations"),
    Field(name="review_minutes", label="Minutes for each", group="operations", unit="minutes",
          high=1e5),
    Field(name="reviewer_rate", label="An hour of a reviewer", group="operations",
          unit="money an hour"),
    Field(name="licences", label="Licences", group="operations", unit="money a month"),
    Field(name="incentives", label="Incentives not counted yet", group="operations",
          unit="money a month",
          note="Contacts and offers are already taken off the benefit; enter only others."),
    Field(name="audit_cost", label="Audit", group="operations", unit="money a year"),
)  # fmt: skip

FIELDS: dict[str, Field] = {field.name: field for field in _ALL}


def checked(field: Field, value: Any) -> Any:
    """Give the value as it is kept: a number within the bounds, a choice, or twelve factors.

    Raises
    ------
    InputError
        It is none of these.
    """
    if field.choices:
        if value not in field.choices:
            rule = f"one of {', '.join(field.choices)}"
            raise InputError(must(field.name, rule, repr(value), "Choose one of them."))
        return value
    if field.unit == "factors":
        return _factors(field, value)
    return _number(field, field.name, value)


def _factors(field: Field, value: Any) -> tuple[float, ...]:
    given = tuple(value) if isinstance(value, list | tuple) else ()
    if len(given) != MONTHS_OF_A_YEAR:
        then = "Give one factor for each month, January first."
        raise InputError(must(field.name, "twelve numbers", repr(value), then))
    found = tuple(_number(field, f"{field.name}[{i}]", each) for i, each in enumerate(given))
    if sum(found) <= 0:
        raise InputError(must(field.name, "above 0 somewhere", repr(value), "1 is a usual month."))
    return found


def _number(field: Field, name: str, value: Any) -> float:
    then = f"{field.label}: {field.note or 'check the number and its unit.'}"
    known = isinstance(value, Real) and not isinstance(value, bool | np.bool_)
    if not known or not math.isfinite(value) or not field.low <= value <= field.high:
        rule = f"a number from {field.low:,.6g} to {field.high:,.6g}"
        raise InputError(must(name, rule, repr(value), then))
    if field.whole and value != int(value):
        raise InputError(must(name, "a whole number", repr(value), then))
    return int(value) if field.whole else float(value)
