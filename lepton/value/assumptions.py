"""What a person assumes about the money, before any score is looked at."""

import math
import re
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, NotApplicable, listed, must
from lepton.value.checks import amount, column, share
from lepton.value.payoff import Payoff

__all__ = ["Assumptions"]

FORMS = ("campaign", "matrix")
SOURCES = ("amount", "column")
MOST_MONEY = 1e12
MONEY = ("benefit", "contact_cost", "incentive_cost", "right", "wrong", "fixed_cost")


@dataclass(frozen=True, kw_only=True)
class Assumptions:
    """The assumptions behind one answer; plain numbers that can be stored and shared.

    Parameters
    ----------
    form
        "campaign": an offer with a benefit, a success rate and costs. "matrix": what acting
        rightly brings and what acting wrongly costs, against not acting.
    benefit
        Worth of one success; with ``benefit_from="column"`` a multiple of the value column.
    success_rate
        Share of rightly chosen people with whom the offer works, 0 to 1.
    contact_cost, incentive_cost
        Cost of reaching one person, and of the gift or discount, as positive amounts.
    right
        Matrix form: net value of acting where the outcome would have happened.
    wrong
        Matrix form: cost of acting where it would not have happened, as a positive amount.
    fixed_cost
        Cost per month that does not depend on how many are chosen, as a positive amount.
    decisions_per_month
        How many decisions of this kind come up in a month.
    fraction
        Share of them to act on, 0 to 1; None for the most profitable share.
    currency
        Three-letter code, such as "EUR".
    benefit_from
        "amount": every success is worth the same. "column": each is worth its own value.

    Raises
    ------
    InputError
        An amount is negative, not a number or absurdly large, or a choice does not exist.

    Examples
    --------
    >>> offer = Assumptions(benefit=200, success_rate=0.3, contact_cost=1, incentive_cost=10)
    >>> offer.payoff().tp
    56.0
    >>> Assumptions.from_dict(offer.to_dict()) == offer
    True
    """

    form: str = "campaign"
    benefit: float = 100.0
    success_rate: float = 1.0
    contact_cost: float = 1.0
    incentive_cost: float = 0.0
    right: float = 100.0
    wrong: float = 10.0
    fixed_cost: float = 0.0
    decisions_per_month: float = 1000.0
    fraction: float | None = None
    currency: str = "EUR"
    benefit_from: str = "amount"

    def __post_init__(self) -> None:
        _one_of("form", self.form, FORMS)
        _one_of("benefit_from", self.benefit_from, SOURCES)
        _currency(self.currency)
        for name in MONEY:
            self._set(name, _money(name, getattr(self, name)))
        self._set("success_rate", share("success_rate", self.success_rate))
        self._set("decisions_per_month", _decisions(self.decisions_per_month))
        if self.fraction is not None:
            self._set("fraction", share("fraction", self.fraction))
        if self.from_column and self.form != "campaign":
            then = 'Use form="campaign", or one amount for all.'
            got = f"form {self.form!r} with a value column"
            raise InputError(must("form", "'campaign' where a column gives the benefit", got, then))

    @property
    def from_column(self) -> bool:
        """Whether each success is worth its own value."""
        return self.benefit_from == "column"

    def payoff(self, value: npt.ArrayLike | None = None) -> Payoff:
        """Net value per decision under these assumptions.

        Parameters
        ----------
        value
            The value column, shape (n,); needed where the benefit comes from it.

        Raises
        ------
        NotApplicable
            The benefit comes from a value column and none is given.
        """
        if self.form == "matrix":
            return Payoff(tp=self.right, fp=-self.wrong)
        if not self.from_column:
            return self._campaign(self.benefit)
        if value is None:
            then = "Choose the value column, or enter one amount for all."
            raise NotApplicable(must("value", "given for every row", "none", then))
        return self._campaign(self.benefit * column("value", value, np.size(value)))

    def _campaign(self, benefit: Any) -> Payoff:
        return Payoff.campaign(
            benefit,
            contact_cost=self.contact_cost,
            success_rate=self.success_rate,
            incentive_cost=self.incentive_cost,
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, given: dict[str, Any]) -> "Assumptions":
        """Read what :meth:`to_dict` wrote; fields left out take their defaults.

        Raises
        ------
        InputError
            A field does not exist, or a value cannot be used.
        """
        known = [f.name for f in fields(cls)]
        unknown = [name for name in given if name not in known]
        if unknown:
            rule = f"among {', '.join(known)}"
            said = must("assumptions", rule, listed(unknown), "Check the spelling.")
            raise InputError(said)
        return cls(**given)

    def _set(self, name: str, value: float) -> None:
        object.__setattr__(self, name, value)


def _one_of(name: str, value: Any, choices: tuple[str, ...]) -> None:
    if value not in choices:
        rule = " or ".join(repr(c) for c in choices)
        raise InputError(must(name, rule, repr(value), "Choose one of them."))


def _currency(code: Any) -> None:
    if not (isinstance(code, str) and re.fullmatch("[A-Z]{3}", code)):
        then = "Use a code such as EUR, USD or CNY."
        raise InputError(must("currency", "a three-letter code", repr(code), then))


def _money(name: str, value: Any) -> float:
    then = "Enter a positive amount; costs are taken off by themselves."
    return amount(name, value, least=0.0, most=MOST_MONEY, then=then)


def _decisions(value: Any) -> float:
    name, then = "decisions_per_month", "Enter how many decisions come up in a month."
    number = amount(name, value, least=0.0, most=MOST_MONEY, then=then)
    if number == 0 or math.isnan(number):
        raise InputError(must(name, "above zero", "0", then))
    return number
