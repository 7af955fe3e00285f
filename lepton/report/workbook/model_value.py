"""The sheet that prices the model: stored counts times the money of each outcome."""

from typing import TYPE_CHECKING, Any

import numpy as np

from lepton.report.workbook.content import Content
from lepton.report.workbook.leaf import Leaf, cell, span
from lepton.report.workbook.styles import COLOURS
from lepton.report.workbook.years import axis, look

if TYPE_CHECKING:
    from lepton.value.policy_cells import CurveBins

__all__ = ["curve_size", "write_model_value"]

LABEL, UNIT, AMOUNT = range(3)
PRICES = 4  # first row of the money of each outcome
HEAD = 3
FRACTION, COUNT, HITS, VALUE, SPENT, EXTRA, SPEND, RATE, MONTH = range(4, 13)  # E to M
NAMED = {
    "curve_share": FRACTION, "curve_count": COUNT, "curve_hits": HITS, "curve_value": VALUE,
    "curve_extra": EXTRA, "curve_spend": SPEND,
}  # fmt: skip
FORMULAS = {  # money of a hit, a miss, a unit of value, acting once; empty for a constant
    "campaign": (
        "success_rate*(benefit-incentive_cost)-contact_cost",
        "-(contact_cost+incentive_cost*takers)-harm", "",
        "contact_cost+incentive_cost",
    ),
    "column": (
        "-(success_rate*incentive_cost)-contact_cost",
        "-(contact_cost+incentive_cost*takers)-harm", "success_rate*benefit",
        "contact_cost+incentive_cost",
    ),
    "matrix": (
        "right_brings+missed_costs", "-(wrong_costs+spared)", "", "wrong_costs",
    ),
    "formula": ("", "", "", ""),
}  # fmt: skip
FLAT = (
    "The profit of a decision is given as a figure here: it was worked out beforehand, and is not "
    "priced anew."
)
LIVE = (
    "Counts are stored, money is live: change a payoff on Inputs or in a scenario, and every row "
    "is priced anew. Counts are those of the rows that report the money; between two rows of "
    "the table straight lines are taken."
)
STORED = (
    "Each row has its own money, given by formulas of its columns: the gains are stored sums, and "
    "only the share acted on and the extra profit of a decision can be changed here."
)


def write_model_value(leaf: Leaf, content: Content) -> None:
    """Write what a decision earns at every share acted on, and at the chosen one."""
    curve = content.curve
    said = FLAT if curve is None else (STORED if content.form == "formula" else LIVE)
    leaf.title("Model value", said, MONTH if curve is not None else AMOUNT)
    if curve is None:
        _flat(leaf, content)
    else:
        _prices(leaf, content)
        _table(leaf, content, curve)
        _chosen(leaf, content, curve)
    leaf.finish({LABEL: 40, AMOUNT + 1: 4})
    leaf.sheet.freeze_panes(HEAD + 1, 1)
    leaf.print_as(AMOUNT if curve is None else MONTH, repeat=(HEAD, HEAD))


def _amount(leaf: Leaf, row: int, label: str, unit: str, formula: str, value: float, name: str,
            shape: str = "small", **look: Any) -> None:  # fmt: skip
    leaf.text(row, LABEL, label, **look)
    leaf.text(row, UNIT, unit, "pasted")
    if formula:
        leaf.formula(row, AMOUNT, f"={formula}", value, shape, **look)
    else:
        leaf.number(row, AMOUNT, value, shape)
    leaf.name_cells(name, cell(row, AMOUNT))


def _flat(leaf: Leaf, content: Content) -> None:
    worth, money = content.scene.worth, content.currency
    _amount(leaf, 4, "Extra profit of a decision, over today's practice", money, "profit*share",
            float(worth.profit), "profit_per_decision", bold=True)  # fmt: skip
    _amount(leaf, 5, "What acting costs, a decision; in the profit already", money, "",
            float(worth.spend), "spend_per_decision")  # fmt: skip


def _prices(leaf: Leaf, content: Content) -> None:
    """Write what each outcome brings in the scenario shown."""
    leaf.section(PRICES - 1, "What acting brings, against leaving alone", AMOUNT)
    rates = _rates(content)
    labels = (
        ("Acting on a hit", "each_hit"),
        ("Acting on one that is none", "each_miss"),
        ("A unit of the value column of a hit", "each_value"),
        ("What acting once costs", "each_spend"),
    )
    for i, (label, name) in enumerate(labels):
        formula = FORMULAS[content.form][i]
        _amount(leaf, PRICES + i, label, content.currency, formula, rates[i], name)


