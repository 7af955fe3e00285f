"""The page of returns in the real app: what was set is there after a reload."""

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
    keep_model(store, project.id, train(data, task, "linear"))
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


def test_what_was_set_is_there_after_a_reload(app, trained, open_page):
    page = open_page(f"{app.url}/?project={trained[1]}")
    page.get_by_role("link", name="Worth").click()
    ready(page)
    assert in_exports(page) == pytest.approx(in_curve(page), abs=0.51)
    before = in_exports(page)
    field = page.get_by_test_id("number-benefit")
    field.fill("180")
    field.press("Enter")
    page.get_by_test_id("number-fraction").fill("40")
    page.get_by_test_id("number-fraction").press("Enter")
    expect(page.locator(".st-key-export_figures")).to_contain_text("(40.0")
    sentence = page.get_by_test_id("sentence").inner_text()
    page.reload()
    ready(page)
    assert page.get_by_test_id("number-benefit").input_value() == "180"
    assert page.get_by_test_id("number-fraction").input_value() == "40"
    assert page.get_by_test_id("sentence").inner_text() == sentence
    assert in_exports(page) != before
    assert in_exports(page) == pytest.approx(in_curve(page), abs=0.51)


def test_plain_fields_and_the_curve_stay_in_step(app, trained, open_page):
    page = open_page(f"{app.url}/?project={trained[1]}")
    page.get_by_role("link", name="Worth").click()
    ready(page)
    page.get_by_text("Set the assumptions in plain fields").click()
    number = page.locator("[data-testid=stNumberInput]", has_text="Cost of acting once")
    plain = number.locator("input")
    plain.fill("2")
    plain.press("Enter")
    curve = page.get_by_test_id("number-contact_cost")
    expect(curve).to_have_value("2")
    curve.fill("3")
    curve.press("Enter")
    expect(plain).to_have_value("3.00")
    assert in_exports(page) == pytest.approx(in_curve(page), abs=0.51)
