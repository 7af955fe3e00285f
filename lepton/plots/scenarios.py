"""Scenarios side by side, as a table of words."""

from typing import TYPE_CHECKING

from lepton.plots.format import NOTHING, money, number, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lepton.finance.outcomes import Outcome

__all__ = ["scenarios_table", "signed_money"]

ROWS = {
    "npv": "Net present value",
    "roi": "Return on all costs",
    "payback_months": "Pays back after",
    "irr": "Rate of return a year",
    "pv_benefits": "Benefits, in today's value",
    "pv_costs": "Costs, in today's value",
    "peak_need": "Most money out at any time",
}
RATES = ("roi", "irr")
NBSP = "\u00a0"


def scenarios_table(
    outcomes: "Sequence[Outcome]", currency: str = "EUR", horizon: int | None = None
) -> dict[str, list[str]]:
    """Write what every scenario comes to, a column for each and one for its difference.

    Parameters
    ----------
    outcomes
        From :func:`lepton.finance.outcomes.compare`, the base first.
    currency
        Three-letter code.
    horizon
        Months looked at, to say that a case does not pay back within them.
    """
    table: dict[str, list[str]] = {"": list(ROWS.values())}
    for i, each in enumerate(outcomes):
        told = {key: getattr(each.measures, key) for key in ROWS}
        table[each.name] = [_said(key, value, currency, horizon) for key, value in told.items()]
        if i:
            less = {key: each.differences.get(key) for key in ROWS}
            table[f"{each.name}: difference"] = [
                _signed(key, value, currency) for key, value in less.items()
            ]
    return table


def signed_money(amount: float, currency: str = "EUR") -> str:
    """An amount with its sign, as differences are written.

    Examples
    --------
    >>> print(signed_money(1200), signed_money(-50), signed_money(0))
    +€1,200 −€50 €0
    """
    return _plus(money(amount, currency), amount)


def _said(key: str, value: float | None, currency: str, horizon: int | None) -> str:
    if key == "payback_months":
        never = NOTHING if horizon is None else f"not within {horizon}{NBSP}months"
        return never if value is None else f"{number(value, 2)}{NBSP}months"
    return percent(value, 0) if key in RATES else money(value, currency)


def _signed(key: str, value: float | None, currency: str) -> str:
    if value is None:
        return NOTHING
    if key == "payback_months":
        return _plus(f"{number(value, 2)}{NBSP}months", value)
    if key in RATES:
        return _plus(f"{percent(value, 0).removesuffix('%')}percentage{NBSP}points", value)
    return signed_money(value, currency)


def _plus(said: str, value: float) -> str:
    return f"+{said}" if value > 0 else said
