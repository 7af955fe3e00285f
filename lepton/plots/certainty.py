"""How sure the money is: the charts, and what they say in words."""

from typing import TYPE_CHECKING

import numpy as np

from lepton.plots.amounts import band, between, faint, money_axis, round_steps
from lepton.plots.format import NBSP, money, percent
from lepton.plots.theme import label, new_figure, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lepton.value.uncertainty import (
        Bands,
        Comparison,
        NoiseFloor,
        ProfitInterval,
    )
    from lepton.value.uncertainty.assumed import AssumedBand

__all__ = [
    "assumption_figure",
    "band_figure",
    "certainty_words",
    "comparison_words",
    "difference_figure",
]

SHARE_AXIS = "Share of decisions acted on, highest scores first"
WEAK = 0.07  # of the band for the whole curve: paler than that for one cut-off
NEARLY_SURE = 0.995
SMALL = 260
WIDE = 0.35  # of a chart: a narrower side has no room for words
ROOM = 1.2  # above the highest bar, for words
Names = tuple[str, str]


def band_figure(
    found: "Bands",
    currency: str = "EUR",
    *,
    noise: "NoiseFloor | None" = None,
    dark: bool = False,
) -> "go.Figure":
    """Draw the profit by share with the range that so few rows leave open.

    The dark band holds the profit at any one share; the pale one holds the whole curve.

    Parameters
    ----------
    found
        From :func:`lepton.value.uncertainty.bands`.
    currency
        Three-letter code.
    noise
        Drawn as a dotted line: what a model that knows nothing seldom reaches.
    dark
        For a dark background.
    """
    colours = palette(dark=dark)
    title = f"Profit by share acted on, and where it lies in {_of_100(found.level)} samples"
    figure = new_figure(title, SHARE_AXIS, "Profit a month", dark=dark)
    _shade(figure, found.share, found.low_all, found.high_all, faint(colours.accent, WEAK))
    band(figure, found.share, found.low, found.high, colours.accent)
    said = [
        f"Acting on {percent(s, short=True)}:<br>{between(low, high, currency)}"
        for s, low, high in zip(found.share, found.low, found.high, strict=True)
    ]
    _line(figure, found.share, found.profit, said, colours.accent)
    top = float(found.high_all.max())
    if noise is not None:
        _noise_line(figure, noise, currency, dark=dark)
        top = max(top, noise.high)
    money_axis(figure, float(found.low_all.min()), top, currency)
    _in_percent(figure)
    return figure


def assumption_figure(
    found: "AssumedBand", currency: str = "EUR", *, dark: bool = False
) -> "go.Figure":
    """Draw the profit by share with the range that uncertain assumptions leave open."""
    colours = palette(dark=dark)
    title = "Profit by share acted on, over the assumed ranges"
    figure = new_figure(title, SHARE_AXIS, "Profit a month", dark=dark)
    band(figure, found.share, found.low, found.high, colours.today)
    said = [
        f"Acting on {percent(s, short=True)}:<br>{between(low, high, currency)}"
        for s, low, high in zip(found.share, found.low, found.high, strict=True)
    ]
    _line(figure, found.share, found.mean, said, colours.today)
    money_axis(figure, float(found.low.min()), float(found.high.max()), currency)
    _in_percent(figure)
    return figure


