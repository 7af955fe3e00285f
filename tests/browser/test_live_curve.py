"""The live curve in a real browser: dragged, typed into, read out, narrow, dark, without profit."""

import json
import math
import re
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.browser

# A page with nothing but the curve, and under it what Python makes of the same assumptions.
SCRIPT = """
import json

import numpy as np
import streamlit as st

from lepton.value import Assumptions, ScoreCounts, answer
from pages.ui.live_curve import live_curve


@st.cache_resource
def counted():
    rng = np.random.default_rng(3)
    chance = rng.beta(0.8, 3.2, 4000)
    score = np.clip(chance + rng.normal(0, 0.05, 4000), 0, 1)
    value = rng.gamma(2, 100, 4000)
    table = ScoreCounts.from_scores(rng.random(4000) < chance, score, value=value).thin()
    return table, table.to_dict()


st.set_page_config(layout="wide")
table, sent = counted()
start = Assumptions(
    benefit=200, success_rate=0.3, contact_cost=1, incentive_cost=10,
    fixed_cost=1000, decisions_per_month=3000,
).to_dict()
asked = json.loads(st.query_params.get("with", "{}"))
kept = st.session_state.setdefault("kept", start | asked)
labels = {
    "benefit": "Value of a kept customer", "action": "contact", "acting": "contacting",
    "acted": "contacted", "units": "customers", "ranked": "most at risk",
    "value_column": "<img src=x onerror=alert(1)>",
}
if st.button("Set 300 on the server"):
    kept = st.session_state["kept"] = kept | {"benefit": 300.0}
if not st.checkbox("Hide"):
    keep = lambda changed: st.session_state.update(kept=changed)
    live_curve(sent, kept, labels, key="curve", dataset="test", keep=keep)
st.text(json.dumps([answer(table, Assumptions.from_dict(kept)).to_dict(), kept]))
"""
CLOSE = 1e-9


@pytest.fixture(scope="module")
def app(start_app, tmp_path_factory):
    folder = tmp_path_factory.mktemp("curve")
    (folder / "curve.py").write_text(SCRIPT, encoding="utf-8")
    return start_app(folder / "home", folder / "curve.py")


@pytest.fixture
def curve(app, open_page):
    """Open the page with some assumptions changed, and wait until the curve is drawn."""

    def show(changes: dict | None = None, **how):
        page = open_page(f"{app.url}/?with={quote(json.dumps(changes or {}))}", **how)
        page.wait_for_selector("[data-testid=live-curve][data-state=ready]")
        return page

    return show


def said(page, test_id: str) -> str:
    return page.get_by_test_id(test_id).first.evaluate("(n) => n.innerText ?? n.textContent")


def figure(page, name: str) -> float:
    """A figure that the curve keeps in full precision once it has come to rest."""
    return float(page.get_by_test_id("live-curve").get_attribute(f"data-{name}"))


def python(page) -> tuple[dict, dict]:
    """What Python answered, and the assumptions it has."""
    told, kept = json.loads(page.locator("[data-testid=stText]").inner_text())
    return told, kept


def wait_for_python(page, name: str, value: object) -> dict:
    """Wait until Python has an assumption, and give its answer."""
    page.wait_for_function(
        """([name, value]) => {
            const text = document.querySelector('[data-testid=stText]').innerText;
            const kept = JSON.parse(text)[1][name];
            return typeof value === 'number' ? Math.abs(kept - value) < 1e-9 : kept === value;
        }""",
        arg=[name, value],
    )
    return python(page)[0]


def at_rest(page) -> None:
    """Two frames after the last change everything is drawn."""
    page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")


def settle(page) -> int:
    """Wait until no message leaves any more; give how many have left."""
    page.wait_for_timeout(700)
    return len(page.watched.sent)


