"""The sheet that checks the others, with one cell that says whether all is well."""

from typing import Any

from lepton.report.workbook.asked import CONSTANTS, excel_name
from lepton.report.workbook.content import Content
from lepton.report.workbook.leaf import Leaf, cell, span
from lepton.report.workbook.model_value import curve_size
from lepton.report.workbook.sensitivity import COMPARED, measured

__all__ = ["MASTER", "write_checks"]

FIRST = 5
LABEL, DIFFERENCE, ALLOWED, FAILS, NOTE = range(5)
MASTER = "all_checks"
SIZE = "tolerance*MAX(1,SUMPRODUCT(ABS(net_flow)))"
SAME = "inputs_changed=0"
RATES = "(1+discount_rate)^(1/months_per_year)-1"
CHECKS = (  # what, the difference, how large it may be, and what it means
    ("Benefits, costs and tax add up to the net, in every month",
     "SUMPRODUCT(ABS(benefits+costs+taxes-net_flow))", SIZE, "Sums of the cash flow"),
    ("The net so far ends at the sum of the net",
     "INDEX(net_so_far,1,COLUMNS(net_so_far))-SUM(net_flow)", SIZE, "Sums of the cash flow"),
    ("Nothing happens after the months looked at",
     "SUMPRODUCT(ABS(net_flow)*(1-months_inside))", SIZE, "Horizon of the scenario"),
    ("The months looked at fit into the columns",
     "MAX(0,horizon_months-COLUMNS(months)+1)", "0", "Write the file again for a longer horizon"),
    ("Years add up to the months",
     "SUM(net_by_year)-SUM(net_flow)", SIZE, "Table of years"),
    ("Net present value by factors and by the spreadsheet's own function",
     f"net_present_value-(INDEX(net_flow,1,1)+NPV({RATES},net_flow_later)"
     f"*(1+{RATES})^IF(timing=\"mid\",half_a_month,0))", SIZE,
     "C0 + NPV(rate, C1 … Cn)"),
    ("Present values of benefits, costs and tax add up to the net present value",
     "pv_benefits-pv_costs-pv_tax-net_present_value", SIZE, "Outputs"),
    ("The scenario shown is one of those in the list",
     "1-SUMPRODUCT(--EXACT(scenario_names,scenario_shown))", "0", "Choose one from the list"),
    ("No cell of the cash flow is an error", "SUMPRODUCT(--ISERROR(cash_flow_cells))", "0",
     "Cash flow"),
    ("No assumption is an error", "SUMPRODUCT(--ISERROR(in_use))", "0", "Scenarios"),
)  # fmt: skip
CURVE = (
    ("Hits are never more than decisions acted on, and neither falls",
     "SUMPRODUCT(--(curve_count<curve_hits-least_ramp))", "0",
     "Model value"),
    ("Every row of the curve is priced alike",
     "SUM(curve_extra)-(each_value*SUM(curve_value)+each_hit*SUM(curve_hits)+each_miss*"
     "(SUM(curve_count)-SUM(curve_hits)))/decisions_counted+ROWS(curve_extra)*(profit_today-"
     "profit_moved)", "tolerance*MAX(1,SUMPRODUCT(ABS(curve_extra)))", "Model value"),
    ("The share acted on lies between 0 and all", "MAX(0,-share,share-1)", "0", "Model value"),
)  # fmt: skip
ENGINE = (
    ("Net of every month equals the engine's",
     "SUMPRODUCT(ABS(net_flow-INDEX(engine_net,scenario_number,0)))", SIZE,
     "Compared while no input is changed"),
    ("Profit and cost of a decision equal the engine's",
     "ABS(profit_per_decision-INDEX(engine_profit,scenario_number))"
     "+ABS(spend_per_decision-INDEX(engine_spend,scenario_number))",
     "tolerance*MAX(1,ABS(profit_per_decision))", "Compared while no input is changed"),
)  # fmt: skip


def write_checks(leaf: Leaf, content: Content) -> None:
    """Write every check as a difference that has to be 0, the sum of what fails, and OK or not."""
    leaf.title(
        "Checks",
        "Every difference has to be 0, but for rounding. The engine's own results are pasted "
        "below: they are compared as long as no input is changed.",
        NOTE,
    )
    leaf.head(FIRST - 1, ["Check", "Difference", "Allowed", "Fails", "Where to look"], left=(0, 4))
    checks = _all(content)
    for i, check in enumerate(checks):
        _check(leaf, FIRST + i, check, _allowed(content, check))
    last = FIRST + len(checks) - 1
    fails = span(FIRST, FAILS, FAILS, down=len(checks) - 1)
    leaf.text(2, LABEL, "All checks", bold=True)
    formula = f'=IF(ISERROR(SUM({fails})),"NOT OK",IF(SUM({fails})=0,"OK","NOT OK"))'
    leaf.formula(2, DIFFERENCE, formula, "OK", "text", bold=True)
    leaf.name_cells(MASTER, cell(2, DIFFERENCE))
    colour(leaf, 2, DIFFERENCE)
    row = _changed(leaf, last + 2)
    _pasted(leaf, content, row + 1)
    leaf.finish({LABEL: 58, DIFFERENCE: 16, NOTE: 40})
    leaf.sheet.freeze_panes(FIRST, 1)
    leaf.sheet.print_area(0, 0, row, NOTE)
    leaf.print_as(NOTE)