def _rates(content: Content) -> tuple[float, float, float, float]:
    v, form = content.scene.values, content.form
    if form == "formula":
        return 0.0, 0.0, 1.0, 0.0
    if form == "matrix":
        return v["right"] + v["missed"], -(v["wrong"] + v["spared"]), 0.0, v["wrong"]
    contact, gift, works = v["contact_cost"], v["incentive_cost"], v["success_rate"]
    wrong, spend = -(contact + gift * v["takers"]) - v["harm"], contact + gift
    if form == "column":
        return -(works * gift) - contact, wrong, works * v["benefit"], spend
    return works * (v["benefit"] - gift) - contact, wrong, 0.0, spend


def _table(leaf: Leaf, content: Content, curve: "CurveBins") -> None:
    money = content.currency
    leaf.head(
        HEAD,
        [
            "Share acted on", "Acted on", "Hits among them", "Value of the hits", "Cost by row",
            f"Extra profit of a decision, {money}", f"Cost of acting, {money} a decision",
            "Hits of those acted on", f"Extra profit a month, {money}",
        ],
        FRACTION,
        left=(),
    )  # fmt: skip
    first, size = HEAD + 1, curve.fraction.size
    nothing = np.zeros(size)
    stored = (
        (FRACTION, curve.fraction, "fine share"), (COUNT, curve.n, "tenths"),
        (HITS, curve.tp, "tenths"),
        (VALUE, nothing if curve.value_tp is None else curve.value_tp, "tenths"),
        (SPENT, nothing if curve.spend is None else curve.spend, "tenths"),
    )  # fmt: skip
    priced = _priced(content, curve)
    for i in range(size):
        for column, values, shape in stored:
            leaf.number(first + i, column, float(values[i]), shape)
        for column, (values, shape, formula) in priced.items():
            text = formula.format(r=first + i + 1)
            leaf.formula(first + i, column, f"={text}", float(values[i]), shape)
    for name, column in NAMED.items():
        leaf.name_cells(name, span(first, column, column, down=size - 1))


def _priced(content: Content, curve: "CurveBins") -> dict[int, tuple[Any, str, str]]:
    """Values, look and formula of each priced column; {r} is the row."""
    right, wrong, value, spend = _rates(content)
    v, size = content.scene.values, curve.total
    worth = np.zeros_like(curve.n) if curve.value_tp is None else curve.value_tp
    spent = np.zeros_like(curve.n) if curve.spend is None else curve.spend
    gain = (value * worth + right * curve.tp + wrong * (curve.n - curve.tp)) / size
    extra = gain - _today(content, curve) + _moved(content)
    cost = (spend * curve.n + spent) / size
    hits = np.divide(curve.tp, curve.n, out=np.zeros_like(curve.n), where=curve.n > 0)
    month = extra * v["decisions_per_month"] - v["fixed_cost"] * (curve.n > 0)
    return {
        EXTRA: (extra, "small", "(each_value*H{r}+each_hit*G{r}+each_miss*(F{r}-G{r}))"
                "/decisions_counted-profit_today+profit_moved"),
        SPEND: (cost, "small", "(each_spend*F{r}+I{r})/decisions_counted"),
        RATE: (hits, "share", "IF(F{r}>0,G{r}/F{r},0)"),
        MONTH: (month, "money", "J{r}*decisions_per_month-IF(F{r}>0,fixed_cost,0)"),
    }  # fmt: skip


def curve_size(content: Content) -> float:
    """Sum of what a decision earns at every share of the table, whatever its sign."""
    if content.curve is None:
        return 0.0
    return float(np.abs(_priced(content, content.curve)[EXTRA][0]).sum())


def _today(content: Content, curve: "CurveBins") -> float:
    right, wrong, value, _ = _rates(content)
    missed = curve.today_n - curve.today_tp
    gain = value * curve.today_value + right * curve.today_tp + wrong * missed
    return float(gain / curve.total)


def _moved(content: Content) -> float:
    """Under formulas: how far a person moved the extra profit from what is stored."""
    if content.form != "formula":
        return 0.0
    return float(content.scene.values["profit"] - content.earning.base["profit"])


