"""Every assumption by name: those of the case, and those of what a decision earns."""

from typing import Any

from lepton.errors import InputError, must
from lepton.finance.fields import COUNT, FIELDS, GROUPS, MOST_MONEY, SHARE, Field, checked

__all__ = ["EARNED", "checked_value", "field_of", "group_of", "label_of", "may_range"]

EARNING = "earning"
FEWEST = 1e-3  # decisions a month
_DECISION = "On the page of returns, where it is set, it is explained."

EARNED: dict[str, Field] = {
    field.name: field
    for field in (
        Field(name="benefit", label="Worth of one success", group=EARNING, note=_DECISION),
        Field(name="success_rate", label="Success rate", group=EARNING, unit=SHARE, high=1.0,
              note="Share of those rightly chosen with whom it works."),
        Field(name="contact_cost", label="Cost of a contact", group=EARNING, note=_DECISION),
        Field(name="incentive_cost", label="Cost of an offer", group=EARNING, note=_DECISION),
        Field(name="harm", label="Harm to each wrongly chosen", group=EARNING, note=_DECISION),
        Field(name="takers", label="Wrongly chosen who take the offer", group=EARNING,
              unit=SHARE, high=1.0, note=_DECISION),
        Field(name="right", label="Acting rightly brings", group=EARNING,
              note=_DECISION),
        Field(name="wrong", label="Acting wrongly costs", group=EARNING,
              note=_DECISION),
        Field(name="missed", label="A missed case costs", group=EARNING,
              note=_DECISION),
        Field(name="spared", label="Leaving alone rightly brings", group=EARNING, note=_DECISION),
        Field(name="profit", label="Extra profit of a decision", group=EARNING, low=-MOST_MONEY,
              note="Over today's practice."),
        Field(name="decisions_per_month", label="Decisions a month", group=EARNING, unit=COUNT,
              low=FEWEST, note="Without any decision there is nothing to earn."),
        Field(name="fixed_cost", label="Fixed cost of acting", group=EARNING,
              unit="money a month", note=_DECISION),
        Field(name="share", label="Share acted on", group=EARNING, unit=SHARE, high=1.0,
              note="Chosen on the page of returns."),
    )
}  # fmt: skip
CHOSEN = ("share",)
"""What a person decides and nobody has to guess: it has no range."""


def field_of(name: str) -> Field:
    """What is known of an assumption: its words, its unit, its bounds.

    Raises
    ------
    InputError
        There is no such assumption.

    Examples
    --------
    >>> field_of("hosting").label, field_of("success_rate").label
    ('Hosting', 'Success rate')
    """
    found = (FIELDS.get(name) or EARNED.get(name)) if isinstance(name, str) else None
    if found is None:
        rule = "the name of an assumption"
        raise InputError(must("assumption", rule, repr(name), "Check the spelling."))
    return found


def label_of(name: str) -> str:
    """What a person calls an assumption."""
    return "Delivered at all" if name == "delivered" else field_of(name).label


def group_of(name: str) -> str:
    """Heading under which an assumption stands."""
    group = field_of(name).group
    return "What a decision earns" if group == EARNING else GROUPS[group]


def checked_value(name: str, value: Any) -> Any:
    """Give the value of an assumption as it is kept.

    Raises
    ------
    InputError
        There is no such assumption, or the value cannot be used.
    """
    return checked(field_of(name), tuple(value) if isinstance(value, list) else value)


def may_range(name: str) -> bool:
    """Whether an assumption may be a range: choices, whole months and decisions may not.

    Examples
    --------
    >>> may_range("hosting"), may_range("horizon_months"), may_range("share")
    (True, False, False)
    """
    field = field_of(name)
    return field.numeric and not field.whole and name not in CHOSEN
