"""What assumptions may be, and what they may not be together."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from lepton.errors import InputError, must
from lepton.value.checks import amount, share

__all__ = ["FORMULAS", "MOST_MONEY", "USED_IN_FORMULAS", "idle_limits", "plain"]

MOST_MONEY = 1e12
LONGEST_RULE = 500
CHOICES = {
    "form": ("campaign", "matrix", "formula"),
    "benefit_from": ("amount", "column"),
    "follow": ("profit", "fewest"),
}
CELLS = ("right", "wrong", "missed", "spared")
MONEY = ("benefit", "contact_cost", "incentive_cost", "harm", *CELLS, "fixed_cost")
SHARES = ("success_rate", "takers")
FORMULAS = ("tp_formula", "fp_formula", "fn_formula", "tn_formula", "cost_formula")
USED_IN_FORMULAS = (*MONEY, *SHARES, "decisions_per_month")


def plain(given: Mapping[str, Any]) -> dict[str, Any]:
    """Check every assumption and how they go together; numbers become plain floats.

    Raises
    ------
    InputError
        An assumption cannot be used, or two contradict each other.
    """
    for name, choices in CHOICES.items():
        _one_of(name, given[name], choices)
    _currency(given["currency"])
    for name in (*FORMULAS, "today"):
        _text(name, given[name])
    found = {**given, **_numbers(given)}
    _form(found)
    _limits(found)
    _range(found)
    _no_double_count(found)
    return found


def idle_limits(capacity: float | None, decisions: float) -> list[str]:
    """Name a limit that can never be reached."""
    if capacity is None or capacity <= decisions:
        return []
    return [
        f"The capacity of {capacity:,.10g} a month is more than the {decisions:,.10g} decisions "
        "that come up, so it limits nothing."
    ]


def _numbers(given: Mapping[str, Any]) -> dict[str, float]:
    always: dict[str, Callable[[str, Any], float]] = dict.fromkeys(MONEY, _money)
    always |= dict.fromkeys(SHARES, share) | {"decisions_per_month": _decisions}
    optional: dict[str, Callable[[str, Any], float]]
    optional = dict.fromkeys(("fraction", "success_low", "success_high"), share)
    optional |= {"capacity": _capacity, "budget": _budget, "base_rate": _base_rate}
    found = {name: check(name, given[name]) for name, check in always.items()}
    chosen = {name: c(name, given[name]) for name, c in optional.items() if given[name] is not None}
    return found | chosen


def _one_of(name: str, value: Any, choices: tuple[str, ...]) -> None:
    if value not in choices:
        rule = " or ".join(repr(c) for c in choices)
        raise InputError(must(name, rule, repr(value), "Choose one of them."))


def _currency(code: Any) -> None:
    if not (isinstance(code, str) and re.fullmatch("[A-Z]{3}", code)):
        then = "Use a code such as EUR, USD or CNY."
        raise InputError(must("currency", "a three-letter code", repr(code), then))


def _text(name: str, value: Any) -> None:
    if not isinstance(value, str):
        raise InputError(must(name, "text", repr(value), "Leave it empty to do without."))
    if len(value) > LONGEST_RULE:
        rule = f"at most {LONGEST_RULE} characters long"
        then = "Put the result into a column of the table, and name the column here."
        raise InputError(must(name, rule, f"{len(value):,}", then))


def _money(name: str, value: Any) -> float:
    then = "Enter a positive amount; costs are taken off by themselves."
    return amount(name, value, least=0.0, most=MOST_MONEY, then=then)


def _above_zero(name: str, value: Any, then: str) -> float:
    number = amount(name, value, least=0.0, most=MOST_MONEY, then=then)
    if number == 0:
        raise InputError(must(name, "above zero", "0", then))
    return number


def _decisions(name: str, value: Any) -> float:
    return _above_zero(name, value, "Enter how many decisions come up in a month.")


def _capacity(name: str, value: Any) -> float:
    return _above_zero(name, value, "Enter how many can be acted on a month, or leave it empty.")


def _budget(name: str, value: Any) -> float:
    return _above_zero(name, value, "Enter how much may be spent a month, or leave it empty.")


def _base_rate(name: str, value: Any) -> float:
    then = "Enter the share of cases where it happens, such as 0.05, or leave it empty."
    rate = amount(name, value, least=0.0, most=1.0, then=then)
    if rate in {0.0, 1.0}:
        raise InputError(must(name, "above 0 and below 1", f"{rate:g}", then))
    return rate


def _form(found: Mapping[str, Any]) -> None:
    if found["benefit_from"] == "column" and found["form"] != "campaign":
        then = 'Use form="campaign", or one amount for all.'
        got = f"form {found['form']!r} with a value column"
        raise InputError(must("form", "'campaign' where a column gives the benefit", got, then))
    if found["form"] != "formula":
        return
    if not found["tp_formula"].strip():
        then = "Enter what acting rightly brings, such as amount * 0.2 - 5."
        raise InputError(must("tp_formula", "given where formulas give the money", "none", then))
    from lepton.value.formula import compile_formula

    for name in FORMULAS:
        if found[name].strip():
            compile_formula(found[name])


def _limits(found: Mapping[str, Any]) -> None:
    budget, fixed = found["budget"], found["fixed_cost"]
    if budget is not None and budget < fixed:
        rule = f"at least the fixed cost of {fixed:,.10g}"
        then = "Nobody can be acted on before that is paid: raise the budget, or leave it empty."
        raise InputError(must("budget", rule, f"{budget:,.10g}", then))


def _range(found: Mapping[str, Any]) -> None:
    low, rate, high = (found[n] for n in ("success_low", "success_rate", "success_high"))
    if low is not None and high is not None and low > high:
        then = "Enter the lower end of the range first."
        raise InputError(must("success_low", f"at most success_high ({high:g})", low, then))
    if low is not None and low > rate:
        then = "The range has to hold the rate: lower the one or raise the other."
        raise InputError(must("success_low", f"at most success_rate ({rate:g})", low, then))
    if high is not None and high < rate:
        then = "The range has to hold the rate: raise the one or lower the other."
        raise InputError(must("success_high", f"at least success_rate ({rate:g})", high, then))


def _no_double_count(found: Mapping[str, Any]) -> None:
    right, missed = found["right"], found["missed"]
    if found["form"] == "matrix" and right > 0 and right == missed:
        then = (
            "A loss that is avoided is the same money as the loss that is suffered: enter it "
            "once, and 0 for the other."
        )
        raise InputError(must("missed", "another amount than right", f"{missed:,.10g}", then))
