"""What a person assumes about the money, before any score is looked at."""

from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import NotApplicable, must
from lepton.value import assumed
from lepton.value.checks import column
from lepton.value.entries import fields_in
from lepton.value.payoff import Payoff

__all__ = ["Assumptions"]


@dataclass(frozen=True, kw_only=True)
class Assumptions:
    """The assumptions behind one answer; plain numbers that can be stored and shared.

    Parameters
    ----------
    form
        "campaign": an offer with a benefit, a success rate and costs. "matrix": what each of
        the four outcomes brings or costs. "formula": the same four, each worked out for every
        row from the columns of the table.
    benefit
        Worth of one success; with ``benefit_from="column"`` a multiple of the value column.
    success_rate
        Share of rightly chosen people with whom the offer works, 0 to 1.
    contact_cost, incentive_cost
        Cost of reaching one person, and of the gift or discount, as positive amounts.
    harm
        Cost to each person chosen wrongly, such as lost goodwill, as a positive amount.
    takers
        Share of wrongly chosen people who take the incentive, 0 to 1.
    right
        Matrix form: net value of acting where the outcome would have happened.
    wrong
        Matrix form: cost of acting where it would not have happened, as a positive amount.
    missed
        Matrix form: cost of not acting where it happens, as a positive amount.
    spared
        Matrix form: value of rightly leaving alone.
    tp_formula, fp_formula, fn_formula, tn_formula
        Formula form: net value of each outcome, costs negative; of columns of the table, of
        ``value`` (the value column) and of the amounts here by their names. An empty one is 0.
    cost_formula
        Formula form: what acting costs, positive; left empty, what a wasted action costs.
    fixed_cost
        Cost per month that does not depend on how many are chosen, as a positive amount.
    decisions_per_month
        How many decisions of this kind come up in a month.
    fraction
        Share of them to act on, 0 to 1; None for the best one, see ``follow``.
    currency
        Three-letter code, such as "EUR".
    benefit_from
        "amount": every success is worth the same. "column": each is worth its own value.
    capacity
        At most so many can be acted on in a month; None for no limit.
    budget
        At most so much money can be spent in a month; None for no limit.
    base_rate
        Share of decisions in use where the outcome happens; None for the share in the data.
    success_low, success_high
        Range in which the success rate is assumed to lie; None where none is given.
    follow
        What ``fraction=None`` means. "profit": the most profitable share. "fewest": the
        smallest share that earns as much but for one standard error.
    today
        What is done without a model: a column of the table, or a condition on its columns such
        as ``tenure > 24``. Empty where nothing is known of it.

    Raises
    ------
    InputError
        An amount is negative, not a number or absurdly large; a choice does not exist; limits
        or ranges contradict each other; or a loss is counted twice.

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
    harm: float = 0.0
    takers: float = 1.0
    missed: float = 0.0
    spared: float = 0.0
    tp_formula: str = ""
    fp_formula: str = ""
    fn_formula: str = ""
    tn_formula: str = ""
    cost_formula: str = ""
    capacity: float | None = None
    budget: float | None = None
    base_rate: float | None = None
    success_low: float | None = None
    success_high: float | None = None
    follow: str = "profit"
    today: str = ""

    def __post_init__(self) -> None:
        given = {f.name: getattr(self, f.name) for f in fields(self)}
        for name, value in assumed.plain(given).items():
            object.__setattr__(self, name, value)

    @property
    def from_column(self) -> bool:
        """Whether each success is worth its own value."""
        return self.benefit_from == "column"

    @property
    def per_row(self) -> bool:
        """Whether the money differs from row to row."""
        return self.from_column or self.form == "formula"

    def amounts(self) -> dict[str, float]:
        """The amounts and shares that formulas may use, by name."""
        return {name: getattr(self, name) for name in assumed.USED_IN_FORMULAS}

    def warnings(self) -> list[str]:
        """Tell in words what is allowed but odd; empty where nothing is.

        Examples
        --------
        >>> Assumptions(benefit=2, contact_cost=5).warnings()
        ['Acting never pays with these amounts, so act on nobody.']
        """
        said = [] if self.per_row else self.payoff().check()
        return said + assumed.idle_limits(self.capacity, self.decisions_per_month)

    def payoff(self, value: npt.ArrayLike | None = None) -> Payoff:
        """Net value per decision under these assumptions.

        Parameters
        ----------
        value
            The value column, shape (n,); needed where the benefit comes from it.

        Raises
        ------
        NotApplicable
            The benefit comes from a value column and none is given, or formulas give the
            amounts: ``ScoredRows`` works them out.
        """
        if self.form == "formula":
            then = "Use ScoredRows, which knows the columns."
            raise NotApplicable(must("payoff", "the same in every row", "formulas", then))
        if self.form == "matrix":
            return Payoff(tp=self.right, fp=-self.wrong, fn=-self.missed, tn=self.spared)
        if not self.from_column:
            return self.campaign(self.benefit)
        if value is None:
            then = "Choose the value column, or enter one amount for all."
            raise NotApplicable(must("value", "given for every row", "none", then))
        return self.campaign(self.benefit * column("value", value, np.size(value)))

    def campaign(self, benefit: Any) -> Payoff:
        """Price the offer for another benefit: a number, or one per row."""
        return Payoff.campaign(
            benefit,
            contact_cost=self.contact_cost,
            success_rate=self.success_rate,
            incentive_cost=self.incentive_cost,
            harm=self.harm,
            takers=self.takers,
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
        return cls(**fields_in("assumptions", given, cls))
