"""Where each assumption, moved alone, makes the chosen cut-off earn nothing.

Profit at a fixed cut-off is a straight line in every assumption, so that the crossing is the
assumption less profit over slope. A change of the base rate keeps the cut-off and moves the mix
of hits and others above it.
"""

from typing import NamedTuple

from lepton.value.answering.case import Case
from lepton.value.assumed import MOST_MONEY
from lepton.value.assumptions import Assumptions

__all__ = ["break_evens", "profit_at_success"]

SHARES = ("success_rate", "takers", "base_rate")
ABOVE_ZERO = ("decisions_per_month", "base_rate")


class _Above(NamedTuple):
    """What lies above the cut-off, for the whole population."""

    tp: float
    fp: float
    value: float
    profit: float


def break_evens(case: Case, index: int, assumptions: Assumptions) -> dict[str, float | None]:
    """Value of each assumption at which this cut-off earns nothing; None where none does.

    Only values that the assumption may have count: amounts from zero, shares from 0 to 1.
    """
    above = _above(case, index)
    slopes = _slopes(case, above, assumptions)
    if index == 0:
        return dict.fromkeys(slopes)
    found = {
        name: _crossing(name, _now(name, case, assumptions), above.profit, slope)
        for name, slope in slopes.items()
    }
    # from zero decisions on, so that no rounding stands where no fixed cost has to be earned
    name = "decisions_per_month"
    return found | {name: _crossing(name, 0.0, -case.prices.fixed, slopes[name])}


def profit_at_success(
    case: Case, index: int, assumptions: Assumptions, rate: float | None
) -> float | None:
    """Profit of this cut-off at another success rate; None where there is none."""
    if rate is None or assumptions.form != "campaign":
        return None
    above = _above(case, index)
    slope = _campaign(assumptions, case.prices.scale, above)["success_rate"]
    return above.profit + slope * (rate - assumptions.success_rate)


def _above(case: Case, index: int) -> _Above:
    counts, prices = case.counts, case.prices
    n, tp = float(counts.n[index]), float(counts.tp[index])
    value = float(counts.value_of_hits()[index]) if prices.value else 0.0
    profit = prices.profit(n, tp, value) if index else prices.nothing
    return _Above(tp, n - tp, value, profit)


def _slopes(case: Case, above: _Above, a: Assumptions) -> dict[str, float]:
    """What one more unit of each assumption adds to the profit."""
    scale = case.prices.scale
    common = {
        "fixed_cost": -1.0,
        "decisions_per_month": (above.profit + case.prices.fixed) / a.decisions_per_month,
    }
    if a.form == "formula":
        return common
    own = _campaign(a, scale, above) if a.form == "campaign" else _matrix(scale, above)
    return own | common | {"base_rate": _base_rate(case, above)}


def _campaign(a: Assumptions, scale: float, above: _Above) -> dict[str, float]:
    worth = above.value if a.from_column else above.tp
    return {
        "benefit": scale * a.success_rate * worth,
        "success_rate": scale * (a.benefit * worth - a.incentive_cost * above.tp),
        "contact_cost": -scale * (above.tp + above.fp),
        "incentive_cost": -scale * (a.success_rate * above.tp + a.takers * above.fp),
        "harm": -scale * above.fp,
        "takers": -scale * a.incentive_cost * above.fp,
    }


def _matrix(scale: float, above: _Above) -> dict[str, float]:
    return {
        "right": scale * above.tp,
        "wrong": -scale * above.fp,
        "missed": scale * above.tp,
        "spared": -scale * above.fp,
    }


def _base_rate(case: Case, above: _Above) -> float:
    prices, share = case.prices, case.counts.positives / case.counts.total
    if not 0 < share < 1:
        return 0.0
    hits = prices.right * above.tp + prices.value * above.value
    return prices.scale * (hits / share - prices.wrong * above.fp / (1 - share))


def _now(name: str, case: Case, a: Assumptions) -> float:
    if name == "base_rate":
        return case.counts.positives / case.counts.total
    return float(getattr(a, name))


def _crossing(name: str, now: float, profit: float, slope: float) -> float | None:
    if slope == 0:
        return None
    found = now - profit / slope
    most = 1.0 if name in SHARES else MOST_MONEY
    if name in ABOVE_ZERO and found <= 0:
        return None
    if not 0 <= found <= most or (name == "base_rate" and found == 1):
        return None
    return found
