"""Dragging: the curve is repainted with the hand, and the server hears of it once."""

import pytest

pytestmark = pytest.mark.browser


def test_a_drag_sends_nothing_and_letting_go_sends_one_message(curve):
    shown = curve()
    before = shown.settle()
    sentence, tile = shown.said("sentence"), shown.said("tile-profit")
    line = shown.at("line-model").get_attribute("d")
    shown.drag("slider-benefit", 70)
    shown.rest()
    assert shown.said("sentence") != sentence
    assert shown.said("tile-profit") != tile
    assert shown.at("line-model").get_attribute("d") != line
    assert shown.settle() == before
    shown.page.mouse.up()
    assert shown.settle() == before + 1
    shown.kept("benefit", lambda amount: amount > 200)


def test_letting_go_does_not_send_the_counts_again(curve):
    shown = curve()
    shown.settle()
    first, rev = sum(shown.page.watched.received), shown.figure("rev")
    for moved in (40, 30):
        shown.drag("slider-benefit", moved, moves=10)
        shown.page.mouse.up()
        shown.settle()
    assert shown.figure("rev") == rev
    assert sum(shown.page.watched.received) - first < 0.4 * first  # of it, two bands


def test_the_band_moves_with_the_hand_and_is_marked_until_the_server_has_followed(curve):
    shown = curve()
    shown.fresh()
    assert not shown.at("updating").is_visible()
    exact = shown.at("band").get_attribute("d")
    shown.drag("slider-benefit", 60, moves=10)
    shown.rest()
    assert shown.at("updating").is_visible()
    assert shown.at("band").get_attribute("d") != exact
    shown.page.mouse.up()
    shown.fresh()
    assert not shown.at("updating").is_visible()


def test_the_optimum_moves_with_the_hand(curve):
    shown = curve()
    share = shown.figure("best-share")
    shown.drag("slider-success_rate", -45)
    shown.page.mouse.up()
    shown.rest()
    assert shown.figure("best-share") < share
    assert "most profit" in shown.said("label-best")


def test_the_curve_is_painted_for_most_moves_of_the_hand(curve):
    shown = curve(extra="models")
    shown.page.evaluate(
        """() => {
            const root = document.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot;
            window.painted = 0;
            new MutationObserver(() => { window.painted += 1; }).observe(
              root.querySelector('[data-testid=line-model]'), { attributeFilter: ['d'] });
        }"""
    )
    shown.drag("slider-success_rate", 120, moves=60)
    shown.page.mouse.up()
    shown.rest()
    assert shown.page.evaluate("window.painted") >= 30


def test_the_grip_in_the_chart_sets_the_share(curve):
    shown = curve()
    before = shown.settle()
    mouse, box = shown.page.mouse, shown.at("grip").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 10
    mouse.move(x, y)
    mouse.down()
    for step in range(30):
        mouse.move(x + 5 * step, y)
    assert shown.settle() == before
    mouse.up()
    assert shown.settle() == before + 1
    shown.kept("fraction", lambda share: share is not None and share > 0.4)


def test_arrow_keys_move_a_slider_and_say_its_value(curve):
    shown = curve()
    before = shown.settle()
    slider = shown.at("slider-benefit")
    slider.focus()
    slider.press("ArrowRight")
    assert shown.settle() == before + 1
    shown.wait_for("benefit", 201)
    assert slider.get_attribute("aria-valuetext") == "€201"
    assert slider.get_attribute("aria-label") == "Value of a kept customer"


def test_a_held_key_sends_one_message(curve):
    shown = curve()
    before = shown.settle()
    shown.at("slider-success_rate").focus()
    for _ in range(12):
        shown.page.keyboard.down("ArrowRight")
    shown.page.keyboard.up("ArrowRight")
    assert shown.settle() == before + 1
    shown.wait_for("success_rate", 0.36)


def test_arrow_keys_move_the_grip_and_read_the_sentence(curve):
    shown = curve({"fraction": 0.2})
    grip = shown.at("grip")
    grip.focus()
    grip.press("ArrowRight")
    shown.wait_for("fraction", 0.21)
    assert grip.get_attribute("aria-valuenow") == "21"
    assert grip.get_attribute("aria-valuetext") == shown.said("sentence")
    grip.press("End")
    shown.wait_for("fraction", 1)
    assert "everybody" in shown.said("sentence")


def test_counts_that_arrive_while_the_hand_moves_wait_for_it(curve):
    shown = curve({"benefit_from": "column", "benefit": 1.0})
    shown.drag("slider-contact_cost", 30, moves=5)
    shown.page.mouse.up()
    shown.drag("slider-benefit", 20, moves=20)
    shown.settle()  # the new order of the rows has come meanwhile
    held = shown.at("slider-benefit").input_value()
    shown.page.mouse.up()
    shown.fresh()
    assert shown.at("slider-benefit").input_value() == held
    told = shown.wait_for("benefit", float(held) / 100)
    shown.page.wait_for_timeout(300)
    assert shown.figure("profit") == pytest.approx(told["chosen"]["profit"], rel=1e-9)
