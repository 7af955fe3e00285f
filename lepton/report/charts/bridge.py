"""From one scenario to another, assumption by assumption."""

from typing import TYPE_CHECKING

from lepton.report.charts.canvas import COLOURS, money_ticks, room, sheet, write
from lepton.report.fonts import drawable, in_two
from lepton.report.tables import difference, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from lepton.finance.bridge import Step
    from lepton.finance.study import Study

__all__ = ["MOST_STEPS", "bridge", "bridge_ends"]

THICK = 0.62
MOST_STEPS = 9


def bridge_ends(study: "Study") -> tuple[str, ...]:
    """Names of the scenarios worth a bridge: the lowest and the highest beside the shown one."""
    others = [o for o in study.outcomes if o.name != study.scenario]
    ordered = sorted(others, key=lambda o: o.measures.npv)
    return tuple(dict.fromkeys(o.name for o in (*ordered[:1], *ordered[-1:])))


def bridge(study: "Study", size: tuple[float, float], to: str, steps: "Sequence[Step]") -> "Figure":
    """Draw what each assumption adds or takes away on the way to another scenario."""
    currency, start = study.currency, study.measures.npv
    named_steps = _named(study, steps)
    figure, axes = sheet(size, f"net present value, {currency}", "")
    at, levels = start, [start]
    for row, (_, change) in enumerate(named_steps, start=1):
        shade = COLOURS.accent if change >= 0 else COLOURS.compare
        axes.barh(row, change, THICK, left=at, color=shade, linewidth=0, zorder=3)
        at += change
        levels.append(at)
    for row, level in ((0, start), (len(named_steps) + 1, at)):
        shade = COLOURS.text if level >= 0 else COLOURS.loss
        axes.barh(row, level, THICK, color=shade, linewidth=0, zorder=3)
    low, high = room(levels, 0.16)
    money_ticks(axes, low, high, currency, across=True)
    _amounts(axes, levels, [s[1] for s in named_steps], currency)
    ends = (
        in_two(drawable(study.scenario, "as shown")),
        in_two(drawable(to, "the other scenario")),
    )
    axes.set_yticks(range(len(named_steps) + 2), [ends[0], *(s[0] for s in named_steps), ends[1]],
                    color=COLOURS.text)  # fmt: skip
    axes.set_ylim(len(named_steps) + 1.5, -0.5)
    return figure


def _named(study: "Study", steps: "Sequence[Step]") -> list[tuple[str, float]]:
    """Steps by their words, the small ones as one."""
    found = [(in_two(drawable(named(study, s.name), s.label)), s.npv_change) for s in steps]
    if len(found) <= MOST_STEPS:
        return found
    found.sort(key=lambda s: -abs(s[1]))
    rest = sum(s[1] for s in found[MOST_STEPS - 1 :])
    return [*found[: MOST_STEPS - 1], ("All others", rest)]


def _amounts(axes: "Axes", levels: list[float], changes: list[float], currency: str) -> None:
    rows = [(0, levels[0], levels[0]), (len(changes) + 1, levels[-1], levels[-1])]
    rows += [(i + 1, max(levels[i], levels[i + 1]), change) for i, change in enumerate(changes)]
    for row, end, amount in rows:
        total = row in {0, len(changes) + 1}
        said = difference(amount, currency).lstrip("+") if total else difference(amount, currency)
        write(axes, max(end, 0.0), row, said, xytext=(4, 0), textcoords="offset points",
              color=COLOURS.text)  # fmt: skip
