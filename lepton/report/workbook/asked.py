"""The rows of the input sheets: every assumption with its words, its unit and its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lepton.finance.case import Case
from lepton.finance.earning import Earning
from lepton.finance.fields import FIELDS, GROUPS, MOST_MONEY, Field
from lepton.finance.names import EARNED

__all__ = ["CONSTANTS", "Asked", "asked_of", "excel_name", "unit_words", "values_of"]

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
EARNING = "What one decision earns"
# names that a spreadsheet may take for a function or a reference
TAKEN = {
    "right": "right_brings", "wrong": "wrong_costs", "missed": "missed_costs",
    "npv": "net_present_value", "irr": "internal_rate_of_return",
    "mirr": "modified_rate_of_return",
}  # fmt: skip

CONSTANTS = {
    "months_per_year": (12.0, "Months of a year"),
    "predictions_per_price": (1_000.0, "Predictions that one price is for"),
    "minutes_per_hour": (60.0, "Minutes of an hour"),
    "half_a_month": (0.5, "Where money moves in the middle of a month"),
    "halves": (2.0, "Halves of a whole: what is left after the half-life"),
    "least_ramp": (1e-9, "Shortest ramp in months, so that nothing is divided by 0"),
    "least_amount": (1e-12, "Smallest amount that is divided by"),
    "largest_exponent": (700.0, "Largest exponent that a spreadsheet can work out"),
    "tolerance": (1e-6, "Difference from the engine that is allowed, of the size of the amounts"),
    "least_outlay": (0.1, "Share of all costs paid today from which a rate of return says much"),
    "highest_return": (100.0, "Rate of return a year above which it says nothing"),
    "lowest_return": (-0.99, "Rate of return a year below which it says nothing"),
}
"""Numbers that formulas use by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One assumption as a row: its name in formulas, its words, its bounds."""

    name: str
    label: str
    unit: str
    group: str
    low: float = 0.0
    high: float = MOST_MONEY
    whole: bool = False
    choices: tuple[str, ...] = ()
    note: str = ""
    optional: bool = False

    @property
    def called(self) -> str:
        """Its name in formulas."""
        return excel_name(self.name)


def excel_name(name: str) -> str:
    """Name of an assumption or a measure in formulas.

    Examples
    --------
    >>> excel_name("hosting"), excel_name("right")
    ('hosting', 'right_brings')
    """
    return TAKEN.get(name, name)


def asked_of(earning: Earning, labels: Mapping[str, str]) -> tuple[Asked, ...]:
    """Every assumption in the order of the sheets: what a decision earns, then the case."""
    rows = [_earned(name, labels) for name in earning.base]
    rows += [_limit("capacity", "At most acted on", "count"), _limit("budget", "At most spent",
             "money a month")]  # fmt: skip
    for name, field in FIELDS.items():
        if field.unit == "factors":
            rows += [_season(i, field.high) for i in range(len(MONTHS))]
            continue
        rows.append(_of_case(name, field, labels))
    return tuple(rows)


def values_of(case: Case, earning: Earning) -> dict[str, Any]:
    """Value of every row; None for a limit that there is not."""
    known: dict[str, Any] = {**earning.base, "capacity": earning.capacity, "budget": earning.budget}
    known |= {name: getattr(case, name) for name in FIELDS if name != "season"}
    return known | {f"season_{i + 1}": factor for i, factor in enumerate(case.season)}


def unit_words(unit: str, currency: str) -> str:
    """Unit of an assumption as it stands beside it.

    Examples
    --------
    >>> unit_words("money a month", "EUR"), unit_words("rate a year", "EUR")
    ('EUR a month', '% a year')
    """
    if unit.startswith("money"):
        return currency + unit.removeprefix("money")
    known = {"share": "%", "rate a year": "% a year", "count": "number", "choice": "choice"}
    return known.get(unit, unit)


def _of_case(name: str, field: Field, labels: Mapping[str, str]) -> Asked:
    return Asked(
        name=name, label=labels.get(name, field.label), unit=field.unit,
        group=GROUPS[field.group], low=field.low, high=field.high, whole=field.whole,
        choices=field.choices, note=field.note,
    )  # fmt: skip


def _earned(name: str, labels: Mapping[str, str]) -> Asked:
    field = EARNED.get(name)
    if field is None:
        label = labels.get(name, name.replace("_", " ").capitalize())
        return Asked(name=name, label=label, unit="money", group=EARNING, low=-MOST_MONEY)
    return Asked(
        name=name, label=labels.get(name, field.label), unit=field.unit, group=EARNING,
        low=field.low, high=field.high, note=field.note,
    )  # fmt: skip


def _limit(name: str, label: str, unit: str) -> Asked:
    note = "A month; empty where there is no limit."
    return Asked(name=name, label=label, unit=unit, group=EARNING, note=note, optional=True)


def _season(i: int, high: float) -> Asked:
    note = "1 is a usual month." if i == 0 else ""
    group = GROUPS["volume"]
    label = f"Season, {MONTHS[i]}"
    return Asked(name=f"season_{i + 1}", label=label, unit="factor", group=group, high=high,
                 note=note)  # fmt: skip
