"""The chart of the live curve by itself in a real browser: switched, dragged, read out, narrow.

The page holds nothing but the chart and a few lines that price three models and draw them, so a
test can ask for a scene that no small data set would give.
"""

import json
from itertools import combinations

import numpy as np
import pytest

from lepton.value import Assumptions, ScoreCounts
from lepton.value.measures import measures
from pages.ui.live_curve.bundle import joined, modules, style

pytestmark = pytest.mark.browser

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


@pytest.fixture(scope="module")
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
def chart(open_page, models):
    """Open a page with the chart, changed as wished."""

    def show(changes: dict | None = None, *, dark: bool = False, **how):
        page = open_page("about:blank", dark=dark, **how)
        page.set_content(page_of(models, DARK if dark else LIGHT))
        page.wait_for_function("window.chart?.width > 0")
        if changes:
            page.evaluate("(changes) => set(changes)", changes)
        return page

    return show


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


def change(page, **changes) -> None:
    page.evaluate("(changes) => set(changes)", changes)


def place(page, share: float, height: float = 0.5) -> tuple[float, float]:
    """Where a share lies on the plot, in pixels of the window."""
    return tuple(
        page.evaluate(
            """([share, height]) => {
                const { left, top } = chart.node.getBoundingClientRect();
                const { x, box } = chart.view;
                return [left + x(share), top + box.top + height * (box.bottom - box.top)];
            }""",
            [share, height],
        )
    )


def drawn(page, test_id: str) -> str:
    return page.get_by_test_id(test_id).get_attribute("d")


def seen(page, test_id: str) -> bool:
    """Whether something is shown; a level line has no height, so its box would not tell."""
    return page.get_by_test_id(test_id).evaluate("(node) => node.closest('[hidden]') === null")


def card(page) -> list[list[str]]:
    """The rows of the hover's table that are shown."""
    rows = page.get_by_test_id("tip").locator("tbody tr:not([hidden])").all()
    return [[cell.strip() for cell in row.locator("th, td").all_text_contents()] for row in rows]


# --- what is switched ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shows"),
    [
        ("band", ["band"]),
        ("plateau", ["plateau", "label-plateau"]),
        ("perfect", ["line-perfect", "label-perfect"]),
        ("random", ["line-random"]),
        ("everybody", ["line-everybody"]),
        ("today", ["point-today", "label-today"]),
        ("models", ["line-model-2", "line-model-3"]),
        ("roi", ["point-best_roi"]),
        ("f1", ["point-f1"]),
        ("simultaneous", ["band-simultaneous"]),
    ],
)
def test_every_switch_shows_and_hides_what_it_says(chart, name, shows):
    page = chart({"models": 3, "today": "point", "shown": {name: True}})
    for test_id in shows:
        assert seen(page, test_id), test_id
    change(page, shown={name: False})
    for test_id in shows:
        assert not seen(page, test_id), test_id
    assert seen(page, "line-model")


def test_models_can_be_switched_one_by_one(chart):
    page = chart({"models": 3, "shown": {"models": ["m2"]}})
    assert not seen(page, "line-model-2")
    assert seen(page, "line-model-3")


def test_a_rule_of_today_that_ranks_has_a_curve_of_its_own(chart):
    page = chart({"today": "curve"})
    assert seen(page, "line-today")
    assert not seen(page, "point-today")
    assert page.get_by_test_id("label-today").text_content() == "by tenure"


def test_a_maximum_chosen_on_the_same_rows_is_not_to_be_quoted(chart):
    page = chart()
    assert "most profit at" in page.get_by_test_id("label-best").text_content()
    page.evaluate(
        """() => {
            const { counts, curve } = chart.view.models[0];
            const honest = pointAt(counts, params, curve, Math.round(answer.best.index / 2));
            set({ change: { chosen_elsewhere: true, honest, chosen: honest } });
        }"""
    )
    assert "do not quote" in page.get_by_test_id("label-best").text_content()
    assert page.get_by_test_id("point-best").get_attribute("data-apparent") == "true"
    assert "recommended" in page.get_by_test_id("label-chosen").text_content()


def test_the_highest_return_is_only_marked_where_thirty_rows_stand_behind_it(chart):
    page = chart({"params": {"fixed_cost": 0}})
    few = page.evaluate("chart.view.models[0].counts.n[answer.best_roi.index]")
    assert (few >= 30) is seen(page, "point-best_roi")
    for rows, shown in ((29, False), (30, True)):
        page.evaluate(
            """(rows) => {
                const { counts, curve } = chart.view.models[0];
                const found = [...counts.n].findIndex((n) => n >= rows);
                const best_roi = pointAt(counts, params, curve, found);
                if (counts.n[best_roi.index] !== rows) counts.n[best_roi.index] = rows;
                set({ change: { best_roi } });
            }""",
            rows,
        )
        assert seen(page, "point-best_roi") is shown


