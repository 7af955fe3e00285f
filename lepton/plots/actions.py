"""What deciding by a model of several classes is worth: the sentence and the charts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lepton.plots.amounts import band, between, money_axis
from lepton.plots.format import count, money, percent
from lepton.plots.theme import label, new_figure, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lepton.value.actions import ActionResult

__all__ = ["ActionWords", "Headline", "headline", "money_table", "saved_curve", "verdict"]

HEIGHT = 420
MOST_CELLS = 12
CROWDED = 0.86  # names of points further right are written to the left of them


@dataclass(frozen=True, slots=True)
class ActionWords:
    """What cases and deciding are called in this use case."""

    units: str = "cases"
    acting: str = "deciding"
    acted: str = "decided"

    @classmethod
    def of(cls, labels: Mapping[str, str]) -> "ActionWords":
        """Read the words of a use case; what it leaves out is said in words that fit any.

        Examples
        --------
        >>> ActionWords.of({"units": "requests"}).acting
        'deciding'
        """
        return cls(**{name: labels[name] for name in cls.__slots__ if name in labels})


@dataclass(frozen=True, slots=True)
class Headline:
    """What is saved a month with its range, and against what."""

    saved: float
    low: float
    high: float
    against: str


def headline(found: "ActionResult", words: ActionWords | None = None) -> Headline:
    """Measure against today's practice where it is known, else against the fallback."""
    today = found.baseline("today")
    if today is not None:
        return Headline(today.over, today.over_low, today.over_high, "what is done today")
    against = _fallback(found, words or ActionWords())
    return Headline(found.saved, found.low, found.high, against)


def verdict(found: "ActionResult", words: ActionWords | None = None) -> str:
    """Say in one sentence what to do and what it is worth; names come back unchanged.

    Parameters
    ----------
    found
        From :func:`lepton.value.actions.action_value`.
    words
        Of the use case.
    """
    say = words or ActionWords()
    every = _fallback(found, say)
    if found.share == 0:
        return (
            f"At these amounts it does not pay to have any of the {say.units} {say.acted} "
            f"automatically: {every} is cheaper."
        )
    rest = "" if found.share == 1 else f" and leaving the rest to {_rest(found)}"
    what = f"{_capital(say.acting)} {percent(found.share, short=True)} of {say.units} automatically"
    head = headline(found, say)
    size = between(abs(head.low), abs(head.high), found.currency)
    middle = money(abs(head.saved), found.currency, short=True)
    if head.low > 0:
        return f"{what}{rest} saves {size} a month (most likely {middle}), against {head.against}."
    if head.high < 0:
        return f"{what}{rest} loses {size} a month (most likely {middle}), against {head.against}."
    worst, best = (money(v, found.currency, short=True) for v in (head.low, head.high))
    return (
        f"{what}{rest} may earn or lose money against {head.against}: "
        f"{worst} to {best} a month. More rows held out would tell."
    )


def saved_curve(
    found: "ActionResult",
    words: ActionWords | None = None,
    *,
    limit: float | None = None,
    dark: bool = False,
) -> "go.Figure":
    """Draw the money saved against the share that is decided automatically.

    Parameters
    ----------
    found
        From :func:`lepton.value.actions.action_value`.
    words
        Of the use case.
    limit
        Least share that has to be automatic because people can take no more; None for no limit.
    dark
        For a dark background.
    """
    say, curve = words or ActionWords(), found.curve
    title = f"Money saved a month, by the share of {say.units} {say.acted} automatically"
    axis = f"{_capital(say.units)} {say.acted} automatically, the surest first"
    figure = new_figure(title, axis, f"Saved a month, {found.currency}", height=HEIGHT, dark=dark)
    colours = palette(dark=dark)
    band(figure, curve.share, curve.low, curve.high, colours.accent)
    figure.add_scatter(
        x=curve.share,
        y=curve.saved,
        mode="lines",
        line={"color": colours.accent, "width": 2.5},
        customdata=_curve_sentences(found, say),
        hovertemplate="%{customdata}<extra></extra>",
    )
    figure.add_hline(y=0, line={"color": colours.compare, "width": 1.5, "dash": "dot"})
    _text(figure, 0.005, 0, _fallback(found, say), colours.muted, "left", "top")
    if limit:
        figure.add_vline(x=limit, line={"color": colours.muted, "width": 1, "dash": "dash"})
        _text(figure, limit, 1, "people can take no more", colours.muted, *_sides(limit), top=True)
    _points(figure, found, dark=dark)
    low, high = _extent(found)
    money_axis(figure, low, high + 0.08 * (high - low), found.currency)
    ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
    figure.update_xaxes(
        tickvals=ticks, ticktext=[percent(t, 0) for t in ticks], range=[-0.01, 1.02], showgrid=False
    )
    return figure


