"""A page with nothing but the chart, and a few lines that price some models and draw them.

So a test can ask for a scene that no small data set would give.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from lepton.value import Assumptions, ScoreCounts
from pages.ui.live_curve.bundle import joined, modules, style

MONEY = {
    "benefit": 200,
    "success_rate": 0.3,
    "contact_cost": 1,
    "incentive_cost": 10,
    "fixed_cost": 1000,
    "decisions_per_month": 3000,
}
LIGHT = {
    "link": "#1D5FD1",
    "background": "#FFFFFF",
    "secondary-background": "#F4F6F9",
    "text": "#1B1F27",
    "red": "#B42318",
    "orange": "#A15C00",
}
DARK = {
    "link": "#7FA8FF",
    "background": "#11141A",
    "secondary-background": "#1A1F28",
    "text": "#E6E9EF",
    "red": "#F1786B",
    "orange": "#E5A93C",
}
# Draws a scene and draws it again while the grip is pulled; `set` changes the scene.
SCENE = """
const { answerOf, bestByShare, indexAtFraction, perfectCurve, pointAt, priceCurve, randomCurve,
  readCounts } = module_formula;
const { measured } = module_measures;
const { bandOf } = module_band;
const { picture } = module_picture;
window.params = given.params;
window.options = { metric: 'profit', x: 'share', models: 1, today: null, updating: false,
  change: {},
  shown: { band: true, plateau: true, perfect: true, random: true, everybody: true, today: true,
    models: true, f1: false, roi: true, simultaneous: false } };
window.moves = [];
const counted = given.models.map((model) => readCounts(model));
const curves = [];
window.chart = new module_chart.Chart({
  begin() { window.gesture = true; moves.push('begin'); },
  move(share) { params.fraction = share; moves.push(share); draw(); },
  end() { window.gesture = false; moves.push('end'); draw(); } });
document.querySelector('#host').append(chart.node);
function todayOf(kind) {
  if (kind === 'point') {
    const half = pointAt(counted[0], params, curves[0], indexAtFraction(counted[0], 0.5));
    return { label: 'today', point: { ...half, profit: 0.4 * half.profit } };
  }
  if (kind !== 'curve') return null;
  const counts = counted[2];
  return { label: 'by tenure', counts, curve: priceCurve(counts, params) };
}
window.draw = () => {
  const o = window.options;
  const models = counted.slice(0, o.models).map((counts, i) => {
    curves[i] = priceCurve(counts, params, curves[i]);
    return { id: `m${i}`, title: ['Ours', 'Deeper', 'Weak', 'Fourth', 'Fifth'][i], counts,
      curve: curves[i], main: i === 0 };
  });
  const { counts, curve } = models[0];
  const answer = { ...answerOf(counts, params, curve), ...o.change };
  window.answer = answer;
  const band = { ...bandOf(curve), updating: o.updating };
  band.low_all = band.low.map((x) => x - 500);
  band.high_all = band.high.map((x) => x + 500);
  chart.draw({ metric: o.metric, x: o.x, shown: o.shown, models, answer, band,
    random: randomCurve(counts, params, 100), perfect: perfectCurve(counts, params, 100),
    everybody: answer.everybody, today: todayOf(o.today), symbol: '\\u20ac',
    words: { units: 'customers', acted: 'contacted' }, decisions: params.decisions_per_month,
    share: params.fraction ?? answer.chosen.fraction, title: 'Profit',
    alternative: 'Profit by share',
    gripLabel: 'Share to contact', valueText: `about ${Math.round(answer.chosen.profit)}`,
    describe: (i) => [`Contacting ${Math.round(100 * curve.fraction[i])} % would earn money.`,
      'Half are hits.'],
  }, window.gesture);
};
window.set = ({ shown, params: money, ...rest }) => {
  Object.assign(options, rest);
  Object.assign(options.shown, shown);
  Object.assign(params, money);
  chart.reset();
  draw();
};
new ResizeObserver(([{ contentRect }]) => { chart.width = Math.round(contentRect.width); draw(); })
  .observe(chart.node);