def colour(leaf: Leaf, row: int, column: int) -> None:
    """Turn a cell green where it says OK, and red where it does not."""
    for text, good in (("OK", True), ("NOT OK", False)):
        look = {"bg_color": "#DDF2E3" if good else "#FADBD8", "bold": True}
        leaf.sheet.conditional_format(row, column, row, column, {
            "type": "cell", "criteria": "==", "value": f'"{text}"',
            "format": leaf.book.add_format(look),
        })  # fmt: skip


def _all(content: Content) -> list[tuple[str, str, str, str]]:
    own = [*CHECKS, *(CURVE if content.curve is not None else ())]
    engine = [
        (label, f"IF({SAME},{formula},0)", allowed, note)
        for label, formula, allowed, note in (*ENGINE, *_measures())
    ]
    return [*own, *engine]


def _measures() -> list[tuple[str, str, str, str]]:
    """Each measure against its pasted one; words have to be words on both sides."""
    made = []
    for name, head, shape in COMPARED:
        pasted = f"INDEX(pasted_{name},scenario_number)"
        live = excel_name(name)
        formula = (
            f"IF(ISNUMBER({pasted}),IF(ISNUMBER({live}),{live}-{pasted},1),"
            f"IF(ISNUMBER({live}),1,0))"
        )
        allowed = SIZE if shape == "money" else f"tolerance*MAX(1,ABS(N({live})))"
        made.append((f"{head} equals the pasted one of the scenario", formula, allowed,
                     "Compared while no input is changed"))  # fmt: skip
    return made


def _allowed(content: Content, check: tuple[str, str, str, str]) -> float:
    """What the formula of the allowed difference comes to."""
    tolerance, scene = CONSTANTS["tolerance"][0], content.scene
    if check[2] == "0":
        return 0.0
    if check[2] == SIZE:
        return tolerance * max(1.0, float(abs(scene.flow.net).sum()))
    if "curve_extra" in check[2]:
        return tolerance * max(1.0, curve_size(content))
    if "profit_per_decision" in check[2]:
        return tolerance * max(1.0, abs(float(scene.worth.profit)))
    known = {f"N({excel_name(name)})": value for name, value in measured(scene).items()}
    found = next(value for name, value in known.items() if name in check[2])
    return tolerance * max(1.0, abs(found) if isinstance(found, float) else 0.0)


def _check(leaf: Leaf, row: int, check: tuple[str, str, str, str], most: float) -> None:
    label, formula, allowed, note = check
    leaf.text(row, LABEL, label)
    leaf.formula(row, DIFFERENCE, f"={formula}", 0.0, "tiny")
    leaf.formula(row, ALLOWED, f"={allowed}", most, "tiny")
    here, limit = cell(row, DIFFERENCE), cell(row, ALLOWED)
    leaf.formula(row, FAILS, f"=IF(ISERROR({here}),1,IF(ABS({here})>{limit},1,0))", 0, "count")
    leaf.text(row, NOTE, note, "note")


def _changed(leaf: Leaf, row: int) -> int:
    leaf.section(row, "Inputs", NOTE)
    leaf.text(row + 1, LABEL, "Assumptions of this scenario that differ from those sent out")
    formula = "=SUMPRODUCT(--(in_use<>INDEX(as_sent_out,0,scenario_number)))"
    leaf.formula(row + 1, DIFFERENCE, formula, 0, "count")
    leaf.name_cells("inputs_changed", cell(row + 1, DIFFERENCE))
    leaf.text(row + 2, LABEL, "What that means")
    told = (
        '=IF(inputs_changed=0,"As sent out, and compared with the engine",'
        '"Changed since it was sent out: not compared with the engine")'
    )
    leaf.formula(row + 2, DIFFERENCE, told, "As sent out, and compared with the engine", "text",
                 align="left", text_wrap=False)  # fmt: skip
    leaf.name_cells("inputs_said", cell(row + 2, DIFFERENCE))
    return row + 3


def _pasted(leaf: Leaf, content: Content, row: int) -> None:
    """Write what the engine found for every scenario, month by month."""
    leaf.section(row, "The engine's results: pasted values, a line for each scenario", NOTE)
    first: dict[str, Any] = {"bold": True}
    leaf.text(row + 1, LABEL, "Scenario", **first)
    leaf.text(row + 1, 1, "Profit of a decision", **first)
    leaf.text(row + 1, 2, "Cost of acting", **first)
    leaf.text(row + 1, 3, "Net of months 0, 1, 2 …", text_wrap=False, **first)
    start, down = row + 2, len(content.scenes) - 1
    for i, scene in enumerate(content.scenes):
        leaf.text(start + i, LABEL, scene.name)
        leaf.number(start + i, 1, float(scene.worth.profit), "small")
        leaf.number(start + i, 2, float(scene.worth.spend), "small")
        for month in range(content.months + 1):
            inside = month <= scene.case.horizon_months
            net = float(scene.flow.net[month]) if inside else 0.0
            leaf.number(start + i, 3 + month, net, "money")
    leaf.name_cells("engine_profit", span(start, 1, 1, down=down))
    leaf.name_cells("engine_spend", span(start, 2, 2, down=down))
    leaf.name_cells("engine_net", span(start, 3, 3 + content.months, down=down))
