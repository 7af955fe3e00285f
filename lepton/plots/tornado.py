"""Which assumption moves the result most: each low and high, the others as they are."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lepton.plots.format import money
from lepton.plots.risk import money_across
from lepton.plots.rows import rows_figure
from lepton.plots.theme import label, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lepton.finance.tornado import Bar

__all__ = ["tornado_figure"]

MOST = 12
LONGEST = 36
NO_WORDS: Mapping[str, str] = {}


def tornado_figure(
    bars: "Sequence[Bar]",
    base: float,
    labels: Mapping[str, str] = NO_WORDS,
    ends: Mapping[str, tuple[str, str]] | None = None,
    currency: str = "EUR",
    *,
    dark: bool = False,
) -> "go.Figure":
    """Draw the tornado: one bar for each assumption, from its low to its high end.

    Parameters
    ----------
    bars
        From :func:`lepton.finance.tornado.tornado`, the largest swing first.
    base
        Net present value with everything as assumed.
    labels
        What each assumption is called.
    ends
        How the low and the high value of each are written; None for numbers as they are.
    currency
        Three-letter code.
    dark
        For a dark background.
    """
    shown, colours = list(bars)[:MOST], palette(dark=dark)
    names = [label(labels.get(bar.name, bar.name), LONGEST) for bar in shown]
    title = "Net present value with one assumption at its low (grey) or high (blue) end"
    figure = rows_figure(title, "net present value", names, dark=dark)
    written = ends or {}
    for side, colour in ((0, colours.compare), (1, colours.accent)):
        values = [(bar.npv_low, bar.npv_high)[side] for bar in shown]
        said = [_end(bar, side, written) for bar in shown]
        figure.add_bar(
            x=[v - base for v in values],
            base=base,
            y=list(range(len(shown))),
            orientation="h",
            name=("low end", "high end")[side],
            marker={"color": colour, "line": {"width": 0}},
            customdata=[f"{s}: {money(v, currency)}" for s, v in zip(said, values, strict=True)],
            hovertemplate="%{customdata}<extra></extra>",
        )
    every = [v for bar in shown for v in (bar.npv_low, bar.npv_high)] + [base, 0.0]
    money_across(figure, min(every), max(every), currency)
    figure.add_vline(x=base, line={"color": colours.text, "width": 1})
    figure.add_vline(x=0, line={"color": colours.loss, "width": 1, "dash": "dot"})
    figure.update_layout(barmode="overlay")
    return figure


def _end(bar: "Bar", side: int, written: Mapping[str, tuple[str, str]]) -> str:
    low, high = written.get(bar.name, (f"{bar.low:,.4g}", f"{bar.high:,.4g}"))
    return label((low, high)[side])