def handle(page, test_id: str) -> tuple[float, float, float]:
    """Where the thumb of a slider is, and how wide the slider is."""
    slider = page.get_by_test_id(test_id)
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    low, high, value = (
        float(slider.evaluate(f"(node) => node.{name}")) for name in ("min", "max", "value")
    )
    part = (value - low) / (high - low)
    return box["x"] + 8 + part * (box["width"] - 16), box["y"] + box["height"] / 2, box["width"]


def drag(page, test_id: str, to_right: float, moves: int = 60) -> None:
    """Press on a slider's thumb and move it; the button stays down."""
    x, y, _ = handle(page, test_id)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, moves + 1):
        page.mouse.move(x + to_right * step / moves, y)


def write(page, name: str, text: str) -> None:
    """Type a number and leave the field."""
    field = page.get_by_test_id(f"number-{name}")
    field.fill(text)
    field.press("Enter")


def test_a_drag_sends_nothing_and_letting_go_sends_one_message(curve):
    page = curve()
    before = settle(page)
    sentence, tile = said(page, "sentence"), said(page, "tile-profit")
    line = page.get_by_test_id("line-model").get_attribute("d")
    drag(page, "slider-benefit", 70)
    at_rest(page)
    assert said(page, "sentence") != sentence
    assert said(page, "tile-profit") != tile
    assert page.get_by_test_id("line-model").get_attribute("d") != line
    assert settle(page) == before
    page.mouse.up()
    assert settle(page) == before + 1
    assert python(page)[1]["benefit"] > 200


def test_letting_go_does_not_send_the_counts_again(curve):
    page = curve()
    settle(page)
    first, rev = sum(page.watched.received), figure(page, "rev")
    for moved in (40, 30):
        drag(page, "slider-benefit", moved, moves=10)
        page.mouse.up()
        settle(page)
    assert figure(page, "rev") == rev
    assert sum(page.watched.received) - first < 0.2 * first


def test_the_optimum_moves_with_the_hand(curve):
    page = curve()
    share = figure(page, "best-share")
    drag(page, "slider-contact_cost", 130)
    page.mouse.up()
    at_rest(page)
    assert figure(page, "best-share") < share
    assert "most profit" in said(page, "label-best")


def test_the_curve_is_painted_for_most_moves_of_the_hand(curve):
    page = curve()
    page.evaluate(
        """() => {
            const root = document.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot;
            window.painted = 0;
            new MutationObserver(() => { window.painted += 1; }).observe(
              root.querySelector('[data-testid=line-model]'), { attributeFilter: ['d'] });
        }"""
    )
    drag(page, "slider-success_rate", 120, moves=60)
    page.mouse.up()
    at_rest(page)
    assert page.evaluate("window.painted") >= 30


@pytest.mark.parametrize(
    ("name", "text", "value", "effect"),
    [
        ("benefit", "260", 260, lambda was, now: now["profit"] > was["profit"]),
        ("success_rate", "40", 0.4, lambda was, now: now["profit"] > was["profit"]),
        ("contact_cost", "3", 3, lambda was, now: now["n"] < was["n"]),
        ("incentive_cost", "15", 15, lambda was, now: now["profit"] < was["profit"]),
        (
            "fixed_cost",
            "1,500",
            1500,
            lambda was, now: math.isclose(now["profit"], was["profit"] - 500),
        ),
        (
            "decisions_per_month",
            "6 000",
            6000,
            lambda was, now: math.isclose(now["n"], 2 * was["n"]),
        ),
        ("fraction", "10", 0.1, lambda was, now: math.isclose(now["fraction"], 0.1)),
    ],
)
def test_every_amount_of_an_offer_changes_what_it_should(curve, name, text, value, effect):
    page = curve()
    was = python(page)[0]["chosen"]
    write(page, name, text)
    now = wait_for_python(page, name, value)["chosen"]
    assert effect(was, now)
    assert figure(page, "profit") == pytest.approx(now["profit"], rel=CLOSE)
    assert figure(page, "share") == pytest.approx(now["fraction"], rel=CLOSE)