def test_a_limit_stands_where_it_binds_and_shades_the_rest(chart):
    page = chart({"params": {"capacity": 900}})
    line, beyond = page.get_by_test_id("limit"), page.get_by_test_id("beyond-limit")
    left = page.get_by_test_id("chart").bounding_box()["x"]
    assert left + float(line.get_attribute("x1")) == pytest.approx(place(page, 0.3)[0], abs=2)
    assert beyond.bounding_box()["width"] == pytest.approx(
        place(page, 1)[0] - place(page, 0.3)[0], abs=2
    )
    assert "900 a month" in page.get_by_test_id("label-limit").text_content()
    change(page, params={"capacity": None})
    assert not seen(page, "limit")
    assert not seen(page, "beyond-limit")


def test_a_band_of_earlier_assumptions_is_marked_as_such(chart):
    page = chart({"updating": True})
    assert page.get_by_test_id("band").get_attribute("data-updating") == "true"
    change(page, updating=False)
    assert page.get_by_test_id("band").get_attribute("data-updating") == "false"


# --- measures and axes -----------------------------------------------------------------------

MEASURES = {
    "profit": "profit",
    "roi": "roi",
    "cost": "cost",
    "gains": "gains",
    "recall": "gains",
    "lift": "lift",
    "response": "response",
    "precision": "response",
    "marginal": "marginal_profit",
}


DRAWN = ("profit", "roi", "gains", "lift", "response", "marginal", "cost")


@pytest.mark.parametrize("base_rate", [None, 0.08])
@pytest.mark.parametrize("metric", MEASURES)
def test_every_measure_is_that_of_python(chart, models, metric, base_rate):
    page = chart({"metric": metric, "params": {"base_rate": base_rate}})
    told = page.evaluate("[...chart.view.series.main.values]")
    assumed = Assumptions(**MONEY, base_rate=base_rate)
    expected = getattr(measures(models[0], assumed).model, MEASURES[metric])
    ours = np.array([np.nan if value is None else value for value in told], dtype=float)
    assert np.nanmax(np.abs(ours[1:] - expected[1:])) <= 1e-9 * np.nanmax(np.abs(expected))
    assert seen(page, "line-model")


def test_every_measure_draws_something_else(chart):
    page = chart()
    paths = set()
    for metric in DRAWN:
        change(page, metric=metric)
        paths.add(drawn(page, "line-model"))
    assert len(paths) == len(DRAWN)


def test_the_lower_axis_tells_shares_numbers_or_falling_scores(chart):
    page = chart()
    ticks = page.get_by_test_id("chart").locator(".ticks.x text")
    assert ticks.all_text_contents()[-1] == "100\N{NO-BREAK SPACE}%"
    change(page, x="number")
    assert ticks.all_text_contents() == ["0", "500", "1,000", "1,500", "2,000", "2,500", "3,000"]
    change(page, x="threshold")
    scores = [float(text) for text in ticks.all_text_contents()]
    assert scores == sorted(scores, reverse=True)
    assert "cut-off score, falling" in page.get_by_test_id("chart").text_content()


# --- the hand --------------------------------------------------------------------------------


def test_pressing_and_dragging_anywhere_on_the_plot_moves_the_point(chart):
    page = chart()
    page.mouse.move(*place(page, 0.6))
    page.mouse.down()
    assert page.evaluate("params.fraction") == pytest.approx(0.6, abs=0.003)
    page.mouse.move(*place(page, 0.75), steps=8)
    page.mouse.up()
    assert page.evaluate("params.fraction") == pytest.approx(0.75, abs=0.003)
    moves = page.evaluate("moves")
    assert (moves[0], moves[-1]) == ("begin", "end")
    knob = page.get_by_test_id("grip").bounding_box()
    assert knob["x"] + knob["width"] / 2 == pytest.approx(place(page, 0.75)[0], abs=2)


def test_a_press_beside_the_plot_moves_nothing(chart):
    page = chart()
    x, y = place(page, 0.5, 1)
    page.mouse.click(x, y + 40)
    assert page.evaluate("moves") == []


