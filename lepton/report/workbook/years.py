"""Benefits and costs by item and year, with the charts of the outputs."""

from typing import Any

import numpy as np

from lepton.finance.lines import ITEMS
from lepton.report.workbook.calendar_rows import in_horizon
from lepton.report.workbook.content import Content
from lepton.report.workbook.leaf import Leaf, cell, span
from lepton.report.workbook.money_rows import COST_ITEMS
from lepton.report.workbook.rows import FIRST, Rows
from lepton.report.workbook.styles import COLOURS

__all__ = ["write_years"]

YEAR = 12
SHADES = {  # one for each item, told apart also in grey
    "benefit": "#1D5FD1", "needs": "#5B6472", "data": "#8D97A6", "model": "#B7791F",
    "deployment": "#C9A227", "operations": "#B42318", "contingency": "#E0A9A2", "tax": "#7A4FA3",
}  # fmt: skip
CHART_ROWS = 20
LINES = ("benefit", *COST_ITEMS, "contingency", "tax")


def write_years(leaf: Leaf, content: Content, rows: Rows, first: int) -> int:
    """Write the table of years and the charts under it; give the next free row."""
    years = _years(content.months)
    leaf.section(
        first, f"By year, {content.currency}: costs negative, as on Cash flow", 1 + len(years)
    )
    leaf.head(first + 1, ["Item", "In all", *years])
    for i, item in enumerate(LINES):
        _line(leaf, content, rows, first + 2 + i, item, years)
    _net(leaf, content, first + 2 + len(LINES), years)
    chart = first + 2 + len(LINES) + 2
    _by_item(leaf, content, first + 1, len(years), chart)
    _so_far(leaf, content, rows, chart)
    return chart + CHART_ROWS + 1


def _years(months: int) -> list[str]:
    return ["Today", *(f"Year {i + 1}" for i in range(-(-months // YEAR)))]


def _of(content: Content, item: str) -> np.ndarray:
    _, flow = content.wide
    sign = 1 if item == "benefit" else -1
    return np.asarray(sign * flow.items[item] * in_horizon(content))


def _sums(line: np.ndarray) -> list[float]:
    """Today, then the sum of each year."""
    return [float(line[0])] + [float(line[i : i + YEAR].sum()) for i in range(1, line.size, YEAR)]


def _line(leaf: Leaf, content: Content, rows: Rows, row: int, item: str, years: list[str]) -> None:
    source = f"'Cash flow'!{rows.months_of(item)}"
    leaf.text(row, 0, ITEMS[item])
    sums = _sums(_of(content, item))
    inside = span(row, 2, 1 + len(years))
    leaf.formula(row, 1, f"=SUM({inside})", sum(sums), "money", bold=True)
    for i, value in enumerate(sums):
        head = cell(row - LINES.index(item) - 1, 2 + i)
        formula = f"=SUMIF(years,{head},{source})"
        leaf.formula(row, 2 + i, formula, value, "money", "link")


def _net(leaf: Leaf, content: Content, row: int, years: list[str]) -> None:
    strong: dict[str, Any] = {"bold": True, "top": 1, "top_color": "#8D97A6"}
    leaf.text(row, 0, "Net", **strong)
    first = row - len(LINES)
    net = np.sum([_of(content, item) for item in LINES], axis=0)
    sums = _sums(net)
    for i, value in enumerate([sum(sums), *sums]):
        over = span(first, 1 + i, 1 + i, down=len(LINES) - 1)
        leaf.formula(row, 1 + i, f"=SUM({over})", value, "money", **strong)
    leaf.name_cells("net_by_year", span(row, 2, 1 + len(years)))


def _by_item(leaf: Leaf, content: Content, head: int, years: int, row: int) -> None:
    """Draw benefits and costs by item and year, side by side."""
    chart = leaf.book.add_chart({"type": "column", "subtype": "stacked"})
    where = leaf.name
    for i, item in enumerate(LINES):
        line = head + 1 + i
        if not np.any(_of(content, item)):
            continue
        chart.add_series({
            "name": [where, line, 0],
            "categories": [where, head, 2, head, 1 + years],
            "values": [where, line, 2, line, 1 + years],
            "fill": {"color": SHADES[item]}, "gap": 60,
        })  # fmt: skip
    look(chart, "Benefits and costs by item and year", "", content.currency)
    leaf.sheet.insert_chart(row, 0, chart, {"x_scale": 1.05, "y_scale": 1.25})


def _so_far(leaf: Leaf, content: Content, rows: Rows, row: int) -> None:
    """Draw the net so far, also in money of today."""
    chart = leaf.book.add_chart({"type": "line"})
    where, last = "Cash flow", FIRST + content.months
    for key, name, colour in (
        ("running_sum", "Net so far", "compare"),
        ("worth_so_far", "Brought to today", "accent"),
    ):
        at = rows.place[key]
        chart.add_series({
            "name": name,
            "categories": [where, rows.place["month"], FIRST, rows.place["month"], last],
            "values": [where, at, FIRST, at, last],
            "line": {"color": COLOURS[colour], "width": 2.25},
        })  # fmt: skip
    look(chart, "Net so far, by month", "Month", content.currency)
    chart.set_x_axis(axis("Month") | {
        "interval_unit": max(1, content.months // 6), "label_position": "low",
    })  # fmt: skip
    leaf.sheet.insert_chart(row, 2, chart, {"x_offset": 30, "x_scale": 1.05, "y_scale": 1.25})


def look(chart: Any, title: str, x: str, y: str) -> None:
    """Give a chart the look of the house: a title that says what it shows, faint grid lines."""
    grid = {"visible": True, "line": {"color": "#E6E9EF"}}
    font = {"name": "Arial", "size": 12, "bold": True}
    chart.set_title({"name": title, "name_font": font, "overlay": False})
    chart.set_x_axis(axis(x) | {"label_position": "low"})
    chart.set_y_axis(axis(y) | {"major_gridlines": grid, "num_format": "#,##0"})
    chart.set_legend({"position": "bottom", "font": {"name": "Arial", "size": 9}})
    chart.set_chartarea({"border": {"color": "#E6E9EF"}})


def axis(title: str) -> dict[str, Any]:
    """Give an axis its title and small figures."""
    font = {"name": "Arial", "size": 9}
    known: dict[str, Any] = {"num_font": font, "line": {"color": "#C9D1DC"}}
    return known | ({"name": title, "name_font": {**font, "bold": False}} if title else {})
