"""Rates of return: the net present value at many rates, and the rate at which it is 0."""

from itertools import pairwise

import numpy as np

from lepton.report.workbook.content import Content
from lepton.report.workbook.leaf import Leaf, cell, span

__all__ = ["RATES", "write_returns"]

RATES = (
    -1 + 1e-12, -1 + 1e-9, -1 + 1e-6, -0.9999, -0.99, -0.95, -0.9, -0.8, -0.7, -0.6, -0.5, -0.4,
    -0.3, -0.2, -0.1, -0.05, 0.0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4,
    0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0, 8.0, 12.0, 20.0, 35.0, 60.0, 100.0,
)  # fmt: skip
STEPS = 48
RATE, WORTH, CROSSES, TEXT, LOW, HIGH, MIDDLE = range(7)
YEAR = 12
ABOVE = "worth_at_highest*INDEX(net_flow,1,1)<0"  # it crosses 0 behind the last rate
NONE = (
    'IF(sign_changes=0,"No rate of return exists: the case only "&IF(SUM(net_flow)<=0,"pays",'
    f'"receives")&" money.",IF(AND(rates_that_fit=0,NOT({ABOVE})),'
    '"No rate of return exists: at no rate is the case worth exactly 0.",'
    "IF(costs_today<least_outlay*total_costs,"
    '"No rate of return is shown: too little is paid at the start to relate it to.",'
    'IF(rates_that_fit>1,"No rate of return is shown: the monthly net changes its sign "'
    '&sign_changes&" times, and "&rates_that_fit&" rates fit.",IF(rates_that_fit=1,{found},'
    '"No rate of return is shown: above "&TEXT(highest_return,"#,##0 %")&" a year it says nothing."'
    ")))))"
)
BELOW = '"No rate of return is shown: below "&TEXT(lowest_return,"0 %")&" a year it says nothing."'
BY_FUNCTION = (
    "(1+IRR(INDEX(net_flow,1,1):INDEX(net_flow,1,horizon_months+1),"
    "EXP({start}/months_per_year)-1))^months_per_year-1"
)


def write_returns(leaf: Leaf, content: Content, first: int) -> None:
    """Write the net present value at many rates, and from it the rate of return."""
    leaf.section(first, "Net present value at other discount rates, and the rate of return", MIDDLE)
    leaf.head(first + 1, ["Rate a year", f"Net present value, {content.currency}", "Crosses 0"])
    start, net, moments = first + 2, content.scene.flow.net, _moments(content)
    worths = [float(net @ np.exp(-np.log1p(rate) * moments / YEAR)) for rate in RATES]
    for i, rate in enumerate(RATES):
        row = start + i
        leaf.number(row, RATE, rate, "rate", "input", align="left")
        here, value = cell(row, RATE), cell(row, WORTH)
        leaf.formula(row, WORTH, f"=SUMPRODUCT(net_flow,(1+{here})^(-moments/months_per_year))",
                     worths[i], "vast")  # fmt: skip
        if i:
            crossing = worths[i] * worths[i - 1] < 0
            formula = f"=IF(SIGN({value})*SIGN({cell(row - 1, WORTH)})<0,1,0)"
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
    """Write the rate of return beside the table: what is known of it, and the search for it."""
    m, flow = content.scene.measures, content.scene.flow
    fits = sum(a * b < 0 for a, b in pairwise(worths))
    once = sum(float(flow.items[item][0]) for item in flow.items if item not in {"benefit", "tax"})
    at = _crossing(worths)
    for i, (text, formula, known, name, shape) in enumerate((
        ("How often the net changes its sign", "SUM(sign_turns)", m.sign_changes, "sign_changes",
         "count"),
        ("Costs of today", "-INDEX(costs,1,1)", once, "costs_today", "money"),
        ("Rates that fit", "SUM(crossings)", fits, "rates_that_fit", "count"),
        ("Row in which it crosses 0", "IF(SUM(crossings)=0,1+1,MATCH(1,crossings,0))", at + 1,
         "crossing_row", "count"),
        ("Sign before it", "SIGN(INDEX(worth_at_rates,crossing_row-1))", np.sign(worths[at - 1]),
         "sign_before", "count"),
    )):  # fmt: skip
        leaf.text(row + i, TEXT, text, text_wrap=False)
        leaf.formula(row + i, HIGH, f"={formula}", float(known), shape)
        leaf.name_cells(name, cell(row + i, HIGH))
    last = _halvings(leaf, content, row + 7, at)
    found = f"EXP({cell(last, LOW)})-1"
    exact = BY_FUNCTION.format(start=cell(last, LOW))
    both = f'IF({found}<lowest_return,{BELOW},IF(timing="mid",{found},IFERROR({exact},{found})))'
    told = m.irr_note if m.irr is None else m.irr
    leaf.text(row + 5, TEXT, "Rate of return a year", bold=True, text_wrap=False)
    leaf.formula(row + 5, HIGH, "=" + NONE.format(found=both), told, "share", bold=True,
                 align="right" if m.irr is not None else "left")  # fmt: skip
    leaf.name_cells("rate_of_return", cell(row + 5, HIGH))


def _halvings(leaf: Leaf, content: Content, row: int, at: int) -> int:
    """Write the search: the range that holds the rate is halved again and again."""
    heads = ["Range halved: logarithm of 1 + rate", "from", "to", "Worth in the middle"]
    leaf.head(row - 1, heads, TEXT)
    net, when = content.scene.flow.net, _moments(content) / YEAR
    low, high = float(np.log1p(RATES[at - 1])), float(np.log1p(RATES[at]))
    sign = np.sign(net @ np.exp(-low * when))
    for i in range(STEPS):
        worth = float(net @ np.exp(-(low + high) / 2 * when))
        _halving(leaf, row + i, i == 0, (low, high, worth))
        middle = (low + high) / 2
        low, high = (middle, high) if np.sign(worth) == sign else (low, middle)
    return row + STEPS - 1


def _halving(leaf: Leaf, row: int, first: bool, known: tuple[float, float, float]) -> None:
    if first:
        leaf.text(row, TEXT, "Rates before and behind the crossing", text_wrap=False)
        ends = [f"LN(1+INDEX(other_rates,crossing_row{k}))" for k in ("-1", "")]
    else:
        a, b, worth = (cell(row - 1, c) for c in (LOW, HIGH, MIDDLE))
        middle, stays = f"({a}+{b})/halves", f"SIGN({worth})=sign_before"
        ends = [f"IF({stays},{middle},{a})", f"IF({stays},{b},{middle})"]
    leaf.formula(row, LOW, f"={ends[0]}", known[0], "factor")
    leaf.formula(row, HIGH, f"={ends[1]}", known[1], "factor")
    power = f"EXP(-({cell(row, LOW)}+{cell(row, HIGH)})/halves*moments/months_per_year)"
    leaf.formula(row, MIDDLE, f"=SUMPRODUCT(net_flow,{power})", known[2], "vast")


def _crossing(worths: list[float]) -> int:
    """Position of the first rate behind a crossing; 1 where there is none."""
    found = [i for i in range(1, len(worths)) if worths[i] * worths[i - 1] < 0]
    return found[0] if found else 1
