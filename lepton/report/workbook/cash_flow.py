"""The sheet of the cash flow: one formula for each row, the same in every month."""

from typing import Any

import numpy as np

from lepton.report.workbook.calendar_rows import calendar_rows
from lepton.report.workbook.content import Content
from lepton.report.workbook.leaf import PAGE, Leaf, cell, span
from lepton.report.workbook.money_rows import money_rows
from lepton.report.workbook.rows import AMOUNT, FIRST, LABEL, TOTAL, UNIT, Row, Rows

__all__ = ["cash_rows", "write_cash_flow"]

YEARS, MONTHS = 3, 4
TOP = 5
ROWS = 34  # lines that fit on a page at full size


def cash_rows(content: Content) -> Rows:
    """Give the rows of the sheet with the places where they stand."""
    rows = Rows((*calendar_rows(content), *money_rows(content)), TOP, content.months)
    rows.place["month"] = MONTHS
    return rows


def write_cash_flow(leaf: Leaf, content: Content, rows: Rows) -> None:
    """Write every line of the cash flow by month."""
    leaf.title(
        "Cash flow",
        "Month by month for the scenario shown. Benefits are positive and costs negative; month "
        "0 is today. After the months looked at everything is zero. Each row has one formula, the "
        "same in every month.",
        TOTAL,
    )
    _heads(leaf, content)
    for i, row in enumerate(rows.rows):
        if not row.key:
            leaf.section(TOP + i, row.label, rows.last)
            continue
        _row(leaf, rows, row, TOP + i)
    leaf.name_cells("years", span(YEARS, FIRST, rows.last))
    leaf.name_cells("net_flow_later", span(rows.place["net"], FIRST + 1, rows.last))
    leaf.name_cells("months", span(MONTHS, FIRST, rows.last))
    leaf.finish({LABEL: 44})
    leaf.sheet.freeze_panes(TOP, FIRST)
    _print(leaf, rows)


def _print(leaf: Leaf, rows: Rows) -> None:
    """A year on each page, with the words beside it."""
    leaf.paper()
    leaf.sheet.print_area(0, 0, TOP + len(rows.rows) - 1, rows.last)
    leaf.sheet.repeat_rows(YEARS, MONTHS)
    leaf.sheet.repeat_columns(0, FIRST - 1)
    leaf.sheet.set_v_pagebreaks([FIRST + month for month in range(13, rows.months + 1, 12)])
    wide = sum(leaf.widths[c] for c in range(FIRST)) + 13 * max(
        leaf.widths[c] for c in range(FIRST, rows.last + 1)
    )
    across, down = PAGE / wide, ROWS / (len(rows.rows) + TOP + 2)
    leaf.sheet.set_print_scale(max(10, int(100 * min(across, down, 1))))


def _heads(leaf: Leaf, content: Content) -> None:
    leaf.head(MONTHS, ["Month", "Unit", "Amount", "Total"], left=(0, 1))
    leaf.text(YEARS, LABEL, "Year", "pasted")
    head: dict[str, Any] = {"bold": True, "align": "right"}
    for month in range(content.months + 1):
        column = FIRST + month
        here = cell(MONTHS, column).replace("$", "")
        year = "Today" if month == 0 else f"Year {-(-month // 12)}"
        formula = f'=IF({here}=0,"Today","Year "&ROUNDUP({here}/months_per_year,0))'
        leaf.formula(YEARS, column, formula, year, "text", **head)
        style = leaf.styles.of("head", "", align="right")
        leaf.sheet.write_number(MONTHS, column, month, style)


def _row(leaf: Leaf, rows: Rows, row: Row, at: int) -> None:
    look: dict[str, Any] = {"bold": True, "top": 1, "top_color": "#8D97A6"} if row.strong else {}
    leaf.text(at, LABEL, row.label, **look)
    leaf.text(at, UNIT, row.unit, "pasted", **look)
    if row.amount:
        leaf.formula(at, AMOUNT, rows.amount(row), row.amount_value, row.amount_shape, **look)
        if row.amount_name:
            leaf.name_cells(row.amount_name, cell(at, AMOUNT))
    elif row.strong:
        leaf.number(at, AMOUNT, None, "money", "formula", **look)
    if not row.across:
        return
    values = np.broadcast_to(np.asarray(row.values, dtype=np.float64), (rows.months + 1,))
    if row.summed:
        total = f"=SUM({rows.months_of(row.key)})"
        leaf.formula(at, TOTAL, total, float(values.sum()), row.shape, **look)
    elif row.strong:
        leaf.number(at, TOTAL, None, "money", "formula", **look)
    for month in range(rows.months + 1):
        value = float(values[month])
        leaf.formula(at, FIRST + month, rows.across(row, month), value, row.shape, **look)
    if row.name:
        leaf.name_cells(row.name, rows.months_of(row.key))
