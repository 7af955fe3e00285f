"""Ranges of money in words and on charts."""

import math
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from lepton.plots.format import money

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["band", "between", "faint", "money_axis", "round_steps"]

STEPS = 5
NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


def between(low: float, high: float, currency: str = "EUR") -> str:
    """Word a range of money for a headline, in two significant figures.

    Examples
    --------
    >>> print(between(14_590, 15_552))
    €15 k to €16 k
    >>> print(between(15_010, 15_020))
    about €15 k
    """
    low, high = min(low, high), max(low, high)
    first, last = money(low, currency, short=True), money(high, currency, short=True)
    return f"about {first}" if first == last else f"{first} to {last}"


def money_axis(figure: "go.Figure", low: float, high: float, currency: str = "EUR") -> None:
    """Write amounts of money on the vertical axis, from low to high with some room."""
    room = max((high - low) * 0.08, 1e-9)
    ticks = round_steps(low, high)
    figure.update_yaxes(
        range=[low - room, high + room],
        tickvals=ticks,
        ticktext=[money(t, currency, short=True) for t in ticks],
    )


def band(
    figure: "go.Figure", x: npt.ArrayLike, low: npt.ArrayLike, high: npt.ArrayLike, colour: str
) -> None:
    """Shade a range about a line."""
    along, top, bottom = (np.asarray(v, dtype=float) for v in (x, high, low))
    figure.add_scatter(
        x=np.concatenate([along, along[::-1]]),
        y=np.concatenate([top, bottom[::-1]]),
        fill="toself",
        mode="lines",
        line={"width": 0},
        fillcolor=faint(colour),
        hoverinfo="skip",
    )


def faint(colour: str, strength: float = 0.15) -> str:
    """Make a colour of the palette see-through.

    Examples
    --------
    >>> faint("#1D5FD1")
    'rgba(29,95,209,0.15)'
    """
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength:g})"


def round_steps(low: float, high: float, steps: int = STEPS) -> list[float]:
    """Round numbers between two others, zero among them where it lies between.

    Examples
    --------
    >>> round_steps(-3, 18)
    [0.0, 5.0, 10.0, 15.0]
    """
    if not high > low:
        return [low]
    rough = (high - low) / steps
    power = 10.0 ** math.floor(math.log10(rough))
    width = next(n for n in NICE if n * power >= rough * (1 - 1e-9)) * power
    first, last = math.ceil(low / width - 1e-9), math.floor(high / width + 1e-9)
    return [i * width + 0.0 for i in range(first, last + 1)]
