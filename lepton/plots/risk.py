"""How sure the money of a case is: how often which result, and where the spread comes from."""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from lepton.plots.amounts import round_steps
from lepton.plots.format import money, percent
from lepton.plots.rows import rows_figure
from lepton.plots.theme import label, new_figure, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lepton.plots.theme import Palette

__all__ = ["histogram_figure", "money_across", "shares_figure"]

Floats = npt.NDArray[np.float64]
BINS = 60
HEIGHT = 380
TAIL = 0.002  # of the trials at either end go into the last bar, so that one does not stretch it
TOP = 1.08
LONGEST = 36


def histogram_figure(
    npv: Floats,
    parts: Mapping[str, Floats],
    currency: str = "EUR",
    *,
    dark: bool = False,
) -> "go.Figure":
    """Draw how often which net present value comes out, and what each source does alone.

    Only counts leave: the figure is as small for 10,000 trials as for 100.

    Parameters
    ----------
    npv
        Of every trial, shape (trials,).
    parts
        The same with one source of uncertainty alone, by its name.
    currency
        Three-letter code.
    dark
        For a dark background.
    """
    colours = palette(dark=dark)
    title = "What it comes to, in how many of 100 trials"
    figure = new_figure(title, "net present value", "of 100 trials", height=HEIGHT, dark=dark)
    edges = _edges(npv)
    shares = _shares(npv, edges)
    for name, colour, sign in (("pays", colours.accent, 1.0), ("loses", colours.loss, -1.0)):
        _bars(figure, edges, shares, (name, colour, sign), currency)
    top = float(shares.max())
    shades = (colours.today, colours.text)
    for (name, values), colour in zip(parts.items(), shades, strict=False):
        if np.ptp(values) > 0:
            top = max(top, _outline(figure, values, edges, name, colour))
    _marks(figure, npv, top, colours, currency)
    money_across(figure, float(edges[0]), float(edges[-1]), currency)
    figure.update_yaxes(range=[0, top * 1.2])
    legend = {"orientation": "h", "y": -0.22, "x": 0}
    figure.update_layout(bargap=0, showlegend=True, legend=legend, barmode="overlay")
    return figure


def shares_figure(
    shares: Mapping[str, float],
    labels: Mapping[str, str],
    title: str = "Where the spread comes from",
    *,
    total: Mapping[str, float] | None = None,
    dark: bool = False,
) -> "go.Figure":
    """Draw how much of the spread each assumption explains, the largest on top.

    Parameters
    ----------
    shares
        Share of the variance by assumption, 0 to 1.
    labels
        What each is called.
    title
        Above the figure.
    total
        The same with everything it does together with others; None to draw none.
    dark
        For a dark background.
    """
    colours = palette(dark=dark)
    names = sorted(shares, key=lambda name: -(total or shares)[name])
    rows = list(range(len(names)))
    said = [label(labels.get(name, name), LONGEST) for name in names]
    figure = rows_figure(title, "share of the spread", said, dark=dark)
    if total is not None:
        _across(figure, rows, [total[n] for n in names], "with others", colours.faint)
    _across(figure, rows, [shares[n] for n in names], "by itself", colours.accent)
    most = max([*shares.values(), *(total or {}).values(), 0.05])
    ticks = [t for t in (0, 0.25, 0.5, 0.75, 1) if t <= most * 1.2] or [0]
    figure.update_xaxes(
        range=[0, most * TOP],
        tickvals=ticks,
        ticktext=[percent(t, 0) for t in ticks],
        tickangle=0,
    )
    figure.update_layout(barmode="overlay")
    return figure


def money_across(figure: "go.Figure", low: float, high: float, currency: str) -> None:
    """Write amounts of money on the horizontal axis."""
    ticks = round_steps(low, high, 3)
    room = max((high - low) * 0.04, 1e-9)
    figure.update_xaxes(
        range=[low - room, high + room],
        tickvals=ticks,
        ticktext=[money(t, currency, short=True) for t in ticks],
        tickangle=0,
    )


def _across(
    figure: "go.Figure", rows: list[int], values: list[float], name: str, colour: str
) -> None:
    figure.add_bar(
        x=[max(v, 0.0) for v in values],
        y=rows,
        orientation="h",
        name=name,
        marker={"color": colour, "line": {"width": 0}},
        customdata=[percent(v, short=True) for v in values],
        hovertemplate=f"{name}: %{{customdata}} of the spread<extra></extra>",
    )


def _edges(npv: Floats) -> Floats:
    low, high = np.quantile(npv, [TAIL, 1 - TAIL])
    low, high = min(low, 0.0), max(high, 0.0)
    if not high > low:
        low, high = low - 1.0, high + 1.0
    width = (high - low) / BINS
    first = np.floor(low / width) * width  # zero lies on an edge: no bar is loss and gain at once
    return np.asarray(first + width * np.arange(BINS + 3))


def _shares(values: Floats, edges: Floats) -> Floats:
    """Of 100 trials in each bin; what lies outside goes into the first and the last."""
    counts, _ = np.histogram(np.clip(values, edges[0], edges[-1]), bins=edges)
    return np.asarray(counts * 100.0 / values.size)


def _bars(
    figure: "go.Figure", edges: Floats, shares: Floats, side: tuple[str, str, float], currency: str
) -> None:
    """The bars on one side of nothing."""
    name, colour, sign = side
    middle = (edges[1:] + edges[:-1]) / 2
    here = np.sign(middle) == sign
    said = _ranges(edges, currency)
    figure.add_bar(
        x=middle[here],
        y=shares[here],
        width=np.diff(edges)[here],
        name=name,
        marker={"color": colour, "opacity": 0.55, "line": {"width": 0}},
        customdata=[said[i] for i in np.flatnonzero(here)],
        hovertemplate="%{customdata}: %{y:.1f} of 100 trials<extra></extra>",
    )


def _outline(figure: "go.Figure", values: Floats, edges: Floats, name: str, colour: str) -> float:
    shares = _shares(values, edges)
    figure.add_scatter(
        x=np.repeat(edges, 2)[1:-1],
        y=np.repeat(shares, 2),
        mode="lines",
        name=name,
        line={"color": colour, "width": 1.5},
        hoverinfo="skip",
    )
    return float(shares.max())


def _ranges(edges: Floats, currency: str) -> list[str]:
    said = [money(v, currency, short=True) for v in edges.tolist()]
    return [f"{a} to {b}" for a, b in pairwise(said)]


def _marks(figure: "go.Figure", npv: Floats, top: float, colours: "Palette", currency: str) -> None:
    """The middle and the range of 80 of 100 trials, above the bars."""
    p10, p50, p90 = np.quantile(npv, [0.1, 0.5, 0.9]).tolist()
    figure.add_vline(x=0, line={"color": colours.compare, "width": 1})
    figure.add_scatter(
        x=[p10, p90], y=[top * 1.1] * 2, mode="lines", name="80 of 100", hoverinfo="skip",
        line={"color": colours.muted, "width": 2},
    )  # fmt: skip
    said = f"{money(p10, currency, short=True)} to {money(p90, currency, short=True)}"
    figure.add_scatter(
        x=[p50], y=[top * 1.1], mode="markers", showlegend=False,
        marker={"color": colours.muted, "size": 9},
        hovertemplate=f"middle: {money(p50, currency)}<br>80 of 100: {said}<extra></extra>",
    )  # fmt: skip