def difference_figure(
    found: "Comparison",
    names: Names = ("A", "B"),
    currency: str = "EUR",
    *,
    dark: bool = False,
) -> "go.Figure":
    """Draw how much more the first model earns than the second, and how sure that is.

    Parameters
    ----------
    found
        From :func:`lepton.value.uncertainty.compare`.
    names
        What the two are called.
    currency
        Three-letter code.
    dark
        For a dark background.
    """
    colours = palette(dark=dark)
    first, second = (label(name) for name in names)
    title = f"How much more {first} earns than {second}"
    figure = new_figure(title, "Difference in profit a month", "Chance", height=SMALL, dark=dark)
    width = float(found.at[1] - found.at[0])
    edges = found.at - width / 2
    figure.add_bar(
        x=found.at,
        y=found.chance,
        width=width,
        marker={"color": [colours.accent if a >= 0 else colours.compare for a in found.at]},
        customdata=[
            f"{between(low, low + width, currency)}: {percent(c)}"
            for low, c in zip(edges, found.chance, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )
    figure.add_vline(x=0, line={"color": colours.text, "width": 1})
    ticks = round_steps(float(edges[0]), float(edges[-1]) + width)
    words = [money(t, currency, short=True) for t in ticks]
    figure.update_layout(bargap=0)
    figure.update_xaxes(tickvals=ticks, ticktext=words, range=_around_nothing(edges, width))
    figure.update_yaxes(
        showticklabels=False, showgrid=False, range=[0, ROOM * float(found.chance.max())]
    )
    low, high = figure.layout.xaxis.range
    if -low > WIDE * (high - low):
        _side(figure, f"{second} is better", "right", colours.muted)
    if high > WIDE * (high - low):
        _side(figure, f"{first} is better", "left", colours.accent)
    return figure


def certainty_words(
    found: "ProfitInterval", currency: str = "EUR", *, noise: "NoiseFloor | None" = None
) -> list[str]:
    """Say in one to three sentences how sure the profit of a policy is, range first.

    Parameters
    ----------
    found
        From :func:`lepton.value.uncertainty.profit_interval`.
    currency
        Three-letter code.
    noise
        What a model that knows nothing seems to earn, if it should be compared.

    Examples
    --------
    >>> from lepton.value import Payoff, ScoreCounts
    >>> from lepton.value.uncertainty import profit_interval
    >>> counts = ScoreCounts.from_scores([1] * 60 + [0] * 140, [2] * 80 + [1] * 120)
    >>> for said in certainty_words(profit_interval(counts, Payoff(tp=10, fp=-4))):
    ...     print(said)
    It earns €400 to €640 a month in 90 of 100 samples like this one, if the amounts hold.
    A profit is all but certain, as far as chance goes.
    """
    if found.fraction == 0:
        return ["Nobody is acted on, so nothing is earned and nothing is uncertain."]
    range_ = between(found.low, found.high, currency)
    said = [
        f"It earns {range_} a month in {_of_100(found.level)} samples like this one, "
        "if the amounts hold.",
        _chance(found.chance_of_profit),
    ]
    if noise is not None:
        said.append(_against_luck(found.profit, noise, currency))
    return said


def comparison_words(
    found: "Comparison", names: Names = ("A", "B"), currency: str = "EUR"
) -> list[str]:
    """Say in one or two sentences which of two models earns more, and what a mistake costs.

    Names come back as they are: treat them as text, not as markup.
    """
    first, second = names
    if found.disagree == 0:
        return [f"{first} and {second} act on the very same cases, so they earn the same."]
    if found.low <= 0 <= found.high:
        gap = between(found.low, found.high, currency)
        said = f"These rows cannot tell which of the two earns more: {first} less {second} is {gap}"
        return [f"{said} a month.", _regret(found, first, currency)]
    better, worse = (first, second) if found.low > 0 else (second, first)
    low, high = sorted((abs(found.low), abs(found.high)))
    said = f"{better} earns {between(low, high, currency)} a month more than {worse}"
    return [f"{said}, in {_of_100(found.level)} samples.", _regret(found, first, currency)]


def _regret(found: "Comparison", first: str, currency: str) -> str:
    chance = percent(found.chance_a_better, 0)
    loss = money(found.regret_a, currency, short=True)
    return (
        f"{first} is the better one with a chance of {chance}; choosing it loses {loss} a month "
        "on average, for the case that it is not."
    )


def _chance(chance: float) -> str:
    if chance >= NEARLY_SURE:
        return "A profit is all but certain, as far as chance goes."
    if chance <= 1 - NEARLY_SURE:
        return "A loss is all but certain."
    return f"The chance of a profit is {percent(chance, 0)}."


def _against_luck(profit: float, noise: "NoiseFloor", currency: str) -> str:
    luck = money(noise.high, currency, short=True)
    if profit > noise.high:
        return (
            f"A model that knows nothing seems to earn up to {luck} on so many rows; this is more."
        )
    return (
        f"A model that knows nothing can seem to earn up to {luck} on so few rows: get more rows "
        "before relying on it."
    )


def _of_100(level: float) -> str:
    """Word a level as a number of cases."""
    return f"{100 * level:.3g} of 100"


def _shade(
    figure: "go.Figure", x: np.ndarray, low: np.ndarray, high: np.ndarray, colour: str
) -> None:
    figure.add_scatter(
        x=np.concatenate([x, x[::-1]]),
        y=np.concatenate([high, low[::-1]]),
        fill="toself",
        mode="lines",
        line={"width": 0},
        fillcolor=colour,
        hoverinfo="skip",
    )


def _line(figure: "go.Figure", x: np.ndarray, y: np.ndarray, said: list[str], colour: str) -> None:
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": colour, "width": 2.5},
        customdata=said,
        hovertemplate="%{customdata}<extra></extra>",
    )


def _noise_line(figure: "go.Figure", noise: "NoiseFloor", currency: str, *, dark: bool) -> None:
    colour = palette(dark=dark).muted
    line = {"color": colour, "width": 1.5, "dash": "dot"}
    figure.add_hline(y=noise.high, line=line)
    figure.add_annotation(
        x=1,
        y=noise.high,
        text=f"luck alone, up to {money(noise.high, currency, short=True)}",
        showarrow=False,
        xanchor="right",
        yanchor="bottom",
        yshift=2,
        font={"color": colour, "size": 13},
    )


def _around_nothing(edges: np.ndarray, width: float) -> list[float]:
    """From the first to the last bar, with no difference and some room for words in it."""
    low, high = min(0.0, float(edges[0])), max(0.0, float(edges[-1]) + width)
    room = 0.12 * (high - low)
    return [min(low, -room), max(high, room)]


def _side(figure: "go.Figure", text: str, anchor: str, colour: str) -> None:
    """Name what lies on one side of no difference, above the bars."""
    figure.add_annotation(
        x=0,
        y=1,
        yref="paper",
        text=text,
        showarrow=False,
        xanchor=anchor,
        yanchor="top",
        xshift=8 if anchor == "left" else -8,
        font={"color": colour, "size": 13},
    )


def _in_percent(figure: "go.Figure") -> None:
    ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
    words = [f"{100 * t:.0f}{NBSP}%" for t in ticks]
    figure.update_xaxes(tickvals=ticks, ticktext=words, range=[0, 1.01])