"""


@dataclass
class Chart:
    """The chart on a page, as a person and as a test see it."""

    page: Any

    def at(self, test_id: str) -> Any:
        """One part of the chart."""
        return self.page.get_by_test_id(test_id)

    def seen(self, test_id: str) -> bool:
        """Whether a part is shown; a level line has no height, so its box would not tell."""
        return self.at(test_id).evaluate("(node) => node.closest('[hidden]') === null")

    def drawn(self, test_id: str) -> str:
        """The path of a line."""
        return self.at(test_id).get_attribute("d")

    def change(self, **changes: object) -> None:
        """Draw another scene."""
        self.page.evaluate("(changes) => set(changes)", changes)

    def ask(self, expression: str) -> Any:
        """What a script on the page finds."""
        return self.page.evaluate(expression)

    def place(self, share: float, height: float = 0.5) -> tuple[float, float]:
        """Where a share lies on the plot, in pixels of the window."""
        return tuple(
            self.page.evaluate(
                """([share, height]) => {
                    const { left, top } = chart.node.getBoundingClientRect();
                    const { x, box } = chart.view;
                    return [left + x(share), top + box.top + height * (box.bottom - box.top)];
                }""",
                [share, height],
            )
        )

    def width(self) -> float:
        """Width of the plot in pixels."""
        return self.ask("chart.view.box.right - chart.view.box.left")

    def card(self) -> list[list[str]]:
        """The rows of the hover's table that are shown."""
        rows = self.at("tip").locator("tbody tr:not([hidden])").all()
        return [
            [cell.strip() for cell in row.locator("th, td").all_text_contents()] for row in rows
        ]

    def segments(self) -> list[tuple[str, float]]:
        """Model and width in pixels of each segment of the strip that is shown."""
        bars = self.at("strip").locator("rect:not([hidden])").all()
        return [(bar.get_attribute("data-model"), bar.bounding_box()["width"]) for bar in bars]


@pytest.fixture(scope="session")
def models() -> list[ScoreCounts]:
    """Ours finds the first hits best, the second is better deep down, the third is weak."""
    rng = np.random.default_rng(3)
    chance = rng.beta(0.8, 3.2, 4000)
    hit = rng.random(4000) < chance
    ours = np.where(chance > np.quantile(chance, 0.5), chance, 0.25 * rng.random(4000) * chance)
    ours[hit & (rng.random(4000) < 0.06)] = 0
    deeper = chance + rng.normal(0, 0.12, 4000)
    weak = chance + rng.normal(0, 0.5, 4000)
    every = [ours, deeper, weak, chance + rng.normal(0, 0.3, 4000), rng.random(4000)]
    return [ScoreCounts.from_scores(hit, score).thin() for score in every]


@pytest.fixture
def chart(open_page, models) -> Callable[..., Chart]:
    """Open a page with the chart, changed as wished."""

    def show(changes: dict | None = None, *, dark: bool = False, **how: int) -> Chart:
        page = open_page("about:blank", dark=dark, **how)
        page.set_content(page_of(models, DARK if dark else LIGHT))
        page.wait_for_function("window.chart?.width > 0")
        shown = Chart(page)
        if changes:
            shown.change(**changes)
        return shown

    return show


@pytest.fixture(scope="session")
def money() -> dict[str, float]:
    """Give what the scene assumes about the money."""
    return dict(MONEY)


def page_of(models: list[ScoreCounts], theme: dict[str, str]) -> str:
    colours = "".join(f"--st-{name}-color: {value};" for name, value in theme.items())
    given = {
        "models": [model.to_dict() for model in models],
        "params": Assumptions(**MONEY).to_dict(),
    }
    *parts, _ = modules()
    return f"""<!doctype html><meta name="viewport" content="width=device-width">
      <style>:root {{ {colours} }}
      body {{ margin: 0; padding: 12px; background: {theme["background"]}; }}
      {style()}</style>
      <div class="lepton-curve"><div id="host"></div></div><div style="height: 2000px"></div>
      <script>const given = {json.dumps(given)};\n{joined(parts)}\n{SCENE}</script>"""