@pytest.mark.parametrize(("name", "better"), [("right", True), ("wrong", False)])
def test_every_amount_of_a_right_or_wrong_decision_changes_the_profit(curve, name, better):
    page = curve({"form": "matrix", "right": 100.0, "wrong": 20.0})
    was = python(page)[0]["best"]["profit"]
    write(page, name, "40" if name == "wrong" else "150")
    now = wait_for_python(page, name, 40 if name == "wrong" else 150)["best"]["profit"]
    assert (now > was) is better
    assert figure(page, "profit") == pytest.approx(now, rel=CLOSE)


def test_the_currency_stands_before_every_amount(curve):
    page = curve()
    page.get_by_test_id("currency").select_option("GBP")
    wait_for_python(page, "currency", "GBP")
    assert said(page, "tile-profit").startswith("£")
    assert "£" in said(page, "sentence")
    assert page.get_by_test_id("chart").locator("text", has_text="£").count() > 2
    assert page.get_by_test_id("live-curve").get_by_text("€", exact=False).count() == 1  # the menu


def test_each_case_can_be_worth_its_own_value(curve):
    page = curve()
    page.locator("label", has=page.get_by_test_id("source-column")).click()
    told = wait_for_python(page, "benefit_from", "column")
    assert figure(page, "profit") == pytest.approx(told["chosen"]["profit"], rel=CLOSE)
    assert said(page, "field-benefit").startswith("Share of that value")
    page.locator("label", has=page.get_by_test_id("source-amount")).click()
    wait_for_python(page, "benefit_from", "amount")
    assert page.get_by_test_id("number-benefit").input_value() == "200"


def test_a_share_of_ones_own_stays_until_the_most_profitable_is_asked_for(curve):
    page = curve()
    assert "Follows" in said(page, "share-state")
    write(page, "fraction", "50")
    wait_for_python(page, "fraction", 0.5)
    assert "Fixed by you" in said(page, "share-state")
    assert "most profitable share is" in said(page, "sentence-second")
    page.get_by_test_id("follow").click()
    told = wait_for_python(page, "fraction", None)
    assert figure(page, "share") == pytest.approx(told["best"]["fraction"])
    assert not page.get_by_test_id("follow").is_visible()


def test_the_grip_in_the_chart_sets_the_share(curve):
    page = curve()
    before = settle(page)
    box = page.get_by_test_id("grip").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 10
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(30):
        page.mouse.move(x + 5 * step, y)
    assert settle(page) == before
    page.mouse.up()
    assert settle(page) == before + 1
    assert python(page)[1]["fraction"] > 0.4


def test_arrow_keys_move_a_slider_and_say_its_value(curve):
    page = curve()
    before = settle(page)
    slider = page.get_by_test_id("slider-benefit")
    slider.focus()
    slider.press("ArrowRight")
    assert settle(page) == before + 1
    assert python(page)[1]["benefit"] == 201
    assert slider.get_attribute("aria-valuetext") == "€201"
    assert slider.get_attribute("aria-label") == "Value of a kept customer"


def test_a_held_key_sends_one_message(curve):
    page = curve()
    before = settle(page)
    page.get_by_test_id("slider-success_rate").focus()
    for _ in range(12):
        page.keyboard.down("ArrowRight")
    page.keyboard.up("ArrowRight")
    assert settle(page) == before + 1
    assert python(page)[1]["success_rate"] == pytest.approx(0.36)


def test_arrow_keys_move_the_grip_and_read_the_sentence(curve):
    page = curve({"fraction": 0.2})
    grip = page.get_by_test_id("grip")
    grip.focus()
    grip.press("ArrowRight")
    wait_for_python(page, "fraction", 0.21)
    assert grip.get_attribute("aria-valuenow") == "21"
    assert grip.get_attribute("aria-valuetext") == said(page, "sentence")
    grip.press("End")
    wait_for_python(page, "fraction", 1)
    assert "everybody" in said(page, "sentence")


