"""The page of the business case in the real app: Python follows the hand, and nobody is lost."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

READY = "[data-testid=live-case][data-state=ready][data-fresh=true]"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple:
    """A store with one project on a napkin; its folder and the project's id."""
    from lepton.store import Store
    from lepton.workflows.napkins import open_napkin

    home = tmp_path_factory.mktemp("case")
    return home, open_napkin(Store.open(home), "churn").id


@pytest.fixture(scope="module")
def app(start_app, made):
    return start_app(made[0])


@pytest.fixture
def case(app, made, open_page):
    """Open the case of the project."""

    def show(**how):
        page = open_page(f"{app.url}/case?project={made[1]}", **how)
        page.wait_for_selector(READY)
        return page

    return show


def in_exports(page) -> float:
    """The net present value in the line that Python writes."""
    text = page.locator(".st-key-case_figures").inner_text()
    found = re.search(r"net present value (−?)€([\d,]+)", text)
    return float(found[2].replace(",", "")) * (-1 if found[1] else 1)


def in_browser(page) -> float:
    return float(page.get_by_test_id("live-case").get_attribute("data-npv"))


def write(page, name: str, text: str) -> None:
    field = page.get_by_test_id(f"number-{name}")
    field.fill(text)
    field.press("Enter")


def test_python_follows_the_hand_and_keeps_it(case):
    page = case()
    before = in_exports(page)
    assert before == pytest.approx(in_browser(page), abs=1)
    write(page, "benefit", "300")
    page.wait_for_selector(READY)
    expect(page.locator(".st-key-case_figures")).not_to_contain_text(f"{before:,.0f}")
    assert in_exports(page) == pytest.approx(in_browser(page), abs=1)
    assert in_browser(page) > before
    page.reload()
    page.wait_for_selector(READY)
    assert in_browser(page) > before


def test_two_tabs_do_not_overwrite_each_other(case):
    one, other = case(), case()
    write(one, "benefit", "250")
    one.wait_for_selector(READY)
    expect(one.get_by_text(re.compile("^Saved by"))).to_be_visible()
    write(other, "benefit", "90")
    expect(other.get_by_text(re.compile("Nothing of yours was written"))).to_be_visible()
    other.get_by_role("button", name="Keep mine as a scenario").click()
    expect(other.get_by_test_id("scenarios")).to_contain_text("My version")


@pytest.mark.parametrize("view", ["What it costs", "Scenarios", "Take home"])
def test_nothing_is_wider_than_a_phone(case, view):
    page = case(width=390, height=900)
    page.get_by_text(view, exact=True).click()
    page.wait_for_selector(READY)
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth"
    )
