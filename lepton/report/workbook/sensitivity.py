"""The sheet of what may come differently: values that were worked out elsewhere, and say so."""

from typing import Any

import numpy as np

from lepton.finance.fields import FIELDS
from lepton.finance.names import EARNED
from lepton.report.workbook.asked import excel_name
from lepton.report.workbook.content import Content
from lepton.report.workbook.leaf import Leaf, span
from lepton.report.workbook.outputs import late, no_mirr
from lepton.report.workbook.styles import COLOURS, shape_of
from lepton.report.workbook.years import axis, look

__all__ = ["COMPARED", "measured", "write_sensitivity"]

COMPARED = (  # of every scenario: name on the sheet of outputs, head, look
    ("npv", "Net present value", "money"),
    ("pv_benefits", "PV of benefits", "money"),
    ("pv_costs", "PV of costs", "money"),
    ("roi", "ROI", "share"),
    ("benefit_cost", "Benefits over costs", "factor"),
    ("irr", "IRR a year", "share"),
    ("mirr", "MIRR a year", "share"),
    ("payback", "Paid back after months", "tenths"),
    ("discounted_payback", "Paid back, discounted", "tenths"),
    ("equivalent_annual", "Worth a year", "money"),
)
LAST = len(COMPARED)
LEAST = 1e-9
BINS = 24
TALL = 17  # rows that a chart takes


def write_sensitivity(leaf: Leaf, content: Content) -> None:
    """Write scenarios, risk, single assumptions and break-evens as values."""
    study, risk = content.study, content.study.risk
    leaf.title(
        "Sensitivity",
        f"Pasted values, not live: worked out on {study.origin.made_at or 'the day of export'} "
        f"for the scenario {content.scene.name}, from {risk.trials:,} trials with seed "
        f"{risk.seed}. They do not follow changes in this workbook; the line marked live does.",
        LAST,
    )
    row = _scenarios(leaf, content, 3)
    row = _risk(leaf, content, row + 1)
    third = _tornado(leaf, content, row + 1)
    after = _sources(leaf, content, third + 1)
    _break_evens(leaf, content, after + 1)
    leaf.finish({0: 44})
    leaf.sheet.freeze_panes(3, 1)
    leaf.print_as(LAST, breaks=(row + 1, third + 1))


def _scenarios(leaf: Leaf, content: Content, row: int) -> int:
    leaf.section(row, f"Scenarios, {content.currency}: pasted", LAST)
    leaf.head(row + 1, ["Scenario", *(head for _, head, _ in COMPARED)])
    first = row + 2
    for i, scene in enumerate(content.scenes):
        leaf.text(first + i, 0, scene.name)
        known = measured(scene)
        for k, (name, _, shape) in enumerate(COMPARED):
            leaf.number(first + i, 1 + k, known[name], shape)
    down = len(content.scenes) - 1
    for k, (name, _, _) in enumerate(COMPARED):
        leaf.name_cells(f"pasted_{name}", span(first, 1 + k, 1 + k, down=down))
    live = first + len(content.scenes)
    look_ = {"top": 1, "top_color": COLOURS["compare"], "bold": True}
    leaf.formula(live, 0, '="Live: "&scenario_shown', f"Live: {content.scene.name}", "text", "link",
                 align="left", **look_)  # fmt: skip
    known = measured(content.scene)
    for k, (name, _, shape) in enumerate(COMPARED):
        source = excel_name(name)
        formula = f'=IF(ISNUMBER({source}),{source},"not shown")'
        formula = formula if name == "irr" else f"={source}"
        leaf.formula(live, 1 + k, formula, known[name], shape, "link", **look_)
    return live + 1


def measured(scene: Any) -> dict[str, Any]:
    """Measures of a scenario as numbers or words, as the sheet of outputs has them."""
    m, months = scene.measures, scene.case.horizon_months
    words = {"roi": "no costs", "benefit_cost": "no costs", "irr": "not shown",
             "mirr": no_mirr(m)}  # fmt: skip
    found: dict[str, Any] = {name: getattr(m, name, None) for name, _, _ in COMPARED}
    found |= {name: text for name, text in words.items() if found[name] is None}
    return found | {
        "payback": late(m.payback_months, months),
        "discounted_payback": late(m.discounted_payback_months, months),
    }


def _risk(leaf: Leaf, content: Content, row: int) -> int:
    """Write the range of the net present value, and how its trials fall."""
    risk, money = content.study.risk, content.currency
    leaf.section(row, f"Net present value in {risk.trials:,} trials: pasted", LAST)
    leaf.head(row + 1, ["Of the trials", "Value", "Unit"], left=(0, 2))
    for i, (label, value, shape, unit) in enumerate((
        ("One in ten comes to less than (P10)", risk.p10, "money", money),
        ("Half come to less than (P50)", risk.p50, "money", money),
        ("Nine in ten come to less than (P90)", risk.p90, "money", money),
        ("Mean, failures to deliver included", risk.mean, "money", money),
        ("Standard deviation", risk.sd, "money", money),
        ("Mean of the worst 5 %", risk.expected_shortfall, "money", money),
        ("Share above 0", risk.chance_positive, "share", "%"),
        ("Error of the mean from the number of trials", risk.monte_carlo_error, "money", money),
        ("Share of the spread from the model alone", risk.share_of_model, "share", "%"),
        ("Share of the spread from the assumptions", risk.share_of_assumptions, "share", "%"),
    )):  # fmt: skip
        leaf.text(row + 2 + i, 0, label)
        leaf.number(row + 2 + i, 1, float(value), shape)
        leaf.text(row + 2 + i, 2, unit, "pasted")
    return max(_histogram(leaf, content, row + 1), row + 13)


