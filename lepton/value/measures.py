"""Every curve that is drawn of a ranking, from the same counts."""

from dataclasses import dataclass

import numpy as np

from lepton.errors import NotApplicable
from lepton.value.assumptions import Assumptions
from lepton.value.base_rate import at_base_rate
from lepton.value.ceiling import ceiling
from lepton.value.checks import Floats, amount
from lepton.value.counts import ScoreCounts
from lepton.value.curve import depth
from lepton.value.hull import upper_hull
from lepton.value.measured import Measured, Measures, Roc
from lepton.value.net_benefit import NetBenefit, net_benefit
from lepton.value.pricing import Prices, prices_for

__all__ = ["Measured", "Measures", "Roc", "measures"]

PARTS = 20


def measures(
    counts: ScoreCounts, assumptions: Assumptions | None = None, *, parts: int = PARTS
) -> Measures:
    """Measure a ranking in every way at once: gains, lift, precision, profit, ROI and more.

    Parameters
    ----------
    counts
        Counts of rows the model was not fitted on; thin them before drawing.
    assumptions
        What a person assumes about the money; left out, only what needs no money is told.
    parts
        In how many parts of equal size the marginal profit is told, 1 or more.

    Returns
    -------
    Counts and money per month under assumptions, and per counted rows without.

    Raises
    ------
    NotApplicable
        The assumptions need a value column, or formulas, that were not counted.

    Examples
    --------
    >>> counts = ScoreCounts.from_scores([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.2])
    >>> found = measures(counts, Assumptions(benefit=14, contact_cost=4, decisions_per_month=4))
    >>> found.model.gains.tolist(), found.model.profit.tolist()
    ([0.0, 0.5, 0.5, 1.0, 1.0], [0.0, 10.0, 6.0, 16.0, 12.0])
    >>> found.roc.area, found.captured
    (0.75, 0.5)
    """
    then = "20 parts show the shape."
    bins = int(amount("parts", parts, least=1, then=then))
    money = None
    if assumptions is not None:
        counts = at_base_rate(counts, assumptions.base_rate)
        money = _Money.of(counts, prices_for(counts, assumptions), bins)
    model = _policy(counts, money, counts.n, counts.tp, _model_money(money))
    best = None if model.captured is None else float(np.max(model.captured))
    return Measures(
        model=model,
        nobody=_constant(model, money, 0),
        everybody=_constant(model, money, -1),
        random=_random(counts, money),
        perfect=_perfect(counts, money),
        roc=_roc(counts),
        net_benefit=_net_benefit(counts),
        base_rate=counts.positives / counts.total,
        captured=best,
    )


@dataclass(frozen=True, slots=True)
class _Money:
    """Prices with the two ends of the profit: the better constant policy, and the most."""

    counts: ScoreCounts
    prices: Prices
    parts: int
    profit: Floats
    cost: Floats
    constant: float
    most: float

    @classmethod
    def of(cls, counts: ScoreCounts, prices: Prices, parts: int) -> "_Money":
        profit, cost = counts.profit(prices), counts.cost(prices)
        constant = max(float(profit[0]), float(profit[-1]))
        return cls(counts, prices, parts, profit, cost, constant, counts.ceiling(prices))

    def columns(self, n: Floats, profit: Floats, cost: Floats) -> dict[str, Floats | None]:
        """All that is told of money; n counted in rows."""
        undefined = np.full(n.size, np.nan)
        spent = np.where(cost > 0, cost, np.nan)
        roi = np.divide(profit - self.prices.nothing, spent, out=undefined)
        possible = self.most - self.constant
        captured = (profit - self.constant) / possible if possible > 0 else None
        marginal = self._marginal(n, profit)
        return {
            "profit": profit,
            "cost": cost,
            "roi": roi,
            "marginal_profit": marginal,
            "captured": captured,
        }

    def _marginal(self, n: Floats, profit: Floats) -> Floats:
        """Profit per decision in each of the parts; the fixed cost belongs to none of them."""
        gross = profit + self.prices.fixed
        gross[0] = self.prices.nothing
        ends = np.unique(depth(n, np.arange(self.parts + 1) / self.parts))
        rise = np.diff(gross[ends]) / (self.prices.scale * np.diff(n[ends]))
        part = np.searchsorted(ends, np.arange(1, n.size), side="left") - 1
        return np.concatenate(([np.nan], rise[part]))


