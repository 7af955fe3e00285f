"""What acting on a larger share earns, with the share that is chosen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from lepton.plots.format import money, percent
from lepton.report.charts.canvas import COLOURS, money_ticks, room, sheet, write

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from lepton.finance.study import Study

__all__ = ["Curve", "curve_of", "profit_curve"]

Floats = npt.NDArray[np.float64]
MOST_DRAWS = 200
FAR = 0.55
LABEL, LOW = 0.4, 0.1  # parts of the width and of the height that the name of a line takes
TODAY = "earns as much as today's practice"


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Extra profit a month over today's practice, at each share acted on.

    Attributes
    ----------
    share, profit
        Shape (n,), shares ascending.
    low, high
        P10 and P90 of the profit where the model's own error is known, else None.
    chosen
        Share and profit of the policy.
    """

    share: Floats
    profit: Floats
    low: Floats | None
    high: Floats | None
    chosen: tuple[float, float]


def curve_of(study: "Study") -> Curve | None:
    """Price every share under the study's assumptions; None where there is no curve."""
    if study.curve is None:
        return None
    earning = study.priced
    share = np.unique(np.asarray(study.curve.fraction, dtype=np.float64))
    decisions = float(earning.base["decisions_per_month"])
    flat = np.broadcast_to(earning.worth({"share": share}).profit, share.shape) * decisions
    low = high = None
    draws = min(earning.draws, MOST_DRAWS)
    if draws > 1:
        each = np.tile(share, draws)
        which = np.repeat(np.arange(draws), share.size)
        many = np.asarray(earning.worth({"share": each}, which).profit).reshape(draws, -1)
        low, high = np.quantile(many * decisions, [0.1, 0.9], axis=0)
    chosen = float(earning.base["share"])
    return Curve(share, flat, low, high, (chosen, float(earning.worth({}).profit) * decisions))


def profit_curve(study: "Study", size: tuple[float, float]) -> "Figure | None":
    """Draw profit by share acted on, with the chosen share and today's practice."""
    curve, currency = curve_of(study), study.currency
    if curve is None:
        return None
    title = f"extra profit a month, {currency}"
    figure, axes = sheet(size, "share acted on, highest score first", title)
    low, high = room([*curve.profit, *(curve.low if curve.low is not None else ()),
                      *(curve.high if curve.high is not None else ())], 0.12)  # fmt: skip
    money_ticks(axes, low, high, currency, across=False)
    if curve.low is not None and curve.high is not None:
        axes.fill_between(curve.share, curve.low, curve.high, color=COLOURS.accent, alpha=0.14,
                          linewidth=0)  # fmt: skip
    axes.plot(curve.share, curve.profit, color=COLOURS.accent, linewidth=2.0)
    axes.axhline(0, color=COLOURS.today, linewidth=1.4, zorder=2)
    _name_today(axes, curve, (low, high))
    _chosen(axes, curve, currency)
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1], [percent(v, 0) for v in (0, 0.2, 0.4, 0.6, 0.8, 1)])
    return figure


def _name_today(axes: "Axes", curve: Curve, span: tuple[float, float]) -> None:
    """Name the line at zero where the curve is farthest from it."""
    best, place = -1.0, (True, True)
    for right, up in ((True, True), (False, True), (True, False), (False, False)):
        there = curve.share > 1 - LABEL if right else curve.share < LABEL
        near = curve.profit[there] * (1 if up else -1)
        free = float(near[near >= 0].min(initial=np.inf))
        if not up and -span[0] < LOW * (span[1] - span[0]):
            free = -1.0  # nothing but the axis is there
        if free > best:
            best, place = free, (right, up)
    right, up = place
    write(axes, 1.0 if right else 0.0, 0, TODAY, ha="right" if right else "left",
          color=COLOURS.today, xytext=(-3 if right else 3, 6 if up else -7),
          textcoords="offset points")  # fmt: skip


def _chosen(axes: "Axes", curve: Curve, currency: str) -> None:
    """Mark the policy; its words stand on the side that the curve leaves free."""
    share, profit = curve.chosen
    axes.plot([share], [profit], marker="o", markersize=7, color=COLOURS.accent, zorder=4)
    said = f"chosen: {percent(share, short=True)}, {money(profit, currency, short=True)} a month"
    far = share > FAR
    ahead = np.interp(min(share + 0.1, 1.0), curve.share, curve.profit)
    up = (ahead < profit) != far
    offset = (-9 if far else 9, 10 if up else -11)
    write(axes, share, profit, said, ha="right" if far else "left", fontweight="bold",
          xytext=offset, textcoords="offset points")  # fmt: skip
