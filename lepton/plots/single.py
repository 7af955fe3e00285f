"""Why a model predicts what it predicts for one case."""

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lepton.plots.format import number, percent
from lepton.plots.rows import rows_figure, said, split
from lepton.plots.theme import label, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["leaning", "probability", "waterfall"]

Array = npt.NDArray[Any]
TICKS = (0.5, 0.1, 0.9, 0.01, 0.99, 0.25, 0.75, 0.05, 0.95, 0.001, 0.999, 1e-4, 0.9999)
CLOSEST = 0.17  # of the axis between two labels
MOST_ROUND = 0.99  # two figures of anything larger read as 100 %


def leaning(explanation: Any, row: int) -> int | None:
    """Give the class a row leans to, by position; None where the model has one output.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> leaning(SimpleNamespace(values=[[[0.2, 1.0]]], base_values=[[0.5, 0.0]]), 0)
    1
    """
    push = np.asarray(explanation.values)
    if push.ndim < 3:
        return None
    return int((push[row].sum(axis=0) + np.asarray(explanation.base_values)[row]).argmax())


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
    figure = rows_figure(
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


def _steps(explanation: Any, row: int, top: int) -> tuple[list[str], Array]:
    """The pushes of one row, the largest first, the small ones together at the end."""
    push = np.asarray(explanation.values)[row].astype(float)
    shown = np.asarray(explanation.data, dtype=object)[row]
    order = np.argsort(-np.abs(push), kind="stable")
    kept, rest = split(order, top)
    names = [said(str(explanation.feature_names[i]), shown[i]) for i in kept]
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
    ticks: list[float] = []
    for p in TICKS:  # the better known first; one too close to another is left out
        at = float(np.log(p / (1 - p)))
        if start <= at <= stop and all(
            abs(at - np.log(t / (1 - t))) > (stop - start) * CLOSEST for t in ticks
        ):
            ticks.append(p)
    figure.update_xaxes(
        tickvals=[float(np.log(p / (1 - p))) for p in ticks],
        ticktext=[percent(p, short=True) if p <= MOST_ROUND else percent(p, 2) for p in ticks],
        range=[start, stop],
        tickangle=0,
    )
