"""What acting on scores is worth: the profit curve with everything it is compared with."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from lepton.plots.amounts import band, money_axis
from lepton.plots.format import count, money, percent
from lepton.plots.theme import label, new_figure, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lepton.plots.theme import Palette
    from lepton.value import Answer, Point, ValueCurve
    from lepton.value.uncertainty import Bands

__all__ = ["worth_curve"]

Floats = npt.NDArray[np.float64]
NO_WORDS: Mapping[str, str] = {}
HEIGHT = 420
POINTS = 1000
TICKS = (0, 0.2, 0.4, 0.6, 0.8, 1)


def worth_curve(
    curve: "ValueCurve",
    found: "Answer | None" = None,
    bands: "Bands | None" = None,
    words: Mapping[str, str] = NO_WORDS,
    currency: str = "EUR",
    *,
    dark: bool = False,
) -> "go.Figure":
    """Draw profit by share acted on, beside everybody, chance and a perfect ranking.

    Parameters
    ----------
    curve
        From :func:`lepton.value.curve_for` or :func:`lepton.value_curve`.
    found
        The answer under the same assumptions, to mark what is chosen, the range that earns about
        the same, the apparent best and today's rule.
    bands
        From :func:`lepton.value.uncertainty.bands` under the same assumptions.
    words
        Of the use case: ``units`` and ``acted``.
    currency
        Three-letter code.
    dark
        For a dark background.
    """
    units, acted = label(words.get("units", "cases")), label(words.get("acted", "acted on"))
    figure = new_figure(
        f"Profit by share of {units} {acted}",
        f"share of {units} {acted}, highest score first",
        "Profit",
        height=HEIGHT,
        dark=dark,
    )
    colours, shown = palette(dark=dark), curve.points(POINTS)
    if bands is not None:
        band(figure, bands.share, bands.low, bands.high, colours.accent)
    _comparisons(figure, curve, colours)
    _line(figure, shown.fraction, shown.profit, "model", colours.accent, width=2.5)
    if found is not None:
        _marks(figure, found, currency, colours)
    lines = [curve.profit, curve.perfect.profit, curve.random.profit]
    low, high = (float(f(f(v) for v in lines)) for f in (min, max))
    if bands is not None:
        low, high = min(low, float(bands.low.min())), max(high, float(bands.high.max()))
    money_axis(figure, low, high, currency)
    figure.update_xaxes(tickvals=TICKS, ticktext=[percent(t, 0) for t in TICKS], range=[0, 1.01])
    return figure


def _comparisons(figure: "go.Figure", curve: "ValueCurve", colours: "Palette") -> None:
    random, perfect = curve.random, curve.perfect
    _line(figure, random.fraction, random.profit, "at random", colours.compare, dash="dash")
    _line(figure, perfect.fraction, perfect.profit, "perfect foresight", colours.compare)
    figure.add_hline(y=0, line={"color": colours.compare, "width": 1})


def _line(
    figure: "go.Figure",
    x: Floats,
    y: Floats,
    name: str,
    colour: str,
    *,
    width: float = 1.2,
    dash: str = "solid",
) -> None:
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        name=name,
        line={"color": colour, "width": width, "dash": dash},
        hovertemplate=f"{name}: %{{y:,.0f}} at %{{x:.1%}}<extra></extra>",
    )


def _marks(figure: "go.Figure", found: "Answer", currency: str, colours: "Palette") -> None:
    low, high = found.plateau
    if found.profitable and high > low:
        band_style = {"fillcolor": colours.accent, "opacity": 0.08, "line_width": 0}
        figure.add_vrect(x0=low, x1=high, **band_style)
    if found.chosen_elsewhere and found.best != found.honest:
        _point(figure, found.best, "largest on these rows: do not quote", currency, colours.compare)
    if found.today is not None:
        _point(figure, found.today, "today", currency, colours.today)
    _point(figure, found.chosen, "chosen", currency, colours.accent)


def _point(figure: "go.Figure", at: "Point", name: str, currency: str, colour: str) -> None:
    said = (
        f"{name}: {money(at.profit, currency)} at {percent(at.fraction)} ({count(at.n)} acted on)"
    )
    figure.add_scatter(
        x=[at.fraction],
        y=[at.profit],
        mode="markers+text",
        name=name,
        text=[name],
        textposition="top center",
        textfont={"color": colour, "size": 13},
        marker={"color": colour, "size": 10},
        hovertemplate=f"{said}<extra></extra>",
    )
