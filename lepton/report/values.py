"""Values of assumptions as people read them: each in its unit."""

from typing import Any

import numpy as np

from lepton.finance.names import field_of
from lepton.finance.usable import DELIVERED, MODEL
from lepton.plots.format import NBSP, NOTHING, money, number, percent
from lepton.report.text import cleaned

__all__ = ["rounded", "unit_of", "valued"]

SHARES = ("share", "rate a year")


def valued(value: Any, unit: str, currency: str) -> str:
    """Word a value in its unit.

    Examples
    --------
    >>> valued(0.3, "share", "EUR").split(), valued(12.5, "money a day", "EUR").split()
    (['30', '%'], ['€12.50', 'a', 'day'])
    """
    if not isinstance(value, int | float | np.number) or isinstance(value, bool):
        return NOTHING if value is None else cleaned(value, 60)
    if unit in SHARES:
        size = float(value) * 100
        return percent(float(value), 0 if abs(size - round(size)) < 1e-9 else 1)
    if unit.startswith("money"):
        amount = money(float(value), currency)
        return f"{amount}{NBSP}{unit.removeprefix('money').strip()}".rstrip(NBSP)
    if unit in {"", "count"}:
        return number(float(value), 4)
    return f"{number(float(value), 3)}{NBSP}{unit}"


def unit_of(name: str) -> str:
    """Unit of an assumption; the chance of delivery is a share."""
    return "share" if name in {DELIVERED, MODEL} else field_of(name).unit


def rounded(value: float) -> float:
    """Three significant figures: more would pretend to be exact."""
    return float(f"{value:.3g}")
