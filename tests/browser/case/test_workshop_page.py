"""The workshop in a real browser: a room's screen, one client after another, no internet."""

import pytest

from lepton.store import Store
from lepton.workflows.case_store import has_plan
from lepton.workflows.napkins import open_napkin

pytestmark = pytest.mark.browser

READY = "[data-testid=live-case][data-state=ready][data-fresh=true]"
SECRET = "77,123"
HELD = """() => {
  const held = [...(window.leptonAfter?.values() ?? [])];
  return JSON.stringify([document.body.innerText, location.href, held]);
}"""


@pytest.fixture(scope="module")
def room_app(start_app, tmp_path_factory):
    home = tmp_path_factory.mktemp("room")
    project = open_napkin(Store.open(home), "churn").id
    app = start_app(home)
    yield app, project
    app.stop()


@pytest.fixture
def room(room_app, open_page):
    """The workshop of a case on a napkin, at the width of a projector."""
    app, project = room_app
    page = open_page(f"{app.url}/workshop?project={project}", width=1920, height=1080)
    page.wait_for_selector(READY)
    return page


def give(page, name: str, text: str) -> None:
    field = page.get_by_test_id(f"number-{name}")
    field.fill(text)
    field.press("Enter")
    page.wait_for_selector(READY)


def test_it_fills_the_screen_with_large_type_and_no_menu(room):
    size = room.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert size >= 22
    assert not room.get_by_test_id("stSidebar").is_visible()
    assert room.get_by_test_id("case-rows").locator("input[type=range]").count() == 5
    chart, foot = room.get_by_test_id("flow-chart").bounding_box(), 1080
    assert chart["y"] + chart["height"] <= foot
    assert room.get_by_test_id("flow-chart").evaluate(
        "(n) => n.getBoundingClientRect().width / n.viewBox.baseVal.width"
    ) == pytest.approx(size / 16, rel=0.01)
    assert not room.get_by_label("Notes").is_visible()
    room.get_by_test_id("full-screen").click()
    room.wait_for_function("document.fullscreenElement !== null")
    room.get_by_test_id("full-screen").click()
    room.wait_for_function("document.fullscreenElement === null")


def test_a_clients_number_is_marked_counted_and_gone_for_the_next_one(room, room_app):
    from playwright.sync_api import expect

    app, project = room_app
    brought = room.get_by_test_id("number-decisions_per_month").input_value()
    give(room, "decisions_per_month", SECRET)
    assert room.get_by_test_id("mark-decisions_per_month").inner_text() == "yours"
    assert room.get_by_test_id("case-note").inner_text().startswith("1 of 5 of these numbers")
    room.get_by_test_id("scenario-Base").locator("..").click()
    room.wait_for_selector("[data-testid=locked]:visible")
    assert room.get_by_test_id("slider-decisions_per_month").is_disabled()
    room.get_by_test_id("scenario-Your numbers").locator("..").click()
    room.wait_for_selector("[data-testid=locked]", state="hidden")
    room.get_by_role("button", name="Next client").click()
    expect(room.get_by_test_id("live-case")).to_be_hidden()  # from here on, not for a moment
    room.get_by_label("Keep as a scenario, called").fill("Hidden Corp")
    room.get_by_role("button", name="Throw away and start over").click()
    room.wait_for_selector("[data-marked=true]", state="detached")
    expect(room.get_by_test_id("live-case")).to_have_count(1)
    expect(room.get_by_test_id("number-decisions_per_month")).to_have_value(brought)
    room.wait_for_selector(READY)
    for trace in (SECRET, "77123", "Hidden Corp"):
        assert trace not in room.evaluate(HELD)
    assert not room.get_by_test_id("mark-decisions_per_month").is_visible()
    store = Store.open(app.home)
    assert not has_plan(store, store.project(project))
    room.reload()
    room.wait_for_selector(READY)
    assert "77123" not in room.evaluate(HELD)


def test_it_needs_no_internet(room_app, contexts):
    app, project = room_app
    page, asked = contexts[False].new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{app.url}/workshop?project={project}")
    page.wait_for_selector(READY)
    give(page, "benefit", "300")
    page.close()
    assert any(url.startswith(app.url) for url in asked)
    assert [u for u in asked if not u.startswith((app.url, "data:", "blob:"))] == []