def test_the_answer_is_read_out_once_the_hand_is_lifted(curve):
    page = curve()
    spoken = page.get_by_test_id("live")
    first = spoken.inner_text()
    drag(page, "slider-benefit", 60)
    at_rest(page)
    assert spoken.inner_text() == first
    page.mouse.up()
    at_rest(page)
    assert spoken.inner_text() != first
    assert spoken.get_attribute("aria-live") == "polite"
    assert page.get_by_test_id("chart").get_attribute("role") == "img"
    assert "Most profit at" in page.get_by_test_id("chart").get_attribute("aria-label")


def test_every_field_has_a_name_for_a_screen_reader(curve):
    page = curve()
    for role in ("textbox", "slider", "combobox", "radio", "checkbox", "button"):
        for node in page.get_by_test_id("live-curve").get_by_role(role).all():
            named = node.evaluate(
                """(n) => n.getAttribute('aria-label') || n.innerText
                    || [...(n.labels || [])].map((l) => l.innerText).join('')"""
            )
            assert named.strip(), f"a {role} has no name"


def test_what_is_no_amount_is_refused_beside_the_field(curve):
    page = curve()
    before = settle(page)
    field = page.get_by_test_id("number-benefit")
    for text, word in (("lots", "number"), ("-5", "minus"), ("", "number"), ("9e99", "number")):
        field.fill(text)
        alert = page.get_by_test_id("field-benefit").get_by_role("alert")
        assert word in alert.inner_text()
    field.press("Enter")
    assert field.input_value() == "200"
    page.get_by_test_id("number-success_rate").fill("130")
    assert "between 0 and 100" in said(page, "field-success_rate")
    assert settle(page) == before


def test_an_amount_beyond_the_slider_makes_the_slider_longer(curve):
    page = curve()
    write(page, "benefit", "5000")
    told = wait_for_python(page, "benefit", 5000)
    assert figure(page, "profit") == pytest.approx(told["chosen"]["profit"], rel=CLOSE)
    assert float(page.get_by_test_id("slider-benefit").get_attribute("max")) >= 5000


def test_the_return_has_a_view_of_its_own(curve):
    page = curve()
    page.get_by_test_id("metric-roi").click()
    at_rest(page)
    assert page.get_by_role("heading", name="ROI by share of customers contacted").is_visible()
    ticks = page.get_by_test_id("chart").locator(".ticks.y text").all_text_contents()
    assert all(tick.endswith("%") for tick in ticks)
    assert page.get_by_test_id("metric-roi").get_attribute("aria-pressed") == "true"


def test_the_perfect_line_can_be_left_out(curve):
    page = curve()
    line = page.get_by_test_id("line-perfect")
    assert line.is_visible()
    top = page.get_by_test_id("chart").locator(".ticks.y text").last.text_content()
    page.get_by_test_id("show-perfect").uncheck()
    at_rest(page)
    assert not line.is_visible()
    assert page.get_by_test_id("chart").locator(".ticks.y text").last.text_content() != top


def test_the_model_stands_out_beside_the_lines_to_compare_with(curve):
    page = curve()
    for name in ("model", "random", "everybody", "perfect"):
        line = page.get_by_test_id(f"line-{name}")
        assert line.get_attribute("hidden") is None
        assert line.evaluate("(node) => node.getTotalLength()") > 100
    box = page.get_by_test_id("line-model").bounding_box()
    chart = page.get_by_test_id("chart").bounding_box()
    assert box["height"] > 0.35 * chart["height"]


def test_hovering_reads_as_a_sentence(curve):
    page = curve()
    box = page.get_by_test_id("chart").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.4)
    tip = said(page, "tip")
    assert re.search(r"Contacting the \d+\s% most at risk \([\d,]+ a month\) would earn an estimated €", tip)
    assert "at random would" in tip
    page.mouse.move(5, 5)
    assert not page.get_by_test_id("tip").is_visible()


