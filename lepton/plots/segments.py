"""Where the money comes from: the profit of one policy, part by part."""

from typing import TYPE_CHECKING

import numpy as np

from lepton.plots.amounts import between, round_steps
from lepton.plots.format import count, money, percent
from lepton.plots.rows import rows_figure
from lepton.plots.theme import label, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lepton.value.segments import Segments

__all__ = ["segment_words", "segments_figure", "segments_table"]

ROOM = 0.06


def segment_words(found: "Segments", acted: str = "acted on", currency: str = "EUR") -> str:
    """Say in a sentence or two which part brings most, and where acting may lose money.

    Names come back as they stand in the table: treat them as text, not as markup.
    """
    if not found.acted.any():
        return f"Nobody is {acted}, so no part earns or loses anything."
    most = int(np.argmax(found.profit))
    share = float(found.acted[most] / found.acted.sum())
    best = between(float(found.low[most]), float(found.high[most]), currency)
    said = (
        f"{found.column} {found.name[most]} brings most: {best} a month, with "
        f"{percent(share, short=True)} of those {acted}."
    )
    losing = [str(found.name[i]) for i in np.flatnonzero((found.profit < 0) & (found.acted > 0))]
    if not losing:
        return said
    sure = [str(found.name[i]) for i in np.flatnonzero(found.high < 0)]
    if sure:
        return f"{said} Acting on {', '.join(sure)} loses money."
    return f"{said} {', '.join(losing)} may lose money, but so few rows cannot tell."


def segments_figure(found: "Segments", currency: str = "EUR", *, dark: bool = False) -> "go.Figure":
    """Draw the profit of each part as a bar with its range.

    Parameters
    ----------
    found
        From :func:`lepton.workflows.segments.segments`.
    currency
        Three-letter code.
    dark
        For a dark background.
    """
    colours = palette(dark=dark)
    names = [label(name) for name in found.name]
    title = f"Profit a month by {label(found.column)}, before the fixed cost"
    figure = rows_figure(title, "a month", names, dark=dark)
    figure.add_bar(
        x=found.profit,
        y=list(range(len(names))),
        orientation="h",
        marker={
            "color": [colours.accent if v >= 0 else colours.loss for v in found.profit],
            "line": {"width": 0},
        },
        error_x={
            "type": "data",
            "symmetric": False,
            "array": found.high - found.profit,
            "arrayminus": found.profit - found.low,
            "color": colours.muted,
            "thickness": 1.5,
            "width": 4,
        },
        customdata=[_hover(found, i, currency) for i in range(len(names))],
        hovertemplate="%{customdata}<extra></extra>",
    )
    low, high = min(0.0, float(found.low.min())), max(0.0, float(found.high.max()))
    room = max((high - low) * ROOM, 1e-9)
    ticks = round_steps(low, high, 4)
    figure.update_xaxes(
        range=[low - room, high + room],
        tickvals=ticks,
        ticktext=[money(tick, currency, short=True) for tick in ticks],
    )
    figure.add_vline(x=0, line={"color": colours.compare, "width": 1})
    return figure


def segments_table(found: "Segments", acted: str, currency: str = "EUR") -> dict[str, list[str]]:
    """The same figures in words, for a table; the parts and what they add up to."""
    names = [*map(str, found.name), "Fixed cost", "Together"]
    sums = [float(found.n.sum()), float(found.acted.sum()), float(found.hits.sum())]
    columns = (found.n, found.acted, found.hits)
    counts = [
        [*map(count, values.tolist()), "", count(total)]
        for values, total in zip(columns, sums, strict=True)
    ]
    ranges = [
        f"{money(low, currency)} to {money(high, currency)}"
        for low, high in zip(found.low.tolist(), found.high.tolist(), strict=True)
    ]
    profits = [money(v, currency) for v in found.profit.tolist()]
    return {
        found.column: names,
        "All, a month": counts[0],
        acted[:1].upper() + acted[1:]: counts[1],
        "Hits": counts[2],
        "Profit a month": [
            *profits,
            money(-found.fixed_cost, currency),
            money(found.total, currency),
        ],
        "In 90 of 100 samples": [*ranges, "", ""],
    }


def _hover(found: "Segments", i: int, currency: str) -> str:
    return (
        f"{label(found.name[i])}: {money(float(found.profit[i]), currency)} a month<br>"
        f"{money(float(found.low[i]), currency)} to {money(float(found.high[i]), currency)}<br>"
        f"{count(float(found.acted[i]))} of {count(float(found.n[i]))} acted on, "
        f"{count(float(found.hits[i]))} hits"
    )
