"""Why a model predicts what it predicts: charts of SHAP values.

Every function takes a ``shap.Explanation`` of one output: ``values`` of shape (rows, features),
``base_values`` (rows,), ``data`` (rows, features) as shown to people, ``feature_names``. For
several classes take one first: ``explanation[:, :, k]``.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lepton.plots.format import number, percent
from lepton.plots.theme import label, new_figure, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["beeswarm", "dependence", "importance", "probability", "ranking", "waterfall"]

Array = npt.NDArray[Any]
TOP = 12
MOST_DOTS = 400  # per feature; more only hide each other
MOST_DEPENDENCE = 1_500
ROW_HEIGHT = 30
FRAME_HEIGHT = 110
WIDEST = 0.42  # half the height of a beeswarm row, as a share of the row
BINS = 60
TICKS = (1e-4, 0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999)
MOST_ROUND = 0.99  # two figures of anything larger read as 100 %
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
    shown, rest = _split(ranked, top)
    names = [label(name) for name, _ in shown]
    sizes = [size for _, size in shown]
    colours = palette(dark=dark)
    paint = [colours.accent] * len(shown)
    if rest:
        names.append(f"{len(rest)} more columns together")
        sizes.append(sum(size for _, size in rest))
        paint.append(colours.compare)
    figure = _rows_figure(
        "Which columns move the prediction most", f"Average push, in {unit}", names, dark=dark
    )
    figure.add_bar(
        x=sizes,
        y=list(range(len(names))),
        orientation="h",
        marker={"color": paint, "line": {"width": 0}},
        customdata=names,
        hovertemplate="%{customdata} moves the prediction<br>by %{x:.3~g} "
        f"{label(unit)} on average<extra></extra>",
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
    figure = _rows_figure(
        "How each column moves the prediction",
        f"lowers it  ←  push, in {label(unit)}  →  raises it",
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
            customdata=[_said(name, value) for value in shown],
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
        f"Push, in {unit}",
        dark=dark,
    )
    figure.add_hline(y=0, line={"color": palette(dark=dark).compare, "width": 1})
    numbers = _numbers(shown)
    if numbers is None or len(np.unique(numbers[~np.isnan(numbers)])) < FEWEST_NUMBERS:
        _by_level(figure, shown, push, dark=dark)
    else:
        _by_number(figure, numbers, push, feature, dark=dark)
    return figure


def waterfall(
    explanation: Any,
    row: int,
    unit: str = "log-odds",
    top: int = 8,
    *,
    dark: bool = False,
) -> "go.Figure":
    """Draw one prediction as steps from where every case starts to where this one ends.

    Parameters
    ----------
    explanation
        SHAP values of one output.
    row
        Position of the row in the explanation.
    unit
        ``"log-odds"`` shows the axis as probabilities; any other unit as it is.
    top
        Columns shown; the others are one step.
    dark
        For a dark background.
    """
    names, steps = _steps(explanation, row, top)
    base = float(np.asarray(explanation.base_values).reshape(-1)[_base_at(explanation, row)])
    ends = base + np.cumsum(steps)
    starts = np.concatenate([[base], ends[:-1]])
    axis = "Predicted probability" if unit == "log-odds" else f"Prediction, {label(unit)}"
    rows = [f"start: {_worded(base, unit)}", *names, f"this case: {_worded(ends[-1], unit)}"]
    figure = _rows_figure(
        "From where every case starts to this one, step by step", axis, rows, dark=dark
    )
    colours = palette(dark=dark)
    figure.add_bar(
        x=steps,
        base=starts,
        y=list(range(1, len(rows) - 1)),
        orientation="h",
        marker={"color": [colours.accent if s > 0 else colours.compare for s in steps]},
        customdata=_step_sentences(names, starts, ends, unit),
        hovertemplate="%{customdata}<extra></extra>",
    )
    _join(figure, base, ends, dark=dark)
    if unit == "log-odds":
        _as_probabilities(figure, float(min(base, ends.min())), float(max(base, ends.max())))
    return figure


def probability(log_odds: float) -> float:
    """Turn log-odds into a probability.

    Examples
    --------
    >>> probability(0.0)
    0.5
    """
    return float(1 / (1 + np.exp(-np.clip(log_odds, -700, 700))))


def _split(ordered: Any, top: int) -> tuple[Any, Any]:
    """The first few and the rest; a rest of one is shown by its name."""
    top = len(ordered) if len(ordered) <= top + 1 else top
    return ordered[:top], ordered[top:]


def _rows_figure(title: str, axis: str, names: list[str], *, dark: bool) -> "go.Figure":
    """One row per name, the first on top."""
    height = FRAME_HEIGHT + ROW_HEIGHT * len(names)
    figure = new_figure(title, axis, "", height=height, dark=dark)
    figure.update_yaxes(
        tickvals=list(range(len(names))),
        ticktext=names,
        range=[len(names) - 0.4, -0.6],
        showgrid=False,
        tickfont={"color": palette(dark=dark).text},
    )
    figure.update_layout(bargap=0.35)
    return figure


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
    numbers = _numbers(shown)
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


def _numbers(shown: Array) -> Array | None:
    """Values as numbers, missing as nan; nothing if most of them are words."""
    out = np.full(len(shown), np.nan)
    for i, value in enumerate(shown):
        try:
            out[i] = float(value)
        except (TypeError, ValueError):
            continue
    known = int(np.isfinite(out).sum())
    return np.where(np.isfinite(out), out, np.nan) if known * 2 > len(out) else None


def _said(name: str, value: object) -> str:
    """Word a column and its value, as in ``age 42``."""
    return f"{label(name)}: {_value(value)}"


def _value(value: object) -> str:
    """Word one value of a table."""
    if value is None or value != value:
        return "missing"
    if isinstance(value, int | float | np.number) and not isinstance(value, bool):
        return number(float(value), 4)
    return label(value)


def _by_number(
    figure: "go.Figure", numbers: Array, push: Array, feature: str, *, dark: bool
) -> None:
    """One dot per row over a scale."""
    figure.add_scatter(
        x=numbers,
        y=push,
        mode="markers",
        marker={"color": palette(dark=dark).accent, "size": 5, "opacity": 0.5},
        customdata=[_said(feature, v) for v in numbers],
        hovertemplate="%{customdata}<br>moves the prediction by %{y:+.3~g}<extra></extra>",
    )


def _by_level(figure: "go.Figure", shown: Array, push: Array, *, dark: bool) -> None:
    """One row of dots per level, the most frequent levels first."""
    words = np.array([_value(v) for v in shown], dtype=object)
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


def _steps(explanation: Any, row: int, top: int) -> tuple[list[str], Array]:
    """The pushes of one row, the largest first, the small ones together at the end."""
    push = np.asarray(explanation.values)[row].astype(float)
    shown = np.asarray(explanation.data, dtype=object)[row]
    order = np.argsort(-np.abs(push), kind="stable")
    kept, rest = _split(order, top)
    names = [_said(str(explanation.feature_names[i]), shown[i]) for i in kept]
    steps = list(push[kept])
    if len(rest):
        names.append(f"{len(rest)} more columns together")
        steps.append(push[rest].sum())
    return names, np.asarray(steps, dtype=float)


def _base_at(explanation: Any, row: int) -> int:
    """Where the base value of a row is: one per row, or one for all."""
    return row if np.size(explanation.base_values) > 1 else 0


def _worded(value: float, unit: str) -> str:
    """A prediction as a probability, or in the target's unit."""
    return percent(probability(value)) if unit == "log-odds" else number(value)


