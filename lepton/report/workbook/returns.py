"""Rates of return: the net present value at many rates, and the rate at which it is 0."""

from itertools import pairwise

import numpy as np

from lepton.report.workbook.asked import CONSTANTS
from lepton.report.workbook.content import Content
from lepton.report.workbook.leaf import Leaf, cell, span

__all__ = ["RATES", "write_returns"]

RATES = (
    -0.95, -0.9, -0.8, -0.7, -0.6, -0.5, -0.4, -0.3, -0.2, -0.1, -0.05, 0.0, 0.02, 0.04, 0.06, 0.08,
    0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0, 8.0, 12.0, 20.0, 35.0,
    60.0, 100.0,
)  # fmt: skip
STEPS = 9
LOWEST, HIGHEST = (CONSTANTS[name][0] for name in ("lowest_log", "highest_log"))
RATE, WORTH, CROSSES = range(3)
YEAR = 12
NONE = (
    'IF(sign_changes=0,"No rate of return exists: the case only "&IF(SUM(net_flow)<=0,"pays",'
    '"receives")&" money.",IF(costs_today<least_outlay*total_costs,'
    '"No rate of return is shown: too little is paid at the start to relate it to.",'
    'IF(rates_that_fit>1,"No rate of return is shown: the monthly net changes its sign "'
    '&sign_changes&" times, and "&rates_that_fit&" rates fit.",'
    "IF(rates_that_fit=1,{found},IF(worth_at_highest*INDEX(net_flow,1,1)<0,"
    '"No rate of return is shown: above "&TEXT(highest_return,"#,##0 %")&" a year it says nothing."'
    ',"No rate of return exists: at no rate is the case worth exactly 0.")))))'
)
BY_FUNCTION = (
    "(1+IRR(INDEX(net_flow,1,1):INDEX(net_flow,1,horizon_months+1),"
    "EXP({start}/months_per_year)-1))^months_per_year-1"
)


def write_returns(leaf: Leaf, content: Content, first: int) -> None:
    """Write the net present value at many rates, and from it the rate of return."""
    leaf.section(first, "Net present value at other discount rates, and the rate of return", 5)
    leaf.head(first + 1, ["Rate a year", f"Net present value, {content.currency}", "Crosses 0"])
    start, net, moments = first + 2, content.scene.flow.net, _moments(content)
    worths = [float(net @ np.exp(-np.log1p(rate) * moments / YEAR)) for rate in RATES]
    for i, rate in enumerate(RATES):
        row = start + i
        leaf.number(row, RATE, rate, "share", "input", align="left")
        here, value = cell(row, RATE), cell(row, WORTH)
        leaf.formula(row, WORTH, f"=SUMPRODUCT(net_flow,(1+{here})^(-moments/months_per_year))",
                     worths[i], "money")  # fmt: skip
        if i:
            crossing = worths[i] * worths[i - 1] < 0
            formula = f"=IF({value}*{cell(row - 1, WORTH)}<0,1,0)"
            leaf.formula(row, CROSSES, formula, float(crossing), "count")
    down = len(RATES) - 1
    leaf.name_cells("crossings", span(start, CROSSES, CROSSES, down=down))
    leaf.name_cells("other_rates", span(start, RATE, RATE, down=down))
    leaf.name_cells("worth_at_rates", span(start, WORTH, WORTH, down=down))
    leaf.name_cells("worth_at_highest", cell(start + down, WORTH))
    _root(leaf, content, first + 1, worths)


def _moments(content: Content) -> np.ndarray:
    from lepton.finance import timeline

    return np.asarray(timeline.moments(content.scene.case))


def _root(leaf: Leaf, content: Content, row: int, worths: list[float]) -> None:
    """Write Newton's steps to the rate of return, beside the table, on a scale of logarithms."""
    label, value = 3, 5
    fits = sum(a * b < 0 for a, b in pairwise(worths))
    flow = content.scene.flow
    once = sum(float(flow.items[item][0]) for item in flow.items if item not in {"benefit", "tax"})
    m = content.scene.measures
    for i, (text, formula, known, name, shape) in enumerate((
        ("How often the net changes its sign", "SUM(sign_turns)", m.sign_changes, "sign_changes",
         "count"),
        ("Costs of today", "-INDEX(costs,1,1)", once, "costs_today", "money"),
        ("Rates that fit", "SUM(crossings)", fits, "rates_that_fit", "count"),
        ("Row in which it crosses 0", "IF(SUM(crossings)=0,1+1,MATCH(1,crossings,0))",
         _crossing(worths) + 1, "crossing_row", "count"),
    )):  # fmt: skip
        leaf.text(row + i, label, text, text_wrap=False)
        leaf.formula(row + i, value, f"={formula}", known, shape)
        leaf.name_cells(name, cell(row + i, value))
    guess, guesses = _newton(content, worths)
    at = row + 4
    for i in range(STEPS + 1):
        text = "Logarithm of 1 + rate: first guess" if i == 0 else f"Step {i} of Newton"
        leaf.text(at + i, label, text, text_wrap=False)
        formula = guess if i == 0 else _step(cell(at + i - 1, value))
        leaf.formula(at + i, value, f"={formula}", guesses[i], "factor")
    leaf.text(at + STEPS + 1, label, "Rate of return a year", bold=True, text_wrap=False)
    found = f"EXP({cell(at + STEPS, value)})-1"
    function = BY_FUNCTION.format(start=cell(at + STEPS, value))
    both = f'IF(timing="mid",{found},IFERROR({function},{found}))'
    told = m.irr_note if m.irr is None else m.irr
    leaf.formula(at + STEPS + 1, value, "=" + NONE.format(found=both), told, "share", bold=True,
                 align="right" if m.irr is not None else "left")  # fmt: skip
    leaf.name_cells("rate_of_return", cell(at + STEPS + 1, value))


def _crossing(worths: list[float]) -> int:
    """Position of the first rate behind a crossing; 1 where there is none."""
    found = [i for i in range(1, len(worths)) if worths[i] * worths[i - 1] < 0]
    return found[0] if found else 1


def _newton(content: Content, worths: list[float]) -> tuple[str, list[float]]:
    """Formula of the first guess, and every guess in numbers."""
    rate = "LN(1+INDEX(other_rates,crossing_row{0}))"
    worth = "INDEX(worth_at_rates,crossing_row{0})"
    low, high = rate.format("-1"), rate.format("")
    below, above = worth.format("-1"), worth.format("")
    formula = f"IF({above}={below},{low},{low}-{below}*({high}-{low})/({above}-{below}))"
    i = _crossing(worths)
    a, b = np.log1p(RATES[i - 1]), np.log1p(RATES[i])
    rise = worths[i] - worths[i - 1]
    guess = float(a - worths[i - 1] * (b - a) / rise) if rise else float(a)
    guesses = [guess]
    net, when = content.scene.flow.net, _moments(content) / YEAR
    for _ in range(STEPS):
        terms = net * np.exp(-np.clip(guesses[-1], LOWEST, HIGHEST) * when)
        slope = float(terms @ when)
        guesses.append(guesses[-1] + (float(terms.sum()) / slope if slope else 0.0))
    return formula, guesses


def _step(before: str) -> str:
    """A step of Newton: the value at a rate over how fast it falls there."""
    power = f"EXP(-MAX(lowest_log,MIN(highest_log,{before}))*moments/months_per_year)"
    worth = f"SUMPRODUCT(net_flow,{power})"
    slope = f"SUMPRODUCT(net_flow,moments/months_per_year,{power})"
    return f"{before}+IF({slope}=0,0,{worth}/{slope})"
