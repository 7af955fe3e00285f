"""Plans over time beside what was needed, and how far off the forecast was."""

from typing import TYPE_CHECKING

import numpy as np

from lepton.plots.amounts import faint
from lepton.plots.forecasts import ForecastWords, signed
from lepton.plots.format import count
from lepton.plots.theme import label, new_figure, palette

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from lepton.value.forecast import ForecastResult

__all__ = ["errors_chart", "plan_chart"]

BINS = 60


def plan_chart(
    table: "pd.DataFrame",
    words: ForecastWords | None = None,
    *,
    last: int = 168,
    dark: bool = False,
) -> "go.Figure":
    """Draw what was needed beside what would have been planned, over the newest rows held out.

    Parameters
    ----------
    table
        From :func:`lepton.workflows.forecast.plan_table`.
    words
        Of the use case.
    last
        Rows shown.
    dark
        For a dark background.
    """
    say, colours = words or ForecastWords(), palette(dark=dark)
    shown = table.tail(last)
    x = np.arange(1, len(shown) + 1)
    needed, plan = shown["needed"].to_numpy(), shown["plan"].to_numpy()
    title = f"{say.pieces[:1].upper()}{say.pieces[1:]} planned and needed"
    title += f", the last {count(len(shown))} {say.units} held out"
    y_title = f"{say.pieces[:1].upper()}{say.pieces[1:]}"
    figure = new_figure(title, _when(say), y_title, height=340, dark=dark)
    figure.add_scatter(
        x=x,
        y=plan,
        mode="lines",
        line={"color": colours.accent, "width": 2, "shape": "hvh"},
        fill="tozeroy",
        fillcolor=faint(colours.accent),
        hovertemplate=f"planned %{{y:,.0f}} {label(say.pieces)}<extra></extra>",
    )
    figure.add_scatter(
        x=x,
        y=needed,
        mode="lines",
        line={"color": colours.text, "width": 1.2},
        hovertemplate=f"needed %{{y:,.0f}} {label(say.pieces)}<extra></extra>",
    )
    lost = needed > plan
    figure.add_scatter(
        x=x[lost],
        y=needed[lost],
        mode="markers",
        marker={"color": colours.loss, "size": 6},
        customdata=(needed - plan)[lost],
        hovertemplate=f"%{{customdata:,.0f}} {label(say.short)}<extra></extra>",
    )
    _legend_in_words(figure, say, dark=dark)
    figure.update_xaxes(showgrid=False, range=[0.5, len(shown) + 0.5])
    top = float(max(needed.max(), plan.max()))
    low = min(0.0, float(min(needed.min(), plan.min())))
    figure.update_yaxes(range=[low, top + 0.16 * (top - low) + 1e-9])
    return figure


def errors_chart(
    table: "pd.DataFrame",
    found: "ForecastResult",
    words: ForecastWords | None = None,
    *,
    dark: bool = False,
) -> "go.Figure":
    """Draw how far off the forecast was, and up to where the plan covers it.

    Parameters
    ----------
    table
        From :func:`lepton.workflows.forecast.plan_table`.
    found
        From :func:`lepton.value.forecast.forecast_value`.
    words
        Of the use case.
    dark
        For a dark background.
    """
    say, colours = words or ForecastWords(), palette(dark=dark)
    error = (table["needed"] - table["forecast"]).to_numpy()
    figure = new_figure(
        "How far off the forecast was, and what the plan covers",
        f"{say.pieces[:1].upper()}{say.pieces[1:]} needed above the forecast",
        f"{say.units[:1].upper()}{say.units[1:]}",
        height=340,
        dark=dark,
    )
    often, edges = np.histogram(error, bins=BINS)
    middle = (edges[:-1] + edges[1:]) / 2
    covered = middle <= found.model.shift
    figure.add_bar(
        x=middle,
        y=often,
        marker={"color": [colours.accent if c else colours.loss for c in covered]},
        hovertemplate="%{y:,} times about %{x:,.0f}<extra></extra>",
    )
    figure.add_vline(x=found.model.shift, line={"color": colours.text, "width": 1, "dash": "dash"})
    figure.add_annotation(
        x=found.model.shift,
        y=1,
        yref="paper",
        text=f"planned: {signed(found.model.shift)}",
        showarrow=False,
        xanchor="left",
        xshift=6,
        font={"color": colours.text, "size": 13},
    )
    figure.update_layout(bargap=0.05)
    return figure


def _when(say: ForecastWords) -> str:
    return f"{say.units[:1].upper()}{say.units[1:]}, in the order of the rows"


def _legend_in_words(figure: "go.Figure", say: ForecastWords, *, dark: bool) -> None:
    colours = palette(dark=dark)
    words = (
        (f"<span style='color:{colours.accent}'>planned</span>"),
        "needed",
        f"<span style='color:{colours.loss}'>● {label(say.short)}</span>",
    )
    figure.add_annotation(
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="top",
        text="   ".join(words),
        showarrow=False,
        font={"color": colours.text, "size": 13},
    )
