"""Whether probabilities, and the money they promise, can be trusted: charts and words."""

from typing import TYPE_CHECKING, Any

import numpy as np

from lepton.plots.amounts import between, money_axis
from lepton.plots.format import NBSP, count, money, percent
from lepton.plots.theme import new_figure, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lepton.value.calibration import MoneyCalibration, Reliability, ThresholdGap

__all__ = ["money_calibration_figure", "reliability_figure", "trust_words"]

SQUARE = 380
LEAST_TOP = 5
HUNDRED = 100
TENTHS = 10

PROBABILITIES = {
    "good": "Probabilities can be taken at their word: {said} predicted on average, {came} "
    "happened.",
    "optimistic": "Probabilities are too high: {said} predicted on average, {came} happened.",
    "pessimistic": "Probabilities are too low: {said} predicted on average, {came} happened.",
    "overconfident": "Probabilities are right on average, but the high ones are too high and the "
    "low ones too low.",
    "underconfident": "Probabilities are right on average, but the high ones are too low and the "
    "low ones too high.",
    "uneven": "Probabilities are right on average, {said} predicted and {came} happened, but not "
    "at every level: look at the chart before relying on a single one.",
}
MONEY = {
    "good": "Acting where it should pay brought what was expected: {said} expected, {came} "
    "came in.",
    "optimistic": "Acting where it should pay brought less than expected: {said} expected, {came} "
    "came in.",
    "pessimistic": "Acting where it should pay brought more than expected: {said} expected, {came} "
    "came in.",
}


def reliability_figure(found: "Reliability", *, dark: bool = False) -> "go.Figure":
    """Draw what happened against what was predicted; on the grey line a prediction is right.

    Parameters
    ----------
    found
        From :func:`lepton.value.calibration.reliability`.
    dark
        For a dark background.
    """
    colours = palette(dark=dark)
    figure = new_figure(
        f"Does a predicted {percent(0.2, 0)} happen in {percent(0.2, 0)} of cases?",
        "Predicted, average of each group of cases",
        "What happened",
        height=SQUARE,
        dark=dark,
    )
    said, came, low, high = (
        HUNDRED * v for v in (found.predicted, found.observed, found.low, found.high)
    )
    top = 1.05 * float(max(said.max(), high.max(), LEAST_TOP))
    line = {"color": colours.compare, "width": 1.5, "dash": "dot"}
    figure.add_scatter(x=[0, top], y=[0, top], mode="lines", line=line, hoverinfo="skip")
    figure.add_scatter(
        x=said,
        y=came,
        mode="lines+markers",
        line={"color": colours.accent, "width": 2.5},
        error_y=_reach(came, low, high, colours.muted),
        customdata=_groups(found),
        hovertemplate="%{customdata}<extra></extra>",
    )
    figure.add_annotation(
        x=top * 0.62,
        y=top * 0.55,
        text="exactly right",
        showarrow=False,
        xanchor="left",
        yanchor="top",
        font={"color": colours.muted, "size": 13},
    )
    for update in (figure.update_xaxes, figure.update_yaxes):
        update(ticksuffix=f"{NBSP}%", range=[0, top])
    return figure


