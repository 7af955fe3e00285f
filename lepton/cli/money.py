"""The money given on the command line."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypedDict

from lepton.cli import options as o
from lepton.cli.groups import with_options
from lepton.errors import InputError, listed, must

if TYPE_CHECKING:
    from lepton.value import Assumptions, Payoff

__all__ = ["MoneyFlags", "Scale", "with_money"]

CAMPAIGN = (
    "benefit", "benefit_from_value", "contact_cost", "success_rate", "incentive_cost", "harm",
    "takers",
)  # fmt: skip
MATRIX = ("tp", "fp", "fn", "tn", "missed", "spared", "action_cost")
NEVER_NEGATIVE = ("action_cost", "missed", "spared")
SCALE = ("fixed_cost", "population")
NEEDED: dict[tuple[str, ...], tuple[str, ...]] = {
    CAMPAIGN: ("benefit", "contact_cost"),
    MATRIX: ("tp", "fp"),
}
YES_OR_NO = ("campaign", "matrix")
NAMES = {"right": "tp", "wrong": "fp", "decisions_per_month": "population"}
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
    harm: o.Harm = None
    takers: o.Takers = None
    tp: o.Tp = None
    fp: o.Fp = None
    fn: o.Fn = None
    tn: o.Tn = None
    missed: o.Missed = None
    spared: o.Spared = None
    action_cost: o.ActionCost = None
    fixed_cost: o.FixedCost = None
    population: o.Population = None
    preset: o.Preset = None

    def filled(self) -> "MoneyFlags":
        """The same with the amounts of the preset wherever none is given.

        Raises
        ------
        NotFound
            There is no such preset.
        InputError
            It is not about a yes-or-no question, or its amounts are of another form than those
            that are given.
        """
        if self.preset is None:
            return self
        usual = _usual(self.preset)
        form, other = (CAMPAIGN, MATRIX) if "benefit" in usual else (MATRIX, CAMPAIGN)
        strange = self._given(other)
        if strange:
            rule = f"of the form of the preset ({', '.join(map(_flag, form))})"
            then = "Leave them out, or leave --preset out."
            raise InputError(must("money", rule, listed(map(_flag, strange)), then))
        if self.benefit_from_value:
            usual.pop("benefit")  # it would multiply the worth of every row
        given = {name: getattr(self, name) for name in self._given((*form, *SCALE))}
        return replace(self, preset=None, **(usual | given))

    def payoff(self) -> "Payoff | Assumptions":
        """Net value per decision; assumptions where each success is worth its own value.

        Raises
        ------
        InputError
            Neither or both of the two forms are given, one is incomplete, or an amount is
            negative where it must not be, not finite, or absurd.
        """
        if self._complete_form() == MATRIX:
            return self._matrix()
        found = self._campaign()
        return found if found.from_column else found.payoff()

    def assumptions(self, **rest: Any) -> "Assumptions":
        """The money as the page of returns takes it.

        Parameters
        ----------
        **rest
            Further fields of :class:`lepton.value.Assumptions`.

        Raises
        ------
        InputError
            As for :meth:`payoff`.
        """
        from lepton.workflows.worth import priced_by

        if self._complete_form() == MATRIX:
            return priced_by(self._matrix(), **rest)
        return self._campaign(**rest)

    def by_formulas(self, **rest: Any) -> "Assumptions":
        """The amounts that formulas may name, where formulas give the money.

        Raises
        ------
        InputError
            Amounts of another form are given too.
        """
        from lepton.value import Assumptions

        given = self._given((*MATRIX, "benefit_from_value"))
        if given:
            then = "Leave them out, or leave the formulas out."
            got = f"{listed(map(_flag, given))} beside formulas"
            raise InputError(must("money", "given in one form", got, then))
        amounts = {name: getattr(self, name) for name in self._given(CAMPAIGN)}
        return Assumptions(form="formula", **amounts, **rest)

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
            if self.population == 0:
                then = "Say how many decisions there are, such as --population 100000."
                raise InputError(must("--population", "above zero", "none", then))
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

    def _complete_form(self) -> tuple[str, ...]:
        form = self._form()
        needed = [n for n in NEEDED[form] if not (n == "benefit" and self.benefit_from_value)]
        missing = [_flag(name) for name in needed if getattr(self, name) is None]
        if missing:
            raise InputError(must("money", "complete", f"no {listed(missing)}", THEN))
        return form

    def _campaign(self, **rest: Any) -> "Assumptions":
        from lepton.value import Assumptions

        prices = {name: getattr(self, name) for name in self._given(CAMPAIGN)}
        if prices.pop("benefit_from_value", False):
            return Assumptions(**{"benefit": 1.0, **prices, **rest}, benefit_from="column")
        return Assumptions(**prices, **rest)

    def _matrix(self) -> "Payoff":
        from lepton.value import Payoff

        given = self._given(MATRIX)
        for name in given:
            _amount(name, getattr(self, name), least=0.0 if name in NEVER_NEGATIVE else -MOST)
        for cell, other in (("fn", "missed"), ("tn", "spared")):
            if cell in given and other in given:
                got = f"{_flag(cell)} and {_flag(other)}"
                then = "They say the same: leave one out."
                raise InputError(must("money", "given once", got, then))
        cells = {name: getattr(self, name) for name in given}
        cells |= {"fn": -cells.pop("missed")} if "missed" in cells else {}
        cells |= {"tn": cells.pop("spared")} if "spared" in cells else {}
        return Payoff(**cells)


def _usual(key: str) -> dict[str, float]:
    """The money of a preset, by the names of the options."""
    from lepton.value.presets import preset

    found = preset(key)
    if found.kind not in YES_OR_NO:
        then = "See lepton presets for those that are."
        raise InputError(must("--preset", "about a yes-or-no question", repr(key), then))
    given = {NAMES.get(name, name): amount for name, amount in found.money.items()}
    usual = {name: given[name] for name in (*CAMPAIGN, *MATRIX, *SCALE) if name in given}
    return usual | ({"fp": -usual["fp"]} if "fp" in usual else {})


def _amount(name: str, value: float, *, least: float) -> None:
    from lepton.value.checks import amount

    amount(name, value, least=least, most=MOST, then="Enter a plain number, such as 12.5.")


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


with_money = with_options(money=MoneyFlags)
"""Give a command the money options; it gets them together, as ``money``."""
