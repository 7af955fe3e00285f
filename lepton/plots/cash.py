"""Money month by month: the running sum with its range, and benefits and costs by item."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from lepton.finance.lines import ITEMS, LINES
from lepton.plots.amounts import band, money_axis
from lepton.plots.format import money
from lepton.plots.theme import new_figure, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lepton.finance import CashFlow
    from lepton.plots.theme import Palette

__all__ = ["cumulative_figure", "flow_columns", "stacked_figure", "yearly"]

Floats = npt.NDArray[np.float64]
YEAR = 12
HEIGHT = 380
COSTS = tuple(item for item in ITEMS if item != "benefit")
# From dark to light: five items, what is added to them, and tax, told apart by their lightness.
GREYS = ("#3F4856", "#5B6472", "#7A8494", "#98A2B0", "#B4BCC8", "#CDD3DC", "#DFE3E9")


def cumulative_figure(
    flow: "CashFlow",
    low: Floats | None = None,
    high: Floats | None = None,
    currency: str = "EUR",
    *,
    payback: float | None = None,
    dark: bool = False,
) -> "go.Figure":
    """Draw the running sum of the money, with the range of 80 of 100 trials.

    Parameters
    ----------
    flow
        From :func:`lepton.finance.cash_flow`.
    low, high
        P10 and P90 of the running sum, shape (months + 1,); None for no range.
    currency
        Three-letter code.
    payback
        Month in which the running sum reaches 0; None to mark none.
    dark
        For a dark background.
    """
    title = "Money so far, month by month"
    figure = new_figure(title, "months from today", "So far", height=HEIGHT, dark=dark)
    colours = palette(dark=dark)
    ends = [float(flow.cumulative.min()), float(flow.cumulative.max()), 0.0]
    if low is not None and high is not None:
        band(figure, flow.month, low, high, colours.accent)
        ends += [float(low.min()), float(high.max())]
    figure.add_hline(y=0, line={"color": colours.compare, "width": 1})
    figure.add_scatter(
        x=flow.month,
        y=flow.cumulative,
        mode="lines",
        name="as assumed",
        line={"color": colours.accent, "width": 2.5},
        customdata=_told(flow.cumulative, low, high, currency),
        hovertemplate="Month %{x}: %{customdata}<extra></extra>",
    )
    if payback is not None:
        _paid_back(figure, payback, colours)
    money_axis(figure, min(ends), max(ends), currency)
    _months(figure, int(flow.month[-1]))
    return figure


def stacked_figure(
    flow: "CashFlow", currency: str = "EUR", *, by: str = "month", dark: bool = False
) -> "go.Figure":
    """Draw the benefit above the line and every cost below it, item by item.

    Parameters
    ----------
    flow
        From :func:`lepton.finance.cash_flow`.
    currency
        Three-letter code.
    by
        "month" or "year".
    dark
        For a dark background.
    """
    colours, yearly_ = palette(dark=dark), by == "year"
    items, when = (yearly(flow), _years(flow)) if yearly_ else (dict(flow.items), flow.month)
    axis = "" if yearly_ else "months from today"
    figure = new_figure(f"Benefits and costs by {by}", axis, "", height=HEIGHT, dark=dark)
    shades = GREYS[::-1] if dark else GREYS
    named = [("benefit", 1.0, colours.accent)]
    named += [(item, -1.0, shade) for item, shade in zip(COSTS, shades, strict=True)]
    for item, sign, colour in named:
        if np.any(items[item]):
            _bars(figure, when, sign * items[item], ITEMS[item], colour, currency)
    net = items["benefit"] - sum(items[item] for item in COSTS)
    figure.add_scatter(
        x=when, y=net, mode="lines+markers", name="Left over",
        line={"color": colours.text, "width": 1.5}, marker={"size": 5},
        customdata=[money(v, currency) for v in net.tolist()],
        hovertemplate="Left over: %{customdata}<extra></extra>",
    )  # fmt: skip
    money_axis(figure, *_reach(items), currency)
    legend = {"orientation": "h", "y": -0.16, "x": 0, "traceorder": "normal"}
    figure.update_layout(barmode="relative", bargap=0.25, showlegend=True, legend=legend)
    return figure


def yearly(flow: "CashFlow") -> dict[str, Floats]:
    """The items of the cash flow by year; the first value is today, the last year may be short."""
    year = np.ceil(flow.month / YEAR).astype(int)
    return {
        item: np.asarray(
            np.bincount(year, weights=values, minlength=int(year[-1]) + 1), dtype=float
        )
        for item, values in flow.items.items()
    }


def flow_columns(flow: "CashFlow") -> dict[str, Floats]:
    """Every line month by month, unrounded, for a file; costs positive, the net signed."""
    lines = {LINES[key].label: values for key, values in flow.lines.items()}
    sums = {
        "Left over": flow.net,
        "So far": flow.cumulative,
        "So far, in today's value": flow.discounted,
        "Spent on acting (already taken off the benefit)": flow.spend,
        "Decisions": np.broadcast_to(flow.volume, flow.month.shape),
        "Acted on because of the model": np.broadcast_to(flow.acted_on, flow.month.shape),
    }
    return {"Month": flow.month, **lines, **sums}


def _years(flow: "CashFlow") -> list[str]:
    last = int(flow.month[-1])
    names = ["Today"]
    for year in range(1, -(-last // YEAR) + 1):
        short = min(last - (year - 1) * YEAR, YEAR)
        names.append(f"Year {year}" if short == YEAR else f"Year {year} ({short} months)")
    return names


def _bars(
    figure: "go.Figure",
    x: "Floats | list[str]",
    y: Floats,
    name: str,
    colour: str,
    currency: str,
) -> None:
    figure.add_bar(
        x=x,
        y=y,
        name=name,
        marker={"color": colour, "line": {"width": 0}},
        customdata=[money(v, currency) for v in y.tolist()],
        hovertemplate=f"{name}: %{{customdata}}<extra></extra>",
    )


def _reach(items: Mapping[str, Floats]) -> tuple[float, float]:
    """Lowest and highest end of the stacked bars."""
    up = np.maximum(items["benefit"], 0.0)
    down = np.minimum(items["benefit"], 0.0)
    for item in COSTS:
        down = down - np.maximum(items[item], 0.0)
        up = up + np.maximum(-items[item], 0.0)
    return float(down.min()), max(float(up.max()), 1e-9)


def _told(middle: Floats, low: Floats | None, high: Floats | None, currency: str) -> list[str]:
    said = [f"{money(v, currency, short=True)} as assumed" for v in middle.tolist()]
    if low is None or high is None:
        return said
    return [
        f"{one}<br>{money(a, currency, short=True)} to {money(b, currency, short=True)} "
        "in 80 of 100 trials"
        for one, a, b in zip(said, low.tolist(), high.tolist(), strict=True)
    ]


def _paid_back(figure: "go.Figure", month: float, colours: "Palette") -> None:
    figure.add_scatter(
        x=[month], y=[0.0], mode="markers+text", text=["paid back"],
        textposition="bottom right", textfont={"color": colours.accent, "size": 13},
        marker={"color": colours.accent, "size": 10}, hoverinfo="skip",
    )  # fmt: skip


def _months(figure: "go.Figure", last: int) -> None:
    step = next(s for s in (1, 2, 3, 6, 12, 24, 48) if last / s <= YEAR or s == 48)
    figure.update_xaxes(tickvals=list(range(0, last + 1, step)), range=[0, last + 0.01])
