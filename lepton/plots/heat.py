"""Two assumptions at once: where the case pays and where it does not."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from lepton.plots.format import money, number
from lepton.plots.theme import label, new_figure, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lepton.finance.heat import HeatMap

__all__ = ["heat_figure"]

HEIGHT = 420
TICKS = 5
NO_WORDS: Mapping[str, str] = {}
Written = Callable[[str, float, str], str]


def heat_figure(
    found: "HeatMap",
    labels: Mapping[str, str] = NO_WORDS,
    currency: str = "EUR",
    written: Written | None = None,
    *,
    dark: bool = False,
) -> "go.Figure":
    """Draw the net present value over two assumptions: blue where it pays, red where it does not.

    Parameters
    ----------
    found
        From :func:`lepton.finance.heat.heat_map`.
    labels
        What the assumptions are called.
    currency
        Three-letter code.
    written
        Writes a value of an assumption, given its name, the value and the currency; None for
        plain numbers.
    dark
        For a dark background.
    """
    say = written or _plainly
    names = [label(labels.get(name, name), 50) for name in (found.x_name, found.y_name)]
    figure = new_figure("Net present value for two at once", *names, height=HEIGHT, dark=dark)
    colours = palette(dark=dark)
    most = float(np.abs(found.npv).max()) or 1.0
    figure.add_heatmap(
        x=found.x,
        y=found.y,
        z=found.npv,
        zmin=-most,
        zmax=most,
        colorscale=[(0, colours.loss), (0.5, colours.paper), (1, colours.accent)],
        showscale=False,
        customdata=[[_told(found, i, j, names, say, currency) for j in range(found.x.size)]
                    for i in range(found.y.size)],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    if found.npv.min() < 0 < found.npv.max():
        _border(figure, found, colours.text)
    figure.add_scatter(
        x=[found.x_base], y=[found.y_base], mode="markers+text", text=["as assumed"],
        textposition="top center", textfont={"color": colours.text, "size": 13},
        marker={"color": colours.text, "size": 9}, hoverinfo="skip",
    )  # fmt: skip
    x, y = _few(found.x), _few(found.y)
    figure.update_xaxes(tickvals=x, ticktext=[say(found.x_name, v, currency) for v in x])
    figure.update_yaxes(tickvals=y, ticktext=[say(found.y_name, v, currency) for v in y])
    return figure


def _border(figure: "go.Figure", found: "HeatMap", colour: str) -> None:
    """The line on which nothing is left."""
    figure.add_contour(
        x=found.x, y=found.y, z=found.npv, showscale=False, hoverinfo="skip",
        contours={"start": 0, "end": 0, "size": 1, "coloring": "none"},
        line={"color": colour, "width": 1.5, "dash": "dot"},
    )  # fmt: skip


def _told(found: "HeatMap", i: int, j: int, names: list[str], say: Written, currency: str) -> str:
    across = f"{names[0]}: {say(found.x_name, float(found.x[j]), currency)}"
    up = f"{names[1]}: {say(found.y_name, float(found.y[i]), currency)}"
    return f"{money(float(found.npv[i, j]), currency, short=True)}<br>{across}<br>{up}"


def _few(values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> list[float]:
    at = np.unique(np.linspace(0, values.size - 1, TICKS).round().astype(int))
    return [float(f"{values[i]:.3g}") for i in at]


def _plainly(name: str, value: float, currency: str) -> str:  # noqa: ARG001 - as others write it
    return number(value)
