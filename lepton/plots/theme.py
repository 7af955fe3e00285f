"""One look for every chart, light and dark."""

import html
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["Palette", "label", "new_figure", "palette"]

FONT = "'Source Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
LONGEST_LABEL = 28
JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class Palette:
    """The few colours there are, each with one meaning."""

    accent: str  # what the chart is about
    compare: str  # what is only there to compare
    today: str  # today's practice
    loss: str  # money lost
    text: str
    muted: str
    grid: str
    paper: str
    faint: str  # the low end of a scale whose high end is the accent


LIGHT = Palette(
    accent="#1D5FD1",
    compare="#8D97A6",
    today="#B7791F",
    loss="#B42318",
    text="#1B1F27",
    muted="#5B6472",
    grid="#E6E9EF",
    paper="#FFFFFF",
    faint="#C9D1DC",
)
DARK = Palette(
    accent="#7FA8FF",
    compare="#8D97A6",
    today="#E5A93C",
    loss="#F1786B",
    text="#E6E9EF",
    muted="#A4ADBB",
    grid="#262D38",
    paper="#11141A",
    faint="#465062",
)


def palette(*, dark: bool = False) -> Palette:
    """Give the colours for a light or a dark background."""
    return DARK if dark else LIGHT


def label(text: object, longest: int = LONGEST_LABEL) -> str:
    """Make a name from a user's table safe for a chart, which reads some HTML and formulas.

    Examples
    --------
    >>> label("<b>age</b> & more")
    '&lt;b&gt;age&lt;/b&gt; &amp; more'
    """
    words = " ".join(str(text).split())
    if len(words) > longest:
        words = words[: longest - 1] + "…"
    return html.escape(words, quote=False).replace("$", "$" + JOINER)


def new_figure(
    title: str,
    x_title: str,
    y_title: str,
    *,
    height: int = 360,
    dark: bool = False,
) -> "go.Figure":
    """Start a figure: title, axis titles with their units, the look of the house."""
    import plotly.graph_objects as go

    layout = {
        "template": _whole(dark),
        "title": {"text": title},
        "xaxis": {"title": {"text": x_title}},
        "yaxis": {"title": {"text": y_title}},
        "height": height,
    }
    return go.Figure(layout=layout)  # ten times as quick as to set it all later


@cache
def _whole(dark: bool) -> dict[str, object]:
    """The look of the house on top of Plotly's own; joined once, as joining is slow."""
    import plotly.graph_objects as go

    figure = go.Figure()
    figure.update_layout(template=_template(palette(dark=dark)))
    found: dict[str, object] = figure.layout.template.to_plotly_json()
    return found


def _template(colours: Palette) -> dict[str, object]:
    """Set what all charts share; as a dict because building Plotly's own class is slow."""
    axis = {
        "gridcolor": colours.grid,
        "linecolor": colours.grid,
        "zeroline": False,
        "automargin": True,
        "title": {"font": {"color": colours.muted, "size": 14}, "standoff": 12},
        "tickfont": {"color": colours.muted, "size": 13},
        "ticklabelstandoff": 4,
        "ticks": "",
        "fixedrange": True,
    }
    hover = {
        "bgcolor": colours.paper,
        "bordercolor": colours.grid,
        "font": {"family": FONT, "color": colours.text, "size": 13},
        "align": "left",
    }
    return {
        "layout": {
            "font": {"family": FONT, "color": colours.text, "size": 14},
            "title": {"font": {"size": 16}, "x": 0, "xanchor": "left"},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": [colours.accent, colours.compare, colours.today, colours.loss],
            "hoverlabel": hover,
            "hovermode": "closest",
            "showlegend": False,
            "margin": {"l": 8, "r": 16, "t": 40, "b": 8},
            "separators": ".,",
            "xaxis": axis,
            "yaxis": axis,
        }
    }
