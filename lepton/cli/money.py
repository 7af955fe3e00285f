"""The money given on the command line."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypedDict

from lepton.cli import options as o
from lepton.errors import InputError, listed, must

if TYPE_CHECKING:
    from lepton.value import Assumptions, Payoff

__all__ = ["MoneyFlags", "Scale", "with_money"]

CAMPAIGN = ("benefit", "benefit_from_value", "contact_cost", "success_rate", "incentive_cost")
MATRIX = ("tp", "fp", "fn", "tn", "action_cost")
SCALE = ("fixed_cost", "population")
NEEDED: dict[tuple[str, ...], tuple[str, ...]] = {
    CAMPAIGN: ("benefit", "contact_cost"),
    MATRIX: ("tp", "fp"),
}
THEN = "Give --benefit and --contact-cost, or --tp and --fp."
MOST = 1e12


class Scale(TypedDict):
    """To how many decisions the money is scaled, and what acting costs at all."""

    fixed_cost: float
    population: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyFlags:
    """The money options as they were given; None where one was left out.

    Each field is an option of every command that :func:`with_money` marks.
    """

    benefit: o.Benefit = None
    benefit_from_value: o.BenefitFromValue = None
    contact_cost: o.ContactCost = None
    success_rate: o.SuccessRate = None
    incentive_cost: o.IncentiveCost = None
    tp: o.Tp = None
    fp: o.Fp = None
    fn: o.Fn = None
    tn: o.Tn = None
    action_cost: o.ActionCost = None
    fixed_cost: o.FixedCost = None
    population: o.Population = None

    def payoff(self) -> "Payoff | Assumptions":
        """Net value per decision; assumptions where each success is worth its own value.

        Raises
        ------
        InputError
            Neither or both of the two forms are given, one is incomplete, or an amount is
            negative where it must not be, not finite, or absurd.
        """
        form = self._form()
        needed = [n for n in NEEDED[form] if not (n == "benefit" and self.benefit_from_value)]
        missing = [_flag(name) for name in needed if getattr(self, name) is None]
        if missing:
            raise InputError(must("money", "complete", f"no {listed(missing)}", THEN))
        return self._campaign() if form == CAMPAIGN else self._matrix()

    @property
    def any_price(self) -> bool:
        """Whether any amount of either form is given."""
        return bool(self._given(CAMPAIGN) or self._given(MATRIX))

    def scale(self) -> "Scale":
        """Fixed cost and population, as the functions that price take them."""
        if self.fixed_cost is not None:
            _amount("fixed_cost", self.fixed_cost, least=0.0)
        if self.population is not None:
            _amount("population", self.population, least=0.0)
        return {"fixed_cost": self.fixed_cost or 0.0, "population": self.population}

    def refuse_without_price(self) -> None:
        """Refuse a fixed cost or a population that nothing would use."""
        given = self._given(SCALE)
        if given:
            named = listed(map(_flag, given))
            raise InputError(must("money", "complete", f"only {named}", THEN))

    def _form(self) -> tuple[str, ...]:
        campaign, matrix = self._given(CAMPAIGN), self._given(MATRIX)
        if campaign and matrix:
            both = listed(map(_flag, [*campaign[:2], *matrix[:2]]))
            then = f"{THEN} They are two ways to say the same."
            raise InputError(must("money", "given in one form", both, then))
        if not campaign and not matrix:
            raise InputError(must("money", "given", "none", THEN))
        return CAMPAIGN if campaign else MATRIX

    def _given(self, names: tuple[str, ...]) -> list[str]:
        return [name for name in names if getattr(self, name) is not None]

    def _campaign(self) -> "Payoff | Assumptions":
        from lepton.value import Assumptions

        prices = {name: getattr(self, name) for name in self._given(CAMPAIGN)}
        if prices.pop("benefit_from_value", False):
            return Assumptions(**{"benefit": 1.0, **prices}, benefit_from="column")
        return Assumptions(**prices).payoff()

    def _matrix(self) -> "Payoff":
        from lepton.value import Payoff

        for name in self._given(MATRIX):
            least = 0.0 if name == "action_cost" else -MOST
            _amount(name, getattr(self, name), least=least)
        return Payoff(**{name: getattr(self, name) for name in self._given(MATRIX)})


def _amount(name: str, value: float, *, least: float) -> None:
    from lepton.value.checks import amount

    amount(name, value, least=least, most=MOST, then="Enter a plain number, such as 12.5.")


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def with_money(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the money options; it gets them together, as ``money``."""
    names = [f.name for f in fields(MoneyFlags)]
    own = inspect.signature(command, eval_str=True)

    @functools.wraps(command)
    def called(**given: Any) -> None:
        money = MoneyFlags(**{name: given.pop(name) for name in names})
        command(money=money, **given)

    mine = [p for p in own.parameters.values() if p.name != "money"]
    # what has no default stands first, as Python wants it
    mine.sort(key=lambda p: p.default is not inspect.Parameter.empty)
    theirs = [
        inspect.Parameter(f.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=f.type)
        for f in fields(MoneyFlags)
    ]
    given = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in mine]
    called.__signature__ = own.replace(parameters=[*given, *theirs])  # type: ignore[attr-defined]
    called.__annotations__ = {p.name: p.annotation for p in [*given, *theirs]}
    return called