def touch(page):
    """Send touches as a screen does."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    def send(kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y} for x, y in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    return send


def test_a_finger_moves_the_point_sideways_and_by_a_tap(chart):
    page = chart(width=390, height=700)
    finger = touch(page)
    x, y = place(page, 0.3)
    finger("touchStart", (x, y))
    for step in range(1, 9):
        finger("touchMove", (x + 12 * step, y))
    finger("touchEnd")
    page.wait_for_function("moves.at(-1) === 'end'")
    assert page.evaluate("params.fraction") == pytest.approx(0.3 + 96 / place_width(page), abs=0.02)
    finger("touchStart", place(page, 0.15))
    finger("touchEnd")
    page.wait_for_function("Math.abs(params.fraction - 0.15) < 0.01")
    assert seen(page, "tip")


def place_width(page) -> float:
    return page.evaluate("chart.view.box.right - chart.view.box.left")


def test_a_finger_that_moves_up_scrolls_the_page_and_not_the_point(chart):
    page = chart(width=390, height=500)
    finger = touch(page)
    x, y = place(page, 0.5, 0.9)
    finger("touchStart", (x, y))
    for step in range(1, 12):
        finger("touchMove", (x + step / 3, y - 15 * step))
    finger("touchEnd")
    page.wait_for_function("window.scrollY > 50")
    assert page.evaluate("moves") == []


def test_a_drag_adds_no_nodes_and_holds_the_axis(chart):
    page = chart({"models": 3, "today": "curve", "shown": {"simultaneous": True, "f1": True}})
    page.evaluate(
        """() => {
            window.added = 0;
            const count = (changes) => changes.forEach(({ addedNodes }) => {
              added += [...addedNodes].filter((node) => node.nodeType === 1).length; });
            window.watch = new MutationObserver(count);
            watch.observe(chart.node, { childList: true, subtree: true });
        }"""
    )
    top = page.get_by_test_id("chart").locator(".ticks.y text").last.text_content()
    page.mouse.move(*place(page, 0.4))
    page.mouse.down()
    before = drawn(page, "line-model")
    for step in range(20):
        page.mouse.move(*place(page, 0.4 + step / 60))
        page.evaluate("(step) => { params.benefit = 200 - step; draw(); }", step)
    assert drawn(page, "line-model") != before
    assert page.get_by_test_id("chart").locator(".ticks.y text").last.text_content() == top
    assert page.evaluate("added") == 0
    page.mouse.up()


def test_few_vertices_are_drawn_and_the_optimum_is_one_of_them(chart):
    page = chart()
    path = drawn(page, "line-model")
    corners = [tuple(map(float, pair.split())) for pair in path[1:].split("L")]
    x, y = page.evaluate("[chart.view.x(answer.best.fraction), chart.view.y(answer.best.profit)]")
    assert len(corners) <= 432
    assert (round(x, 1), round(y, 1)) in [pytest.approx(corner, abs=0.06) for corner in corners]
    assert min(corner[1] for corner in corners) == pytest.approx(y, abs=0.06)


# --- what is read out ------------------------------------------------------------------------


def test_the_hover_reads_every_policy_at_that_share(chart):
    page = chart({"models": 3, "today": "point", "shown": {"random": False, "perfect": False}})
    page.mouse.move(*place(page, 0.4))
    rows = card(page)
    assert [row[0] for row in rows] == [
        "Ours", "Deeper", "Weak", "today", "at random", "perfect foresight", "everybody",
    ]  # fmt: skip
    expected = page.evaluate(
        "chart.view.models.map(({ counts, curve }) => curve.profit[indexAtFraction(counts, 0.4)])"
    )
    shown = [float(row[1].replace("€", "").replace(",", "").replace("−", "-")) for row in rows]
    for ours, theirs in zip(shown, expected, strict=False):
        assert ours == pytest.approx(theirs, rel=0.03)
    assert "Contacting 40 % would earn money." in page.get_by_test_id("tip").text_content()
    page.mouse.move(5, 5)
    assert not seen(page, "tip")


@pytest.mark.parametrize(("width", "share"), [(1200, 0.01), (1200, 0.99), (390, 0.01), (390, 0.99)])
def test_the_card_is_never_clipped_at_the_edges(chart, width, share):
    page = chart({"models": 5, "today": "point"}, width=width, height=900)
    page.mouse.move(*place(page, share))
    box = page.get_by_test_id("tip").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 900
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_keys_on_the_grip_read_the_card_too(chart):
    page = chart({"params": {"fraction": 0.3}})
    page.keyboard.press("Tab")
    tip = page.get_by_test_id("tip")
    assert "Contacting 30 %" in tip.text_content()
    page.keyboard.press("ArrowRight")
    assert "Contacting 31 %" in tip.text_content()
    page.keyboard.press("Tab")
    page.evaluate("document.activeElement.blur()")
    assert not seen(page, "tip")


def test_a_pointer_that_pressed_the_plot_leaves_no_card_behind(chart):
    page = chart()
    page.mouse.click(*place(page, 0.5))
    page.mouse.move(5, 5)
    assert not seen(page, "tip")


# --- several models --------------------------------------------------------------------------


def segments(page) -> list[tuple[str, float]]:
    """Model and width in pixels of each segment of the strip that is shown."""
    bars = page.get_by_test_id("strip").locator("rect:not([hidden])").all()
    return [(bar.get_attribute("data-model"), bar.bounding_box()["width"]) for bar in bars]


def test_the_strip_says_which_model_is_best_where(chart):
    page = chart({"models": 2})
    runs = page.evaluate("bestByShare(chart.view.models)")
    found = segments(page)
    long = [run["model"] for run in runs if run["to"] - run["from"] > 0.015]
    assert [name for name, _ in found] == [f"m{model}" for model in long] == ["m0", "m1"]
    assert sum(width for _, width in found) == pytest.approx(place_width(page), abs=4 * len(found))
    assert "Deeper" in page.get_by_test_id("strip").get_attribute("aria-label")
    assert "Deeper" in page.get_by_test_id("strip").text_content()


def test_the_strip_follows_the_hand(chart):
    page = chart({"models": 2})
    before = segments(page)
    page.evaluate(
        "() => { const { tp } = chart.view.models[1].counts; tp.fill(0); gesture = true; draw(); }"
    )
    assert segments(page) != before
    assert {name for name, _ in segments(page)} == {"m0"}


def test_one_model_has_no_strip(chart):
    page = chart()
    assert not seen(page, "strip")
    assert page.evaluate("chart.pictures.length") == 1


# --- looks -----------------------------------------------------------------------------------

BUSY = {
    "models": 5,
    "today": "point",
    "params": {"capacity": 1500},
    "shown": {"f1": True, "simultaneous": True},
}


@pytest.mark.parametrize("width", [390, 1000])
@pytest.mark.parametrize(
    "metric", ["profit", "roi", "gains", "lift", "response", "marginal", "cost"]
)
def test_names_neither_overlap_nor_leave_the_screen(chart, width, metric):
    page = chart({**BUSY, "metric": metric}, width=width, height=900)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    texts = page.locator(".chart svg text:visible").all()
    boxes = {text.text_content(): text.bounding_box() for text in texts if text.text_content()}
    for name, box in boxes.items():
        assert box["x"] >= 0, name
        assert box["x"] + box["width"] <= width, name
    for (one, a), (other, b) in combinations(boxes.items(), 2):
        across = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
        down = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
        assert across <= HALO or down <= HALO, f"{one!r} lies on {other!r}"


# Ratio of luminances as WCAG 2 defines it, against the page's background.
CONTRAST = """(node) => {
  const light = (colour) => {
    const pen = document.createElement('canvas').getContext('2d');
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const part = [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).map((x) => x / 255)
      .map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  const paper = getComputedStyle(document.body).backgroundColor;
  const [a, b] = [getComputedStyle(node).fill, paper].map(light);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}"""


@pytest.mark.parametrize("dark", [False, True])
def test_every_name_is_legible_in_both_themes(chart, dark):
    page = chart(BUSY, dark=dark)
    for text in page.locator(".chart svg text:visible").all():
        assert text.evaluate(CONTRAST) >= 4.5, text.text_content()
    for bar in page.get_by_test_id("strip").locator("rect:not([hidden])").all():
        assert bar.evaluate(CONTRAST) >= 3


@pytest.mark.parametrize("dark", [False, True])
def test_a_picture_is_the_chart_as_it_is_shown(chart, dark):
    page = chart({"models": 2}, dark=dark, width=900)
    told = page.evaluate(
        """async () => {
            const words = { title: 'Profit a month', note: 'A note.' };
            const blob = await picture(chart.pictures, words);
            const image = await createImageBitmap(blob);
            const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
            pen.drawImage(image, 0, 0);
            const { data } = pen.getImageData(0, 0, image.width, image.height);
            const colours = new Map();
            for (let i = 0; i < data.length; i += 4) {
              const name = `${data[i]},${data[i + 1]},${data[i + 2]}`;
              colours.set(name, (colours.get(name) ?? 0) + 1);
            }
            return { type: blob.type, width: image.width, shown: chart.width,
              paper: `${data[0]},${data[1]},${data[2]}`, colours: Object.fromEntries(colours) };
        }"""
    )
    assert told["type"] == "image/png"
    assert told["width"] == 2 * (told["shown"] + 40)
    assert told["paper"] == ("17,20,26" if dark else "255,255,255")
    accent = "127,168,255" if dark else "29,95,209"
    assert told["colours"].get(accent, 0) > 1000