def test_the_table_holds_the_same_figures_as_python(curve):
    page = curve()
    page.get_by_test_id("table").locator("summary").click()
    at_rest(page)
    rows = page.get_by_test_id("table").locator("tbody tr")
    told = python(page)[0]
    profits = rows.locator("td:nth-child(6)").all_inner_texts()
    expected = [told[name]["profit"] for name in ("chosen", "best", "best_roi", "everybody")]
    shown = [float(re.sub(r"[^\d.−]", "", text).replace("−", "-")) for text in profits]
    assert shown[:4] == pytest.approx(expected, abs=0.51)
    assert shown[4] == 0


def test_where_nothing_pays_the_page_says_what_would_have_to_change(curve):
    page = curve({"benefit": 20.0})
    assert page.get_by_test_id("live-curve").get_attribute("data-profitable") == "false"
    assert "contacting nobody is the best choice" in said(page, "sentence")
    advice = said(page, "advice")
    assert "No profitable cut-off" in advice
    needed = re.search(r"Value of a kept customer: at least €([\d.,]+)", advice)
    write(page, "benefit", needed[1])
    wait_for_python(page, "benefit", float(needed[1].replace(",", "")))
    assert page.get_by_test_id("live-curve").get_attribute("data-profitable") == "true"
    assert not page.get_by_test_id("advice").is_visible()


def test_a_change_on_the_server_reaches_the_curve(curve):
    page = curve()
    write(page, "contact_cost", "2")
    wait_for_python(page, "contact_cost", 2)
    page.get_by_role("button", name="Set 300 on the server").click()
    told = wait_for_python(page, "benefit", 300)
    page.wait_for_function(
        """(profit) => {
            const root = document.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot;
            const drawn = root.querySelector('[data-testid=live-curve]').dataset.profit;
            return Math.abs(drawn - profit) <= 1e-9 * Math.abs(profit);
        }""",
        arg=told["chosen"]["profit"],
    )
    assert page.get_by_test_id("number-benefit").input_value() == "300"
    assert page.get_by_test_id("number-contact_cost").input_value() == "2"


def test_a_curve_shown_again_has_what_was_set(curve):
    page = curve()
    write(page, "benefit", "275")
    wait_for_python(page, "benefit", 275)
    page.get_by_text("Hide").click()
    page.get_by_test_id("live-curve").wait_for(state="detached")
    page.get_by_text("Hide").click()
    page.get_by_test_id("live-curve").wait_for()
    assert page.get_by_test_id("number-benefit").input_value() == "275"
    write(page, "benefit", "280")
    wait_for_python(page, "benefit", 280)


def test_names_from_a_table_are_text(curve):
    page = curve()
    assert page.get_by_test_id("live-curve").locator("img").count() == 0
    assert page.get_by_text("<img src=x onerror=alert(1)>").first.is_visible()


@pytest.mark.parametrize("dark", [False, True])
def test_everything_is_legible_in_both_themes(curve, dark):
    page = curve({"benefit": 60.0}, dark=dark)
    page.evaluate(CONTRAST)
    for place in (".answer", ".tile-note", ".tile-value", "legend", ".field label", ".state"):
        node = page.get_by_test_id("live-curve").locator(place).first
        assert node.evaluate("(n) => contrast(n, 'color')") >= 4.5, place
    for place in (".label.model", ".label.random", ".ticks text", ".axis-title"):
        node = page.get_by_test_id("live-curve").locator(place).first
        assert node.evaluate("(n) => contrast(n, 'fill')") >= 4.5, place
    light = page.evaluate("luminance(getComputedStyle(document.body).backgroundColor)")
    assert (light < 0.1) is dark


def test_a_narrow_screen_has_the_chart_first_and_nothing_sticks_out(curve):
    page = curve(width=390, height=844)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    chart = page.get_by_test_id("chart").bounding_box()
    assert chart["x"] >= 0
    assert chart["x"] + chart["width"] <= 390
    first = page.get_by_test_id("field-benefit").bounding_box()
    assert first["y"] > chart["y"] + chart["height"]
    drag(page, "slider-benefit", 60)
    page.mouse.up()
    at_rest(page)
    assert "€" in said(page, "sentence")


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
