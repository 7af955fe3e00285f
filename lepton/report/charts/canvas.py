"""One sheet to draw on: the look of the house, axes of money, labels that keep apart."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from lepton.plots.amounts import round_steps
from lepton.plots.format import money
from lepton.plots.theme import palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["COLOURS", "COST_SHADES", "RC", "apart", "money_ticks", "room", "sheet", "write"]

COLOURS = palette()
SMALL, TEXT = 7.5, 8.5  # points
COST_SHADES = {  # costs are there to compare: greys, the largest step between neighbours
    "needs": "#3C4654", "data": "#6B7688", "model": "#98A2B1", "deployment": "#4F5A6A",
    "operations": "#7F8A9B", "contingency": "#B4BCC8", "tax": "#D3D8E0",
}  # fmt: skip
RC: Any = {
    "font.family": ["DejaVu Sans"],
    "font.size": TEXT,
    "svg.fonttype": "none",
    "svg.hashsalt": "lepton",
    "text.parse_math": False,
    "axes.unicode_minus": True,
    "text.usetex": False,
}


def sheet(size: tuple[float, float], x_title: str, y_title: str) -> "tuple[Figure, Axes]":
    """Start a chart of so many inches, with axis titles that name their unit."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=size, layout="constrained")
    figure.patch.set_facecolor("none")
    axes = figure.add_subplot()
    axes.patch.set_facecolor("none")
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(COLOURS.compare)
    axes.tick_params(length=0, labelsize=SMALL, colors=COLOURS.muted)
    axes.set_axisbelow(True)
    axes.set_xlabel(x_title, fontsize=SMALL, color=COLOURS.muted)
    axes.set_ylabel(y_title, fontsize=SMALL, color=COLOURS.muted)
    return figure, axes


def money_ticks(
    axes: "Axes", low: float, high: float, currency: str, *, across: bool, reach: float = 1.0
) -> None:
    """Write round amounts of money on an axis, with a faint line at each and one at zero."""
    ticks = round_steps(low, high)
    words = [money(t, currency, short=True) for t in ticks]
    line = partial(axes.axvline, ymax=reach) if across else partial(axes.axhline, xmax=reach)
    for tick in ticks:
        line(tick, color=COLOURS.grid, linewidth=0.8, zorder=0)
    if low <= 0 <= high:
        line(0, color=COLOURS.compare, linewidth=1.0, zorder=1)
    if across:
        axes.set_xticks(ticks, words)
        axes.set_xlim(low, high)
    else:
        axes.set_yticks(ticks, words)
        axes.set_ylim(low, high)


def room(values: Sequence[float], share: float = 0.08) -> tuple[float, float]:
    """Give the lowest and the highest value, zero among them, with some room beyond both.

    Examples
    --------
    >>> room([0.0, 50.0], 0.1)
    (-1.0, 55.0)
    """
    low, high = min(0.0, *values), max(0.0, *values)
    extra = max((high - low) * share, 1e-9)
    return low - (extra if low < 0 else extra / 5), high + (extra if high > 0 else extra / 5)


def apart(values: Sequence[float], gap: float) -> list[float]:
    """Move labels so that no two are closer than the gap, keeping their order.

    Examples
    --------
    >>> apart([1.0, 1.0, 9.0], 2.0)
    [0.0, 2.0, 9.0]
    """
    order = sorted(range(len(values)), key=lambda i: values[i])
    groups: list[list[int]] = []
    for i in order:
        groups.append([i])
        while len(groups) > 1 and _touch(groups[-2], groups[-1], values, gap):
            groups[-2:] = [groups[-2] + groups[-1]]
    moved = dict(pair for group in groups for pair in _placed(group, values, gap))
    return [moved[i] for i in range(len(values))]


def _placed(group: list[int], values: Sequence[float], gap: float) -> list[tuple[int, float]]:
    """Spread a group about its own middle."""
    middle = sum(values[i] for i in group) / len(group)
    first = middle - gap * (len(group) - 1) / 2
    return [(i, first + gap * at) for at, i in enumerate(group)]


def _touch(below: list[int], above: list[int], values: Sequence[float], gap: float) -> bool:
    top = _placed(below, values, gap)[-1][1]
    return _placed(above, values, gap)[0][1] - top < gap


def write(axes: "Axes", x: float, y: float, text: str, **style: Any) -> None:
    """Put a word beside what it names."""
    kept = {"fontsize": SMALL, "color": COLOURS.text, "va": "center", **style}
    axes.annotate(text, (x, y), annotation_clip=False, parse_math=False, **kept)
