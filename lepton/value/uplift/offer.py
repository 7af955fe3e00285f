"""The money of acting on people, some of whom would have come anyway."""

from dataclasses import dataclass

from lepton.value.checks import LARGEST, amount
from lepton.value.result import Result

__all__ = ["Offer"]

SMALLEST_POPULATION = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(Result):
    """What acting costs, and what one outcome more is worth.

    Parameters
    ----------
    benefit
        Worth of one outcome; a multiple of the value column where values are given, such as the
        margin of a purchase.
    contact_cost
        Cost of treating one person, zero or more.
    incentive_cost
        Cost of the gift or discount, zero or more: paid to everybody who is treated and then
        shows the outcome, those who would have anyway included.
    fixed_cost
        Cost of acting at all, per population, zero or more.
    population
        People to scale to; the rows of the experiment when left out.

    Raises
    ------
    InputError
        An amount is not a number, or a cost is negative.
    """

    benefit: float = 1.0
    contact_cost: float = 0.0
    incentive_cost: float = 0.0
    fixed_cost: float = 0.0
    population: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "benefit", amount("benefit", self.benefit))
        then = "Enter costs as positive amounts."
        for name in ("contact_cost", "incentive_cost", "fixed_cost"):
            cost = amount(name, getattr(self, name), least=0.0, most=LARGEST, then=then)
            object.__setattr__(self, name, cost)
        if self.population is not None:
            then = "Enter how many people the money is for."
            people = amount("population", self.population, least=SMALLEST_POPULATION, then=then)
            object.__setattr__(self, "population", people)
