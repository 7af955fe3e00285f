"""Every policy is read at any share, and the strip says which model is best where."""

import numpy as np
import pytest

pytestmark = pytest.mark.browser


def test_the_hover_reads_every_policy_at_that_share(chart):
    shown = chart({"models": 3, "today": "point", "shown": {"random": False, "perfect": False}})
    shown.page.mouse.move(*shown.place(0.4))
    rows = shown.card()
    assert [row[0] for row in rows] == [
        "Ours", "Deeper", "Weak", "today", "at random", "perfect foresight", "everybody",
    ]  # fmt: skip
    expected = shown.page.evaluate(
        "chart.view.models.map(({ counts, curve }) => curve.profit[indexAtFraction(counts, 0.4)])"
    )
    figures = [float(row[1].replace("€", "").replace(",", "").replace("−", "-")) for row in rows]
    for ours, theirs in zip(figures, expected, strict=False):
        assert ours == pytest.approx(theirs, rel=0.03)
    assert "Contacting 40 % would earn money." in shown.at("tip").text_content()
    shown.page.mouse.move(5, 5)
    assert not shown.seen("tip")


def test_the_return_of_a_perfect_choice_is_its_profit_per_cost(chart):
    shown = chart()
    for share in (0.05, 0.3, 0.7):
        shown.page.mouse.move(*shown.place(share))
        row = next(row for row in shown.card() if row[0] == "perfect foresight")
        at = shown.ask("chart.view.series.main.fraction[chart.hover.index]")
        line = shown.ask("perfectCurve(chart.view.counts, params, 1000)")
        profit, cost = (
            np.interp(at, *(line[name] for name in ("fraction", column)))
            for column in ("profit", "cost")
        )
        assert float(row[2].split()[0].replace(",", "")) == pytest.approx(
            100 * profit / cost, rel=0.06
        )


@pytest.mark.parametrize(("width", "share"), [(1200, 0.01), (1200, 0.99), (390, 0.01), (390, 0.99)])
def test_the_card_is_never_clipped_at_the_edges(chart, width, share):
    shown = chart({"models": 5, "today": "point"}, width=width, height=900)
    shown.page.mouse.move(*shown.place(share))
    box = shown.at("tip").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 900
    assert shown.ask("document.scrollingElement.scrollWidth") <= width


def test_keys_on_the_grip_read_the_card_too(chart):
    shown = chart({"params": {"fraction": 0.3}})
    shown.page.keyboard.press("Tab")
    tip = shown.at("tip")
    assert "Contacting 30 %" in tip.text_content()
    shown.page.keyboard.press("ArrowRight")
    assert "Contacting 31 %" in tip.text_content()
    shown.page.keyboard.press("Tab")
    shown.ask("document.activeElement.blur()")
    assert not shown.seen("tip")


def test_a_pointer_that_pressed_the_plot_leaves_no_card_behind(chart):
    shown = chart()
    shown.page.mouse.click(*shown.place(0.5))
    shown.page.mouse.move(5, 5)
    assert not shown.seen("tip")


def test_the_strip_says_which_model_is_best_where(chart):
    shown = chart({"models": 2})
    runs = shown.ask("bestByShare(chart.view.models)")
    found = shown.segments()
    long = [run["model"] for run in runs if run["to"] - run["from"] > 0.015]
    assert [name for name, _ in found] == [f"m{model}" for model in long] == ["m0", "m1"]
    assert sum(width for _, width in found) == pytest.approx(shown.width(), abs=4 * len(found))
    assert "Deeper" in shown.at("strip").get_attribute("aria-label")
    assert "Deeper" in shown.at("strip").text_content()


def test_the_strip_follows_the_hand(chart):
    shown = chart({"models": 2})
    before = shown.segments()
    shown.page.evaluate(
        "() => { const { tp } = chart.view.models[1].counts; tp.fill(0); gesture = true; draw(); }"
    )
    assert shown.segments() != before
    assert {name for name, _ in shown.segments()} == {"m0"}


def test_models_that_are_switched_off_are_not_on_the_strip(chart):
    shown = chart({"models": 3, "shown": {"models": ["m2"]}})
    assert {name for name, _ in shown.segments()} <= {"m0", "m2"}
    shown.change(shown={"models": False})
    assert not shown.seen("strip")


def test_one_model_has_no_strip(chart):
    shown = chart()
    assert not shown.seen("strip")
    assert shown.ask("chart.pictures.length") == 1
