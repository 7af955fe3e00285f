"""The one formula that turns counted decisions into money.

For the first n decisions, of which tp are hits worth V in the value column::

    profit = nothing + scale · (value · V + right · tp + wrong · (n - tp)) - fixed
    cost   = fixed + scale · spend · n
    roi    = (profit - nothing) / cost

with ``nothing`` for nobody, who spends nothing: no fixed cost either. The page draws the same
formula in the browser, from the same numbers.

With γ the success rate, b the benefit, d the incentive, u the share of wrongly chosen people who
take it, h the harm to them and c the contact cost, the constants are

=========================  =======  ==============  =================  =======
assumptions                value    right           wrong              spend
=========================  =======  ==============  =================  =======
campaign, one amount       0        γ·(b − d) − c   −(c + d·u) − h     c + d
campaign, value column     γ·b      −(γ·d + c)      −(c + d·u) − h     c + d
matrix                     0        right + missed  −(wrong + spared)  wrong
formulas                   1        0               0                  by row
=========================  =======  ==============  =================  =======

with ``nothing = 0``, ``fixed = fixed_cost`` and ``scale = decisions_per_month / total``. Under
formulas the counts hold the gain of every row in place of a value column, and the cost beside it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lepton.errors import NotApplicable, must
from lepton.value.checks import amount
from lepton.value.payoff import Payoff

if TYPE_CHECKING:
    from lepton.value.assumptions import Assumptions
    from lepton.value.counts import ScoreCounts

__all__ = ["Prices", "prices_for", "prices_of", "scale_of"]

# Profits closer than this share of all the money that moves differ by rounding only.
ROUNDING = 1e-14
SMALLEST_POPULATION = 1e-9


@dataclass(frozen=True, slots=True)
class Prices:
    """The constants of the formula.

    Parameters
    ----------
    right
        Gain of acting over not acting on a hit, per decision.
    wrong
        The same where the outcome does not happen; usually negative.
    spend
        What acting once costs.
    nothing
        Money when nobody is acted on, for the whole population.
    fixed
        Fixed cost for the whole population.
    scale
        Decisions of the population per counted decision.
    value
        Gain per unit of the value column of the hits.
    moved
        All the money that could move: the yardstick of rounding.
    """

    right: float
    wrong: float
    spend: float
    nothing: float
    fixed: float
    scale: float
    value: float = 0.0
    moved: float = 0.0

    def profit(self, n: float, tp: float, value: float = 0.0) -> float:
        """Money from the first n decisions, above zero of them."""
        change = self.wrong * (n - tp) + self.right * tp + self.value * value
        return self.scale * change + (self.nothing - self.fixed)

    @property
    def rounding(self) -> float:
        """Differences in profit up to here are rounding: the fewer contacts are preferred."""
        return ROUNDING * self.moved


def scale_of(population: float | None, total: float) -> float:
    """Decisions of the population per evaluated decision; 1 without a population."""
    if population is None:
        return 1.0
    then = "Enter how many decisions the money is for."
    return amount("population", population, least=SMALLEST_POPULATION, then=then) / total


def fixed_of(fixed_cost: float) -> float:
    """Fixed cost of the population, zero or more."""
    return amount("fixed_cost", fixed_cost, least=0.0, then="Enter the cost as a positive amount.")


def prices_of(
    payoff: Payoff,
    *,
    fixed_cost: float,
    population: float | None,
    total: float,
    positives: float,
) -> Prices:
    """Constants of the formula for a payoff that is the same in every row.

    Raises
    ------
    NotApplicable
        The payoff differs from row to row, so that counts are not enough.
    InputError
        The fixed cost is negative or the population not above zero.
    """
    tp, fp, fn, tn, spend = payoff.tp, payoff.fp, payoff.fn, payoff.tn, payoff.spend
    if not (
        isinstance(tp, float)
        and isinstance(fp, float)
        and isinstance(fn, float)
        and isinstance(tn, float)
        and isinstance(spend, float)
    ):
        then = "Use value_curve, which knows each row."
        raise NotApplicable(must("payoff", "the same in every row", "amounts per row", then))
    scale, fixed = scale_of(population, total), fixed_of(fixed_cost)
    negatives = total - positives
    nothing = scale * (fn * positives + tn * negatives)
    right, wrong = tp - fn, fp - tn
    moved = abs(nothing) + scale * (abs(right) * positives + abs(wrong) * negatives) + fixed
    return Prices(right, wrong, spend, nothing, fixed, scale, 0.0, moved)


def prices_for(counts: "ScoreCounts", assumptions: "Assumptions") -> Prices:
    """Constants of the formula under these assumptions; the table stands at the top.

    Raises
    ------
    NotApplicable
        The benefit comes from a value column that was not counted, or the counts were made for
        another form of the money.
    """
    a = assumptions
    _require_form(counts, a)
    value, payoff = _constants(a)
    right, wrong, spend = float(payoff.right), float(payoff.wrong), float(payoff.spend)
    worth = float(counts.value_of_hits()[-1]) if a.per_row else 0.0
    negatives = counts.total - counts.positives
    moved = abs(value * worth) + abs(right) * counts.positives + abs(wrong) * negatives
    scale = a.decisions_per_month / counts.total
    return Prices(
        value=value,
        right=right,
        wrong=wrong,
        spend=spend,
        nothing=0.0,
        fixed=a.fixed_cost,
        scale=scale,
        moved=scale * moved + a.fixed_cost,
    )


def _constants(a: "Assumptions") -> tuple[float, Payoff]:
    """Gain per unit of the value column, and what the rest earns and costs."""
    if a.form == "formula":
        return 1.0, Payoff(tp=0.0, fp=0.0)
    if a.from_column:
        return a.success_rate * a.benefit, a.campaign(0.0)
    return 0.0, a.payoff()


def _require_form(counts: "ScoreCounts", a: "Assumptions") -> None:
    by_row = counts.spend is not None
    if by_row == (a.form == "formula"):
        return
    rule = "counted for formulas" if a.form == "formula" else "counted without formulas"
    then = "Count them again with ScoredRows.counts_for(assumptions)."
    raise NotApplicable(must("counts", rule, "counts of another kind", then))
