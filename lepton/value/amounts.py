"""Amounts of money that are one number, or one number per row."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np

from lepton.errors import InputError, must
from lepton.value.checks import LARGEST, Floats, amount, column

__all__ = ["Money", "cost", "money", "rate", "same_rows"]

Money: TypeAlias = float | Floats


def money(name: str, value: Any) -> Money:
    """One finite amount, or a read-only array of one per row.

    Raises
    ------
    InputError
        Not numbers, not finite, or so large that the unit must be wrong.
    """
    if type(value) is float and -LARGEST <= value <= LARGEST:
        return value  # the everyday case, on the path of every slider
    if np.ndim(value) == 0:
        return amount(name, value[()] if isinstance(value, np.ndarray) else value)
    values = np.array(column(name, value, np.size(value)))
    if max(-values.min(), values.max()) > LARGEST:
        said = must(name, f"at most {LARGEST:,.0f}", f"{np.abs(values).max():g}", "Check the unit.")
        raise InputError(said)
    values.flags.writeable = False
    return values


def cost(name: str, value: Any) -> Money:
    """As :func:`money`, zero or more.

    Raises
    ------
    InputError
        As for :func:`money`, or an amount is negative.
    """
    given = money(name, value)
    lowest = given if isinstance(given, float) else given.min()
    if lowest < 0:
        then = "Enter costs as positive amounts."
        raise InputError(must(name, "zero or more", f"{lowest:g}", then))
    return given


def rate(name: str, value: Any) -> Money:
    """As :func:`money`, from 0 to 1.

    Raises
    ------
    InputError
        As for :func:`money`, or a share lies outside 0 to 1.
    """
    given = money(name, value)
    low, high = (given, given) if isinstance(given, float) else (given.min(), given.max())
    if low < 0 or high > 1:
        got = f"{low:g}" if low < 0 else f"{high:g}"
        raise InputError(must(name, "between 0 and 1", got, "Write 30 % as 0.3."))
    return given


def same_rows(amounts: Mapping[str, Money | None]) -> None:
    """Refuse arrays of different lengths.

    Raises
    ------
    InputError
        Two of the amounts are given for different numbers of rows.
    """
    if all(isinstance(v, float) or v is None for v in amounts.values()):
        return
    rows = {name: v.size for name, v in amounts.items() if isinstance(v, np.ndarray)}
    if len(set(rows.values())) > 1:
        got = ", ".join(f"{name} {size:,}" for name, size in rows.items())
        then = "Take every amount from the same rows."
        raise InputError(must("payoff", "of one length throughout", f"rows: {got}", then))
