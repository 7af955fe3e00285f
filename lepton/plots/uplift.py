"""What acting changed, measured against people left alone: the charts."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from lepton.plots.amounts import between, money_axis
from lepton.plots.format import NBSP, money, number, percent
from lepton.plots.theme import new_figure, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lepton.value.uplift import UpliftCurve

__all__ = ["net_and_gross", "qini", "tenths"]

Array = npt.NDArray[np.float64]
HUNDRED = 100
AT_RANDOM, IN_REPORT, CHANGED = "picked at random", "as a report counts it", "what acting changed"
PLACES = {  # of the name of a line: how far along, and how it stands there
    AT_RANDOM: (0.65, "left", "top"),
    IN_REPORT: (1.0, "right", "bottom"),
    CHANGED: (0.3, "center", "bottom"),
}


def net_and_gross(
    curve: "UpliftCurve", currency: str = "EUR", *, dark: bool = False
) -> "go.Figure":
    """Draw what acting earns by share of people, beside what a report would show.

    Parameters
    ----------
    curve
        The result.
    currency
        Three-letter code.
    dark
        For a dark background.
    """
    colours = palette(dark=dark)
    figure = new_figure(
        "What acting earns, and what a report would show",
        "Share of people acted on, best first",
        f"Profit, {currency}",
        dark=dark,
    )
    lines = (
        (AT_RANDOM, curve.random_net, colours.compare, "dot"),
        (IN_REPORT, curve.gross, colours.compare, "solid"),
        (CHANGED, curve.net, colours.accent, "solid"),
    )
    for name, profit, colour, dash in lines:
        _line(figure, curve.fraction, profit, colour, dash, _earned(curve, name, profit, currency))
        _name(figure, name, curve.fraction, profit, colour)
    _best(figure, curve, currency, dark=dark)
    every = np.concatenate([curve.net, curve.gross, curve.random_net, [curve.low, curve.high]])
    money_axis(figure, float(every.min()), float(every.max()), currency)
    _in_percent(figure)
    return figure


def qini(curve: "UpliftCurve", *, dark: bool = False) -> "go.Figure":
    """Draw the outcomes gained by share of people, beside picking at random (Radcliffe 2007)."""
    colours = palette(dark=dark)
    figure = new_figure(
        "Outcomes gained by acting on the best first",
        "Share of people acted on, best first",
        "Outcomes gained per 100 treated",
        dark=dark,
    )
    gained = HUNDRED * curve.qini
    straight = curve.fraction * gained[-1]
    said = [
        f"The top {percent(s, short=True)} gain {number(g)} of {number(gained[-1])}"
        for s, g in zip(curve.fraction, gained, strict=True)
    ]
    _line(figure, curve.fraction, straight, colours.compare, "dot", None)
    _line(figure, curve.fraction, gained, colours.accent, "solid", said)
    figure.add_annotation(
        x=0.5, y=float(gained[-1]) / 2, text="at random", showarrow=False, xanchor="left",
        yanchor="top", font={"color": colours.muted, "size": 13},
    )  # fmt: skip
    _in_percent(figure)
    return figure


def tenths(curve: "UpliftCurve", *, dark: bool = False) -> "go.Figure":
    """Draw what the treatment changes in each tenth of people, with its range."""
    colours, found = palette(dark=dark), curve.tenths
    figure = new_figure(
        "What the treatment changes, by tenth of people",
        "Tenth of people by score, best first: up to this share",
        "More outcomes per 100 people",
        dark=dark,
    )
    uplift, low, high = (HUNDRED * v for v in (found.uplift, found.low, found.high))
    groups = list(zip(found.from_fraction, found.to_fraction, strict=True))
    names = [f"{percent(a, 0)} to {percent(b, 0)}" for a, b in groups]
    places = list(range(len(groups)))
    figure.add_bar(
        x=places,
        y=uplift,
        marker={"color": [colours.accent if u >= 0 else colours.loss for u in uplift]},
        error_y={
            "type": "data",
            "array": high - uplift,
            "arrayminus": uplift - low,
            "color": colours.muted,
            "thickness": 1.5,
            "width": 4,
        },
        customdata=[
            f"{name} of people: {number(u, 2)} more in 100<br>"
            f"(from {number(a, 2)} to {number(b, 2)})"
            for name, u, a, b in zip(names, uplift, low, high, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )
    figure.update_layout(bargap=0.35)
    figure.update_xaxes(tickvals=places, ticktext=[percent(b, 0) for _, b in groups])
    return figure


def _earned(curve: "UpliftCurve", name: str, profit: Array, currency: str) -> list[str]:
    return [
        f"Top {percent(s, short=True)}, {name}:<br>{money(p, currency, short=True)}"
        for s, p in zip(curve.fraction, profit, strict=True)
    ]


def _line(
    figure: "go.Figure", x: Array, y: Array, colour: str, dash: str, said: list[str] | None
) -> None:
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": colour, "width": 2.5 if dash == "solid" else 1.5, "dash": dash},
        customdata=said,
        hovertemplate=None if said is None else "%{customdata}<extra></extra>",
        hoverinfo="skip" if said is None else None,
    )


def _name(figure: "go.Figure", name: str, x: Array, y: Array, colour: str) -> None:
    """Write the name of a line beside it, where the others are not named."""
    along, left, up = PLACES[name]
    figure.add_annotation(
        x=along, y=float(np.interp(along, x, y)), text=name, showarrow=False, xanchor=left,
        yanchor=up, yshift=4 if up == "bottom" else -2, font={"color": colour, "size": 13},
    )  # fmt: skip


def _best(figure: "go.Figure", curve: "UpliftCurve", currency: str, *, dark: bool) -> None:
    """Mark the chosen depth with its range."""
    best, colour = curve.best, palette(dark=dark).accent
    if best.n == 0:
        return
    range_ = between(curve.low, curve.high, currency)
    figure.add_scatter(
        x=[best.fraction],
        y=[best.net],
        mode="markers",
        marker={"color": colour, "size": 11},
        error_y={
            "type": "data",
            "array": [max(0.0, curve.high - best.net)],
            "arrayminus": [max(0.0, best.net - curve.low)],
            "color": colour,
        },
        customdata=[f"Most net profit: top {percent(best.fraction, short=True)}<br>{range_}"],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _in_percent(figure: "go.Figure") -> None:
    ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
    words = [f"{100 * t:.0f}{NBSP}%" for t in ticks]
    figure.update_xaxes(tickvals=ticks, ticktext=words, range=[0, 1.01])