def money_calibration_figure(
    found: "MoneyCalibration", currency: str = "EUR", *, dark: bool = False
) -> "go.Figure":
    """Draw what acting brought beside what the probabilities promised, group by group.

    Parameters
    ----------
    found
        From :func:`lepton.value.calibration.money_calibration`.
    currency
        Three-letter code.
    dark
        For a dark background.
    """
    colours = palette(dark=dark)
    many = "tenth" if len(found.share) == TENTHS else "group"
    figure = new_figure(
        f"What acting brought, and what was expected, by {many} of cases",
        "Cases by expected gain, best first: up to this share",
        "Gain a month",
        dark=dark,
    )
    places = list(range(len(found.share)))
    figure.add_bar(
        x=places,
        y=found.realised,
        marker={"color": [colours.accent if v >= 0 else colours.loss for v in found.realised]},
        error_y=_reach(found.realised, found.low, found.high, colours.muted),
        customdata=_sums(found, currency),
        hovertemplate="%{customdata}<extra></extra>",
    )
    figure.add_scatter(
        x=places,
        y=found.expected,
        mode="markers",
        marker={"symbol": "line-ew-open", "size": 22, "line": {"width": 3, "color": colours.text}},
        hoverinfo="skip",
    )
    figure.add_annotation(
        x=places[0],
        y=float(found.expected[0]),
        text="expected",
        showarrow=False,
        xanchor="left",
        xshift=16,
        font={"color": colours.text, "size": 13},
    )
    figure.update_layout(bargap=0.35)
    figure.update_xaxes(tickvals=places, ticktext=[percent(s, 0) for s in found.share])
    low = min(0.0, float(found.low.min()), float(found.expected.min()))
    high = max(0.0, float(found.high.max()), float(found.expected.max()))
    money_axis(figure, low, high, currency)
    return figure


def trust_words(
    found: "Reliability | None" = None,
    money_found: "MoneyCalibration | None" = None,
    gap: "ThresholdGap | None" = None,
    currency: str = "EUR",
) -> list[str]:
    """Say in one to three sentences whether the probabilities can be trusted.

    Parameters
    ----------
    found
        Whether what was predicted happened.
    money_found
        Whether the money that was expected came in.
    gap
        Whether the cut-off that theory asks for paid; only an alarm is spoken of.
    currency
        Three-letter code.

    Examples
    --------
    >>> from lepton.value.calibration import reliability
    >>> said = trust_words(reliability([1, 0, 0, 0] * 100, [0.25] * 400))
    >>> said[0].split(":")[0]
    'Probabilities can be taken at their word'
    """
    said = []
    if found is not None:
        shares = (found.mean_predicted, found.mean_observed)
        words = [percent(s, short=True) for s in shares]
        if words[0] == words[1] and found.verdict in {"optimistic", "pessimistic"}:
            words = [percent(s, 2) for s in shares]
        said.append(PROBABILITIES[found.verdict].format(said=words[0], came=words[1]))
    if money_found is not None:
        said.append(_money_words(money_found, currency))
    if gap is not None and gap.alarm:
        lost, level = money(gap.lost, currency, short=True), percent(gap.break_even, short=True)
        said.append(
            f"Acting from a probability of {level} on, as the amounts ask for, earns {lost} less "
            "than the best cut-off: correct the probabilities before relying on them."
        )
    return said


def _money_words(found: "MoneyCalibration", currency: str) -> str:
    if found.kept is None:
        return "The probabilities promise no profit from anybody, so there is nothing to compare."
    expected = money(found.expected_where_it_pays, currency, short=True)
    came = between(found.low_where_it_pays, found.high_where_it_pays, currency)
    return MONEY[found.verdict].format(said=expected, came=came)


def _reach(value: np.ndarray, low: np.ndarray, high: np.ndarray, colour: str) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "array": np.maximum(high - value, 0),
        "arrayminus": np.maximum(value - low, 0),
        "color": colour,
        "thickness": 1.5,
        "width": 4,
    }


def _groups(found: "Reliability") -> list[str]:
    """One sentence for every group of cases."""
    return [
        f"Predicted {percent(said)} on average,<br>happened in {percent(came)} of "
        f"{count(rows)}{NBSP}cases<br>({percent(low)} to {percent(high)})"
        for said, came, rows, low, high in zip(
            found.predicted, found.observed, found.count, found.low, found.high, strict=True
        )
    ]


def _sums(found: "MoneyCalibration", currency: str) -> list[str]:
    """One sentence for every group of cases."""
    return [
        f"Expected {money(said, currency, short=True)},<br>came in {between(low, high, currency)}"
        for said, low, high in zip(found.expected, found.low, found.high, strict=True)
    ]