def _policy(
    counts: ScoreCounts,
    money: _Money | None,
    n: Floats,
    tp: Floats,
    columns: dict[str, Floats | None],
    threshold: Floats | None = None,
) -> Measured:
    """Complete a policy from its counts, which are those of the rows."""
    scale = 1.0 if money is None else money.prices.scale
    base = counts.positives / counts.total
    response = _over(tp, n)
    return Measured(
        fraction=n / counts.total,
        n=scale * n,
        threshold=counts.threshold if threshold is None else threshold,
        tp=scale * tp,
        gains=_over(tp, np.full(n.size, counts.positives)),
        response=response,
        lift=_over(response, np.full(n.size, base)),
        **columns,
    )


def _model_money(money: _Money | None) -> dict[str, Floats | None]:
    if money is None:
        return {}
    return money.columns(money.counts.n, money.profit, money.cost)


def _random(counts: ScoreCounts, money: _Money | None) -> Measured:
    n, share = counts.n, counts.n / counts.total
    columns: dict[str, Floats | None] = {}
    if money is not None:
        nothing, fixed = money.prices.nothing, money.prices.fixed
        profit = nothing + share * (float(money.profit[-1]) + fixed - nothing) - fixed
        cost = fixed + share * (float(money.cost[-1]) - fixed)
        profit[0], cost[0] = nothing, 0.0
        columns = money.columns(n, profit, cost)
    return _policy(counts, money, n, share * counts.positives, columns, _unknown(n.size))


def _perfect(counts: ScoreCounts, money: _Money | None) -> Measured:
    n = np.union1d(counts.n, [counts.positives])
    columns: dict[str, Floats | None] = {}
    if money is not None:
        line = ceiling(counts, money.prices, money.prices.scale * n)
        at = money.prices.scale * n
        profit, cost = (np.interp(at, line.n, v) for v in (line.profit, line.cost))
        columns = money.columns(n, profit, cost)
    tp = np.minimum(n, counts.positives)
    return _policy(counts, money, n, tp, columns, _unknown(n.size))


def _constant(model: Measured, money: _Money | None, end: int) -> Measured:
    """One end of the model's curve, told at every share."""
    values = {
        name: None if column is None else np.full(model.n.size, column[end])
        for name, column in vars(model).items()
    }
    values["fraction"] = model.fraction
    if money is not None:
        values["marginal_profit"] = None
    return Measured(**values)  # type: ignore[arg-type]


def _roc(counts: ScoreCounts) -> Roc:
    negatives = counts.total - counts.positives
    found = _over(counts.tp, np.full(len(counts), counts.positives))
    alarms = _over(counts.n - counts.tp, np.full(len(counts), negatives))
    hull = upper_hull(counts.n, counts.tp)
    area = None
    if counts.positives > 0 and negatives > 0:
        area = float(np.sum(np.diff(alarms) * (found[1:] + found[:-1]) / 2))
    slope = np.diff(counts.tp[hull]) / np.diff(counts.n[hull])
    return Roc(alarms, found, hull, slope, area)


def _net_benefit(counts: ScoreCounts) -> NetBenefit | None:
    try:
        return net_benefit(counts)
    except NotApplicable:
        return None


def _over(above: Floats, below: Floats) -> Floats:
    undefined = np.full(above.size, np.nan)
    np.divide(above, below, out=undefined, where=below > 0)
    return undefined


def _unknown(size: int) -> Floats:
    threshold = np.full(size, np.nan)
    threshold[0] = np.inf
    return threshold
