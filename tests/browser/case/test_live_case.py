"""The live case on a page of its own: it follows the hand, and Python hears of it once."""

import pytest

from lepton.plots.format import percent

pytestmark = pytest.mark.browser

FRAME = 16.7  # ms
TYPED = (
    ("profit", "2", 2.0),
    ("decisions_per_month", "12,000", 12_000),
    ("adoption_ceiling", "60", 0.6),
    ("half_life_months", "12", 12),
    ("data_days", "35", 35),
)
REPAINTS = """() => {
  const root = document.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot;
  window.painted = 0; window.spent = [];
  new MutationObserver(() => { window.painted += 1; }).observe(
    root.querySelector('[data-testid=flow-line]'), { attributeFilter: ['d'] });
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (draw) => ask((now) => {
    const began = performance.now();
    draw(now);
    window.spent.push(performance.now() - began);
  });
}"""


def close(told: float, expected: float) -> bool:
    return told == pytest.approx(expected, rel=1e-9)


def test_a_drag_moves_everything_at_once_sends_nothing_and_letting_go_sends_one_message(live):
    shown = live()
    before = shown.settle()
    parts = ("case-sentence", "tile-npv", "tile-roi", "tile-payback", "pays-profit")
    first = {name: shown.said(name) for name in parts}
    line, table = shown.at("flow-line").get_attribute("d"), shown.figure("npv")
    shown.page.evaluate(REPAINTS)
    shown.drag("profit", -45, moves=60)
    shown.rest()
    assert shown.at("flow-line").get_attribute("d") != line
    changed = [name for name in parts if shown.said(name) != first[name]]
    assert changed == list(parts[:4])  # how far one may go does not depend on where one is
    assert shown.at("case-updating").is_visible()
    assert shown.at("tile-chance").get_attribute("data-stale") == "true"
    assert shown.settle() == before
    shown.page.mouse.up()
    shown.fresh()
    assert shown.settle() == before + 1
    told = shown.python()
    assert told["base"]["profit"] < 1.4
    assert [name for name, _ in told["seen"]] == ["Base"]
    for name, there in (("npv", "npv"), ("roi", "roi"), ("payback", "payback_months")):
        assert close(shown.figure(name), told["measures"][there]), name
    assert shown.figure("npv") != table
    assert shown.page.evaluate("window.painted") >= 30
    spent = sorted(shown.page.evaluate("window.spent"))
    assert spent[int(0.95 * len(spent))] < FRAME
    assert told["took"] < 0.3


def test_every_field_changes_the_answer_as_python_works_it_out(live):
    shown = live()
    for name, typed, value in TYPED:
        before = shown.figure("npv")
        shown.write(name, typed)
        shown.fresh()
        told = shown.python()
        assert told["base"][name] == value
        assert shown.figure("npv") != before, name
        assert close(shown.figure("npv"), told["measures"]["npv"]), name
        assert shown.said("tile-chance") == percent(told["chance"], short=True)


def test_what_is_out_of_bounds_is_refused_and_stays_said(live):
    shown = live()
    kept = shown.python()["base"]
    for name, typed, why in (
        ("adoption_ceiling", "130", "between 0 and 100"),
        ("adoption_ceiling", "-1", "minus"),
        ("half_life_months", "1201", "from 0 to 1,200"),
        ("data_days", "lots", "number"),
        ("decisions_per_month", "0", "at least 0.001"),
    ):
        shown.write(name, typed)
        shown.page.mouse.click(5, 5)
        said = shown.at(f"field-{name}").get_by_role("alert").inner_text()
        assert f"“{typed}” was not taken" in said
        assert why in said
        shown.write(name, str(100 * kept[name] if name == "adoption_ceiling" else kept[name]))
        assert not shown.at(f"field-{name}").get_by_role("alert").is_visible()
    shown.settle()
    assert shown.python()["base"] == kept


def test_a_scenario_keeps_its_own_values_and_a_locked_one_cannot_be_moved(live):
    shown = live()
    shown.choose("Pessimistic")
    assert shown.python()["shown"] == "Pessimistic"
    assert shown.at("number-profit").input_value() == "0.7"
    shown.write("data_days", "50")
    shown.fresh()
    told = shown.python()
    assert told["pessimistic"]["data_days"] == 50
    assert told["base"]["data_days"] == 20
    assert close(shown.figure("npv"), told["measures"]["npv"])
    shown.choose("Optimistic")
    assert shown.at("locked").is_visible()
    assert shown.at("slider-profit").is_disabled()
    assert shown.at("number-profit").is_disabled()
    shown.choose("Base")
    assert shown.at("number-data_days").input_value() == "20"
    assert close(shown.figure("npv"), shown.python()["measures"]["npv"])


def test_what_the_server_changes_reaches_the_sliders(live):
    from playwright.sync_api import expect

    shown = live()
    shown.write("data_days", "30")
    shown.fresh()
    shown.page.get_by_text("Set 60 days on the server").click()
    expect(shown.at("number-data_days")).to_have_value("60")
    shown.fresh()
    assert close(shown.figure("npv"), shown.python()["measures"]["npv"])


def test_it_can_be_used_by_keyboard_read_aloud_and_read_as_a_table(live):
    shown = live()
    before = shown.settle()
    slider = shown.at("slider-data_days")
    assert slider.get_attribute("aria-label") == "Collecting and cleaning"
    slider.focus()
    for _ in range(3):
        shown.page.keyboard.down("ArrowRight")
    shown.page.keyboard.up("ArrowRight")
    shown.fresh()
    assert shown.settle() == before + 1
    days = shown.python()["base"]["data_days"]
    assert days > 20
    assert slider.get_attribute("aria-valuetext") == f"{days:g} days"
    assert shown.said("case-live").startswith(shown.said("case-sentence"))
    picture = shown.at("flow-chart")
    assert picture.get_attribute("role") == "img"
    assert "In other scenarios at the end" in picture.get_attribute("aria-label")
    shown.at("flow-table").locator("summary").click()
    rows = shown.at("flow-table").locator("tbody tr")
    titles = rows.locator("th").all_inner_texts()
    assert titles == ["Today", "Year 1", "Year 2", "Year 3"]
    assert rows.last.locator("td").last.inner_text() == f"€{shown.figure('npv'):,.0f}"


def test_the_chart_says_what_holds_in_a_month(live):
    shown = live()
    box = shown.at("flow-chart").bounding_box()
    shown.page.mouse.move(box["x"] + box["width"] - 19, box["y"] + 100)
    tip = shown.said("flow-tip").replace("\u00a0", " ")
    assert tip.startswith(f"After 3 years: €{shown.figure('total'):,.0f}")
    for text in ("in this month", "8 of 10 trials", "Pessimistic", "Optimistic"):
        assert text in tip
    assert shown.said("flow-label-payback").startswith("paid back after")
    assert shown.page.get_by_text("Extra profit of <b>one</b> decision").is_visible()
    assert shown.said("mark-profit") == "yours"


def test_on_a_phone_nothing_is_cut_off(live):
    shown = live(width=390, height=900)
    wide = shown.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    for part in ("tile-npv", "tile-chance", "flow-chart", "slider-profit", "number-data_days"):
        box = shown.at(part).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    order = [shown.at(part).bounding_box()["y"] for part in ("tile-npv", "flow-chart", "case-rows")]
    assert order == sorted(order)
