"""The curves of a ranking, each beside nobody, everybody, chance and hindsight."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lepton.errors import InputError, NotApplicable, must
from lepton.plots.amounts import money_axis, round_steps
from lepton.plots.format import money, number, percent
from lepton.plots.theme import label, new_figure, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lepton.value.measures import Measured, Measures
    from lepton.value.net_benefit import NetBenefit

__all__ = ["CURVES", "gains_sentence", "measured_curve", "net_benefit_curve", "roc_hull"]

NO_WORDS: Mapping[str, str] = {}
SQUARE = 380
MOST_POINTS = 1200


@dataclass(frozen=True, slots=True)
class Curve:
    """One measure: its title, its axis, how its figures are written, and what it stands beside."""

    title: str
    axis: str
    unit: str  # "share", "times" or "money"
    beside: tuple[str, ...]


CURVES: Mapping[str, Curve] = {
    "gains": Curve(
        "How many of all {successes} are found",
        "Found, share of all {successes}",
        "share",
        ("random", "perfect"),
    ),
    "lift": Curve(
        "How much better than chance",
        "Times as many as by chance",
        "times",
        ("random",),
    ),
    "response": Curve(
        "How often acting is right",
        "Right, share of the {units} {acted}",
        "share",
        ("random", "perfect"),
    ),
    "profit": Curve(
        "Profit by share of {units} {acted}",
        "Profit a month, {currency}",
        "money",
        ("nobody", "random", "perfect"),
    ),
    "marginal_profit": Curve(
        "What one more of the {units} earns",
        "Profit of one more, {currency}",
        "money",
        (),
    ),
    "roi": Curve(
        "Profit per unit of money spent", "ROI, share of the money spent", "share", ("random",)
    ),
    "cost": Curve(
        "Money spent by share of {units} {acted}", "Spent a month, {currency}", "money", ()
    ),
    "captured": Curve(
        "Share of the possible profit that is earned",
        "Share of the possible profit",
        "share",
        (),
    ),
}
NAMES = {"nobody": "nobody", "random": "at random", "perfect": "perfect", "everybody": "everybody"}
WHERE_NAMED = {"nobody": 0.9, "at random": 0.6, "perfect": 0.4, "everybody": 0.9}


def measured_curve(
    found: "Measures",
    what: str,
    words: Mapping[str, str] = NO_WORDS,
    currency: str = "EUR",
    *,
    dark: bool = False,
) -> "go.Figure":
    """Draw one measure against the share acted on.

    Parameters
    ----------
    found
        From :func:`lepton.value.measures.measures`, best of thinned counts.
    what
        One of ``CURVES``.
    words
        Of the use case.
    currency
        Three-letter code.
    dark
        For a dark background.

    Raises
    ------
    InputError
        There is no such curve.
    NotApplicable
        It needs money, and none was given.
    """
    if what not in CURVES:
        then = "Choose one of them."
        raise InputError(must("curve", f"one of {', '.join(CURVES)}", repr(what), then))
    if getattr(found.model, what) is None:
        then = "Give measures the assumptions about the money."
        raise NotApplicable(must(what, "told with money", "none", then))
    curve, say = CURVES[what], _words(words, currency)
    figure = new_figure(
        curve.title.format(**say),
        "Share of {units} {acted}, best first".format(**say),
        curve.axis.format(**say),
        dark=dark,
    )
    for name in curve.beside:
        _beside(figure, getattr(found, name), what, NAMES[name], dark=dark)
    _model(figure, found.model, what, curve.unit, say, dark=dark)
    _scale(figure, found.model, what, curve.unit, currency)
    return figure


def roc_hull(
    found: "Measures", words: Mapping[str, str] = NO_WORDS, *, dark: bool = False
) -> "go.Figure":
    """Draw hits found against false alarms, with the few points that can be the best."""
    figure = new_figure(
        "The few cut-offs that can be the best at any price",
        "False alarms, share of all others",
        "Found, share of all {successes}".format(**_words(words, "")),
        height=SQUARE,
        dark=dark,
    )
    colours, roc = palette(dark=dark), found.roc
    kept = _thin(roc.found.size)
    _plain(figure, [0, 1], [0, 1], colours.compare)
    figure.add_scatter(
        x=roc.false_alarms[kept],
        y=roc.found[kept],
        mode="lines",
        line={"color": colours.accent, "width": 2.5},
        hovertemplate="Finds %{y:.0%}<br>with %{x:.0%} false alarms<extra></extra>",
    )
    figure.add_scatter(
        x=roc.false_alarms[roc.hull],
        y=roc.found[roc.hull],
        mode="lines+markers",
        line={"color": colours.muted, "width": 1},
        marker={"color": colours.accent, "size": 5},
        hoverinfo="skip",
    )
    _in_percent(figure)
    return figure


def net_benefit_curve(
    found: "NetBenefit", words: Mapping[str, str] = NO_WORDS, *, dark: bool = False
) -> "go.Figure":
    """Draw decision curves: the model beside acting on everybody and on nobody."""
    say = _words(words, "")
    figure = new_figure(
        "What acting is worth, without any money",
        "Probability from which one would act",
        "Found per {unit}, false alarms taken off".format(**say),
        dark=dark,
    )
    colours = palette(dark=dark)
    _plain(figure, found.probability, found.nobody, colours.compare)
    _plain(figure, found.probability, found.everybody, colours.muted)
    figure.add_scatter(
        x=found.probability,
        y=found.model,
        mode="lines",
        line={"color": colours.accent, "width": 2.5},
        hovertemplate="Acting from %{x:.0%} on is worth %{y:.3f}<extra></extra>",
    )
    top = float(max(found.model.max(), found.perfect.max(), 0.0))
    figure.update_yaxes(range=[-0.25 * top, 1.05 * top or 1])
    _shares(figure)
    return figure


def gains_sentence(found: "Measures", fraction: float, words: Mapping[str, str] = NO_WORDS) -> str:
    """Say how many hits are among the best share, and how that compares with chance.

    Examples
    --------
    >>> from lepton.value import ScoreCounts
    >>> from lepton.value.measures import measures
    >>> counts = ScoreCounts.from_scores([1, 1, 0, 1, 0, 0, 0, 0], range(8, 0, -1))
    >>> print(gains_sentence(measures(counts), 0.25))
    The best 25 % hold 67 % of all hits, 2.7 times as many as chance would find.
    """
    model = found.model
    i = int(np.searchsorted(model.fraction, fraction * (1 + 1e-12), side="right")) - 1
    say = _words(words, "")
    if i <= 0 or not found.base_rate:
        return "Nothing can be said of so few."
    share = percent(float(model.fraction[i]), short=True)
    gains, lift = percent(float(model.gains[i]), short=True), number(float(model.lift[i]), 2)
    what = f"The best {share} hold {gains} of all {say['successes']}"
    return f"{what}, {lift} times as many as chance would find."


def _words(words: Mapping[str, str], currency: str) -> dict[str, str]:
    usual = {"unit": "case", "units": "cases", "acted": "acted on", "successes": "hits"}
    said = {name: label(words.get(name, text)) for name, text in usual.items()}
    return said | {"currency": currency}


def _model(
    figure: "go.Figure",
    line: "Measured",
    what: str,
    unit: str,
    say: Mapping[str, str],
    *,
    dark: bool,
) -> None:
    kept = _thin(line.n.size)
    values = getattr(line, what)[kept]
    figure.add_scatter(
        x=line.fraction[kept],
        y=values,
        mode="lines",
        line={"color": palette(dark=dark).accent, "width": 2.5},
        customdata=[
            f"The best {percent(s, short=True)} of {say['units']}: {_figure(v, unit, say)}"
            for s, v in zip(line.fraction[kept].tolist(), values.tolist(), strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _figure(value: float, unit: str, say: Mapping[str, str]) -> str:
    if unit == "money":
        return money(value, say["currency"], short=True)
    return percent(value, short=True) if unit == "share" else f"{number(value, 2)} times"


def _beside(figure: "go.Figure", line: "Measured", what: str, name: str, *, dark: bool) -> None:
    kept = _thin(line.n.size)
    x, y = line.fraction[kept], getattr(line, what)[kept]
    colours = palette(dark=dark)
    _plain(figure, x, y, colours.compare)
    at = min(int(np.searchsorted(x, WHERE_NAMED[name])), x.size - 1)
    if np.isfinite(y[at]):
        side = "top" if name == "at random" else "bottom"
        figure.add_annotation(
            x=float(x[at]), y=float(y[at]), text=name, showarrow=False, yanchor=side,
            font={"color": colours.muted, "size": 13},
        )  # fmt: skip


def _plain(figure: "go.Figure", x: Any, y: Any, colour: str) -> None:
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": colour, "width": 1.5, "dash": "dot"},
        hoverinfo="skip",
    )


def _scale(figure: "go.Figure", line: "Measured", what: str, unit: str, currency: str) -> None:
    values = getattr(line, what)
    known = values[np.isfinite(values)]
    if unit == "money" and known.size:
        money_axis(figure, min(float(known.min()), 0.0), max(float(known.max()), 0.0), currency)
    if unit == "share" and known.size:
        ticks = round_steps(min(float(known.min()), 0.0), max(float(known.max()), 0.0))
        figure.update_yaxes(tickvals=ticks, ticktext=[percent(t, 0) for t in ticks])
    _shares(figure)


def _shares(figure: "go.Figure") -> None:
    ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
    figure.update_xaxes(tickvals=ticks, ticktext=[percent(t, 0) for t in ticks], range=[0, 1.01])


def _in_percent(figure: "go.Figure") -> None:
    ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
    words = [percent(t, 0) for t in ticks]
    figure.update_xaxes(tickvals=ticks, ticktext=words, range=[0, 1.01])
    figure.update_yaxes(tickvals=ticks, ticktext=words, range=[0, 1.02])


def _thin(size: int) -> Any:
    return np.unique(np.linspace(0, size - 1, MOST_POINTS).astype(int))
