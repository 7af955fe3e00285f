"""What planning by a forecast is worth: the sentence and the charts."""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

import numpy as np

from lepton.plots.amounts import band, between, money_axis
from lepton.plots.format import money, number, percent
from lepton.plots.theme import label, new_figure, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lepton.value.forecast import ForecastResult

__all__ = ["ForecastWords", "signed", "stock_curve", "verdict"]

HEIGHT = 420
NAME_WIDTH = 20  # characters; a phone is narrow
SMALL = 0.05  # pieces that are not worth naming in a sentence


@dataclass(frozen=True, slots=True)
class ForecastWords:
    """What periods and pieces are called in this use case."""

    unit: str = "period"
    units: str = "periods"
    piece: str = "unit"
    pieces: str = "units"
    short: str = "units missing"
    spare: str = "units left over"
    column: str = "the last one of the same kind"
    season: str = "a season"

    @classmethod
    def of(cls, labels: Mapping[str, str], **more: str) -> "ForecastWords":
        """Read the words of a use case; what it leaves out is said in words that fit any.

        Examples
        --------
        >>> ForecastWords.of({"units": "hours"}).pieces
        'units'
        """
        given = {name: labels[name] for name in cls.__slots__ if name in labels}
        return cls(**(given | more))

    def rule(self, key: str) -> str:
        """Name a way to plan.

        Examples
        --------
        >>> ForecastWords(unit="hour").rule("last")
        'the same as the hour before'
        """
        known = {
            "model": "the model",
            "as_is": "the forecast as it stands",
            "today": "today’s plan",
            "mean": f"the same for every {self.unit}",
            "last": f"the same as the {self.unit} before",
            "season": f"the same as {self.season} before",
            "column": self.column,
        }
        return known.get(key, key)


def verdict(found: "ForecastResult", words: ForecastWords | None = None) -> str:
    """Say in one sentence how to plan and what it is worth; names come back unchanged.

    Parameters
    ----------
    found
        From :func:`lepton.value.forecast.forecast_value`.
    words
        Of the use case.
    """
    say = words or ForecastWords()
    plan = f"Planning {_shifted(found.model.shift, say)}"
    if not found.reference:
        lost = money(found.model.cost_per_month, found.currency, short=True)
        return f"{plan} still loses about {lost} a month to wrong plans."
    other = f"planning by “{say.rule(found.reference)}”"
    if found.reference == "today":
        other = "today’s plan"
    size = between(abs(found.low), abs(found.high), found.currency)
    middle = money(abs(found.saved), found.currency, short=True)
    if found.low > 0:
        return f"{plan} saves {size} a month (most likely {middle}), against {other}."
    if found.high < 0:
        return (
            f"{plan} costs {size} a month more (most likely {middle}) than {other}: keep to that."
        )
    worst, best = (money(v, found.currency, short=True) for v in (found.low, found.high))
    return f"{plan} may earn or lose money against {other}: {worst} to {best} a month."


def stock_curve(
    found: "ForecastResult", words: ForecastWords | None = None, *, dark: bool = False
) -> "go.Figure":
    """Draw the cost of wrong plans against how often the plan is to be enough.

    Parameters
    ----------
    found
        From :func:`lepton.value.forecast.forecast_value`.
    words
        Of the use case.
    dark
        For a dark background.
    """
    say, curve, colours = words or ForecastWords(), found.curve, palette(dark=dark)
    figure = new_figure(
        f"Cost of wrong plans a month, by how often there are to be enough {say.pieces}",
        f"{say.units[:1].upper()}{say.units[1:]} with enough {say.pieces}, as planned",
        f"Cost a month, {found.currency}",
        height=HEIGHT,
        dark=dark,
    )
    band(figure, curve.aim, curve.low, curve.high, colours.accent)
    if np.isfinite(curve.reference).any():
        line = {"color": colours.compare, "width": 1.5, "dash": "dot"}
        figure.add_scatter(
            x=curve.aim, y=curve.reference, mode="lines", line=line, hoverinfo="skip"
        )
        _line_name(figure, found, say, colours.muted)
    figure.add_scatter(
        x=curve.aim,
        y=curve.cost,
        mode="lines",
        line={"color": colours.accent, "width": 2.5},
        customdata=_curve_sentences(found, say),
        hovertemplate="%{customdata}<extra></extra>",
    )
    _marks(figure, found, dark=dark)
    top = _top(found)
    money_axis(figure, 0.0, top, found.currency)
    ticks = [0.1, 0.3, 0.5, 0.7, 0.9]
    figure.update_xaxes(
        tickvals=ticks, ticktext=[percent(t, 0) for t in ticks], range=[0, 1.0], showgrid=False
    )
    figure.update_yaxes(range=[0, top * 1.08])
    return figure


