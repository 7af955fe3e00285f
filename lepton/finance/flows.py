"""The cash flow of a case, line by line and month by month; also for many trials at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, listed, must
from lepton.finance import timeline
from lepton.finance.case import Case
from lepton.finance.earning import Earning, Values
from lepton.finance.fields import FIELDS
from lepton.finance.lines import ITEMS, LINES, lines_of
from lepton.value.result import Result

__all__ = ["CashFlow", "assumed", "cash_flow", "net_flows", "training_hour"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
PER = 1_000  # predictions are priced by the thousand
MINUTES = 60
ONE_OFF = ("needs", "data", "model", "deployment")


@dataclass(frozen=True, eq=False)
class CashFlow(Result):
    """Money month by month; arrays of shape (months + 1,), month 0 is today.

    Attributes
    ----------
    month
        0, 1, … up to the horizon.
    lines
        By key of :data:`lepton.finance.lines.LINES`: benefits, and costs as positive amounts.
    items
        The same by item: benefit, needs, data, model, deployment, operations, contingency, tax.
    net
        Benefit less all costs and tax, in currency of each month.
    cumulative
        Running sum of the net.
    discounted
        Running sum of the net brought to today; its last value is the net present value.
    factor
        What a unit of money of each month is worth today.
    spend
        Memo: what contacts and offers cost; already taken off the benefit.
    volume, acted_on
        Memo: decisions of each month, and how many of them are acted on because of the model.
    """

    month: Floats
    lines: Mapping[str, Floats]
    items: Mapping[str, Floats]
    net: Floats
    cumulative: Floats
    discounted: Floats
    factor: Floats
    spend: Floats
    volume: Floats
    acted_on: Floats

    @property
    def npv(self) -> float:
        """Net present value."""
        return float(self.discounted[-1])


def cash_flow(case: Case, earning: Earning, changes: Values | None = None) -> CashFlow:
    """Work out the cash flow of a case.

    Parameters
    ----------
    case
        The assumptions of the investment.
    earning
        What one decision earns.
    changes
        Other values for some assumptions, by name: fields of the case, or names of
        ``earning.base``.

    Returns
    -------
    Money in currency a month; benefits and costs both positive, the net signed.

    Raises
    ------
    InputError
        A change names an assumption that there is not.

    Notes
    -----
    Benefit of month t = profit per decision × decisions × uptake × what is left of the advantage
    × price level × (1 - what is taken off). A loss per decision is neither faded nor cut: that
    would make it look smaller. Costs of the first four items are spent in month 0, operations in
    the months of use; contingency is a share of all of them.
    """
    v = assumed(case, earning, changes)
    lines, memo = _lines(case, earning, v, None)
    flat = {key: np.broadcast_to(line, (case.horizon_months + 1,)) for key, line in lines.items()}
    items = {item: np.sum([flat[key] for key in lines_of(item)], axis=0) for item in ITEMS}
    net = _net(flat)
    factor = timeline.discounting(case, v["discount_rate"])
    return CashFlow(
        month=timeline.months(case), lines=flat, items=items, net=net,
        cumulative=np.cumsum(net), discounted=np.cumsum(net * factor), factor=factor, **memo,
    )  # fmt: skip


def net_flows(
    case: Case, earning: Earning, changes: Values, draw: Ints | None = None
) -> tuple[Any, Any]:
    """The net of every month in many trials, and the factors that discount it.

    Parameters
    ----------
    case, earning
        As for :func:`cash_flow`.
    changes
        Arrays of shape (d,), or numbers. ``delivered`` may be among them, 1 or 0: where it is 0
        the one-off costs are lost and nothing else happens.
    draw
        Bootstrap draw of the model in each trial, shape (d,).

    Returns
    -------
    Arrays that broadcast to (d, months + 1).
    """
    delivered = changes.get("delivered")
    rest = {name: value for name, value in changes.items() if name != "delivered"}
    v = assumed(case, earning, rest)
    lines, _ = _lines(case, earning, v, draw)
    net = _net(lines)
    if delivered is not None:
        came = np.asarray(delivered, dtype=np.float64)[..., None] > 0
        net = np.where(came, net, _lost(case, lines, v))
    return net, timeline.discounting(case, v["discount_rate"])


def assumed(case: Case, earning: Earning, changes: Values | None = None) -> dict[str, Any]:
    """Every number of the case and of what it earns by name; arrays of (d,) become (d, 1)."""
    given = dict(changes or {})
    numbers = {name: getattr(case, name) for name, field in FIELDS.items() if field.numeric}
    known = {**numbers, **earning.base}
    unknown = [name for name in given if name not in known]
    fixed = [name for name in given if name in FIELDS and FIELDS[name].whole]
    if unknown or fixed:
        rule = "numbers of the case that may vary"
        then = "Whole months and choices are changed in the case itself."
        raise InputError(must("changes", rule, listed(unknown + fixed), then))
    return {**known, **{name: _column(value) for name, value in given.items()}}


def training_hour(case: Case, v: Mapping[str, Any]) -> Any:
    """Cost of one hour of training on the chosen computer, in currency."""
    if case.compute == "cpu":
        return v["cpu_rate"]
    if case.compute == "rented":
        return v["gpu_rate"] / v["gpu_utilisation"]
    owned = (v["gpu_price"] - v["gpu_salvage"]) / (v["gpu_life_hours"] * v["gpu_utilisation"])
    return owned + v["power_kw"] * v["pue"] * v["kwh_price"]


def _column(value: Any) -> Any:
    array = np.asarray(value, dtype=np.float64)
    return float(array) if array.ndim == 0 else array[:, None]


def _row(value: Any) -> Any:
    """Numbers as they are, columns of trials as flat arrays: what an earning is asked with."""
    return value[:, 0] if isinstance(value, np.ndarray) else value


def _lines(
    case: Case, earning: Earning, v: dict[str, Any], draw: Ints | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    decisions = timeline.volume(case, v["decisions_per_month"], v["volume_growth"])
    level = timeline.prices(case, v["inflation"])
    benefit, memo = _benefit(case, earning, v, draw, decisions)
    costs = {**_once(case, v), **_running(case, v, decisions, level)}
    costs["contingency"] = v["contingency"] * sum(costs.values())
    lines = {"benefit": benefit * level, **costs}
    memo = {**memo, "spend": memo["spend"] * level, "volume": decisions}
    return {**lines, "tax": _tax(case, v, lines)}, memo


def _benefit(
    case: Case, earning: Earning, v: dict[str, Any], draw: Ints | None, decisions: Any
) -> tuple[Any, dict[str, Any]]:
    asked = {name: _row(v[name]) for name in earning.base}
    worth = earning.worth(asked, draw)
    profit, spend = _column(worth.profit), _column(worth.spend)
    followed = decisions * timeline.adoption(case, v)
    followed = followed * _within(earning, v["share"] * followed, spend * followed, v)
    left = timeline.decay(case, v) * (1.0 - v["benefit_haircut"])
    benefit = followed * (np.maximum(profit, 0.0) * left + np.minimum(profit, 0.0))
    return benefit, {"spend": followed * spend, "acted_on": followed * v["share"]}


def _within(earning: Earning, acted: Any, spent: Any, v: dict[str, Any]) -> Any:
    """Part of the followed decisions that the limits of a month allow, up to 1."""
    part: Any = 1.0
    if earning.capacity is not None:
        part = np.minimum(part, earning.capacity / np.maximum(acted, 1e-12))
    if earning.budget is not None:
        left = np.maximum(earning.budget - v["fixed_cost"], 0.0)
        part = np.minimum(part, left / np.maximum(spent, 1e-12))
    return part


def _once(case: Case, v: dict[str, Any]) -> dict[str, Any]:
    """Costs of month 0."""
    now = np.where(timeline.months(case) == 0, 1.0, 0.0)
    rate = v["day_rate"]
    amounts = {
        "workshops": v["needs_days"] * rate,
        "preparation": v["data_days"] * rate,
        "labels": v["label_count"] * v["label_cost"],
        "privacy": v["privacy_review"],
        "building": v["model_days"] * rate,
        "tools": v["tools"],
        "computing": v["training_runs"] * v["training_hours"] * training_hour(case, v),
        "integration": (v["integration_days"] + v["testing_days"]) * rate,
        "security": v["security_review"],
        "change": v["change_management"],
        "user_training": v["trained_users"] * v["hours_per_user"] * v["user_rate"],
    }
    return {key: amount * now for key, amount in amounts.items()}


def _running(case: Case, v: dict[str, Any], decisions: Any, level: Any) -> dict[str, Any]:
    """Costs of the months of use."""
    used = np.where(timeline.in_use(case) > 0, 1.0, 0.0)
    training = v["retrain_days"] * v["day_rate"]
    training = training + v["retrain_runs"] * v["training_hours"] * training_hour(case, v)
    looked_at = v["review_share"] * v["review_minutes"] / MINUTES * v["reviewer_rate"]
    amounts = {
        "hosting": v["hosting"] * used,
        "predictions": v["prediction_cost"] / PER * decisions * used,
        "monitoring": v["monitoring"] * used,
        "retraining": training * timeline.retrained(case),
        "review": looked_at * decisions * used,
        "licences": v["licences"] * used,
        "incentives": v["incentives"] * used,
        "audits": v["audit_cost"] * timeline.audited(case),
        "campaign": v["fixed_cost"] * used,
    }
    return {key: amount * level for key, amount in amounts.items()}


def _tax(case: Case, v: dict[str, Any], lines: dict[str, Any]) -> Any:
    """Tax of each month; a loss saves tax on other profit, so it is negative then."""
    if not np.any(v["tax_rate"]):
        return np.zeros(case.horizon_months + 1)
    costs = sum(line for key, line in lines.items() if key != "benefit")
    deducted = costs
    if case.depreciation_months > 0:
        when = timeline.months(case)
        at_once = _one_off(lines, v) * np.where(when == 0, 1.0, 0.0)
        written = np.where((when > 0) & (when <= case.depreciation_months), 1.0, 0.0)
        deducted = costs - at_once + _one_off(lines, v) * written / case.depreciation_months
    return v["tax_rate"] * (lines["benefit"] - deducted)


def _one_off(lines: dict[str, Any], v: dict[str, Any]) -> Any:
    """What is spent in month 0, contingency included; as a column where trials differ."""
    once = sum(lines[key] for key, line in LINES.items() if line.item in ONE_OFF)
    return once[..., :1] * (1.0 + v["contingency"])


def _lost(case: Case, lines: dict[str, Any], v: dict[str, Any]) -> Any:
    """The net where nothing is ever delivered: the one-off costs, less the tax they save."""
    now = np.where(timeline.months(case) == 0, 1.0, 0.0)
    return -_one_off(lines, v) * (1.0 - v["tax_rate"]) * now


def _net(lines: Mapping[str, Any]) -> Any:
    return lines["benefit"] - sum(line for key, line in lines.items() if key != "benefit")