def _histogram(leaf: Leaf, content: Content, row: int) -> int:
    counts, edges = _binned(content.study.risk.npv)
    leaf.head(row, [f"From, {content.currency}", f"To, {content.currency}", "Trials"], 4, left=())
    for i, count in enumerate(counts):
        leaf.number(row + 1 + i, 4, float(edges[i]), "money")
        leaf.number(row + 1 + i, 5, float(edges[i + 1]), "money")
        leaf.number(row + 1 + i, 6, float(count), "count")
    chart = leaf.book.add_chart({"type": "column"})
    chart.add_series({
        "categories": [leaf.name, row + 1, 4, row + BINS, 4],
        "values": [leaf.name, row + 1, 6, row + BINS, 6],
        "fill": {"color": COLOURS["accent"]}, "gap": 5,
    })  # fmt: skip
    look(chart, "How often the trials come to a net present value", content.currency, "Trials")
    chart.set_x_axis(axis(content.currency) | {
        "label_position": "low", "interval_unit": 6, "num_format": "#,##0",
    })  # fmt: skip
    chart.set_legend({"none": True})
    leaf.sheet.insert_chart(row + 13, 0, chart, {"x_scale": 1.2, "y_scale": 0.95})
    return row + max(BINS + 2, 13 + TALL)


def _binned(npv: "np.ndarray") -> "tuple[np.ndarray, np.ndarray]":
    """Trials by bin; where rounding is all that sets them apart, around their one value."""
    low, high = float(npv.min()), float(npv.max())
    wide = LEAST * max(abs(low), abs(high), 1.0)
    if high - low < wide:
        low, high = low - wide, high + wide
    return np.histogram(npv, bins=BINS, range=(low, high))


def _tornado(leaf: Leaf, content: Content, row: int) -> int:
    study, money = content.study, content.currency
    bars = list(study.tornado)
    leaf.section(row, "One assumption at a time, from its P10 to its P90: pasted", LAST)
    if not bars:
        leaf.text(row + 1, 0, "No assumption has a range yet.", "note")
        return row + 2
    leaf.head(row + 1, ["Assumption", "P10", "P90", f"NPV at P10, {money}", f"NPV at P90, {money}",
                        "Low less base", "High less base", "Swing", "NPV is 0 at"])  # fmt: skip
    base = content.scene.measures.npv
    for i, bar in enumerate(bars):
        at, shape = row + 2 + i, _shape(bar.name, bar.low, bar.high)
        leaf.text(at, 0, study.labels.get(bar.name, bar.name))
        leaf.number(at, 1, bar.low, shape)
        leaf.number(at, 2, bar.high, shape)
        for k, value in enumerate((bar.npv_low, bar.npv_high, bar.npv_low - base,
                                   bar.npv_high - base, bar.swing)):  # fmt: skip
            leaf.number(at, 3 + k, value, "money")
        none = "nowhere in its range" if bar.crosses_zero_at is None else bar.crosses_zero_at
        leaf.number(at, 8, none, shape)
    return _tornado_chart(leaf, content, row + 2, len(bars))


def _tornado_chart(leaf: Leaf, content: Content, first: int, many: int) -> int:
    shown = min(many, 12)
    chart = leaf.book.add_chart({"type": "bar"})
    for name, column, colour in (("At its P10", 5, "compare"), ("At its P90", 6, "accent")):
        chart.add_series({
            "name": name, "categories": [leaf.name, first, 0, first + shown - 1, 0],
            "values": [leaf.name, first, column, first + shown - 1, column],
            "fill": {"color": COLOURS[colour]}, "gap": 40, "overlap": 100,
        })  # fmt: skip
    look(chart, "What each assumption does to the net present value", "", content.currency)
    chart.set_y_axis({"reverse": True, "label_position": "low", "num_font": {"size": 9}})
    chart.set_x_axis(axis(f"Change of the net present value, {content.currency}") | {
        "num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#E6E9EF"}},
    })  # fmt: skip
    tall = 0.55 + 0.075 * shown
    leaf.sheet.insert_chart(first + many + 1, 0, chart, {"x_scale": 1.6, "y_scale": tall})
    return first + many + 2 + int(15 * tall) + 1


def _sources(leaf: Leaf, content: Content, row: int) -> int:
    """Write where the spread comes from: alone, and with what goes together with it."""
    study = content.study
    leaf.section(row, "Where the spread comes from: pasted", LAST)
    leaf.head(row + 1, ["Source", "Share of the spread", "Sobol, alone", "Sobol, with others"])
    sobol = {each.name: each for each in study.sobol}
    shares = study.risk.sources
    for i, name in enumerate(shares):
        leaf.text(row + 2 + i, 0, study.labels.get(name, name))
        leaf.number(row + 2 + i, 1, shares[name], "share")
        if name in sobol:
            leaf.number(row + 2 + i, 2, sobol[name].first, "share")
            leaf.number(row + 2 + i, 3, sobol[name].total, "share")
    return row + 2 + len(shares)


def _break_evens(leaf: Leaf, content: Content, row: int) -> int:
    study = content.study
    leaf.section(row, "Where it stops paying, each assumption moved alone: pasted", LAST)
    leaf.head(row + 1, ["Assumption", "Now", "NPV is 0 at"])
    for i, (name, value) in enumerate(study.break_evens.items()):
        at, shape = row + 2 + i, _shape(name, value)
        leaf.text(at, 0, study.labels.get(name, name))
        leaf.number(at, 1, content.scene.values.get(name), shape)
        leaf.number(at, 2, "nowhere in its range" if value is None else value, shape)
    return row + 2 + len(study.break_evens)


def _shape(name: str, *values: Any) -> str:
    field = FIELDS.get(name) or EARNED.get(name)
    return shape_of(field.unit if field else "money", values)
