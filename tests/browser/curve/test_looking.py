"""What can be looked at and taken away: measures, axes, curves, exports; on any screen."""

import base64
import csv
import json
import math
from urllib.parse import parse_qs, urlparse

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("metric", "title"),
    [("profit", "Profit a month"), ("roi", "ROI")],
)
def test_profit_and_return_each_have_a_view(curve, metric, title):
    shown = curve(view={"metric": "gains"})
    shown.at(f"metric-{metric}").click()
    shown.rest()
    heading = f"{title} by share of customers contacted"
    assert shown.page.get_by_role("heading", name=heading).is_visible()
    ticks = shown.at("chart").locator(".ticks.y text").all_text_contents()
    assert all(tick.endswith("%") == (metric == "roi") for tick in ticks)
    assert shown.at(f"metric-{metric}").get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize("metric", ["marginal", "cost", "gains", "response", "lift"])
def test_further_measures_are_one_choice_away(curve, metric):
    shown = curve()
    line = shown.at("line-model").get_attribute("d")
    shown.at("metric-more").select_option(metric)
    shown.rest()
    assert shown.at("line-model").get_attribute("d") != line
    assert shown.at("metric-profit").get_attribute("aria-pressed") == "false"


@pytest.mark.parametrize(("axis", "word"), [("number", "a month"), ("threshold", "score")])
def test_the_bottom_axis_can_be_a_number_or_a_score(curve, axis, word):
    shown = curve()
    before = shown.at("chart").locator(".ticks.x text").all_text_contents()
    shown.at(f"x-{axis}").click()
    shown.rest()
    assert shown.at("chart").locator(".ticks.x text").all_text_contents() != before
    assert word in " ".join(shown.at("chart").locator(".axis-title").all_text_contents())


@pytest.mark.parametrize(
    ("curve_name", "part"),
    [
        ("perfect", "line-perfect"),
        ("random", "line-random"),
        ("everybody", "line-everybody"),
        ("band", "band"),
        ("plateau", "plateau"),
        ("roi", "point-best_roi"),
    ],
)
def test_each_curve_can_be_left_out(curve, curve_name, part):
    shown = curve()
    assert shown.at(part).get_attribute("hidden") is None
    shown.show(**{curve_name: False})
    assert shown.at(part).get_attribute("hidden") is not None


@pytest.mark.parametrize(
    ("name", "part"), [("f1", "point-f1"), ("simultaneous", "band-simultaneous")]
)
def test_what_few_need_is_there_when_asked_for(curve, name, part):
    shown = curve()
    assert not shown.at(part).is_visible()
    shown.show(**{name: True})
    assert shown.at(part).is_visible()


def test_other_models_are_compared_and_can_be_left_out(curve):
    shown = curve(extra="models")
    assert shown.at("line-model-2").is_visible()
    assert shown.at("strip").is_visible()
    shown.show(models=False)
    assert not shown.at("line-model-2").is_visible()


def test_the_csv_holds_every_cut_off_unrounded(curve):
    shown = curve(extra="models")
    with shown.page.expect_download() as waiting:
        shown.at("export-csv").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    own = [row for row in rows if row["model"] == "XGBoost"]
    best = max(own, key=lambda row: float(row["profit"]))
    told = shown.python()[0]["best"]
    for name in ("fraction", "threshold", "n", "tp", "fp", "profit", "cost", "roi"):
        assert float(best[name]) == pytest.approx(told[name], rel=1e-12), name
    assert {row["model"] for row in rows} == {"XGBoost", "'=Linear"}  # no formula for a spreadsheet
    assert len(own) > 500
    assert math.isfinite(float(best["se"]))


def test_the_picture_is_a_png_of_the_chart(curve):
    shown = curve()
    with shown.page.expect_download() as waiting:
        shown.at("export-png").click()
    content = waiting.value.path().read_bytes()
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20], "big") >= 1600  # wide enough for a slide


def test_the_link_holds_the_exact_state(curve):
    shown = curve({"benefit": 210.5})
    shown.at("x-number").click()
    shown.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    shown.at("export-link").click()
    address = shown.at("export-address").input_value()
    text = parse_qs(urlparse(address).query)["state"][0]
    assert len(text) <= 4000
    state = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    assert state["params"]["benefit"] == 210.5
    assert state["view"]["x"] == "number"


def test_the_model_stands_out_beside_the_lines_to_compare_with(curve):
    shown = curve()
    for name in ("model", "random", "everybody", "perfect"):
        line = shown.at(f"line-{name}")
        assert line.get_attribute("hidden") is None
        assert line.evaluate("(node) => node.getTotalLength()") > 100
    box = shown.at("line-model").bounding_box()
    assert box["height"] > 0.35 * shown.at("chart").bounding_box()["height"]


@pytest.mark.parametrize("dark", [False, True])
def test_everything_is_legible_in_both_themes(curve, dark):
    shown = curve({"benefit": 60.0}, dark=dark)
    shown.page.evaluate(CONTRAST)
    texts = (".first", ".second", ".tile-note", ".tile-value", "legend", ".field label", ".pays")
    for place in (*texts, ".state", ".set", ".section summary"):
        node = shown.at("live-curve").locator(place).first
        assert node.evaluate("(n) => contrast(n, 'color')") >= 4.5, place
    for place in (".label.model", ".ticks text", ".axis-title"):
        node = shown.at("live-curve").locator(place).first
        assert node.evaluate("(n) => contrast(n, 'fill')") >= 4.5, place
    light = shown.page.evaluate("luminance(getComputedStyle(document.body).backgroundColor)")
    assert (light < 0.1) is dark


def test_a_phone_has_the_chart_first_and_nothing_sticks_out(curve):
    shown = curve(width=390, height=844)
    assert shown.page.evaluate("document.scrollingElement.scrollWidth") <= 390
    chart = shown.at("chart").bounding_box()
    assert chart["x"] >= 0
    assert chart["x"] + chart["width"] <= 390
    assert shown.at("field-benefit").bounding_box()["y"] > chart["y"] + chart["height"]
    tops = [
        shown.at(f"tile-{t}").bounding_box()["y"] for t in ("profit", "roi", "contacts", "hits")
    ]
    assert tops[0] == tops[1] < tops[2] == tops[3]


def test_a_phone_keeps_the_answer_in_view_while_a_slider_moves(curve):
    shown = curve(width=390, height=844)
    for name in ("benefit", "decisions_per_month", "fraction"):
        shown.drag(f"slider-{name}", 40, moves=5)
        shown.page.mouse.up()
        shown.rest()
        slider = shown.at(f"slider-{name}").bounding_box()
        for part in ("sentence", "pin"):
            box = shown.at(part).bounding_box()
            assert 0 <= box["y"] < slider["y"] - box["height"], (name, part)


# Ratio of luminances as WCAG 2 defines it, against the page's background.
CONTRAST = """() => {
  window.luminance = (color) => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const part = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((x) => x / 255)
      .map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  window.contrast = (node, property) => {
    const page = getComputedStyle(document.querySelector('.stApp')).backgroundColor;
    const [a, b] = [luminance(getComputedStyle(node)[property]), luminance(page)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
}"""
