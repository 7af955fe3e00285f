"""A mouse or a finger on the plot moves the chosen share, a frame at a time."""

import pytest

pytestmark = pytest.mark.browser


def test_pressing_and_dragging_anywhere_on_the_plot_moves_the_point(chart):
    shown = chart()
    shown.page.mouse.move(*shown.place(0.6))
    shown.page.mouse.down()
    assert shown.ask("params.fraction") == pytest.approx(0.6, abs=0.003)
    shown.page.mouse.move(*shown.place(0.75), steps=8)
    shown.page.mouse.up()
    assert shown.ask("params.fraction") == pytest.approx(0.75, abs=0.003)
    moves = shown.ask("moves")
    assert (moves[0], moves[-1]) == ("begin", "end")
    knob = shown.at("grip").bounding_box()
    assert knob["x"] + knob["width"] / 2 == pytest.approx(shown.place(0.75)[0], abs=2)


def test_a_press_beside_the_plot_moves_nothing(chart):
    shown = chart()
    x, y = shown.place(0.5, 1)
    shown.page.mouse.click(x, y + 40)
    assert shown.ask("moves") == []


def touch(page):
    """Send touches as a screen does."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    def send(kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y} for x, y in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    return send


def test_a_finger_moves_the_point_sideways_and_by_a_tap(chart):
    shown = chart(width=390, height=700)
    finger = touch(shown.page)
    x, y = shown.place(0.3)
    finger("touchStart", (x, y))
    for step in range(1, 9):
        finger("touchMove", (x + 12 * step, y))
    finger("touchEnd")
    shown.page.wait_for_function("moves.at(-1) === 'end'")
    moved = 0.3 + 96 / shown.width()
    assert shown.ask("params.fraction") == pytest.approx(moved, abs=0.02)
    finger("touchStart", shown.place(0.15))
    finger("touchEnd")
    shown.page.wait_for_function("Math.abs(params.fraction - 0.15) < 0.01")
    assert shown.seen("tip")


def test_a_finger_that_moves_up_scrolls_the_page_and_not_the_point(chart):
    shown = chart(width=390, height=500)
    finger = touch(shown.page)
    x, y = shown.place(0.5, 0.9)
    finger("touchStart", (x, y))
    for step in range(1, 12):
        finger("touchMove", (x + step / 3, y - 15 * step))
    finger("touchEnd")
    shown.page.wait_for_function("window.scrollY > 50")
    assert shown.ask("moves") == []


def test_a_drag_adds_no_nodes_and_holds_the_axis(chart):
    shown = chart({"models": 3, "today": "curve", "shown": {"simultaneous": True, "f1": True}})
    shown.page.evaluate(
        """() => {
            window.added = 0;
            const count = (changes) => changes.forEach(({ addedNodes }) => {
              added += [...addedNodes].filter((node) => node.nodeType === 1).length; });
            window.watch = new MutationObserver(count);
            watch.observe(chart.node, { childList: true, subtree: true });
        }"""
    )
    top = shown.at("chart").locator(".ticks.y text").last.text_content()
    shown.page.mouse.move(*shown.place(0.4))
    shown.page.mouse.down()
    before = shown.drawn("line-model")
    for step in range(20):
        shown.page.mouse.move(*shown.place(0.4 + step / 60))
        shown.page.evaluate("(step) => { params.benefit = 200 - step; draw(); }", step)
    assert shown.drawn("line-model") != before
    assert shown.at("chart").locator(".ticks.y text").last.text_content() == top
    assert shown.ask("added") == 0
    shown.page.mouse.up()


def test_few_vertices_are_drawn_and_the_optimum_is_one_of_them(chart):
    shown = chart()
    path = shown.drawn("line-model")
    corners = [tuple(map(float, pair.split())) for pair in path[1:].split("L")]
    best = "[chart.view.x(answer.best.fraction), chart.view.y(answer.best.profit)]"
    x, y = shown.ask(best)
    assert len(corners) <= 332
    assert (round(x, 1), round(y, 1)) in [pytest.approx(corner, abs=0.06) for corner in corners]
    assert min(corner[1] for corner in corners) == pytest.approx(y, abs=0.06)
