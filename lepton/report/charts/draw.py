"""Charts by name: drawn one at a time, the same each time, with a text for who cannot see them."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from lepton.plots.format import money, percent
from lepton.report.charts.bridge import MOST_STEPS, bridge, bridge_ends
from lepton.report.charts.canvas import COLOURS, COST_SHADES, RC
from lepton.report.charts.cash import items_by_year, running_total
from lepton.report.charts.curve import curve_of, profit_curve
from lepton.report.charts.risk import MOST_BARS, histogram, tornado
from lepton.report.sentences import chance
from lepton.report.tables import months_of, named
from lepton.report.text import cleaned

if TYPE_CHECKING:
    from lepton.finance.bridge import Step
    from lepton.finance.study import Study

__all__ = ["Drawn", "alternative", "charts_of", "png_of", "svg_of"]

DPI = 200
ROW, FRAME = 0.3, 0.7  # inches of a row of names, and of what stands about the rows
ONE_AT_A_TIME = Lock()  # settings and fonts of matplotlib are shared by all threads
TITLES = {
    "curve": "Extra profit a month by share acted on",
    "total": "Running total of the cash flow",
    "items": "Benefit and costs by year",
    "histogram": "How often which net present value comes out",
    "tornado": "What moves the result most",
}
VARIABLES = {
    COLOURS.accent: "accent", COLOURS.compare: "compare", COLOURS.today: "today",
    COLOURS.loss: "loss", COLOURS.text: "text", COLOURS.muted: "muted", COLOURS.grid: "grid",
    **{shade: f"cost-{item}" for item, shade in COST_SHADES.items()},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart that a study has: its name, its title and how it is drawn."""

    name: str
    title: str
    draw: Callable[[tuple[float, float]], Any]
    told: str
    rows: int = 0

    def sized(self, width: float, height: float) -> tuple[float, float]:
        """Inches that it takes where so many are offered: more if it has many rows."""
        return width, max(height, self.rows * ROW + FRAME)


def charts_of(study: "Study", *, bridges: bool = True) -> dict[str, Drawn]:
    """Every chart that the study has, by name; without a curve there is none of it.

    Parameters
    ----------
    bridges
        Whether those between scenarios are wanted, which take longest to work out.
    """
    makers = {
        "curve": profit_curve, "total": running_total, "items": items_by_year,
        "histogram": histogram, "tornado": tornado,
    }  # fmt: skip
    if study.curve is None:
        del makers["curve"]
    if not study.tornado:
        del makers["tornado"]
    rows = {"tornado": min(len(study.tornado), MOST_BARS) + 1}
    found = {
        name: Drawn(
            name, TITLES[name], partial(maker, study), alternative(study, name), rows.get(name, 0)
        )
        for name, maker in makers.items()
    }
    return found | (_bridges(study) if bridges else {})


def _bridges(study: "Study") -> dict[str, Drawn]:
    """From the shown scenario to the worst and to the best of the others."""
    found = {}
    for i, to in enumerate(bridge_ends(study)):
        steps = study.bridge_to(to, study.scenario)
        title = f"From {cleaned(study.scenario, 40)} to {cleaned(to, 40)}"
        draw = partial(bridge, study, to=to, steps=steps)
        many = min(len(steps), MOST_STEPS) + 2
        found[f"bridge{i}"] = Drawn(
            f"bridge{i}", title, draw, f"{title}: {_told(study, steps)}", many
        )
    return found


def svg_of(chart: Drawn, size: tuple[float, float] = (7.2, 3.3)) -> str:
    """Draw as SVG whose colours are variables of the page, so that it follows light and dark.

    The variables are ``--accent``, ``--text`` and so on, see :data:`VARIABLES`.
    """
    raw = _rendered(chart, size, "svg", metadata={"Date": None, "Creator": None}).decode("utf-8")
    inner = raw[raw.index("<svg") :]
    inner = re.sub(r"<metadata>.*?</metadata>", "", inner, flags=re.DOTALL)
    inner = re.sub(r'\sid="(?!m|p|c)[^"]*"', "", inner)  # groups' names: nothing refers to them
    inner = re.sub(r"#[0-9a-fA-F]{6}", _variable, inner).replace("xlink:href", "href")
    inner = re.sub(r'<svg [^>]*?viewBox="([^"]+)"[^>]*>', r'<svg viewBox="\1">', inner, count=1)
    for name in set(re.findall(r'\bid="([^"]+)"', inner)):
        inner = re.sub(rf'(["#]){re.escape(name)}(?=[")])', rf"\g<1>{chart.name}-{name}", inner)
    return inner.strip()


def _variable(found: re.Match[str]) -> str:
    name = VARIABLES.get(found.group().upper())
    return f"var(--{name})" if name else found.group()


def png_of(chart: Drawn, size: tuple[float, float] = (7.2, 3.3), dpi: int = DPI) -> bytes:
    """Draw as PNG on white."""
    return _rendered(chart, size, "png", dpi=dpi, facecolor="white", metadata={"Software": None})


def _rendered(chart: Drawn, size: tuple[float, float], kind: str, **how: Any) -> bytes:
    import matplotlib as mpl

    file = io.BytesIO()
    with ONE_AT_A_TIME, mpl.rc_context(RC):
        chart.draw(chart.sized(*size)).savefig(file, format=kind, **how)
    return file.getvalue()


def alternative(study: "Study", name: str) -> str:
    """Tell in a sentence or two what a chart shows, for who cannot see it."""
    m, risk, currency = study.measures, study.risk, study.currency
    low, high = (money(v, currency, short=True) for v in (risk.p10, risk.p90))
    if name == "curve":
        curve = curve_of(study)
        share, profit = curve.chosen if curve else (0.0, 0.0)
        return (
            f"{TITLES[name]}: at the chosen {percent(share, short=True)} it is "
            f"{money(profit, currency, short=True)} more than today's practice."
        )
    if name == "total":
        end = money(float(study.flow.cumulative[-1]), currency, short=True)
        when = months_of(m.payback_months, study.case.horizon_months)
        return f"{TITLES[name]}: it ends at {end} as assumed; paid back: {when}."
    if name == "items":
        return (
            f"{TITLES[name]}: in all {money(m.total_benefits, currency, short=True)} of benefit "
            f"and {money(m.total_costs, currency, short=True)} of costs."
        )
    if name == "histogram":
        often = chance(risk.chance_positive)
        return f"{TITLES[name]}: 8 of 10 trials from {low} to {high}; above 0 in {often} of all."
    moved = [
        f"{named(study, b.name)} ({money(min(b.npv_low, b.npv_high), currency, short=True)} to "
        f"{money(max(b.npv_low, b.npv_high), currency, short=True)})"
        for b in study.tornado[:MOST_BARS]
    ]
    return f"{TITLES['tornado']}: {'; '.join(moved)}."


def _told(study: "Study", steps: "list[Step]") -> str:
    said = [
        f"{named(study, s.name)} {money(s.npv_change, study.currency, short=True)}" for s in steps
    ]
    return ("; ".join(said) or "no difference") + "."
