"""The browser and the server know the same, whoever changed it."""

import pytest

pytestmark = pytest.mark.browser


def test_a_change_on_the_server_reaches_the_curve(curve):
    shown = curve()
    shown.write("contact_cost", "2")
    shown.wait_for("contact_cost", 2)
    shown.page.get_by_role("button", name="Set 300 on the server").click()
    told = shown.wait_for("benefit", 300)
    shown.page.wait_for_function(
        """(profit) => {
            const root = document.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot;
            const drawn = root.querySelector('[data-testid=live-curve]').dataset.profit;
            return Math.abs(drawn - profit) <= 1e-9 * Math.abs(profit);
        }""",
        arg=told["chosen"]["profit"],
    )
    assert shown.at("number-benefit").input_value() == "300"
    assert shown.at("number-contact_cost").input_value() == "2"


def test_a_curve_shown_again_has_what_was_set_and_looked_at(curve):
    shown = curve()
    shown.write("benefit", "275")
    shown.wait_for("benefit", 275)
    shown.at("metric-roi").click()
    shown.settle()
    shown.page.get_by_text("Hide").click()
    shown.at("live-curve").wait_for(state="detached")
    shown.page.get_by_text("Hide").click()
    shown.at("live-curve").wait_for()
    assert shown.at("number-benefit").input_value() == "275"
    assert shown.at("metric-roi").get_attribute("aria-pressed") == "true"
    shown.write("benefit", "280")
    shown.wait_for("benefit", 280)


def test_what_is_looked_at_reaches_the_server(curve):
    shown = curve()
    before = shown.settle()
    shown.at("x-number").click()
    assert shown.settle() == before + 1
    shown.show(perfect=False)
    shown.open("limits")
    shown.settle()
    shown.page.wait_for_timeout(1000)
    view = shown.python()[2]
    assert view["x"] == "number"
    assert view["shown"]["perfect"] is False
    assert view["open"] == ["limits"]


def test_a_view_with_nonsense_in_it_is_put_right(curve):
    view = {"metric": "innerHTML", "x": 5, "shown": {"band": "yes"}, "open": "all"}
    shown = curve(view=view)
    assert shown.at("metric-profit").get_attribute("aria-pressed") == "true"
    assert shown.at("band").is_visible()


def test_what_python_refuses_is_put_back_and_told(curve):
    shown = curve({"fixed_cost": 1000.0})
    shown.open("limits")
    shown.write("budget", "500")
    alert = shown.at("field-budget").get_by_role("alert")
    alert.wait_for()
    assert "at least the fixed cost" in alert.inner_text()
    assert shown.at("number-budget").input_value() == ""
    assert shown.python()[1]["budget"] is None
