"""The money over time: running total with its range, and what comes and goes by item."""

from typing import TYPE_CHECKING, Any

import numpy as np

from lepton.finance.lines import ITEMS
from lepton.plots.format import money
from lepton.report.charts.canvas import (
    COLOURS,
    COST_SHADES,
    SMALL,
    apart,
    money_ticks,
    room,
    sheet,
    write,
)  # fmt: skip
from lepton.report.tables import months_of, year_names, yearly

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from lepton.finance.study import Study

__all__ = ["items_by_year", "running_total"]

BAR = 0.58
LINE_OF_TEXT = 11.0  # points from one label to the next
NARROW = 4.5  # inches
PLOT = 0.66  # part of the width that the axes take
LETTER = 5.0  # points
LEAST_BELOW = 0.14  # part of the height under zero: the words about payback stand there


def running_total(study: "Study", size: tuple[float, float]) -> "Figure":
    """Draw the cumulative cash flow, with the range that 8 of 10 trials keep to."""
    flow, risk, currency = study.flow, study.risk, study.currency
    figure, axes = sheet(size, "months from today", f"running total, {currency}")
    low, high = room([*risk.cumulative_low, *risk.cumulative_high, *flow.cumulative])
    low = min(low, -LEAST_BELOW * (high - low))
    money_ticks(axes, low, high, currency, across=False)
    axes.fill_between(
        flow.month, risk.cumulative_low, risk.cumulative_high, color=COLOURS.accent, alpha=0.14,
        linewidth=0,
    )  # fmt: skip
    axes.plot(flow.month, flow.cumulative, color=COLOURS.accent, linewidth=2.0)
    last = float(flow.month[-1])
    axes.set_xlim(0, last)
    axes.set_xticks(_months(int(last)))
    _paid_back(axes, study, size[0])
    ends = (
        ("P90", float(risk.cumulative_high[-1]), COLOURS.muted),
        ("as assumed", float(flow.cumulative[-1]), COLOURS.accent),
        ("P10", float(risk.cumulative_low[-1]), COLOURS.muted),
    )
    gap = (high - low) * LINE_OF_TEXT / (size[1] * 72 * 0.78)
    for (name, value, colour), y in zip(ends, apart([e[1] for e in ends], gap), strict=True):
        shade = COLOURS.loss if value < 0 else colour
        said = f"{name} {money(value, currency, short=True)}"
        write(axes, last, y, said, xytext=(5, 0), textcoords="offset points", color=shade)
    return figure


def _months(last: int) -> list[int]:
    step = next(s for s in (1, 2, 3, 6, 12, 24, 60) if last / s <= 8)
    return list(range(0, last + 1, step))


def _paid_back(axes: "Axes", study: "Study", width: float) -> None:
    """Mark when it has paid back; the words stand where the line is not."""
    last, when = study.case.horizon_months, study.measures.payback_months
    if when is None or not 0 < when <= last:
        return
    axes.plot([when], [0], marker="o", markersize=6, color=COLOURS.accent)
    said = (
        f"after {months_of(when, last)}"
        if width < NARROW
        else f"paid back after {months_of(when, last)}"
    )
    left = when / last * width * 72 * PLOT > len(said) * LETTER
    style = {"xytext": (-7, 9), "ha": "right"} if left else {"xytext": (7, -9), "ha": "left"}
    write(axes, when, 0, said, textcoords="offset points", **style)


def items_by_year(study: "Study", size: tuple[float, float]) -> "Figure":
    """Draw benefit and costs of each year, costs below zero and stacked by item."""
    from matplotlib.patches import Patch

    flow, currency = study.flow, study.currency
    names = year_names(study.case.horizon_months)
    figure, axes = sheet(size, "", f"amount, {currency}")
    at = np.arange(len(names), dtype=np.float64)
    up, down = np.zeros(at.size), np.zeros(at.size)
    named: list[Any] = []
    for item in ITEMS:
        amounts = np.asarray(yearly(flow.items[item])) * (1 if item == "benefit" else -1)
        if not np.any(amounts):
            continue
        start = np.where(amounts >= 0, up, down)
        shade = COLOURS.accent if item == "benefit" else COST_SHADES[item]
        shades = [COLOURS.loss if item == "benefit" and v < 0 else shade for v in amounts]
        axes.bar(at, amounts, BAR, bottom=start, color=shades, linewidth=0)
        named.append(Patch(color=shade, linewidth=0, label=ITEMS[item]))
        up, down = up + np.maximum(amounts, 0), down + np.minimum(amounts, 0)
    low, high = room([*up, *down])
    money_ticks(axes, low, high, currency, across=False)
    net = np.asarray(yearly(flow.net))
    named += axes.plot(at, net, "D", color=COLOURS.text, markersize=4, label="Net")
    axes.set_xticks(at, names)
    axes.set_xlim(-0.5, at[-1] + 0.5)
    figure.legend(
        handles=named, loc="outside right center", frameon=False, fontsize=SMALL,
        labelcolor=COLOURS.text, handlelength=1.0, handleheight=1.0,
    )  # fmt: skip
    return figure
