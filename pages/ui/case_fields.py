"""Assumptions of the case as ordinary fields: each change is kept at once, in its own unit."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.plots.format import symbol
from pages.ui.case_keep import set_values
from pages.ui.text import plain

if TYPE_CHECKING:
    from lepton.finance.fields import Field
    from pages.ui.case_shown import Shown

__all__ = ["field_rows", "unit_of", "written"]

COLUMNS = 3
PERCENT = 100
PLACES = 9
SHARES = ("share", "rate a year")
UNITS = {
    "days": "days", "hours": "hours", "months": "months", "minutes": "minutes", "kW": "kW",
    "share": "%", "rate a year": "% a year", "count": "", "choice": "", "factors": "",
}  # fmt: skip
CHOICES = {
    "end": "at the end of each month",
    "mid": "in the middle of each month",
    "full": "from the first month",
    "linear": "a straight ramp",
    "logistic": "an S-curve",
    "bass": "as news spreads (Bass)",
    "cpu": "an ordinary computer",
    "rented": "a rented GPU",
    "owned": "a GPU of your own",
}
LONGEST = 300


def field_rows(shown: "Shown", names: Sequence[str]) -> None:
    """Show fields beside each other, as they are kept now.

    Parameters
    ----------
    shown
        The case that is looked at.
    names
        Of the assumptions, in their order.
    """
    for start in range(0, len(names), COLUMNS):
        some = names[start : start + COLUMNS]
        for column, name in zip(st.columns(COLUMNS), some, strict=False):
            with column:
                _one(shown, name)


def written(name: str, value: Any, currency: str) -> str:
    """Write the value of an assumption in its unit.

    Examples
    --------
    >>> print(written("hosting", 1500.0, "EUR"), written("compute", "cpu", "EUR"), sep=", ")
    €1,500 a month, an ordinary computer
    >>> written("delivery_chance", 0.9, "EUR").split(), written("retrain_every", 6, "EUR").split()
    (['90', '%'], ['6', 'months'])
    """
    from lepton.finance.names import field_of
    from lepton.plots.format import NBSP, NOTHING, money, number

    field = field_of(name)
    if value is None:
        return NOTHING
    if field.choices:
        return CHOICES[value]
    if field.unit == "factors":
        return "even" if len(set(value)) == 1 else ", ".join(number(v) for v in value)
    if field.unit in SHARES:
        each = " a year" if field.unit == "rate a year" else ""
        return f"{number(value * PERCENT)}{NBSP}%{each}"
    if field.unit.startswith("money"):
        return money(value, currency) + field.unit.removeprefix("money")
    unit = UNITS.get(field.unit, field.unit)
    return number(value, 4) + (NBSP + unit if unit else "")


def unit_of(unit: str, currency: str) -> str:
    """A unit as it stands behind a name.

    Examples
    --------
    >>> unit_of("money a day", "EUR"), unit_of("rate a year", "EUR"), unit_of("count", "EUR")
    ('€ a day', '% a year', '')
    """
    if unit.startswith("money"):
        return symbol(currency).strip() + unit.removeprefix("money")
    return UNITS.get(unit, unit)


def _one(shown: "Shown", name: str) -> None:
    from lepton.finance.names import field_of

    field, value = field_of(name), shown.value(name)
    label = _label(shown, field)
    about = plain(" ".join(filter(None, [field.note, shown.where_from(name)])), LONGEST) or None
    if field.choices:
        key = _held(shown, name, value)
        st.selectbox(
            label, field.choices, format_func=CHOICES.__getitem__, key=key, help=about,
            disabled=shown.locked, on_change=_tell, args=(shown, name, key, 1),
        )  # fmt: skip
        return
    factor = PERCENT if field.unit in SHARES else 1
    low, high = (round(end * factor, PLACES) for end in (field.low, field.high))
    shaped = int if field.whole else float
    key = _held(shown, name, shaped(round(value * factor, PLACES)))
    st.number_input(
        label, shaped(low), shaped(high), key=key, help=about, format="%d" if field.whole else "%g",
        disabled=shown.locked, on_change=_tell, args=(shown, name, key, factor),
    )  # fmt: skip


def _label(shown: "Shown", field: "Field") -> str:
    """What the field is called, with its unit unless the name says it, and whether measured."""
    name = shown.labels.get(field.name, field.label)
    unit, each = unit_of(field.unit, shown.currency), field.unit.removeprefix("money")
    if each != field.unit and each.strip() in name:
        unit = unit.removesuffix(each)
    told = [unit] if unit and unit.casefold() not in name.casefold() else []
    told += ["measured"] if shown.is_measured(field.name) else []
    return plain(f"{name} ({', '.join(told)})" if told else name)


def _held(shown: "Shown", name: str, value: Any) -> str:
    """Make the field show what is kept, however it was set, without becoming another field."""
    key = shown.key(f"field_{name}")
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key


def _tell(shown: "Shown", name: str, key: str, factor: float) -> None:
    value = st.session_state[key]
    if value is None:
        return  # an emptied field goes back to what is kept
    exact = isinstance(value, str) or factor == 1
    set_values(shown, {name: value if exact else round(value / factor, PLACES + 2)})
