"""How sure the money is: how often which result, and what moves it most."""

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lepton.finance.names import label_of
from lepton.plots.format import money
from lepton.report.charts.canvas import COLOURS, SMALL, apart, money_ticks, sheet, write
from lepton.report.fonts import drawable, in_two
from lepton.report.tables import named
from lepton.report.values import rounded, unit_of, valued

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from lepton.finance.study import Study

__all__ = ["MOST_BARS", "binned", "histogram", "tornado"]

Floats = npt.NDArray[np.float64]
BINS = 36
TAIL = 0.002  # of the trials at either end go into the last bar
LEAST = 1e-9
MOST_BARS = 8
THICK = 0.62
MOST_ABOVE = 1.8  # a source alone may stand so much higher than both together
REACH = 0.74  # part of the height under the words
NARROW, PLOT = 4.5, 0.84  # inches; part of the width that the axes take
LETTER = 5.2  # points, of a small digit with some air


def binned(npv: Floats, bins: int = BINS) -> tuple[Floats, Floats]:
    """Give edges of bins, and how many of 100 trials fall into each; zero is an edge if inside.

    The ends hold what lies beyond them.
    """
    low, high = np.quantile(npv, [TAIL, 1 - TAIL])
    nothing = LEAST * max(abs(float(low)), abs(float(high)), 1.0)  # rounding is no spread
    width = max(float(high - low) / bins, nothing)
    first = np.floor(low / width) * width
    edges = first + width * np.arange(int(np.ceil((high - first) / width)) + 2)
    edges[np.abs(edges) < width * 1e-6] = 0.0
    return edges, shares_in(npv, edges)


def shares_in(npv: Floats, edges: Floats) -> Floats:
    """How many of 100 trials fall into each bin, those beyond the ends into the last."""
    counts, _ = np.histogram(np.clip(npv, edges[0], edges[-1]), edges)
    return counts / npv.size * 100


def histogram(study: "Study", size: tuple[float, float]) -> "Figure":
    """Draw how often which net present value comes out, and what each source does alone."""
    risk, currency = study.risk, study.currency
    figure, axes = sheet(size, f"net present value, {currency}", "of 100 trials")
    edges, shares = binned(risk.npv)
    middle = (edges[1:] + edges[:-1]) / 2
    shade = [COLOURS.accent if v > 0 else COLOURS.loss for v in middle]
    axes.bar(middle, shares, np.diff(edges), color=shade, alpha=0.55, linewidth=0, zorder=2)
    top = float(shares.max())
    ends = (float(edges[0]), float(edges[-1]))
    money_ticks(axes, *ends, currency, across=True, reach=REACH)
    sources = (
        (risk.npv_model, "model alone", "-"),
        (risk.npv_assumptions, "assumptions alone", "--"),
    )
    most = top * MOST_ABOVE
    for npv, name, dash in sources:
        if np.ptp(npv) > 0:
            line = shares_in(npv, edges)
            peak = float(line.max())
            said = name if peak <= most else f"{name} (up to {peak:.0f})"
            style: dict[str, Any] = {
                "color": COLOURS.text,
                "linestyle": dash,
                "linewidth": 1.0,
                "label": said,
            }
            axes.stairs(np.minimum(line, most), edges, **style)
            top = max(top, min(peak, most))
    axes.set_ylim(0, top * (1.4 if size[0] < NARROW else 1.24))
    _quantiles(axes, study, top, size[0])
    if axes.get_legend_handles_labels()[0]:
        figure.legend(
            loc="outside upper right", ncols=2, frameon=False, fontsize=SMALL,
            labelcolor=COLOURS.text,
        )  # fmt: skip
    return figure


def _quantiles(axes: "Axes", study: "Study", top: float, width: float) -> None:
    risk, (low, high) = study.risk, axes.get_xlim()
    marks = [("P10", risk.p10), ("P50", risk.p50), ("P90", risk.p90)]
    between = "\n" if width < NARROW else " "
    said = [f"{name}{between}{money(v, study.currency, short=True)}" for name, v in marks]
    letters = max(len(line) for text in said for line in text.splitlines())
    gap = (high - low) * letters * LETTER / (width * 72 * PLOT)
    places = apart([float(value) for _, value in marks], gap)
    over = max(places[-1] - (high - gap / 2), 0.0)
    for (_, value), text, x in zip(marks, said, places, strict=True):
        axes.plot([value, value], [0, top * 1.04], color=COLOURS.muted, linewidth=0.8, zorder=3)
        inside = max(x - over, low + gap / 2)
        write(
            axes,
            inside,
            top * (1.22 if between == "\n" else 1.14),
            text,
            ha="center",
            color=COLOURS.muted,
        )


def tornado(study: "Study", size: tuple[float, float]) -> "Figure":
    """Draw how far each assumption alone moves the net present value, the most important first."""
    bars = study.tornado[:MOST_BARS]
    currency, base = study.currency, study.measures.npv
    figure, axes = sheet(size, f"net present value, {currency}", "")
    ends = [v for bar in bars for v in (bar.npv_low, bar.npv_high)] + [base]
    wide = max(max(ends) - min(ends), 1e-9) * 0.22
    money_ticks(axes, min(ends) - wide, max(ends) + wide, currency, across=True)
    for at, bar in enumerate(bars):
        _bar(axes, at, bar, base)
        _ends(axes, at, bar, base, currency)
    axes.plot([base, base], [-0.5, len(bars) - 0.5], color=COLOURS.text, linewidth=1.0, zorder=4)
    names = [in_two(drawable(named(study, bar.name), label_of(bar.name))) for bar in bars]
    axes.set_yticks(range(len(bars)), names, color=COLOURS.text)
    axes.set_ylim(max(len(bars), 1) - 0.5, -1.05)
    said = f"as assumed {money(base, currency, short=True)}"
    write(axes, base, -0.75, said, ha="center", color=COLOURS.text)
    return figure


def _bar(axes: "Axes", at: int, bar: Any, base: float) -> None:
    """One bar: grey where it lowers the result, blue where it raises it, red below zero."""
    low, high = sorted((bar.npv_low, bar.npv_high))
    for start, end, shade in (
        (low, min(high, base), COLOURS.compare),
        (max(low, base), high, COLOURS.accent),
        (low, min(high, 0.0), COLOURS.loss),
    ):
        if end > start:
            axes.barh(at, end - start, THICK, left=start, color=shade, linewidth=0, zorder=3)


def _ends(axes: "Axes", at: int, bar: Any, base: float, currency: str) -> None:
    """Write the value of the assumption at each end of its bar."""
    unit = unit_of(bar.name)
    ends = sorted(((bar.npv_low, bar.low), (bar.npv_high, bar.high)))
    for (npv, value), side in zip(ends, (-1, 1), strict=True):
        style = {"ha": "right" if side < 0 else "left", "color": COLOURS.muted}
        edge = min(npv, base) if side < 0 else max(npv, base)
        said = valued(rounded(value), unit, currency)
        write(axes, edge, at, said, xytext=(4 * side, 0), textcoords="offset points", **style)
