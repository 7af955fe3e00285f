"""Why a model predicts what it predicts: charts of SHAP values.

The functions take a ``shap.Explanation`` of one output: ``values`` of shape (rows, features),
``base_values`` (rows,), ``data`` (rows, features) as shown to people, ``feature_names``. For
several classes take one first: ``explanation[:, :, k]``.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lepton.plots.rows import numbers_in, rows_figure, said, split, worded
from lepton.plots.theme import label, new_figure, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["beeswarm", "dependence", "importance", "is_free_text", "ranking"]

Array = npt.NDArray[Any]
TOP = 12
MOST_DOTS = 400  # per feature; more only hide each other
MOST_DEPENDENCE = 1_500
WIDEST = 0.42  # half the height of a beeswarm row, as a share of the row
BINS = 60
LOG_ODDS = "log-odds"  # adds up, but says nothing to most people: no axis names it
FEWEST_NUMBERS = 5  # fewer different values are levels, not a scale


def ranking(explanation: Any) -> list[tuple[str, float]]:
    """List the features by mean absolute SHAP value, the most important first.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> ranking(SimpleNamespace(values=[[1.0, -3.0], [2.0, 1.0]], feature_names=["a", "b"]))
    [('b', 2.0), ('a', 1.5)]
    """
    size = np.abs(np.asarray(explanation.values)).mean(axis=0)
    order = np.argsort(-size, kind="stable")
    return [(str(explanation.feature_names[i]), float(size[i])) for i in order]


def importance(
    explanation: Any, unit: str = "log-odds", top: int = TOP, *, dark: bool = False
) -> "go.Figure":
    """Draw how far each column moves the prediction on average.

    Parameters
    ----------
    explanation
        SHAP values of one output.
    unit
        Unit of the SHAP values: log-odds, or the target's own.
    top
        Columns shown; the others are summed in one grey bar.
    dark
        For a dark background.
    """
    ranked = ranking(explanation)
    shown, rest = split(ranked, top)
    names = [label(name) for name, _ in shown]
    sizes = [size for _, size in shown]
    colours = palette(dark=dark)
    paint = [colours.accent] * len(shown)
    if rest:
        names.append(f"{len(rest)} more columns together")
        sizes.append(sum(size for _, size in rest))
        paint.append(colours.compare)
    figure = rows_figure(
        "Which columns move the prediction most", _push("Average push", unit), names, dark=dark
    )
    figure.add_bar(
        x=sizes,
        y=list(range(len(names))),
        orientation="h",
        marker={"color": paint, "line": {"width": 0}},
        customdata=names,
        hovertemplate="%{customdata} moves the prediction<br>by %{x:.3~g}"
        f"{'' if unit == LOG_ODDS else f' {label(unit)}'} on average<extra></extra>",
    )
    return figure


def beeswarm(
    explanation: Any, unit: str = "log-odds", top: int = TOP, *, dark: bool = False
) -> "go.Figure":
    """Draw every row as a dot: right raises the prediction, blue means a high value.

    Parameters
    ----------
    explanation
        SHAP values of one output; at most 400 evenly spaced rows are drawn.
    unit
        Unit of the SHAP values.
    top
        Columns shown.
    dark
        For a dark background.
    """
    values, data = np.asarray(explanation.values), np.asarray(explanation.data, dtype=object)
    names = [name for name, _ in ranking(explanation)[:top]]
    every = [str(n) for n in explanation.feature_names]
    rows = _spread(len(values), MOST_DOTS)
    figure = rows_figure(
        "How each column moves the prediction",
        _both_ways(unit),
        [label(name) for name in names],
        dark=dark,
    )
    figure.add_vline(x=0, line={"color": palette(dark=dark).compare, "width": 1})
    for place, name in enumerate(names):
        column = every.index(name)
        push, shown = values[rows, column], data[rows, column]
        figure.add_scatter(
            x=push,
            y=place + _swarm(push),
            mode="markers",
            marker=_dots(shown, dark=dark),
            customdata=[said(name, value) for value in shown],
            hovertemplate="%{customdata}<br>moves the prediction by %{x:+.3~g}<extra></extra>",
        )
    return figure


def dependence(
    explanation: Any, feature: str, unit: str = "log-odds", *, dark: bool = False
) -> "go.Figure":
    """Draw how the push of one column changes with its value.

    Parameters
    ----------
    explanation
        SHAP values of one output; at most 1,500 evenly spaced rows are drawn.
    feature
        Name of the column.
    unit
        Unit of the SHAP values.
    dark
        For a dark background.
    """
    column = [str(n) for n in explanation.feature_names].index(feature)
    rows = _spread(len(explanation.values), MOST_DEPENDENCE)
    push = np.asarray(explanation.values)[rows, column]
    shown = np.asarray(explanation.data, dtype=object)[rows, column]
    figure = new_figure(
        f"How {label(feature)} moves the prediction",
        label(feature),
        _push("Push", unit),
        dark=dark,
    )
    figure.add_hline(y=0, line={"color": palette(dark=dark).compare, "width": 1})
    numbers = numbers_in(shown)
    if numbers is None or len(np.unique(numbers[~np.isnan(numbers)])) < FEWEST_NUMBERS:
        _by_level(figure, shown, push, dark=dark)
    else:
        _by_number(figure, numbers, push, feature, dark=dark)
    return figure


def is_free_text(explanation: Any, feature: str) -> bool:
    """Say whether nearly every row has words of its own, so that no picture by value helps.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> rows = [["good"], ["not at all"], ["why not"]]
    >>> is_free_text(SimpleNamespace(data=rows, feature_names=["said"]), "said")
    True
    """
    column = [str(n) for n in explanation.feature_names].index(feature)
    shown = np.asarray(explanation.data, dtype=object)[:, column]
    return numbers_in(shown) is None and len({str(v) for v in shown}) * 2 > len(shown)


def _push(what: str, unit: str) -> str:
    """Title of an axis of pushes; the unit only where it is one that people know."""
    return what if unit == LOG_ODDS else f"{what}, in {unit}"


def _both_ways(unit: str) -> str:
    return f"← lowers it {'' if unit == LOG_ODDS else f'({label(unit)}) '}raises it →"


def _spread(rows: int, most: int) -> Array:
    """Positions of at most so many rows, evenly spaced."""
    return np.unique(np.linspace(0, rows - 1, min(rows, most)).astype(int))


def _swarm(push: Array) -> Array:
    """Offsets that keep dots of nearly the same push from hiding each other."""
    low, high = float(push.min()), float(push.max())
    bins = np.floor((push - low) / ((high - low) or 1.0) * BINS).astype(int)
    order = np.argsort(bins, kind="stable")
    first = np.searchsorted(bins[order], bins[order], side="left")
    place = np.arange(len(push)) - first
    offsets = np.empty(len(push))
    offsets[order] = (place + 1) // 2 * np.where(place % 2, 1, -1)
    return offsets / max(float(np.abs(offsets).max()), 6.0) * WIDEST


def _dots(shown: Array, *, dark: bool) -> dict[str, Any]:
    """Dots from faint (low value) to the accent (high value); one grey for words."""
    colours = palette(dark=dark)
    numbers = numbers_in(shown)
    marker: dict[str, Any] = {"size": 5, "opacity": 0.8}
    if numbers is None:
        return {**marker, "color": colours.compare}
    low, high = np.nanpercentile(numbers, [5, 95])
    return {
        **marker,
        "color": np.nan_to_num(numbers, nan=low),
        "cmin": float(low),
        "cmax": float(high) if high > low else float(low) + 1,
        "colorscale": [[0, colours.faint], [1, colours.accent]],
    }


def _by_number(
    figure: "go.Figure", numbers: Array, push: Array, feature: str, *, dark: bool
) -> None:
    """One dot per row over a scale."""
    figure.add_scatter(
        x=numbers,
        y=push,
        mode="markers",
        marker={"color": palette(dark=dark).accent, "size": 5, "opacity": 0.5},
        customdata=[said(feature, v) for v in numbers],
        hovertemplate="%{customdata}<br>moves the prediction by %{y:+.3~g}<extra></extra>",
    )


def _by_level(figure: "go.Figure", shown: Array, push: Array, *, dark: bool) -> None:
    """One row of dots per level, the most frequent levels first."""
    words = np.array([worded(v) for v in shown], dtype=object)
    levels, sizes = np.unique(words, return_counts=True)
    kept = [str(level) for level in levels[np.argsort(-sizes, kind="stable")][:TOP]]
    for place, level in enumerate(kept):
        mine = push[words == level]
        figure.add_scatter(
            x=place + _swarm(mine) * 0.8,
            y=mine,
            mode="markers",
            marker={"color": palette(dark=dark).accent, "size": 5, "opacity": 0.5},
            customdata=[level] * len(mine),
            hovertemplate="%{customdata}<br>moves the prediction by %{y:+.3~g}<extra></extra>",
        )
    figure.update_xaxes(tickvals=list(range(len(kept))), ticktext=kept, showgrid=False)