def _shifted(shift: float, say: ForecastWords) -> str:
    if abs(shift) < SMALL:
        return "by the forecast as it stands"
    more = "more" if shift > 0 else "fewer"
    return f"{number(abs(shift), 2)} {say.pieces} {more} than the forecast says"


def signed(shift: float) -> str:
    """Word what is planned above the forecast, or with a minus below it.

    Examples
    --------
    >>> signed(11.15), signed(-0.5)
    ('+11', '−0.5')
    """
    return f"+{number(shift, 2)}" if shift > 0 else number(shift, 2)


def _line_name(
    figure: "go.Figure", found: "ForecastResult", say: ForecastWords, colour: str
) -> None:
    """Write the name of the simple rule on the side where the model's line is not."""
    curve = found.curve
    above = _is_above(found)
    at = curve.at(0.45)
    figure.add_annotation(
        x=curve.aim[at],
        y=min(float(curve.reference[at]), _top(found)),
        text="<br>".join(label(part, 44) for part in wrap(say.rule(found.reference), NAME_WIDTH)),
        align="left",
        showarrow=False,
        xanchor="left" if above else "right",
        yanchor="bottom" if above else "top",
        yshift=4 if above else -8,
        font={"color": colour, "size": 13},
    )


def _is_above(found: "ForecastResult") -> bool:
    """Whether the simple rule costs more than the model where it matters."""
    curve = found.curve
    at = curve.at(found.aim)
    return bool(curve.reference[at] >= curve.cost[at])


def _marks(figure: "go.Figure", found: "ForecastResult", *, dark: bool) -> None:
    colours = palette(dark=dark)
    cost = money(found.model.cost_per_month, found.currency, short=True)
    points = [
        (found.aim, found.model.cost_per_month, f"<b>model: {cost}</b>", colours.accent, "circle")
    ]
    today = found.other("today")
    if today is not None:
        said = f"today: {money(today.cost_per_month, found.currency, short=True)}"
        points.append((today.enough, today.cost_per_month, said, colours.today, "diamond"))
    worse = np.isfinite(found.curve.reference).any() and not _is_above(found)
    for x, y, text, colour, shape in points:
        marker = {"color": colour, "size": 13, "symbol": shape}
        figure.add_scatter(x=[x], y=[y], mode="markers", marker=marker, hoverinfo="skip")
        over = worse and shape == "circle"
        figure.add_annotation(
            x=x,
            y=_above(found, x) if over else y,
            text=text,
            showarrow=False,
            xanchor="center" if over else "right" if x > 0.5 else "left",
            yanchor="bottom" if over else "top",
            yshift=4 if over else -8,
            font={"color": colour, "size": 14},
        )


def _above(found: "ForecastResult", x: float) -> float:
    """Height over which a name at this place meets no line of the model."""
    beside = np.abs(found.curve.aim - x) <= 0.16
    return float(found.curve.high[beside].max())


def _top(found: "ForecastResult") -> float:
    """Where the chart ends: a steep rise at its far left need not be seen whole."""
    curve = found.curve
    middle = (curve.aim >= 0.3) & (curve.aim <= 0.98)
    every = [curve.high[middle].max(), found.model.cost_per_month * 1.6]
    if np.isfinite(curve.reference).any():
        every.append(float(curve.reference[middle].max()))
    today = found.other("today")
    if today is not None:
        every.append(today.cost_per_month * 1.1)
    return max(float(max(every)), 1e-9)


def _curve_sentences(found: "ForecastResult", say: ForecastWords) -> list[str]:
    curve = found.curve
    return [
        f"Enough in {percent(aim, 0)} of {say.units} planned, {percent(enough, 0)} reached<br>"
        f"{signed(shift)} {say.pieces} on each forecast<br>"
        f"costs {money(cost, found.currency)} a month"
        for aim, enough, shift, cost in zip(
            curve.aim, curve.enough, curve.shift, curve.cost, strict=True
        )
    ]