def _chosen(leaf: Leaf, content: Content, curve: "CurveBins") -> None:
    """Write what is done today, and the row of the chosen share."""
    money, row = content.currency, PRICES + 4
    for i, (label, unit, value, name) in enumerate((
        ("Decisions counted", "number", curve.total, "decisions_counted"),
        ("Acted on today", "number", curve.today_n, "today_acted"),
        ("Hits among them", "number", curve.today_tp, "today_hits"),
        ("Value of these hits", "value", curve.today_value, "today_value"),
    )):  # fmt: skip
        leaf.text(row + i, LABEL, label)
        leaf.text(row + i, UNIT, unit, "pasted")
        leaf.number(row + i, AMOUNT, value, "tenths")
        leaf.name_cells(name, cell(row + i, AMOUNT))
    today = (
        "(each_value*today_value+each_hit*today_hits+each_miss*(today_acted-today_hits))"
        "/decisions_counted"
    )
    _amount(leaf, row + 4, "Today's practice earns, a decision", money, today,
            _today(content, curve), "profit_today")  # fmt: skip
    _moved_row(leaf, content, row + 5)
    place = "MIN(MATCH(share,curve_share,1),ROWS(curve_share)-1)"
    at = int(np.searchsorted(curve.fraction, content.scene.values["share"], side="right")) - 1
    found = min(at, curve.fraction.size - 2) + 1
    _amount(leaf, row + 6, "Row of the table at the share acted on", "number", place, found,
            "curve_row", "count")  # fmt: skip
    _at_share(leaf, content, row + 7, found, curve)


def _moved_row(leaf: Leaf, content: Content, row: int) -> None:
    by_row = content.form == "formula"
    label = "Moved by hand, a decision" if by_row else "Nothing is moved by hand"
    leaf.text(row, LABEL, label)
    leaf.text(row, UNIT, content.currency, "pasted")
    if not by_row:
        leaf.number(row, AMOUNT, 0.0, "small")
    else:
        leaf.formula(row, AMOUNT, f"=profit-{cell(row, AMOUNT + 1)}", _moved(content),
                     "small")  # fmt: skip
        leaf.number(row, AMOUNT + 1, content.earning.base["profit"], "small")
    leaf.name_cells("profit_moved", cell(row, AMOUNT))


def _at_share(leaf: Leaf, content: Content, row: int, found: int, curve: "CurveBins") -> None:
    low = "INDEX({name},curve_row)"
    step = "(INDEX({name},curve_row+1)-INDEX({name},curve_row))"
    width = step.format(name="curve_share")
    part = f"IF({width}>0,(share-INDEX(curve_share,curve_row))/{width},0)"
    below, above = curve.fraction[found - 1], curve.fraction[found]
    wide = above - below
    value = (content.scene.values["share"] - below) / wide if wide > 0 else 0.0
    _amount(leaf, row, "Part of the way to the next row", "%", part, float(value), "curve_part",
            "share")  # fmt: skip
    worth, money = content.scene.worth, content.currency
    for i, (label, name, source, amount) in enumerate((
        ("Extra profit of a decision at that share", "profit_per_decision", "curve_extra",
         worth.profit),
        ("What acting costs, a decision; in the profit already", "spend_per_decision",
         "curve_spend", worth.spend),
    )):  # fmt: skip
        formula = low.format(name=source) + "+curve_part*" + step.format(name=source)
        _amount(leaf, row + 1 + i, label, money, formula, float(amount), name, bold=True)
    v = content.scene.values
    _amount(leaf, row + 3, "Share acted on", "%", "share", float(v["share"]), "share_shown",
            "fine share")  # fmt: skip
    month = float(worth.profit) * v["decisions_per_month"] - v["fixed_cost"] * (v["share"] > 0)
    _amount(leaf, row + 4, "Extra profit a month at that share, if all follow", money,
            "profit_per_decision*decisions_per_month-IF(share>0,fixed_cost,0)", month,
            "profit_a_month", "money", bold=True)  # fmt: skip
    _chart(leaf, content, row + 3, curve.fraction.size)


def _chart(leaf: Leaf, content: Content, at: int, size: int) -> None:
    """Draw the profit of every share, and the one that was chosen."""
    chart = leaf.book.add_chart({"type": "scatter", "subtype": "straight"})
    first = HEAD + 1
    chart.add_series({
        "name": "Every share",
        "categories": [leaf.name, first, FRACTION, first + size - 1, FRACTION],
        "values": [leaf.name, first, MONTH, first + size - 1, MONTH],
        "line": {"color": COLOURS["accent"], "width": 2.25}, "marker": {"type": "none"},
    })  # fmt: skip
    chart.add_series({
        "name": "The share acted on",
        "categories": [leaf.name, at, AMOUNT, at, AMOUNT],
        "values": [leaf.name, at + 1, AMOUNT, at + 1, AMOUNT],
        "marker": {"type": "circle", "size": 9, "fill": {"color": COLOURS["today"]},
                   "border": {"color": "#FFFFFF"}},
    })  # fmt: skip
    look(chart, "Extra profit a month by share acted on", "Share acted on", content.currency)
    chart.set_x_axis(axis("Share acted on") | {
        "label_position": "low", "num_format": "0%", "min": 0, "max": 1, "major_unit": 0.2,
        "major_gridlines": {"visible": False},
    })  # fmt: skip
    leaf.sheet.insert_chart(at + 3, LABEL, chart, {"x_scale": 1.0, "y_scale": 1.15})
