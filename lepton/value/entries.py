"""What a person may enter: costs, shares, codes of currencies, and the names of fields."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from lepton.errors import InputError, listed, must
from lepton.value.checks import amount

__all__ = ["above_zero", "column_name", "cost", "currency", "known_fields", "money"]

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


def known_fields(given: Mapping[str, Any], names: Iterable[str], form: str) -> dict[str, Any]:
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
    names = list(names)
    unknown = [name for name in given if name not in names and name != "form"]
    if unknown:
        rule = f"among {', '.join(names)}"
        raise InputError(must("assumptions", rule, listed(unknown), "Check the spelling."))
    return {name: value for name, value in given.items() if name != "form"}
