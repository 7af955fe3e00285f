"""From one scenario to another: what each assumption adds or takes away."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lepton.plots.format import money
from lepton.plots.risk import money_across
from lepton.plots.rows import rows_figure
from lepton.plots.theme import label, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lepton.finance.bridge import Step

__all__ = ["bridge_figure"]

LONGEST = 36
NO_WORDS: Mapping[str, str] = {}


def bridge_figure(
    start: tuple[str, float],
    steps: "Sequence[Step]",
    end: tuple[str, float],
    labels: Mapping[str, str] = NO_WORDS,
    currency: str = "EUR",
    *,
    dark: bool = False,
) -> "go.Figure":
    """Draw the bridge between two scenarios, one row for each assumption that differs.

    Parameters
    ----------
    start, end
        Name and net present value of both scenarios.
    steps
        From :func:`lepton.finance.bridge.bridge`; with the start they add up to the end.
    labels
        What each assumption is called.
    currency
        Three-letter code.
    dark
        For a dark background.
    """
    colours = palette(dark=dark)
    named = [label(labels.get(step.name, step.name), LONGEST) for step in steps]
    names = [label(start[0], LONGEST), *named, label(end[0], LONGEST)]
    title = f"From {label(start[0])} to {label(end[0])}"
    figure = rows_figure(title, "net present value", names, dark=dark)
    changes = [float(step.npv_change) for step in steps]
    at = [start[1]]
    for change in changes:
        at.append(at[-1] + change)
    lengths = [start[1], *changes, end[1]]
    figure.add_bar(
        x=lengths,
        base=[0.0, *at[:-1], 0.0],
        y=list(range(len(names))),
        orientation="h",
        marker={
            "color": [
                colours.compare,
                *(colours.accent if v >= 0 else colours.loss for v in changes),
                colours.compare,
            ],
            "line": {"width": 0},
        },
        text=[money(v, currency, short=True) for v in lengths],
        textposition="outside",
        textfont={"color": colours.text, "size": 13},
        cliponaxis=False,
        customdata=[money(v, currency) for v in lengths],
        hovertemplate="%{customdata}<extra></extra>",
    )
    every = [0.0, *at, end[1]]
    room = (max(every) - min(every)) * 0.12
    money_across(figure, min(every) - room, max(every) + room, currency)
    figure.add_vline(x=0, line={"color": colours.compare, "width": 1})
    return figure
