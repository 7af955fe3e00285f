"""The rows of the cash flow that are money: benefit, costs by item, tax, net."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lepton.finance import timeline
from lepton.finance.flows import assumed, training_hour
from lepton.finance.lines import ITEMS, LINES, lines_of
from lepton.report.workbook.calendar_rows import in_horizon
from lepton.report.workbook.content import Content
from lepton.report.workbook.rows import Floats, Row

__all__ = ["COST_ITEMS", "money_rows"]

LEAST = 1e-12
COST_ITEMS = ("needs", "data", "model", "deployment", "operations")
ONCE = {  # what is spent today, as formulas of named inputs
    "workshops": "needs_days*day_rate",
    "preparation": "data_days*day_rate",
    "labels": "label_count*label_cost",
    "privacy": "privacy_review",
    "building": "model_days*day_rate",
    "tools": "tools",
    "computing": "training_runs*training_hours*hour_of_training",
    "integration": "(integration_days+testing_days)*day_rate",
    "security": "security_review",
    "change": "change_management",
    "user_training": "trained_users*hours_per_user*user_rate",
}
RUNNING = {  # amount each time, and when it comes
    "hosting": ("hosting", "[running]"),
    "predictions": ("prediction_cost/predictions_per_price", "[volume]*[running]"),
    "monitoring": ("monitoring", "[running]"),
    "retraining": (
        "retrain_days*day_rate+retrain_runs*training_hours*hour_of_training", "[trained]",
    ),
    "review": ("review_share*review_minutes/minutes_per_hour*reviewer_rate", "[volume]*[running]"),
    "licences": ("licences", "[running]"),
    "incentives": ("incentives", "[running]"),
    "audits": ("audit_cost", "[audited]"),
    "campaign": ("IF(share>0,fixed_cost,0)", "[running]"),
}  # fmt: skip
HOUR = (
    'IF(compute="cpu",cpu_rate,IF(compute="rented",gpu_rate/gpu_utilisation,'
    "(gpu_price-gpu_salvage)/(gpu_life_hours*gpu_utilisation)+power_kw*pue*kwh_price))"
)
LIMITS = (
    'MIN(1,IF(capacity="",1,capacity/MAX(share*[asked],least_amount)),'
    'IF(budget="",1,MAX(budget-fixed_cost,0)/MAX(spend_per_decision*[asked],least_amount)))'
)


def money_rows(content: Content) -> tuple[Row, ...]:
    """Give the rows, with what the engine found for the scenario that is looked at."""
    return (*_benefit(content), *_costs(content), *_tax(content), *_result(content))


def _lines(content: Content) -> Mapping[str, Floats]:
    _, flow = content.wide
    return {key: line * in_horizon(content) for key, line in flow.lines.items()}


def _benefit(content: Content) -> tuple[Row, ...]:
    _, flow = content.wide
    inside, money = in_horizon(content), content.currency
    asked = _asked(content)
    kept = "MAX(profit_per_decision,0)*[left]*(1-benefit_haircut)+MIN(profit_per_decision,0)"
    return (
        Row(label="Benefit: extra profit of a decision × decisions that follow × what is left"),
        Row(key="asked", label="Decisions that follow the model", unit="number", shape="count",
            across="[volume]*[uptake]", values=asked),
        Row(key="part", label="Part of them within the limits of a month", unit="%", shape="share",
            summed=False, across=LIMITS, values=_part(content, asked)),
        Row(key="acted", label="Acted on because of it", unit="number", shape="count",
            across="[asked]*[part]*share", values=flow.acted_on * inside),
        Row(key="spend", label="Memo: contacts and offers, taken off the benefit already",
            unit=money, across="[asked]*[part]*spend_per_decision*[level]",
            values=flow.spend * inside),
        Row(key="benefit", label=LINES["benefit"].label, unit=money, strong=True, name="benefits",
            across=f"[asked]*[part]*({kept})*[level]", values=_lines(content)["benefit"]),
    )  # fmt: skip


def _asked(content: Content) -> Floats:
    case, flow = content.wide
    uptake = timeline.adoption(case, assumed(case, content.scene.earning))
    return np.asarray(flow.volume * uptake * in_horizon(content))


def _part(content: Content, asked: Floats) -> Floats:
    """What the limits of a month leave of the decisions that follow."""
    earning, v = content.scene.earning, content.scene.values
    part = np.ones_like(asked)
    if earning.capacity is not None:
        part = np.minimum(part, earning.capacity / np.maximum(v["share"] * asked, LEAST))
    if earning.budget is not None:
        left = max(earning.budget - v["fixed_cost"], 0.0)
        spent = np.maximum(content.scene.worth.spend * asked, LEAST)
        part = np.minimum(part, left / spent)
    return part


def _costs(content: Content) -> tuple[Row, ...]:
    """Lines of the five items, each item summed under its lines; contingency; all costs."""
    rows = [Row(label="Costs (negative here)")]
    for item in COST_ITEMS:
        rows += [_line(content, key) for key in lines_of(item)]
        rows.append(_item(content, item))
        if item == "model":
            rows.insert(-1, _hour(content))
    lines = _lines(content)
    sums = "+".join(f"[{item}]" for item in COST_ITEMS)
    money = content.currency
    total = -sum(line for key, line in lines.items() if key not in {"benefit", "tax"})
    return (
        *rows,
        Row(key="contingency", label=ITEMS["contingency"], unit=money, strong=True,
            amount="contingency", amount_value=content.scene.case.contingency,
            amount_shape="share", across=f"[$contingency]*({sums})",
            values=-lines["contingency"]),
        Row(key="costs", label="All costs", unit=money, strong=True, name="costs",
            across=f"{sums}+[contingency]", values=total),
    )  # fmt: skip


def _hour(content: Content) -> Row:
    case, _ = content.wide
    value = float(training_hour(case, assumed(case, content.scene.earning)))
    return Row(key="hour", label="Memo: an hour of training", unit=content.currency, amount=HOUR,
               amount_value=value, amount_name="hour_of_training", summed=False)  # fmt: skip


def _line(content: Content, key: str) -> Row:
    lines, case, earning = _lines(content), content.wide[0], content.scene.earning
    amounts = _amounts(
        {**assumed(case, earning)}, float(training_hour(case, assumed(case, earning)))
    )
    formula, when = (ONCE[key], "[today]") if key in ONCE else RUNNING[key]
    level = "" if key in ONCE else "*[level]"
    small = key in {"predictions", "review"}
    return Row(
        key=f"line_{key}", label=LINES[key].label, unit=content.currency, amount=formula,
        amount_value=amounts[key], amount_shape="small" if small else "cents",
        across=f"-[$line_{key}]*{when}{level}", values=-lines[key],
    )  # fmt: skip


def _amounts(v: dict[str, Any], hour: float) -> dict[str, float]:
    """What each line costs every time it comes."""
    day = v["day_rate"]
    return {
        "workshops": v["needs_days"] * day, "preparation": v["data_days"] * day,
        "labels": v["label_count"] * v["label_cost"], "privacy": v["privacy_review"],
        "building": v["model_days"] * day, "tools": v["tools"],
        "computing": v["training_runs"] * v["training_hours"] * hour,
        "integration": (v["integration_days"] + v["testing_days"]) * day,
        "security": v["security_review"], "change": v["change_management"],
        "user_training": v["trained_users"] * v["hours_per_user"] * v["user_rate"],
        "hosting": v["hosting"], "predictions": v["prediction_cost"] / 1_000,
        "monitoring": v["monitoring"],
        "retraining": v["retrain_days"] * day + v["retrain_runs"] * v["training_hours"] * hour,
        "review": v["review_share"] * v["review_minutes"] / 60 * v["reviewer_rate"],
        "licences": v["licences"], "incentives": v["incentives"], "audits": v["audit_cost"],
        "campaign": v["fixed_cost"] * (v["share"] > 0),
    }  # fmt: skip


def _item(content: Content, item: str) -> Row:
    lines = _lines(content)
    return Row(
        key=item, label=ITEMS[item], unit=content.currency, strong=True,
        across="+".join(f"[line_{key}]" for key in lines_of(item)),
        values=-sum(lines[key] for key in lines_of(item)),
    )  # fmt: skip


def _tax(content: Content) -> tuple[Row, ...]:
    case, lines = content.wide[0], _lines(content)
    money, month = content.currency, np.arange(content.months + 1)
    once = sum(float(lines[key][0]) for key in ONCE) * (1 + case.contingency)
    dep, inside = case.depreciation_months, in_horizon(content)
    written = (month == 0) - ((month > 0) & (month <= dep)) / max(dep, 1)
    moved = once * written * inside * (dep > 0)
    costs = sum(line for key, line in lines.items() if key not in {"benefit", "tax"})
    first = "+".join(f"[${'line_' + key}]" for key in ONCE)
    return (
        Row(label="Tax"),
        Row(key="once", label="Memo: costs of today, contingency included", unit=money,
            amount=f"({first})*(1+[$contingency])", amount_value=once, summed=False),
        Row(key="moved", label="Costs of today that are deducted later", unit=money,
            across="IF(depreciation_months>0,[$once]*([today]-IF([month]>0,"
            "IF([month]<=depreciation_months,1/depreciation_months,0),0)),0)*[inside]",
            values=moved),
        Row(key="taxed", label="Profit that is taxed", unit=money,
            across="[benefit]+[costs]+[moved]", values=lines["benefit"] - costs + moved),
        Row(key="tax", label="Tax (a loss saves tax on other profit)", unit=money, strong=True,
            name="taxes", across="-tax_rate*[taxed]", values=-lines["tax"]),
    )  # fmt: skip


def _result(content: Content) -> tuple[Row, ...]:
    _, flow = content.wide
    inside, money = in_horizon(content), content.currency
    net = flow.net * inside
    running, worth = np.cumsum(net), np.cumsum(net * flow.factor)
    back: dict[str, Any] = {"unit": "1 or 0", "shape": "count", "summed": False}
    return (
        Row(label="Net"),
        Row(key="net", label="Net", unit=money, strong=True, name="net_flow",
            across="[benefit]+[costs]+[tax]", values=net),
        Row(key="running_sum", label="Net so far", unit=money, summed=False, name="net_so_far",
            across="SUM([net|])", values=running),
        Row(key="worth_today", label="Net, brought to today", unit=money, name="net_today",
            across="[net]*[factor]", values=net * flow.factor),
        Row(key="worth_so_far", label="Net so far, brought to today", unit=money, summed=False,
            name="net_today_so_far", across="SUM([worth_today|])", values=worth),
        Row(key="back", label="Paid back", across="IF([running_sum]>=0,1,0)*[inside]",
            values=(running >= 0) * inside, name="paid_back", **back),
        Row(key="back_today", label="Paid back, in money of today",
            across="IF([worth_so_far]>=0,1,0)*[inside]", values=(worth >= 0) * inside,
            name="paid_back_today", **back),
        Row(key="sign", label="Sign of the net, so far", unit="1, 0 or -1", shape="count",
            summed=False, across="IF([net]=0,N([sign<]),SIGN([net]))", values=_signs(net)),
        Row(key="turn", label="The net changes its sign", unit="1 or 0", shape="count",
            across="IF([sign]*N([sign<])<0,1,0)", values=_turns(_signs(net)), name="sign_turns"),
    )  # fmt: skip


def _signs(net: Floats) -> Floats:
    """Sign of each month; where it is 0, that of the last month before."""
    some = np.flatnonzero(net)
    at = np.searchsorted(some, np.arange(net.size), side="right") - 1
    return np.where(at >= 0, np.sign(net[some[at]]) if some.size else 0.0, 0.0)


def _turns(signs: Floats) -> Floats:
    before = np.concatenate(([0.0], signs[:-1]))
    return np.asarray(signs * before < 0, dtype=np.float64)