def money_table(found: "ActionResult", *, dark: bool = False) -> "go.Figure | None":
    """Draw the money by true class and action taken; None where there are too many to read."""
    names, actions = list(found.classes.name), list(found.actions)
    if max(len(names), len(actions)) > MOST_CELLS:
        return None
    figure = new_figure(
        "Where the money comes from, a month",
        "What is done",
        "What it really was",
        height=120 + 34 * len(names),
        dark=dark,
    )
    colours = palette(dark=dark)
    most = max(float(np.abs(found.matrix).max()), 1e-9)
    figure.add_heatmap(
        z=found.matrix,
        x=[label(a) for a in actions],
        y=[label(n) for n in names],
        text=[[money(v, found.currency, short=True) for v in row] for row in found.matrix],
        texttemplate="%{text}",
        colorscale=[[0, colours.loss], [0.5, colours.grid], [1, colours.accent]],
        zmin=-most,
        zmax=most,
        showscale=False,
        xgap=2,
        ygap=2,
        hovertemplate="%{y}, done: %{x}<br>%{text} a month<extra></extra>",
    )
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(showgrid=False)
    return figure


def _rest(found: "ActionResult") -> str:
    return "people" if found.asks_people else f"“{found.fallback}”"


def _fallback(found: "ActionResult", say: ActionWords) -> str:
    if found.asks_people:
        return f"a person {say.acting} every one"
    return f"“{found.fallback}” for every one"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _points(figure: "go.Figure", found: "ActionResult", *, dark: bool) -> None:
    """Mark what is chosen, and today's practice where it is known."""
    colours = palette(dark=dark)
    said = money(found.saved, found.currency, short=True)
    name = f"<b>{percent(found.share, short=True)} automatic: {said}</b>"
    _point(figure, found.share, found.saved, name, colours.accent, "circle", top=_above(found))
    today = found.baseline("today")
    if today is not None:
        worth = found.saved - today.over
        name = f"today: {money(worth, found.currency, short=True)}"
        _point(figure, today.automated, worth, name, colours.today, "diamond")


def _above(found: "ActionResult") -> float:
    """Height over which a name to the left of the chosen point meets no line."""
    curve = found.curve
    beside = (curve.share <= found.share + 0.02) & (curve.share >= found.share - 0.4)
    return float(curve.high[beside].max())


def _point(
    figure: "go.Figure",
    x: float,
    y: float,
    name: str,
    colour: str,
    symbol: str,
    *,
    top: float | None = None,
) -> None:
    """Mark a point; its name stands over the given height, else under the point."""
    marker = {"color": colour, "size": 13, "symbol": symbol}
    figure.add_scatter(x=[x], y=[y], mode="markers", marker=marker, hoverinfo="skip")
    side, _ = _sides(x)
    figure.add_annotation(
        x=x,
        y=y if top is None else top,
        text=name,
        showarrow=False,
        xanchor=side,
        yanchor="top" if top is None else "bottom",
        xshift=8 if side == "left" else -8,
        yshift=-6 if top is None else 4,
        font={"color": colour, "size": 14},
    )


def _sides(x: float) -> tuple[str, str]:
    return ("left", "bottom") if x < 1 - CROWDED else ("right", "bottom")


def _text(
    figure: "go.Figure",
    x: float,
    y: float,
    text: str,
    colour: str,
    side: str,
    anchor: str,
    *,
    top: bool = False,
) -> None:
    figure.add_annotation(
        x=x,
        y=y,
        yref="y domain" if top else "y",
        text=label(text, 60),
        showarrow=False,
        xanchor=side,
        yanchor="bottom" if not top and anchor == "bottom" else "top",
        xshift=5 if side == "left" else -5,
        font={"color": colour, "size": 13},
    )


def _extent(found: "ActionResult") -> tuple[float, float]:
    """From the lowest to the highest that matters; a deep fall at the far end is cut off."""
    high = max(float(found.curve.high.max()), 0.0)
    low = min(float(found.curve.low.min()), 0.0)
    today = found.baseline("today")
    if today is not None:
        low = min(low, found.saved - today.over)
    least = -1.2 * max(high, abs(found.saved), 1e-9)
    return max(low, least), max(high, 1e-9)


def _curve_sentences(found: "ActionResult", say: ActionWords) -> list[str]:
    curve = found.curve
    month = found.decisions_per_month
    return [
        f"{percent(share)} {say.acted} automatically ({count(share * month)} a month)<br>"
        f"saves {money(saved, found.currency)} a month<br>"
        + ("" if np.isnan(wrong) else f"{percent(wrong)} of them go wrong")
        for share, saved, wrong in zip(curve.share, curve.saved, curve.error_rate, strict=True)
    ]
