"""The sheet of what comes out: the measures, the years, the rates of return."""

from typing import Any

from lepton.finance.measures import Measures
from lepton.report.workbook.asked import excel_name
from lepton.report.workbook.content import Content
from lepton.report.workbook.leaf import Leaf, cell
from lepton.report.workbook.returns import write_returns
from lepton.report.workbook.rows import Rows
from lepton.report.workbook.years import write_years

__all__ = ["MEASURES", "late", "no_mirr", "write_outputs"]

LABEL, VALUE, NOTE = 0, 1, 2
FIRST = 4
LATE = '"not within "&horizon_months&" months"'
UP_TO = "INDEX(net_flow,1,1):INDEX(net_flow,1,horizon_months+1)"

# name, label, unit ("" is the currency), look, formula, what it is of
MEASURES: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("npv", "Net present value (NPV)", "", "money", "SUMPRODUCT(net_flow,discount_factor)",
     "Benefits less costs less tax, each month brought to today, if it is delivered."),
    ("pv_benefits", "Present value of the benefits", "", "money",
     "SUMPRODUCT(benefits,discount_factor)", "Contacts and offers are taken off already."),
    ("pv_costs", "Present value of the costs", "", "money", "-SUMPRODUCT(costs,discount_factor)",
     "Positive here; all items with contingency, before tax."),
    ("pv_tax", "Present value of the tax", "", "money", "-SUMPRODUCT(taxes,discount_factor)",
     "Positive where tax is paid."),
    ("roi", "Return on investment (ROI)", "%", "share",
     'IF(pv_costs>0,net_present_value/pv_costs,"no costs")',
     "Net present value over the present value of the costs, for the whole horizon."),
    ("roi_undiscounted", "ROI, not discounted", "%", "share",
     'IF(total_costs>0,SUM(net_flow)/total_costs,"no costs")', "The same from plain sums."),
    ("benefit_cost", "Benefits over costs", "ratio", "factor",
     'IF(pv_costs>0,(pv_benefits-pv_tax)/pv_costs,"no costs")',
     "Present values, tax taken off the benefits."),
    ("payback", "Paid back after", "months", "tenths", "", "When the net so far reaches 0."),
    ("discounted_payback", "Paid back after, discounted", "months", "tenths", "",
     "The same in money of today."),
    ("mirr", "Modified rate of return (MIRR)", "% a year", "share", "",
     "Money is borrowed and put aside at the discount rate."),
    ("irr", "Internal rate of return (IRR)", "% a year", "share", "",
     "The rate at which the net present value is 0, where it says something."),
    ("equivalent_annual", "Worth a year", "", "money",
     "-PMT(discount_rate,horizon_months/months_per_year,net_present_value)",
     "The level amount at the end of each year that is worth as much."),
    ("total_benefits", "Benefits in all", "", "money", "SUM(benefits)", "Not discounted."),
    ("total_costs", "Costs in all", "", "money", "-SUM(costs)", "Not discounted; positive here."),
    ("total_tax", "Tax in all", "", "money", "-SUM(taxes)", "Not discounted."),
    ("peak_need", "Most money that is out", "", "money", "MAX(0,-MIN(net_so_far))",
     "How deep the net so far goes."),
    ("expected", "NPV with the chance that it is never delivered", "", "money",
     "delivery_chance*net_present_value-(1-delivery_chance)*(1-tax_rate)*costs_today",
     "Where it is not delivered, the costs of today are lost."),
)  # fmt: skip


def late(value: float | None, months: int) -> Any:
    """Months, or in words that it is later than anybody looked."""
    return f"not within {months} months" if value is None else value


def no_mirr(found: Measures) -> str:
    """Why there is no modified rate of return: nothing was paid or came back, or it is absurd."""
    both = found.sign_changes > 0
    return "not shown" if both else "none exists"


def write_outputs(leaf: Leaf, content: Content, rows: Rows) -> None:
    """Write every measure of the scenario shown, live."""
    leaf.title(
        "Outputs",
        "For the scenario shown; every figure is a formula of the cash flow. Estimated, not "
        "measured, until a hold-out confirms it.",
        5,
    )
    leaf.text(2, LABEL, "Scenario shown")
    leaf.formula(2, VALUE, "=scenario_shown", content.scene.name, "text", "link", bold=True)
    leaf.head(FIRST - 1, ["Measure", "Value", "Of what"], left=(0, 2))
    found = _values(content, rows)
    for i, (name, label, unit, shape, formula, note) in enumerate(MEASURES):
        words = f"{label}, {unit or content.currency}"
        leaf.text(FIRST + i, LABEL, words, bold=name == "npv")
        text = formula or _special(name)
        value = found[name]
        leaf.formula(FIRST + i, VALUE, f"={text}", value, shape, bold=name == "npv")
        leaf.text(FIRST + i, NOTE, note, "note", text_wrap=False)
        leaf.name_cells(excel_name(name), cell(FIRST + i, VALUE))
    after = write_years(leaf, content, rows, FIRST + len(MEASURES) + 2)
    write_returns(leaf, content, after)
    leaf.finish({LABEL: 46, VALUE: 24})
    leaf.sheet.freeze_panes(FIRST, 1)
    leaf.print_as(max(8, 1 + content.months // 12 + 2), breaks=(after,))


def _special(name: str) -> str:
    """Formulas that take more than a line."""
    rate = "(1+discount_rate)^(1/months_per_year)-1"
    if name == "mirr":
        gains = "SUMPRODUCT((net_flow>0)*net_flow*discount_factor)"
        losses = "SUMPRODUCT((net_flow<0)*net_flow*discount_factor)"
        last = 'horizon_months-IF(timing="mid",half_a_month,0)'
        closed = f"(1+discount_rate)*({gains}/-({losses}))^(months_per_year/({last}))-1"
        end = f"(1+MIRR({UP_TO},{rate},{rate}))^months_per_year-1"
        return (
            f'IF({gains}*({losses})=0,"none exists",IF(OR({closed}>highest_return,'
            f'{closed}<lowest_return),"not shown",IF(timing="mid",{closed},{end})))'
        )
    if name == "irr":
        return "rate_of_return"
    flags, running, flow = (
        ("paid_back", "net_so_far", "net_flow") if name == "payback"
        else ("paid_back_today", "net_today_so_far", "net_today")
    )  # fmt: skip
    at = f"MATCH(1,{flags},0)"
    within = f"{at}-1-INDEX({running},1,{at})/INDEX({flow},1,{at})"
    return f"IF(SUM({flags})=0,{LATE},IF({at}=1,0,{within}))"


def _values(content: Content, rows: Rows) -> dict[str, Any]:
    m = content.scene.measures
    case, months = content.scene.case, content.scene.case.horizon_months
    known: dict[str, Any] = m.to_dict()
    once = next(row for row in rows.rows if row.key == "once").amount_value
    chance = case.delivery_chance
    words: dict[str, Any] = {
        "roi": "no costs", "roi_undiscounted": "no costs", "benefit_cost": "no costs",
        "mirr": no_mirr(m), "irr": m.irr_note,
    }  # fmt: skip
    known |= {name: text for name, text in words.items() if known[name] is None}
    return known | {
        "payback": late(m.payback_months, months),
        "discounted_payback": late(m.discounted_payback_months, months),
        "expected": chance * m.npv - (1 - chance) * (1 - case.tax_rate) * once,
    }
