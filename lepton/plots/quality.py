"""How well a model predicts: its charts, each beside the simplest thing to compare with."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lepton.plots.format import NBSP, count, percent
from lepton.plots.theme import label, new_figure, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["calibration", "confusion", "mix_ups", "precision_recall", "predicted_actual", "roc"]

Checks = Mapping[str, Any]
MOST_WITH_TEXT = 12  # cells get too small for numbers beyond so many classes
SQUARE = 380


def roc(checks: Checks, *, dark: bool = False) -> "go.Figure":
    """Draw how many positives are found for how many false alarms.

    Parameters
    ----------
    checks
        ``Model.checks`` of a model for two classes.
    dark
        For a dark background.

    Returns
    -------
    go.Figure
        True positive rate against false positive rate, beside guessing at random (Fawcett 2006).
    """
    figure = new_figure(
        "How many it finds for how many false alarms",
        "False alarms, share of all negatives",
        "Found, share of all positives",
        height=SQUARE,
        dark=dark,
    )
    _add_compare(figure, [0, 1], [0, 1], dark=dark)
    hover = "Finds %{y:.0%} of the positives<br>with %{x:.0%} of the negatives as false alarms"
    _add_model(figure, checks["roc"]["fpr"], checks["roc"]["tpr"], hover, dark=dark)
    _name(figure, 0.62, 0.52, "guessing", palette(dark=dark).muted)
    _in_percent(figure)
    return figure


def precision_recall(checks: Checks, *, dark: bool = False) -> "go.Figure":
    """Draw how often it is right against how many it finds.

    Parameters
    ----------
    checks
        ``Model.checks`` of a model for two classes.
    dark
        For a dark background.

    Returns
    -------
    go.Figure
        Precision against recall; the grey line is the share of positives, which picking at
        random would hit.
    """
    figure = new_figure(
        "How often it is right when it says yes",
        "Found, share of all positives",
        "Right, share of the cases picked",
        height=SQUARE,
        dark=dark,
    )
    table = np.asarray(checks["confusion"], dtype=float)
    chance = float(table[1].sum() / max(table.sum(), 1))
    _add_compare(figure, [0, 1], [chance, chance], dark=dark)
    hover = "To find %{x:.0%} of the positives,<br>%{y:.0%} of the cases picked are right"
    _add_model(figure, checks["pr"]["recall"], checks["pr"]["precision"], hover, dark=dark)
    _name(figure, 0.02, chance, "picking at random", palette(dark=dark).muted, above=True)
    _in_percent(figure)
    return figure


def calibration(checks: Checks, *, dark: bool = False) -> "go.Figure":
    """Draw whether a predicted 20 % happens in 20 % of cases: ten groups of equal size.

    Parameters
    ----------
    checks
        ``Model.checks`` of a model for two classes.
    dark
        For a dark background.
    """
    said = [100 * p for p in checks["calibration"]["predicted"]]
    came = [100 * p for p in checks["calibration"]["observed"]]
    figure = new_figure(
        f"Does a predicted {percent(0.2, 0)} happen in {percent(0.2, 0)} of cases?",
        "Predicted, average of each tenth of the cases",
        "What happened",
        height=SQUARE,
        dark=dark,
    )
    top = max([*said, *came, 5]) * 1.05
    _add_compare(figure, [0, top], [0, top], dark=dark)
    hover = f"Predicted %{{x:.1f}}{NBSP}% on average,<br>happened in %{{y:.1f}}{NBSP}%"
    _add_model(figure, said, came, hover, mode="lines+markers", dark=dark)
    _name(figure, top * 0.62, top * 0.55, "exactly right", palette(dark=dark).muted)
    figure.update_xaxes(ticksuffix=f"{NBSP}%", range=[0, top])
    figure.update_yaxes(ticksuffix=f"{NBSP}%", range=[0, top])
    return figure


def confusion(checks: Checks, target: str = "", *, dark: bool = False) -> "go.Figure":
    """Draw what was predicted against what was true, as counts.

    Parameters
    ----------
    checks
        ``Model.checks`` of a model for classes: ``confusion`` of shape (K, K), rows the truth,
        columns the prediction, and the K ``classes`` in the same order.
    target
        Name of the target, for the axes.
    dark
        For a dark background.
    """
    table = np.asarray(checks["confusion"], dtype=float)
    names = [label(c) for c in checks["classes"]]
    share = table / np.maximum(table.sum(axis=1, keepdims=True), 1)
    gap = 2 if len(names) <= MOST_WITH_TEXT else 0
    figure = new_figure(
        "What was predicted, and what was true",
        f"Predicted {label(target)}".strip(),
        f"True {label(target)}".strip(),
        height=SQUARE,
        dark=dark,
    )
    figure.add_heatmap(
        z=share,
        customdata=_cell_sentences(table, names),
        hovertemplate="%{customdata}<extra></extra>",
        colorscale=[[0, palette(dark=dark).grid], [1, palette(dark=dark).accent]],
        zmin=0,
        zmax=1,
        showscale=False,
        xgap=gap,
        ygap=gap,
    )
    _label_cells(figure, table, share, names, dark=dark)
    return figure


def predicted_actual(checks: Checks, unit: str = "", *, dark: bool = False) -> "go.Figure":
    """Draw predictions against what came true; on the grey line a prediction is exact.

    Parameters
    ----------
    checks
        ``Model.checks`` of a model for a number.
    unit
        Name of the target, for the axes.
    dark
        For a dark background.
    """
    true = np.asarray(checks["points"]["actual"], dtype=float)
    guess = np.asarray(checks["points"]["predicted"], dtype=float)
    name = label(unit)
    figure = new_figure(
        "Predictions against what came true",
        f"What came true: {name}" if name else "What came true",
        "Predicted",
        height=SQUARE,
        dark=dark,
    )
    ends = [float(min(true.min(), guess.min())), float(max(true.max(), guess.max()))]
    _add_compare(figure, ends, ends, dark=dark)
    figure.add_scatter(
        x=true,
        y=guess,
        mode="markers",
        marker={"color": palette(dark=dark).accent, "size": 5, "opacity": 0.45},
        hovertemplate="Predicted %{y:,.3~g},<br>was %{x:,.3~g}<extra></extra>",
    )
    return figure


def mix_ups(checks: Checks, top: int = 5) -> list[tuple[str, str, int]]:
    """List what is mistaken most often: (true class, predicted class, how many times).

    Examples
    --------
    >>> mix_ups({"confusion": [[5, 2], [0, 3]], "classes": ["a", "b"]})
    [('a', 'b', 2)]
    """
    table = np.array(checks["confusion"])
    np.fill_diagonal(table, 0)
    names = list(checks["classes"])
    order = np.argsort(-table, axis=None, kind="stable")[:top]
    pairs = [(int(at) // len(names), int(at) % len(names)) for at in order]
    return [(str(names[i]), str(names[j]), int(table[i, j])) for i, j in pairs if table[i, j]]


def _cell_sentences(table: npt.NDArray[np.float64], names: list[str]) -> list[list[str]]:
    """One sentence for every cell."""
    rows = np.maximum(table.sum(axis=1), 1)
    return [
        [
            f"{count(table[i, j])} of {count(rows[i])} that were {true}<br>"
            f"were predicted {said} ({percent(table[i, j] / rows[i])})"
            for j, said in enumerate(names)
        ]
        for i, true in enumerate(names)
    ]


def _label_cells(
    figure: "go.Figure",
    table: npt.NDArray[np.float64],
    share: npt.NDArray[np.float64],
    names: list[str],
    *,
    dark: bool,
) -> None:
    """Write the counts into the cells, and the names beside them, where there is room."""
    places = list(range(len(names)))
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(showgrid=False)
    if len(names) > MOST_WITH_TEXT:
        figure.update_xaxes(showticklabels=False)
        figure.update_yaxes(showticklabels=False)
        return
    figure.update_xaxes(tickvals=places, ticktext=names)
    figure.update_yaxes(tickvals=places, ticktext=names)
    colours = palette(dark=dark)
    for i in places:
        for j in places:
            on_accent = share[i, j] > 0.5
            figure.add_annotation(
                x=j,
                y=i,
                text=count(table[i, j]),
                showarrow=False,
                font={"color": colours.paper if on_accent else colours.text, "size": 15},
            )


def _add_model(
    figure: "go.Figure",
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    hover: str,
    mode: str = "lines",
    *,
    dark: bool,
) -> None:
    """Draw the line the chart is about."""
    figure.add_scatter(
        x=np.asarray(x),
        y=np.asarray(y),
        mode=mode,
        line={"color": palette(dark=dark).accent, "width": 2.5},
        hovertemplate=hover + "<extra></extra>",
    )


def _add_compare(figure: "go.Figure", x: list[float], y: list[float], *, dark: bool) -> None:
    """Draw the grey line that is only there to compare."""
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": palette(dark=dark).compare, "width": 1.5, "dash": "dot"},
        hoverinfo="skip",
    )


def _name(
    figure: "go.Figure", x: float, y: float, text: str, colour: str, *, above: bool = False
) -> None:
    """Write the name of a line beside it."""
    figure.add_annotation(
        x=x,
        y=y,
        text=text,
        showarrow=False,
        font={"color": colour, "size": 13},
        xanchor="left",
        yanchor="bottom" if above else "top",
    )


def _in_percent(figure: "go.Figure") -> None:
    """Both axes from nothing to everything."""
    ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
    words = [percent(t, 0) for t in ticks]
    figure.update_xaxes(tickvals=ticks, ticktext=words, range=[0, 1.01])
    figure.update_yaxes(tickvals=ticks, ticktext=words, range=[0, 1.02])
