"""The page of returns in the real app: what was set is there after a reload, and in a link."""

import re

import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def trained(tmp_path_factory) -> tuple:
    """A store with one small project that has a model; its folder and the project's id."""
    from lepton import load
    from lepton.data import Task
    from lepton.store import Store
    from lepton.training import train
    from lepton.workflows.training import keep_model

    rng = np.random.default_rng(1)
    complaints = rng.poisson(1.2, 600)
    left = rng.random(600) < 1 / (1 + np.exp(2.2 - 1.3 * complaints))
    frame = pd.DataFrame(
        {"complaints": complaints, "spend": rng.gamma(2, 60, 600), "left": np.where(left, "y", "n")}
    )
    home = tmp_path_factory.mktemp("roi")
    store, data, task = Store.open(home), load(frame), Task("left", positive="y", value="spend")
    store.put_table(data.frame, id=data.id, name="shop.csv", notes=data.notes)
    project = store.create_project("Shop", dataset_id=data.id, task=task.to_dict())
    for family in ("tree", "linear"):
        keep_model(store, project.id, train(data, task, family))
    return home, project.id


@pytest.fixture(scope="module")
def app(start_app, trained):
    return start_app(trained[0])


def ready(page) -> None:
    page.wait_for_selector("[data-testid=live-curve][data-state=ready]")


def in_exports(page) -> float:
    """The profit a month in the line that Python writes."""
    text = page.locator(".st-key-export_figures").inner_text()
    found = re.search(r"profit (−?)€([\d,.]+) a month", text)
    return float(found[2].replace(",", "")) * (-1 if found[1] else 1)


def in_curve(page) -> float:
    return float(page.get_by_test_id("live-curve").get_attribute("data-profit"))


@pytest.fixture
def worth(app, trained, open_page):
    """Open the page of returns of the project."""

    def show(**how):
        page = open_page(f"{app.url}/?project={trained[1]}", **how)
        page.get_by_role("link", name="Worth").click()
        ready(page)
        return page

    return show


def write(page, name: str, text: str) -> None:
    field = page.get_by_test_id(f"number-{name}")
    field.fill(text)
    field.press("Enter")


def test_what_was_set_is_there_after_a_reload(worth):
    page = worth()
    assert in_exports(page) == pytest.approx(in_curve(page), abs=0.51)
    before = in_exports(page)
    write(page, "benefit", "180")
    write(page, "fraction", "40")
    page.get_by_test_id("metric-roi").click()
    expect(page.locator(".st-key-export_figures")).to_contain_text("(40.0")
    sentence = page.get_by_test_id("sentence").inner_text()
    page.reload()
    ready(page)
    assert page.get_by_test_id("number-benefit").input_value() == "180"
    assert page.get_by_test_id("number-fraction").input_value() == "40"
    assert page.get_by_test_id("sentence").inner_text() == sentence
    assert page.get_by_test_id("metric-roi").get_attribute("aria-pressed") == "true"
    assert in_exports(page) != before
    assert in_exports(page) == pytest.approx(in_curve(page), abs=0.51)


def test_plain_fields_and_the_curve_stay_in_step(worth):
    page = worth()
    page.get_by_text("Set the assumptions in plain fields").click()
    number = page.locator("[data-testid=stNumberInput]", has_text="Cost of acting once")
    plain = number.locator("input")
    plain.fill("2")
    plain.press("Enter")
    curve = page.get_by_test_id("number-contact_cost")
    expect(curve).to_have_value("2")
    write(page, "contact_cost", "3")
    expect(plain).to_have_value("3.00")
    assert in_exports(page) == pytest.approx(in_curve(page), abs=0.51)


def test_a_link_brings_the_exact_state_and_the_way_back(worth, open_page):
    page = worth()
    write(page, "benefit", "333")
    expect(page.locator(".st-key-export_figures")).to_contain_text("profit")
    page.wait_for_selector("[data-testid=live-curve][data-fresh=true]")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.get_by_test_id("export-link").click()
    address = page.get_by_test_id("export-address").input_value()
    write(page, "benefit", "111")
    page.wait_for_selector("[data-testid=live-curve][data-fresh=true]")
    other = open_page(address)
    ready(other)
    assert other.get_by_test_id("number-benefit").input_value() == "333"
    assert "state=" not in other.url
    other.get_by_role("button", name="Back to what was set before").click()
    expect(other.get_by_test_id("number-benefit")).to_have_value("111")


def test_each_ones_own_value_brings_a_new_order_without_a_new_page(worth):
    page = worth()
    page.locator("label", has=page.get_by_test_id("source-column")).click()
    page.wait_for_selector("[data-testid=live-curve][data-fresh=true]")
    expect(page.get_by_text("From expected gain")).to_be_visible()
    assert in_exports(page) == pytest.approx(in_curve(page), abs=0.51)
    page.locator("label", has=page.get_by_test_id("source-amount")).click()
    expect(page.get_by_text("From score")).to_be_visible()


def test_two_models_judged_on_the_same_rows_are_compared(worth):
    page = worth()
    assert page.get_by_test_id("line-model-2").is_visible()
    assert page.get_by_test_id("strip").is_visible()
    expect(page.get_by_text("judged on the same rows")).to_be_visible()


def test_nothing_jumps_on_a_phone_while_the_page_loads(app, trained, contexts):
    page = contexts[False].new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.add_init_script(SHIFTS)
    page.goto(f"{app.url}/roi?project={trained[1]}")
    page.wait_for_selector("[data-testid=live-curve][data-fresh=true]")
    page.wait_for_timeout(1000)
    shifted = page.evaluate("window.shifted")
    page.close()
    assert shifted < 0.1


SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: 'layout-shift', buffered: true });
"""