def _step_sentences(names: list[str], starts: Array, ends: Array, unit: str) -> list[str]:
    """One sentence for every step."""
    return [
        f"{name}<br>takes the prediction from {_worded(a, unit)} to {_worded(b, unit)}"
        for name, a, b in zip(names, starts, ends, strict=True)
    ]


def _join(figure: "go.Figure", base: float, ends: Array, *, dark: bool) -> None:
    """Mark the start and the end with dots, and join the steps with thin lines."""
    colours = palette(dark=dark)
    stops = [base, *ends]
    for place, at in enumerate(stops):
        line = {"color": colours.compare, "width": 1, "dash": "dot"}
        figure.add_shape(type="line", x0=at, x1=at, y0=place, y1=place + 1, line=line)
    figure.add_scatter(
        x=[stops[0], stops[-1]],
        y=[0, len(stops)],
        mode="markers",
        marker={"color": [colours.compare, colours.accent], "size": 11},
        hoverinfo="skip",
    )


def _as_probabilities(figure: "go.Figure", low: float, high: float) -> None:
    """Label a log-odds axis with the probabilities that people know."""
    room = max((high - low) * 0.12, 0.2)
    start, stop = low - room, high + room
    ticks = [p for p in TICKS if start <= np.log(p / (1 - p)) <= stop]
    figure.update_xaxes(
        tickvals=[float(np.log(p / (1 - p))) for p in ticks],
        ticktext=[percent(p, short=True) if p <= MOST_ROUND else percent(p, 2) for p in ticks],
        range=[start, stop],
    )
