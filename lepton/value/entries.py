"""What a person may enter: costs, shares, codes of currencies, and the names of fields."""

import math
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from lepton.errors import InputError, listed, must
from lepton.value.checks import amount

__all__ = ["above_zero", "column_name", "cost", "currency", "fields_in", "known_fields", "money"]

MOST_MONEY = 1e12


def cost(name: str, value: Any) -> float:
    """A cost or an amount that is never below zero.

    Raises
    ------
    InputError
        Not a number, negative, or absurdly large.
    """
    then = "Enter a positive amount; costs are taken off by themselves."
    return amount(name, value, least=0.0, most=MOST_MONEY, then=then)


def money(name: str, value: Any) -> float:
    """An amount of money that may be a gain or, below zero, a loss.

    Raises
    ------
    InputError
        Not a number, or absurdly large.
    """
    return amount(name, value, least=-MOST_MONEY, most=MOST_MONEY)


def above_zero(name: str, value: Any, then: str) -> float:
    """A number above zero.

    Raises
    ------
    InputError
        Not a number, zero or below, or absurdly large.
    """
    number = amount(name, value, least=0.0, most=MOST_MONEY, then=then)
    if number == 0 or math.isnan(number):
        raise InputError(must(name, "above zero", "0", then))
    return number


def currency(code: Any) -> str:
    """A three-letter code of a currency, such as EUR.

    Raises
    ------
    InputError
        Anything else.
    """
    if isinstance(code, str) and re.fullmatch("[A-Z]{3}", code):
        return code
    then = "Use a code such as EUR, USD or CNY."
    raise InputError(must("currency", "a three-letter code", repr(code), then))


def column_name(name: str, value: Any) -> None:
    """Refuse what is neither the name of a column nor None.

    Raises
    ------
    InputError
        Empty, or no text.
    """
    if value is not None and not (isinstance(value, str) and value):
        raise InputError(must(name, "the name of a column, or none", repr(value), "Choose one."))


def fields_in(name: str, given: Any, cls: type, rule: str = "") -> dict[str, Any]:
    """The values by name that make one of these records, as its ``to_dict`` wrote them.

    Parameters
    ----------
    name
        What is read, for the message.
    given
        What was kept.
    cls
        The dataclass that it is of.
    rule
        What its fields are, in words; their names by default.

    Raises
    ------
    InputError
        These are not values by name, or a field does not exist.
    """
    if not isinstance(given, Mapping):
        raise InputError(must(name, "values by name", repr(given), "Pass what to_dict wrote."))
    known = [f.name for f in fields(cls)]
    unknown = [field for field in given if field not in known]
    if unknown:
        said = rule or f"among {', '.join(known)}"
        raise InputError(must(name, said, listed(unknown), "Check the spelling."))
    return dict(given)


def known_fields(given: Mapping[str, Any], cls: type, form: str) -> dict[str, Any]:
    """The fields that :func:`to_dict` of one form of money wrote, without the form itself.

    Raises
    ------
    InputError
        The money has another form, or a field does not exist.
    """
    said = given.get("form", form)
    if said != form:
        then = "Start again from the first guess."
        raise InputError(must("form", repr(form), repr(said), then))
    return fields_in("assumptions", {k: v for k, v in given.items() if k != "form"}, cls)
