"""What the charts of SHAP values share: one row per column, values as people read them."""

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lepton.plots.format import number
from lepton.plots.theme import label, new_figure, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["numbers_in", "rows_figure", "said", "split", "worded"]

Array = npt.NDArray[Any]
ROW_HEIGHT = 30
FRAME_HEIGHT = 110


def rows_figure(title: str, axis: str, names: list[str], *, dark: bool) -> "go.Figure":
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


def split(ordered: Any, top: int) -> tuple[Any, Any]:
    """The first few and the rest; a rest of one is shown by its name."""
    top = len(ordered) if len(ordered) <= top + 1 else top
    return ordered[:top], ordered[top:]


def numbers_in(shown: Array) -> Array | None:
    """Values as numbers, missing as nan; nothing if most of them are words."""
    out = np.full(len(shown), np.nan)
    for i, value in enumerate(shown):
        try:
            out[i] = float(value)
        except (TypeError, ValueError):
            continue
    known = int(np.isfinite(out).sum())
    return np.where(np.isfinite(out), out, np.nan) if known * 2 > len(out) else None


def said(name: str, value: object) -> str:
    """Word a column and its value, as in ``age 42``."""
    return f"{label(name)}: {worded(value)}"


def worded(value: object) -> str:
    """Word one value of a table."""
    if value is None or value != value:
        return "missing"
    if isinstance(value, int | float | np.number) and not isinstance(value, bool):
        return number(float(value), 4)
    return label(value)
